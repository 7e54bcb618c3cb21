"""The text of a PDF, and what a reader sees of it: lines joined to paragraphs, without running heads and page numbers."""

import re
from collections import Counter
from itertools import accumulate
from threading import Lock

from analysis.source_map import SourceMap

# PDFium must not be entered by two threads at once; the dashboard has one a visitor.
ONE_AT_A_TIME = Lock()
PAGE_NUMBER = re.compile(r"[\s\-—–_·.第]*(?:\d{1,4}|[ivxIVX]{1,6})[\s\-—–_·.页]*(?:(?:/|共)\s*\d{1,4}\s*页?)?\s*")
DIGITS = re.compile(r"\d+")
# Lines at the top and at the foot of a page that may be running heads.
EDGE = 2
FEWEST_PAGES = 3
FEWEST_CHARACTERS = 20
# A line that ends so much before the longest ones is the last of its paragraph.
SHORT_OF_FULL = 2.5
BEGINS_ANEW = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[、)）]|第[一二三四五六七八九十]{1,3}[、，部]|各位代表)"
)
INNER_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、（）“”]) +(?=[\d\u4e00-\u9fff，。；：、（）“”])|(?<=\d) +(?=[\u4e00-\u9fff，。；：、（）“”%％])"
)


class PdfError(Exception):
    """The PDF gives no text: the argument is the problem's code, pdf_scanned, file_encrypted or file_unreadable."""


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, lines ended by \\n. Raises PdfError where it is broken, encrypted or holds pictures only."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise PdfError("file_encrypted" if "assword" in str(error) else "file_unreadable") from error
        try:
            pages = [_page_text(page) for page in document]
        except pypdfium2.PdfiumError as error:
            raise PdfError("file_unreadable") from error
        finally:
            document.close()
    if sum(len(page.strip()) for page in pages) < FEWEST_CHARACTERS * max(1, len(pages)):
        raise PdfError("pdf_scanned")
    return pages


def _page_text(page: "pypdfium2.PdfPage") -> str:  # noqa: F821 (imported where it is needed)
    text = page.get_textpage().get_text_bounded()
    # U+FFFE stands for a hyphen at a line's end, U+0000 for a character without a meaning.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x00", "").rstrip("\n") + "\n"


def visible_text(pages: list[str]) -> tuple[str, SourceMap]:
    """What is read of the pages put one behind the other, with the map back into that text."""
    text = "".join(pages)
    running = _running(pages)
    kept = [line for line in _lines(pages) if line not in running]
    widths = sorted(width(text[start:end]) for _, _, start, end in kept)
    full = widths[int(len(widths) * 0.9)] - SHORT_OF_FULL if widths else 0.0
    stretches: list[tuple[str, int]] = []
    for number, (_, _, start, end) in enumerate(kept):
        following = text[kept[number + 1][2] : kept[number + 1][3]] if number + 1 < len(kept) else ""
        goes_on = width(text[start:end]) >= full and following.strip() and not BEGINS_ANEW.match(following)
        stretches += _without_spaces(text, start, end)
        if not goes_on:
            stretches.append(("\n", min(end, len(text) - 1)))
    starts = [0, *accumulate(len(part) for part, _ in stretches)]
    return "".join(part for part, _ in stretches), SourceMap(
        tuple(starts[:-1]) or (0,), tuple(offset for _, offset in stretches) or (0,)
    )


# Page, place on the page (negative from its foot), start and end in the text of all pages.
Line = tuple[int, int, int, int]


def _lines(pages: list[str]) -> list[Line]:
    """The lines that hold anything, page by page."""
    found: list[Line] = []
    offset = 0
    for number, page in enumerate(pages):
        spans = []
        start = offset
        for line in page.split("\n"):
            if line.strip():
                spans.append((start, start + len(line)))
            start += len(line) + 1
        for place, span in enumerate(spans):
            found.append((number, place if place < EDGE else place - len(spans), *span))
        offset += len(page)
    return found


def _running(pages: list[str]) -> set[Line]:
    """Page numbers, and what stands at the edge of most pages with nothing but its number changed."""
    text = "".join(pages)
    edges = [line for line in _lines(pages) if -EDGE <= line[1] < EDGE]
    said = {line: DIGITS.sub("#", text[line[2] : line[3]].strip()) for line in edges}
    often = Counter(said.values())
    most = max(FEWEST_PAGES, len(pages) // 2 + 1)
    return {line for line in edges if often[said[line]] >= most or PAGE_NUMBER.fullmatch(text[line[2] : line[3]])}


def width(line: str) -> float:
    """How wide a line is set, in Chinese characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in line.strip())


def _without_spaces(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The line in stretches, without the spaces that a typesetter puts between Chinese characters and figures."""
    stretches = []
    for match in INNER_SPACE.finditer(text, start, end):
        stretches.append((text[start : match.start()], start))
        start = match.end()
    stretches.append((text[start:end], start))
    return [stretch for stretch in stretches if stretch[0]]
