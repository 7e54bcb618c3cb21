"""The rows behind the page of targets: which series there are, the pairs of one of them, narrowed by its filters."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.compare import silence, targets
from analysis.compare.pairs import COMPARED, Status
from analysis.store import Store

STATES = ("all", "compared", "missed", "silent", "lone", "redacted", "unset")
LONE = (
    Status.SILENT.value,
    Status.UNREAD.value,
    Status.OTHER_MEASURE.value,
    Status.NO_SECTION.value,
    Status.NO_REPORT.value,
)
UNSET = (Status.NOT_SET.value, Status.TARGET_UNREAD.value, Status.OTHER_TARGET.value, Status.NO_PLAN.value)
RATES = ("yoy", "share", "pp")


def series_list(store: Store, kind: str, level: str) -> dict[str, int]:
    """Keys `metric.measure` with the number of pairs that can be compared, most first; growth before amounts at the top.

    The first key is what the page opens with: the growth series with most pairs where there is one; for parts of a year an amount,
    because growth in some months is not a part of the year's growth.
    """
    rows = counted(store, kind)
    rows = rows[rows["level"] == level]
    if rows.empty:
        rows = targets.all_pairs(store)[kind]
        rows = rows[rows["level"] == level]
    counts = rows.groupby(["metric", "measure"]).size().to_dict()
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    first = "level" if kind == "D" else "yoy"
    opening = next((key for key in ordered if key[1] == first and counts[key] >= targets.FEWEST_TO_OPEN), None)
    keys = [opening, *(key for key in ordered if key != opening)] if opening else ordered
    return {".".join(key): int(counts[key]) for key in keys}


@lru_cache(maxsize=64)
def rows_of(store: Store, kind: str, level: str, metric: str, measure: str) -> pd.DataFrame:
    """The pairs of one series; type A with silent drops marked and with the target of the level above beside each. Kept; not to be changed."""
    found = targets.all_pairs(store)
    rows = targets.series_pairs(found, kind, level, metric, measure)
    if kind != "A":
        return rows
    return with_reference(targets.looked_for(rows, store), found["A"])


@lru_cache(maxsize=64)
def without_target(store: Store, level: str, metric: str, measure: str) -> pd.DataFrame:
    """The reports that set no target of a series, or none that was read (silence.without_target). Kept; not to be changed."""
    return silence.without_target(store, level, metric, measure).assign(reference=np.nan, reference_level="")


def with_reference(rows: pd.DataFrame, across: pd.DataFrame) -> pd.DataFrame:
    """Add `reference`: the province's target for the same year, indicator and measure, else the nation's; NaN where there is none.

    `reference_level` says whose it is. Only for rates: an amount of a province says nothing of a town's.
    """
    if rows.empty or rows["measure"].iloc[0] not in RATES:
        return rows.assign(reference=np.nan, reference_level="")
    same = across[(across["metric"] == rows["metric"].iloc[0]) & (across["measure"] == rows["measure"].iloc[0])]
    same = same[~same["doubt"] & same["target"].notna()]
    provinces = same[same["level"] == "province"].drop_duplicates(["province", "year"])
    nation = same[same["level"] == "national"].drop_duplicates("year").set_index("year")["target"]
    reference = pd.Series(np.nan, index=rows.index)
    level = rows["level"].iloc[0]
    if level not in ("province", "national"):
        by_province = provinces.set_index(["province", "year"])["target"]
        keys = pd.MultiIndex.from_frame(rows[["province", "year"]])
        reference = pd.Series(by_province.reindex(keys).to_numpy(), index=rows.index)
    of_province = reference.notna()
    if level != "national":
        reference = reference.fillna(rows["year"].map(nation))
    return rows.assign(reference=reference, reference_level=np.where(of_province, "province", "national"))


def narrowed(rows: pd.DataFrame, places: Sequence[str], first: int, last: int, doubt: bool) -> pd.DataFrame:
    """The rows of some places (all where none is named) and years; rows with years in doubt only where they are wanted."""
    kept = rows["year"].isna() | rows["year"].between(first, last)
    if places:
        kept &= rows["place_id"].isin(places)
    if not doubt:
        kept &= ~rows["doubt"]
    return rows[kept].reset_index(drop=True)


def in_state(rows: pd.DataFrame, state: str) -> pd.DataFrame:
    """The rows of one of STATES."""
    kept = {
        "all": lambda: pd.Series(True, index=rows.index),
        "compared": lambda: rows["status"].isin(COMPARED),
        "missed": lambda: rows["outcome"] == "missed",
        "silent": lambda: rows["status"] == Status.SILENT.value,
        "lone": lambda: rows["status"].isin(LONE),
        "redacted": lambda: rows["status"] == Status.REDACTED.value,
        "unset": lambda: rows["status"].isin(UNSET),
    }
    return rows[kept[state]()].reset_index(drop=True)


def place_names(rows: pd.DataFrame) -> dict[str, str]:
    """Names by place id, with the number of rows each has."""
    counts = rows.groupby(["place_id", "place"], sort=False).size().sort_values(ascending=False, kind="stable")
    return {place_id: f"{name} ({count})" for (place_id, name), count in counts.items()}


def year_span(rows: pd.DataFrame) -> tuple[int, int]:
    """First and last year of the rows; (0, 0) where none has a year."""
    years = rows["year"].dropna()
    return (int(years.min()), int(years.max())) if len(years) else (0, 0)


def report_count(rows: pd.DataFrame) -> int:
    """How many reports the rows come from."""
    return pd.concat([rows["target_report"], rows["result_report"]]).dropna().nunique()


def counted(store: Store, kind: str) -> pd.DataFrame:
    """The rows of a type that the page counts, years in doubt apart: those that can be compared, of type E all."""
    rows = targets.all_pairs(store)[kind]
    kept = ~rows["doubt"]
    return rows[kept if kind == "E" else kept & rows["status"].isin(COMPARED)]


def counts_by_level(store: Store, kind: str) -> dict[str, int]:
    """How many of these there are per level."""
    return counted(store, kind).groupby("level").size().to_dict()


def choices(store: Store, kind: str, level: str, metric: str, measure: str) -> tuple[dict[str, str], tuple[int, int]]:
    """What the filters of a series offer: places by id with their names, most rows first, and the span of years."""
    rows = targets.series_pairs(targets.all_pairs(store), kind, level, metric, measure)
    return place_names(rows), year_span(rows)
