"""Provinces, cities, counties and townships with their codes, and names that have changed.

The table is data/lexicon/divisions.csv.gz, its remarks are in divisions.toml. A code of 2, 4, 6 or 9 digits is a province, city,
county or township, and begins with the code of what it lies in.
"""

import csv
import gzip
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import Level

TABLE = "divisions.csv.gz"
REMARKS = "divisions.toml"
LENGTHS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9}
# Provinces that are cities: their districts' codes have no city in between.
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


@dataclass(frozen=True, slots=True)
class Change:
    """A name no longer in the table, and the division that carries the place on."""

    name: str
    code: str
    year: int
    change: str
    level: str = ""


@dataclass(frozen=True)
class Divisions:
    names: dict[str, str]
    changes: dict[str, Change]
    endings: tuple[str, ...]
    nationalities: tuple[str, ...]
    ordinary: frozenset[str]
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short_codes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def full_name(self, code: str) -> str:
        """The name of a division, "" for a code that is not in the table."""
        return self.names.get(code, "")

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes above a division that stand in the table, province first."""
        return tuple(code[:length] for length in (2, 4, 6) if length < len(code) and code[:length] in self.names)

    def level(self, code: str) -> Level:
        return next((level for level, length in LENGTHS.items() if length == len(code)), Level.UNKNOWN)

    def level_of(self, name: str, code: str) -> Level:
        """The level a place had under a name: 莱芜市 was a city, what carries it on is a district."""
        change = self.changes.get(name)
        return Level(change.level) if change and change.level and name not in self.codes else self.level(code)

    def short(self, name: str) -> str:
        """A name without its ending and its nationalities: 恩施土家族苗族自治州 → 恩施; the name itself if nothing is left."""
        for ending in self.endings:
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return self._without_nationalities(name.removesuffix(ending))
        return name

    def _without_nationalities(self, name: str) -> str:
        stem = name
        while True:
            found = next(
                (word for word in self.nationalities if stem.endswith(word) and len(stem) > len(word) + 1), None
            )
            if found is None:
                return stem
            stem = stem.removesuffix(found)

    def candidates(self, name: str) -> tuple[str, ...]:
        """Codes of the divisions of this name: by the full name, a changed name, or the short name with another ending."""
        if name in self.codes:
            return self.codes[name]
        if name in self.changes:
            return (self.changes[name].code,)
        codes = self.short_codes.get(self.short(name), ())
        # 恩施州 is the prefecture, not the city of that name.
        alike = tuple(code for code in codes if self.names[code][-1] == name[-1])
        return alike if alike and self.short(name) != name else codes

    @cached_property
    def upper_finder(self) -> AhoCorasick:
        """Finds the names of provinces, cities and counties; pattern i is `upper_names[i]`."""
        return AhoCorasick(
            self.upper_names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    @cached_property
    def upper_names(self) -> list[str]:
        """Full and short names above the township, without names that are ordinary words or too short."""
        names = {name for code, name in self.names.items() if len(code) < 9} | set(self.changes)
        shorts = {short for name in names if (short := self.short(name)) != name}
        # 范县 stands in 示范县, 和县 in 改善和县: full names of two characters tell nothing in running text.
        full = {name for name in names if len(name) > 2}
        return sorted(name for name in full | shorts if len(name) > 1 and name not in self.ordinary)

    @cached_property
    def full_finder(self) -> AhoCorasick:
        """Finds full names of every level, townships too; pattern i is `full_names[i]`."""
        return AhoCorasick(
            self.full_names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    @cached_property
    def full_names(self) -> list[str]:
        return sorted({name for name in self.names.values() if len(name) > 1} | set(self.changes))


@lru_cache(maxsize=1)
def divisions(folder: Path = LEXICON) -> Divisions:
    """The table of divisions, loaded once. Raises LexiconError when the table or its remarks do not hold together."""
    with gzip.open(folder / TABLE, "rt", encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    remarks = tomllib.loads((folder / REMARKS).read_text("utf-8"))
    changes = {entry["name"]: Change(**entry) for entry in remarks["changed"]}
    raise_if_any(list(_faults(names, changes.values())))
    table = Divisions(
        names,
        changes,
        tuple(remarks["endings"]),
        tuple(remarks["nationalities"]),
        frozenset(remarks["ordinary"]),
    )
    table.codes.update(_grouped((name, code) for code, name in names.items()))
    table.short_codes.update(_grouped((table.short(name), code) for code, name in names.items() if len(code) < 9))
    return table


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name, code in pairs:
        grouped[name].append(code)
    return {name: tuple(sorted(codes, key=len)) for name, codes in grouped.items()}


def _faults(names: dict[str, str], changes: Iterable[Change]) -> Iterable[Fault]:
    for code, name in names.items():
        if len(code) not in LENGTHS.values() or not code.isdigit():
            yield Fault(TABLE, f"{code} {name}", "is no division code", "give 2, 4, 6 or 9 digits")
    for change in changes:
        if change.code not in names:
            yield Fault(
                REMARKS,
                change.name,
                f"points to {change.code}, which is not in the table",
                "give the code of its successor",
            )
