"""The words by which a government's level is told, from data/lexicon/levels.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import Level

FILE = "levels.toml"
BY_LEVEL = ("own", "above", "below")


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The contents of the file: words of one's own by level, the level of each speaker, and words that need a closer look.

    `above` (a tuple for every level) and `below` are the words for places over a level and under it.
    """

    own: dict[Level, tuple[str, ...]]
    speakers: dict[str, Level]
    above: dict[Level, tuple[str, ...]]
    below: dict[Level, tuple[str, ...]]
    region: tuple[str, ...]
    nation: tuple[str, ...]
    prefecture: tuple[str, ...]
    municipality: tuple[str, ...]


@lru_cache(maxsize=1)
def level_words(folder: Path = LEXICON) -> LevelWords:
    """The words. Raises LexiconError for a part that is missing or a level that the model does not know."""
    table = tomllib.loads((folder / FILE).read_text("utf-8"))
    raise_if_any(
        [Fault(FILE, name, "is missing", "add it") for name in (*BY_LEVEL, "words", "speakers") if name not in table]
    )
    known = {level.value for level in Level}
    named = {*table["speakers"].values()}.union(*(table[name] for name in BY_LEVEL))
    raise_if_any([Fault(FILE, name, "is no level", f"use one of {', '.join(sorted(known))}") for name in named - known])
    missing = known - set(table["above"])
    raise_if_any([Fault(FILE, f"above.{name}", "is missing", "add it") for name in sorted(missing)])
    own, above, below = ({Level(name): tuple(told) for name, told in table[part].items()} for part in BY_LEVEL)
    words = {name: tuple(table["words"].get(name, ())) for name in ("region", "nation", "prefecture", "municipality")}
    return LevelWords(own, {name: Level(level) for name, level in table["speakers"].items()}, above, below, **words)
