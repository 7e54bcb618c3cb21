"""How far the targets for the next year lie above or below the results just reported: all places of a level, some of them chosen."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare import targets, townships
from analysis.compare.pairs import COMPARED
from analysis.store import Store


def strips(
    store: Store, level: str, year: int, chosen: Sequence[str], amounts: bool, group: Sequence[str] = ()
) -> pd.DataFrame:
    """Rows as townships.strips gives them; `value` is the target for year+1 minus the result of `year`, both from one report.

    Growth: percentage points (base points); amounts: percent of the result (base percent). Adds target and result in their base and
    the spans of both.
    """
    rows = targets.all_pairs(store)["C"]
    rows = rows[(rows["level"] == level) & (rows["year"] == year + 1) & rows["status"].isin(COMPARED) & ~rows["doubt"]]
    rows = rows[rows["measure"] == ("level" if amounts else "yoy")]
    rows = rows[(rows["base"] == "yuan") & (rows["result"] > 0)] if amounts else rows[rows["base"] == "percent"]
    change = (rows["target"] / rows["result"] - 1) * 100 if amounts else rows["target"] - rows["result"]
    rows = rows.assign(value=change.round(9), base="percent" if amounts else "points", year=rows["year"].astype(int))
    rows = rows.drop_duplicates(["place_id", "metric"])
    return townships.ranked(rows[np.isfinite(rows["value"])], chosen, group)
