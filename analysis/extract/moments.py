"""Years, plan periods and parts of years in a sentence: the time spoken of, and the year a growth is counted from."""

import re

from analysis.extract.cuewords import LIST_LINKS
from analysis.extract.marks import Mark
from analysis.extract.numerals import read_whole_han
from analysis.extract.quantities import Moment
from analysis.extract.reading import ReaderState
from analysis.extract.setting import (
    HAN_COUNT,
    WHOLE_YEAR,
    Setting,
    looking_at_plan,
    plan_so_far,
    span_ahead,
    span_back,
    year_setting,
)
from analysis.lexicon.wording import load_wording

PLANNED_AIM = re.compile(r"[”\"]?[^，。；:,;、]{0,10}?(?:目标|任务)(?![:是为])")
SINCE = re.compile(r"[^，。；、,;\d]{2,16}以来")  # 2013年实行新标准以来 tells since when, not when.
# 将2000年以前建成的小区纳入改造; 1998年修建的渠道: a year of the thing, not of what is told.
OF_A_THING = re.compile(
    r"[底末]?(?:\d{1,2}月)?(?:以前|之前|前)|[^，。；、,;\d]{0,4}(?:建成|修建|建造|注册|出生|批准|竣工)的"
)
GONE_THROUGH = re.compile(r"来?的[^，。；]{0,6}发展")  # 经过近五年的大发展，…突破: behind us, wherever it is told.
AMOUNT_OF = re.compile(r"[底末]?的\s?\d")
END_OF_PLAN = re.compile(r"[”\"]?(?:规划|计划)?期?末")
# “十三五”交通发展规划: a paper named after the plan, which says nothing of when the sentence speaks.
PLAN_PAPER = re.compile(
    r"[”\"]?(?!时期|期间|期末|末|以来)[^，。；:：、\d“”《》]{1,10}规划(?=[，,、；;。”》和的及编纲]|体系|目标)"
)
# “十四五”前四年: the first years of a plan.
FIRST_YEARS = re.compile(r"[”\"]?(?:时期|期间)?前([两二三四])年")
# 今年，该镇将聚焦项目; 今年工作的总体要求是: no year that is told of.
THIS_YEAR_AHEAD = re.compile(r"[^。；]{0,24}?(?:将(?!近)|争取|力争|总体要求|目标)")
MULTIPLE_OF = re.compile(r"[“\"]?[一二三四五六七八九十\d]{2,4}(?:年|[”\"]?(?:时期|期|规划)?)[末底]?的\d[\d.]*倍")
GROUND_OF = re.compile(r"[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期)?末?的?基础上")  # 在“十五”末的基础上翻一番
DONE_WORD = re.compile(r"(?:完成|实现)(?:了|国家|省|市|县)?$")
MONTH_ENDED = re.compile(r"\d{1,2}月[底末]")  # 到2016年6月底: how far it has come.
LAW_LESSONS, RECORDS = load_wording()["law_lesson"], load_wording()["record"]
INTENDED = load_wording()["intended"]
UNCHANGED, CARRIED_ON = load_wording()["unchanged"], load_wording()["carried_on"]


class Moments(ReaderState):
    """Words and numbers of time."""

    def is_base(self, start: int) -> bool:
        """Behind 比, 较, 与, 是 a year is what a growth is counted from, and behind 达到 where 的2倍 follows."""
        before = self.text[self.start : start].rstrip()
        if before.endswith("达到") and MULTIPLE_OF.match(self.text, start):
            return True
        if before.endswith("在") and GROUND_OF.match(self.text, start):
            return True
        return before.endswith(("比", "较", "与", "同", "是", "为", "相当于"))

    def set_point(self, setting: Setting) -> None:
        self.governing.point, self.governing.span = setting.point, setting.span
        self.time_end = self.done
        self.governing.target = setting.target

    def on_moment(self, mark: Mark) -> None:
        moment: Moment = mark.load
        self.read_moment(mark, moment)
        if moment.role in ("part", "year"):
            self.list_time(mark)

    def list_time(self, mark: Mark) -> None:
        """一季度、上半年、全年分别增长…: times in a list are remembered, each for its own number."""
        if self.times and self.text[self.times[-1][0] : mark.start] not in LIST_LINKS:
            self.times = []
        if self.is_base(mark.start):
            return
        self.times.append((mark.end, self.governing.point, self.governing.target))

    def read_moment(self, mark: Mark, moment: Moment) -> None:
        month = moment.part[:1] == "M" and not moment.part.startswith("M1-")
        if moment.role == "part" and (month or self.is_base(mark.start)):
            return
        if moment.role == "part":
            self.governing.target = self.governing.target and self.years.framed  # 2020年1—6月，完成…: a year begun
            year = self.governing.point[:4] if self.governing.point[:4].isdigit() else ""
            part = "" if moment.part == WHOLE_YEAR else moment.part
            self.governing.point = f"{year}{part}" if year else self.governing.point
            self.governing.span = None
        elif moment.role == "span":
            if not self.is_base(mark.start):
                self.governing.span, self.governing.point = (moment.first, moment.last), str(moment.last)
                self.governing.spoken_span = True
        elif moment.role == "hidden":
            hidden = "T" if self.governing.target else "R"
            if self.text[self.start : mark.start].rstrip().endswith(("由", "从")):
                self.governing.from_point = hidden
            else:
                self.governing.point, self.time_end = hidden, mark.end
        else:
            self.on_year(mark, moment)

    def on_year(self, mark: Mark, moment: Moment) -> None:
        """A year is a base (比2015年), a beginning (由2010年的), or the year spoken of."""
        text, year = self.text, moment.first
        behind = text[mark.end : mark.end + 8].lstrip()
        ahead = text[self.start : mark.start].rstrip()[-1:]
        if ahead in ("“", "《", "‘", "「"):
            return
        if SINCE.match(text, mark.end) or (OF_A_THING.match(text, mark.end) and year < (self.years.reviewed or year)):
            return
        if self.is_base(mark.start) or "基础" in behind or "相比" in behind:
            if ahead in "是为" and not behind.startswith(("的", "同期")):
                self.set_point(year_setting(year, self.years, self.setting_now(), text[self.start : self.end]))
                return
            self.governing.base, self.governing.base_used = year, False
            self.governing.mean_base = year
            if AMOUNT_OF.match(text, mark.end):
                self.governing.from_point = str(year)  # 比2005年的31亿元增长48%
            return
        if ahead in ("由", "从"):
            self.governing.from_point = self.governing.last_from = str(year)
            return
        if behind.startswith("以来"):
            last = self.years.reviewed
            self.governing.span = (year, last) if last and last > year else self.governing.span
            self.governing.spoken_span = True
            return
        self.governing.from_point = ""
        setting = year_setting(year, self.years, self.setting_now(), text[self.start : self.end])
        if self.years.reviewed is None and ahead == "到" and not MONTH_ENDED.match(behind):
            setting = setting._replace(target=True)
        self.set_point(setting)
        self.governing.spoken_span = False

    def setting_now(self) -> Setting:
        return Setting(self.governing.target, self.governing.point, self.governing.span)

    def on_time(self, mark: Mark) -> None:
        value = mark.load
        self.read_time(mark, value)
        if value in ("year", "this", "last", "next") or value[:1] in "HM":
            self.list_time(mark)

    def read_time(self, mark: Mark, value: str) -> None:
        governing, years = self.governing, self.years
        if value.startswith("years") or value == "streak":
            self.on_years(mark, value)
        elif value == "last" and self.text[mark.start - 1 : mark.start] in ("由", "从") and mark.start > self.start:
            governing.from_point = self.year_before()
        elif value == "before":
            governing.base, governing.base_used = (governing.span[0] - 1, False) if governing.span else (None, False)
            governing.base_span = governing.base is not None
        elif value == "last" and self.only_compared(mark):
            governing.same = True
        elif value == "last":
            self.set_point(Setting(False, years.back, None))
        elif value == "year":
            governing.point = governing.point[:4] if governing.point[:4].isdigit() else governing.point
        elif value == "next":
            self.set_point(Setting(True, years.ahead, None))
        elif value == "this":
            self.this_year(mark)
        elif not self.is_base(mark.start):
            self.part_of_year(value)

    def this_year(self, mark: Mark) -> None:
        governing, years = self.governing, self.years
        if self.text.endswith(INTENDED, self.start, mark.start):
            year = years.ahead if governing.target else years.back
            self.set_point(Setting(True, year, None))  # 计划今年脱贫60户
        elif not years.framed and THIS_YEAR_AHEAD.match(self.text, mark.end):
            self.set_point(Setting(True, years.ahead, None))
        elif self.text[mark.start : mark.start + 1] != "年":
            self.set_point(Setting(governing.target, years.ahead if governing.target else years.back, None))

    def only_compared(self, mark: Mark) -> bool:
        """与上年持平, 在上年基础上: last year is only what another is measured by."""
        if self.is_base(mark.start) and self.text.startswith(UNCHANGED, mark.end):
            return True
        built_on = "基础上" in self.text[mark.end : mark.end + 24]
        return built_on and "在" in self.text[mark.start - 2 : mark.start]

    def on_years(self, mark: Mark, value: str) -> None:
        """五年来, 今后五年 and 连续四年; years behind which a record is told (五年的最高) say nothing of the number."""
        governing = self.governing
        if value == "streak":
            count = self.text[mark.start + 2 : mark.end - 1]
            governing.streak = int(count) if count.isdigit() else read_whole_han(count) or 0
            return
        if self.text.startswith(RECORDS, mark.end):
            return
        gone = self.text.endswith("经过", self.start, mark.start) and GONE_THROUGH.match(self.text, mark.end)
        if gone:
            governing.target, governing.point = False, self.years.back
        ahead = governing.target or self.text[mark.start : mark.end].startswith(("今后", "未来"))
        count = int(value[5:] or 5)
        span = span_ahead(self.years, count) if ahead else span_back(self.years, count)
        governing.spoken_span = True
        if span:
            governing.span, governing.point = span, str(span[1])

    def year_it_rose_from(self) -> str:
        """由3亿元增加到5亿元: from the year before the span told of around the sentence, else from the year before."""
        around, point = self.governing.around, self.governing.point
        if around and not self.governing.span and point == str(around[1]):
            return str(around[0] - 1)
        return self.year_before()

    def year_before(self) -> str:
        """The year from which something grew: the one before the span or the year spoken of; "" where it is hidden."""
        if self.governing.span:
            return str(self.governing.span[0] - 1)
        year = self.governing.point[:4]
        return str(int(year) - 1) if year.isdigit() else ""

    def part_of_year(self, part: str) -> None:
        governing = self.governing
        if part == "H2" and governing.target and not self.years.months:
            governing.target = True
        if self.later_statement and governing.point.isdigit():
            self.part_since = (governing.point, governing.span)
        year = governing.point[:4]
        governing.point = f"{year}{part}" if year.isdigit() else governing.point
        governing.span = None

    def plan_to_come(self, mark: Mark, name: str) -> bool:
        """“七五”计划草案规定: the plan that begins with the year planned for; not a year of it (第一年, 开局之年)."""
        looking = looking_at_plan(name, self.years, self.governing.target)
        behind = self.text[mark.end : mark.end + 12]
        if looking is None or looking.span is None or self.years.planned is None:
            return False
        told = any(word in behind for word in ("草案", "规定", "提出", "要求", "确定"))
        return told and looking.span[0] in (self.years.planned, self.years.planned + 1)

    def is_aim(self, mark: Mark) -> bool:
        """完成“十一五”节能减排目标: the plan says whose aim it is, not of when the sentence speaks."""
        return DONE_WORD.search(self.text, self.start, mark.start) is not None and bool(
            PLANNED_AIM.match(self.text, mark.end)
        )

    def first_years(self, mark: Mark, plan: Setting) -> Setting:
        """“十四五”前四年 ends before the plan does."""
        first = FIRST_YEARS.match(self.text, mark.end)
        if not (first and plan.span):
            return plan
        last = plan.span[0] + HAN_COUNT[first[1]] - 1
        return Setting(plan.target, str(last), (plan.span[0], last))

    def on_plan(self, mark: Mark) -> None:
        governing = self.governing
        name = self.text[mark.start : mark.end]
        behind, behind_words = self.text[mark.end : mark.end + 3], self.text[mark.end : mark.end + 6]
        of_it = behind.startswith(("时期的", "期间的", "期的", "的", "末的", "期末的"))
        if self.text.endswith(CARRIED_ON, self.start, mark.start):
            return
        if self.text.endswith(("由", "从"), self.start, mark.start):
            looking = looking_at_plan(name, self.years, governing.target)
            if looking and looking.span:  # 由“十二五”末的5亿元增加到10亿元
                governing.from_point = governing.last_from = str(looking.span[1])
            return
        if self.is_base(mark.start) and (of_it or not self.text[: mark.start].rstrip().endswith(("是", "为"))):
            looking = looking_at_plan(name, self.years, governing.target)
            if looking and looking.span:
                governing.base, governing.base_used = looking.span[1], False
                governing.base_span = not END_OF_PLAN.match(self.text, mark.end)
            return
        paper = behind.startswith(("规划", "计划", "”规划", "开局")) or PLAN_PAPER.match(self.text, mark.end)
        if paper and not self.plan_to_come(mark, name):
            return
        if behind_words.startswith(LAW_LESSONS) or self.is_aim(mark):
            return
        looking = looking_at_plan(name, self.years, governing.target)
        if looking and looking.span and behind_words.startswith(("以来", "”以来")):
            looking = plan_so_far(looking.span, self.years) or looking
        if looking:
            looking = self.first_years(mark, looking)
            ahead = int(looking.point[:4]) > (self.years.reviewed or 0)
            if governing.wording == "expect" and ahead:
                looking = looking._replace(target=True)  # 预计“十四五”末达到51%
            end = behind.startswith(("末", "期末", "”末"))
            self.set_point(looking._replace(span=None) if end else looking)
            governing.spoken_span = not end
