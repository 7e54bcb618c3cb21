"""Terms proposed for the lexicon from the texts themselves."""

import streamlit as st

from analysis.compare import word_views
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import text

MOST = 200
COLUMNS = ("term", "reports", "count", "pmi", "left_entropy", "right_entropy", "score")


def draw(store: Store, selection: Selection) -> None:
    """The view of proposals; they take the texts and some seconds, so a reader asks for them."""
    if not store.has_texts:
        frame.empty(text("terms.new.no_text"))
        return
    if not frame.switch("go", False, text("terms.new.start"), help=text("terms.new.help")):
        return
    with st.spinner(text("terms.new.working")):
        found = frame.compute(word_views.new_terms, store, selection, MOST)
    if found.empty:
        frame.empty(text("terms.none.new"))
        return
    labels = {name: text(f"terms.column.{name}") for name in COLUMNS}
    formats = {name: "%.2f" for name in ("pmi", "left_entropy", "right_entropy", "score")}
    claim = text("terms.claim.new", n=len(found), first=text("terms.list_comma").join(found["term"].head(5)))
    frame.draw(
        store,
        frame.Chart(
            key="new",
            claim=claim,
            table=found[list(COLUMNS)],
            labels=labels,
            formats=formats,
            notes=[text("terms.note.new")],
        ),
    )
