"""Every view of the pages of figures, by the numbers of what must be there: drawn from rows that the table also has."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.compare import coverage, inventory
from analysis.store import Store
from pages.comparing import panels, places
from pages.comparing.pairs import views_of
from pages.frame.chart import Chart
from pages.frame.downloads import csv_table, to_csv, to_print
from pages.frame.strings import catalogue
from tests.samples import sample_tables, write_sample
from tests.visits import app_on, html, visit

ZH = catalogue("zh")
TARGETS = [
    {"pt": "A", "view": "db"}, {"pt": "A", "view": "sc"}, {"pt": "A", "view": "tb"}, {"pt": "A", "st": "missed"},
    {"pt": "A", "st": "unset"}, {"pt": "A", "so": "gap", "tau": "0"}, {"pt": "A", "yr": "2020-2021", "yd": "1"},
    {"pt": "A", "ind": "unemployment_registered.level"}, {"pt": "B"}, {"pt": "C", "view": "rt"}, {"pt": "C", "view": "db"},
    {"pt": "D"}, {"pt": "E"}, {"lv": "county"}, {"lv": "province"}, {"pg": "99"},
]  # fmt: skip
PLACES = [
    {"ms": "level", "pn": "over"}, {"peer": "prov"}, {"peer": "county"}, {"peer": "near"}, {"pn": "over", "cols": "1"},
    {"lv": "county"}, {"lv": "city"}, {"a": "p-青禾镇", "b": "p-青禾镇"}, {"yr": "1900"},
    *({"pn": name} for name in panels.PANELS),
]  # fmt: skip


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [{"alt": chart.proto.alt, **json.loads(chart.proto.spec)} for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("parameters", TARGETS, ids=str)
def test_targets(sample_app: AppTest, parameters: dict[str, str]) -> None:
    """Points 9, 12, 15 and 27: each type of pairs by itself, each chart with words for those who do not see it."""
    visit(sample_app, "targets", **parameters)
    for chart in charts(sample_app):
        assert chart["alt"] and chart["data"]
    if "pt" in parameters and not sample_app.info:
        assert ZH[f"targets.type.{parameters['pt']}.help"] in [caption.value for caption in sample_app.caption]


@pytest.mark.parametrize("kind", "AC")
def test_the_levels_count_the_pairs_of_the_type_that_is_shown(sample_app: AppTest, kind: str) -> None:
    visit(sample_app, "targets", pt=kind, lv="township")
    control = next(one for one in sample_app.get("button_group") if one.proto.id.endswith("targets.lv"))
    shown = control.proto.options[0].content
    offered = [box for box in sample_app.selectbox if box.key == "targets.ind"]
    series = offered[0].options if offered else []
    assert int(shown.rpartition(" ")[2]) == sum(int(name.rpartition("(")[2].rstrip(")")) for name in series) > 0


@pytest.mark.parametrize("parameters", PLACES, ids=str)
def test_townships(sample_app: AppTest, parameters: dict[str, str]) -> None:
    """Points 18, 19, 20 and 27: every panel of the page of places."""
    visit(sample_app, "townships", **parameters)
    for chart in charts(sample_app):
        assert chart["alt"] and chart["data"]


def test_targets_open_with_pairs_across_years_and_say_how_many_count(sample_app: AppTest) -> None:
    """Points 9 and 17: the dumbbell opens, with the share that can be checked."""
    visit(sample_app, "targets")
    (chart,) = charts(sample_app)
    assert any(digit.isdigit() for digit in chart["alt"])
    measurable = ZH["targets.caption.measurable"].partition("{")[0]
    assert measurable in html(sample_app)


@pytest.mark.parametrize(("kind", "measure"), [(kind, measure) for kind in "ABCDE" for measure in ("yoy", "level")])
def test_every_type_has_a_table(kind: str, measure: str) -> None:
    """Point 27: what a chart shows, a table shows too."""
    assert views_of(kind, measure)[-1] == "tb"


def test_one_place_adds_its_years_as_small_multiples(sample_app: AppTest) -> None:
    """Point 20."""
    visit(sample_app, "targets", pl="p-青禾镇")
    _, multiples = charts(sample_app)
    assert len({trace["xaxis"] for trace in multiples["data"]}) > 1


def test_a_grey_dot_joins_the_comparison_and_a_chosen_one_opens_its_sentence() -> None:
    """Point 22 on the page of places: the oldest addition makes room, chosen places are left to the evidence."""
    ids = ["a", "b", "c", "d", "e"]
    assert places.added(ids, ("a", "b"), 2) == {"more": "c"}
    assert places.added(ids, ("a", "b", "c", "d"), 4) == {"more": "d,e"}
    assert places.added(ids, ("a", "b"), 1) is None


def test_words_of_two_places(sample_app: AppTest) -> None:
    """Point 3 on the page of places: a lollipop with the names of the places, or a word on why there is none."""
    visit(sample_app, "townships", pn="words", lang="en")
    assert any(info.value == catalogue("en")["places.no_words"] for info in sample_app.info)


def chart_of(**changes: Any) -> Chart:
    table = pd.DataFrame({"place": ["青禾镇"], "value": [8.25], "evidence": ["002020aa:0-4"]})
    return Chart("k", "一句话", table, {"place": "地方", "value": "数值"}, notes=["注"], **changes)


def test_rows_and_brief_to_take_away(sample_store: Path) -> None:
    """Points 25 and 26: the CSV has the drawn rows under their names and opens in Excel; the brief stands by itself."""
    store = Store(sample_store)
    chart = chart_of(svg=lambda: "<svg></svg>")
    assert csv_table(chart)["数值"].tolist() == [8.25]
    assert to_csv(chart).startswith(b"\xef\xbb\xbf")
    paged = replace(chart, whole=lambda: pd.concat([chart.table] * 3))
    assert to_csv(paged).count(b"8.25") == 3, "the rows of pages that are not on screen go along"
    page = to_print(store, chart, "http://here/?v=1", "编造的数字。")
    assert (
        "<svg>" in page
        and "编造的数字。" in page
        and "<blockquote>" in page
        and "http://here/?v=1" in page
        and "<script" not in page
    )


def test_overview_needs_no_chart_library(sample_app: AppTest) -> None:
    visit(sample_app, "overview")
    assert charts(sample_app) == []


def test_the_counts_of_the_overview_add_up(sample_store: Path) -> None:
    """Tile, quality strip and table count the same texts."""
    store = Store(sample_store)
    rows = inventory.inventory(store.reports, store.documents, store.problems)
    for level in ("township", "county"):
        states = inventory.state_counts(rows[rows["level"].astype("str") == level])
        totals = coverage.totals(store, level)
        assert sum(states.values()) == totals.found
        assert sum(states[state] for state in ("ok", "redacted", "year")) == totals.usable
        cells = coverage.cells(store)
        in_cells = int(cells.loc[cells["level"] == level, "texts"].sum())
        assert in_cells + coverage.undated(store, level) == totals.found


def test_below_three_pairs_the_ratchet_opens_with_its_banner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point 12: the page does not pass off one report's pairs as targets met."""
    tables = sample_tables()
    reports = [row for row in tables["reports"] if row["report_id"] == "002020aa"]
    facts = [row for row in tables["facts"] if row["report_id"] == "002020aa"]
    write_sample(tmp_path / "s", reports=reports, facts=facts)
    app = visit(app_on(tmp_path / "s", monkeypatch), "targets")
    assert len(app.info) == 1


def test_markup_in_a_name_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = sample_tables()
    for row in tables["reports"]:
        row["place"] = row["place"].replace("青禾镇", "<img src=x onerror=alert(1)>")
    write_sample(tmp_path / "s", **tables)
    for page in ("overview", "targets", "townships"):
        app = visit(app_on(tmp_path / "s", monkeypatch), page)
        assert not any("<img src=x" in element.proto.body for element in app.get("html"))
