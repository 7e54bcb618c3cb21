"""Labels of collectors that were read and found wrong: data/lexicon/label_corrections.csv, one reason a row.

Only measuring and learning use them; an analysis judges every label by the text alone.
"""

import csv
from functools import lru_cache

from analysis.lexicon.faults import LEXICON

FILE = "label_corrections.csv"


@lru_cache(maxsize=1)
def label_corrections() -> dict[tuple[str, str], str]:
    """The right value by file and field (place, year); empty where the list is."""
    with (LEXICON / FILE).open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["field"]): row["value"] for row in csv.DictReader(file)}


def corrected_year(source: str, year: int | None) -> int | None:
    value = label_corrections().get((source, "year"))
    return int(value) if value else year


def corrected_place(source: str, place: str) -> str:
    return label_corrections().get((source, "place"), place)
