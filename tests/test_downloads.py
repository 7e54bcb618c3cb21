"""What is taken away opens again: CSV in pandas, Parquet with types, the zip by its own description; versions compare."""

import io
import json
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare import dictionary, downloads, inventory, versions
from analysis.rows import to_table
from analysis.schema import TABLES

REPORT = {
    "report_id": "a1", "source": "松溪乡.txt", "part": 1, "title": "松溪乡工作报告", "kind": "work_report", "level": "township",
    "place": "松溪乡", "year_planned": 2021, "year_verdict": "consistent", "usable": True, "exclusion": "", "redactions": 0,
}  # fmt: skip
FACT = {
    "report_id": "a1", "start": 4, "end": 6, "quote": "6%", "source": "松溪乡.txt", "source_start": 4, "source_end": 6,
    "metric": "gdp", "measure": "yoy", "kind": "result", "period": "2020", "value": 6.0, "unit": "%", "bound": "eq",
    "wording": "-", "redacted": False, "flags": "", "rule": "plain",
}  # fmt: skip
DOCUMENT = {"source": "松溪乡.txt", "sha256": "0", "format": "txt", "encoding": "utf-8", "characters": 20, "parts": 1}


def tables(**changed: list[dict]) -> dict[str, pa.Table]:
    rows = {"documents": [DOCUMENT], "reports": [REPORT], "facts": [FACT]} | changed
    return {name: to_table(name, rows.get(name, [])) for name in TABLES}


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_csv_opens_in_pandas_and_in_excel():
    data = downloads.to_csv(tables()["facts"])
    assert data.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(data))
    assert frame.columns.tolist() == [column.name for column in TABLES["facts"]]
    assert frame.loc[0, "quote"] == "6%" and frame.loc[0, "value"] == 6.0


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@SUM(1)", "'@SUM(1)"), ("+cmd|' /C'!A0", "'+cmd|' /C'!A0"), ("-5.2%", "-5.2%"), ("-", "-"), ("-a", "'-a")],
)  # fmt: skip
def test_a_cell_never_becomes_a_formula(cell, written):
    data = downloads.to_csv(pd.DataFrame({"quote": [cell]}))
    assert pd.read_csv(io.BytesIO(data))["quote"].tolist() == [written]


@given(st.lists(st.text(alphabet='甲",\n\r\t =;', min_size=1, max_size=6), min_size=1, max_size=5))
def test_any_text_survives_csv_but_for_the_apostrophe(cells):
    data = downloads.to_csv(pd.DataFrame({"quote": cells}))
    back = pd.read_csv(io.BytesIO(data), keep_default_na=False, lineterminator=None)["quote"].tolist()
    unguarded = [cell.removeprefix("'") if cell[1:2] in list("=@\t\r") else cell for cell in back]
    assert [cell.replace("\r\n", "\n") for cell in unguarded] == [cell.replace("\r\n", "\n") for cell in cells]


def test_the_zip_describes_itself_and_holds_no_text():
    data = downloads.to_zip(tables(), "abcd1234")
    archive = opened(data)
    described = json.loads(archive.read("datapackage.json"))
    assert described["version"] == "abcd1234"
    for resource in described["resources"]:
        content = archive.read(resource["path"])
        assert len(content) == resource["bytes"]
        if resource["format"] == "csv":
            header = pd.read_csv(io.BytesIO(content), nrows=0).columns.tolist()
            assert header == [field["name"] for field in resource["schema"]["fields"]]
    names = set(archive.namelist())
    assert {"data/facts.csv", "parquet/facts.parquet", "parquet/terms.parquet", "dictionary.csv", "README.md"} <= names
    assert not any("texts" in name or "sentences" in name or "numbers" in name for name in names)
    assert downloads.to_zip(tables(), "abcd1234") == data


def test_foreign_keys_point_to_tables_that_are_there():
    described = json.loads(opened(downloads.to_zip(tables(), "v")).read("datapackage.json"))
    names = {resource["name"] for resource in described["resources"]}
    keys = [key for resource in described["resources"] for key in resource["schema"].get("foreignKeys", [])]
    assert keys and all(key["reference"]["resource"] in names for key in keys)
    assert "foreignKeys" not in dictionary.table_schema("facts", ("facts",))


def test_parquet_keeps_types_and_descriptions():
    table = pq.read_table(io.BytesIO(downloads.to_parquet(tables()["facts"])))
    assert table.schema.field("value").type == pa.float64()
    assert table.schema.field("metric").metadata[b"en"] == b"Indicator id"


def test_the_dictionary_explains_every_column():
    frame = dictionary.data_dictionary()
    assert len(frame) == sum(len(columns) for columns in dictionary.DESCRIBED.values())
    assert (frame["zh"].str.len() > 0).all() and (frame["en"].str.len() > 0).all()
    assert set(frame["type"]) == {"string", "integer", "number", "boolean"}


def test_two_versions_are_told_apart():
    """Point 31."""
    changed = FACT | {"value": 7.0}
    new = FACT | {"source_start": 9, "metric": "tax_revenue"}
    old = versions.read_export(downloads.to_zip(tables(facts=[FACT, FACT | {"source_start": 30}]), "old1"))
    now = tables(facts=[changed, new], reports=[REPORT, REPORT | {"part": 2, "report_id": "a2"}])
    facts = versions.compare_facts(old.facts, now["facts"].to_pandas())
    assert old.version == "old1"
    assert facts.gained["metric"].tolist() == ["tax_revenue"]
    assert facts.lost["source_start"].tolist() == [30]
    assert facts.changed[["value_old", "value_new"]].to_numpy().tolist() == [[6.0, 7.0]]
    reports = versions.compare_reports(old.reports, now["reports"].to_pandas())
    assert reports.gained["part"].tolist() == [2] and reports.lost.empty and reports.changed.empty


def test_the_same_version_shows_no_change():
    old = versions.read_export(downloads.to_zip(tables(), "v"))
    assert all(part.empty for part in versions.compare_facts(old.facts, tables()["facts"].to_pandas()))


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no zip", "not_zip"),
        (b"", "not_zip"),
        (zipped(a=b"b"), "not_export"),
        (
            zipped(**{"datapackage.json": b"[]", "parquet/reports.parquet": b"", "parquet/facts.parquet": b""}),
            "not_export",
        ),
        (
            zipped(**{"datapackage.json": b"{}", "parquet/reports.parquet": b"x", "parquet/facts.parquet": b"x"}),
            "not_export",
        ),
    ],
)
def test_another_file_is_refused(data, code):
    with pytest.raises(versions.ExportError, match=code):
        versions.read_export(data)


def test_inventory_accounts_for_every_file():
    reports = pd.DataFrame([
        REPORT, REPORT | {"part": 2, "exclusion": "other_kind", "kind": "survey"}, REPORT | {"part": 3, "exclusion": "duplicate"},
        REPORT | {"part": 4, "year_verdict": "doubtful", "redactions": 3}, REPORT | {"part": 5, "redactions": 2, "level": "county"},
    ])  # fmt: skip
    documents = pd.DataFrame([DOCUMENT | {"parts": 5}, DOCUMENT | {"source": "空.txt", "parts": 0}])
    problems = pd.DataFrame(
        {"code": ["file_empty", "file_binary", "year_conflict"], "source": ["空.txt", "坏.doc", "松溪乡.txt"]}
    )
    rows = inventory.inventory(reports, documents, problems)
    assert rows["state"].tolist() == ["ok", "kind", "duplicate", "year", "redacted", "unread", "unread"]
    assert inventory.state_counts(rows) == {"ok": 1, "redacted": 1, "year": 1, "duplicate": 1, "kind": 1, "unread": 2}
    assert inventory.select(rows, states=("unread",))["source"].tolist() == ["坏.doc", "空.txt"]
    assert inventory.select(rows, levels=("county",))["part"].tolist() == [5]
    assert len(inventory.select(rows, words="松溪 .txt")) == 5
    assert len(inventory.select(rows, code_sources=inventory.sources_with(problems, ("file_binary",)))) == 1
    assert inventory.problems_by_code(problems)["code"].tolist() == ["file_binary", "file_empty", "year_conflict"]


def test_an_empty_store_gives_an_empty_inventory():
    empty = {name: table.to_pandas() for name, table in tables(reports=[], documents=[], facts=[]).items()}
    rows = inventory.inventory(empty["reports"], empty["documents"], empty["problems"])
    assert rows.empty and sum(inventory.state_counts(rows).values()) == 0
    assert inventory.problems_by_code(empty["problems"]).empty
