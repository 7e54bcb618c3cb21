"""What there is to compare: the state of each place in each year, and the four numbers that say how much."""

from typing import NamedTuple

import pandas as pd

from analysis.compare import targets
from analysis.store import Store

FEWEST_A_YEAR = 3
MOST_ROWS = 60
# Above this share of blanked figures a report counts as blanked.
MOSTLY = 0.5
# Best first: where a place has several texts for a year, the best of them stands in the cell.
STATES = ("ok", "part_year", "redacted", "doubt", "duplicate", "other_kind")


class Totals(NamedTuple):
    """Usable reports out of all found; their places; planned years with at least FEWEST_A_YEAR of them; pairs of type A."""

    usable: int
    found: int
    places: int
    years: int
    pairs: int


def cells(store: Store) -> pd.DataFrame:
    """One row for each place and planned year: place_id, place, level, province, year, state (STATES), report_id, texts.

    `texts` counts all texts of that place and year. Reports whose planned year is not known are not in it.
    """
    reports = store.reports
    rows = reports[reports["year_planned"].notna()]
    rows = rows.assign(state=states(rows), year=rows["year_planned"].astype(int))
    rows["rank"] = rows["state"].map({state: rank for rank, state in enumerate(STATES)})
    rows = rows.sort_values(["rank", "report_id"], kind="stable")
    texts = rows.groupby(["place_id", "year"]).size().rename("texts").reset_index()
    best = rows.drop_duplicates(["place_id", "year"])[
        ["place_id", "place", "level", "province", "year", "state", "report_id"]
    ]
    best = best.assign(level=best["level"].astype("str"))
    return best.merge(texts, on=["place_id", "year"]).sort_values(["place_id", "year"], ignore_index=True)


def undated(store: Store, level: str, province: str = "") -> int:
    """How many texts of a level (of one province where one is named) stand in no cell, for they do not say which year they plan."""
    reports = store.reports
    rows = reports[(reports["level"].astype("str") == level) & reports["year_planned"].isna()]
    return int((rows["province"].fillna("") == province).sum()) if province else len(rows)


def states(reports: pd.DataFrame) -> pd.Series:
    """The state of each report as a cell shows it: the last that applies of ok, redacted, part_year, doubt, duplicate, other_kind."""
    state = pd.Series("ok", index=reports.index, dtype="str")
    state[(reports["redactions"] > reports["facts"].clip(lower=1) * MOSTLY).to_numpy()] = "redacted"
    state[(reports["kind"].astype("str") == "half_year_report").to_numpy()] = "part_year"
    state[(reports["year_verdict"].astype("str") == "doubtful").to_numpy()] = "doubt"
    exclusion = reports["exclusion"].astype("str")
    state[(exclusion == "duplicate").to_numpy()] = "duplicate"
    state[(exclusion == "other_kind").to_numpy()] = "other_kind"
    return state


def counts_by_level(store: Store) -> dict[str, int]:
    """Usable reports per level."""
    reports = store.reports
    usable = reports[reports["usable"].fillna(False).astype(bool)]
    return usable["level"].astype("str").value_counts().to_dict()


def totals(store: Store, level: str) -> Totals:
    """The four honest numbers of a level."""
    reports = store.reports[store.reports["level"].astype("str") == level]
    usable = reports[reports["usable"].fillna(False).astype(bool)]
    a_year = usable["year_planned"].dropna().value_counts()
    return Totals(
        usable=len(usable), found=len(reports), places=int(usable["place_id"].nunique()),
        years=int((a_year >= FEWEST_A_YEAR).sum()),
        pairs=int(targets.counts_by_level(targets.all_pairs(store), "A").get(level, 0)),
    )  # fmt: skip


def provinces(store: Store, level: str) -> dict[str, int]:
    """Provinces with their number of places at a level, most first; "" for places whose province is not known."""
    rows = cells(store)
    rows = rows[rows["level"] == level]
    return rows.groupby("province")["place_id"].nunique().sort_values(ascending=False, kind="stable").to_dict()


def matrix(store: Store, level: str, province: str = "") -> pd.DataFrame:
    """The cells of a level (of one province where one is named), places with most usable years first, then by name.

    At most MOST_ROWS places: the page shows one province after the other.
    """
    rows = cells(store)
    rows = rows[(rows["level"] == level) & ((rows["province"] == province) | (province == ""))]
    good = rows[rows["state"].isin(("ok", "part_year", "redacted"))].groupby("place_id").size()
    rows = rows.assign(good=rows["place_id"].map(good).fillna(0))
    order = rows.drop_duplicates("place_id").sort_values(["good", "place"], ascending=[False, True], kind="stable")
    kept = order["place_id"].head(MOST_ROWS)
    rank = {place_id: at for at, place_id in enumerate(kept)}
    rows = rows[rows["place_id"].isin(rank)]
    return rows.assign(rank=rows["place_id"].map(rank)).sort_values(["rank", "year"], ignore_index=True)
