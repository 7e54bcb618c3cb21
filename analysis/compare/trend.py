"""What may be said of a row of years: intervals of shares, a slope as description, a change point where years suffice."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Z95 = 1.959963984540054
# Below six years even a monotone run proves nothing worth a test.
YEARS_FOR_A_TREND = 6


class Share(NamedTuple):
    """A share with its Wilson interval; NaN where there is nothing to divide by."""

    share: Numbers
    low: Numbers
    high: Numbers


def wilson(successes: Numbers, total: Numbers, z: float = Z95) -> Share:
    """Wilson's score interval (1927); counts may be weighted, `total` is then the effective number."""
    k, n = np.asarray(successes, float), np.asarray(total, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / n
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        return Share(share, np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1))


def theil_sen(years: Numbers, values: Numbers) -> float:
    """The median slope over all pairs of years, per year; NaN below two years. A description, not a test."""
    slopes = [
        (values[late] - values[early]) / (years[late] - years[early])
        for early, late in combinations(range(len(years)), 2)
        if years[late] != years[early]
    ]
    return float(np.median(slopes)) if slopes else float("nan")


class ChangePoint(NamedTuple):
    """`year` is the first of the later level; `before` and `after` are the levels, `p` is by permutation of the years."""

    year: int
    before: float
    after: float
    p: float


def change_point(
    years: npt.NDArray[np.int64], values: Numbers, draws: int = 2000, seed: int = 20
) -> ChangePoint | None:
    """The split into two levels that explains most, with its permutation p; None below six years or without any change.

    The statistic is the largest |mean after - mean before| × √(n₁n₂/n) over all splits with two years on each side.
    """
    values = np.asarray(values, float)
    if len(values) < YEARS_FOR_A_TREND or np.ptp(values) == 0:
        return None
    strengths = _split_strengths(values[None, :])[0]
    best = int(strengths.argmax())
    generator = np.random.default_rng(seed)
    shuffled = generator.permuted(np.tile(values, (draws, 1)), axis=1)
    chance = (_split_strengths(shuffled).max(axis=1) >= strengths[best] - 1e-12).sum()
    cut = best + 2
    return ChangePoint(
        int(years[cut]), float(values[:cut].mean()), float(values[cut:].mean()), (chance + 1) / (draws + 1)
    )


def _split_strengths(rows: Numbers) -> Numbers:
    """For each row, the strength of the splits after 2, 3, ..., n-2 values."""
    length = rows.shape[1]
    cuts = np.arange(2, length - 1)
    sums = rows.cumsum(axis=1)
    before = sums[:, cuts - 1] / cuts
    after = (sums[:, -1:] - sums[:, cuts - 1]) / (length - cuts)
    return np.abs(after - before) * np.sqrt(cuts * (length - cuts) / length)


def monotone_p(years: int) -> float:
    """One-sided chance that a series without trend rises every year: 1/n!, as Mann-Kendall has it for a monotone run."""
    value = 1.0
    for number in range(2, years + 1):
        value /= number
    return value
