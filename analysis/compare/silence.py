"""Silence: a target that the next report's review does not so much as name, and a plan that sets no target at all.

Only said where the section was found and what it names is known; otherwise the figure is merely unread.
"""

import numpy as np
import pandas as pd

from analysis.compare import select
from analysis.compare.pairs import PAIR_COLUMNS, PairType, Status
from analysis.store import Store


def mark_silent(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Type A rows with UNREAD turned into SILENT or NO_SECTION where that can be said."""
    asked = rows[(rows["status"] == Status.UNREAD.value) & rows["result_report"].notna()]
    if asked.empty:
        return rows
    found, said = _found(store, "review"), _named(store, "review", set(asked["metric"]))
    status = [
        _status(row.result_report in found, said is not None and (row.result_report, row.metric) not in said, Status.SILENT, Status.UNREAD, Status.NO_SECTION)
        for row in asked.itertuples()
    ]  # fmt: skip
    changed = rows["status"].copy()
    changed.loc[asked.index] = status
    return rows.assign(status=changed)


def without_target(store: Store, level: str, metric: str, measure: str) -> pd.DataFrame:
    """One row for each report of the level that has no target of this series for the year it plans; columns PAIR_COLUMNS.

    status: NOT_SET where the plan does not name the indicator, TARGET_UNREAD where it does (or nobody looked), OTHER_TARGET where
    the target is in another measure, NO_PLAN where no plan was found. The next report's result stands beside it where there is one.
    """
    speaking = select.speakers(store.reports)
    speaking = speaking[speaking["level"].astype("str") == level]
    seen = select.observations(store)
    own = seen[(seen["metric"] == metric) & (seen["part"] == "") & (seen["first"] == seen["year"])]
    set_here = own[(own["kind"] == "target") & (own["year"] == own["year_planned"])]
    with_it = set(set_here.loc[set_here["measure"] == measure, "report_id"].to_numpy(object))
    elsewhere = set(set_here["report_id"].to_numpy(object)) - with_it
    lone = speaking[~speaking["report_id"].isin(with_it)]
    found, said = _found(store, "plan"), _named(store, "plan", {metric})
    status = [
        Status.OTHER_TARGET.value if report_id in elsewhere
        else _status(report_id in found, said is not None and (report_id, metric) not in said, Status.NOT_SET, Status.TARGET_UNREAD, Status.NO_PLAN)
        for report_id in lone["report_id"]
    ]  # fmt: skip
    results = own[(own["kind"] == "result") & (own["measure"] == measure) & (own["year"] == own["year_reviewed"])]
    results = results.drop_duplicates(["place_id", "year"]).rename(
        columns={name: f"result_{name}" for name in ("start", "end", "quote")}
        | {"value": "result", "report_id": "result_report"}
    )
    rows = lone.assign(
        type=PairType.ACROSS.value, metric=metric, measure=measure, year=lone["year_planned"].astype(float), status=status,
        doubt=lone["year_verdict"].astype("str") == "doubtful", target_report=lone["report_id"], part="", bound="", wording="-",
    )  # fmt: skip
    beside = ["place_id", "year", "result", "base", "result_report", "result_start", "result_end", "result_quote"]
    rows = rows.merge(results[beside], on=["place_id", "year"], how="left")
    rows = rows.assign(
        first=rows["year"], base=rows["base"].fillna("percent"), level=rows["level"].astype("str"), target=np.nan, target_high=np.nan
    )  # fmt: skip
    return rows.reindex(columns=PAIR_COLUMNS)


def _found(store: Store, role: str) -> set[str]:
    """The reports with a section of the role."""
    sections = store.sections
    return set(sections.loc[sections["role"] == role, "report_id"].to_numpy(object))


def _named(store: Store, role: str, metrics: set[str]) -> set[tuple[str, str]] | None:
    """Report and indicator, of these indicators, that sections of the role name; None where nobody has looked, and nothing can be said."""
    named = store.named
    if "role" in named:
        named = named[named["role"] == role]
    elif role != "review":
        return None
    if named.empty:
        return None
    named = named[named["metric"].isin(metrics)]
    return set(zip(named["report_id"].to_numpy(object), named["metric"].to_numpy(object), strict=True))


def _status(has_section: bool, is_silent: object, silent: Status, unread: Status, none: Status) -> str:
    if not has_section:
        return none.value
    return silent.value if is_silent else unread.value
