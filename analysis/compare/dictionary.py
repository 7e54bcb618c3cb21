"""The data dictionary, made from analysis/schema.py: what each column means, and the keys that join the tables."""

from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.compare.pair_columns import PAIRS
from analysis.schema import TABLES, Column

# All that may leave: what is stored, and the pairs made from it.
DESCRIBED = TABLES | {"pairs": PAIRS}

PRIMARY_KEYS: dict[str, list[str]] = {"documents": ["source"], "reports": ["report_id"]}
OF_A_REPORT = ("sections", "facts", "numbers", "terms", "attention", "year_cues", "overlaps")
FOREIGN_KEYS: dict[str, dict[str, str]] = {
    "reports": {"source": "documents"},
    **{name: {"report_id": "reports"} for name in OF_A_REPORT},
}


def data_dictionary(tables: tuple[str, ...] = tuple(DESCRIBED)) -> pd.DataFrame:
    """One row a column: table, column, type, and its meaning in Chinese and English."""
    rows = [
        {"table": table, "column": column.name, "type": field_type(column.type), "zh": column.zh, "en": column.en}
        for table in tables
        for column in DESCRIBED[table]
    ]
    return pd.DataFrame(rows, columns=["table", "column", "type", "zh", "en"])


def field_type(kind: pa.DataType) -> str:
    """The Table Schema type (Frictionless) of an Arrow type."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    return "number" if pa.types.is_floating(kind) else "string"


def table_schema(table: str, present: tuple[str, ...]) -> dict[str, Any]:
    """The Table Schema of a table; a foreign key is named only where the table it points to is `present` too."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in DESCRIBED[table]], "missingValues": [""]}
    if table in PRIMARY_KEYS:
        schema["primaryKey"] = PRIMARY_KEYS[table]
    keys = [
        {"fields": [column], "reference": {"resource": target, "fields": [column]}}
        for column, target in FOREIGN_KEYS.get(table, {}).items()
        if target in present
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, str]:
    kind = field_type(column.type)
    return {"name": column.name, "type": kind, "title": column.zh, "description": column.en}
