"""What is passed around while a sentence is read: subjects, readings, and the words that govern the next number."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from analysis.extract.marks import Name
from analysis.extract.quantities import Quantity
from analysis.extract.setting import Setting, Years
from analysis.lexicon.indicators import Indicator

if TYPE_CHECKING:
    from analysis.extract.whose import Whose

CLAUSE = re.compile(r"[，,;；:：]")
GROWTH = ("yoy", "cagr", "cum")


class Subject(NamedTuple):
    """A name standing in the sentence; `adding` when 新增 or the like governs it, `own` the place in its list."""

    name: Name
    start: int
    end: int
    adding: bool
    words: str


class Reading(NamedTuple):
    """A figure read, all but its report: the fields of a Fact."""

    start: int
    end: int
    metric: str
    measure: str
    target: bool
    period: str
    value: Decimal | None
    unit: str
    bound: str
    wording: str
    basis: str
    redacted: bool
    rule: str


class Governing:
    """The words that govern the numbers to come; what a clause, a name or a number ends is cleared by the reader."""

    __slots__ = (
        "adding",
        "aim",
        "all",
        "annual",
        "around",
        "base",
        "base_span",
        "base_used",
        "basis",
        "bound",
        "compare",
        "doubling",
        "doubling_ahead",
        "each",
        "from_point",
        "goal",
        "grow",
        "grow_waits",
        "hold",
        "last_from",
        "last_measure",
        "mean_base",
        "measured",
        "over",
        "point",
        "reached",
        "rise_from",
        "same",
        "share",
        "share_of",
        "share_said",
        "span",
        "speed",
        "spoken_span",
        "sticky",
        "streak",
        "target",
        "task",
        "total",
        "was_adding",
        "wording",
        "wording_idle",
        "wording_own",
    )  # fmt: skip

    def __init__(self, setting: Setting) -> None:
        self.point, self.span, self.target = setting.point, setting.span, setting.target
        self.around = setting.around
        self.spoken_span = False
        self.base: int | None = None
        self.mean_base: int | None = None
        self.measured = False
        self.base_used = self.base_span = self.sticky = self.goal = False
        self.from_point = ""
        self.wording, self.wording_own = "-", False
        self.wording_idle = False
        self.last_from = ""
        self.adding = self.total = self.was_adding = False
        self.last_measure = ""
        self.new_name()

    def copy(self) -> "Governing":
        other = object.__new__(Governing)
        for slot in Governing.__slots__:
            setattr(other, slot, getattr(self, slot))
        return other

    def new_clause(self) -> None:
        """A comma ends the words that govern within a clause."""
        self.grow = 0
        self.speed = self.grow_waits = False
        self.bound = ""
        self.share = self.task = self.compare = self.reached = self.hold = self.same = self.each = False
        self.share_of = self.share_said = self.all = self.total = self.over = self.aim = False
        self.streak = 0
        self.doubling: tuple[int, int] | None = None
        self.doubling_ahead = False
        if self.base_used and not self.sticky:
            self.base, self.base_used, self.base_span = None, False, False

    def new_name(self) -> None:
        """A new name ends what was said of the one before."""
        self.new_clause()
        self.basis = "-"
        self.rise_from: int | None = None
        self.annual = False
        self.last_measure = ""
        if self.wording_own:
            self.wording, self.wording_own = "-", False


class ReaderState:
    """What a reader of one sentence knows at a place of it; the parts of the reader share it."""

    text: str
    start: int
    end: int
    years: Years
    whose: "Whose"
    governing: Governing
    section_span: tuple[int, int] | None
    group: list[Subject]
    open: bool
    listing: bool
    among: bool
    unknown: str
    before_share: str
    time_end: int
    later_statement: bool
    reached_by_now: bool
    part_since: tuple[str, tuple[int, int] | None] | None
    times: list[tuple[int, str, bool]]
    named_here: bool
    clause_start: int
    items: list[tuple[Subject | None, Quantity]]
    readings: list[Reading]
    done: int
    chain: list[tuple[Quantity, str]]
    aside: list[tuple]
    named: set[str]
    spoken: dict[str, int]
    narrowed: bool
    narrowed_head: bool
    whole_since: int
    narrowed_list: bool
    trace: list[tuple[int, int, str]] | None

    def note(self, start: int, end: int, why: str) -> None:
        """Remember why a name or number was refused, when somebody asks (analysis.review.explain)."""
        if self.trace is not None:
            self.trace.append((start, end, why))

    def clause_end(self, start: int) -> int:
        match = CLAUSE.search(self.text, start, self.end)
        return match.start() if match else self.end


def fits(indicator: Indicator, quantity: Quantity) -> bool:
    """Whether a quantity can be the level of an indicator, by its unit."""
    dimension = quantity.dimension
    if indicator.units:
        return quantity.unit in indicator.units if quantity.unit else dimension == "amount" and "" in indicator.units
    if indicator.dimension in ("money", "money/person"):
        return dimension in ("money", "amount")
    if indicator.dimension == "permille":
        return dimension in ("permille", "percent")
    return dimension == indicator.dimension


def choose(indicators: tuple[Indicator, ...], quantity: Quantity) -> Indicator | None:
    """The indicator that the unit decides for; the first where it does not (percentages)."""
    for indicator in indicators:
        if fits(indicator, quantity):
            return indicator
    return indicators[0] if indicators else None


def cum_period(base: int | None, last: str) -> str:
    year = last[:4]
    return f"{base}-{year}" if base and year.isdigit() else last


def cagr_period(governing: Governing, years: Years) -> str:
    """The span spoken of; 到2026年…年均 in a plan runs from the year planned for."""
    if governing.span:
        return f"{governing.span[0]}-{governing.span[1]}"
    aim, planned = governing.point, years.planned
    if (
        governing.target
        and planned
        and aim.isdigit()
        and int(aim) > planned
        and not (governing.mean_base or governing.rise_from)
    ):
        return f"{planned}-{aim}"
    base = governing.mean_base or governing.rise_from
    if base and aim == str(base + 1):
        base = None  # No average is taken of a single year: the year it rose from was not told.
    if not base and governing.around and aim == str(governing.around[1]):
        return f"{governing.around[0]}-{aim}"  # 2020年达到9亿元，年均增长8%, amid what is told of five years.
    return cum_period(base + 1 if base else None, aim)


def streak_period(governing: Governing) -> str:
    """连续四年增长10%以上 is said of each of the last four years; "" where no such span is spoken of or its year is hidden."""
    last = governing.point
    return f"{int(last) - governing.streak + 1}-{last}" if governing.streak and last.isdigit() else ""


def level_period(governing: Governing, indicator: Indicator, whole: bool) -> str:
    """A level in a span of years has its last year, unless what is done adds up over the span."""
    if governing.from_point:
        return governing.from_point
    if governing.span and (indicator.flow or whole):
        return f"{governing.span[0]}-{governing.span[1]}"
    return governing.point
