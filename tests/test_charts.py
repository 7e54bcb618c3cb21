"""Charts of figures: marks lead back to rows, wording is drawn, nothing is joined across missing years, axes are honest."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.compare import (
    charts,
    coverage,
    drawings,
    findings,
    marks,
    one_place,
    pair_rows,
    peers,
    place_charts,
    place_rows,
    target_views,
    targets,
    townships,
)
from analysis.compare.place_charts import Line, Panel
from analysis.store import Store
from tests.samples import TOWNSHIPS, fact_row, report_row, write_sample


def words(key: str, /, **values: object) -> str:
    return f"{key} {values}" if values else key


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_sample(tmp_path_factory.mktemp("charts") / "store")


@pytest.fixture
def rows(store: Store) -> pd.DataFrame:
    found = target_views.rows_of(store, "A", "township", "gdp", "yoy")
    prepared = pair_rows.prepare(targets.with_outcome(target_views.narrowed(found, (), 2000, 2030, False)))
    return pair_rows.named(prepared.rows, "gdp", words)


def positions(figure: object) -> set[int]:
    return {int(at) for trace in figure.data if trace.customdata is not None for at in trace.customdata if at == at}  # type: ignore[attr-defined]


def test_every_row_of_the_dumbbell_has_a_mark_that_leads_back(rows: pd.DataFrame) -> None:
    assert positions(charts.dumbbell(rows, "%", 0.5, words)) == set(range(len(rows)))


def test_table_has_the_same_rows_with_evidence(rows: pd.DataFrame) -> None:
    table = pair_rows.table(pair_rows.Prepared(rows, marks_scale()), "A")
    assert len(table) == len(rows)
    both = rows["result"].notna().to_numpy()
    assert (table["evidence"][both].str.count(";") == 1).all()


def marks_scale() -> object:
    return pair_rows.Scale(1.0, "percent")


@pytest.mark.parametrize(
    ("bound", "wording", "kinds"),
    [("eq", "-", []), ("ge", "-", ["path"]), ("le", "-", ["path"]), ("about", "-", ["rect"]), ("range", "-", ["rect"]),
     ("ge", "strive", ["path", "circle"])],
)  # fmt: skip
def test_wording_is_drawn_into_the_mark(bound: str, wording: str, kinds: list[str]) -> None:
    row = pd.DataFrame({"target": [8.0], "target_high": [9.0], "bound": [bound], "wording": [wording], "y": [0.0]})
    assert [shape["type"] for shape in charts.target_shapes(row, 0.5)] == kinds


def test_at_least_and_at_most_point_away_from_each_other() -> None:
    assert charts.AT_LEAST != charts.AT_MOST and "13,0" in charts.AT_LEAST and "-13,0" in charts.AT_MOST


def test_scatter_has_equal_axes(rows: pd.DataFrame) -> None:
    layout = charts.against(rows, "t", "r", "%", words).layout
    assert layout.xaxis.range == layout.yaxis.range and layout.yaxis.scaleanchor == "x"


def test_ratchet_sorts_raised_from_lowered(store: Store) -> None:
    found = targets.series_pairs(targets.all_pairs(store), "C", "township", "gdp", "yoy")
    drawn = pair_rows.named(pair_rows.prepare(found).rows, "gdp", words)
    figure = charts.ratchet(drawn, "%", words)
    symbols = {trace.marker.symbol: len(trace.x) for trace in figure.data if trace.mode == "markers"}
    change = (drawn["target"] - drawn["result"]).dropna().round(9)
    assert symbols.get("triangle-up", 0) == (change > 0).sum()
    assert symbols.get("triangle-down-open", 0) == (change < 0).sum()


def test_points_outside_the_axes_are_counted() -> None:
    values = pd.Series([5.0, 6.0, 7.0, 8.0, 6.5, 260.0])
    stretch = marks.common_range(values)
    assert stretch[1] < 20 and marks.outside(stretch, values) == 1
    assert marks.common_range(values, pd.Series([260.0]))[1] > 260


def test_lines_stop_where_years_are_missing() -> None:
    years, values, at = place_charts.with_breaks([2018, 2019, 2022], [1.0, 2.0, 3.0], [0, 1, 2])
    assert years == [2018, 2019, None, 2022] and values[2] is None and at[2] is None


def test_panels_of_one_unit_share_an_axis() -> None:
    lines = [Line("a", [2019, 2020], [1.0, 50.0], [0, 1], "#000", "circle")]
    small = [Line("b", [2019, 2020], [2.0, 3.0], [2, 3], "#000", "circle")]
    layout = place_charts.multiples(
        [Panel("x", "亿元", lines), Panel("y", "亿元", small), Panel("z", "%", small)], 2
    ).layout
    assert layout.yaxis.range == layout.yaxis2.range != layout.yaxis3.range
    assert layout.yaxis.range[0] <= 0


def test_many_panels_stay_inside_the_figure() -> None:
    lines = [Line("a", [2019, 2020], [1.0, 5.0], [0, 1], "#000", "circle")]
    for count in range(1, 13):
        for columns in (1, 3):
            assert (
                len(place_charts.multiples([Panel(str(at), "%", lines) for at in range(count)], columns).data) == count
            )


def test_default_pair_shares_province_and_year(store: Store) -> None:
    pair = townships.best_pair(store, "township")
    assert pair is not None and len(set(pair)) == 2
    assert townships.shared_years(store, pair)


def test_gate_names_what_cannot_be_compared() -> None:
    left = fact_row("r1", "gdp", "result", "2020", 8.0, price_basis="real")
    frame = pd.DataFrame({f"{name}_{side}": [left[name]] for name in left for side in "ab"})
    frame = frame.assign(
        base_a="percent", base_b="percent", ambiguous_a=False, ambiguous_b=False, doubt_a=False, doubt_b=False
    )
    assert townships._gate(frame).tolist() == ["ok"]
    assert townships._gate(frame.assign(price_basis_b="nominal")).tolist() == ["price"]
    assert townships._gate(frame.assign(base_b="yuan")).tolist() == ["unit"]
    assert townships._gate(frame.assign(redacted_b=True)).tolist() == ["redacted"]
    assert townships._gate(frame.assign(report_id_b=None)).tolist() == ["only_a"]


def test_median_of_the_others_leaves_the_chosen_out(store: Store) -> None:
    chosen = townships.best_pair(store, "township")
    assert chosen is not None
    rows = townships.strips(store, "township", 2020, chosen, False)
    gdp = rows[rows["metric"] == "gdp"]
    others = gdp.loc[~gdp["place_id"].isin(chosen), "value"]
    assert gdp["median"].iloc[0] == others.median()


def test_no_percentile_below_ten_places(store: Store) -> None:
    rows = townships.strips(store, "township", 2020, (f"p-{TOWNSHIPS[0]}",), False)
    drawn, _ = place_rows.strip_rows(rows, str, words)
    assert drawn["percentile"].isna().all()


def test_profile_checks_growth_against_amounts(tmp_path: Path) -> None:
    reports = [report_row("r20", "青禾镇", 2020), report_row("r21", "青禾镇", 2021)]
    facts = [
        fact_row("r20", "gdp", "result", "2019", 1e9, measure="level", unit="元"),
        fact_row("r21", "gdp", "result", "2020", 1.1e9, measure="level", unit="元"),
        fact_row("r21", "gdp", "result", "2020", 15.0),
    ]
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    growth = townships.profile(made, "p-青禾镇").query("measure == 'yoy'").iloc[0]
    assert growth["implied"] == pytest.approx(10.0) and growth["check"] == "differs"


def test_neighbours_need_three_shared_variables(store: Store) -> None:
    found = peers.neighbours(store, "township", f"p-{TOWNSHIPS[0]}", 2020)
    assert found.table.empty


def test_nearest_neighbour_is_the_most_alike(tmp_path: Path) -> None:
    reports, facts = [], []
    for at in range(6):
        reports.append(report_row(f"r{at}", f"第{at}镇", 2021))
        for metric, unit in (("gdp", "元"), ("population", "人"), ("grain_output", "吨")):
            facts.append(fact_row(f"r{at}", metric, "result", "2020", 1e4 * 2.0**at, measure="level", unit=unit))
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    found = peers.neighbours(made, "township", "p-第0镇", 2020)
    assert found.table["place"].tolist() == [f"第{at}镇" for at in range(1, 6)]
    assert found.table["distance"].iloc[-1] == 1.0 and found.variables == {"gdp": 6, "grain_output": 6, "population": 6}


def test_coverage_counts_and_states(store: Store) -> None:
    cells = coverage.matrix(store, "township")
    assert len(cells) == 20
    assert set(cells["state"]) == {"ok", "doubt", "other_kind"}
    total = coverage.totals(store, "township")
    assert (total.found, total.usable, total.places, total.years) == (20, 19, 4, 5)


def test_coverage_table_leads_to_the_reports_and_escapes_names(store: Store) -> None:
    cells = coverage.matrix(store, "township").replace({"place": {TOWNSHIPS[0]: "<b>"}})
    html = drawings.coverage_table(cells, words, lambda report_id: f"reader?doc={report_id}")
    assert html.count("reader?doc=") == 20 and "<b>" not in html


def test_findings_carry_their_numbers(store: Store) -> None:
    for finding in findings.findings(store, "township"):
        assert finding.link["lv"] == "township"
        assert finding.shares or finding.series
        assert not finding.shares or sum(finding.shares) == pytest.approx(1)


def test_one_place_has_a_table_row_for_every_mark(store: Store) -> None:
    panels, table = one_place.panels(
        store, f"p-{TOWNSHIPS[0]}", False, lambda metric, measure: f"{metric}.{measure}", words
    )
    at = {position for panel in panels for line in panel.lines for position in line.at}
    assert panels and at <= set(range(len(table)))
    assert np.isfinite(table["target"].dropna()).all()


def test_silent_only_where_the_review_does_not_name_the_indicator(store: Store) -> None:
    rows = target_views.rows_of(store, "A", "township", "fiscal_revenue_local", "yoy")
    lone = rows[rows["place"] == TOWNSHIPS[1]]
    assert set(lone["status"]) <= {"silent", "unread", "no_report", "no_section"}


def test_completion_stays_in_percent_when_amounts_are_scaled(tmp_path: Path) -> None:
    facts = [
        fact_row("r21", "gdp", "result", "2020", 102.0, measure="completion"),
        fact_row("r21", "gdp", "result", "2020", 5.1e8, measure="level", unit="元"),
    ]
    made = write_sample(tmp_path / "s", reports=[report_row("r21", "青禾镇", 2021)], facts=facts, texts=[], sections=[])
    prepared = pair_rows.prepare(targets.all_pairs(made)["B"])
    assert prepared.rows["share"].tolist() == [102.0] and prepared.rows["target"].tolist() == pytest.approx([5.0])
    assert "reached': 1" in pair_rows.claim_of("B", prepared, None, words)
