"""Tables to take away: CSV that Excel opens in Chinese, Parquet, and one zip with data dictionary and datapackage.json.

Texts of reports never go in: they are not ours to pass on.
"""

import hashlib
import io
import json
import zipfile
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from analysis.compare.dictionary import data_dictionary, table_schema
from analysis.lexicon.faults import LEXICON

BOM = b"\xef\xbb\xbf"
# A spreadsheet would run such a cell as a formula; a sign before a digit is only a number.
FORMULA = r"^([=@\t\r]|[+\-][^\d.\s])"
CSV_TABLES = ("documents", "reports", "sections", "facts", "attention", "year_cues", "overlaps", "problems", "pairs")
# Too many rows for a spreadsheet.
PARQUET_ONLY = ("terms",)
READABLE = (".toml", ".csv", ".txt")
# The same content gives the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)

README = """# 镇览 Zhenlan, data version {version}

Figures read out of Chinese government work reports, each with the place where it stands. The figures are the reports' own
(自报), the reports are not a random sample, and the reading has errors: see the method page.
从政府工作报告里读出的数字,每个都注明位置。数字是报告自己的说法,报告不是随机样本,读取也会出错,详见方法页。

- `data/*.csv`: UTF-8 with byte order mark; `pandas.read_csv(name)` opens them. An apostrophe stands before a cell that a
  spreadsheet would take for a formula. 单元格若像公式,前面加了一个撇号。
- `parquet/*.parquet`: the same tables with types, and the term counts. 同样的表,带类型,另有词频。
- `dictionary.csv`: what each column means. 各列的含义。 `datapackage.json`: the same for programs (Frictionless).
- `data/pairs.csv`: targets beside results, five types of pairs that must not be pooled. 目标与结果的配对,五类不可合并。
- `lexicon/`: the indicators, units and words that the figures were read by. 读取所依据的指标、单位和词。
- No texts of reports are inside. 不含报告原文。

Cite as 引用: 镇览 Zhenlan, data version {version}.
"""


def to_csv(table: pa.Table | pd.DataFrame) -> bytes:
    """CSV in UTF-8 with byte order mark, so that Excel shows the Chinese; cells that look like formulas get an apostrophe."""
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    columns = [_writable(column) for column in table.columns]
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(columns, names=table.column_names), buffer)
    return BOM + buffer.getvalue()


def _writable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    if pa.types.is_list(column.type) or pa.types.is_nested(column.type):
        column = pa.chunked_array([[json.dumps(value, ensure_ascii=False) for value in column.to_pylist()]])
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.replace_substring_regex(column, FORMULA, r"'\1")
    return column


def to_parquet(table: pa.Table | pd.DataFrame) -> bytes:
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def to_zip(tables: dict[str, pa.Table], version: str) -> bytes:
    """One archive of all tables with dictionary, datapackage.json and a note; tables that may not leave are left out."""
    files: dict[str, bytes] = {}
    resources = []
    present = tuple(name for name in (*CSV_TABLES, *PARQUET_ONLY) if name in tables)
    for name in present:
        files[f"parquet/{name}.parquet"] = to_parquet(tables[name])
        if name in CSV_TABLES:
            files[f"data/{name}.csv"] = to_csv(tables[name])
        path = f"data/{name}.csv" if name in CSV_TABLES else f"parquet/{name}.parquet"
        resources.append(_resource(name, path, files[path], present))
    files |= {
        f"lexicon/{file.name}": file.read_bytes() for file in sorted(LEXICON.iterdir()) if file.suffix in READABLE
    }
    files["dictionary.csv"] = to_csv(data_dictionary(present))
    files["datapackage.json"] = _json(_descriptor(resources, version))
    files["README.md"] = README.format(version=version).encode()
    return archive(files)


def _resource(name: str, path: str, data: bytes, present: tuple[str, ...]) -> dict[str, Any]:
    form = path.rpartition(".")[2]
    kinds = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    described = {
        "name": name.replace("_", "-"),
        "path": path,
        "format": form,
        "mediatype": kinds[form],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _renamed(table_schema(name, present)),
    }
    return described | ({"profile": "tabular-data-resource", "encoding": "utf-8-sig"} if form == "csv" else {})


def _renamed(schema: dict[str, Any]) -> dict[str, Any]:
    """Resource names may not hold underscores."""
    for key in schema.get("foreignKeys", []):
        key["reference"]["resource"] = key["reference"]["resource"].replace("_", "-")
    return schema


def _descriptor(resources: list[dict[str, Any]], version: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "zhenlan",
        "title": "镇览:政府工作报告里的目标、自报结果和用词",
        "description": "Targets, reported results and wording in Chinese government work reports",
        "version": version,
        "resources": resources,
    }


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def archive(files: dict[str, bytes]) -> bytes:
    """A zip of files by their names; the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
