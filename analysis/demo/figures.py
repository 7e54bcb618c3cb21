"""The figures behind the demo: levels, growths and targets of each made-up township, consistent with one another.

What is printed is what was reckoned with: a growth is worked out from the two levels as they are written.
"""

import tomllib
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

TEMPLATES = Path(__file__).resolve().parents[2] / "data" / "demo_templates"
FIRST_YEAR, LAST_YEAR = 2015, 2024
SHOCK_YEAR = 2020
HUNDRED = Decimal(100)

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Township:
    """One made-up place; the fields from `absorbs` on say what is wrong with its reports."""

    county: str
    name: str
    congress: int
    head: str
    profile: str
    absorbs: str = ""
    merged_in: int | None = None
    last_planned: int | None = None
    half_year: int | None = None
    false_year: int | None = None
    false_year_from: int | None = None
    copy_year: int | None = None
    copy_of: str = ""
    anonymous: bool = False
    hidden_year: int | None = None

    @property
    def rank(self) -> str:
        return self.name[-1]


@dataclass(slots=True)
class Ledger:
    """The figures of one township by indicator and year. Targets are growths for growing indicators, levels for the others."""

    levels: dict[Key, Decimal] = field(default_factory=dict)
    growths: dict[Key, Decimal] = field(default_factory=dict)
    targets: dict[Key, Decimal] = field(default_factory=dict)
    shares: dict[Key, Decimal] = field(default_factory=dict)
    merged_in: int | None = None

    def bridged(self, first: int, last: int) -> bool:
        """Whether a comparison of two years would bridge the merging of two places."""
        return self.merged_in is not None and first < self.merged_in <= last


def load_templates(name: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / f"{name}.toml").read_text(encoding="utf-8"))


def load_townships() -> tuple[list[int], list[Township]]:
    places = load_templates("places")
    return places["years"], [Township(**row) for row in places["township"]]


def rounded(value: Decimal, decimals: int, mode: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=mode)


def floored(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(rounding=ROUND_FLOOR) * step


def nearest(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step


def drawn(rng: Random, low: float, high: float) -> Decimal:
    """A number between two ends with three decimals; whole draws only, so that every Python draws the same."""
    return Decimal(rng.randrange(round(low * 1000), round(high * 1000) + 1)) / 1000


def simulate(township: Township, figures: dict[str, Any], seed: int) -> Ledger:
    ledger = Ledger()
    for metric, row in figures.items():
        rng = Random(f"{seed} {township.name} {metric}")
        if row["shape"] == "growing":
            _grow(ledger, metric, row, figures, rng)
        elif row["shape"] == "rate":
            _drift(ledger, metric, row, rng)
        else:
            _count(ledger, metric, row, rng)
    return ledger


def _grow(ledger: Ledger, metric: str, row: dict[str, Any], figures: dict[str, Any], rng: Random) -> None:
    low, high = row["growth"]
    pace = drawn(rng, low, high)
    if "part_of" in row:
        whole = figures[row["part_of"]]
        base = ledger.levels[row["part_of"], FIRST_YEAR] * drawn(rng, *row["portion"])
        pace = (pace + ledger_pace(ledger, row["part_of"])) / 2
        assert whole["unit"] == row["unit"], f"{metric} and {row['part_of']} must be in one unit"
    else:
        base = drawn(rng, *row["base"])
    ledger.levels[metric, FIRST_YEAR] = rounded(base, row["decimals"])
    spread = float(high - low)
    for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
        target = nearest(max(pace + drawn(rng, -0.6, 0.8), Decimal(1)), Decimal("0.5"))
        growth = target + drawn(rng, -0.45 * spread, 0.4 * spread)
        if year == SHOCK_YEAR:
            growth -= drawn(rng, 2.2, 4.2) + (14 if metric.startswith("touris") else 0)
        before = ledger.levels[metric, year - 1]
        level = rounded(before * (1 + growth / HUNDRED), row["decimals"])
        ledger.targets[metric, year] = target
        ledger.levels[metric, year] = level
        ledger.growths[metric, year] = rounded((level / before - 1) * HUNDRED, 1)
        _share(ledger, metric, row, year, rng)


def ledger_pace(ledger: Ledger, metric: str) -> Decimal:
    """The mean yearly target of an indicator that was drawn before: a part grows about as its whole does."""
    targets = [value for (name, _), value in ledger.targets.items() if name == metric]
    return sum(targets, Decimal(0)) / len(targets)


def _share(ledger: Ledger, metric: str, row: dict[str, Any], year: int, rng: Random) -> None:
    if "part_of" in row:
        share = ledger.levels[metric, year] / ledger.levels[row["part_of"], year] * HUNDRED
        ledger.shares[metric, year] = rounded(share, 1)
    elif "share" in row:
        ledger.shares[metric, year] = rounded(drawn(rng, *row["share"]), 1)


def _drift(ledger: Ledger, metric: str, row: dict[str, Any], rng: Random) -> None:
    low, high = row["range"]
    level = drawn(rng, low, high)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        step = drawn(rng, -row["drift"], row["drift"])
        level = level + abs(step) + Decimal("0.1") if row.get("rising") else level + step
        level = min(max(level, Decimal(str(low))), Decimal(99 if row.get("rising") else str(high)))
        ledger.levels[metric, year] = rounded(level, row["decimals"])
        if "step" in row:
            ledger.targets[metric, year + 1] = nearest(level + Decimal(row["step"]) / 2, Decimal(row["step"]))
    if row["unit"] == "%":
        for key in [key for key in ledger.targets if key[0] == metric]:
            ledger.targets[key] = min(ledger.targets[key], Decimal(100))


def _count(ledger: Ledger, metric: str, row: dict[str, Any], rng: Random) -> None:
    low, high = row["range"]
    usual = drawn(rng, low, high)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if "times_of" in row:
            level = ledger.levels[row["times_of"], year] * drawn(rng, low, high)
        else:
            level = usual * drawn(rng, 0.75, 1.25)
        ledger.levels[metric, year] = max(rounded(level, row["decimals"]), Decimal(1))
        if "step" in row:
            step = Decimal(row["step"])
            ledger.targets[metric, year] = max(nearest(usual, step), step)


def merge(ledger: Ledger, other: Ledger, figures: dict[str, Any], year: int) -> None:
    """From `year` on the amounts are those of both places together; growths are against both of the year before."""
    ledger.merged_in = year
    for metric, row in figures.items():
        if row["unit"] in ("元", "%", "微克/立方米"):
            continue
        for each in range(year, LAST_YEAR + 1):
            both = ledger.levels[metric, each] + other.levels[metric, each]
            if row["shape"] == "growing":
                ratio = ledger.levels[metric, each] / ledger.levels[metric, each - 1] if each > year else None
                before = ledger.levels[metric, each - 1] + (other.levels[metric, each - 1] if ratio is None else 0)
                both = rounded(before * (1 + ledger.growths[metric, each] / HUNDRED), row["decimals"])
                ledger.growths[metric, each] = rounded((both / before - 1) * HUNDRED, 1)
            ledger.levels[metric, each] = both
            if row["shape"] == "count" and "step" in row and each > year:
                ledger.targets[metric, each] += other.targets[metric, each]
    _shares_anew(ledger, figures, year)


def _shares_anew(ledger: Ledger, figures: dict[str, Any], first: int) -> None:
    for (metric, year), _ in list(ledger.shares.items()):
        whole = figures[metric].get("part_of")
        if whole and year >= first:
            share = ledger.levels[metric, year] / ledger.levels[whole, year] * HUNDRED
            ledger.shares[metric, year] = rounded(share, 1)
