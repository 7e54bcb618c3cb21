"""Silent drops: a target, and then a report whose review section does not so much as name the indicator.

Only said where the next report's review section was found and its text can be searched; otherwise the result is merely unread.
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.compare.pairs import Status
from analysis.lexicon.indicators import load_indicators
from analysis.store import Store

# Up to this many reports, fetching each text by itself is quicker than reading all of them.
FEW = 24


def mark_silent(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Type A rows with UNREAD turned into SILENT or NO_SECTION where that can be said. Meant for the rows of one indicator."""
    asked = rows[(rows["status"] == Status.UNREAD.value) & rows["result_report"].notna()]
    if asked.empty or not store.has_texts:
        return rows
    reviews = review_texts(store, set(asked["result_report"]))
    status = [_status(row.metric, reviews.get(row.result_report)) for row in asked.itertuples()]
    changed = rows["status"].copy()
    changed.loc[asked.index] = status
    return rows.assign(status=changed)


def review_texts(store: Store, report_ids: set[str]) -> dict[str, str]:
    """What each report says in its review sections; "" for a report in which none was found."""
    sections = store.sections
    spans = sections[sections["report_id"].isin(report_ids) & (sections["role"].astype("str") == "review")]
    texts = _texts(store, set(spans["report_id"]))
    reviews = dict.fromkeys(report_ids, "")
    for row in spans.itertuples():
        reviews[row.report_id] += texts.get(row.report_id, "")[row.start : row.end] + "\n"
    return reviews


def names_indicator(text: str, metric: str) -> bool:
    """Whether a text holds any name of an indicator or of its growth; True for an indicator the lexicon does not know."""
    entry = load_indicators().by_id.get(metric)
    return entry is None or any(form in text for form in (entry.zh, *entry.forms, *entry.growth))


def _status(metric: str, review: str | None) -> str:
    if not review:
        return Status.NO_SECTION.value
    return Status.UNREAD.value if names_indicator(review, metric) else Status.SILENT.value


def _texts(store: Store, report_ids: set[str]) -> dict[str, str]:
    if len(report_ids) <= FEW:
        return {report_id: store.text(report_id) or "" for report_id in report_ids}
    table = store.arrow("texts")
    table = table.filter(pc.is_in(table["report_id"], value_set=pa.array(sorted(report_ids), pa.string())))
    return dict(zip(table["report_id"].to_pylist(), table["text"].to_pylist(), strict=True))
