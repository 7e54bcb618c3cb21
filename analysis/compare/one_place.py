"""Targets and results of one place over the years, as small multiples."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.compare import targets
from analysis.compare.breaks import breaks_between
from analysis.compare.marks import PEER, RESULT, TARGET, Words
from analysis.compare.pair_rows import evidence
from analysis.compare.place_charts import Line, Panel
from analysis.compare.scale import scale_of, unit_name
from analysis.compare.target_views import with_reference
from analysis.store import Store

MOST_PANELS = 9
SIDES = (("target", "kind.target", TARGET, "circle-open"), ("result", "kind.result", RESULT, "diamond"))


def panels(
    store: Store, place_id: str, doubt: bool, series_name: Callable[[str, str], str], words: Words
) -> tuple[list[Panel], pd.DataFrame]:
    """One panel a series, those with most years first, and the table of the same values; both empty where there is nothing.

    Hollow marks are targets for a year, filled ones the results that the next report gives, grey dashes the province's or nation's
    target for the year. Only adjacent years are joined.
    """
    across = targets.all_pairs(store)["A"]
    rows = across[(across["place_id"] == place_id) & (across["target"].notna() | across["result"].notna())]
    rows = rows if doubt else rows[~rows["doubt"]]
    rows = rows[rows["base"].notna()]
    sizes = rows.groupby(["metric", "measure"], sort=False).size().sort_values(ascending=False, kind="stable")
    kept = [
        with_reference(rows[(rows["metric"] == metric) & (rows["measure"] == measure)].reset_index(drop=True), across)
        for metric, measure in sizes.index[:MOST_PANELS]
    ]
    if not kept:
        return [], pd.DataFrame()
    scaled = [_scaled(part.sort_values("year")) for part in kept]
    table = pd.concat([part for part, _ in scaled], ignore_index=True)
    drawn, start = [], 0
    for part, unit in scaled:
        own = table.iloc[start : start + len(part)]
        start += len(part)
        first = own.iloc[0]
        drawn.append(
            Panel(
                series_name(first["metric"], first["measure"]),
                unit_name(unit, first["metric"], words),
                _lines(own, words),
                _breaks(first["metric"], own),
            )
        )
    shown = pd.DataFrame({
        "metric": [series_name(m, s) for m, s in zip(table["metric"], table["measure"], strict=True)],
        "year": table["year"].astype(int), "target": table["target"], "result": table["result"], "reference": table["reference"],
        "unit": [unit_name(unit, metric, words) for part, unit in scaled for metric in part["metric"]],
        "status_text": [words(f"pair.{status}") for status in table["status"]], "evidence": evidence(table),
    })  # fmt: skip
    return drawn, shown


def _scaled(part: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    scale = scale_of(str(part["base"].iloc[0]), pd.concat([part["target"], part["result"]]))
    divisor = np.where(part["base"] == part["base"].iloc[0], scale.divisor, np.nan)
    return part.assign(target=part["target"] / divisor, result=part["result"] / divisor), scale.name


def _breaks(metric: str, own: pd.DataFrame) -> list[int]:
    place = own.iloc[0]
    found = breaks_between(metric, int(own["year"].min()), int(own["year"].max()), place["place"], place["level"])
    return found["year"].astype(int).tolist()


def _lines(own: pd.DataFrame, words: Words) -> list[Line]:
    lines = []
    for column, key, colour, symbol in SIDES:
        known = own[own[column].notna()]
        if len(known):
            lines.append(Line(words(key), known["year"].astype(int).tolist(), known[column].tolist(), known.index.tolist(), colour, symbol))  # fmt: skip
    known = own[own["reference"].notna()]
    if len(known):
        lines.append(Line(words("chart.reference"), known["year"].astype(int).tolist(), known["reference"].tolist(), known.index.tolist(), PEER, "line-ew-open", False))  # fmt: skip
    return lines
