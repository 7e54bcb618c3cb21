"""Read one sentence from left to right: names take the numbers that follow them, cue words say how.

Two things decide that a number belongs to a name: its unit, and that nothing unknown stands between them. A clause that
names no indicator may go on about the last one only if all its words are known (同比增长18.2%), else its number belongs
to something else (销售收入40亿元) and so do the numbers after it.
"""

import re

from analysis.extract import marks as kinds
from analysis.extract.cuewords import LIST_LINKS, CueWords
from analysis.extract.marks import Mark
from analysis.extract.moments import Moments
from analysis.extract.quantities import Quantity
from analysis.extract.reading import CLAUSE, Governing, Reading, Subject
from analysis.extract.runs import LIGHT, Runs
from analysis.extract.setting import Setting, Years
from analysis.extract.whose import Whose

OWN_PLACE = re.compile("[全我][镇乡县区市州省旗盟]")
IGNORED = re.compile(r"\([^()]*\)|[\s“”\"‘’'《》「」、()\[\]【】—\-…·]+")


class SentenceReader(CueWords, Moments, Runs):
    """Reads the marks of one sentence; `readings` holds the figures found, in order."""

    def __init__(self, text: str, start: int, end: int, setting: Setting, years: Years, whose: Whose) -> None:
        self.text, self.start, self.end = text, start, end
        self.years, self.whose = years, whose
        self.governing = Governing(setting)
        self.section_span = setting.span
        self.group: list[Subject] = []
        self.open = False
        self.listing = self.among = False
        self.unknown = self.before_share = ""
        self.time_end = start
        self.later_statement = self.reached_by_now = False
        self.part_since: tuple[str, tuple[int, int] | None] | None = None
        self.times: list[tuple[int, str, bool]] = []
        self.named_here = False
        self.clause_start = start
        self.items: list[tuple[Subject | None, Quantity]] = []
        self.readings: list[Reading] = []
        self.done = start
        self.chain: list[tuple[Quantity, str]] = []
        self.aside: list[tuple] = []
        self.named: set[str] = set()
        self.spoken: dict[str, int] = {}
        self.narrowed = False
        self.whole_since = -1
        self.narrowed_head = self.narrowed_list = False
        self.trace: list[tuple[int, int, str]] | None = None

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
                self.end_part_of_year(self.done + last.end())
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
        self.listing = self.among = False
        self.narrowed_list = False
        self.chain = []
        self.governing.new_clause()
        self.governing.was_adding = self.governing.adding
        self.governing.adding = False
        self.governing.wording_idle = False

    def new_statement(self) -> None:
        """Behind a semicolon a part of the place takes the names no longer, unless it is what the sentence speaks of."""
        self.narrowed = self.narrowed and self.narrowed_head
        governing = self.governing
        if governing.wording_own:
            governing.wording, governing.wording_own = "-", False

    def end_part_of_year(self, start: int) -> None:
        """…；前三季度A下降5%；全市B为9%: part of a year told amid statements is of its own, where the next is of the place."""
        if self.part_since and OWN_PLACE.match(self.text, start):
            self.governing.point, self.governing.span = self.part_since
        self.part_since = None
        self.later_statement = True


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
