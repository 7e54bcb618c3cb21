"""What changed between two versions of the data: a zip downloaded earlier against the store that is open now."""

import io
import json
import zipfile
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.schema import TABLES

FACT_KEY = ["source", "source_start", "metric", "turn"]
FACT_READING = ["measure", "kind", "period", "value", "value_high", "unit", "bound", "wording", "redacted"]
REPORT_KEY = ["source", "part"]
REPORT_READING = ["kind", "level", "place", "year_planned", "year_verdict", "usable"]
LARGEST_TABLE = 500_000_000


class ExportError(Exception):
    """The file is not a zip that the download gave; the message is a code the page puts into words."""


class Export(NamedTuple):
    version: str
    reports: pd.DataFrame
    facts: pd.DataFrame


class Change(NamedTuple):
    """Rows only in the new data, only in the old, and in both but read otherwise (old and new values side by side)."""

    gained: pd.DataFrame
    lost: pd.DataFrame
    changed: pd.DataFrame


def read_export(data: bytes) -> Export:
    """The tables of a downloaded zip. Raises ExportError("not_zip" | "not_export" | "too_large")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = ("datapackage.json", "parquet/reports.parquet", "parquet/facts.parquet")
            if any(archive.getinfo(name).file_size > LARGEST_TABLE for name in names):
                raise ExportError("too_large")
            version = str(json.loads(archive.read(names[0])).get("version", "?"))
            reports, facts = (_table(archive.read(name), name) for name in names[1:])
    except zipfile.BadZipFile as error:
        raise ExportError("not_zip") from error
    except (KeyError, ValueError, AttributeError, RuntimeError, OSError, pa.ArrowException) as error:
        raise ExportError("not_export") from error
    return Export(version, reports, facts)


def _table(data: bytes, name: str) -> pd.DataFrame:
    table = pq.read_table(io.BytesIO(data))
    wanted = {column.name for column in TABLES[name.rpartition("/")[2].removesuffix(".parquet")]}
    missing = {"source"} - set(table.column_names)
    if missing:
        raise ExportError("not_export")
    frame = table.to_pandas()
    return frame.reindex(columns=[*frame.columns.intersection(list(wanted)), *sorted(wanted - set(frame.columns))])


def compare_reports(old: pd.DataFrame, new: pd.DataFrame) -> Change:
    """Reports by file and part: new ones, vanished ones, and those whose kind, place, year or use is told otherwise."""
    return _compare(old, new, REPORT_KEY, REPORT_READING, ["title"])


def compare_facts(old: pd.DataFrame, new: pd.DataFrame) -> Change:
    """Figures by file, offset in the file and indicator, as `python -m analysis diff` compares them."""
    return _compare(_with_turn(old), _with_turn(new), FACT_KEY, FACT_READING, ["quote"])


def _with_turn(facts: pd.DataFrame) -> pd.DataFrame:
    """Two figures of one indicator at one place are told apart by their turn."""
    return facts.assign(turn=facts.groupby(FACT_KEY[:-1], observed=True).cumcount())


def _compare(old: pd.DataFrame, new: pd.DataFrame, key: list[str], reading: list[str], shown: list[str]) -> Change:
    columns = [*key, *shown, *reading]
    old, new = (_plain(frame[columns]) for frame in (old, new))
    both = old.merge(new, on=key, how="outer", suffixes=("_old", "_new"), indicator=True)
    differs = pd.Series(False, index=both.index)
    for name in reading:
        before, after = both[f"{name}_old"], both[f"{name}_new"]
        differs |= (before != after).fillna(True) & ~(before.isna() & after.isna())
    paired = both["_merge"] == "both"
    return Change(
        _side(both[both["_merge"] == "right_only"], key, [*shown, *reading], "_new"),
        _side(both[both["_merge"] == "left_only"], key, [*shown, *reading], "_old"),
        both[paired & differs].drop(columns=["_merge"]).reset_index(drop=True),
    )


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Categories as strings, so that two tables with other categories compare."""
    labels = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(labels, "str"))


def _side(rows: pd.DataFrame, key: list[str], names: list[str], suffix: str) -> pd.DataFrame:
    kept = rows[[*key, *(name + suffix for name in names)]]
    return kept.rename(columns={name + suffix: name for name in names}).reset_index(drop=True)
