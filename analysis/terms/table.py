"""The stored term counts: sorted by term so that one term's series is one short stretch of the file.

In memory the table has the columns of analysis/schema.py. On disk the report is a whole number, its place in the sorted list
of report ids that the file's metadata holds: the numbers of a term ascend, so their differences take a few bits each.
"""

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.model import RoleTerms, SectionRole
from analysis.schema import arrow_schema

ROLES = tuple(role.value for role in SectionRole)
ROWS_A_GROUP = 1 << 16
REPORTS_KEY = b"report_ids"
VERSION_KEY = b"terms_version"
DISK = pa.schema([("term", pa.string()), ("role", pa.int8()), ("report", pa.int32()), ("count", pa.int32())])


def counts_table(counted: Sequence[RoleTerms]) -> pa.Table:
    """Term counts as an Arrow table with the columns of the schema, a row for each term of a role, in the order given."""
    terms = list(chain.from_iterable(one.counts for one in counted))
    numbers = chain.from_iterable(one.counts.values() for one in counted)
    rows = np.repeat(np.arange(len(counted)), [len(one.counts) for one in counted])
    schema = arrow_schema("terms")
    columns = {
        "term": pa.array(terms, pa.string()).dictionary_encode(),
        "report_id": pa.array([one.report_id for one in counted], pa.string()).dictionary_encode().take(rows),
        "role": pa.array([one.role.value for one in counted], pa.string()).dictionary_encode().take(rows),
        "count": pa.array(np.fromiter(numbers, np.int32, len(terms))),
    }
    return pa.table([columns[name] for name in schema.names], schema=schema)


def write_terms(path: Path, table: pa.Table, version: str = "") -> None:
    """Write the counts of all reports; `version` says which dictionary and segmenter made them."""
    table = table.unify_dictionaries().combine_chunks()
    terms, term_codes = _sorted_codes(table["term"])
    report_ids, report_codes = _sorted_codes(table["report_id"])
    roles, role_codes = _sorted_codes(table["role"])
    role_codes = np.array([ROLES.index(role) for role in roles], np.int8)[role_codes] if roles else role_codes
    order = np.lexsort((report_codes, role_codes, term_codes))
    columns = [
        pa.array(terms, pa.string()).take(pa.array(term_codes[order])),
        pa.array(role_codes[order].astype(np.int8)),
        pa.array(report_codes[order].astype(np.int32)),
        table["count"].combine_chunks().take(pa.array(order)) if len(order) else pa.array([], pa.int32()),
    ]
    metadata = {REPORTS_KEY: json.dumps(report_ids).encode(), VERSION_KEY: version.encode()}
    pq.write_table(
        pa.table(columns, schema=DISK.with_metadata(metadata)),
        path,
        compression="zstd",
        compression_level=9,
        row_group_size=ROWS_A_GROUP,
        use_dictionary=["term", "role", "count"],
        column_encoding={"report": "DELTA_BINARY_PACKED"},
        write_statistics=["term"],
        write_page_index=False,
    )


def _sorted_codes(column: pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """The sorted distinct values of a dictionary column that occur, and each row's place among them."""
    if not len(column):
        return [], np.zeros(0, np.int64)
    encoded = column.combine_chunks()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    values = encoded.dictionary.to_pylist()
    used = np.unique(codes)
    ranked = sorted(used.tolist(), key=lambda code: values[code])
    places = np.zeros(len(values), np.int64)
    places[ranked] = np.arange(len(ranked))
    return [values[code] for code in ranked], places[codes]


def read_terms(path: Path, terms: Sequence[str] | None = None) -> pa.Table:
    """The counts of some terms, or of all, with the columns of the schema; no rows for a term that no report uses."""
    file = pq.ParquetFile(path)
    metadata = file.schema_arrow.metadata or {}
    if REPORTS_KEY not in metadata:
        return _read_plain(path, terms)
    report_ids = json.loads(metadata[REPORTS_KEY])
    rows = file.read() if terms is None else _rows_of(file, terms)
    columns = {
        "term": rows["term"].combine_chunks().dictionary_encode(),
        "report_id": pa.DictionaryArray.from_arrays(rows["report"].combine_chunks(), pa.array(report_ids, pa.string())),
        "role": pa.DictionaryArray.from_arrays(rows["role"].combine_chunks().cast(pa.int32()), list(ROLES)),
        "count": rows["count"].combine_chunks(),
    }
    schema = arrow_schema("terms")
    return pa.table([columns[name] for name in schema.names], schema=schema)


def _read_plain(path: Path, terms: Sequence[str] | None) -> pa.Table:
    """A file that was written with the columns of the schema as they are."""
    wanted = None if terms is None else pc.field("term").isin(list(terms))
    return pq.read_table(path, filters=wanted)


def _rows_of(file: pq.ParquetFile, terms: Sequence[str]) -> pa.Table:
    """The rows of the terms, read from the row groups whose statistics allow them."""
    groups = [
        group
        for group in range(file.metadata.num_row_groups)
        if _may_hold(file.metadata.row_group(group).column(0).statistics, terms)
    ]
    if not groups:
        return DISK.empty_table()
    rows = file.read_row_groups(groups)
    return rows.filter(pc.is_in(rows["term"], pa.array(terms, pa.string())))


def _may_hold(statistics: pq.Statistics | None, terms: Sequence[str]) -> bool:
    if statistics is None or not statistics.has_min_max:
        return True
    return any(statistics.min <= term <= statistics.max for term in terms)


def stored_version(path: Path) -> str:
    """Which dictionary and segmenter made the counts of a file."""
    return (pq.read_schema(path).metadata or {}).get(VERSION_KEY, b"").decode()
