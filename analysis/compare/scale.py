"""The unit a chart prints: 亿元 rather than 100,000,000 yuan. Growth and shares stay in percent."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.marks import Words
from analysis.lexicon.indicators import load_indicators

# Unit compared in: the multiples it is printed in, largest first; the name is a key of the catalogue (unit.<name>).
STEPS = {
    "yuan": ((1e8, "yuan_yi"), (1e4, "yuan_wan"), (1.0, "yuan")),
    "yuan_person": ((1.0, "yuan"),),
    "us_dollar": ((1e8, "us_dollar_yi"), (1e4, "us_dollar_wan"), (1.0, "us_dollar")),
    "count": ((1e8, "count_yi"), (1e4, "count_wan"), (1.0, "count")),
    "tonne": ((1e8, "tonne_yi"), (1e4, "tonne_wan"), (1.0, "tonne")),
    "container": ((1e4, "container_wan"), (1.0, "container")),
    "mu": ((1e4, "mu_wan"), (1.0, "mu")),
}
RATE_BASES = ("percent", "permille", "points")


class Scale(NamedTuple):
    """Divide a value by `divisor` to print it in the unit with the catalogue key unit.<name>."""

    divisor: float
    name: str


def scale_of(base: str, values: pd.Series) -> Scale:
    """The scale in which the middle one of the values is at least 1; the base unit where there is no value."""
    steps = STEPS.get(base)
    if steps is None:
        return Scale(1.0, base)
    middle = values.abs().median()
    return next((Scale(divisor, name) for divisor, name in steps if middle >= divisor), Scale(*steps[-1]))


def unit_name(name: str, metric: str, words: Words) -> str:
    """The name of a scale's unit: what is counted of an indicator (万人, 家) where it is a number of things."""
    entry = load_indicators().by_id.get(metric)
    key = f"counted.{entry.units[0]}" if entry is not None and entry.units else ""
    if not name.startswith("count") or words(key) == key:
        return words(f"unit.{name}")
    return words(f"unit.{name}.of", things=words(key))


def gap_unit(measure: str, base: str, words: Words, amounts: str = "unit.percent_of_target") -> str:
    """What a gap between two values is in: percentage points for rates; for amounts, percent of the target or what is said."""
    return words("unit.points" if measure != "level" or base in RATE_BASES else amounts)


def signed(value: float, digits: int = 2) -> str:
    """A difference with its sign; a bare 0 where it rounds to nothing."""
    return "0" if round(value, digits) == 0 else f"{value:+.{digits}f}"
