"""Controls that are drawn after the chart of a page, in their place above it.

A list of hundreds of options keeps a browser busy for as long as a chart does; the chart shall not wait for it.
"""

from collections.abc import Callable

import streamlit as st

from pages.frame import state

WAITING = "frame.waiting"


def after_chart(show: Callable[[], None]) -> None:
    """Keep the place here and call `show` in it when a chart has been sent; at once where the page is new, so that nothing jumps."""
    place = st.container()
    if state.is_new_page():
        with place:
            show()
    else:
        st.session_state.setdefault(WAITING, []).append((place, show))


def draw_waiting() -> None:
    """Draw what waits; called after every chart, and at the end of a page."""
    for place, show in st.session_state.pop(WAITING, []):
        with place:
            show()
