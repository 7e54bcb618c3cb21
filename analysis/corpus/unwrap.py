"""Where a line was broken in the middle of a sentence, as texts copied from a printed page are: the break is to go.

A break shows as the end of a full line where nearly all lines are full, or as a lone blank between two Han characters again
and again in a paragraph. The first blank of a paragraph may stand behind its heading and stays.
"""

import re

from analysis.lexicon.wording import load_wording
from analysis.readers.pdf import width

Span = tuple[int, int]

# A printed line is neither shorter nor longer, in widths of a Han character.
NARROWEST, WIDEST = 15, 60
FEWEST_LINES = 8
FEWEST_AMID = 2  # Sentences end amid lines where lines are those of a page, not items of a list.
FULL = 0.4
SHORT_OF_FULL = 3.0
TOO_LONG = 0.2
ENDS = "。！？!?；;：:"
BEGINS_ANEW = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、，部]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|各位代表|[-—]{2})"
)
# 工业总产值23 / 亿元: a figure that is parted from its unit; 2010年工作总结及 / 2011年工作计划: a title from its end.
PARTED = re.compile(
    r"(?<=\d)[ \t]*\r?\n[ \t]*(?=[万千百]?亿?元|[万亿](?![\u4e00-\u9fff])|[%％]|个百分点)|(?<=[及和暨与])[ \t]*(?:\r?\n[ \t]*)+(?=(?:19|20)\d\d年)"
)
LOOSE = re.compile(r"[\dXx×._%％‰~～—–-]{1,10}(?:[万亿]?[元户家人亩吨个%％])?[，,、；;]?|[，,、；;]")
FEWEST_LOOSE = 4
CONTINUES = "，,、；;。亿万元%％"
LONE_BLANK = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")
SPACED_OUT = re.compile(r"(?<=[一-鿿]) (?=[一-鿿](?: [一-鿿]){2})|(?<=[一-鿿] [一-鿿]) (?=[一-鿿])")
PARTED_WORD = re.compile("|".join(f"(?<={word[0]}) (?={word[1]})" for word in load_wording()["parted"]))
HEADING = 40
LONG_PARAGRAPH = 120
OFTEN = 4


def broken_lines(text: str, lines: list[Span]) -> list[Span]:
    """The breaks behind full lines, with the blanks around them; none where the text is not set in lines of one width."""
    widths = [width(text[start:end]) for start, end in lines]
    amid = sum("。" in text[start:end].strip()[:-1] for start, end in lines)
    if len(lines) < FEWEST_LINES or amid < FEWEST_AMID:
        return []
    full = sorted(widths)[int(len(widths) * 0.9)]
    set_full = sum(full - SHORT_OF_FULL <= one <= full + SHORT_OF_FULL for one in widths)
    longer = sum(one > full + SHORT_OF_FULL for one in widths)
    if not NARROWEST <= full <= WIDEST or set_full < FULL * len(lines) or longer > TOO_LONG * len(lines):
        return []
    spans = []
    for (start, end), (following, stop), wide in zip(lines, lines[1:], widths, strict=False):
        line = text[start:end].rstrip()
        goes_on = full - SHORT_OF_FULL <= wide and line[-1] not in ENDS and end == following
        if goes_on and not BEGINS_ANEW.match(text, following, stop):
            indent = len(text[following:stop]) - len(text[following:stop].lstrip())
            spans.append((start + len(line), following + indent))
    return spans


def loose_figures(text: str, lines: list[Span]) -> list[Span]:
    """The breaks around figures, units and marks that stand on lines of their own: 生产总值 / 12 / 亿元,增长 / 5%."""
    loose = [LOOSE.fullmatch(text[start:end].strip()) is not None for start, end in lines]
    if sum(loose) < FEWEST_LOOSE:
        return []
    spans = []
    for place, (start, end) in enumerate(lines[:-1]):
        following, stop = lines[place + 1]
        before, behind = text[start:end].rstrip(), text[following:stop].lstrip()
        goes_on = end == following and before[-1] not in ENDS and not BEGINS_ANEW.match(behind)
        if goes_on and (loose[place] or loose[place + 1] or behind[0] in CONTINUES):
            spans.append((start + len(before), stop - len(behind)))
    return spans


def lone_blanks(text: str, lines: list[Span]) -> list[Span]:
    """The blanks that stand where a line ended, those of words set s p a c e d, and those amid a word (增 长)."""
    spans = [match.span() for match in SPACED_OUT.finditer(text)] if " " in text else []
    spans += [match.span() for match in PARTED_WORD.finditer(text)] if " " in text else []
    for start, end in lines:
        if end - start < LONG_PARAGRAPH:
            continue
        blanks = [match.span() for match in LONE_BLANK.finditer(text, start + HEADING, end)]
        if len(blanks) >= OFTEN:
            spans += blanks
    return spans


def parted_units(text: str) -> list[Span]:
    """The breaks between a figure and its unit, and behind the 及 of a title."""
    return [match.span() for match in PARTED.finditer(text)] if "\n" in text else []
