"""Which terms tell two groups of texts apart: effect sizes, their bounds, and evidence. Formulas only; arrays in, arrays out.

`a`, `b`: how often a term stands in group A and in B; `size_a`, `size_b`: how much text (or how many reports) each group has.
Counts may be fractional, where near duplicates are weighted down. Arrays of any shape go through element by element.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, chdtrc, xlogy

Numbers = npt.NDArray[np.float64]
# What stands for an absent term in a ratio, so that it has a logarithm.
ZERO_CELL = 0.5


class Interval(NamedTuple):
    low: Numbers
    high: Numbers


def log_ratio(a: Numbers, b: Numbers, size_a: float, size_b: float) -> Numbers:
    """log₂ of the ratio of relative frequencies (Hardie 2014); a count of zero is taken as 0.5."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    rate_a = np.where(a > 0, a, ZERO_CELL) / size_a
    rate_b = np.where(b > 0, b, ZERO_CELL) / size_b
    return np.log2(rate_a / rate_b)


def per_ten_thousand(count: Numbers, size: Numbers) -> Numbers:
    """Count per 10,000 of size, NaN where there is no text."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(np.asarray(count, float) * 10_000, np.asarray(size, float))


def percent_difference(a: Numbers, b: Numbers, size_a: float, size_b: float) -> Numbers:
    """%DIFF = (rate A - rate B) / rate B × 100 (Gabrielatos & Marchi 2011); infinite where only A has the term."""
    rate_a, rate_b = np.asarray(a, float) / size_a, np.asarray(b, float) / size_b
    with np.errstate(divide="ignore", invalid="ignore"):
        return (rate_a - rate_b) / rate_b * 100


def g2_two_cell(a: Numbers, b: Numbers, size_a: float, size_b: float) -> Numbers:
    """Log likelihood over the two cells of the term itself (Rayson & Garside 2000)."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    expected_a = size_a * (a + b) / (size_a + size_b)
    expected_b = size_b * (a + b) / (size_a + size_b)
    return 2 * (_times_log_of_ratio(a, expected_a) + _times_log_of_ratio(b, expected_b))


def g2_full(a: Numbers, b: Numbers, size_a: float, size_b: float) -> Numbers:
    """Log likelihood over all four cells of the table, the other words included (Dunning 1993)."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    other_a, other_b = size_a - a, size_b - b
    total = size_a + size_b
    cells = (
        (a, size_a * (a + b)),
        (b, size_b * (a + b)),
        (other_a, size_a * (other_a + other_b)),
        (other_b, size_b * (other_a + other_b)),
    )
    return 2 * sum(_times_log_of_ratio(observed, expected / total) for observed, expected in cells)


def _times_log_of_ratio(observed: Numbers, expected: Numbers) -> Numbers:
    """observed × ln(observed / expected), 0 where nothing was observed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, xlogy(observed, observed / expected), 0.0)


def bayes_information(g2: Numbers, size_a: float, size_b: float) -> Numbers:
    """BIC of a G² with one degree of freedom: G² - ln(size A + size B) (Wilson 2013); above 2 counts as evidence."""
    return np.asarray(g2) - np.log(size_a + size_b)


def g2_p_value(g2: Numbers) -> Numbers:
    """Chance of such a G² if words were independent, which they are not: never print it alone."""
    return chdtrc(1, g2)


def log_ratio_interval(
    a: Numbers, b: Numbers, size_a: float, size_b: float, family: int = 1, level: float = 0.95
) -> Interval:
    """Confidence interval of the log ratio from the Clopper-Pearson bounds of a / (a + b), Bonferroni-adjusted for a family.

    Evert 2022. Infinite on the side of a zero cell.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    tail = (1 - level) / 2 / max(family, 1)
    with np.errstate(invalid="ignore"):
        low = np.where(a > 0, betaincinv(np.maximum(a, 1e-9), b + 1, tail), 0.0)
        high = np.where(b > 0, betaincinv(a + 1, np.maximum(b, 1e-9), 1 - tail), 1.0)
    with np.errstate(divide="ignore"):
        shift = np.log2(size_b / size_a)
        return Interval(np.log2(low / (1 - low)) + shift, np.log2(high / (1 - high)) + shift)


def conservative_log_ratio(
    a: Numbers, b: Numbers, size_a: float, size_b: float, family: int = 1, level: float = 0.95
) -> Numbers:
    """LRC (Evert 2022): the bound of the interval that is nearer to zero, 0 where the interval holds zero."""
    low, high = log_ratio_interval(a, b, size_a, size_b, family, level)
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def benjamini_hochberg(p: Numbers) -> Numbers:
    """q values: the smallest false discovery rate at which each test would be called (Benjamini & Hochberg 1995)."""
    p = np.asarray(p, float)
    order = np.argsort(p)
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1)
    return q


class LogOdds(NamedTuple):
    """Log-odds difference with its standard error; z = delta / error, which ignores that words of a report hang together."""

    delta: Numbers
    error: Numbers
    z: Numbers


def dirichlet_log_odds(a: Numbers, b: Numbers, prior: Numbers) -> LogOdds:
    """Log-odds ratio with informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eqs. 16, 19, 22).

    The last axis runs over all terms, whose counts make up the whole of each group. NaN for a term with neither count nor prior.
    """
    a, b, prior = (np.asarray(values, float) for values in (a, b, prior))
    one, two, mass = a + prior, b + prior, prior.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(one / (a.sum() + mass - one)) - np.log(two / (b.sum() + mass - two))
        error = np.sqrt(1 / one + 1 / two)
        return LogOdds(delta, error, delta / error)


def informative_prior(whole: Numbers, strength: float) -> Numbers:
    """The prior of the whole corpus scaled to `strength` pseudo-words (α₀)."""
    whole = np.asarray(whole, float)
    return whole * (strength / whole.sum())


def bootstrap_log_ratios(
    counts_a: Numbers,
    counts_b: Numbers,
    sizes_a: Numbers,
    sizes_b: Numbers,
    clusters_a: npt.NDArray[np.int64] | None = None,
    clusters_b: npt.NDArray[np.int64] | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 20,
) -> Interval:
    """Percentile interval of the log ratio when whole reports are drawn with replacement, both groups apart.

    `counts_a`: reports × terms (already weighted), `sizes_a`: the reports' sizes. `clusters_a` numbers the reports' places:
    reports of one place are then drawn together. The same seed gives the same interval. A draw without the term counts 0.5.
    """
    generator = np.random.default_rng(seed)
    rates = []
    for counts, sizes, clusters in ((counts_a, sizes_a, clusters_a), (counts_b, sizes_b, clusters_b)):
        table = _by_cluster(np.column_stack([counts, sizes]).astype(np.float32), clusters)
        rows = len(table)
        drawn = generator.multinomial(rows, np.full(rows, 1 / rows), size=draws).astype(np.float32) @ table
        rates.append(np.maximum(drawn[:, :-1], ZERO_CELL) / np.maximum(drawn[:, -1:], 1e-9))
    ratios = np.log2(rates[0]) - np.log2(rates[1])
    ratios.sort(axis=0)
    tail = (1 - level) / 2 * (draws - 1)
    return Interval(ratios[int(np.floor(tail))].astype(float), ratios[int(np.ceil(draws - 1 - tail))].astype(float))


def _by_cluster(table: npt.NDArray[np.float32], clusters: npt.NDArray[np.int64] | None) -> npt.NDArray[np.float32]:
    if clusters is None:
        return table
    names, places = np.unique(clusters, return_inverse=True)
    summed = np.zeros((len(names), table.shape[1]), np.float32)
    np.add.at(summed, places, table)
    return summed
