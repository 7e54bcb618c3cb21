"""When the people's congress of a place began each of its terms, from data/lexicon/congress_terms.csv.

Facts of public reports: the year planned for at the first session of a term, as python -m analysis.review.congress finds it.
"""

import csv
from functools import lru_cache

from analysis.lexicon.faults import LEXICON

FILE = "congress_terms.csv"
YEARS_OF_A_TERM = 5


@lru_cache(maxsize=1)
def congress_terms() -> dict[tuple[str, int], int]:
    """The year of the first session by division code and number of the term."""
    with (LEXICON / FILE).open(encoding="utf-8", newline="") as file:
        return {(row["place_code"], int(row["term"])): int(row["start"]) for row in csv.DictReader(file)}


def term_start(code: str, term: int) -> int | None:
    """The year planned for at the first session of a term: as known, else by the term before or after; None where neither is known."""
    terms = congress_terms()
    for step in (0, -1, 1):
        start = terms.get((code, term + step))
        if start is not None:
            return start - step * YEARS_OF_A_TERM
    return None
