"""Silent drops: a target, and then a report whose review section does not so much as name the indicator.

Only said where the next report's review section was found; otherwise the result is merely unread.
"""

import pandas as pd

from analysis.compare.pairs import Status
from analysis.store import Store


def mark_silent(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Type A rows with UNREAD turned into SILENT or NO_SECTION where that can be said."""
    asked = rows[(rows["status"] == Status.UNREAD.value) & rows["result_report"].notna()]
    if asked.empty:
        return rows
    sections = store.sections
    reviewed = set(sections.loc[sections["role"].astype("str") == "review", "report_id"])
    said = set(zip(store.named["report_id"], store.named["metric"].astype("str"), strict=True))
    status = [
        _status(row.result_report in reviewed, (row.result_report, row.metric) in said) for row in asked.itertuples()
    ]
    changed = rows["status"].copy()
    changed.loc[asked.index] = status
    return rows.assign(status=changed)


def _status(has_review: bool, is_named: bool) -> str:
    if not has_review:
        return Status.NO_SECTION.value
    return Status.UNREAD.value if is_named else Status.SILENT.value
