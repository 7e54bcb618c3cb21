"""What must not be set side by side: the gate's refusals as cards, kindred indicators from data/lexicon/kindred.toml among them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.lexicon.indicators import load_indicators

FILE = "kindred.toml"
REFUSED = ("unit", "price")


class Card(NamedTuple):
    """One refusal: `reason` is unit, price or kindred; `first` and `second` are the indicators that the two places report."""

    reason: str
    measure: str
    first: str
    second: str


@cache
def load_kindred(path: Path = LEXICON / FILE) -> tuple[tuple[str, ...], ...]:
    """The groups of indicators that sound alike. Raises LexiconError naming every id that is no indicator."""
    known = load_indicators().by_id
    groups = [tuple(group.get("metrics", ())) for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]]
    raise_if_any([
        Fault(FILE, metric, f"no indicator {metric}", "name an indicator of indicators.toml")
        for group in groups for metric in group if metric not in known
    ])  # fmt: skip
    return tuple(groups)


def cards(both: pd.DataFrame) -> list[Card]:
    """The refusals among what two places report (rows of townships.side_by_side): other units or prices, kindred indicators."""
    refused = both[both["verdict"].isin(REFUSED)]
    found = [Card(row.verdict, row.measure, row.metric, row.metric) for row in refused.itertuples()]
    for measure, part in both.groupby("measure", sort=False):
        one = set(part.loc[part["verdict"] == "only_a", "metric"])
        other = set(part.loc[part["verdict"] == "only_b", "metric"])
        shared = set(part["metric"]) - one - other
        for group in load_kindred():
            first, second = ([metric for metric in group if metric in side] for side in (one, other))
            if first and second and not shared & set(group):
                found.append(Card("kindred", str(measure), first[0], second[0]))
    return found
