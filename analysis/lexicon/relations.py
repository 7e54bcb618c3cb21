"""What figures have to do with each other, from data/lexicon/checks.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "checks.toml"


@dataclass(frozen=True, slots=True)
class Order:
    """The indicator that is never above the other, and why."""

    less: str
    more: str
    why: str


@dataclass(frozen=True, slots=True)
class Relations:
    """The contents of the file; `sums` maps a whole to its parts, `per_head` is the lowest and highest believable yuan a head."""

    tolerance: dict[str, float]
    real: frozenset[str]
    per_head: tuple[float, float]
    per_head_metrics: frozenset[str]
    rates: frozenset[str]
    sums: dict[str, tuple[str, ...]]
    orders: tuple[Order, ...]
    verbs: tuple[str, ...]
    changes: tuple[str, ...]
    scopes: tuple[str, ...]
    spans: tuple[str, ...]
    aims: tuple[str, ...]
    wholes: tuple[str, ...]
    adjusted: tuple[str, ...]
    unsteady: frozenset[str]


@lru_cache(maxsize=1)
def relations(folder: Path = LEXICON) -> Relations:
    """The relations. Raises LexiconError when a part of the file is missing."""
    table = tomllib.loads((folder / FILE).read_text("utf-8"))
    words = ("verbs", "changes", "scopes", "spans", "aims", "wholes", "adjusted")
    wanted = (*words, "real", "unsteady", "tolerance", "per_head", "rates", "sum", "order")
    raise_if_any([Fault(FILE, name, "is missing", "add it") for name in wanted if name not in table])
    return Relations(
        {name: float(value) for name, value in table["tolerance"].items()},
        frozenset(table["real"]),
        (float(table["per_head"]["low"]), float(table["per_head"]["high"])),
        frozenset(table["per_head"]["metrics"]),
        frozenset(table["rates"]["metrics"]),
        {entry["whole"]: tuple(entry["parts"]) for entry in table["sum"]},
        tuple(Order(entry["less"], entry["more"], entry["why"]) for entry in table["order"]),
        tuple(sorted(table["verbs"], key=len, reverse=True)),
        tuple(table["changes"]),
        tuple(table["scopes"]),
        tuple(table["spans"]),
        tuple(table["aims"]),
        tuple(table["wholes"]),
        tuple(table["adjusted"]),
        frozenset(table["unsteady"]),
    )
