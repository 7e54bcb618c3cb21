"""Targets beside results, in five types that are never pooled. Each function gives rows with the columns PAIR_COLUMNS.

A  across years: the target for year t in the report that plans t, the result for t in the report that plans t+1
B  completion as the report itself states it, with the target that it implies
C  ratchet: the result for t and the target for t+1 in one report
D  part of a year: a result for some months beside the target for the whole year
E  several years: average growth, doubling, amounts to be reached in a later year

Same place, indicator, measure and unit compared in; price basis equal or unstated on one side. A figure for part of a year never
stands for the year. Blanked figures keep their row, without a value.
"""

from enum import StrEnum

import numpy as np
import pandas as pd


class PairType(StrEnum):
    ACROSS = "A"
    COMPLETION = "B"
    RATCHET = "C"
    PART_YEAR = "D"
    SEVERAL_YEARS = "E"


class Status(StrEnum):
    """What can be done with a pair. Only OK and EXPECTED have both values and may be compared."""

    OK = "ok"
    EXPECTED = "expected"
    REDACTED = "redacted"
    AMBIGUOUS = "ambiguous"
    INCOMPARABLE = "incomparable"
    OTHER_MEASURE = "other_measure"
    SILENT = "silent"
    UNREAD = "unread"
    NO_SECTION = "no_section"
    NO_REPORT = "no_report"
    NOT_SET = "not_set"
    TARGET_UNREAD = "target_unread"
    OTHER_TARGET = "other_target"
    NO_PLAN = "no_plan"


COMPARED = (Status.OK.value, Status.EXPECTED.value)
WITHOUT_RESULT = (Status.SILENT.value, Status.UNREAD.value, Status.OTHER_MEASURE.value, Status.NO_SECTION.value)
MEASURES = ("level", "yoy", "share", "pp")
PLACE = ["place_id", "place", "level", "province"]
SERIES = ["place_id", "metric", "measure"]
FIGURE = ["report_id", "start", "end", "quote", "value", "value_high", "base", "bound", "wording", "price_basis",
          "redacted", "ambiguous", "doubt"]  # fmt: skip
PAIR_COLUMNS = [
    "type", *PLACE, "metric", "measure", "year", "status", "doubt", "target", "target_high", "result", "base", "bound",
    "wording", "target_quote", "result_quote", "target_report", "target_start", "target_end", "result_report",
    "result_start", "result_end", "part", "first",
]  # fmt: skip


def across_years(seen: pd.DataFrame, speaking: pd.DataFrame) -> pd.DataFrame:
    """Type A, one row for each target for a whole year: with its result, or with the reason why there is none.

    `seen` as analysis.compare.select.observations gives it, `speaking` as select.speakers. A target without a result is UNREAD until
    `silence.mark_silent` has looked whether the next report names the indicator at all.
    """
    work = seen[(seen["report_kind"] == "work_report") & _whole_year(seen) & seen["measure"].isin(MEASURES)]
    targets = work[(work["kind"] == "target") & (work["year"] == work["year_planned"])]
    results = work[(work["kind"] == "result") & (work["year"] == work["year_reviewed"])]
    results = results[results["year_planned"] == results["year"] + 1]
    rows = _beside(targets, results, [*SERIES, "year"])
    rows = rows.assign(type=PairType.ACROSS.value)
    return _finish(_without_result(rows, results, speaking))


def ratchet(seen: pd.DataFrame) -> pd.DataFrame:
    """Type C: the last result and the next target of one report; `year` is the year planned."""
    work = seen[(seen["report_kind"] == "work_report") & _whole_year(seen) & seen["measure"].isin(MEASURES)]
    targets = work[(work["kind"] == "target") & (work["year"] == work["year_planned"])]
    results = work[(work["kind"] == "result") & (work["year"] == work["year_reviewed"])]
    results = results[results["year_planned"] == results["year"] + 1]
    rows = _beside(targets, results.drop(columns="year"), [*SERIES, "report_id"], how="inner")
    return _finish(rows.assign(type=PairType.RATCHET.value))


def completion(seen: pd.DataFrame) -> pd.DataFrame:
    """Type B: `result` is the stated completion in percent against 100; where the amount stands beside it, `target` is implied.

    Implied target = amount / (completion / 100), in the unit `base`; NaN where no amount is stated.
    """
    stated = seen[(seen["measure"] == "completion") & (seen["kind"] == "result")]
    amounts = seen[(seen["measure"] == "level") & (seen["kind"] == "result")]
    keys = ["report_id", "metric", "period"]
    amounts = amounts[[*keys, "value", "base", "quote"]].rename(
        columns={"value": "amount", "base": "amount_base", "quote": "amount_quote"}
    )
    rows = stated.merge(amounts, on=keys, how="left")
    figures = {f"result_{name}": rows[name] for name in ("report_id", "start", "end", "quote")}
    rows = rows.assign(
        **figures, type=PairType.COMPLETION.value, result=rows["value"], target=rows["amount"] / (rows["value"] / 100),
        target_high=np.nan, base=rows["amount_base"].fillna("percent"), target_quote=rows["amount_quote"].fillna(""),
        target_report_id=None, target_start=np.nan, target_end=np.nan, result_doubt=rows["doubt"], target_doubt=False,
        status=_one_sided_status(rows),
    )  # fmt: skip
    return _finish(rows)


def part_of_year(seen: pd.DataFrame) -> pd.DataFrame:
    """Type D: a result for some months from January on, and the target for the whole of that year.

    The target of the same report is preferred, else that of the place's report planning the year.
    """
    results = seen[(seen["kind"] == "result") & seen["part"].isin(_parts_from_january(seen["part"]))]
    results = results[results["measure"].isin(MEASURES)]
    targets = seen[(seen["kind"] == "target") & _whole_year(seen) & (seen["year"] == seen["year_planned"])]
    same = targets.assign(here=True)
    own = results[["report_id", *SERIES, "year"]].drop_duplicates().assign(asked=True)
    restated = seen[(seen["kind"] == "target") & _whole_year(seen)].merge(own, on=["report_id", *SERIES, "year"])
    candidates = pd.concat([restated.drop(columns="asked").assign(here=True), same.assign(here=False)])
    candidates = candidates.sort_values("here", ascending=False, kind="stable").drop_duplicates([*SERIES, "year"])
    rows = _beside(candidates.drop(columns=["here", "part"]), results, [*SERIES, "year"], "inner", ("part",))
    return _finish(rows.assign(type=PairType.PART_YEAR.value))


def several_years(seen: pd.DataFrame) -> pd.DataFrame:
    """Type E: what is said of several years, each saying a row; a target and a result for the same span stand side by side.

    `first` and `year` are the span as stated; amounts to be reached after the planned year have first equal to year.
    """
    spans = seen[seen["measure"].isin(("cagr", "cum")) & seen["first"].notna()]
    later = seen[(seen["measure"] == "level") & (seen["kind"] == "target") & (seen["year"] > seen["year_planned"])]
    said = pd.concat([spans, later])
    targets, results = said[said["kind"] == "target"], said[said["kind"] == "result"]
    keys = [*SERIES, "first", "year"]
    results = results.sort_values("year_planned", kind="stable").drop_duplicates(keys, keep="last")
    targets = targets.sort_values("year_planned", kind="stable").drop_duplicates(keys, keep="last")
    rows = _beside(targets, results, keys, how="outer")
    alone = rows["target_report_id"].isna()
    status = np.where(alone, Status.TARGET_UNREAD.value, rows["status"])
    return _finish(rows.assign(type=PairType.SEVERAL_YEARS.value, status=status))


def yearly_rate(value: float, first: float, year: float) -> float:
    """The average yearly growth in percent that a growth over several years amounts to: (1 + g)^(1/n) - 1; NaN without a span."""
    years = year - first
    return ((1 + value / 100) ** (1 / years) - 1) * 100 if years > 0 and value > -100 else float("nan")


def expected_share(part: str) -> float:
    """The share of a year that has gone by at the end of a part of it: H1 gives 0.5, M1-9 gives 0.75."""
    if part == "H1":
        return 0.5
    return int(part.split("-")[-1]) / 12 if part.startswith("M1-") else float("nan")


def _whole_year(seen: pd.DataFrame) -> pd.Series:
    return (seen["part"] == "") & (seen["first"] == seen["year"])


def _parts_from_january(parts: pd.Series) -> list[str]:
    return [part for part in parts.unique() if part == "H1" or part.startswith("M1-")]


def _beside(
    targets: pd.DataFrame, results: pd.DataFrame, keys: list[str], how: str = "left", carried: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Targets and results side by side: columns target_* and result_*, those `carried` from the results as they are, `status`."""
    own = [column for column in FIGURE if column not in keys]
    left = targets[[*keys, *PLACE[1:], *own, *_extra(targets, keys)]].rename(
        columns={name: f"target_{name}" for name in own}
    )
    right = results[[*keys, *PLACE[1:], *own, *carried]].rename(columns={name: f"result_{name}" for name in own})
    rows = left.merge(right, on=keys, how=how, suffixes=("", "_of_result"))
    for name in PLACE[1:]:
        rows[name] = rows[name].fillna(rows.pop(f"{name}_of_result"))
    for side in ("target", "result"):
        if "report_id" in keys:
            rows[f"{side}_report_id"] = rows["report_id"]
    return rows.assign(
        status=_status(rows), target=rows["target_value"], target_high=rows["target_value_high"],
        result=rows["result_value"], base=rows["target_base"].fillna(rows["result_base"]),
        bound=rows["target_bound"], wording=rows["target_wording"],
    )  # fmt: skip


def _extra(targets: pd.DataFrame, keys: list[str]) -> list[str]:
    return [name for name in ("year", "first") if name not in keys and name in targets]


def _status(rows: pd.DataFrame) -> np.ndarray:
    """OK, EXPECTED, REDACTED, AMBIGUOUS, INCOMPARABLE, or UNREAD where a side is missing."""
    missing = rows["target_value"].isna() & ~rows["target_redacted"].eq(True)
    missing |= rows["result_value"].isna() & ~rows["result_redacted"].eq(True)
    redacted = rows["target_redacted"].eq(True) | rows["result_redacted"].eq(True)
    other_unit = (rows["target_base"] != rows["result_base"]) & ~redacted
    bases = rows[["target_price_basis", "result_price_basis"]]
    other_prices = (bases != "-").all(axis=1) & (bases.iloc[:, 0] != bases.iloc[:, 1])
    ambiguous = rows["target_ambiguous"].eq(True) | rows["result_ambiguous"].eq(True)
    return np.select(
        [missing, redacted, other_unit | other_prices, ambiguous, rows["result_wording"].eq("expect")],
        [Status.UNREAD, Status.REDACTED, Status.INCOMPARABLE, Status.AMBIGUOUS, Status.EXPECTED],
        default=Status.OK,
    ).astype(object)


def _one_sided_status(rows: pd.DataFrame) -> np.ndarray:
    return np.select(
        [rows["redacted"].eq(True), rows["ambiguous"].eq(True)], [Status.REDACTED, Status.AMBIGUOUS], default=Status.OK
    ).astype(object)


def _without_result(rows: pd.DataFrame, results: pd.DataFrame, speaking: pd.DataFrame) -> pd.DataFrame:
    """Why a target has no result: the next report is not there, or it gives the indicator in another measure."""
    next_reports = speaking[["place_id", "year_planned", "report_id"]].rename(columns={"report_id": "next_report"})
    next_reports = next_reports.assign(year=next_reports["year_planned"].astype(float) - 1).drop(columns="year_planned")
    rows = rows.merge(next_reports, on=["place_id", "year"], how="left")
    elsewhere = results[["place_id", "metric", "year"]].drop_duplicates().assign(elsewhere=True)
    rows = rows.merge(elsewhere, on=["place_id", "metric", "year"], how="left")
    lone = rows["result_report_id"].isna()
    status = rows["status"].mask(lone & rows["elsewhere"].eq(True), Status.OTHER_MEASURE)
    status = status.mask(lone & rows["next_report"].isna(), Status.NO_REPORT)
    return rows.assign(status=status, result_report_id=rows["result_report_id"].fillna(rows["next_report"]))


def _finish(rows: pd.DataFrame) -> pd.DataFrame:
    names = {"target_report_id": "target_report", "result_report_id": "result_report"}
    rows = rows.rename(columns=names)
    rows = rows.assign(
        doubt=rows["target_doubt"].eq(True) | rows["result_doubt"].eq(True),
        status=rows["status"].map(str),
        part=rows["part"].fillna("") if "part" in rows else "",
        first=rows["first"] if "first" in rows else rows["year"],
    )
    return rows.reindex(columns=PAIR_COLUMNS).reset_index(drop=True)
