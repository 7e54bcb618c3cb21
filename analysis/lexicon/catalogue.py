"""Sentences by key and language, from every .po file under data/locale/<language>, read once a process."""

from functools import cache
from pathlib import Path
from string import Formatter
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


class _Counting(Formatter):
    """Fills in values, and words that go by a value: {n} {n:report|reports}."""

    def format_field(self, value: Any, format_spec: str) -> str:
        single, choice, several = format_spec.partition("|")
        if not choice:
            return super().format_field(value, format_spec)
        return single if str(value) == "1" else several


_counting = _Counting()


def sentence(spoken: str, key: str, /, **values: Any) -> str:
    """The sentence of a key in a language, {names} filled in; in Chinese where the language lacks it, the key where all do.

    {n:report|reports} is the first word where n is 1, else the second.
    """
    found = catalogue(spoken).get(key) or catalogue(LANGUAGES[0]).get(key)
    if found is None:
        return key
    if not values:
        return found
    return _counting.format(found, **values) if "|" in found else found.format(**values)


def chinese(key: str, /, **values: Any) -> str:
    """The Chinese sentence of a key, for the command line."""
    return sentence(LANGUAGES[0], key, **values)
