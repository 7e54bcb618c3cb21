"""The things that travel through the analysis: documents, reports, facts, problems.

Offsets are code points, start inclusive, end exclusive. Money and rates are Decimals until they are stored.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from analysis.source_map import SourceMap


class Level(StrEnum):
    """The administrative level whose government speaks in a report."""

    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"
    UNKNOWN = "unknown"


class ReportKind(StrEnum):
    """What sort of text a piece is; only the work report enters comparisons unless a reader asks for more."""

    WORK_REPORT = "work_report"
    HALF_YEAR_REPORT = "half_year_report"
    DUTY_REPORT = "duty_report"
    CONGRESS_REPORT = "congress_report"
    PARTY_CONDUCT_REPORT = "party_conduct_report"
    SURVEY = "survey"
    OTHER = "other"


class SectionRole(StrEnum):
    """Whether a section looks back (回顾), ahead (规划) or does neither (其他)."""

    REVIEW = "review"
    PLAN = "plan"
    OTHER = "other"


class Measure(StrEnum):
    """What a figure says of its indicator: the amount, a growth, a share ..."""

    LEVEL = "level"
    YOY = "yoy"
    CAGR = "cagr"
    CUM = "cum"
    PP = "pp"
    COMPLETION = "completion"
    SHARE = "share"


class FactKind(StrEnum):
    RESULT = "result"
    TARGET = "target"


class Bound(StrEnum):
    EQ = "eq"
    ABOUT = "about"
    GE = "ge"
    LE = "le"
    RANGE = "range"


class Wording(StrEnum):
    """How firmly a target is put: 力争, 确保, 预计; NONE where no such word governs the figure."""

    NONE = "-"
    STRIVE = "strive"
    ENSURE = "ensure"
    EXPECT = "expect"


class PriceBasis(StrEnum):
    NONE = "-"
    REAL = "real"
    NOMINAL = "nominal"


class Verdict(StrEnum):
    """What the text says of a claim about it (its year, its place)."""

    CONSISTENT = "consistent"
    DOUBTFUL = "doubtful"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a collector says of a file, in its name or in index.csv: a claim to be checked, never the truth."""

    level: str = ""
    place: str = ""
    year: int | None = None
    delivered: int | None = None
    partial: bool = False
    source_url: str = ""


FORMATS = ("txt", "html", "docx", "pdf")
"""The formats that are read, by themselves or in a .zip; a PDF must hold text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as decoded. `text` is what source offsets count in; `sha256` is of the bytes.

    A format with markup (html) also gives `visible`, the text a reader sees, and the map of its characters into `text`;
    a character reference such as &#37; maps to its first character. None where text and visible text are the same.
    """

    source: str
    text: str
    sha256: str
    encoding: str
    format: str
    claim: Claim = Claim()
    visible: str | None = None
    visible_map: SourceMap = SourceMap()  # noqa: RUF009 (frozen)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know: a file that could not be read, a piece missing, figures that do not fit.

    `start` and `end` are offsets in the report's text (in the source where report_id is empty), None where no place can be named.
    The second span is for problems between two figures.
    """

    code: str
    source: str
    message: str
    report_id: str = ""
    start: int | None = None
    end: int | None = None
    other_report_id: str = ""
    other_start: int | None = None
    other_end: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a report under one heading; sections cover the text without gaps, in order. `depth` is 1 for 一、, 2 for (一) ..."""

    start: int
    end: int
    role: SectionRole
    heading: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The place a report speaks of, as far as the text names it.

    `place_id` is stable: the division code where one is known, else a slug made from the names, or from the text's hash for an
    anonymous place, whose `name` then reads 某镇 with a number. `clues` keeps the names left over in an anonymous text.
    """

    place_id: str
    name: str
    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""
    code: str = ""
    anonymous: bool = False
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedYears:
    """The years as the text states them, even where they are false: None where the text hides them.

    `months` is the part of the year under review, as in a period: "" for a whole year, "H1", "M1-9".
    """

    reviewed: int | None = None
    planned: int | None = None
    months: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of a document: a text of its own with a kind, a level, a place and years."""

    report_id: str
    source: str
    part: int
    title: str
    text: str
    source_map: SourceMap
    document_sha256: str
    kind: ReportKind = ReportKind.OTHER
    kind_evidence: str = ""
    level: Level = Level.UNKNOWN
    place: Place = Place("", "")
    years: StatedYears = StatedYears()
    sections: tuple[Section, ...] = ()
    claim: Claim = Claim()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of an indicator for the reporting place as a whole. Columns and meanings: analysis/schema.py.

    `start` and `end` are offsets in the report's text, so that `report.text[start:end] == quote`.
    """

    report_id: str
    start: int
    end: int
    quote: str
    source: str
    source_start: int
    source_end: int
    metric: str
    measure: Measure
    kind: FactKind
    period: str
    value: Decimal | None
    unit: str
    bound: Bound
    wording: Wording
    price_basis: PriceBasis
    redacted: bool
    rule: str
    flags: tuple[str, ...] = ()


class NumberRole(StrEnum):
    """What a numeric mention turned out to be; UNREAD is admitted, never hidden."""

    FACT = "fact"
    QUANTITY = "quantity"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One numeric mention with what it was read as; `noun` is what a quantity counts, "" where none was found."""

    report_id: str
    start: int
    end: int
    quote: str
    role: NumberRole
    noun: str = ""
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class YearCue:
    """A passage that allows some years and excludes the others: 建国70周年 allows 2019."""

    report_id: str
    start: int
    end: int
    quote: str
    cue: str
    first_year: int
    last_year: int
    weight: float


@dataclass(frozen=True, slots=True)
class Dating:
    """The years as stated beside the planned year that the cues imply, with the cues. `implied` is None where they do not decide."""

    verdict: Verdict = Verdict.UNDETERMINED
    implied: int | None = None
    cues: tuple[YearCue, ...] = ()


class RoleTerms(NamedTuple):
    """How often each term stands in a report's sections of one role."""

    report_id: str
    role: SectionRole
    counts: dict[str, int]


class AreaAmount(NamedTuple):
    """Han characters that a report's sections of one role give to a policy area, and how many of them by policy terms, not headings."""

    report_id: str
    role: SectionRole
    area: str
    han_characters: int
    by_terms: int


@dataclass(slots=True)
class Reading:
    """All that was read out of one document."""

    document: Document | None
    reports: list[Report] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    numbers: list[NumberMention] = field(default_factory=list)
    datings: dict[str, Dating] = field(default_factory=dict)
    terms: list[RoleTerms] = field(default_factory=list)
    named: dict[str, list[tuple[SectionRole, str]]] = field(default_factory=dict)
    attention: list[AreaAmount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
