"""Indicators and their names, from data/lexicon/indicators.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "indicators.toml"
DIMENSIONS = {"money", "money/person", "percent", "permille", "count", "mass", "area", "length", "concentration"}
BETTER = {"up", "down", "none"}
NAME_LISTS = ("forms", "growth", "share", "behind", "carried", "topic")
FIELDS = {
    *(
        "id",
        "zh",
        "en",
        "dimension",
        "better",
        "rate",
        "flow",
        "verbal",
        "adding",
        "narrow",
        "alone",
        "ratio",
        "ratio_to",
        "stops",
        "context",
        "units",
    ),
    *(
        "with",
        "verb",
        "after",
        "without",
        "new",
        "stock",
        "splits",
        "of",
        "spent",
        "spent_on",
        "example",
        "counter",
        *NAME_LISTS,
    ),
}
BRACKET = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; the lists hold plain words, brackets already written out. Their meaning: head of indicators.toml."""

    id: str
    zh: str
    en: str
    dimension: str
    better: str
    forms: tuple[str, ...]
    growth: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    ratio: str = ""
    ratio_to: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    rate: bool = False
    flow: bool = False
    verbal: bool = False
    adding: bool = False
    new: str = ""
    stock: str = ""
    splits: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()
    spent_on: tuple[str, ...] = ()
    example: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Names that hold several indicators at once, in the order of the numbers that follow."""

    metrics: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    by_id: dict[str, Indicator]
    pairs: tuple[Pair, ...]


def write_out(form: str) -> list[str]:
    """All words that a form with brackets stands for: `[城镇|城市]居民` gives two; an empty word is left out."""
    pieces = BRACKET.split(form)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    return [word for word in ("".join(parts) for parts in product(*choices)) if word]


def written_out(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for form in forms for word in write_out(form)))


def make_indicator(block: dict, faults: list[Fault]) -> Indicator:
    """An indicator from its block; what is wrong with the block is added to `faults`."""
    name = block.get("id", "?")
    for field in sorted(set(block) - FIELDS):
        faults.append(Fault(FILE, name, f"unknown field {field}", f"use one of {', '.join(sorted(FIELDS))}"))
    for field in ("id", "zh", "en", "dimension", "better", "forms", "example", "counter"):
        if not block.get(field):
            faults.append(Fault(FILE, name, f"{field} is missing", "add it"))
    if block.get("dimension") not in DIMENSIONS:
        faults.append(Fault(FILE, name, "unknown dimension", f"use one of {', '.join(sorted(DIMENSIONS))}"))
    if block.get("better") not in BETTER:
        faults.append(Fault(FILE, name, "unknown value of better", "use up, down or none"))
    fields = {field: value for field, value in block.items() if field in FIELDS and not isinstance(value, list)}
    for field, value in block.items():
        if isinstance(value, list) and field in FIELDS:
            words = written_out(value) if field in NAME_LISTS else tuple(value)
            fields["with_words" if field == "with" else field] = words
    for field in ("id", "zh", "en", "dimension", "better", "forms"):
        fields.setdefault(field, () if field == "forms" else "")
    return Indicator(**fields)


def check_references(by_id: dict[str, Indicator], pairs: tuple[Pair, ...], faults: list[Fault]) -> None:
    """Every id that is named must exist."""
    for indicator in by_id.values():
        for other in (indicator.new, indicator.stock, indicator.ratio, *indicator.splits, *indicator.of):
            if other and other not in by_id:
                faults.append(Fault(FILE, indicator.id, f"names {other}", "name an indicator of this file"))
    for pair in pairs:
        for other in pair.metrics:
            if other not in by_id:
                faults.append(Fault(FILE, "/".join(pair.metrics), f"names {other}", "name an indicator of this file"))


@cache
def load_indicators() -> Indicators:
    """The indicators with all forms written out; raises LexiconError naming every fault."""
    faults: list[Fault] = []
    tables = tomllib.loads((LEXICON / FILE).read_text(encoding="utf-8"))
    by_id: dict[str, Indicator] = {}
    for block in tables.get("indicator", []):
        indicator = make_indicator(block, faults)
        if indicator.id in by_id:
            faults.append(Fault(FILE, indicator.id, "stands twice", "keep one block"))
        by_id[indicator.id] = indicator
    pairs = tuple(Pair(tuple(block["metrics"]), written_out(block["forms"])) for block in tables.get("pair", []))
    check_references(by_id, pairs, faults)
    raise_if_any(faults)
    return Indicators(by_id, pairs)
