"""Read one sentence from left to right: names take the numbers that follow them, cue words say how.

Two things decide that a number belongs to a name: its unit, and that nothing unknown stands between them. A clause that
names no indicator may go on about the last one only if all its words are known (同比增长18.2%), else its number belongs
to something else (销售收入40亿元) and so do the numbers after it.
"""

import re

from analysis.extract import marks as kinds
from analysis.extract.marks import Mark
from analysis.extract.measures import read_measure, read_period, which
from analysis.extract.quantities import Moment, Quantity
from analysis.extract.reading import Governing, Reading, Subject, choose
from analysis.extract.setting import HAN_COUNT, Setting, Years, looking_at_plan, span_ahead, span_back, year_setting
from analysis.extract.whose import Whose

CLAUSE = re.compile(r"[，,;；:：]")
IGNORED = re.compile(r"\([^()]*\)|[\s“”\"‘’'《》「」、()\[\]【】—\-…·]+")
LINKS = {"、", "和", "与", "及", "以及", "、和", "，", ",", "和约", "或", "以及约", "、约", "和近", "，和", "；"}
RANGES = {"-", "—", "–", "~", "～", "至", "到", "——", "―", "-", "一", "--"}
LIST_LINKS = {"、", "和", "与", "及", "以及", "、和", "并", "”、“", "”和“", "“", "”", "”、", "、“"}
PARTS = re.compile(r"、|和|与|及|以及")
WHOLE_SPAN = ("累计", "累积", "始终", "一直", "共完成", "五年共", "总计", "五年完成")
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
        last = None
        for last in CLAUSE.finditer(gap):  # noqa: B007 - the last one is wanted
            pass
        if last:
            if "；" in gap or ";" in gap:
                self.new_statement()
            self.new_clause(self.done + last.end())
            gap = gap[last.end() :]
        rest = IGNORED.sub("", gap)
        if rest:
            self.unknown += rest
            self.listing = False

    def new_clause(self, start: int) -> None:
        if self.governing.wording_idle and self.unknown:
            self.governing.wording = "-"
        self.clause_start = start
        self.named_here = False
        self.unknown = ""
        self.listing = False
        self.chain = []
        self.governing.new_clause()
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
            if self.text[mark.end : mark.end + 1].isdigit() and self.governing.last_from:
                self.governing.from_point = self.governing.last_from
            return
        if self.governing.grow and words[-1] in "到至":
            self.governing.grow = 0
        self.governing.reached = True
        self.total_words(words)

    def total_words(self, words: str) -> None:
        if words in kinds.word_automaton().total_words:
            self.governing.total = True

    def on_hold(self, mark: Mark) -> None:
        self.governing.reached = True
        self.governing.hold = True

    def on_before(self, mark: Mark) -> None:
        words = self.text[mark.start : mark.end]
        self.governing.bound = mark.load
        if len(words) > 1 or self.text[mark.end : mark.end + 1].isdigit():
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
        if self.text[mark.start : mark.end].endswith("增长"):
            self.governing.grow = 1
        else:
            self.governing.reached = self.governing.reached or mark.end - mark.start > 1

    def on_share(self, mark: Mark) -> None:
        self.governing.share = True

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

    def on_fill(self, mark: Mark) -> None:
        if self.text[mark.start : mark.end] in LIST_LINKS:
            self.listing = True

    def on_whole(self, mark: Mark) -> None:
        if mark.end - mark.start == 1:
            self.unknown += self.text[mark.start : mark.end]

    # Time ----------------------------------------------------------------------------------------------------------

    def is_base(self, start: int) -> bool:
        """Behind 比, 较, 与, 是 a year is what a growth is counted from."""
        if start <= self.start:
            return False
        before = self.text[start - 1]
        return before in "比较与同是为" or self.text[start - 3 : start] == "相当于"

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
        behind = text[mark.end : mark.end + 4]
        if self.is_base(mark.start) or "基础" in behind or "相比" in behind:
            if self.text[mark.start - 1] in "是为" and not behind.startswith(("的", "同期")):
                self.set_point(year_setting(year, self.years, self.setting_now()))
                return
            self.governing.base, self.governing.base_used = year, False
            return
        if text[mark.start - 1 : mark.start] in ("由", "从") and mark.start > self.start:
            self.governing.from_point = self.governing.last_from = str(year)
            return
        if behind.startswith("以来"):
            last = self.years.reviewed
            self.governing.span = (year, last) if last and last > year else self.governing.span
            self.governing.spoken_span = True
            return
        self.governing.from_point = ""
        self.set_point(year_setting(year, self.years, self.setting_now()))
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
        elif value == "last":
            self.set_point(Setting(False, years.back, None))
        elif value == "next":
            self.set_point(Setting(True, years.ahead, None))
        elif value == "this":
            if self.text[mark.start : mark.start + 1] != "年":
                self.set_point(Setting(governing.target, years.ahead if governing.target else years.back, None))
        else:
            self.part_of_year(value)

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
        if name.behind and self.take_before(mark):
            return
        if not (name.level or name.growth or name.share or name.pair or name.carried):
            self.unknown += self.text[mark.start : mark.end]
            return
        if name.carried and not (name.level or name.pair):
            self.on_carried(mark)
            return
        if self.governing.share and not name.share and self.denominator(mark):
            return
        refusal = self.whose.refuses(self, mark)
        if refusal:
            self.refuse(mark)
            return
        adding = self.governing.adding
        subject = Subject(name, mark.start, mark.end, adding, self.text[mark.start : mark.end])
        if self.open and self.listing and self.group:
            self.group.append(subject)
        else:
            self.group = [subject]
        self.open, self.named_here, self.unknown = True, True, ""
        self.listing = False
        if any(indicator.verbal for indicator in name.level) and not self.governing.wording_idle:
            self.governing.wording = "-"
        self.governing.new_name()
        self.chain = []

    def on_carried(self, mark: Mark) -> None:
        """综合收入 behind 旅游接待 is tourism revenue; elsewhere it is unknown."""
        metrics = {indicator.id for subject in self.group for indicator in subject.name.level}
        if "tourist_visits" in metrics:
            subject = Subject(mark.load._replace(level=mark.load.carried), mark.start, mark.end, False, "")
            self.group = [subject]
            self.open, self.named_here, self.unknown = True, True, ""
            self.governing.new_name()
        else:
            self.unknown += self.text[mark.start : mark.end]

    def denominator(self, mark: Mark) -> bool:
        """占…支出的 names what the share is of."""
        return self.text[mark.end : mark.end + 1] in ("的", "比", "") or self.text[mark.end : mark.end + 1].isdigit()

    def refuse(self, mark: Mark) -> None:
        """A narrower thing takes the numbers that follow, and they are not read."""
        self.group, self.open = [], False
        self.unknown += self.text[mark.start : mark.end]

    def take_before(self, mark: Mark) -> bool:
        """1436户6785名贫困人口全面脱贫: the name stands behind its numbers."""
        if not self.chain or self.unknown:
            return False
        words = self.text[mark.start : self.clause_end(mark.end)]
        taken = False
        for quantity, bound in self.chain:
            indicator = next((one for one in mark.load.behind if self.fits_behind(one, quantity, words)), None)
            if indicator and not self.whose.counted_elsewhere(self, quantity):
                self.emit(
                    Subject(mark.load, mark.start, mark.end, False, ""), indicator, quantity, "level", bound, "behind"
                )
                taken = True
        self.chain = []
        return taken

    def fits_behind(self, indicator, quantity: Quantity, words: str) -> bool:
        units = indicator.units or ()
        fitting = quantity.unit in units or (quantity.dimension == "amount" and "" in units)
        if not indicator.units:
            fitting = quantity.dimension == indicator.dimension
        return fitting and (not indicator.with_words or any(word in words for word in indicator.with_words))

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
        self.assign([entry for entry in run])
        return place

    def take_after(self, marks: list[Mark], place: int, run: list[list]) -> int:
        if place < len(marks) and marks[place].kind == kinds.AFTER and marks[place].start - self.done <= 1:
            gap = self.text[self.done : marks[place].start]
            if gap.strip("%％。的 “”") == "":
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
        if self.group and self.named_here and (not self.unknown or (self.open and self.tolerable())):
            return False
        if self.group and not self.named_here and (not self.unknown or self.of_running_subject(entries)):
            return False
        if self.governing.each and self.items and not self.unknown:
            return False
        if self.governing.each and self.group and len(entries) > 1 and self.part_of(len(entries)) is not None:
            return False
        self.chain = (self.chain if self.adjacent(entries) else []) + [(q[0], b) for q, b in entries]
        for quantities, _ in entries:
            self.items.append((None, quantities[0]))
        if self.takes_over(entries):
            self.group, self.open = [], False
        self.unknown = ""
        self.after_run()
        return True

    def of_running_subject(self, entries: list) -> bool:
        """完成市下达任务的102%: a rate of completion is of the subject spoken of, whoever set the task."""
        return self.governing.task and entries[0][0][0].dimension == "percent" and self.tolerable()

    def adjacent(self, entries: list) -> bool:
        return bool(self.chain) and self.text[self.chain[-1][0].end : entries[0][0][0].start] in ("", "、", "和", "，")

    def takes_over(self, entries: list) -> bool:
        """A number of a thing unknown takes the subject's place, unless it only compares (居第3位)."""
        return bool(self.unknown) or not self.group

    def tolerable(self) -> bool:
        unknown = self.unknown
        return not unknown or (len(unknown) <= LIGHT and not HEAVY.search(unknown))

    def remember(self, subject: Subject | None, quantity: Quantity, measure: str) -> None:
        if measure not in ("yoy", "cagr", "cum", "pp", "share", "completion"):
            self.items.append((subject if measure else None, quantity))
        if measure:
            self.governing.last_measure = measure

    def after_run(self) -> None:
        governing = self.governing
        governing.base_used = governing.base_used or governing.base is not None
        governing.bound = ""
        governing.compare = governing.task = governing.share = False
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
            place = self.part_of(count)
            if place is not None:
                return [(self.group[0] if index == place else None, "part") for index in range(count)]
            if len(self.items) >= count:
                return [(subject, "items") for subject, _ in self.items[-count:]]
        if not self.governing.each and len(self.group) == 1:
            return [(self.group[0], "first")] + [(None, "")] * (count - 1)
        return [(None, "")] * count

    def single(self, entries: list) -> tuple[Subject | None, str]:
        if not self.group:
            return None, ""
        subject = self.group[0]
        if subject.name.pair and not subject.name.level:
            return None, ""
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

    def part_of(self, count: int) -> int | None:
        """Which of `count` parts of the list before 分别 holds the one name known; None if the parts are not as many."""
        if len(self.group) != 1:
            return None
        subject = self.group[0]
        begin = self.text.rfind("，", self.start, subject.start) + 1 or self.start
        stop = self.text.find("分别", subject.end, self.end)
        if stop < 0:
            return None
        listed = self.text[begin:stop]
        if len(PARTS.split(listed)) != count:
            return None
        return len(PARTS.findall(self.text[begin : subject.start]))

    def read_number(self, subject: Subject | None, quantity: Quantity, bound: str, rule: str) -> str:
        """Read one number as its subject's; returns the measure, "" where it is not."""
        if subject is None:
            return ""
        indicator = which(subject, quantity, self.governing)
        if indicator is None or self.lone_multiplier(quantity):
            return ""
        indicator = self.new_or_stock(indicator, subject)
        measure = read_measure(subject, indicator, quantity, self.governing)
        if not measure or not self.whose.permits(self, indicator, subject, measure):
            return ""
        self.emit(subject, indicator, quantity, measure, bound, rule)
        return measure

    def lone_multiplier(self, quantity: Quantity) -> bool:
        """亿元 without a number is an amount only as a mark that is passed: 突破亿元大关."""
        written = self.text[quantity.start : quantity.start + 1]
        if written not in "万亿" or not written:
            return False
        return not self.text.startswith(("大关", "台阶", "关口"), quantity.end)

    def new_or_stock(self, indicator, subject: Subject):
        """新增高新技术企业 are new ones; 总数达到 tells the stock."""
        indicators = self.whose.indicators
        if subject.adding and indicator.new and not self.governing.total:
            return indicators[indicator.new]
        if self.governing.total and indicator.stock and not self.named_here:
            return indicators[indicator.stock]
        return indicator

    def emit(self, subject: Subject, indicator, quantity: Quantity, measure: str, bound: str, rule: str) -> None:
        governing = self.governing
        near = self.text[max(self.clause_start, subject.start - 10) : quantity.start]
        near = self.text[max(self.start, subject.start - 10) : quantity.start] if not self.named_here else near
        whole = any(word in near for word in WHOLE_SPAN) or (measure == "share" and governing.spoken_span)
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
