"""A term over the years: how many reports use it, how often, and how sure one can be."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.compare.groups import duplicate_weights, effective_number
from analysis.compare.keyness import per_ten_thousand
from analysis.compare.termcounts import Numbers, Rows, TermCounts
from analysis.compare.trend import ChangePoint, change_point, wilson

# A year with fewer reports is drawn hatched; with fewer than five no percentage is printed.
FEW_REPORTS = 3
FEWER_THAN_PERCENT = 5
MEASURES = ("share", "rate", "count")


def years_with_reports(counts: TermCounts, rows: Rows, least: int = 1) -> list[int]:
    """Years that have at least so many reports, ascending."""
    numbers = counts.reports["year"].iloc[rows].dropna().value_counts()
    return sorted(int(year) for year in numbers[numbers >= least].index)


def term_years(counts: TermCounts, rows: Rows, vectors: Mapping[str, Numbers], sizes: Numbers) -> pd.DataFrame:
    """One row a term and year. `vectors` gives each term's count in every report of the store, `sizes` the Han characters.

    Columns: term, year, reports (N), effective (weighted N), using (k), share with low and high (Wilson, weighted), count,
    han, rate (pooled, per 10,000 Han characters), median (of the reports' rates). Reports without text or year are left out.
    """
    years = counts.reports["year"].iloc[rows]
    known = years.notna().to_numpy() & (sizes[rows] > 0)
    rows = rows[known]
    lines = []
    for year, places in pd.Series(rows).groupby(years[known].to_numpy().astype(int)):
        chosen = places.to_numpy()
        weights = duplicate_weights(counts, chosen)
        lines += [_year_row(term, year, vector[chosen], sizes[chosen], weights) for term, vector in vectors.items()]
    columns = [
        "term",
        "year",
        "reports",
        "effective",
        "using",
        "share",
        "low",
        "high",
        "count",
        "han",
        "rate",
        "median",
    ]
    frame = pd.DataFrame(lines, columns=columns)
    order = {term: place for place, term in enumerate(vectors)}
    return frame.sort_values(
        ["term", "year"], key=lambda column: column.map(order) if column.name == "term" else column
    )


def _year_row(term: str, year: int, found: Numbers, sizes: Numbers, weights: Numbers) -> tuple:
    effective = effective_number(weights)
    weighted_share = float((weights * (found > 0)).sum() / weights.sum())
    interval = wilson(weighted_share * effective, effective)
    rate = per_ten_thousand((weights * found).sum(), (weights * sizes).sum())
    median = np.median(per_ten_thousand(found, sizes))
    return (
        term, int(year), len(found), effective, int((found > 0).sum()), weighted_share, float(interval.low),
        float(interval.high), int(found.sum()), int(sizes.sum()), float(rate), float(median),
    )  # fmt: skip


def change_points(frame: pd.DataFrame, value: str = "share") -> dict[str, ChangePoint]:
    """The change point of each term that has six years or more with enough reports; terms without one are left out."""
    found = {}
    for term, years in frame[frame["reports"] >= FEW_REPORTS].groupby("term", sort=False):
        point = change_point(years["year"].to_numpy(), years[value].to_numpy(float))
        if point is not None:
            found[str(term)] = point
    return found
