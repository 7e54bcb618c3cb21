"""Read one sentence from left to right: names take the numbers that follow them, cue words say how.

Two things decide that a number belongs to a name: its unit, and that nothing unknown stands between them. A clause that
names no indicator may go on about the last one only if all its words are known (同比增长18.2%), else its number belongs
to something else (销售收入40亿元) and so do the numbers after it.
"""

import re

from analysis.extract import marks as kinds
from analysis.extract.marks import Mark
from analysis.extract.measures import read_measure, read_period, which
from analysis.extract.quantities import NUMERIC, Moment, Quantity
from analysis.extract.reading import Governing, Reading, Subject, fits
from analysis.extract.setting import Setting, Years, looking_at_plan, span_ahead, span_back, year_setting
from analysis.extract.whose import Whose

CLAUSE = re.compile(r"[，,;；:：]")
IGNORED = re.compile(r"\([^()]*\)|[\s“”\"‘’'《》「」、()\[\]【】—\-…·]+")
LINKS = {"、", "和", "与", "及", "以及", "、和", "，", ",", "和约", "或", "以及约", "、约", "和近", "，和", "；"}
RANGES = {"-", "—", "–", "~", "～", "至", "到", "——", "―", "一", "--"}
LIST_LINKS = {"、", "和", "与", "及", "以及", "、和", "并", "”、“", "”和“", "“", "”", "”、", "、“"}
PARTS = re.compile(r"、|和|与|及|以及")
HAN = re.compile(r"[\u4e00-\u9fff]")
GOES_ON = (
    "的增",
    "的速",
    "的目标",
    "的水平",
    "的年",
    "和",
    "与",
    "及",
    "以及",
    "其",
    "并",
    "且",
    "目标",
    "增",
    "的预",
    "的高",
    "的较",
    "的平均",
    "的大关",
    "的任务",
    "，",
    "再",
    "力争",
)
BOUND_WORDS = ("以上", "以下", "左右", "以内", "之内", "多", "余", "内", "大关")
ADDING = ("新增", "新认定", "净增", "认定", "培育", "新培育", "新获批", "新入库", "新入规")
COUNTED_NOUNS = ("县", "市", "镇", "村", "企业", "项目", "产业", "园区", "乡镇", "以上项目", "集团")
STILL_AMOUNT = (
    "的目",
    "的大",
    "的任",
    "的增",
    "的速",
    "的水",
    "的规",
    "的基",
    "的台",
    "的关",
    "的计",
    "的预",
    "的指",
    "的历",
    "的突",
)
WHOLE_SPAN = ("累计", "连续", "累积", "始终", "一直", "共完成", "五年共", "总计", "五年完成")
MULTIPLIER_WORDS = "百千万亿"
LIGHT = 6
HEAVY = re.compile(
    r"投资|收入|支出|产值|资金|税|利润|项目|企业|贷款|存款|总额|增加值|面积|公司|园区|的[^的]{2,}|销售|补助|争取|人均"
)


class SentenceReader:
    """Reads the marks of one sentence; `readings` holds the figures found, in order."""

    def __init__(self, text: str, start: int, end: int, setting: Setting, years: Years, whose: Whose) -> None:
        self.text, self.start, self.end = text, start, end
        self.years, self.whose = years, whose
        self.governing = Governing(setting)
        self.section_span = setting.span
        self.group: list[Subject] = []
        self.open = False
        self.listing = False
        self.unknown = ""
        self.named_here = False
        self.clause_start = start
        self.items: list[tuple[Subject | None, Quantity]] = []
        self.readings: list[Reading] = []
        self.done = start
        self.chain: list[tuple[Quantity, str]] = []
        self.aside: list[tuple] = []
        self.named: set[str] = set()
        self.narrowed = False
        self.trace: list[tuple[int, int, str]] | None = None

    def note(self, start: int, end: int, why: str) -> None:
        """Remember why a name or number was refused, when somebody asks (analysis.review.explain)."""
        if self.trace is not None:
            self.trace.append((start, end, why))

    def read(self, marks: list[Mark]) -> list[Reading]:
        """Go through the marks in order; a run of numbers is taken at once."""
        index, count = 0, len(marks)
        while index < count:
            mark = marks[index]
            if mark.start > self.done:
                self.pass_gap(self.text[self.done : mark.start])
            if mark.kind == kinds.QUANTITY:
                index = self.read_run(marks, index)
                continue
            handler = HANDLERS.get(mark.kind)
            if handler:
                handler(self, mark)
            self.done = max(self.done, mark.end)
            index += 1
        return self.readings

    # What stands between marks -------------------------------------------------------------------------------------

    def pass_gap(self, gap: str) -> None:
        """Unknown words are remembered; a comma begins a new clause, a semicolon a new statement."""
        if gap in LIST_LINKS:
            self.listing = True
            return
        if gap in ("，", ","):
            self.new_clause(self.done + 1)
            return
        if "(" in gap or ")" in gap:
            self.pass_brackets(gap)
            return
        last = None
        for last in CLAUSE.finditer(gap):  # noqa: B007 - the last one is wanted
            pass
        if last:
            self.unknown += IGNORED.sub("", gap[: last.start()])
            if "；" in gap or ";" in gap:
                self.new_statement()
            self.new_clause(self.done + last.end())
            gap = gap[last.end() :]
        rest = IGNORED.sub("", gap)
        if rest:
            self.unknown += rest
            self.listing = (self.listing or gap[0] == "、") and len(rest) <= LIGHT

    def pass_brackets(self, gap: str) -> None:
        """What stands in brackets is an aside: the sentence goes on behind it as it stood before it."""
        depth = gap.count("(") - gap.count(")")
        if depth > 0:
            self.pass_gap(gap.rpartition("(")[0].replace("(", "").replace(")", ""))
            self.aside.append(
                (list(self.group), self.open, self.named_here, self.unknown, self.clause_start, self.governing.copy())
            )
            self.clause_start = self.done + len(gap)
            self.named_here, self.unknown = False, ""
            self.governing.new_clause()
        elif depth < 0 and self.aside:
            (self.group, self.open, self.named_here, self.unknown, self.clause_start, self.governing) = self.aside.pop()
            self.chain = []
            self.pass_gap(gap.rpartition(")")[2].replace("(", ""))
        else:
            self.pass_gap(IGNORED.sub("", gap).replace("(", "").replace(")", ""))

    def new_clause(self, start: int) -> None:
        if self.governing.wording_idle and self.unknown:
            self.governing.wording = "-"
        self.clause_start = start
        self.named_here = False
        self.unknown = ""
        self.listing = False
        self.chain = []
        self.governing.new_clause()
        self.governing.was_adding = self.governing.adding
        self.governing.adding = False
        self.governing.wording_idle = False

    def new_statement(self) -> None:
        governing = self.governing
        if governing.wording_own:
            governing.wording, governing.wording_own = "-", False

    # Cue words -----------------------------------------------------------------------------------------------------

    def on_grow(self, mark: Mark) -> None:
        direction, real = mark.load
        self.governing.grow = 1 if direction == "up" else -1
        self.governing.reached = False
        self.governing.share = self.governing.share and self.open
        self.governing.task = False
        if real:
            self.governing.basis = "real"

    def on_annual(self, mark: Mark) -> None:
        self.governing.annual = True
        words = self.text[mark.start : mark.end]
        if "下降" in words:
            self.governing.grow = -1
        elif len(words) > 3 or "增" in words:
            self.governing.grow = self.governing.grow or 1
        if "实际" in words:
            self.governing.basis = "real"

    def on_same(self, mark: Mark) -> None:
        self.governing.same = True
        if not self.governing.sticky:
            self.governing.base = None
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
            if NUMERIC.match(self.text[mark.end : mark.end + 3].lstrip()):
                self.governing.from_point = self.governing.last_from or self.year_before()
            return
        if self.governing.grow and words[-1] in "到至" and words != "达到":
            self.governing.grow = 0
        self.governing.reached = True
        self.total_words(words)

    def total_words(self, words: str) -> None:
        """总数 tells a stock; 达到 tells one only behind the first number (新增8家、累计达到54家)."""
        if words in kinds.word_automaton().total_words:
            self.governing.total = not self.open or words[0] == "总" or words[0] == "保"

    def on_hold(self, mark: Mark) -> None:
        self.governing.reached = True
        self.governing.hold = True

    def on_before(self, mark: Mark) -> None:
        words = self.text[mark.start : mark.end]
        if len(words) == 1 and not NUMERIC.match(self.text, mark.end):
            self.unknown += "" if words in "近约" else words
            return
        self.governing.bound = mark.load
        self.governing.reached = True

    def on_after(self, mark: Mark) -> None:
        """A bound behind no number (省级以上, 规模以上) is an unknown word of the noun it belongs to."""
        if mark.start != self.done or not self.readings:
            self.unknown += self.text[mark.start : mark.end]

    def on_wording(self, mark: Mark) -> None:
        self.governing.wording = mark.load
        self.governing.wording_own = self.named_here and bool(self.group)
        self.governing.wording_idle = not self.named_here
        words = self.text[mark.start : mark.end]
        if words.endswith("增长"):
            self.governing.grow = 1
        elif len(words) > 2:
            self.governing.reached = True

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
        self.governing.share_of = self.text[mark.start : mark.end] in ("占", "约占", "占到")

    def on_task(self, mark: Mark) -> None:
        self.governing.task = True

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
        if self.text[mark.end - 1 : mark.end] == "标" and not self.named_here:
            return
        self.governing.task = True

    def on_stop(self, mark: Mark) -> None:
        self.unknown += self.text[mark.start : mark.end]

    def on_among(self, mark: Mark) -> None:
        self.listing = False
        self.governing.adding = self.governing.adding or self.governing.was_adding

    def on_fill(self, mark: Mark) -> None:
        if self.text[mark.start : mark.end] in LIST_LINKS:
            self.listing = True

    def on_whole(self, mark: Mark) -> None:
        if mark.end - mark.start == 1:
            self.unknown += self.text[mark.start : mark.end]

    # Time ----------------------------------------------------------------------------------------------------------

    def is_base(self, start: int) -> bool:
        """Behind 比, 较, 与, 是 a year is what a growth is counted from."""
        before = self.text[self.start : start].rstrip()
        return before.endswith(("比", "较", "与", "同", "是", "为", "相当于"))

    def set_point(self, setting: Setting) -> None:
        self.governing.point, self.governing.span = setting.point, setting.span
        self.governing.target = setting.target

    def on_moment(self, mark: Mark) -> None:
        moment: Moment = mark.load
        if moment.role == "part":
            year = self.governing.point[:4] if self.governing.point[:4].isdigit() else ""
            self.governing.point = f"{year}{moment.part}" if year else self.governing.point
            self.governing.span = None
        elif moment.role == "span":
            if not self.is_base(mark.start):
                self.governing.span, self.governing.point = (moment.first, moment.last), str(moment.last)
                self.governing.spoken_span = True
        elif moment.role == "hidden":
            self.governing.point = "T" if self.governing.target else "R"
        else:
            self.on_year(mark, moment)

    def on_year(self, mark: Mark, moment: Moment) -> None:
        """A year is a base (比2015年), a beginning (由2010年的), or the year spoken of."""
        text, year = self.text, moment.first
        behind = text[mark.end : mark.end + 8].lstrip()
        ahead = text[self.start : mark.start].rstrip()[-1:]
        if ahead in ("“", "《", "‘", "「"):
            return
        if self.is_base(mark.start) or "基础" in behind or "相比" in behind:
            if ahead in "是为" and not behind.startswith(("的", "同期")):
                self.set_point(year_setting(year, self.years, self.setting_now()))
                return
            self.governing.base, self.governing.base_used = year, False
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
        setting = year_setting(year, self.years, self.setting_now())
        if self.years.reviewed is None and ahead == "到":
            setting = setting._replace(target=True)
        self.set_point(setting)
        self.governing.spoken_span = False

    def setting_now(self) -> Setting:
        return Setting(self.governing.target, self.governing.point, self.governing.span)

    def on_time(self, mark: Mark) -> None:
        value, governing, years = mark.load, self.governing, self.years
        if value.startswith("years"):
            count = int(value[5:] or 5)
            ahead = governing.target or self.text[mark.start : mark.end].startswith(("今后", "未来"))
            span = span_ahead(years, count) if ahead else span_back(years, count)
            governing.spoken_span = True
            if span:
                governing.span, governing.point = span, str(span[1])
        elif value == "last" and self.text[mark.start - 1 : mark.start] in ("由", "从") and mark.start > self.start:
            governing.from_point = self.year_before()
        elif value == "before":
            governing.base, governing.base_used = (governing.span[0] - 1, False) if governing.span else (None, False)
        elif value == "last" and "基础上" in self.text[mark.end : mark.end + 24] and "在" in self.text[mark.start - 2 : mark.start]:
            governing.same = True
        elif value == "last":
            self.set_point(Setting(False, years.back, None))
        elif value == "next":
            self.set_point(Setting(True, years.ahead, None))
        elif value == "this":
            if self.text[mark.start : mark.start + 1] != "年":
                self.set_point(Setting(governing.target, years.ahead if governing.target else years.back, None))
        else:
            self.part_of_year(value)

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
        year = governing.point[:4]
        governing.point = f"{year}{part}" if year.isdigit() else governing.point
        governing.span = None

    def on_plan(self, mark: Mark) -> None:
        governing = self.governing
        name = self.text[mark.start : mark.end]
        behind = self.text[mark.end : mark.end + 3]
        if self.is_base(mark.start):
            looking = looking_at_plan(name, self.years, governing.target)
            if looking and looking.span:
                governing.base, governing.base_used = looking.span[1], False
            return
        if behind.startswith(("规划", "计划", "”规划", "开局")):
            return
        looking = looking_at_plan(name, self.years, governing.target)
        if looking:
            end = behind.startswith(("末", "期末", "”末"))
            self.set_point(looking._replace(span=None) if end else looking)
            governing.spoken_span = not end

    # Names ---------------------------------------------------------------------------------------------------------

    def on_name(self, mark: Mark) -> None:
        name = mark.load
        if self.chain and (name.behind or name.level) and self.take_before(mark):
            return
        if not (name.level or name.growth or name.share or name.pair or name.carried):
            self.unknown += self.text[mark.start : mark.end]
            return
        if name.carried and not (name.level or name.pair):
            self.on_carried(mark)
            return
        if self.governing.share_of and not name.share:
            self.governing.share_of = False
            return
        refusal = self.whose.refuses(self, mark)
        if refusal:
            self.narrowed = self.narrowed or (refusal == "place" and not self.named)
            self.refuse(mark)
            return
        adding = self.governing.adding
        subject = Subject(name, mark.start, mark.end, adding, self.text[mark.start : mark.end])
        if self.open and self.listing and self.group:
            self.group.append(subject)
        else:
            self.group = [subject]
        self.open, self.named_here, self.unknown = True, True, ""
        self.named.update(indicator.id for indicator in name.level)
        self.listing = False
        if any(one.adding or one.stock for one in name.level) and subject.words.startswith(ADDING):
            self.governing.adding = True
        if any(indicator.verbal for indicator in name.level) and not self.governing.wording_idle:
            self.governing.wording = "-"
        self.governing.new_name()
        self.chain = []

    def on_carried(self, mark: Mark) -> None:
        """综合收入 behind 旅游接待 is tourism revenue, 农业 behind 生产总值 its part; elsewhere they are unknown words."""
        for indicator in mark.load.carried if not self.unknown else ():
            if self.named.intersection(indicator.after):
                name = mark.load._replace(level=(indicator,), carried=())
                self.group = [Subject(name, mark.start, mark.end, False, "")]
                self.open, self.named_here, self.unknown = True, True, ""
                self.governing.new_name()
                return
        self.unknown += self.text[mark.start : mark.end]

    def refuse(self, mark: Mark) -> None:
        """A narrower thing takes the numbers that follow, and they are not read; in a list it is a member unknown."""
        self.note(mark.start, mark.end, "narrower")
        if self.open and self.listing and self.group:
            self.unknown += self.text[mark.start : mark.end]
            return
        self.group, self.open = [], False
        self.unknown += self.text[mark.start : mark.end]

    def take_before(self, mark: Mark) -> bool:
        """1436户6785名贫困人口全面脱贫: the name stands behind its numbers."""
        if not self.chain or self.unknown:
            return False
        words = self.text[mark.start : self.clause_end(mark.end)]
        taken = False
        for quantity, bound in self.chain:
            if self.text[quantity.start] in MULTIPLIER_WORDS:
                continue
            indicator = next(
                (one for one in self.behind_options(mark, quantity) if self.fits_behind(one, quantity, words)), None
            )
            if indicator:
                self.emit(
                    Subject(mark.load, mark.start, mark.end, False, ""), indicator, quantity, "level", bound, "behind"
                )
                taken = True
        self.chain = []
        return taken

    def behind_options(self, mark: Mark, quantity: Quantity) -> tuple:
        """Names that stand behind their numbers, and counts of new things directly behind them (新增5家高新技术企业)."""
        name = mark.load
        if name.behind or self.text[quantity.end : mark.start].strip():
            return name.behind
        indicators = self.whose.indicators
        counted = [
            indicators[one.new] if one.new and self.governing.adding else one
            for one in name.level
            if one.behind or one.new or one.flow
        ]
        return tuple(
            one for one in counted if not one.new and (not one.id.startswith("firms") or self.governing.adding)
        )

    def fits_behind(self, indicator, quantity: Quantity, words: str) -> bool:
        return fits(indicator, quantity) and (not indicator.with_words or any(word in words for word in indicator.with_words))

    def clause_end(self, start: int) -> int:
        match = CLAUSE.search(self.text, start, self.end)
        return match.start() if match else self.end

    # Numbers -------------------------------------------------------------------------------------------------------

    def read_run(self, marks: list[Mark], index: int) -> int:
        """Take the numbers listed from here on, with the bounds behind them, and give them to their names."""
        run: list[list] = []
        place = index
        while place < len(marks):
            mark = marks[place]
            if mark.kind != kinds.QUANTITY or self.is_ratio(mark):
                break
            if run and not self.links(run, mark):
                break
            run.append([mark.load, "", False])
            self.done = mark.end
            place = self.take_after(marks, place + 1, run)
            place = self.skip_links(marks, place)
        if not run:
            self.done = marks[index].end
            self.unknown += "比"
            return index + 1
        if self.qualifies_noun(run):
            self.unknown += "的"
            return place
        if len(run) == 1 and self.stands_before_name(marks, place, run[0][0]):
            self.chain = [*(self.chain if not self.unknown else []), (run[0][0], run[0][1])]
            self.unknown = ""
            return place
        self.assign(run)
        return place

    def stands_before_name(self, marks: list[Mark], place: int, quantity: Quantity) -> bool:
        """5家高新技术企业: the number belongs to the name directly behind it, not to the one before."""
        if place >= len(marks) or marks[place].kind != kinds.NAME or marks[place].start != self.done:
            return False
        if quantity.dimension not in ("count", "area", "amount"):
            return False
        words = self.text[marks[place].start : self.clause_end(marks[place].end)]
        return any(self.fits_behind(one, quantity, words) for one in self.behind_options(marks[place], quantity))

    def qualifies_noun(self, run: list[list]) -> bool:
        """亿元以上项目 and 5000万元的工程 tell of a noun, not an amount reached."""
        behind = self.text[self.done : self.done + 3]
        quantity, bound, _ = run[-1]
        if not behind or quantity.dimension not in ("money", "amount", "count"):
            return False
        if quantity.dimension == "money" and behind.startswith(COUNTED_NOUNS):
            return True
        if bound:
            return HAN.match(behind) is not None and not behind.startswith(GOES_ON)
        return behind[0] == "的" and quantity.dimension == "money" and not behind.startswith(STILL_AMOUNT)

    def take_after(self, marks: list[Mark], place: int, run: list[list]) -> int:
        if place < len(marks) and marks[place].kind == kinds.AFTER and marks[place].start - self.done <= 1:
            gap = self.text[self.done : marks[place].start]
            if gap.strip("%％‰。的 “”") == "":
                run[-1][1] = marks[place].load
                self.done = marks[place].end
                return place + 1
        return place

    def skip_links(self, marks: list[Mark], place: int) -> int:
        """Linking words between two numbers (和, 与) are marks of their own: step over them."""
        ahead = place
        while (
            ahead < len(marks)
            and marks[ahead].kind in (kinds.FILL, kinds.REACH)
            and marks[ahead].end - marks[ahead].start == 1
        ):
            ahead += 1
        if ahead > place and ahead < len(marks) and marks[ahead].kind == kinds.QUANTITY:
            between = self.text[self.done : marks[ahead].start]
            if between in LINKS or between in RANGES:
                return ahead
        return place

    def links(self, run: list[list], mark: Mark) -> bool:
        between = self.text[self.done : mark.start].replace(" ", "")
        last, quantity = run[-1][0], mark.load
        if between in RANGES and not run[-1][1] and (last.unit == quantity.unit or last.dimension in ("", "amount")):
            run[-1][2] = True
            return True
        same = last.dimension == quantity.dimension or last.dimension in ("", "amount") or quantity.dimension == ""
        if not same or (last.unit and quantity.unit and last.unit != quantity.unit):
            return False
        if between in ("，", ",", "；"):
            return self.governing.each and last.dimension == quantity.dimension
        return between in LINKS

    def is_ratio(self, mark: Mark) -> bool:
        text = self.text
        before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
        return (before == ":" and text[mark.start - 2 : mark.start - 1].isdigit()) or (
            after[:1] == ":" and after[1:].isdigit()
        )

    def assign(self, run: list[list]) -> None:
        """Give each number of a run its subject, and read it."""
        entries = self.join_ranges(run)
        if self.governing.wording_idle and not self.named_here and self.group and not self.unknown:
            self.governing.wording_own = True
        self.governing.wording_idle = False
        self.share_bounds(entries)
        self.share_units(entries)
        if self.refused(entries):
            return
        for (quantities, bound), (subject, rule) in zip(entries, self.subjects(len(entries), entries), strict=True):
            measure = ""
            for quantity in quantities:
                measure = (
                    self.read_number(subject, quantity, bound if len(quantities) == 1 else "range", rule) or measure
                )
            self.remember(subject, quantities[0], measure)
        self.after_run()

    def join_ranges(self, run: list[list]) -> list[tuple[list[Quantity], str]]:
        entries: list[tuple[list[Quantity], str]] = []
        joined = False
        for quantity, bound, opens in run:
            if joined:
                first = entries[-1][0][0]
                if first.dimension in ("", "amount") and quantity.dimension not in ("", "amount"):
                    first = first._replace(
                        dimension=quantity.dimension, unit=quantity.unit, value=range_value(first, quantity)
                    )
                entries[-1] = ([first, quantity], bound)
            else:
                entries.append(([quantity], bound))
            joined = opens
        return entries

    def share_bounds(self, entries: list) -> None:
        """A bound behind the last number of a list governs all that have none of their own."""
        last = entries[-1][1]
        if last and len(entries) > 1 and not any(bound for _, bound in entries[:-1]):
            entries[:] = [(quantities, bound or last) for quantities, bound in entries]

    def share_units(self, entries: list) -> None:
        """2.7和2.4倍: the last unit is that of all."""
        last = entries[-1][0][-1]
        if last.dimension not in ("", "amount") and len(entries) > 1:
            for position, (quantities, bound) in enumerate(entries[:-1]):
                if len(quantities) == 1 and quantities[0].dimension == "":
                    only = quantities[0]._replace(unit=last.unit, dimension=last.dimension)
                    entries[position] = ([only], bound)

    def refused(self, entries: list) -> bool:
        """Unknown words between name and number, or none of the names known: the number belongs to something else."""
        if self.group and self.named_here and (not self.unknown or (self.open and self.tolerable(entries))):
            return False
        if self.group and self.named_here and self.open and self.governing.all and len(entries) == 1:
            return False
        if self.counts_noun(entries):
            self.unknown += "名"
        if self.group and not self.named_here and (not self.unknown or self.of_running_subject(entries)):
            return False
        if self.governing.each and self.items and not self.unknown:
            return False
        if self.group and len(entries) > 1 and (self.governing.each or self.open) and self.parts(entries):
            return False
        why = "no_subject" if not self.group else ("unknown:" + self.unknown)
        for quantities, _ in entries:
            self.note(quantities[0].start, quantities[-1].end, why)
        self.chain = (self.chain if self.adjacent(entries) else []) + [(q[0], b) for q, b in entries]
        for quantities, _ in entries:
            self.items.append((None, quantities[0]))
        if self.takes_over(entries):
            self.group, self.open = [], False
        self.unknown = ""
        self.after_run()
        return True

    def counts_noun(self, entries: list) -> bool:
        """14360名毕业生 behind a comma counts what stands behind it, not what was spoken of before."""
        quantity = entries[-1][0][-1]
        if self.named_here or quantity.dimension != "count":
            return False
        return HAN.match(self.text, quantity.end) is not None and not self.text.startswith((*GOES_ON, *BOUND_WORDS), quantity.end)

    def of_running_subject(self, entries: list) -> bool:
        """完成市下达任务的102%: a rate of completion is of the subject spoken of, whoever set the task."""
        return self.governing.task and entries[0][0][0].dimension == "percent" and self.tolerable(entries)

    def adjacent(self, entries: list) -> bool:
        return bool(self.chain) and self.text[self.chain[-1][0].end : entries[0][0][0].start] in ("", "、", "和", "，")

    def takes_over(self, entries: list) -> bool:
        """A number of a thing unknown takes the subject's place, unless it only compares (居第3位)."""
        return bool(self.unknown) or not self.group

    def tolerable(self, entries: list) -> bool:
        """A few unknown words may stand before money and percentages, none before a count."""
        if entries[0][0][0].dimension == "count" and not self.governing.reached:
            return False
        return len(self.unknown) <= LIGHT and not HEAVY.search(self.unknown)

    def remember(self, subject: Subject | None, quantity: Quantity, measure: str) -> None:
        if measure not in ("yoy", "cagr", "cum", "pp", "share", "completion"):
            self.items.append((subject if measure else None, quantity))
        if measure:
            self.governing.last_measure = measure

    def after_run(self) -> None:
        governing = self.governing
        governing.base_used = governing.base_used or governing.base is not None
        governing.bound = ""
        governing.compare = governing.task = False
        governing.from_point = ""
        self.open = False
        self.unknown = ""
        if self.governing.grow and governing.annual:
            governing.annual = False

    def subjects(self, count: int, entries: list) -> list[tuple[Subject | None, str]]:
        """The subject of each of `count` numbers, with the rule that gave it."""
        group = self.expand(count)
        if count == 1:
            return [self.single(entries)]
        if len(group) == count and not self.unknown:
            return [(subject, "each") for subject in group]
        if self.governing.each:
            parts = self.parts(entries)
            if parts:
                return parts
            if len(self.items) >= count:
                return [(subject, "items") for subject, _ in self.items[-count:]]
        parts = self.parts(entries) if self.open else None
        if parts:
            return parts
        if not self.governing.each and len(self.group) == 1:
            return [(self.group[0], "first")] + [(None, "")] * (count - 1)
        return [(None, "")] * count

    def single(self, entries: list) -> tuple[Subject | None, str]:
        if not self.group:
            return None, ""
        subject = self.group[0]
        if subject.name.pair and not subject.name.level:
            first = subject.name.pair[0]
            if not (first.rate or self.governing.each or self.governing.all):
                return None, ""
            subject = subject._replace(name=subject.name._replace(level=(first,), pair=()))
        return subject, ("single" if self.named_here else "carried")

    def expand(self, count: int) -> list[Subject]:
        """The group with names that hold several indicators written out."""
        if len(self.group) == 1:
            name = self.group[0].name
            if len(name.pair) == count > 1:
                return [self.group[0]._replace(name=name._replace(level=(one,), pair=())) for one in name.pair]
            if name.level and len(name.level[0].splits) == count > 1:
                return [
                    self.group[0]._replace(name=name._replace(level=(self.whose.indicators[metric],)))
                    for metric in name.level[0].splits
                ]
        return self.group

    def parts(self, entries: list) -> list[tuple[Subject | None, str]] | None:
        """The names by their places in the list before the numbers, unknown members left out; None if the counts differ."""
        if not self.group or not self.named_here:
            return None
        subject = self.group[0]
        begin = max(
            self.text.rfind("，", self.start, subject.start) + 1, self.text.rfind("；", self.start, subject.start) + 1
        )
        begin = max(begin, self.start)
        stop = self.text.find("分别", self.group[-1].end, entries[0][0][0].start)
        stop = stop if stop >= 0 else entries[0][0][0].start
        if len(PARTS.split(self.text[begin:stop])) != len(entries):
            return None
        given: list[tuple[Subject | None, str]] = [(None, "")] * len(entries)
        for one in self.group:
            given[len(PARTS.findall(self.text[begin : one.start]))] = (one, "part")
        return given

    def read_number(self, subject: Subject | None, quantity: Quantity, bound: str, rule: str) -> str:
        """Read one number as its subject's; returns the measure, "" where it is not."""
        if subject is None:
            self.note(quantity.start, quantity.end, "no_subject")
            return ""
        indicator = which(subject, quantity, self.governing)
        if indicator is None or self.lone_multiplier(quantity):
            self.note(quantity.start, quantity.end, "no_amount")
            return ""
        indicator = self.new_or_stock(indicator, subject, quantity.dimension == "count")
        measure = read_measure(subject, indicator, quantity, self.governing)
        if self.governing.total and indicator.adding:
            measure = ""
        if measure == "completion" and self.aside and not self.text.startswith("的", quantity.start - 1):
            measure = self.goal_in_brackets()
        if not measure or not self.whose.permits(self, indicator, subject, measure):
            self.note(
                quantity.start,
                quantity.end,
                f"no_measure:{indicator.id}" if not measure else f"no_company:{indicator.id}",
            )
            return ""
        self.emit(subject, indicator, quantity, measure, bound, rule)
        return measure

    def goal_in_brackets(self) -> str:
        """(年度目标6%以上) behind a growth rate is the target it is measured by."""
        self.governing.target, self.governing.wording = True, "-"
        return self.aside[-1][-1].last_measure

    def lone_multiplier(self, quantity: Quantity) -> bool:
        """亿元 without a number is an amount only as a mark that is passed: 突破亿元大关."""
        written = self.text[quantity.start : quantity.start + 1]
        if written not in "万亿" or not written:
            return False
        return not self.text.startswith(("大关", "台阶", "关口", "以上", "级"), quantity.end)

    def new_or_stock(self, indicator, subject: Subject, counted: bool):
        """新增高新技术企业 are new ones; 总数达到 tells the stock."""
        indicators = self.whose.indicators
        growing = self.governing.grow > 0 and not self.governing.reached and self.open and counted
        if indicator.new and not self.governing.total and (subject.adding or growing):
            return indicators[indicator.new]
        if self.governing.total and indicator.stock:
            return indicators[indicator.stock]
        return indicator

    def emit(self, subject: Subject, indicator, quantity: Quantity, measure: str, bound: str, rule: str) -> None:
        governing = self.governing
        near = self.text[max(self.clause_start, subject.start - 10) : quantity.start]
        near = self.text[max(self.start, subject.start - 10) : quantity.start] if not self.named_here else near
        whole = any(word in near for word in WHOLE_SPAN)
        if whole and governing.span is None and self.section_span and governing.point == str(self.section_span[1]):
            governing.span = self.section_span
        value = quantity.value
        if value is not None and measure in ("yoy", "cagr", "cum", "pp") and governing.grow < 0:
            value = -value
        self.readings.append(
            Reading(
                quantity.start,
                quantity.end,
                indicator.id,
                measure,
                governing.target,
                read_period(measure, indicator, governing, whole),
                None if quantity.redacted or quantity.dimension == "fold" else value,
                quantity.unit or ("%" if measure in ("yoy", "cagr") else ""),
                bound or quantity.bound or governing.bound or "eq",
                self.wording_of(subject),
                governing.basis,
                quantity.redacted,
                rule,
            )
        )

    def wording_of(self, subject: Subject) -> str:
        return self.governing.wording


def range_value(first: Quantity, last: Quantity):
    """6.5-7%: the first end as it stands; 3-5万元: both ends are counted in 万."""
    return first.value


HANDLERS = {
    kinds.GROW: SentenceReader.on_grow,
    kinds.ANNUAL: SentenceReader.on_annual,
    kinds.SAME: SentenceReader.on_same,
    kinds.COMPARE: SentenceReader.on_compare,
    kinds.REACH: SentenceReader.on_reach,
    kinds.HOLD: SentenceReader.on_hold,
    kinds.BEFORE: SentenceReader.on_before,
    kinds.AFTER: SentenceReader.on_after,
    kinds.WORDING: SentenceReader.on_wording,
    kinds.EACH: SentenceReader.on_each,
    kinds.ALL: SentenceReader.on_all,
    kinds.SHARE: SentenceReader.on_share,
    kinds.TASK: SentenceReader.on_task,
    kinds.RANK: SentenceReader.on_rank,
    kinds.ADD: SentenceReader.on_add,
    kinds.BASIS: SentenceReader.on_basis,
    kinds.STICKY: SentenceReader.on_sticky,
    kinds.GOAL: SentenceReader.on_goal,
    kinds.STOP: SentenceReader.on_stop,
    kinds.AMONG: SentenceReader.on_among,
    kinds.FILL: SentenceReader.on_fill,
    kinds.WHOLE: SentenceReader.on_whole,
    kinds.TIME: SentenceReader.on_time,
    kinds.PLAN: SentenceReader.on_plan,
    kinds.NAME: SentenceReader.on_name,
    kinds.MOMENT: SentenceReader.on_moment,
}
