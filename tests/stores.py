"""Small made-up stores for tests: rows by name, what is not named has a plain default."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis.rows import to_table
from analysis.schema import TABLES
from analysis.store import BuildRecord, Store, write_store

REPORT = {
    "kind": "work_report",
    "level": "township",
    "place_id": "feng",
    "place": "枫汀镇",
    "township": "枫汀镇",
    "county": "霁川县",
    "province": "",
    "city": "",
    "place_code": "",
    "part": 1,
    "title": "政府工作报告",
    "year_verdict": "consistent",
    "usable": True,
    "exclusion": "",
    "months": "",
    "kind_evidence": "",
    "place_clues": "",
}
FACT = {
    "metric": "gdp",
    "measure": "yoy",
    "kind": "result",
    "unit": "%",
    "bound": "eq",
    "wording": "-",
    "price_basis": "-",
    "redacted": False,
    "flags": "",
    "rule": "test",
    "section": "review",
    "quote": "1%",
}


def report(planned: int, **given: Any) -> dict[str, Any]:
    place = given.get("place_id", REPORT["place_id"])
    years = {
        "year_planned": planned,
        "year_reviewed": planned - 1,
        "report_id": f"{place}-{planned}",
        "source": f"{place}_{planned}.txt",
    }
    return REPORT | years | given


def fact(of: dict[str, Any], start: int, period: int | str, value: float | None, **given: Any) -> dict[str, Any]:
    where = {"report_id": of["report_id"], "source": of["source"], "start": start, "end": start + 2}
    where |= {"source_start": start, "source_end": start + 2}
    return FACT | where | {"period": str(period), "value": value} | given


def make_store(path: Path, rows: dict[str, list[dict[str, Any]]]) -> Store:
    """A store at `path` with the given rows; `terms` rows are dictionaries of the schema's columns."""
    tables: dict[str, pa.Table] = {name: to_table(name, rows.get(name, [])) for name in TABLES}
    sources = {row["source"]: "x" for row in rows.get("reports", [])}
    write_store(path, tables, BuildRecord("12345678", "rules", sources, "made up"))
    return Store(path)
