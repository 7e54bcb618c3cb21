"""Taking off what a web page puts around a report, once, with a map back to every character's place in the source.

Only whole lines, known inline marks and breaks amid a sentence go; nothing is rewritten, so that the cleaned text is a
subsequence of the source.
A teaser that repeats the report's first words goes only when it holds no figure.
"""

import re
from itertools import accumulate
from typing import NamedTuple

from analysis.corpus.unwrap import broken_lines, lone_blanks, loose_figures, parted_units
from analysis.lexicon.chrome import chrome
from analysis.source_map import SourceMap

Span = tuple[int, int]

# Lines longer than this are never judged by how they begin.
SHORT_LINE = 80
BODY_HAN = 40

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# What is taken out wherever it stands, each with characters that must be there for a search to be worth while.
INLINE = (
    ("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]+")),
    ("\r", re.compile(r"\r(?=\n)")),
    ("&", re.compile(r"&(?:nbsp|emsp|ensp|thinsp|zwnj);")),
    # The sound of a character, which some sites put behind it: 實現(xiàn).
    (TONED, re.compile(rf"(?<=[一-鿿])\([a-zü]*[{TONED}][a-zü]*\)")),
    # Blanks that a wrong decoding turned into question marks; beside digits and units they hide a figure and stay.
    ("?", re.compile(r"(?<![\d_xX%.])\?{2,}(?![\d_%％‰万亿元个人户.])")),
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9.-]+?\.(?:(?:com|gov|org|net|edu)\.cn|com|cn|net|org|cc|info)"
    r"(?:[/:?][A-Za-z0-9_./?=&%#:~-]*)?"
)
SITE_NAME = re.compile(r"[^\s,，。;；(（]{2,14}[:：]\s*$")
HAN = re.compile(r"[一-鿿]")
SHAPES = re.compile(
    r"(?:[—–\-－·]\s*)\d{1,4}\s*(?:[—–\-－·])"  # — 12 —
    r"|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+\s*页?"
    r"|\[\d{1,2}\]"  # links to the pages of an article
    r"|[¥￥]\s*\d+(?:\.\d+)?"
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s+\d+)?"
    r"|\d{1,2}-\d{1,2}"
    r"|(?:首页)?\s*[>»›]|[>»›]?\s*[^\s>»›]{1,12}(?:\s*[>»›]\s*[^\s>»›]{1,20}){1,6}"
)
BARE_NUMBER = re.compile(r"\d{1,6}")
FIGURE = re.compile(r"(?:\d|[_xX×＿]{1,})\s*(?:%|％|‰|亿|万|元|个百分点|公里|亩|人次|户)")


class Cleaned(NamedTuple):
    """`text` is what spans count in; `cut_off` are the source spans of marks that say the page shows only a part."""

    text: str
    source_map: SourceMap
    cut_off: tuple[Span, ...] = ()


def clean(text: str) -> Cleaned:
    """The report without chrome. Cleaning a cleaned text changes nothing."""
    kept: list[Span] = [(0, len(text))]
    source_map = SourceMap()
    cut_off = _cut_off_marks(text)
    while True:
        removed = _merged(_chrome_spans(text))
        if not removed:
            return Cleaned(text, source_map, cut_off)
        kept = _complement(removed, len(text))
        text, inner = _keep(text, kept)
        source_map = inner.after(source_map)


def _keep(text: str, kept: list[Span]) -> tuple[str, SourceMap]:
    kept = kept or [(0, 0)]
    starts = (0, *accumulate(end - start for start, end in kept))
    return "".join(text[start:end] for start, end in kept), SourceMap(starts[:-1], tuple(start for start, _ in kept))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _complement(spans: list[Span], length: int) -> list[Span]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def _chrome_spans(text: str) -> list[Span]:
    spans = []
    for signs, pattern in INLINE:
        if any(sign in text for sign in signs):
            spans += [match.span() for match in pattern.finditer(text)]
    spans += _addresses(text)
    lines = _lines(text)
    spans += _chrome_lines(text, lines)
    if spans:
        return spans
    return broken_lines(text, lines) + loose_figures(text, lines) + lone_blanks(text, lines) + parted_units(text)


def _addresses(text: str) -> list[Span]:
    """Addresses of web pages; the words before one go with it when they name a site."""
    if "www." not in text and "http" not in text:
        return []
    spans = []
    for match in ADDRESS.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        name = SITE_NAME.search(before)
        named = name is not None and any(word in name[0] for word in chrome().site_words)
        spans.append((match.start() - len(name[0]) if named and name else match.start(), match.end()))
    return spans


def _lines(text: str) -> list[Span]:
    """The lines that are not blank, each with its line break."""
    lines = []
    start = 0
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            lines.append((start, start + len(line)))
        start += len(line)
    return lines


def _chrome_lines(text: str, lines: list[Span]) -> list[Span]:
    stripped = [text[start:end].strip() for start, end in lines]
    is_chrome = [_is_chrome(line) for line in stripped]
    for number, line in enumerate(stripped):
        if BARE_NUMBER.fullmatch(line) and _beside_chrome(number, stripped, is_chrome):
            is_chrome[number] = True
    spans = [span for span, gone in zip(lines, is_chrome, strict=True) if gone]
    spans += _teaser_spans(text, lines, stripped)
    spans += _tail(lines, stripped)
    return spans


def _is_chrome(line: str) -> bool:
    words = chrome()
    if line in words.lines:
        return True
    if len(line) > 2 * SHORT_LINE:
        return False
    if len(line) <= SHORT_LINE and (line.startswith(words.starts) or SHAPES.fullmatch(line)):
        return not FIGURE.search(line)
    return any(word in line for word in words.disclaimers)


def _beside_chrome(number: int, stripped: list[str], is_chrome: list[bool]) -> bool:
    """A number alone on its line is a page number between two paragraphs, a counter after a button."""
    if number and is_chrome[number - 1]:
        return True
    return 0 < number < len(stripped) - 1 and _is_body(stripped[number - 1]) and _is_body(stripped[number + 1])


def _is_body(line: str) -> bool:
    """Whether a line is a paragraph of a report."""
    if len(line) < BODY_HAN or len(HAN.findall(line)) < BODY_HAN:
        return False
    return any(mark in line for mark in "。；;,，、：") and not any(word in line for word in chrome().disclaimers)


def _teaser_spans(text: str, lines: list[Span], stripped: list[str]) -> list[Span]:
    """A teaser under its heading near the top, when the report says the same again and no figure is lost."""
    for number, line in enumerate(stripped[:20]):
        if line.rstrip(":：") in chrome().teasers and number + 1 < len(stripped):
            start, end = lines[number + 1]
            teaser = stripped[number + 1]
            opening = re.sub(r"\W", "", teaser)[:30]
            rest = re.sub(r"\W", "", text[end : end + 3000])
            if not FIGURE.search(teaser) and opening and opening[:12] in rest:
                return [(start, end)]
    return []


def _tail(lines: list[Span], stripped: list[str]) -> list[Span]:
    tail = chrome().tail
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if stripped[number] in tail:
            first = number
        elif _is_body(stripped[number]):
            break
    return [(lines[first][0], lines[-1][1])] if first < len(lines) else []


def _cut_off_marks(text: str) -> tuple[Span, ...]:
    spans = []
    for word in chrome().cut_off:
        start = text.find(word)
        if start >= 0:
            spans.append((start, start + len(word)))
    return tuple(sorted(spans))
