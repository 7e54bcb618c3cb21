"""The dashboard's strings, in the language of the reader; a key for each sentence."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st

from analysis.lexicon.catalogue import LANGUAGES, catalogue, sentence

HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
Made = TypeVar("Made")
# The language of a download that is being made; "" during a run.
_afterwards: ContextVar[str] = ContextVar("language of a download", default="")
# The language of this run of the app, so that a thousand strings need not ask the session for it; "" in a fragment's own run.
_spoken: ContextVar[str] = ContextVar("language of a run", default="")
MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#!|<>~:$&]")


def language() -> str:
    """The language of this run: what `?lang=` says, else what the reader chose before, else Chinese."""
    return _afterwards.get() or _spoken.get() or st.session_state.get("frame.language", LANGUAGES[0])


def speak(asked: str | None) -> None:
    """Let this run, and what is run of it later, speak the language that was asked for; Chinese where it is none of ours."""
    spoken = asked if asked in LANGUAGES else LANGUAGES[0]
    st.session_state["frame.language"] = spoken
    _spoken.set(spoken)


def for_later(make: Callable[[], Made]) -> Callable[[], Made]:
    """`make` for a download, which Streamlit calls when the run is over and knows nothing of the visit: it keeps the language."""
    spoken = language()

    def made() -> Made:
        before = _afterwards.set(spoken)
        try:
            return make()
        finally:
            _afterwards.reset(before)

    return made


def is_later() -> bool:
    """Whether a download is being made: there is no page to write to then."""
    return bool(_afterwards.get())


def text(key: str, /, **values: Any) -> str:
    """The sentence of a key in the reader's language, {names} filled in.

    A key the language lacks comes in Chinese; one that no catalogue has comes back as it is (the tests find it).
    """
    return sentence(language(), key, **values)


def literal(words: str) -> str:
    """Words of strangers (from a file or a URL) for captions, notes and links: no sign in them is taken for Markdown.

    Without it a file name could put an image of some other site on the page.
    """
    return MARKDOWN_SIGNS.sub(lambda sign: "\\" + sign[0], words)


def has_text(key: str) -> bool:
    return key in catalogue(LANGUAGES[0])
