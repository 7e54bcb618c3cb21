"""How the units that are written turn into the ones charts compare in, from data/lexicon/conversions.csv.

Currencies are never turned into each other: no exchange rate stands in a report.
"""

import csv
from functools import cache
from typing import NamedTuple

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "conversions.csv"
# What a unit that is not in the table counts: 人, 户, 家 ...: comparable with the same unit only.
OTHER = "count"


class Conversion(NamedTuple):
    """`base` is the id of the unit compared in; a written value times `factor` is in that unit."""

    base: str
    factor: float


@cache
def load_conversions() -> dict[str, Conversion]:
    """Conversions by written unit; raises LexiconError naming every faulty row."""
    faults: list[Fault] = []
    found: dict[str, Conversion] = {}
    with (LEXICON / FILE).open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            try:
                found[row["unit"]] = Conversion(row["base"], float(row["factor"]))
            except (KeyError, TypeError, ValueError):
                faults.append(Fault(FILE, f"row {number}", "unit, base or factor is wrong", "write unit,base,number"))
    raise_if_any(faults)
    return found


def convert(unit: str) -> Conversion:
    """The conversion of a written unit; counts of things keep their number."""
    return load_conversions().get(unit, Conversion(OTHER, 1.0))
