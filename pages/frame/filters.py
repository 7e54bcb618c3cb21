"""The filters all pages share: administrative level and years in doubt."""

from collections.abc import Callable, Mapping

import streamlit as st

from analysis.model import Level
from pages.frame import controls, state
from pages.frame.strings import text

LEVELS = [level.value for level in Level if level is not Level.UNKNOWN]


def level_filter(
    counts: Mapping[str, int], need: int = 1, shown: Callable[[str], Mapping[str, int]] | None = None
) -> str:
    """The level shown: the township where it has `need` of what the page counts, else the level that has most.

    `counts` says per level how many there are of what the page is about (pairs, reports); the control prints them, or what
    `shown` gives for the level that is chosen, and where a page opens on another level than the township it says so in one line
    with the way back. `?lv=`.
    """
    default = opening_level(counts, need)
    asked = state.in_url("lv") or default
    printed = counts if shown is None else shown(asked if asked in LEVELS else default)
    chosen = controls.segments(
        "lv", LEVELS, default, text("level"), lambda level: f"{text(f'level.{level}')} {printed.get(level, 0):,}"
    )
    # Beside numbers of something else this one would contradict them.
    if default != LEVELS[0] and state.in_url("lv") is None and printed == counts:
        st.caption(text("level.elsewhere", level=text(f"level.{default}"), n=counts.get(LEVELS[0], 0), need=need))
    return chosen


def opening_level(counts: Mapping[str, int], need: int) -> str:
    """Where a page opens that finds nothing in the URL."""
    if counts.get(LEVELS[0], 0) >= need or not any(counts.values()):
        return LEVELS[0]
    return max(LEVELS, key=lambda level: counts.get(level, 0))


def doubt_switch() -> bool:
    """Whether reports whose stated years the text contradicts are drawn too (marked, and left out of the captions). `?yd=`."""
    return controls.switch("yd", False, text("doubt.switch"), help=text("doubt.help"))
