"""Cue words from data/lexicon/cues.toml: what a word near a number says of it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "cues.toml"
CLASSES = {
    "grow": {"up", "down"},
    "grow_real": {"up"},
    "basis": {"real", "nominal"},
    "annual": {"mean"},
    "same": {"yoy"},
    "compare": {"other"},
    "reach": {"level"},
    "hold": {"control"},
    "before": {"ge", "le", "about"},
    "after": {"ge", "le", "about"},
    "wording": {"strive", "ensure", "expect"},
    "each": {"each"},
    "all": {"all"},
    "share": {"of"},
    "task": {"done"},
    "rank": {"rank"},
    "add": {"new"},
    "total": {"stock"},
    "among": {"among"},
    "sticky": {"base"},
    "goal": {"heading"},
    "time": {
        "last",
        "this",
        "before",
        "year",
        "next",
        "H1",
        "H2",
        "M1-3",
        "M1-9",
        "M1-10",
        "M1-11",
        "years",
        "years2",
        "years3",
        "years4",
        "streak",
    },
    "plan": {"plan"},
    "whole": {"own"},
    "stop": {"stop"},
    "fill": {"fill"},
}
DIRECTIONS = {"before", "after"}
SCOPES = {"number", "run", "clause", "sentence"}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of one class and meaning; fields as the head of cues.toml tells."""

    kind: str
    value: str
    direction: str
    scope: str
    ends: tuple[str, ...]
    words: tuple[str, ...]
    example: str


def make_cue(number: int, block: dict, faults: list[Fault]) -> Cue:
    """A cue from its block; what is wrong with the block is added to `faults`."""
    kind, value = block.get("class", ""), block.get("value", "")
    entry = f"block {number} ({kind} {value})"
    if value not in CLASSES.get(kind, ()):
        faults.append(Fault(FILE, entry, "unknown class or value", f"use one of {', '.join(sorted(CLASSES))}"))
    if block.get("direction") not in DIRECTIONS:
        faults.append(Fault(FILE, entry, "unknown direction", "use before or after"))
    if block.get("scope") not in SCOPES:
        faults.append(Fault(FILE, entry, "unknown scope", f"use one of {', '.join(sorted(SCOPES))}"))
    words, example = tuple(block.get("words", ())), block.get("example", "")
    if not words:
        faults.append(Fault(FILE, entry, "no words", "add at least one"))
    if not any(word in example for word in words):
        faults.append(Fault(FILE, entry, "the example holds none of the words", "write an example with one of them"))
    return Cue(
        kind, value, block.get("direction", ""), block.get("scope", ""), tuple(block.get("ends", ())), words, example
    )


@cache
def load_cues() -> tuple[Cue, ...]:
    """All cues in the order of the file; raises LexiconError naming every fault.

    A word may stand in several blocks: the first block wins, except that `total` words are read beside the others.
    """
    faults: list[Fault] = []
    blocks = tomllib.loads((LEXICON / FILE).read_text(encoding="utf-8")).get("cue", [])
    cues = tuple(make_cue(number, block, faults) for number, block in enumerate(blocks, start=1))
    raise_if_any(faults)
    return cues
