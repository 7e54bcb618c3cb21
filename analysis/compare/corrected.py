"""The corrections of data/lexicon/corrections.toml and what became of each in one collection."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.corrections import Correction

STATES = ("applied", "expired", "elsewhere")
COLUMNS = ["file", "quote", "reads", "to", "reason", "by", "on", "state", "report_id", "start", "end"]


def corrections_table(corrections: Sequence[Correction], problems: pd.DataFrame) -> pd.DataFrame:
    """One row a correction (COLUMNS), in the order of the file.

    `problems` is the table of the collection: its build wrote there what became of each correction. `reads` and `to` are written
    as name=value, `to` is "" where the figure was dropped; report_id, start and end name the place of one that was applied.
    """
    codes = problems["code"].astype("str")
    told = problems[codes.isin(("correction_applied", "correction_expired"))]
    rows = [_row(correction, told) for correction in corrections]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(correction: Correction, told: pd.DataFrame) -> dict[str, Any]:
    ends = told["source"].astype("str").str.split("/").str[-1] == correction.file
    spoken = told["message"].astype("str")
    own = told[
        ends
        & spoken.str.contains(f"“{correction.quote}”", regex=False)
        & spoken.str.contains(correction.reason, regex=False)
    ]
    found = own.iloc[0].to_dict() if len(own) else {}
    return {
        "file": correction.file, "quote": correction.quote, "reads": _written(correction.reads), "to": _written(correction.to),
        "reason": correction.reason, "by": correction.by, "on": correction.on.isoformat(),
        "state": str(found["code"]).removeprefix("correction_") if found else "elsewhere",
        "report_id": found.get("report_id") or "", "start": found.get("start"), "end": found.get("end"),
    }  # fmt: skip


def _written(values: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items())
