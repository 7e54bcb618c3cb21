"""The dashboard's strings: every .po file under data/locale/<language>, read once a process; a key for each sentence."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "data" / "locale"
LANGUAGES = ("zh", "en")
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#!|<>~:$&]")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Key to sentence, from all .po files of a language taken together; empty where the folder is missing."""
    strings: dict[str, str] = {}
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as stream:
            messages = read_po(stream, locale=language)
        strings |= {str(message.id): str(message.string) for message in messages if message.id and message.string}
    return strings


def language() -> str:
    """The language of this run: what `?lang=` says, else what the reader chose before, else Chinese."""
    return st.session_state.get("frame.language", LANGUAGES[0])


def text(key: str, /, **values: Any) -> str:
    """The sentence of a key in the reader's language, {names} filled in.

    A key the language lacks comes in Chinese; one that no catalogue has comes back as it is (the tests find it).
    """
    sentence = catalogue(language()).get(key) or catalogue(LANGUAGES[0]).get(key)
    if sentence is None:
        return key
    return sentence.format(**values) if values else sentence


def literal(words: str) -> str:
    """Words of strangers (from a file or a URL) for captions, notes and links: no sign in them is taken for Markdown.

    Without it a file name could put an image of some other site on the page.
    """
    return MARKDOWN_SIGNS.sub(lambda sign: "\\" + sign[0], words)


def has_text(key: str) -> bool:
    return key in catalogue(LANGUAGES[0])
