"""Sentences computed from the data for the start page. A finding that the data do not carry is left out, never filled in."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.compare import target_views, targets
from analysis.compare.pairs import COMPARED
from analysis.store import Store

FEWEST_RATCHETS = 10
FEWEST_A_YEAR = 3
FEWEST_YEARS = 4
GROWTH = ("gdp", "yoy")


@dataclass(frozen=True)
class Finding:
    """`key` is the catalogue key of the sentence, `values` fill it in; `metric` and `measure` are named by the page.

    `link` holds the parameters of the targets page that shows it; `shares` or `series` is what the small drawing shows.
    """

    key: str
    metric: str
    measure: str
    values: dict[str, Any]
    link: dict[str, str]
    shares: tuple[float, ...] = ()
    series: tuple[tuple[int, float], ...] = field(default=())


def findings(store: Store, level: str) -> list[Finding]:
    """Up to three findings of a level: how many targets were met, whether targets follow results, where targets have moved."""
    made = (targets_met(store, level), ratchet(store, level), targets_over_years(store, level))
    return [finding for finding in made if finding is not None]


def targets_met(store: Store, level: str) -> Finding | None:
    """How many targets of the growth indicator with most pairs were met; None below the fewest for a share."""
    series = target_views.series_list(store, "A", level)
    if not series:
        return None
    metric, measure = next(iter(series)).split(".")
    rows = target_views.rows_of(store, "A", level, metric, measure)
    found = targets.summary(targets.with_outcome(rows))
    if pd.isna(found.share):
        return None
    values = {"compared": found.compared, "met": found.met, "unmatched": found.unmatched}
    link = {"lv": level, "pt": "A", "ind": f"{metric}.{measure}"}
    parts = (found.met, found.compared - found.met, found.unmatched)
    return Finding("finding.met", metric, measure, values, link, shares=tuple(part / sum(parts) for part in parts))


def ratchet(store: Store, level: str) -> Finding | None:
    """How often the next growth target lies below the last result; None below FEWEST_RATCHETS pairs."""
    metric, measure = GROWTH
    rows = targets.series_pairs(targets.all_pairs(store), "C", level, metric, measure)
    rows = rows[rows["status"].isin(COMPARED) & ~rows["doubt"]]
    if len(rows) < FEWEST_RATCHETS:
        return None
    change = rows["target"] - rows["result"]
    counts = (int((change < 0).sum()), int((change == 0).sum()), int((change > 0).sum()))
    values = dict(zip(("down", "same", "up"), counts, strict=True)) | {"n": len(rows)}
    link = {"lv": level, "pt": "C", "ind": f"{metric}.{measure}"}
    return Finding(
        "finding.ratchet", metric, measure, values, link, shares=tuple(count / len(rows) for count in counts)
    )


def targets_over_years(store: Store, level: str) -> Finding | None:
    """The middle growth target of the first and last year with enough of them; None below FEWEST_YEARS such years."""
    metric, measure = GROWTH
    rows = targets.series_pairs(targets.all_pairs(store), "A", level, metric, measure)
    rows = rows[rows["target"].notna() & ~rows["doubt"]]
    by_year = rows.groupby("year")["target"].agg(["median", "size"])
    needed = 1 if level == "national" else FEWEST_A_YEAR
    by_year = by_year[by_year["size"] >= needed]
    if len(by_year) < FEWEST_YEARS:
        return None
    first, last = int(by_year.index[0]), int(by_year.index[-1])
    values = {
        "first": first, "last": last, "n_first": int(by_year["size"].iloc[0]), "n_last": int(by_year["size"].iloc[-1]),
        "before": f"{by_year['median'].iloc[0]:g}", "after": f"{by_year['median'].iloc[-1]:g}",
    }  # fmt: skip
    series = tuple((int(year), float(value)) for year, value in by_year["median"].items())
    link = {"lv": level, "pt": "A", "ind": f"{metric}.{measure}"}
    return Finding("finding.years", metric, measure, values, link, series=series)
