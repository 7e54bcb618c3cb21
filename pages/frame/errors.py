"""No reader ever sees a traceback: a fault is logged whole and shown as one sentence."""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from pages.frame.strings import text

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
LOG = logging.getLogger("zhenlan")


def guarded(function: Callable[Arguments, Result]) -> Callable[Arguments, Result | None]:
    """The function, with a fault turned into a note. Streamlit's own signals (stop, rerun) pass: they are no Exceptions."""

    @functools.wraps(function)
    def run(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result | None:
        try:
            return function(*arguments, **named)
        except Exception:
            LOG.exception("a part of the page failed")
            st.error(text("fault"), icon=":material/error:")
            return None

    return run


def fragment(function: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """A part of a page that redraws by itself, guarded too: faults in it never reach the guard around the page."""
    return st.fragment(guarded(function))
