"""The words by which a government's level is told, from data/lexicon/levels.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import Level

FILE = "levels.toml"


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The contents of the file: words of one's own by level, the level of each speaker, and words that need a closer look."""

    own: dict[Level, tuple[str, ...]]
    speakers: dict[str, Level]
    region: tuple[str, ...]
    nation: tuple[str, ...]
    prefecture: tuple[str, ...]
    municipality: tuple[str, ...]


@lru_cache(maxsize=1)
def level_words(folder: Path = LEXICON) -> LevelWords:
    """The words. Raises LexiconError for a part that is missing or a level that the model does not know."""
    table = tomllib.loads((folder / FILE).read_text("utf-8"))
    raise_if_any(
        [Fault(FILE, name, "is missing", "add it") for name in ("own", "words", "speakers") if name not in table]
    )
    known = {level.value for level in Level}
    named = {*table["own"], *table["speakers"].values()}
    raise_if_any([Fault(FILE, name, "is no level", f"use one of {', '.join(sorted(known))}") for name in named - known])
    words = {name: tuple(table["words"].get(name, ())) for name in ("region", "nation", "prefecture", "municipality")}
    return LevelWords(
        {Level(name): tuple(own) for name, own in table["own"].items()},
        {name: Level(level) for name, level in table["speakers"].items()},
        **words,
    )
