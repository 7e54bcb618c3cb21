"""Sentences that other places' reports hold too: how many there are, which, and where they stand in the text."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare import reading
from analysis.store import Store
from pages.frame import controls, corpus, state
from pages.frame.strings import text
from pages.reading import block

COLUMNS = ("sentence", "places", "reports", "previous")


def marked(store: Store, doc: str) -> list[tuple[int, int, int]]:
    """Start, end and number of places of the sentences to be marked in the text (`?rs=1`); none unless asked for."""
    if st.query_params.get("rs") != "1":
        return []
    state.note("rs", "1")
    rows = corpus.compute(reading.stock_sentences, store, doc)
    return list(rows.loc[rows["places"] > 0, ["start", "end", "places"]].itertuples(index=False, name=None))


def draw(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """The share of such sentences, last year's among them, and the list of all."""
    if pd.isna(report["reuse_others"]):
        st.caption(text("reader.stock.none"))
        return
    before = report["reuse_previous"]
    said = text("reader.stock.before", share=f"{before:.0%}") if pd.notna(before) else text("reader.stock.no_before")
    share = f"{report['reuse_others']:.0%}"
    st.markdown(f"{text('reader.stock.claim', share=share)} {said}")
    st.caption(text("reader.stock.help"))
    if content.words is None:
        return
    controls.switch("rs", False, text("reader.stock.switch"))
    rows = corpus.compute(reading.stock_sentences, store, report["report_id"])
    rows = rows[(rows["places"] > 0) | rows["previous"]].sort_values("places", ascending=False, kind="stable")
    quotes = [content.words[start:end].strip() for start, end in zip(rows["start"], rows["end"], strict=True)]
    listed = rows.assign(sentence=quotes, quote=quotes).reset_index(drop=True)
    places(listed, list(COLUMNS), {name: text(f"reader.stock.{name}") for name in COLUMNS}, "reader.stock")


def places(rows: pd.DataFrame, columns: list[str], labels: dict[str, str], key: str) -> None:
    """A table whose rows stand in the text; choosing one moves the text there."""
    st.caption(text("reader.places"))
    st.dataframe(
        rows, hide_index=True, column_config=labels, column_order=columns, key=key, selection_mode="single-row",
        on_select=lambda: _go_to_row(rows, key),
    )  # fmt: skip


def _go_to_row(rows: pd.DataFrame, key: str) -> None:
    chosen = st.session_state[key]["selection"]["rows"]
    if chosen and chosen[0] < len(rows):
        row = rows.iloc[chosen[0]]
        state.write(**reading.span_query(int(row["start"]), int(row["end"]), row["quote"]))
