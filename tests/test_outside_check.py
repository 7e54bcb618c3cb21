"""Against tables made by reading the reports: the nation's growth targets and results 1996-2026, and twenty provincial ones."""

import csv
import zipfile
from functools import cache
from typing import Any

import pytest

from analysis.corpus import prepare
from analysis.extract import read_report
from analysis.model import Document, Fact, FactKind, Measure
from analysis.readers import read_bytes
from tests.conftest import ROOT, SHARED, needs_shared

CASES = ROOT / "tests" / "cases"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


KNOWN = {(row["check"], row["place"], int(row["year"])): row["reason"] for row in rows("outside_known_failures.csv")}


def cases(check: str, keys: list[tuple[str, int]]) -> list[Any]:
    """The cases of a check; what is known to fail must fail, and say why."""
    return [
        pytest.param(
            *key,
            id=f"{key[0]}-{key[1]}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[check, *key])] if (check, *key) in KNOWN else [],
        )
        for key in keys
    ]


NATION = {int(row["year"]): row for row in rows("national_gdp_targets.csv")}
PROVINCES = {(row["place"], int(row["year"])): row for row in rows("provincial_gdp_targets.csv")}


@cache
def growth_facts(folder: str, place: str, year: int) -> list[Fact]:
    """The yearly growth rates of output that are read out of one report of real.zip."""
    name = f"{folder}/{place}_{year}.txt"
    with zipfile.ZipFile(SHARED / "reports" / "real.zip") as archive:
        document = read_bytes(name, archive.read(name))
    assert isinstance(document, Document)
    facts = [fact for report in prepare(document)[0] for fact in read_report(report)]
    return [fact for fact in facts if fact.metric == "gdp" and fact.measure is Measure.YOY]


def figures(facts: list[Fact], kind: FactKind, year: int) -> set[tuple[float, str]]:
    """Values and bounds of the facts of a kind about a year."""
    return {
        (float(fact.value), fact.bound.value)
        for fact in facts
        if fact.kind is kind and fact.period == str(year) and fact.value is not None
    }


def expected(row: dict[str, str]) -> set[tuple[float, str]]:
    return {(float(row[end]), row["bound"]) for end in ("target", "target_high") if row[end]}


@needs_shared
@pytest.mark.parametrize(("place", "year"), cases("target", [("国务院", year) for year in NATION]))
def test_the_nations_target_is_right_in_value_and_bound(place: str, year: int) -> None:
    assert figures(growth_facts("national", place, year), FactKind.TARGET, year) == expected(NATION[year])


@needs_shared
@pytest.mark.parametrize(("place", "year"), cases("result", [("国务院", year) for year in NATION if year < 2026]))
def test_the_nations_result_is_read_out_of_the_report_of_the_year_after(place: str, year: int) -> None:
    found = {value for value, _ in figures(growth_facts("national", place, year + 1), FactKind.RESULT, year)}
    stated = NATION[year]["result"]
    assert found == ({float(stated)} if stated else set())


@needs_shared
@pytest.mark.parametrize(("place", "year"), cases("province", list(PROVINCES)))
def test_provincial_targets_and_results(place: str, year: int) -> None:
    row, facts = PROVINCES[place, year], growth_facts("province", place, year)
    assert figures(facts, FactKind.TARGET, year) == expected(row)
    found = {value for value, _ in figures(facts, FactKind.RESULT, year - 1)}
    assert found == ({float(row["result_before"])} if row["result_before"] else set())
