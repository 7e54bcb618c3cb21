"""The cached analysis on disk: one Parquet file a table, beside a record of the build. Written whole, then put in place."""

import json
import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.schema import TABLES, arrow_schema
from analysis.terms import read_terms, terms_version, write_terms

RECORD = "build.json"

# What a table is ordered by on disk, so that one report's rows or text lie together and are found by row-group statistics.
ORDER = {"texts": "report_id", "numbers": "report_id", "sentences": "report_id"}
ROWS_A_GROUP = {"texts": 16, "numbers": 20_000, "sentences": 20_000}


class StoreError(Exception):
    """There is no readable store at the path; the message says what to do."""


class BuildRecord(NamedTuple):
    """What a store was made from: `sources` maps each file to the hash of its bytes and claim, `rules` is the hash of code and lexicon."""

    version: str
    rules: str
    sources: dict[str, str]
    input: str

    def to_json(self) -> str:
        return json.dumps(self._asdict(), ensure_ascii=False, indent=1)


def read_record(path: Path) -> BuildRecord | None:
    """The record of the store at `path`, None where there is none or it cannot be read."""
    try:
        return BuildRecord(**json.loads((path / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def check_place(path: Path) -> None:
    """Raise StoreError where a store would take the place of something else: a file, or a folder that holds no store."""
    if path.exists() and not (path / RECORD).is_file() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(f"{path} is there and holds no analysis: give a new folder")


def write_store(path: Path, tables: dict[str, pa.Table], record: BuildRecord) -> None:
    """Write all tables beside `path`, then swap them in: a reader sees the old store or the new one, never a half.

    Raises StoreError where `path` is there and is no store.
    """
    check_place(path)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, table in tables.items():
        _write_table(fresh, name, table)
    (fresh / RECORD).write_text(record.to_json(), encoding="utf-8")
    old = path.with_name(f"{path.name}.{os.getpid()}.old")
    if path.exists():
        path.rename(old)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _write_table(folder: Path, name: str, table: pa.Table) -> None:
    if name == "terms":
        write_terms(folder / "terms.parquet", table, terms_version())
        return
    if name in ORDER:
        table = table.sort_by(ORDER[name])
    pq.write_table(
        table, folder / f"{name}.parquet", compression="zstd", row_group_size=ROWS_A_GROUP.get(name, 1_000_000)
    )


class Store:
    """A store opened for reading. Each table is a pandas frame with the columns of analysis/schema.py, read when first asked for.

    A store that ships figures only has no texts, numbers or sentences: those tables are empty then.
    """

    def __init__(self, path: Path) -> None:
        record = read_record(path)
        if record is None:
            raise StoreError(f"{path} holds no analysis: run `python -m analysis build REPORTS --out {path}`")
        self.path = path
        self.record = record

    @property
    def version(self) -> str:
        """Eight characters that change whenever the data do."""
        return self.record.version

    @cached_property
    def documents(self) -> pd.DataFrame:
        return self.table("documents")

    @cached_property
    def reports(self) -> pd.DataFrame:
        return self.table("reports")

    @cached_property
    def sections(self) -> pd.DataFrame:
        return self.table("sections")

    @cached_property
    def facts(self) -> pd.DataFrame:
        return self.table("facts")

    @cached_property
    def named(self) -> pd.DataFrame:
        return self.table("named")

    @cached_property
    def year_cues(self) -> pd.DataFrame:
        return self.table("year_cues")

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        return self.table("overlaps")

    @cached_property
    def problems(self) -> pd.DataFrame:
        return self.table("problems")

    @property
    def has_texts(self) -> bool:
        return (self.path / "texts.parquet").exists()

    def table(self, name: str, report_id: str | None = None) -> pd.DataFrame:
        """A whole table, or the rows of one report. Empty, with its columns, where the store does not hold it."""
        return self.arrow(name, report_id).to_pandas()

    def arrow(self, name: str, report_id: str | None = None, columns: list[str] | None = None) -> pa.Table:
        """The same as an Arrow table."""
        if name not in TABLES:
            raise KeyError(name)
        file = self.path / f"{name}.parquet"
        if not file.exists():
            return arrow_schema(name).empty_table()
        if name == "terms":
            return read_terms(file)
        wanted = None if report_id is None else (pc.field("report_id") == report_id)
        return pq.read_table(file, columns=columns, filters=wanted)

    def text(self, report_id: str) -> str | None:
        """The cleaned text of a report; None where the store ships without texts or does not know the report."""
        rows = self.arrow("texts", report_id, columns=["text"])
        return rows["text"][0].as_py() if rows.num_rows else None

    def report(self, report_id: str) -> dict[str, Any] | None:
        """One report's row as a dictionary, None where there is no such report."""
        rows = self.reports[self.reports["report_id"] == report_id]
        return None if rows.empty else rows.iloc[0].to_dict()
