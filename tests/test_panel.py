"""The panel: which figure stands for a year, what the status says, names for Stata and R, what the files hold."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.lexicon.indicators import load_indicators
from analysis.model import Measure
from analysis.panel import (
    KINDS,
    LONG,
    LONGEST_NAME,
    STATUSES,
    codebook,
    long_panel,
    variable_name,
    wide_panel,
    write_panel,
)
from analysis.store import Store
from tests.stores import fact, make_store, report

R20, R21, R22 = report(2020), report(2021), report(2022)


def panel(*facts: dict, reports: tuple[dict, ...] = (R20, R21, R22), folder: Path) -> pd.DataFrame:
    store = make_store(folder / "store", {"reports": list(reports), "facts": list(facts)})
    return long_panel(store)


def status_of(table: pd.DataFrame) -> list[str]:
    return table["status"].tolist()


def test_a_target_comes_from_its_own_years_report_and_a_result_from_the_next(tmp_path: Path) -> None:
    told = [
        fact(R20, 10, 2020, 6.5, kind="target"),
        fact(R21, 10, 2020, 5.1),
        fact(R21, 90, 2020, 6.5, kind="target"),
        fact(R20, 5, 2019, 7.2),
        fact(R20, 50, 2020, 3.0),
    ]
    table = panel(*told, folder=tmp_path)
    assert table[["year", "kind", "value"]].to_numpy().tolist() == [
        [2019, "result", 7.2],
        [2020, "result", 5.1],
        [2020, "target", 6.5],
    ]
    assert set(status_of(table)) == {"ok"}
    assert list(table.columns) == LONG


def test_part_year_and_span_figures_stay_out(tmp_path: Path) -> None:
    told = [fact(R21, place, period, 5.0) for place, period in enumerate(["2020H1", "2020M1-9", "2016-2020", "2022"])]
    assert panel(*told, folder=tmp_path).empty


CASES = {
    "ambiguous": [fact(R21, 1, 2020, 5.0), fact(R21, 9, 2020, 5.2)],
    "ok": [fact(R21, 1, 2020, 5.0), fact(R21, 9, 2020, 5.0)],
    "redacted": [fact(R21, 1, 2020, None, redacted=True)],
    "restated": [
        fact(R21, 1, 2020, 3e8, measure="level", unit="元"),
        fact(R22, 1, 2020, 3.2e8, measure="level", unit="元"),
    ],
}


@pytest.mark.parametrize("status", CASES)
def test_the_status_says_how_a_figure_stands(status: str, tmp_path: Path) -> None:
    table = panel(*CASES[status], folder=tmp_path)
    assert status_of(table) == [status]
    assert set(CASES) <= set(STATUSES)


def test_a_doubtful_year_is_said_and_kept_out_of_the_wide_table(tmp_path: Path) -> None:
    doubtful = report(2021, year_verdict="doubtful")
    table = panel(fact(doubtful, 1, 2020, 5.0), reports=(doubtful,), folder=tmp_path)
    assert status_of(table) == ["doubtful_year"]
    assert wide_panel(table).empty


def test_a_report_left_out_of_comparisons_is_left_out_here(tmp_path: Path) -> None:
    copy = report(2021, usable=False, exclusion="duplicate")
    assert panel(fact(copy, 1, 2020, 5.0), reports=(copy,), folder=tmp_path).empty


def test_units_are_brought_to_one_base_and_odd_ones_are_marked(tmp_path: Path) -> None:
    other = report(2021, place_id="lu", place="芦潭镇", township="芦潭镇")
    third = report(2021, place_id="yan", place="雁浔镇", township="雁浔镇")
    told = [
        fact(R21, 1, 2020, 100.0, metric="farmland_high_standard", measure="level", unit="公顷", quote="100公顷"),
        fact(other, 1, 2020, 3000.0, metric="farmland_high_standard", measure="level", unit="亩"),
        fact(third, 1, 2020, 5.0, metric="farmland_high_standard", measure="level", unit="元"),
    ]
    table = panel(*told, reports=(R21, other, third), folder=tmp_path).set_index("place_id")
    assert table["value"].to_dict() == {"feng": 1500.0, "lu": 3000.0, "yan": 5.0}
    assert table["status"].to_dict() == {"feng": "ok", "lu": "ok", "yan": "unit"}
    assert table.loc["feng", ["unit", "quote"]].tolist() == ["mu", "100公顷"]
    wide = wide_panel(table.reset_index()).set_index("place_id")
    assert wide["farmland_high_standard_lv_r"].isna().to_dict() == {"feng": False, "lu": False, "yan": True}


def test_breaks_are_marked_by_indicator_and_by_place(tmp_path: Path) -> None:
    merged = report(2022, place_id="zhu", place="竹埭镇", township="竹埭镇")
    told = [
        fact(merged, 1, 2021, 5.0),
        fact(R22, 1, 2021, 5.0),
        fact(R22, 9, 2021, 5.0, metric="retail_sales"),
    ]
    table = panel(*told, reports=(R22, merged), folder=tmp_path).set_index(["place_id", "metric"])
    assert table["break_before"].to_dict() == {
        ("feng", "gdp"): False,
        ("feng", "retail_sales"): False,
        ("zhu", "gdp"): True,
    }


def test_names_are_safe_short_and_different() -> None:
    names = [
        variable_name(metric, measure, kind, "_s")
        for metric in load_indicators().by_id
        for measure in Measure
        for kind in KINDS
    ]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.isascii() and name.islower() for name in names)
    assert max(map(len, names)) <= LONGEST_NAME
    assert variable_name("gdp", "yoy", "target") == "gdp_yoy_t"


def test_what_is_written_can_be_read_by_others(tmp_path: Path) -> None:
    told = [fact(R20, 10, 2020, 6.5, kind="target"), fact(R21, 10, 2020, 5.1)]
    store = make_store(tmp_path / "store", {"reports": [R20, R21], "facts": told})
    files = {path.name: path for path in write_panel(store, tmp_path / "panel")}
    wide = pd.read_csv(files["panel_wide.csv"])
    assert wide.loc[0, ["gdp_yoy_t", "gdp_yoy_r"]].tolist() == [6.5, 5.1]
    assert pd.read_parquet(files["panel_long.parquet"]).shape[0] == len(pd.read_csv(files["panel_long.csv"])) == 2
    book = pd.read_csv(files["codebook.csv"]).set_index("variable")
    assert set(book.index) == set(wide.columns)
    assert book["zh"].notna().all() and book.loc["gdp_yoy_t", "unit"] == "percent"
    package = json.loads(files["datapackage.json"].read_text(encoding="utf-8"))
    described = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in package["resources"]
    }
    assert described["panel_wide.csv"] == wide.columns.tolist()
    assert described["panel_long.csv"] == LONG


def test_an_empty_store_gives_empty_tables(tmp_path: Path) -> None:
    store: Store = make_store(tmp_path / "store", {})
    long = long_panel(store)
    assert long.empty and list(long.columns) == LONG
    assert wide_panel(long).empty
    assert codebook(wide_panel(long), long)["variable"].tolist() == wide_panel(long).columns.tolist()
    write_panel(store, tmp_path / "panel")
