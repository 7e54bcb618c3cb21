"""Charts of figures: marks lead back to rows, wording is drawn, nothing is joined across missing years, axes are honest."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.compare import (
    ambition,
    charts,
    coverage,
    drawings,
    findings,
    kindred,
    marks,
    one_place,
    pair_rows,
    peers,
    place_charts,
    place_rows,
    prints,
    target_views,
    targets,
    townships,
    word_charts,
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
    """Points 9 and 22."""
    assert positions(charts.dumbbell(rows, "%", 0.5, words)) == set(range(len(rows)))


def test_table_has_the_same_rows_with_evidence(rows: pd.DataFrame) -> None:
    """Points 22 and 27."""
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
    """Point 10."""
    row = pd.DataFrame({"target": [8.0], "target_high": [9.0], "bound": [bound], "wording": [wording], "y": [0.0]})
    assert [shape["type"] for shape in charts.target_shapes(row, 0.5)] == kinds


def test_at_least_and_at_most_point_away_from_each_other() -> None:
    assert charts.AT_LEAST != charts.AT_MOST and "13,0" in charts.AT_LEAST and "-13,0" in charts.AT_MOST


def test_scatter_has_equal_axes(rows: pd.DataFrame) -> None:
    """Point 9: the 45° scatter."""
    layout = charts.against(rows, "t", "r", "%", words).layout
    assert layout.xaxis.range == layout.yaxis.range and layout.yaxis.scaleanchor == "x"


def test_ratchet_sorts_raised_from_lowered(store: Store) -> None:
    """Point 13."""
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
    """Points 19 and 20."""
    years, values, at = place_charts.with_breaks([2018, 2019, 2022], [1.0, 2.0, 3.0], [0, 1, 2])
    assert years == [2018, 2019, None, 2022] and values[2] is None and at[2] is None


def test_panels_of_one_unit_share_an_axis() -> None:
    """Point 20."""
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
    """Point 19: the gate."""
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
    rows = townships.strips(store, "township", 2020, chosen, "yoy")
    gdp = rows[rows["metric"] == "gdp"]
    others = gdp.loc[~gdp["place_id"].isin(chosen), "value"]
    assert gdp["median"].iloc[0] == others.median()


def test_all_other_places_are_one_path_and_each_answers_to_the_mouse(store: Store) -> None:
    rows = townships.strips(store, "township", 2020, (f"p-{TOWNSHIPS[0]}",), "yoy")
    rows, _ = place_rows.strip_rows(rows, str, words)
    figure = place_charts.strip_chart(rows, {f"p-{TOWNSHIPS[0]}": "甲"}, str, "x", False, words)
    peers = rows[rows["role"] == "peer"]
    (dots,) = figure.layout.shapes
    assert dots.path.count("M") == len(peers) > 0
    assert figure.data[0].marker.maxdisplayed == 1 and list(figure.data[0].x) == peers["value"].tolist()
    assert positions(figure) == set(range(len(rows)))


def test_amounts_a_head_have_an_axis_of_their_own(tmp_path: Path) -> None:
    reports = [report_row(f"r{place}", place, 2021) for place in TOWNSHIPS[:3]]
    facts = [
        fact_row(f"r{place}", metric, "result", "2020", value, measure="level", unit="元")
        for place in TOWNSHIPS[:3] for metric, value in (("gdp", 2e9), ("gdp_per_capita", 50_000.0))
    ]  # fmt: skip
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    chosen = [f"p-{TOWNSHIPS[0]}"]
    for measure, metric in (("level", "gdp"), ("person", "gdp_per_capita")):
        assert set(townships.strips(made, "township", 2020, chosen, measure)["metric"]) == {metric}
    panels, _ = place_rows.over_years_panels(townships.over_years(made, chosen, "level"), chosen, str, words)
    assert {panel.title: panel.unit for panel in panels} == {"gdp": "unit.yuan_yi", "gdp_per_capita": "unit.yuan"}


def test_the_page_opens_on_a_late_year_with_enough_places(tmp_path: Path) -> None:
    told = {2013: TOWNSHIPS[:4], 2020: TOWNSHIPS[:2], 2022: TOWNSHIPS[:1]}
    reports = [report_row(f"{place}{year}", place, year + 1) for year, places in told.items() for place in places]
    facts = [
        fact_row(f"{place}{year}", "gdp", "result", str(year), 8.0) for year, places in told.items() for place in places
    ]
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    assert townships.full_years(made, "township") == [2013, 2020] and townships.full_years(made, "city") == []
    pair = townships.best_pair(made, "township")
    assert pair is not None and set(pair) == {f"p-{place}" for place in TOWNSHIPS[:2]}
    assert townships.opening_year(made, "township", pair) == 2020


def test_no_percentile_below_ten_places(store: Store) -> None:
    """Point 8."""
    rows = townships.strips(store, "township", 2020, (f"p-{TOWNSHIPS[0]}",), "yoy")
    drawn, _ = place_rows.strip_rows(rows, str, words)
    assert drawn["percentile"].isna().all()


def test_profile_checks_growth_against_amounts(tmp_path: Path) -> None:
    """Point 19."""
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
    """Point 18."""
    found = peers.neighbours(store, "township", f"p-{TOWNSHIPS[0]}", 2020)
    assert found.table.empty


def test_nearest_neighbour_is_the_most_alike(tmp_path: Path) -> None:
    """Point 18: distance, shared variables and coverage are stated."""
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
    """Points 20 and 27."""
    panels, table = one_place.panels(
        store, f"p-{TOWNSHIPS[0]}", False, lambda metric, measure: f"{metric}.{measure}", words
    )
    at = {position for panel in panels for line in panel.lines for position in line.at}
    assert panels and at <= set(range(len(table)))
    assert np.isfinite(table["target"].dropna()).all()


def test_silent_only_where_the_review_does_not_name_the_indicator(store: Store) -> None:
    """Point 14."""
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


def test_lines_stop_at_breaks_and_the_break_is_drawn() -> None:
    """Point 19: nothing is joined across a break of the series, and a dotted line stands there."""
    assert place_charts.with_breaks([2012, 2013, 2014], [1.0, 2.0, 3.0], [0, 1, 2], [2013])[0] == [
        2012,
        None,
        2013,
        2014,
    ]
    line = Line("a", [2012, 2013, 2014], [1.0, 2.0, 3.0], [0, 1, 2], "#000", "circle")
    (shape,) = place_charts.multiples([Panel("x", "%", [line], [2013])], 1).layout.shapes
    assert shape.x0 == shape.x1 == 2012.5 and shape.line.dash == "dot"


def test_restated_amounts_are_hollow_and_apart(tmp_path: Path) -> None:
    """Point 19: an amount that the next report gives otherwise is marked, beside the first saying."""
    reports = [report_row(f"r{year}", "青禾镇", year) for year in (2020, 2021)]
    facts = [
        fact_row("r20", "gdp", "result", "2019", 1.00e9, measure="level", unit="元"),
        fact_row("r21", "gdp", "result", "2019", 1.05e9, measure="level", unit="元"),
        fact_row("r21", "gdp", "result", "2020", 1.10e9, measure="level", unit="元"),
    ]  # fmt: skip
    reports = [row | {"report_id": f"r{row['year_planned'] % 100}"} for row in reports]
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    again = townships.restated(made, ["p-青禾镇"])
    assert again[["year", "value", "later"]].to_numpy().tolist() == [[2019, 1.00e9, 1.05e9]]
    rows = townships.over_years(made, ["p-青禾镇"], "level")
    panels, table = place_rows.over_years_panels(rows, ["p-青禾镇"], str, words, again)
    assert [(line.symbol, line.joined, len(line.at)) for line in panels[0].lines] == [
        ("diamond", True, 2),
        ("diamond-open", False, 1),
    ]
    assert (table["restated"] != "").tolist() == [False, False, True]
    assert place_rows.profile_table(townships.profile(made, "p-青禾镇"), str, words, again)["later"].notna().sum() == 1


def test_kindred_indicators_get_a_card(tmp_path: Path) -> None:
    """Point 19: total revenue of one place is not set against general budget revenue of the other."""
    reports = [report_row("ra", "青禾镇", 2021), report_row("rb", "石磨镇", 2021)]
    facts = [
        fact_row("ra", "fiscal_revenue_local", "result", "2020", 5.0),
        fact_row("rb", "fiscal_revenue_total", "result", "2020", 6.0),
        fact_row("ra", "gdp", "result", "2020", 6.0, price_basis="real"),
        fact_row("rb", "gdp", "result", "2020", 7.0, price_basis="nominal"),
    ]
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    cards = kindred.cards(townships.side_by_side(made, "p-青禾镇", "p-石磨镇", 2020))
    assert [(card.reason, card.first, card.second) for card in cards] == [
        ("price", "gdp", "gdp"), ("kindred", "fiscal_revenue_local", "fiscal_revenue_total"),
    ]  # fmt: skip
    told = place_rows.gate_cards(cards, "<甲>", "乙", str, words)
    assert told.count("<li>") == 2 and "<甲>" not in told and place_rows.gate_cards([], "", "", str, words) == ""


def test_ambition_is_the_next_target_minus_the_last_result(store: Store) -> None:
    """Point 13 on the page of places: percentage points, both sentences behind each dot."""
    rows = ambition.strips(store, "township", 2020, (f"p-{TOWNSHIPS[0]}",), False)
    rows = place_rows.aim_rows(rows, str, words)
    assert (rows["value"] - (rows["target"] - rows["result"])).abs().max() < 1e-9
    assert set(rows["base"]) == {"points"} and rows["evidence"].str.count(";").eq(1).all()
    figure = place_charts.strip_chart(rows, {f"p-{TOWNSHIPS[0]}": "甲"}, str, "x", False, words, True, True)
    assert positions(figure) == set(range(len(rows)))


def test_a_level_opens_where_places_can_be_held_against_each_other(store: Store) -> None:
    """Point 8: one county alone, or two, are no comparison."""
    counts = townships.counts_by_level(store)
    assert counts.get("township", 0) >= townships.FEWEST_FOR_A_STRIP and "county" not in counts


def test_no_zero_is_told_of_targets_without_a_result(rows: pd.DataFrame) -> None:
    """Point 17: where every target has its result, the sentence says so in words."""
    found = targets.summary(rows)
    assert "targets.claim.whole" in pair_rows.claim_across(found._replace(unmatched=0), words)
    assert "targets.claim.rest" in pair_rows.claim_across(found._replace(unmatched=2), words)


def test_parts_of_a_year_are_named_and_growth_is_no_share(tmp_path: Path) -> None:
    """Point 15: half a year is drawn against half, its growth against nothing."""
    reports = [report_row("r20", "青禾镇", 2020), report_row("r21", "青禾镇", 2021)]
    amounts = {"measure": "level", "unit": "元"}
    facts = [
        fact_row("r20", "exports", "target", "2020", 1e9, **amounts), fact_row("r21", "exports", "result", "2020H1", 4e8, **amounts),
        fact_row("r20", "gdp", "target", "2020", 8.0), fact_row("r21", "gdp", "result", "2020H1", 4.0),
    ]  # fmt: skip
    made = write_sample(tmp_path / "s", reports=reports, facts=facts, texts=[], sections=[])
    found = targets.all_pairs(made)
    amount = pair_rows.prepare(targets.series_pairs(found, "D", "township", "exports", "level"))
    assert (amount.rows["share"].iloc[0], amount.rows["expected"].iloc[0]) == (40.0, 50.0)
    assert "part.H1" in pair_rows.named(amount.rows, "exports", words)["label"].iloc[0]
    growth = pair_rows.prepare(targets.series_pairs(found, "D", "township", "gdp", "yoy"))
    assert pair_rows.claim_of("D", growth, None, words).startswith("targets.claim.part.rates")


def test_strips_and_years_can_be_printed() -> None:
    """Point 25: the printed page has the drawing of the screen."""
    from base64 import b64decode

    rows = pd.DataFrame(
        {"rank": 0, "metric": "gdp", "n": 3, "value": [5.0, 7.0, 9.0, 8.0], "median": 7.0,
         "role": ["peer", "peer", "peer", "chosen"], "place_id": list("abcd")}
    )  # fmt: skip
    drawn = b64decode(
        prints.strips(rows, {"d": "D"}, str, "%", False, "alt").split("base64,")[1].split('"')[0]
    ).decode()
    assert drawn.count("v4") == 3 and "gdp (n=3)" in drawn and "scale(0.6)" in drawn
    lines = [Line("a", [2019, 2020, 2022], [1.0, 2.0, 3.0], [0, 1, 2], "#000", "circle")]
    years = b64decode(prints.panels([Panel("x", "%", lines)], "alt").split("base64,")[1].split('"')[0]).decode()
    assert years.count("<line") == 1 and years.count("<circle") == 3 and prints.panels([], "alt") == ""


def test_long_names_are_folded_and_cut_by_their_width() -> None:
    assert marks.folded("Total retail sales of consumer goods", 26) == "Total retail sales of<br>consumer goods"
    assert marks.beside(["a<br>abc"]) == marks.beside(["abc"])
    assert word_charts.short("Environment") == "Environment" and word_charts.short(
        "习近平新时代中国特色社会主义思想"
    ).endswith("…")


def test_choosing_a_mark_fades_no_other(rows: pd.DataFrame) -> None:
    """The shapes of the wording cannot fade, so nothing that belongs to them may."""
    traces = [trace for trace in charts.dumbbell(rows, "%", 0.5, words).data if trace.customdata is not None]
    assert traces
    for trace in traces:
        faded = trace.unselected.textfont.color if trace.mode == "text" else trace.unselected.marker.opacity
        assert faded in (1, charts.PEER)
