"""The text of a Word document (.docx): its paragraphs and tables in order, without headers, footers, notes and what was deleted."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BODY = "word/document.xml"
LARGEST_BODY = 80_000_000
# Deleted in tracked changes, or the same once more for old programs.
LEFT_OUT = frozenset({f"{WORD}del", f"{WORD}moveFrom", f"{COMPATIBILITY}Fallback"})
MARKS = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}


class DocxError(Exception):
    """The file is no Word document that can be read; the words say why."""


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a zip that holds a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return BODY in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def docx_text(data: bytes) -> str:
    """The text, one line a paragraph and one a table row, cells apart by tabs. Raises DocxError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(BODY).file_size > LARGEST_BODY:
                raise DocxError("正文太大")
            root = ElementTree.fromstring(package.read(BODY))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, ValueError, OSError) as error:
        raise DocxError(str(error)) from error
    body = root.find(f"{WORD}body")
    return "" if body is None else "".join(f"{line}\n" for line in _lines(body))


def _lines(block: ElementTree.Element) -> Iterator[str]:
    """The paragraphs and table rows below an element, content controls opened."""
    for child in block:
        if child.tag == f"{WORD}p":
            yield _text(child)
        elif child.tag == f"{WORD}tr":
            yield "\t".join(" ".join(filter(None, _lines(cell))) for cell in child.iter(f"{WORD}tc"))
        elif child.tag not in LEFT_OUT:
            yield from _lines(child)


def _text(element: ElementTree.Element) -> str:
    parts = []
    for child in element:
        if child.tag == f"{WORD}t":
            parts.append(child.text or "")
        elif child.tag in MARKS:
            parts.append(MARKS[child.tag])
        elif child.tag not in LEFT_OUT:
            parts.append(_text(child))
    return "".join(parts)
