"""Bytes to text: which encoding a Chinese file is in, told by how common the characters are that it would give."""

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

# Rows 16–55 of GB 2312 hold the 3,755 common characters, 0xA4–0xC6 of Big5 its 5,401: plain text stays within them.
GB_COMMON = range(0xB0, 0xD8)
BIG5_COMMON = range(0xA4, 0xC7)
SAMPLE = 60_000
PLAUSIBLE = 0.75
MOST_BROKEN = 0.001
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
CONTROL_BYTES = bytes(sorted(CONTROLS))


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The text of a file and the name of its encoding, or None where no encoding gives Chinese or plain text.

    A byte order mark decides; else strict UTF-8; else the likeliest of GB18030, Big5 and UTF-16; charset-normalizer last.
    """
    marked = _by_mark(data)
    if marked:
        return marked
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    damaged = _damaged_utf8(data)
    if damaged:
        return damaged
    likeliest = max(
        (_guess(data, encoding) for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")), key=lambda g: g[0]
    )
    if likeliest[0] >= PLAUSIBLE and likeliest[1]:
        return likeliest[1]
    return _last_resort(data)


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding: control bytes are common in them and they are not UTF-16."""
    sample = data[:SAMPLE]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if sample.startswith(
        (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc")
    ):
        return True
    controls = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    if controls <= len(sample) * 0.01:
        return False
    return max(_guess(data, encoding)[0] for encoding in ("utf-16-le", "utf-16-be")) < PLAUSIBLE


def _by_mark(data: bytes) -> Decoded | None:
    if data.startswith(codecs.BOM_UTF8):
        text = _strict(data, "utf-8-sig")
        return Decoded(text, "utf-8-sig") if text is not None else _damaged_utf8(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", errors="replace"), "utf-16")
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 cut off in the middle of a character or with a few bytes spoilt; these show as U+FFFD."""
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    if broken <= max(1, len(text) * MOST_BROKEN) and broken < len(text):
        return Decoded(text, "utf-8, damaged")
    return None


def _guess(data: bytes, encoding: str) -> tuple[float, Decoded | None]:
    """How likely an encoding is: the share of common characters among all that are not ASCII, 0 where it does not decode."""
    text = _strict(data, encoding)
    if not text:
        return 0.0, None
    sample = [character for character in text[:SAMPLE] if character > "\x7f"]
    if not sample or any(ord(character) in CONTROLS for character in text[:SAMPLE]):
        return 0.0, None
    table, common = ("big5", BIG5_COMMON) if encoding.startswith("big5") else ("gb2312", GB_COMMON)
    marks = "，。、；：“”‘’（）《》！？％—…　·"
    good = sum(character in marks or _first_byte(character, table) in common for character in sample)
    return good / len(sample), Decoded(text, "big5" if encoding.startswith("big5") else encoding)


def _first_byte(character: str, table: str) -> int:
    try:
        return character.encode(table)[0]
    except UnicodeEncodeError:
        return 0


def _last_resort(data: bytes) -> Decoded | None:
    match = from_bytes(data[:SAMPLE]).best()
    if match is None:
        return None
    text = _strict(data, match.encoding)
    return Decoded(text, match.encoding) if text else None
