"""The figures that comparisons are made of: one row for each thing a report says, in units that can be compared.

Rules, all stated on the method page:
- only usable reports (work reports and half-year reports that are no near duplicate of an earlier one);
- where a place has several work reports for one planned year, one speaks for it: years not in doubt before doubtful ones, then
  the one with most figures, then the smaller id; the others are left out and counted;
- a price index (103, the year before is 100) counts as the rise it says (3 percent);
- where a report says a thing several times, the first saying in the fitting section counts (targets in 规划, results in 回顾);
  sayings that differ make the figure ambiguous; a floor counts before what is merely striven for, an exact result before a
  rounded one.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import prepared
from analysis.lexicon.conversions import convert
from analysis.store import Store

PERIOD = re.compile(r"(?:(\d{4})-)?(\d{4}|R|T)(H1|H2|M\d+-\d+)?")
# Two sayings of one figure may differ by rounding: up to this much of the larger.
ROUNDING = 0.006
RATE_ROUNDING = 0.051
# No prices have risen by so many percent in a year that a report told of; an index of the year before lies in between.
PRICE_INDEX = (85, 140)
RATES = ("yoy", "cagr", "cum", "pp", "completion", "share")

REPORT_COLUMNS = [
    "report_id", "place_id", "place", "level", "province", "kind", "year_reviewed", "year_planned", "months",
    "year_verdict", "facts", "usable",
]  # fmt: skip
SAYING = ["report_id", "metric", "measure", "kind", "period"]
# Sayings are held against those that are as firm: not a floor against what is striven for, nor an exact figure against 近3亿元.
FIRMNESS = ["stretch", "rough"]


class Period(NamedTuple):
    """A period as stated: `first` differs from `year` only for a span; `year` may be "R" or "T"; `months` is "" for a year."""

    first: str
    year: str
    months: str


def read_period(period: str) -> Period | None:
    """A stated period taken apart; None where it has another form."""
    match = PERIOD.fullmatch(period)
    return None if match is None else Period(match[1] or match[2], match[2], match[3] or "")


def speakers(reports: pd.DataFrame) -> pd.DataFrame:
    """The work reports that speak for their place and year: at most one for each place and planned year."""
    spoken = _usable_work_reports(reports) & reports["year_planned"].notna()
    keys = reports.loc[spoken, ["place_id", "year_planned", "report_id"]]
    order = keys.assign(
        doubt=reports.loc[spoken, "year_verdict"].astype("str") == "doubtful",
        few=-reports.loc[spoken, "facts"].fillna(0),
    ).sort_values(["doubt", "few", "report_id"], kind="stable")
    return reports.loc[order.drop_duplicates(["place_id", "year_planned"]).index.sort_values()]


def _usable_work_reports(reports: pd.DataFrame) -> pd.Series:
    return reports["usable"].fillna(False).astype(bool) & (reports["kind"] == "work_report")


def rivals(reports: pd.DataFrame) -> int:
    """How many usable work reports are left out because another speaks for the same place and year."""
    usable = _usable_work_reports(reports)
    return int((usable & reports["year_planned"].notna()).sum()) - len(speakers(reports))


@prepared.once(6)
def observations(store: Store) -> pd.DataFrame:
    """What all comparisons are made of (see `make_observations`), kept for the stores last asked for: not to be changed in place."""
    return prepared.kept(store, "observations", lambda: make_observations(store))


def make_observations(store: Store) -> pd.DataFrame:
    """One row for each thing said by a report that speaks for its place, and by half-year reports.

    Beside the columns of facts: place_id, place, level, province, report_kind, year_reviewed, year_planned, doubt; `first`
    and `year` (numbers; the years of the report put in where the text hides them, NaN where those are unknown), `part`
    ("" or H1, M1-9), `base` (unit compared in; value and value_high are in it), `ambiguous`. Empty where there is nothing.
    """
    reports = store.reports
    half = reports[reports["usable"].fillna(False).astype(bool) & (reports["kind"].astype("str") == "half_year_report")]
    chosen = pd.concat([speakers(reports), half])[REPORT_COLUMNS].rename(columns={"kind": "report_kind"})
    chosen["doubt"] = chosen["year_verdict"].astype("str") == "doubtful"
    facts = store.facts.drop(columns=["source", "source_start", "source_end", "rule"])
    frame = facts.merge(chosen.drop(columns=["facts", "usable", "months", "year_verdict"]), on="report_id", how="inner")
    for column in ("metric", "measure", "kind", "unit", "bound", "wording", "price_basis", "section", "level"):
        frame[column] = frame[column].astype("str")
    return one_saying_each(indices_as_rises(in_base_units(with_years(frame))))


def with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `first`, `year`, `part` from `period`; rows whose period cannot be read get NaN."""
    known = {period: read_period(period) for period in frame["period"].dropna().unique()}
    parts = [known.get(period) for period in frame["period"]]
    frame = frame.assign(part=[part.months if part else "" for part in parts])
    for column, field in (("first", 0), ("year", 1)):
        stated = [part[field] if part else "" for part in parts]
        numbers = pd.to_numeric(pd.Series(stated, index=frame.index), errors="coerce").astype(float)
        is_reviewed = np.array([value == "R" for value in stated], dtype=bool)
        is_planned = np.array([value == "T" for value in stated], dtype=bool)
        numbers = numbers.mask(is_reviewed, frame["year_reviewed"].astype(float))
        frame[column] = numbers.mask(is_planned, frame["year_planned"].astype(float))
    return frame


def in_base_units(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn value and value_high into the unit that `base` names."""
    known = {unit: convert(unit) for unit in frame["unit"].unique()}
    factor = frame["unit"].map({unit: found.factor for unit, found in known.items()}).astype(float)
    return frame.assign(
        base=frame["unit"].map({unit: found.base for unit, found in known.items()}),
        value=frame["value"].astype(float) * factor,
        value_high=frame["value_high"].astype(float) * factor,
    )


def indices_as_rises(frame: pd.DataFrame) -> pd.DataFrame:
    """A price index of 103 (the year before is 100) as the rise of 3 percent it says, so that both can stand in one series."""
    index = (frame["metric"] == "cpi") & (frame["measure"] == "level") & frame["value"].between(*PRICE_INDEX)
    return frame.assign(
        value=frame["value"].where(~index, frame["value"] - 100),
        value_high=frame["value_high"].where(~index, frame["value_high"] - 100),
    )


def one_saying_each(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each report, indicator, measure, kind and period; `ambiguous` where the sayings differ."""
    if frame.empty:
        return frame.assign(ambiguous=pd.Series(dtype=bool))
    fitting = np.where(frame["kind"] == "target", "plan", "review")
    ordered = frame.assign(
        astray=frame["section"].to_numpy() != fitting,
        stretch=frame["wording"] == "strive",
        rough=(frame["kind"] == "result") & (frame["bound"] != "eq"),
        hidden=frame["value"].isna(),
    ).sort_values(["hidden", "stretch", "astray", "rough", "start"], kind="stable")
    shown = ordered[~ordered["hidden"]]
    firm = shown.groupby([*SAYING, *FIRMNESS, "base"], sort=False)["value"].agg(["min", "max"]).reset_index()
    rate = firm["measure"].isin(RATES)
    spread = firm["max"] - firm["min"]
    limit = np.where(rate, RATE_ROUNDING, firm[["min", "max"]].abs().max(axis=1) * ROUNDING)
    differing = firm[spread > limit].drop_duplicates([*SAYING, *FIRMNESS])[[*SAYING, *FIRMNESS]]
    kept = ordered.drop_duplicates(SAYING).drop(columns=["astray", "hidden"])
    kept = kept.merge(differing.assign(ambiguous=True), on=[*SAYING, *FIRMNESS], how="left").drop(columns=FIRMNESS)
    kept["ambiguous"] = kept["ambiguous"].eq(True)
    return kept.sort_values(["report_id", "start"], kind="stable").reset_index(drop=True)
