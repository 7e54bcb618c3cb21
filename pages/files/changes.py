"""What changed between a zip downloaded earlier and the data open now."""

import pandas as pd
import streamlit as st

from analysis.compare import versions
from analysis.compare.downloads import to_csv
from analysis.store import Store
from pages.frame import names
from pages.frame.strings import text

SIDES = ("gained", "lost", "changed")


def draw(store: Store) -> None:
    """Take an older zip and show reports and figures gained, lost and read otherwise."""
    st.markdown(text("data.changes.help", version=store.version))
    file = st.file_uploader(text("data.changes.file"), type=["zip"], key="data.changes")
    if file is None:
        return
    try:
        old = versions.read_export(file.getvalue())
    except versions.ExportError as error:
        st.warning(text(f"data.changes.{error}"), icon=":material/error:")
        return
    reports = versions.compare_reports(old.reports, store.reports)
    facts = versions.compare_facts(old.facts, store.facts)
    st.html(f'<p class="zl-claim">{text("data.changes.claim", old=_plain(old.version), new=store.version, **_counts(facts, "facts"), **_counts(reports, "reports"))}</p>')  # fmt: skip
    for title, change in (("reports", reports), ("facts", facts)):
        for side in SIDES:
            _rows(title, side, getattr(change, side))


def _plain(version: str) -> str:
    """A version out of a stranger's file, fit to be shown."""
    return "".join(letter for letter in version if letter.isalnum())[:16] or "?"


def _counts(change: versions.Change, name: str) -> dict[str, int]:
    return {f"{name}_{side}": len(getattr(change, side)) for side in SIDES}


def _rows(title: str, side: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    shown = rows.drop(columns=["turn"], errors="ignore")
    if "metric" in shown:
        shown = shown.assign(metric=[names.metric(metric) for metric in shown["metric"]])
    with st.expander(text(f"data.changes.{title}.{side}", n=len(rows))):
        st.dataframe(shown.head(500), hide_index=True)
        st.download_button(
            text("tool.csv"), lambda: to_csv(rows), f"zhenlan-{title}-{side}.csv", "text/csv",
            key=f"data.changes.{title}.{side}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
