"""Provinces, cities and counties where a text names them."""

from collections import Counter
from typing import NamedTuple

from analysis.lexicon.divisions import divisions


class Mentions(NamedTuple):
    """How often a text names each division above the township, by code; a name of several divisions counts for each."""

    counts: Counter[str]
    first: dict[str, int]


def count_mentions(text: str) -> Mentions:
    """Which provinces, cities and counties a text names, by code, how often, and where first."""
    table = divisions()
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    names = Counter[int]()
    for pattern, start, _ in table.upper_finder.find_matches_as_indexes(text):
        names[pattern] += 1
        first.setdefault(table.upper_names[pattern], start)
    for pattern, count in names.items():
        name = table.upper_names[pattern]
        codes = table.candidates(name) or table.short_codes.get(name, ())
        for code in codes:
            counts[code] += count
    return Mentions(counts, first)


def right_above(before: str) -> list[str]:
    """The names of provinces, cities and counties that end right where a name begins."""
    table = divisions()
    found = table.upper_finder.find_matches_as_indexes(before)
    return [table.upper_names[at] for at, _, end in found if end == len(before)]
