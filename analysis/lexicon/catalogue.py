"""Sentences by key and language, from every .po file under data/locale/<language>, read once a process."""

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "data" / "locale"
LANGUAGES = ("zh", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Key to sentence, from all .po files of a language taken together; empty where the folder is missing."""
    strings: dict[str, str] = {}
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as stream:
            messages = read_po(stream, locale=language)
        strings |= {str(message.id): str(message.string) for message in messages if message.id and message.string}
    return strings


def sentence(spoken: str, key: str, /, **values: Any) -> str:
    """The sentence of a key in a language, {names} filled in; in Chinese where the language lacks it, the key where all do."""
    found = catalogue(spoken).get(key) or catalogue(LANGUAGES[0]).get(key)
    if found is None:
        return key
    return found.format(**values) if values else found


def chinese(key: str, /, **values: Any) -> str:
    """The Chinese sentence of a key, for the command line."""
    return sentence(LANGUAGES[0], key, **values)
