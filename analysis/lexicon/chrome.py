"""The words of web pages around a report, from data/lexicon/chrome.toml."""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "chrome.toml"


@dataclass(frozen=True, slots=True)
class Chrome:
    """Each field is a list of the file; its comment there says how the words are used."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    disclaimers: tuple[str, ...]
    tail: frozenset[str]
    teasers: tuple[str, ...]
    cut_off: tuple[str, ...]
    site_words: tuple[str, ...]


@lru_cache(maxsize=1)
def chrome(folder: Path = LEXICON) -> Chrome:
    """The chrome words. Raises LexiconError when a list is missing or holds anything but words."""
    table = tomllib.loads((folder / FILE).read_text("utf-8"))
    faults = []
    for field in fields(Chrome):
        words = table.get(field.name)
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            faults.append(Fault(FILE, field.name, "is no list of words", "give a list of non-empty strings"))
    raise_if_any(faults)
    kinds = {field.name: frozenset if field.name in ("lines", "tail") else tuple for field in fields(Chrome)}
    return Chrome(**{name: kind(table[name]) for name, kind in kinds.items()})
