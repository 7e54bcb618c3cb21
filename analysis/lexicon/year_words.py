"""How strongly a phrase speaks for each planned year: data/lexicon/year_words.csv.gz, learned by analysis/review/clock.py."""

import csv
import gzip
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick, Implementation

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

TABLE = "year_words.csv.gz"
# The first year stands for all before it too: there are too few older reports to tell them apart by their words.
FIRST_YEAR = 1997
LAST_YEAR = 2026


@dataclass(frozen=True)
class YearWords:
    """`weights[i, j]` is what phrase i adds to the log odds of year FIRST_YEAR + j; `spans[i]` the years of most of its use."""

    phrases: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    weights: npt.NDArray[np.float32]
    offsets: npt.NDArray[np.float32]

    @cached_property
    def finder(self) -> AhoCorasick:
        return AhoCorasick(self.phrases, implementation=Implementation.ContiguousNFA)


@lru_cache(maxsize=1)
def year_words(folder: Path = LEXICON) -> YearWords:
    """The learned table. Raises LexiconError when a row has not one weight for each year."""
    with gzip.open(folder / TABLE, "rt", encoding="utf-8", newline="") as file:
        _, offsets, *rows = list(csv.reader(file))
    width = LAST_YEAR - FIRST_YEAR + 1
    faults = [
        Fault(TABLE, row[0], f"has {len(row) - 3} weights", f"give {width}") for row in rows if len(row) != width + 3
    ]
    raise_if_any(faults)
    return YearWords(
        tuple(row[0] for row in rows),
        tuple((int(row[1]), int(row[2])) for row in rows),
        np.array([row[3:] for row in rows], dtype=np.float32),
        np.array(offsets[3:], dtype=np.float32),
    )
