"""The demo: the same seed gives the same bytes, the truth slices back, the figures fit one another, and what is planted wrong is there."""

import csv
import json
import tomllib
from pathlib import Path

import pytest

from analysis.demo import DEMO_SEED, write_demo
from analysis.demo.figures import load_templates, load_townships, simulate
from tests.conftest import ROOT

DEMO = ROOT / "data" / "demo"
TRUTH = ROOT / "data" / "demo_truth"


def described() -> list[dict]:
    return json.loads((TRUTH / "truth.json").read_text(encoding="utf-8"))["reports"]


def truth_rows(file: str) -> list[dict[str, str]]:
    with (TRUTH / f"{Path(file).stem}.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def text_of(file: str) -> str:
    return (DEMO / file).read_text(encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_shipped_demo_is_what_the_generator_writes(tmp_path: Path) -> None:
    truth = write_demo(tmp_path / "demo", DEMO_SEED)
    assert contents(tmp_path / "demo") == contents(DEMO)
    assert contents(truth) == contents(TRUTH)


def test_another_seed_gives_other_figures_and_as_many_reports(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", 1)
    other = contents(tmp_path / "demo")
    assert other.keys() == contents(DEMO).keys()
    assert other != contents(DEMO)


def test_every_planted_fact_slices_back() -> None:
    for report in described():
        text, rows = text_of(report["file"]), truth_rows(report["file"])
        assert len(rows) == report["facts"] >= 30
        assert [row["text"] for row in rows] == [text[int(row["start"]) : int(row["end"])] for row in rows]
        assert all((row["value"] == "") == (row["redacted"] == "1" or row["text"] == "一番") for row in rows)


def test_reports_have_the_length_and_the_parts_of_the_genre() -> None:
    for report in described():
        text = text_of(report["file"])
        assert 1500 <= len(text) <= 3500
        assert "各位代表" in text and "\n一、" in text and "\n二、" in text


def test_every_indicator_of_the_demo_is_a_listed_one() -> None:
    indicators = tomllib.loads((ROOT / "data/lexicon/indicators.toml").read_text(encoding="utf-8"))["indicator"]
    listed = {row["id"] for row in indicators}
    assert set(load_templates("figures")) <= listed


def test_what_is_wrong_with_the_demo_is_there() -> None:
    reports = {report["file"]: report for report in described()}
    assert len({report["place"] for report in reports.values()}) == 8
    assert [report["kind"] for report in reports.values()].count("half_year_report") == 1
    assert sum(report["false_year"] for report in reports.values()) == 1
    assert [report["merged_with"] for report in reports.values()].count("鹤坞乡") == 1
    redacted = {report["place"] for report in reports.values() if report["redacted"]}
    assert redacted == {"xx乡"}


def test_the_copy_differs_in_names_only() -> None:
    copy = next(report for report in described() if report["copy_of"] and not report["false_year"])
    place, author = "望蘅镇", "枫汀镇"
    same = set(text_of(copy["copy_of"]).replace(author, place).split("。")) & set(text_of(copy["file"]).split("。"))
    assert len(same) > 0.9 * len(text_of(copy["file"]).split("。"))
    assert author not in text_of(copy["file"]).replace("枫汀晒秋", "")


@pytest.mark.parametrize("metric", ["gdp", "fiscal_revenue_local", "disposable_income_rural", "grain_output"])
def test_growth_times_last_years_level_is_this_years(metric: str) -> None:
    figures = load_templates("figures")
    for township in load_townships()[1]:
        ledger = simulate(township, figures, DEMO_SEED)
        for (name, year), growth in ledger.growths.items():
            if name == metric:
                reckoned = ledger.levels[metric, year - 1] * (1 + growth / 100)
                assert abs(reckoned / ledger.levels[metric, year] - 1) < 0.0006


def test_some_targets_are_met_some_missed_and_some_dropped() -> None:
    outcomes = {"met": 0, "missed": 0, "dropped": 0}
    places = {report["place"] for report in described() if not report["anonymous"]}
    for place in places:
        rows = [
            (report["planned"], row)
            for report in described()
            if report["place"] == place and not report["copy_of"] and report["kind"] == "work_report"
            for row in truth_rows(report["file"])
            if row["measure"] == "yoy" and row["value"]
        ]
        results = {(row["metric"], row["period"]): float(row["value"]) for _, row in rows if row["kind"] == "result"}
        years = {planned for planned, _ in rows}
        for planned, row in rows:
            if row["kind"] == "target" and planned + 1 in years:
                result = results.get((row["metric"], row["period"]))
                met = "dropped" if result is None else "met" if result >= float(row["value"]) else "missed"
                outcomes[met] += 1
    assert min(outcomes.values()) >= 15, outcomes
