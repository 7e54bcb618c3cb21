"""The figures of a report as the checks see them: by what they are of, with their rounding and the sentence they stand in."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from analysis.lexicon.relations import relations
from analysis.model import Bound, Fact, FactKind, Measure, Report, SectionRole

DIGITS = re.compile(r"\d+(?:\.(\d+))?")
HAN = re.compile(r"[一-鿿]+|[A-Z]+")
SENTENCE_END = re.compile(r"[。；;\n]")
CLAUSE_END = re.compile(r"[，,、（(）)：:]")
YEAR_NAMED = re.compile(r"(?:19|20)\d\d年")
LONGEST_SENTENCE = 200
AFTER = 10
# 2亿元 may be rounded from 1.96, hardly from 1.6.
MOST_ROUNDING = 0.025
PAIRED = re.compile(r"(?:左右|以上)?[和、]\s*\d")
BROKEN = re.compile(r"\d[，,]$")


class Key(NamedTuple):
    metric: str
    measure: Measure
    kind: FactKind
    period: str


class Figure(NamedTuple):
    """A fact with its value as a float.

    `slack` is the share by which its rounding leaves it open, `name` what stands before it in its clause, `sentence` where its
    sentence begins, `role` the section it stands in; `whole` says that its sentence speaks of the whole place, `one_year` of one year,
    `aim` that its paragraph has spoken of aims before, `named` that its sentence names a year (`dated`) or the whole place and
    nothing before it in the paragraph speaks of a part, `adjusted` that its clause or what follows changes prices or coverage.
    """

    fact: Fact
    value: float
    slack: float
    name: str = ""
    sentence: int = 0
    role: SectionRole = SectionRole.OTHER
    whole: bool = True
    one_year: bool = True
    aim: bool = False
    named: bool = False
    dated: bool = False
    adjusted: bool = False


Figures = dict[Key, list[Figure]]


def gather(report: Report, facts: Iterable[Fact]) -> Figures:
    """The plain figures by what they are of; changes, parts and comparisons of the indicator are left out."""
    figures: Figures = defaultdict(list)
    for fact in facts:
        if fact.value is None or fact.redacted or fact.bound not in (Bound.EQ, Bound.ABOUT):
            continue
        sentence = SENTENCE_END.split(report.text[max(0, fact.start - LONGEST_SENTENCE) : fact.start])[-1]
        clause = CLAUSE_END.split(sentence)[-1]
        if not _has(clause, relations().changes):
            key = Key(fact.metric, Measure(fact.measure), FactKind(fact.kind), fact.period)
            figures[key].append(_figure(report, fact, sentence, clause))
    return figures


def _figure(report: Report, fact: Fact, sentence: str, clause: str) -> Figure:
    text = report.text
    after = text[fact.end : fact.end + LONGEST_SENTENCE]
    rest = SENTENCE_END.split(after)[0]
    paragraph = text[text.rfind("\n", 0, fact.start) + 1 : fact.start]
    # 增长15%和25% without 分别, a number broken by a comma, a number without its unit: it is open what they belong to.
    open_reading = (
        (PAIRED.match(after) and "分别" not in sentence) or BROKEN.search(sentence) or fact.quote[-1:].isdigit()
    )
    return Figure(
        fact,
        float(fact.value or 0),
        _slack(fact.quote, fact.bound),
        _name(clause),
        fact.start - len(sentence),
        next(
            (section.role for section in report.sections if section.start <= fact.start < section.end),
            SectionRole.OTHER,
        ),
        not open_reading and not _has(sentence + rest, relations().scopes),
        # 由871亿元增加到 begins with the figure of another year.
        not _has(sentence + after[:AFTER], relations().spans) and not clause.endswith(("由", "从")),
        _has(paragraph[-LONGEST_SENTENCE:], relations().aims),
        bool(YEAR_NAMED.search(sentence) or _has(sentence, relations().wholes))
        and not _has(paragraph[-LONGEST_SENTENCE:], relations().scopes),
        bool(YEAR_NAMED.search(sentence)),
        _has(clause + after[:AFTER], relations().adjusted),
    )


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _name(clause: str) -> str:
    """What a clause calls the figure at its end: 预计全年地区生产总值达到 → 地区生产总值."""
    name = "".join(HAN.findall(clause))
    for verb in relations().verbs:
        name = name.replace(verb, "")
    return name


def _slack(quote: str, bound: Bound) -> float:
    """Half a unit of the last digit as a share of the number: 321.3亿元 leaves 0.05 of 321.3 open. 左右 leaves more."""
    match = DIGITS.search(quote)
    number = float(match[0]) if match else 0.0
    half = 0.5 * 10 ** -len(match[1] or "") / number if match and number else 0.0
    return min(half, MOST_ROUNDING) + (relations().tolerance["about"] if bound is Bound.ABOUT else 0.0)


def single(figures: Figures, key: Key, unit: str = "", one_year: bool = True) -> Figure | None:
    """The figure of the whole place (and in that unit), when the text gives one value for it only."""
    found = [
        each
        for each in figures.get(key, ())
        if each.whole and (each.one_year or not one_year) and (not unit or each.fact.unit == unit)
    ]
    return found[0] if found and not any(apart(found[0], other) for other in found[1:]) else None


def apart(one: Figure, other: Figure) -> bool:
    """Whether two figures differ by more than their rounding."""
    if one.fact.unit != other.fact.unit:
        return False
    allowed = abs(one.value) * one.slack + abs(other.value) * other.slack
    return abs(one.value - other.value) > allowed + relations().tolerance["rounding"] * max(
        abs(one.value), abs(other.value)
    )
