"""What each cue word does to the words that govern the next number."""

import re

from analysis.extract.marks import Mark, word_automaton
from analysis.extract.numerals import read_whole_han
from analysis.extract.quantities import NUMERIC
from analysis.extract.reading import ReaderState
from analysis.lexicon.wording import load_wording

LIST_LINKS = frozenset(load_wording()["list_link"])
INCREMENTS = frozenset(load_wording()["increment"])
BEYOND = load_wording()["beyond"]
# 超省定任务94%: a rate beyond a task, not the rate at which it is done.
OVER = re.compile(rf"(?:{'|'.join(BEYOND)})[^\d，。；、,;]{{0,12}}$")
YEARS_BEFORE = re.compile(r"(?<!\d)(?<!提前)([两二三四六七八九十]|\d{1,2})年内?(?:实现|力争)?$")
AIM_AHEAD = re.compile(r"(?:目标)?的?\d[\d.]*%")
AIM_MET = load_wording()["aim_met"]
# 跨越三个百亿元台阶: more marks than a year passes were passed in the years spoken of.
MARKS_PASSED = re.compile(r"[跨迈站登跃连续越过上]{1,4}了?[两二三四五六七八九\d]个[^，。；、]{0,8}(?:台阶|大关|关口)")
# 2019年，街道将聚焦项目，力争增长9%: what one shall strive for is ahead, whatever the passage speaks of.
SHALL = re.compile(r"(?:我们|[镇乡县区市州省]|街道|政府)将(?!近)[^。；]{4,}$")
# 目前，全市已有9家: told of now.
BY_NOW = re.compile(r"[\s\u3000]*(?:截至|截止)?(?:目前|当前|现在)[，,][^。]{0,30}?已")
# 由不足5亿元增加到10亿元
FROM_AMOUNT = re.compile(rf"\s{{0,2}}(?:{'|'.join(load_wording()['from_about'])})?\s?{NUMERIC.pattern}")
LATER_YEAR = re.compile(r"到(20\d\d)年")
MEAN_VALUES, PASSED, BUDGETED = (load_wording()[name] for name in ("mean_value", "passed", "budgeted"))
GROWTH_AIMS, SPEEDS = load_wording()["growth_aim"], load_wording()["speed"]


class CueWords(ReaderState):
    """Cue words: growth, bounds, commitment, shares, tasks; the class of a word decides the method."""

    def on_grow(self, mark: Mark) -> None:
        direction, real = mark.load
        if self.governing.share_of:
            self.governing.compare = True  # 占全国增量的66% is a share of the growth of another place.
        self.governing.grow = 1 if direction == "up" else -1
        self.governing.grow_waits = True
        self.governing.reached = False
        if self.governing.speed and self.text[mark.start] == "翻":
            self.governing.compare = True  # 增速翻一番: twice the speed is not twice the amount.
        self.summed_up(mark)
        self.governing.speed = self.text.endswith(SPEEDS, mark.start, mark.end)
        self.grown_by(mark)
        self.governing.share = self.governing.share and self.open
        self.governing.task = False
        if real:
            self.governing.basis = "real"
        if self.text[mark.start] == "翻":
            self.doubled_in(mark)

    def summed_up(self, mark: Mark) -> None:
        """累计下降34% amid what is told of several years is counted over all of them."""
        span = self.governing.span or self.section_span
        if span and self.text.endswith("累计", self.start, mark.start) and self.governing.point == str(span[1]):
            self.governing.span, self.governing.spoken_span = span, True

    def doubled_in(self, mark: Mark) -> None:
        """三年翻一番 counts its years from the year under review on where the sentence looks ahead, else up to it."""
        years, reviewed = YEARS_BEFORE.search(self.text, self.clause_start, mark.start), self.years.reviewed
        if not years or not reviewed or self.governing.spoken_span:
            return
        count = int(years[1]) if years[1].isdigit() else read_whole_han(years[1]) or 0
        later = LATER_YEAR.search(self.text, mark.end, self.end)
        ahead = self.governing.target or (later is not None and int(later[1]) > reviewed)
        base = self.governing.base or (reviewed if ahead else reviewed - count)
        self.governing.doubling, self.governing.doubling_ahead = (base, base + count), ahead

    def grown_by(self, mark: Mark) -> None:
        """增量达到3亿元 is a growth in an amount, 增量的70% a part of one."""
        if self.text[mark.start : mark.end] in INCREMENTS:
            self.governing.adding = True
            self.governing.compare = self.governing.compare or self.text[mark.end : mark.end + 1] == "的"

    def on_annual(self, mark: Mark) -> None:
        if self.text.startswith(MEAN_VALUES, mark.end):
            return  # PM2.5、PM10年均浓度分别下降9%、8%: a mean over the days of a year.
        self.governing.annual = True
        words = self.text[mark.start : mark.end]
        if words.startswith("两年") and self.governing.point.isdigit():
            self.governing.mean_base = int(self.governing.point) - 2
        self.governing.each = self.governing.each or "分别" in words
        if "下降" in words:
            self.governing.grow = -1
        elif len(words) > 3 or "增" in words:
            self.governing.grow = self.governing.grow or 1
        if "实际" in words:
            self.governing.basis = "real"

    def on_same(self, mark: Mark) -> None:
        governing = self.governing
        if governing.sticky or governing.base_used:
            governing.base = governing.base if governing.sticky else None
        governing.same = governing.sticky or not governing.base  # 与2010年相比，…同比增长50%: the year named is meant.
        if "分别" in self.text[mark.start : mark.end]:
            self.governing.each = True

    def on_compare(self, mark: Mark) -> None:
        """高于 before a level is a bound (不低于 is another word); before a place or points it compares."""
        words = self.text[mark.start : mark.end]
        if words in ("高于", "低于", "超出") and self.text[mark.end : mark.end + 1].isdigit():
            self.governing.bound = "le" if words == "低于" else "ge"
            return
        if words in ("高", "快", "低", "多") and not self.text[mark.end : mark.end + 1].isdigit():
            self.unknown += words
            return
        self.governing.compare = True

    def on_reach(self, mark: Mark) -> None:
        words = self.text[mark.start : mark.end]
        if words in ("由", "从"):
            if FROM_AMOUNT.match(self.text, mark.end):
                self.governing.total = True
                self.governing.from_point = (
                    self.governing.last_from or str(self.governing.mean_base or "") or self.year_it_rose_from()
                )
            return
        self.already(mark)
        if self.governing.grow and words[-1] in "到至" and words != "达到":
            self.governing.grow = 0
        if self.governing.span and MARKS_PASSED.match(self.text, mark.start):
            self.governing.spoken_span = True
        self.governing.reached = True
        self.governing.over = words in BEYOND
        self.total_words(words)

    def already(self, mark: Mark) -> None:
        """目前，…已突破50亿元: what has been reached by now is none of the aims it is told among."""
        if not self.governing.target or self.time_end > self.start:
            return
        done = self.named_here and self.text.endswith(("已", "已经"), self.clause_start, mark.start)
        if done or BY_NOW.match(self.text, self.start):
            self.governing.target, self.governing.point, self.governing.span = False, self.years.back, None
            self.reached_by_now = True

    def total_words(self, words: str) -> None:
        """总数 tells a stock; 达到 tells one only behind the first number (新增8家、累计达到54家)."""
        if words in word_automaton().total_words:
            if words.endswith(("突破", "超过")):
                self.governing.bound = "ge"
            self.governing.total = not self.open or words[0] == "总" or words[0] == "保"

    def on_hold(self, mark: Mark) -> None:
        self.governing.reached = True
        self.governing.hold = True

    def on_before(self, mark: Mark) -> None:
        words = self.text[mark.start : mark.end]
        if len(words) == 1 and not NUMERIC.match(self.text, mark.end):
            self.unknown += "" if words in "近约" else words
            return
        self.already(mark)
        self.governing.bound = mark.load
        passed = words.endswith(PASSED)
        self.governing.reached = self.governing.reached or passed or not self.governing.grow_waits

    def on_after(self, mark: Mark) -> None:
        """A bound behind no number (省级以上, 规模以上) is an unknown word of the noun it belongs to."""
        if mark.start != self.done or not self.readings:
            self.unknown += self.text[mark.start : mark.end]

    def on_wording(self, mark: Mark) -> None:
        if self.text.startswith("努力", mark.start) and self.text[mark.end : mark.end + 1] in "，,、下":
            return  # 经过五年努力，…: what has been striven.
        if mark.load == "expect" and self.text.endswith(AIM_MET, self.clause_start, mark.start):
            if AIM_AHEAD.match(self.text, mark.end):  # 失业率3.5%，控制在预期4.2%以内: the aim it is measured by.
                self.governing.aim, self.governing.compare, self.governing.bound = True, False, ""
            return
        self.governing.compare = False
        if self.reached_by_now:
            self.governing.target, self.governing.point, self.reached_by_now = True, self.years.ahead, False
        if mark.load != "expect" and SHALL.search(self.text, self.start, mark.start):
            self.governing.target = True
        if mark.load == "strive" and not (self.years.framed or self.readings):
            self.look_ahead()
        if mark.load == "expect" == self.governing.wording and not self.governing.wording_own:
            self.governing.grow = 1 if self.text.endswith("增长", mark.start, mark.end) else self.governing.grow
            return  # 预计A…；B预计…；C…: the expectation that governs is only said again. What one strives for is each time another thing.
        self.governing.wording = mark.load
        self.governing.wording_own = self.named_here and bool(self.group)
        self.governing.wording_idle = not self.named_here
        words = self.text[mark.start : mark.end]
        if words.endswith("增长"):
            self.governing.grow = 1
        elif len(words) > 2:
            self.governing.reached = True

    def look_ahead(self) -> None:
        """In a text that no headings part into review and plan, what one strives for is of the year to come."""
        self.governing.target = True
        if self.governing.point == self.years.back and self.time_end == self.start:
            self.governing.point = self.years.ahead

    def on_each(self, mark: Mark) -> None:
        self.governing.each = True
        self.governing.bound = ""
        words = self.text[mark.start : mark.end]
        for ending, direction in (("增长", 1), ("提高", 1), ("下降", -1)):
            if words.endswith(ending):
                self.governing.grow = direction
        if words.endswith("新增"):
            self.governing.adding = True
        if words.endswith(("突破", "超过")):
            self.governing.bound = "ge"
        if words.endswith(("达", "达到", "为", "到", "完成", "实现", "在")):
            self.governing.reached = True

    def on_all(self, mark: Mark) -> None:
        self.governing.all = True
        if self.text[mark.start : mark.end].endswith("增长"):
            self.governing.grow = 1
        else:
            self.governing.reached = self.governing.reached or mark.end - mark.start > 1

    def on_share(self, mark: Mark) -> None:
        self.governing.share, self.governing.grow = True, 0
        self.governing.share_said = True
        self.unknown = self.unknown.removesuffix("中")  # 在生产总值中的比重
        self.before_share = self.unknown
        self.governing.share_of = self.text[mark.start : mark.end] in ("占", "约占", "占到")

    def on_task(self, mark: Mark) -> None:
        if self.governing.share_of and self.text.startswith(BUDGETED, mark.end):
            return  # 占预算支出的71.7% is a share, 占年度任务的120% a completion.
        self.governing.task = True
        self.governing.over = self.governing.over or bool(OVER.search(self.text, self.clause_start, mark.start))

    def on_rank(self, mark: Mark) -> None:
        self.unknown += self.text[mark.start : mark.end]

    def on_add(self, mark: Mark) -> None:
        self.governing.adding = True

    def on_basis(self, mark: Mark) -> None:
        self.governing.basis = mark.load
        if self.text[mark.start : mark.end].endswith("增长"):
            self.governing.grow = 1

    def on_sticky(self, mark: Mark) -> None:
        self.governing.sticky = True

    def on_goal(self, mark: Mark) -> None:
        self.governing.goal = True
        if self.text.endswith(GROWTH_AIMS, self.clause_start, mark.start):
            return
        if self.text[mark.end - 1 : mark.end] == "标" and not self.named_here:
            return
        self.governing.task = True

    def on_stop(self, mark: Mark) -> None:
        self.unknown += self.text[mark.start : mark.end]

    def on_among(self, mark: Mark) -> None:
        self.listing, self.among = False, True
        self.governing.adding = self.governing.adding or self.governing.was_adding

    def on_fill(self, mark: Mark) -> None:
        if self.text[mark.start : mark.end] in LIST_LINKS:
            self.listing = True

    def on_whole(self, mark: Mark) -> None:
        if mark.end - mark.start == 1:
            self.unknown += self.text[mark.start : mark.end]
