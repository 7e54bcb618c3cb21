"""No number unaccounted for: what every numeric mention of a report is, a fact, a quantity of something, a date, an ordinal, a name.

A separate pass behind the reading of facts. What fits nothing is UNREAD and says so.
"""

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.extract.quantities import HAN, Moment, Quantity, find_numbers, normalise
from analysis.lexicon.cues import load_cues
from analysis.lexicon.wording import load_wording
from analysis.model import Fact, NumberMention, NumberRole, Report

LOOSE = re.compile(
    rf"第[{HAN}\d]+|[⑴-⒇①-⑳⒈-⒛]|\d+(?:[.,]\d+)*|(?<![{HAN}几数])[{HAN}几数]++(?=年|个?月|周|届|次|代|大|线|期|轮|级|点|成|折)|(?<![数十百千万亿])数?[十百千万亿]++[余多]?(?=[个名户人家件项元亩])"
)
QUOTED = re.compile(r"[“《‘\"「][^”》’\"」\n，。；]{1,16}[”》’\"」]")
PLAN_NAME = re.compile(
    r"十?[一二三四五六七八九]五(?=时期|期间|规划|计划|末|”|以来|收官|开局|普法)|[一二三四五六七八九十]大(?=精神|以来|报告|召开|和|、)"
)
ENCLOSED = re.compile(r"[⑴-⒇①-⑳⒈-⒛]")
YEAR = re.compile(r"(?:19|20)\d\d")
SERIES = ("届", "次", "期", "轮", "代", "级", "线", "大")
FOOTNOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]")
ORDER_BEFORE = re.compile(r"(?:^|[\n\r。；;：:\s])[ \t\u3000]*[(（]?$")
DATE_BEHIND = ("年", "月", "日", "号", "时", "点", "周", "世纪", "季度", "个月", "-")
NAME_BEHIND = re.compile(r"[A-Za-z+]|强|[大小好](?![家户])|国道|省道|号线|字|型|代|版|条措施|级|°|度角")
NOUN_BEHIND = re.compile(r"\s*(?:的|多|余|左右|以上|以下|以内)?([\u4e00-\u9fff]{2,12})")
NOUN_STOP = re.compile(r"[的了在和与及并被为达占居是以将均由从到]|完成|实现|增长|得到|全部|建成|投入|纳入|通过|列入")
LAST_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{2,24}$")
NOUN_ENDS = frozenset("率额值量数年")
LONGEST_NOUN = 10
BEFORE, BEHIND = 26, 14


class Span(NamedTuple):
    """A numeric mention with its value and unit, before its role is known."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    dimension: str
    moment: bool


@cache
def edge_words() -> tuple[frozenset[str], int]:
    """Words that stand between a noun and its number (达到, 新增, 约), and the length of the longest."""
    kinds = (
        "reach",
        "hold",
        "before",
        "grow",
        "wording",
        "fill",
        "same",
        "annual",
        "each",
        "all",
        "add",
        "time",
        "share",
    )
    words = frozenset(word for cue in load_cues() if cue.kind in kinds for word in cue.words if word not in NOUN_ENDS)
    words |= frozenset(load_wording()["noun_verb"])
    return words, max(map(len, words))


def strip_end(words: str) -> str:
    """The words without cue words at their end: 民生支出达到 → 民生支出."""
    edges, longest = edge_words()
    stripped = True
    while words and stripped:
        stripped = False
        for length in range(min(longest, len(words)), 0, -1):
            if words[-length:] in edges:
                words, stripped = words[:-length], True
                break
    return words


def strip_begin(words: str) -> str:
    edges, longest = edge_words()
    for length in range(min(longest, len(words) - 1), 1, -1):
        if words[:length] in edges:
            return words[length:]
    return words


def noun_before(text: str, start: int) -> str:
    """What the number is of, by the words before it: 新建文化礼堂8家 → 文化礼堂; "" where there are none."""
    words = text[max(0, start - BEFORE) : start].rstrip(" \u3000约近超逾达")
    match = LAST_WORDS.search(words)
    if not match:
        return ""
    noun = strip_begin(strip_end(match[0].strip("“”")))
    return noun[-LONGEST_NOUN:] if len(noun) > 1 else ""


def noun_behind(text: str, end: int) -> str:
    """What is counted, by the words behind the number: 8家文化礼堂 → 文化礼堂; "" where there are none."""
    match = NOUN_BEHIND.match(text, end, end + BEHIND + 4)
    if not match:
        return ""
    noun = match[1]
    stop = NOUN_STOP.search(noun, 1)
    noun = noun[: stop.start()] if stop else noun
    return noun[:LONGEST_NOUN] if len(noun) > 1 else ""


def find_noun(text: str, span: Span) -> str:
    """Money and rates are told by the words before them, counts by those behind, else by the other side."""
    sides = (noun_before(text, span.start), noun_behind(text, span.end))
    if span.dimension in ("money", "amount", "percent", "points", "permille", "times", ""):
        return sides[0] or sides[1]
    return sides[1] or sides[0]


def all_spans(text: str) -> list[Span]:
    """Every numeric mention in order: quantities and moments, and the digits and numerals that are neither."""
    found = [
        Span(number.start, number.end, number.value, number.unit, number.dimension, False)
        if isinstance(number, Quantity)
        else Span(number.start, number.end, None, "", "", isinstance(number, Moment))
        for number in find_numbers(text, 0, len(text))
    ]
    starts = [span.start for span in found]
    loose = []
    for match in LOOSE.finditer(text):
        place = bisect_right(starts, match.start()) - 1
        inside = place >= 0 and found[place].end > match.start()
        ahead = place + 1 < len(found) and found[place + 1].start < match.end()
        if not inside and not ahead:
            loose.append(Span(match.start(), match.end(), None, "", "", False))
    return sorted(found + loose)


def stretches(pattern: re.Pattern, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def covers(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_right(spans, (start, len(str(start)) + end)) - 1
    return any(0 <= at < len(spans) and spans[at][0] <= start and end <= spans[at][1] for at in (place, place + 1))


class Accountant:
    """Tells the role of each numeric mention of one text."""

    def __init__(self, text: str, facts: list[Fact]) -> None:
        self.text = text
        self.facts = sorted((fact.start, fact.end) for fact in facts)
        self.names = sorted(stretches(QUOTED, text) + stretches(PLAN_NAME, text))
        self.notes = stretches(FOOTNOTE, text)

    def role(self, span: Span) -> NumberRole:
        text, start, end = self.text, span.start, span.end
        if self.is_fact(span):
            return NumberRole.FACT
        if span.moment or (text.startswith(DATE_BEHIND, end) and not span.unit) or YEAR.fullmatch(text, start, end):
            return NumberRole.DATE
        if self.is_ordinal(start, end):
            return NumberRole.ORDINAL
        if self.is_name(span):
            return NumberRole.NAME
        ratio = text[end : end + 1] == ":" or text[start - 1 : start] == ":"
        return NumberRole.QUANTITY if span.unit or span.dimension == "amount" or ratio else NumberRole.UNREAD

    def is_fact(self, span: Span) -> bool:
        place = bisect_right(self.facts, (span.start, span.end)) - 1
        near = self.facts[max(0, place) : place + 2]
        return any(start < span.end and span.start < end for start, end in near)

    def is_ordinal(self, start: int, end: int) -> bool:
        text = self.text
        if text[start] == "第" or text[start - 1 : start] == "第" or ENCLOSED.match(text, start):
            return True
        if text.startswith(SERIES, end) and text[start] in HAN:
            return True
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and end - start < 4:
            return True
        if covers(self.notes, start, end):
            return True
        listed = text[end : end + 1] in (".", "．", "、", ")", "）") and text[end + 1 : end + 2] != ""
        return listed and ORDER_BEFORE.search(text[max(0, start - 6) : start]) is not None

    def is_name(self, span: Span) -> bool:
        text = self.text
        if covers(self.names, span.start, span.end):
            return True
        if span.unit:
            return False
        before = text[span.start - 1 : span.start]
        if before in ("道", "线"):
            return True
        return bool(NAME_BEHIND.match(text, span.end)) or (before.isascii() and (before.isalpha() or before in "-+"))


def account_numbers(report: Report, facts: list[Fact]) -> list[NumberMention]:
    """Every numeric mention of a report in order of place, with its role; `facts` are those read from it."""
    text = normalise(report.text)
    accountant = Accountant(text, facts)
    mentions = []
    for span in all_spans(text):
        role = accountant.role(span)
        mentions.append(
            NumberMention(
                report.report_id,
                span.start,
                span.end,
                report.text[span.start : span.end],
                role,
                find_noun(text, span) if role == NumberRole.QUANTITY else "",
                span.value,
                span.unit,
            )
        )
    return mentions
