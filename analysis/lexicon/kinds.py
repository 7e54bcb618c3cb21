"""What tells the kinds of reports apart, from data/lexicon/kinds.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import ReportKind

FILE = "kinds.toml"


@dataclass(frozen=True, slots=True)
class KindMarks:
    """The marks of one kind with their points, as said at the head of the file."""

    kind: ReportKind
    titles: dict[str, float]
    openings: dict[str, float]
    body: dict[str, float]
    against: tuple[str, ...]


@lru_cache(maxsize=1)
def kind_marks(folder: Path = LEXICON) -> tuple[KindMarks, ...]:
    """The marks of every kind in the order of the file. Raises LexiconError for a kind that the model does not know."""
    entries = tomllib.loads((folder / FILE).read_text("utf-8")).get("kind", [])
    known = {kind.value for kind in ReportKind}
    faults = [
        Fault(FILE, str(entry.get("id")), "is no kind of report", f"use one of {', '.join(sorted(known))}")
        for entry in entries
        if entry.get("id") not in known
    ]
    raise_if_any(faults)
    return tuple(
        KindMarks(
            ReportKind(entry["id"]),
            dict(entry.get("titles", {})),
            dict(entry.get("openings", {})),
            dict(entry.get("body", {})),
            tuple(entry.get("against", [])),
        )
        for entry in entries
    )
