"""Pairs of targets and results: what belongs together, what does not, and what is said of it. All places are made up."""

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.compare import pair_counts, pairs, ratchet, scale, select, silence, target_views, targets
from analysis.compare.pairs import PAIR_COLUMNS
from analysis.lexicon.catalogue import catalogue, sentence
from analysis.lexicon.conversions import load_conversions
from analysis.lexicon.indicators import load_indicators
from analysis.rows import to_table
from tests.samples import fact_row, report_row, write_sample


class FramesOnly:
    """As much of a store as the pairs need, from rows."""

    has_texts = False
    path = Path("nowhere")
    version = "made-up"
    path = Path("no-store")

    def __init__(self, reports: list[dict[str, Any]], facts: list[dict[str, Any]]) -> None:
        self.reports = to_table("reports", reports).to_pandas()
        self.facts = to_table(
            "facts", [row | {"start": 10 * at, "end": 10 * at + 4} for at, row in enumerate(facts)]
        ).to_pandas()


TWO_YEARS = [report_row("r20", "青禾镇", 2020), report_row("r21", "青禾镇", 2021)]
TARGET = fact_row("r20", "gdp", "target", "2020", 8.0)
RESULT = fact_row("r21", "gdp", "result", "2020", 8.4)


def find(reports: list[dict[str, Any]], facts: list[dict[str, Any]], kind: str = "A") -> pd.DataFrame:
    return targets.all_pairs(FramesOnly(reports, facts))[kind]  # type: ignore[arg-type]


def only(rows: pd.DataFrame) -> dict[str, Any]:
    assert len(rows) == 1
    assert list(rows.columns) == PAIR_COLUMNS
    return rows.iloc[0].to_dict()


def test_target_meets_the_result_of_the_next_report() -> None:
    """Points 9 and 12: type A."""
    row = only(find(TWO_YEARS, [TARGET, RESULT]))
    assert (row["status"], row["year"], row["target"], row["result"]) == ("ok", 2020, 8.0, 8.4)
    assert (row["target_report"], row["result_report"], row["place"]) == ("r20", "r21", "青禾镇")


def test_a_price_index_counts_as_the_rise_it_says() -> None:
    target = fact_row("r20", "cpi", "target", "2020", 103.0) | {"measure": "level"}
    result = fact_row("r21", "cpi", "result", "2020", 2.1) | {"measure": "level"}
    row = only(find(TWO_YEARS, [target, result]))
    assert (row["target"], row["result"], row["status"]) == (3.0, 2.1, "ok")


def test_hidden_years_are_taken_from_the_report() -> None:
    row = only(find(TWO_YEARS, [TARGET | {"period": "T"}, RESULT | {"period": "R"}]))
    assert (row["status"], row["year"]) == ("ok", 2020)


@pytest.mark.parametrize(
    "change",
    [
        {"metric": "fiscal_revenue_local"},
        {"period": "2020H1"},
        {"period": "2020M1-9"},
        {"period": "2016-2020"},
        {"period": "2019"},
        {"kind": "target"},
        {"report_id": "r20"},
    ],
)
def test_what_is_not_the_result_of_the_year(change: dict[str, Any]) -> None:
    """Point 15: no part of a year, other year, other indicator or the same report stands for the result."""
    rows = find(TWO_YEARS, [TARGET, RESULT | change])
    row = rows[rows["target_report"] == "r20"].iloc[0]
    assert row["status"] == "unread"
    assert pd.isna(row["result"])


def test_another_place_is_no_result() -> None:
    reports = [TWO_YEARS[0], report_row("r21", "石磨镇", 2021)]
    assert only(find(reports, [TARGET, RESULT]))["status"] == "no_report"


def test_another_measure_is_said() -> None:
    amount = RESULT | {"measure": "level", "unit": "元", "value": 2e9}
    assert only(find(TWO_YEARS, [TARGET, amount]))["status"] == "other_measure"


def test_blanked_figures_keep_their_row() -> None:
    """Points 11 and 23: blanked out is a state, not a gap."""
    row = only(find(TWO_YEARS, [TARGET, RESULT | {"value": None, "redacted": True}]))
    assert row["status"] == "redacted" and pd.isna(row["result"]) and row["result_report"] == "r21"


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [("real", "nominal", "incomparable"), ("real", "-", "ok"), ("-", "nominal", "ok"), ("real", "real", "ok")],
)
def test_price_basis(target: str, result: str, status: str) -> None:
    """Point 19: real and nominal are not compared."""
    assert (
        only(find(TWO_YEARS, [TARGET | {"price_basis": target}, RESULT | {"price_basis": result}]))["status"] == status
    )


@pytest.mark.parametrize(
    ("unit", "value", "status"), [("元", 3e9, "ok"), ("美元", 3e9, "incomparable"), ("元人民币", 3e9, "ok")]
)
def test_units_compared_in(unit: str, value: float, status: str) -> None:
    target = TARGET | {"measure": "level", "unit": "元", "value": 3e9}
    assert (
        only(find(TWO_YEARS, [target, RESULT | {"measure": "level", "unit": unit, "value": value}]))["status"] == status
    )


def test_areas_are_converted() -> None:
    target = fact_row("r20", "grain_area", "target", "2020", 1500.0, measure="level", unit="亩")
    result = fact_row("r21", "grain_area", "result", "2020", 100.0, measure="level", unit="公顷")
    row = only(find(TWO_YEARS, [target, result]))
    assert (row["target"], row["result"], row["base"]) == (1500.0, 1500.0, "mu")


def test_years_in_doubt_are_marked() -> None:
    """Point 23."""
    reports = [TWO_YEARS[0], TWO_YEARS[1] | {"year_verdict": "doubtful"}]
    assert only(find(reports, [TARGET, RESULT]))["doubt"] is True


def test_near_duplicates_and_other_kinds_do_not_count() -> None:
    """Point 23."""
    copy = report_row("r21c", "柳塘镇", 2021, usable=False, exclusion="duplicate", duplicate_of="r21")
    facts = [TARGET, RESULT, RESULT | {"report_id": "r21c"}]
    assert len(find([*TWO_YEARS, copy], facts)) == 1


@pytest.mark.parametrize(
    ("change", "winner"), [({"facts": 50}, "r21b"), ({"facts": 50, "year_verdict": "doubtful"}, "r21"), ({}, "r21")]
)
def test_one_report_speaks_for_a_place_and_year(change: dict[str, Any], winner: str) -> None:
    reports = [*TWO_YEARS, report_row("r21b", "青禾镇", 2021, **change)]
    facts = [TARGET, RESULT, RESULT | {"report_id": "r21b", "value": 9.0}]
    assert only(find(reports, facts))["result_report"] == winner
    assert select.rivals(FramesOnly(reports, facts).reports) == 1


def test_a_figure_said_twice_counts_once() -> None:
    teaser = RESULT | {"section": "other"}
    assert only(find(TWO_YEARS, [TARGET, teaser, RESULT]))["result_start"] == 20


def test_a_rounded_saying_does_not_contradict_an_exact_one() -> None:
    pair = only(find(TWO_YEARS, [TARGET, RESULT | {"value": 9.0, "bound": "about", "start": 1, "end": 2}, RESULT]))
    assert (pair["status"], pair["result"]) == ("ok", RESULT["value"])


def test_sayings_that_differ_are_ambiguous() -> None:
    assert only(find(TWO_YEARS, [TARGET, RESULT, RESULT | {"value": 9.4}]))["status"] == "ambiguous"


def test_the_floor_counts_before_what_is_striven_for() -> None:
    """Point 10."""
    stretch = TARGET | {"wording": "strive", "value": 9.0}
    row = only(find(TWO_YEARS, [stretch, TARGET | {"wording": "ensure"}, RESULT]))
    assert (row["target"], row["wording"], row["status"]) == (8.0, "ensure", "ok")


def test_expected_results_are_marked() -> None:
    assert only(find(TWO_YEARS, [TARGET, RESULT | {"wording": "expect"}]))["status"] == "expected"


def test_ratchet_stands_in_one_report() -> None:
    """Points 12 and 13: type C."""
    facts = [TARGET, fact_row("r20", "gdp", "result", "2019", 7.5), RESULT]
    row = only(find(TWO_YEARS, facts, "C"))
    assert (row["result"], row["target"], row["year"], row["target_report"], row["result_report"]) == (
        7.5,
        8.0,
        2020,
        "r20",
        "r20",
    )


def test_completion_implies_a_target() -> None:
    """Point 12: type B."""
    facts = [
        fact_row("r21", "fiscal_revenue_local", "result", "2020", 102.0, measure="completion"),
        fact_row("r21", "fiscal_revenue_local", "result", "2020", 5.1e7, measure="level", unit="元"),
    ]
    row = only(find(TWO_YEARS, facts, "B"))
    assert row["result"] == 102.0
    assert row["target"] == pytest.approx(5e7)
    assert row["base"] == "yuan"


def test_completion_without_an_amount() -> None:
    row = only(find(TWO_YEARS, [fact_row("r21", "gdp", "result", "2020", 98.0, measure="completion")], "B"))
    assert row["result"] == 98.0 and pd.isna(row["target"])


def test_part_of_a_year_beside_the_year() -> None:
    """Points 12 and 15: type D."""
    half = report_row("h20", "青禾镇", 2020, kind="half_year_report", months="H1", year_reviewed=2020)
    progress = fact_row("h20", "gdp", "result", "2020H1", 4.0)
    row = only(find([*TWO_YEARS, half], [TARGET, progress], "D"))
    assert (row["part"], row["result"], row["target"], row["target_report"]) == ("H1", 4.0, 8.0, "r20")


def test_each_part_of_a_year_keeps_its_own_result() -> None:
    """Point 15: the first quarter, the half and nine months of one report are three rows, and none is the year's."""
    parts = {"2020M1-3": 4.5, "2020H1": 5.0, "2020M1-9": 5.5}
    facts = [TARGET, *(fact_row("r21", "gdp", "result", period, value) for period, value in parts.items())]
    rows = find(TWO_YEARS, facts, "D")
    assert dict(zip("2020" + rows["part"], rows["result"], strict=True)) == parts
    assert only(find(TWO_YEARS, facts))["status"] == "unread"


def test_several_years() -> None:
    """Point 12: type E."""
    facts = [
        fact_row("r20", "gdp", "target", "2021-2025", 7.0, measure="cagr"),
        fact_row("r20", "gdp", "target", "2025", 5e9, measure="level", unit="元"),
    ]
    rows = find(TWO_YEARS, facts, "E")
    assert sorted(zip(rows["measure"], rows["first"], rows["year"], strict=True)) == [
        ("cagr", 2021, 2025),
        ("level", 2025, 2025),
    ]
    reached = [fact_row("r21", "gdp", "result", "2016-2020", 6.0, measure="cagr")]
    assert list(rows["status"]) + list(find(TWO_YEARS, reached, "E")["status"]) == ["unread", "unread", "target_unread"]


@pytest.mark.parametrize(("part", "share"), [("H1", 0.5), ("M1-9", 0.75), ("M1-3", 0.25)])
def test_expected_share_of_a_year(part: str, share: float) -> None:
    assert pairs.expected_share(part) == share


def test_yearly_rate_of_a_doubling() -> None:
    """Point 12: the converted yearly rate of type E."""
    assert pairs.yearly_rate(100, 2010, 2020) == pytest.approx(7.177, abs=1e-3)


RULES = [
    # metric, bound, target, high, result, tolerance, outcome
    ("gdp", "eq", 8.0, None, 8.0, 0.5, "met"),
    ("gdp", "eq", 8.0, None, 7.9, 0.5, "missed"),
    ("gdp", "eq", 8.0, None, 8.1, 0.5, "exceeded"),
    ("gdp", "ge", 8.0, None, 8.0, 0.5, "met"),
    ("gdp", "ge", 8.0, None, 7.99, 0.5, "missed"),
    ("gdp", "about", 7.5, None, 7.4, 0.5, "met"),
    ("gdp", "about", 7.5, None, 7.4, 0.0, "missed"),
    ("gdp", "about", 7.5, None, 8.0, 0.5, "met"),
    ("gdp", "about", 7.5, None, 8.1, 0.5, "exceeded"),
    ("gdp", "about", 7.5, None, 7.0, 0.5, "met"),
    ("gdp", "range", 6.5, 7.0, 6.4, 0.5, "missed"),
    ("gdp", "range", 6.5, 7.0, 6.7, 0.5, "met"),
    ("gdp", "range", 6.5, 7.0, 7.2, 0.5, "exceeded"),
    ("unemployment_registered", "le", 4.5, None, 4.5, 0.5, "met"),
    ("unemployment_registered", "le", 4.5, None, 4.6, 0.5, "missed"),
    ("unemployment_registered", "le", 4.5, None, 3.9, 0.5, "exceeded"),
    ("unemployment_registered", "eq", 4.5, None, 4.2, 0.5, "exceeded"),
    ("unemployment_registered", "about", 4.5, None, 4.8, 0.5, "met"),
    ("cpi", "eq", 3.0, None, 2.0, 0.5, "missed"),
    ("cpi", "about", 3.0, None, 2.6, 0.5, "met"),
    ("gdp", "eq", 8.0, None, None, 0.5, ""),
]  # fmt: skip


@pytest.mark.parametrize(("metric", "bound", "target", "high", "result", "tolerance", "outcome"), RULES)
def test_rule_of_met(
    metric: str, bound: str, target: float, high: float | None, result: float | None, tolerance: float, outcome: str
) -> None:
    """Point 10: the rule for every bound."""
    rows = pd.DataFrame({
        "metric": [metric], "measure": ["yoy"], "base": ["percent"], "bound": [bound], "target": [target],
        "target_high": pd.Series([high], dtype=float), "result": pd.Series([result], dtype=float), "status": ["ok"],
    })  # fmt: skip
    assert targets.with_outcome(rows, tolerance)["outcome"].tolist() == [outcome]


def test_summary_counts_every_target() -> None:
    """Point 17: measurability, interval, bounds if all without a result were missed or met."""
    reports = [report_row(f"r{year}", "青禾镇", year) for year in range(2010, 2018)]
    facts = [fact_row(f"r{year}", "gdp", "target", str(year), 8.0) for year in range(2010, 2018)]
    facts += [fact_row(f"r{year + 1}", "gdp", "result", str(year), 8.0 + year % 2 - 0.5) for year in range(2010, 2015)]
    found = targets.summary(targets.with_outcome(find(reports, facts)))
    assert (found.targets, found.compared, found.met, found.unmatched, found.no_report) == (7, 5, 2, 2, 1)
    assert found.share == 0.4
    assert (found.if_all_missed, found.if_all_met) == pytest.approx((2 / 7, 4 / 7))
    assert found.bias == pytest.approx(-0.1) and found.error == 0.5
    assert 0.11 < found.low < 0.13 and 0.76 < found.high < 0.78
    assert found.measurable == pytest.approx(5 / 7)


def test_below_five_pairs_there_is_no_share() -> None:
    """Point 8: no share from a handful."""
    found = targets.summary(targets.with_outcome(find(TWO_YEARS, [TARGET, RESULT])))
    assert found.compared == 1 and pd.isna(found.share)


def test_nothing_gives_empty_frames() -> None:
    for rows in targets.all_pairs(FramesOnly(TWO_YEARS, [])).values():  # type: ignore[arg-type]
        assert rows.empty and list(rows.columns) == PAIR_COLUMNS


@pytest.mark.parametrize(
    ("named", "role", "status"),
    [
        (["review gdp"], "review", "unread"),
        (["review exports"], "review", "silent"),
        (["review exports", "plan gdp"], "review", "silent"),
        (["review exports"], "other", "no_section"),
        ([], "review", "unread"),
    ],
)
def test_silent_drop(tmp_path: Path, named: list[str], role: str, status: str) -> None:
    """Point 14: silent only where the review was found, somebody looked, and it does not name the indicator."""
    section = {"report_id": "r21", "start": 0, "end": 12, "role": role, "depth": 1, "heading": ""}
    names = [{"report_id": "r21", "role": where, "metric": metric} for where, metric in map(str.split, named)]
    store = write_sample(tmp_path / "s", reports=TWO_YEARS, facts=[TARGET], sections=[section], named=names)
    rows = target_views.rows_of(store, "A", "township", "gdp", "yoy")
    assert rows["status"].tolist() == [status]


def test_reference_is_the_province_then_the_nation() -> None:
    """Point 21."""
    reports = [
        *TWO_YEARS,
        report_row("p20", "某省", 2020, "province"),
        report_row("n21", "全国", 2021, "national", province=""),
    ]
    facts = [TARGET, TARGET | {"report_id": "r21", "period": "2021"}, TARGET | {"report_id": "p20", "value": 7.0},
             TARGET | {"report_id": "n21", "period": "2021", "value": 6.0}]  # fmt: skip
    across = find(reports, facts)
    rows = target_views.with_reference(across[across["level"] == "township"], across)
    assert rows.sort_values("year")["reference"].tolist() == [7.0, 6.0]


@pytest.mark.parametrize(
    ("named", "role", "facts", "status"),
    [
        (["plan exports"], "plan", [], "not_set"),
        (["plan gdp"], "plan", [], "target_unread"),
        (["review gdp"], "plan", [], "target_unread"),
        (["plan exports"], "review", [], "no_plan"),
        (["plan gdp"], "plan", [TARGET | {"measure": "level", "unit": "元", "value": 3e9}], "other_target"),
        (["plan gdp"], "plan", [TARGET], None),
        (["plan gdp"], "plan", [TARGET | {"value": None, "redacted": True}], None),
    ],
)
def test_not_set_is_not_unread(
    tmp_path: Path, named: list[str], role: str, facts: list[dict[str, Any]], status: str | None
) -> None:
    """Point 11: a target that is not set, one that was not read and one that is blanked out are three things."""
    section = {"report_id": "r20", "start": 0, "end": 12, "role": role, "depth": 1, "heading": ""}
    names = [{"report_id": "r20", "role": where, "metric": metric} for where, metric in map(str.split, named)]
    store = write_sample(tmp_path / "s", reports=TWO_YEARS[:1], facts=facts, sections=[section], named=names, texts=[])
    rows = silence.without_target(store, "township", "gdp", "yoy")
    assert list(rows.columns) == PAIR_COLUMNS
    assert rows["status"].tolist() == ([] if status is None else [status])


def test_points_are_not_percent() -> None:
    """Point 16: a gap of two growth rates is in percentage points, that of two amounts in percent of the target."""
    rows = pd.DataFrame({
        "metric": ["gdp", "gdp", "gdp"], "measure": ["yoy", "level", "pp"], "base": ["percent", "yuan", "points"], "bound": ["eq"] * 3,
        "target": [10.0, 100.0, 2.0], "target_high": [float("nan")] * 3, "result": [12.0, 120.0, 2.2], "status": ["ok"] * 3,
    })  # fmt: skip
    assert targets.with_outcome(rows)["gap"].tolist() == pytest.approx([2.0, 20.0, 0.2])


def test_a_rise_by_points_is_no_growth_rate() -> None:
    """Point 16: 提高2.2个百分点 is not held against a target in percent."""
    change = RESULT | {"measure": "pp", "unit": "个百分点", "value": 2.2}
    assert only(find(TWO_YEARS, [TARGET, change]))["status"] == "other_measure"


def next_targets(places: int, years: int, slope: float) -> pd.DataFrame:
    rows = [
        {"place_id": f"p{place}", "result": float(result := 4 + (place * 3 + year) % 9), "target": 3 + slope * result}
        for place in range(places) for year in range(years)
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(status="ok", doubt=False)


@pytest.mark.parametrize(("places", "years"), [(14, 4), (15, 1), (5, 4)])
def test_no_line_through_few_points_or_places(places: int, years: int) -> None:
    """Point 13: no regression below 20 pairs or 15 places."""
    assert ratchet.fit(next_targets(places, years, 0.5)) is None


def test_the_line_through_last_results_and_next_targets() -> None:
    """Point 13: slope with an interval by place, a fixed seed, nothing outside the axes."""
    rows = next_targets(20, 3, 0.5)
    found = ratchet.fit(rows)
    assert found is not None and found == ratchet.fit(rows)
    assert (found.slope, found.intercept, found.points, found.places) == pytest.approx((0.5, 3.0, 60, 20))
    assert found.low <= found.slope <= found.high
    noisy = rows.assign(target=rows["target"] + [0.4 * (-1) ** at for at in range(len(rows))])
    wide = ratchet.fit(noisy)
    assert wide is not None and wide.high - wide.low > found.high - found.low
    said = " ".join(ratchet.captions(found, None, lambda key, **values: f"{key} {values}", "%"))
    assert "targets.ratchet.fit" in said and "targets.ratchet.cause" in said


def test_targets_after_results_above_and_below() -> None:
    """Point 13: the asymmetry needs five pairs on each side."""
    reports = [report_row(f"r{year}", "青禾镇", year) for year in range(2001, 2016)]
    facts, target = [], 8.0
    for year in range(2001, 2015):
        facts.append(fact_row(f"r{year}", "gdp", "target", str(year), target))
        above = year % 2 == 0
        facts.append(fact_row(f"r{year + 1}", "gdp", "result", str(year), target + (1 if above else -1)))
        target += 0.5 if above else -0.25
    found = targets.all_pairs(FramesOnly(reports, facts))  # type: ignore[arg-type]
    moved = ratchet.asymmetry(found["A"], found["C"])
    assert moved is not None and (moved.after_above, moved.after_below) == (0.5, -0.25)
    assert ratchet.asymmetry(found["A"].head(6), found["C"]) is None


def test_pairs_are_counted_by_place_and_year(tmp_path: Path) -> None:
    """Point 12: the counts of the command are place-years of type A, by level; other types stand apart."""
    store = write_sample(tmp_path / "s", reports=TWO_YEARS, facts=[TARGET, RESULT], sections=[], texts=[])
    counted = pair_counts.across(store)
    assert counted[["metric", "measure", "all", "township", "city"]].to_numpy().tolist() == [["gdp", "yoy", 1, 1, 0]]
    assert pair_counts.by_type(store).set_index("type").loc["A", "township"] == 1


def test_units_are_of_what_the_indicator_counts_and_no_difference_is_no_number() -> None:
    zh, en = partial(sentence, "zh"), partial(sentence, "en")
    assert scale.unit_name("count_wan", "new_jobs", zh) == "万人" and scale.unit_name("yuan_yi", "gdp", zh) == "亿元"
    counted = [entry for entry in load_indicators().by_id.values() if entry.dimension == "count"]
    named = {scale.unit_name("count", entry.id, en) for entry in counted}
    assert "people" in named and not any("counted." in name for name in named)
    units = {found.base for found in load_conversions().values()} | {
        name for steps in scale.STEPS.values() for _, name in steps
    }
    assert {unit for unit in units if f"unit.{unit}" not in catalogue("en")} == set()
    assert [scale.signed(value) for value in (0.004, -0.004, 0.5, -1.0)] == ["0", "0", "+0.50", "-1.00"]
    assert (
        scale.gap_unit("level", "percent", zh) == sentence("zh", "unit.points") != scale.gap_unit("level", "yuan", zh)
    )
