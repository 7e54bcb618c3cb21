"""Ranges, leaps, coverage and lost facts, on made-up stores; the lexicon of ranges and of breaks loads, faults are all named."""

from pathlib import Path

import pytest

from analysis.compare.breaks import breaks_between, load_breaks
from analysis.lexicon.faults import LexiconError
from analysis.sanity import coverage, leaps, load_ranges, lost_facts, out_of_range
from analysis.store import Store
from tests.stores import fact, make_store, report

R20, R21, R22 = report(2020), report(2021), report(2022)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    levels = {"metric": "gdp", "measure": "level", "unit": "元"}
    facts = [
        fact(R20, 1, 2019, 30e8, **levels),
        fact(R21, 1, 2020, 31e8, **levels),
        fact(R22, 1, 2021, 320e8, **levels),
        fact(R22, 9, 2022, 65.0, kind="target"),
        fact(R22, 20, 2021, 7.0),
        fact(R22, 30, 2021, 99.1, metric="forest_coverage", measure="level"),
        fact(R22, 40, 2021, 991.0, metric="forest_coverage", measure="level"),
        fact(R22, 50, 2021, None, redacted=True),
    ]
    return make_store(tmp_path / "store", {"reports": [R20, R21, R22], "facts": facts})


def test_figures_out_of_range_are_named_with_the_range(store: Store) -> None:
    found = out_of_range(store.facts, store.reports)
    assert found[["start", "low", "high"]].to_numpy().tolist() == [[9, -20, 60], [40, 0, 100]]


def test_a_leap_is_a_level_out_of_line_with_the_year_before(store: Store) -> None:
    found = leaps(store.facts, store.reports)
    assert found[["year", "report_id"]].to_numpy().tolist() == [[2021, R22["report_id"]]]
    assert found["ratio"].iloc[0] == pytest.approx(320 / 31)


def test_coverage_counts_reports_facts_and_growth_targets(store: Store) -> None:
    table = coverage(store.reports, store.facts).set_index("year")
    assert table["reports"].tolist() == [1, 1, 1]
    assert table["gdp_target"].tolist() == [0, 0, 1]
    assert table["facts_a_report"].tolist() == [1, 1, 6]


def test_lost_facts_are_those_at_whose_place_nothing_is_read_now(store: Store) -> None:
    fewer = store.facts[store.facts["start"] != 9]
    loss = lost_facts(store.facts, fewer)
    assert loss.share == pytest.approx(1 / 8)
    assert "gdp 1" in loss.told() and R22["source"] in loss.told()
    assert lost_facts(fewer, store.facts).share == 0


def test_ranges_load_and_faults_are_all_named(tmp_path: Path) -> None:
    assert all(each.low < each.high for each in load_ranges())
    bad = tmp_path / "sanity.toml"
    bad.write_text('[[range]]\nmeasure = "pace"\nlow = 5\nhigh = 1\n', encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_ranges(bad)
    assert len(caught.value.faults) == 2


def test_breaks_load_and_are_found_between_years() -> None:
    assert len(load_breaks()) > 20
    assert breaks_between("net_income_rural", 2012, 2013)["related"].tolist() == ["disposable_income_rural"]
    assert breaks_between("net_income_rural", 2013, 2019).empty
    assert breaks_between("gdp", 2019, 2021, "鹤坞乡", "township")["kind"].tolist() == ["merged"]
    assert breaks_between("retail_sales", 1990, 2026).empty


def test_faulty_breaks_are_all_named(tmp_path: Path) -> None:
    bad = tmp_path / "series_breaks.toml"
    bad.write_text(
        '[[indicator]]\nmetric = "no_such"\nyear = 2013\nkind = "odd"\nzh = "改"\nen = "x"\n', encoding="utf-8"
    )
    with pytest.raises(LexiconError) as caught:
        load_breaks(bad)
    assert {fault.what for fault in caught.value.faults} == {"unknown kind", "no indicator no_such"}
