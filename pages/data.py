"""What is in, what was left out and why; how to add reports of one's own, take the data away and see what changed."""

import streamlit as st

from pages.files import changes, corrected, stock, takeaway, upload
from pages.frame import controls
from pages.frame.errors import guarded
from pages.frame.page import open_page
from pages.frame.strings import text

PARTS = {
    "files": stock.draw,
    "problems": stock.draw_problems,
    "corrections": corrected.draw,
    "upload": upload.draw,
    "downloads": takeaway.draw,
    "changes": changes.draw,
}

store = open_page("data")
part = controls.segments(
    "part",
    list(PARTS),
    "files",
    text("data.part"),
    lambda name: text(f"data.part.{name}"),
    label_visibility="collapsed",
)
st.header(text(f"data.part.{part}"), anchor=False)
guarded(PARTS[part])(store)
