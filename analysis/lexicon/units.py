"""Units of quantity from data/lexicon/units.csv."""

import csv
from functools import cache
from typing import NamedTuple

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "units.csv"


class Unit(NamedTuple):
    """A unit as it is written, and what it measures (money, percent, points, times, fold, area, mass, count ...)."""

    unit: str
    dimension: str
    zh: str
    en: str


@cache
def load_units() -> dict[str, Unit]:
    """All units by their written form; raises LexiconError naming every faulty row."""
    faults: list[Fault] = []
    units: dict[str, Unit] = {}
    with (LEXICON / FILE).open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            unit = Unit(*(row.get(field) or "" for field in Unit._fields))
            if not all(unit):
                faults.append(Fault(FILE, f"row {number}", "a field is empty", "fill all four columns"))
            if unit.unit in units:
                faults.append(Fault(FILE, unit.unit, "stands twice", "keep one row"))
            units[unit.unit] = unit
    raise_if_any(faults)
    return units
