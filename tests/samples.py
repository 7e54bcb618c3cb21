"""A small made-up store for tests of pages and comparisons: four townships and two counties over five years.

Every figure stands in a sentence of its own, written here, so that spans, quotes and values agree.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.rows import to_table
from analysis.schema import TABLES
from analysis.store import BuildRecord, Store, write_store

NAMES = {"gdp": "地区生产总值", "fiscal_revenue_local": "一般公共预算收入", "unemployment_registered": "城镇登记失业率"}
TOWNSHIPS = ("青禾镇", "石磨镇", "云坡乡", "柳塘镇")
COUNTIES = ("安岚县", "平岫县")
FIRST, LAST = 2019, 2023


def report_row(report_id: str, place: str, planned: int, level: str = "township", **changes: Any) -> dict[str, Any]:
    """A usable work report of a place that plans for a year and reviews the year before."""
    row = {
        "report_id": report_id, "source": f"{place}{planned}.txt", "part": 1, "document_sha256": report_id * 4,
        "title": f"{place}{planned}年政府工作报告", "kind": "work_report", "kind_evidence": "标题", "level": level,
        "place_id": f"p-{place}", "place": place, "province": "某省", "city": "某市", "county": "安岚县",
        "township": place if level == "township" else "", "place_code": "", "place_anonymous": False, "place_clues": "",
        "place_verdict": "consistent", "year_reviewed": planned - 1, "year_planned": planned, "months": "",
        "year_verdict": "consistent", "year_implied": planned, "claimed_level": level, "claimed_place": place,
        "claimed_year": planned, "characters": 3000, "han_characters": 2500, "redactions": 0, "facts": 0,
        "duplicate_group": "", "duplicate_of": "", "duplicate_share": 0.0, "reuse_previous": 0.1, "reuse_others": 0.0,
        "usable": True, "exclusion": "",
    }  # fmt: skip
    return row | changes


def fact_row(
    report_id: str, metric: str, kind: str, period: str, value: float | None, **changes: Any
) -> dict[str, Any]:
    """A growth figure in percent unless the changes say otherwise; `start` and `end` must be set where texts matter."""
    row = {
        "report_id": report_id, "start": 0, "end": 4, "quote": "x%" if value is None else f"{value:g}%",
        "source": f"{report_id}.txt", "source_start": 0, "source_end": 4,
        "section": "plan" if kind == "target" else "review", "metric": metric, "measure": "yoy", "kind": kind,
        "period": period, "value": value, "value_high": None, "unit": "%", "bound": "eq", "wording": "-",
        "price_basis": "-", "redacted": value is None, "flags": "", "rule": "sample",
    }  # fmt: skip
    return row | changes


def sample_tables() -> dict[str, list[dict[str, Any]]]:
    """Rows of all tables the pages read."""
    reports: list[dict[str, Any]] = []
    facts: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    places = [(place, "township") for place in TOWNSHIPS] + [(place, "county") for place in COUNTIES]
    for number, (place, level) in enumerate(places):
        for planned in range(FIRST, LAST + 1):
            report = report_row(f"{number:02d}{planned}aa", place, planned, level)
            content, found = _text(report, number)
            report |= {"characters": len(content), "facts": len(found)}
            reports.append(report)
            facts += found
            texts.append({"report_id": report["report_id"], "text": content})
    _spoil(reports)
    sections = [
        {"report_id": row["report_id"], "start": start, "end": end, "role": role, "depth": 1, "heading": heading}
        for row in reports
        for start, end, role, heading in ((0, 100, "review", "一、回顾"), (100, row["characters"], "plan", "二、打算"))
    ]
    return {"reports": reports, "facts": facts, "texts": texts, "sections": sections}


def _text(report: dict[str, Any], number: int) -> tuple[str, list[dict[str, Any]]]:
    """A made-up report of a few sentences, and the facts in it with their offsets."""
    reviewed, planned = report["year_reviewed"], report["year_planned"]
    wobble = (number * 7 + planned * 3) % 5 / 10
    target, result = 8.0 + wobble, 7.6 + number / 4 + wobble
    amount = (20 + 6 * number) * 1.08 ** (reviewed - FIRST)
    plans: list[tuple[str, str, dict[str, Any]]] = [
        (f"{reviewed}年,全域地区生产总值达到{amount:.2f}亿元", f"{amount:.2f}亿元",
         {"metric": "gdp", "kind": "result", "period": str(reviewed), "value": round(amount, 2) * 1e8,
          "measure": "level", "unit": "元"}),
        (f",比上年增长{result:.1f}%。\n", f"{result:.1f}%",
         {"metric": "gdp", "kind": "result", "period": str(reviewed), "value": round(result, 1)}),
        (f"{planned}年,地区生产总值力争增长{target:.1f}%以上", f"{target:.1f}%",
         {"metric": "gdp", "kind": "target", "period": str(planned), "value": round(target, 1), "bound": "ge",
          "wording": "strive"}),
        (",城镇登记失业率控制在4.2%以内。\n", "4.2%",
         {"metric": "unemployment_registered", "kind": "target", "period": str(planned), "value": 4.2,
          "measure": "level", "bound": "le"}),
        ("一般公共预算收入增长7%左右。\n", "7%",
         {"metric": "fiscal_revenue_local", "kind": "target", "period": str(planned), "value": 7.0, "bound": "about"}),
    ]  # fmt: skip
    if number != 1:
        plans.append(("全年一般公共预算收入增长6.8%。\n", "6.8%",
                      {"metric": "fiscal_revenue_local", "kind": "result", "period": str(reviewed), "value": 6.8}))  # fmt: skip
    if number == 2:
        plans.append(("固定资产投资增长x%。\n", "x%",
                      {"metric": "fixed_asset_investment", "kind": "target", "period": str(planned), "value": None}))  # fmt: skip
    return _write(report["report_id"], f"{report['title']}\n", plans)


def _write(
    report_id: str, heading: str, plans: Iterable[tuple[str, str, dict[str, Any]]]
) -> tuple[str, list[dict[str, Any]]]:
    content, found = heading, []
    for sentence, quote, fields in plans:
        start = len(content) + sentence.index(quote)
        row = fact_row(report_id, fields["metric"], fields["kind"], fields["period"], fields["value"])
        span = {"start": start, "end": start + len(quote), "source_start": start, "source_end": start + len(quote)}
        found.append(row | fields | span | {"quote": quote})
        content += sentence
    return content, found


def _spoil(reports: list[dict[str, Any]]) -> None:
    """One report with years in doubt, one near duplicate, one that is no work report."""
    by_id = {row["report_id"]: row for row in reports}
    by_id["032021aa"] |= {"year_verdict": "doubtful", "year_implied": 2019}
    by_id["012020aa"] |= {"duplicate_group": "g1", "duplicate_of": "002020aa", "duplicate_share": 0.8}
    by_id["002020aa"] |= {"duplicate_group": "g1"}
    by_id["032023aa"] |= {"kind": "duty_report", "usable": False, "exclusion": "other_kind"}


def write_sample(path: Path, **changes: list[dict[str, Any]]) -> Store:
    """Write the sample store to a folder, with whole tables replaced where given, and open it."""
    rows = sample_tables() | changes
    tables = {name: to_table(name, rows.get(name, [])) for name in TABLES}
    write_store(path, tables, BuildRecord("sample01", "r", {}, "sample"))
    return Store(path)
