"""How many targets can be held against a result: `python -m analysis.compare.pair_counts [STORE]`, the snapshot by default.

A place-year counts once for an indicator and measure: type A, both values read, years not in doubt, parts of a year never.
"""

import sys
from pathlib import Path

import pandas as pd

from analysis.compare import targets
from analysis.compare.pairs import COMPARED
from analysis.model import Level
from analysis.store import Store

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"
LEVELS = [level.value for level in Level if level is not Level.UNKNOWN]
MOST_SERIES = 15


def across(store: Store) -> pd.DataFrame:
    """Place-years of type A per series: metric, measure, all, then one column a level; most first."""
    rows = targets.all_pairs(store)["A"]
    rows = rows[rows["status"].isin(COMPARED) & ~rows["doubt"]].drop_duplicates(
        ["place_id", "year", "metric", "measure"]
    )
    table = rows.groupby(["metric", "measure", "level"]).size().unstack(fill_value=0).reindex(columns=LEVELS)
    table = table.fillna(0).astype(int)
    table.insert(0, "all", table.sum(axis=1))
    return table.sort_values("all", ascending=False, kind="stable").reset_index()


def by_type(store: Store) -> pd.DataFrame:
    """Pairs that can be compared, per type and level."""
    found = targets.all_pairs(store)
    counts = {kind: targets.counts_by_level(found, kind) for kind in found}
    return pd.DataFrame(counts).T.reindex(columns=LEVELS).fillna(0).astype(int).rename_axis("type").reset_index()


def main(arguments: list[str]) -> None:
    store = Store(Path(arguments[0]) if arguments else SNAPSHOT)
    print(f"data version {store.version}")
    print(across(store).head(MOST_SERIES).to_string(index=False))
    print(by_type(store).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1:])
