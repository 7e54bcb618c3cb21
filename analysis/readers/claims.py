"""What collectors say of their files: rows of an index.csv, or what a file name tells. Claims to be checked, never the truth."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from analysis.model import Claim, Level
from analysis.readers.decoding import decode

INDEX = "index.csv"
NAME_SHAPE = re.compile(r"^(?P<place>[^\d]*[一-龥][^\d]*?)[_\-·\s]*(?P<year>(?:19|20)\d{2})(?!\d)")
LEVELS = frozenset(level.value for level in Level if level is not Level.UNKNOWN)


class Fault(NamedTuple):
    """What is wrong with an index: a problem's code and its sentence, the line counted from the header as 1."""

    code: str
    message: str


class Index(NamedTuple):
    """The claims of an index by file, and what of it cannot be used."""

    claims: dict[str, Claim]
    faults: tuple[Fault, ...] = ()


def read_index(data: bytes, folder: str = "") -> Index:
    """The claims of an index by file, `folder` being where the index stands. A cell that cannot be used is left out and told."""
    decoded = decode(data)
    if decoded is None:
        return Index({}, (Fault("index_unusable", "认不出 index.csv 的编码,请另存为 UTF-8。"),))
    rows = csv.DictReader(io.StringIO(decoded.text))
    claims: dict[str, Claim] = {}
    faults: list[Fault] = []
    try:
        if "file" not in (rows.fieldnames or ()):
            return Index({}, (Fault("index_unusable", "index.csv 的第一行里没有 file 这一列。"),))
        for row in rows:
            name = (row.get("file") or "").strip().replace("\\", "/")
            if name:
                claims[str(PurePosixPath(folder) / name)] = _claim(row)
            faults += _faults(row, name, rows.line_num)
    except csv.Error as error:
        faults.append(Fault("index_unusable", f"index.csv 第{rows.line_num}行读不出:{error}"))
    return Index(claims, tuple(faults))


def _faults(row: dict[str, str | None], name: str, line: int) -> Iterator[Fault]:
    if not name:
        yield Fault("index_cell_unusable", f"index.csv 第{line}行没有写文件名。")
    for column in ("year", "delivered"):
        value = (row.get(column) or "").strip()
        if value and _year(value) is None:
            yield Fault("index_cell_unusable", f"index.csv 第{line}行的 {column} 写作“{value}”,不是四位数的年份。")
    level = (row.get("level") or "").strip()
    if level and level not in LEVELS:
        yield Fault(
            "index_cell_unusable", f"index.csv 第{line}行的 level 写作“{level}”,可用的是 {'、'.join(sorted(LEVELS))}。"
        )


def _claim(row: dict[str, str | None]) -> Claim:
    level = (row.get("level") or "").strip()
    return Claim(
        level=level if level in LEVELS else "",
        place=(row.get("place") or "").strip(),
        year=_year(row.get("year")),
        delivered=_year(row.get("delivered")),
        partial=(row.get("partial") or "").strip().lower() in {"1", "true", "yes", "是"},
        source_url=(row.get("source_url") or "").strip(),
    )


def _year(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) == 4 else None


def claim_from_name(source: str) -> Claim:
    """What a name such as county/河北保定_唐县_2022.txt claims; an empty claim where it names no place and year."""
    path = PurePosixPath(source)
    match = NAME_SHAPE.match(path.stem)
    if not match:
        return Claim()
    level = path.parent.name if path.parent.name in LEVELS else ""
    return Claim(level=level, place=match["place"].strip("_- ·"), year=int(match["year"]))
