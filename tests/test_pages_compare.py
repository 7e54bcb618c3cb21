"""Every view of the pages of figures: drawn from rows that the table also has, named in words, without a fault."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.samples import sample_tables, write_sample
from tests.test_pages_frame import ROOT, visit

TARGETS = [
    {"pt": "A", "view": "db"}, {"pt": "A", "view": "sc"}, {"pt": "A", "view": "tb"}, {"pt": "A", "st": "missed"},
    {"pt": "A", "so": "gap", "tau": "0"}, {"pt": "A", "pl": "p-青禾镇"}, {"pt": "A", "yr": "2020-2021", "yd": "1"},
    {"pt": "A", "ind": "unemployment_registered.level"}, {"pt": "B"}, {"pt": "C", "view": "rt"}, {"pt": "C", "view": "db"},
    {"pt": "D"}, {"pt": "E"}, {"lv": "county"}, {"lv": "province"}, {"pg": "99"},
]  # fmt: skip
PLACES = [
    {}, {"ms": "level"}, {"peer": "prov"}, {"peer": "county"}, {"peer": "near"}, {"cols": "1"}, {"lv": "county"},
    {"lv": "city"}, {"more": "p-云坡乡"}, {"a": "p-青禾镇", "b": "p-青禾镇"}, {"yr": "1900"},
]  # fmt: skip


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "sample"
    write_sample(path)
    return path


@pytest.fixture
def app(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHENLAN_STORE", str(store_path))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def charts(app: AppTest) -> list[dict[str, object]]:
    return [{"alt": chart.proto.alt, **json.loads(chart.proto.spec)} for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("parameters", TARGETS, ids=str)
def test_targets(app: AppTest, parameters: dict[str, str]) -> None:
    visit(app, "targets", **parameters)
    for chart in charts(app):
        assert chart["alt"] and chart["data"]


@pytest.mark.parametrize("parameters", PLACES, ids=str)
def test_townships(app: AppTest, parameters: dict[str, str]) -> None:
    visit(app, "townships", **parameters)
    for chart in charts(app):
        assert chart["alt"] and chart["data"]


def test_targets_open_with_pairs_across_years(app: AppTest) -> None:
    visit(app, "targets")
    (chart,) = charts(app)
    assert any(digit.isdigit() for digit in str(chart["alt"]))


def test_one_place_adds_its_years(app: AppTest) -> None:
    visit(app, "targets", pl="p-青禾镇")
    assert len(charts(app)) == 2


def test_overview_needs_no_chart_library(app: AppTest) -> None:
    visit(app, "overview")
    assert charts(app) == []


def test_below_three_pairs_the_ratchet_opens_with_its_banner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = sample_tables()
    reports = [row for row in tables["reports"] if row["report_id"] == "002020aa"]
    facts = [row for row in tables["facts"] if row["report_id"] == "002020aa"]
    write_sample(tmp_path / "s", reports=reports, facts=facts)
    monkeypatch.setenv("ZHENLAN_STORE", str(tmp_path / "s"))
    app = visit(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "targets")
    assert len(app.info) == 1


def test_markup_in_a_name_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = sample_tables()
    for row in tables["reports"]:
        row["place"] = row["place"].replace("青禾镇", "<img src=x onerror=alert(1)>")
    write_sample(tmp_path / "s", **tables)
    monkeypatch.setenv("ZHENLAN_STORE", str(tmp_path / "s"))
    for page in ("overview", "targets", "townships"):
        app = visit(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), page)
        assert not any("<img src=x" in element.proto.body for element in app.get("html"))
