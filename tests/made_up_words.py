"""A small made-up store for the tests of the word side: four townships, eight years, terms that come and go."""

from pathlib import Path

import pyarrow as pa

from analysis.model import Dating as NoDating
from analysis.model import Level, Place, Report, ReportKind, Section, SectionRole, StatedYears
from analysis.rows import report_row, section_rows, to_table
from analysis.source_map import SourceMap
from analysis.store import BuildRecord, Store, write_store
from analysis.terms import area_amounts, count_terms, counts_table, terms_version, write_terms

PLACES = ("青禾镇", "白鹭乡", "松溪镇", "云岭乡")
YEARS = tuple(range(2014, 2022))


def made_up_report(place: str, year: int) -> Report:
    """新农村 until 2017, 乡村振兴 from 2018 on; every plan promises 文化礼堂, which no review speaks of."""
    theme = "新农村" if year < 2018 else "乡村振兴"
    review = f"一、去年回顾\n去年我们推进{theme},修好水渠{year - 2000}公里,水渠通到各村。林改顺利。\n"
    plan = f"二、今年安排\n今年继续{theme},建文化礼堂,修水渠x公里。“放管服”改革要深入。\n"
    cut = len(review)
    sections = (
        Section(0, cut, SectionRole.REVIEW, "一、去年回顾", 1),
        Section(cut, len(review + plan), SectionRole.PLAN, "二、今年安排", 1),
    )
    return Report(
        f"{place}{year}", f"{place}{year}.txt", 1, f"{place}{year}年政府工作报告", review + plan, SourceMap(), "",
        kind=ReportKind.WORK_REPORT, level=Level.TOWNSHIP, place=Place(place, place), years=StatedYears(year - 1, year),
        sections=sections,
    )  # fmt: skip


def made_up_store(path: Path, texts: bool = True) -> Store:
    """The store of all places and years; 云岭乡 has no report after 2017, and two reports of 2014 are near duplicates."""
    reports = [made_up_report(place, year) for place in PLACES for year in YEARS if place != "云岭乡" or year < 2018]
    rows = []
    for report in reports:
        row = report_row(report, NoDating(), [])
        twin = "g1" if report.report_id in ("青禾镇2014", "白鹭乡2014") else ""
        rows.append(row | {"usable": True, "duplicate_group": twin})
    amounts = [amount._asdict() for report in reports for amount in area_amounts(report)]
    tables: dict[str, pa.Table] = {
        name: to_table(name, []) for name in ("documents", "facts", "year_cues", "overlaps", "problems")
    }
    tables |= {
        "reports": to_table("reports", rows),
        "sections": to_table("sections", [row for report in reports for row in section_rows(report)]),
        "attention": to_table("attention", [row | {"role": row["role"].value} for row in amounts]),
    }
    if texts:
        tables["texts"] = to_table("texts", [{"report_id": one.report_id, "text": one.text} for one in reports])
    write_store(path, tables, BuildRecord("0badcafe", "", {}, "made up"))
    counts = [count for report in reports for count in count_terms(report)]
    write_terms(path / "terms.parquet", counts_table(counts), terms_version())
    return Store(path)
