"""What collectors say of their files: rows of an index.csv, or what a file name tells. Claims to be checked, never the truth."""

import csv
import io
import re
from pathlib import PurePosixPath

from analysis.model import Claim, Level
from analysis.readers.decoding import decode

INDEX = "index.csv"
NAME_SHAPE = re.compile(r"^(?P<place>[^\d]*[一-龥][^\d]*?)[_\-·\s]*(?P<year>(?:19|20)\d{2})(?!\d)")
LEVELS = frozenset(level.value for level in Level if level is not Level.UNKNOWN)


def read_index(data: bytes, folder: str = "") -> dict[str, Claim]:
    """The claims of an index by file, `folder` being where the index stands. Unreadable rows give empty claims."""
    decoded = decode(data)
    if decoded is None:
        return {}
    rows = csv.DictReader(io.StringIO(decoded.text))
    claims = {}
    for row in rows:
        name = (row.get("file") or "").strip().replace("\\", "/")
        if name:
            claims[str(PurePosixPath(folder) / name)] = _claim(row)
    return claims


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
