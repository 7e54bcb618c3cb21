"""How the figures are read and computed, how well that goes, and where it goes wrong."""

import streamlit as st

from pages.frame import controls
from pages.frame.corpus import origin
from pages.frame.errors import guarded
from pages.frame.page import open_page
from pages.frame.strings import text
from pages.published import prose, tables

PARTS = {
    "reading": prose.reading,
    "pairs": prose.pairs,
    "words": prose.words,
    "scores": tables.scores,
    "faults": prose.faults,
    "lexicon": tables.lexicon,
    "signs": tables.signs,
    "dictionary": tables.dictionary,
}

store = open_page("method")
part = controls.segments(
    "part", list(PARTS), "reading", text("data.part"), lambda name: text(f"method.part.{name}"), label_visibility="collapsed"
)  # fmt: skip
st.header(text(f"method.part.{part}"), anchor=False)
guarded(PARTS[part])(store)
st.html(f'<p class="zl-foot">{origin()} {text("foot.version", version=store.version)}</p>')
