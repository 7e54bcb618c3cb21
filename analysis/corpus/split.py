"""Compilations: pages that hold several reports one after the other under numbered headings.

Every character of the page belongs to one piece: what stands before the first heading goes with the first piece.
"""

import re
from typing import NamedTuple

DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
NUMERAL = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})"

BLANKS = r"[ \t\u3000]*"
TITLE = r"(?P<title>[^\n]{0,60})$"

# The manners of numbering pieces, each with a word without which a search is vain; a page is cut by one of them only.
HEADINGS = (
    ("篇", re.compile(rf"^{BLANKS}[【\[]?第{NUMERAL}篇(?!章)[】\]]?[ \t\u3000:：、]*{TITLE}", re.MULTILINE)),
    ("篇", re.compile(rf"^{BLANKS}[【\[]?篇{NUMERAL}[】\]]?{BLANKS}[:：、 ]?{TITLE}", re.MULTILINE)),
    ("范文", re.compile(rf"^{BLANKS}[【\[]?范文{NUMERAL}[】\]]?{BLANKS}[:：、 ]{TITLE}", re.MULTILINE)),
    (
        "报告",
        re.compile(rf"^(?P<title>[^\n(（《附]{{2,50}}报告(?:范文|全文)?)[(（]{NUMERAL}[)）]{BLANKS}$", re.MULTILINE),
    ),
)
ANNOUNCED = re.compile(r"(?P<number>\d{1,3}|[一二三四五六七八九十两]{1,3})\s*篇(?!章|幅|小)")
# A heading with fewer characters below it is a title without its text.
SHORTEST_PIECE = 120
HEAD_LINES = 5


class Piece(NamedTuple):
    """A piece of a text: its span and its heading's title, "" for a text of one piece; `number` as the page counts it."""

    start: int
    end: int
    title: str
    number: int


class Missing(NamedTuple):
    """A piece that the page announces and does not hold; the span is its bare title or the announcement."""

    number: int
    title: str
    start: int
    end: int


class Division(NamedTuple):
    pieces: tuple[Piece, ...]
    announced: int | None
    missing: tuple[Missing, ...]


def split(text: str) -> Division:
    """The pieces of a cleaned text, with what is announced and missing. A plain report gives one piece, nothing missing."""
    headings = max((_headings(text, shape) for word, shape in HEADINGS if word in text), key=len, default=[])
    announcement = _announcement(text)
    if len(headings) < 2:
        return Division((Piece(0, len(text), "", 1),), None, ())
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    pieces: list[Piece] = []
    bare: list[Missing] = []
    for heading, end in zip(headings, ends, strict=True):
        if pieces and end - heading.end < SHORTEST_PIECE:
            bare.append(Missing(heading.number, heading.title, heading.start, heading.end))
            pieces[-1] = pieces[-1]._replace(end=end)
        else:
            pieces.append(Piece(heading.start if pieces else 0, end, heading.title, heading.number))
    missing = _missing(pieces, bare, announcement)
    return Division(tuple(pieces), announcement.number if announcement else None, missing)


def _headings(text: str, shape: re.Pattern[str]) -> list[Piece]:
    """Headings of one manner, as far as their numbers rise from 1."""
    found: list[Piece] = []
    for match in shape.finditer(text):
        number = number_of(match["number"])
        rises = number == 1 if not found else found[-1].number < number <= found[-1].number + 3
        if rises:
            found.append(Piece(match.start(), match.end(), match["title"].strip(), number))
    return found


def number_of(numeral: str) -> int:
    """1–99 in digits or in Chinese numerals, 0 where it is no number: 十二 → 12, 二十 → 20."""
    if numeral.isdigit():
        return int(numeral)
    tens, found, ones = numeral.rpartition("十")
    if any(sign not in DIGITS for sign in numeral.replace("十", "")):
        return 0
    if not found:
        return DIGITS.get(numeral, 0) if len(numeral) == 1 else 0
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)


def _announcement(text: str) -> Piece | None:
    """What the first lines say of the number of pieces: 十二篇, 5篇."""
    head = [line for line in text[:1000].splitlines() if line.strip()][:HEAD_LINES]
    for line in head:
        match = ANNOUNCED.search(line) if len(line) <= 60 else None
        if match and number_of(match["number"]) >= 2 and "第" not in line[max(0, match.start() - 1) : match.start()]:
            start = text.index(line)
            return Piece(start + match.start(), start + match.end(), match[0], number_of(match["number"]))
    return None


def _missing(pieces: list[Piece], bare: list[Missing], announcement: Piece | None) -> tuple[Missing, ...]:
    titles = {missing.number: missing for missing in bare}
    held = {piece.number for piece in pieces}
    last = max([*held, *titles, announcement.number if announcement else 0])
    missing = []
    for number in range(1, last + 1):
        if number in titles:
            missing.append(titles[number])
        elif number not in held:
            missing.append(
                Missing(number, "", announcement.start if announcement else 0, announcement.end if announcement else 0)
            )
    return tuple(missing)
