"""Dated events and what they allow: data/lexicon/events.csv, one event a row with its start, end and source.

Kinds: `since` (known from the planned year `start` on), `span` (used in reports that plan for `start` to `end`), `year` (stands for the
year itself), `happened` (told in that year and after), `plan` (a five-year plan), `position` (which year of a plan, from 0),
`anniversary` (the year it is counted from).
"""

import csv
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "events.csv"
KINDS = frozenset({"since", "span", "year", "happened", "plan", "position", "anniversary"})
SEARCHED = frozenset({"since", "span", "year", "happened"})
OPEN_END = 2100


@dataclass(frozen=True, slots=True)
class Event:
    """A phrase with the years it speaks for; `source` says when the event was."""

    phrase: str
    kind: str
    start: int
    end: int
    weight: float
    source: str


@dataclass(frozen=True)
class Events:
    rows: tuple[Event, ...]

    def of(self, kind: str) -> tuple[Event, ...]:
        """The rows of one kind, longest phrase first: 十一五 before 一五."""
        return tuple(sorted((row for row in self.rows if row.kind == kind), key=lambda row: -len(row.phrase)))

    @cached_property
    def searched(self) -> tuple[Event, ...]:
        return tuple(row for row in self.rows if row.kind in SEARCHED)

    @cached_property
    def finder(self) -> AhoCorasick:
        """Finds the phrases that are searched as they stand; pattern i is `searched[i]`."""
        phrases = [row.phrase for row in self.searched]
        return AhoCorasick(phrases, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)


@lru_cache(maxsize=1)
def events(folder: Path = LEXICON) -> Events:
    """The events. Raises LexiconError with every row that has no known kind, no start year or no source."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    faults = [
        Fault(FILE, entry["phrase"], "has no known kind, start, weight or source", "fill the row")
        for entry in entries
        if _is_faulty(entry)
    ]
    raise_if_any(faults)
    return Events(
        tuple(
            Event(
                entry["phrase"],
                entry["kind"],
                int(entry["start"]),
                int(entry["end"] or OPEN_END),
                float(entry["weight"]),
                entry["source"],
            )
            for entry in entries
        )
    )


def _is_faulty(entry: dict[str, str]) -> bool:
    years = entry["start"].isdigit() and (not entry["end"] or entry["end"].isdigit())
    return (
        entry["kind"] not in KINDS or not years or not entry["source"] or not entry["weight"].replace(".", "").isdigit()
    )
