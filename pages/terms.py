"""Words over the years, between groups, in their lines: which came up, which went, and what can be said of it."""

import streamlit as st

from analysis.compare import word_views
from pages import frame
from pages.frame import text
from pages.wording import areas, choice, clouds, discovery, lines, promised, trends, versus

# Fewer reports than this show no change over years; the page then opens at the level that has most.
ENOUGH_REPORTS = 30
VIEWS = {
    "tr": trends.draw,
    "ab": versus.draw,
    "kw": lines.draw,
    "at": areas.draw,
    "pr": promised.draw,
    "cl": clouds.draw,
    "nt": discovery.draw,
}

store = frame.open_page("terms")
level = frame.level_filter(frame.compute(word_views.reports_by_level, store), ENOUGH_REPORTS)
span = frame.compute(word_views.year_span, store, level)
if span is None:
    frame.stop_empty(text("terms.none.level", level=text(f"level.{level}")))

view = frame.segments("view", list(VIEWS), "tr", text("terms.view"), lambda name: text(f"terms.view.{name}"))
st.caption(text(f"terms.view.{view}.help"))
VIEWS[view](store, choice.filters(level, span))
