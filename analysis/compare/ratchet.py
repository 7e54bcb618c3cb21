"""Whether next targets go with last results: a line through the points of type C, and what follows a result above or below target.

An association, never a cause: regression to the mean and guidance from above give the same picture.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.marks import Words, common_range
from analysis.compare.pairs import COMPARED, SERIES
from analysis.compare.scale import RATE_BASES, signed

FEWEST_POINTS = 20
FEWEST_PLACES = 15
FEWEST_A_SIDE = 5
DRAWS = 2000


class Fit(NamedTuple):
    """next target = intercept + slope × last result, by least squares; `low` and `high` bound the slope at 95 %."""

    slope: float
    low: float
    high: float
    intercept: float
    points: int
    places: int


class Asymmetry(NamedTuple):
    """Median change of the target after a result above and after one below its target, with the number of pairs."""

    after_above: float
    above: int
    after_below: float
    below: int


def fit(rows: pd.DataFrame, draws: int = DRAWS, seed: int = 20) -> Fit | None:
    """The line through type C pairs inside the drawn axes, its interval by drawing whole places again.

    None below FEWEST_POINTS pairs or FEWEST_PLACES places, or where all results are the same.
    """
    kept = rows[rows["status"].isin(COMPARED) & ~rows["doubt"]].dropna(subset=["target", "result"])
    low, high = common_range(pd.concat([kept["target"], kept["result"]]))
    kept = kept[kept["target"].between(low, high) & kept["result"].between(low, high)]
    places = kept["place_id"].nunique()
    if len(kept) < FEWEST_POINTS or places < FEWEST_PLACES or kept["result"].nunique() < 2:
        return None
    sums = _sums(kept)
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(places, np.full(places, 1 / places), size=draws)
    slope, intercept = _line(sums.sum(axis=0))
    drawn = _line((weights @ sums).T)[0]
    bounds = np.nanpercentile(drawn, [2.5, 97.5])
    return Fit(float(slope), float(bounds[0]), float(bounds[1]), float(intercept), len(kept), places)


def asymmetry(across: pd.DataFrame, next_targets: pd.DataFrame) -> Asymmetry | None:
    """How targets move after a result above and below them: rates in points, amounts in percent; None with fewer than FEWEST_A_SIDE pairs on a side.

    `across` are type A rows of one series, `next_targets` its type C rows: the target of the following year stands there.
    """
    kept = across[across["status"].isin(COMPARED) & ~across["doubt"]]
    later = next_targets[~next_targets["doubt"]].drop_duplicates([*SERIES, "year"])
    later = later.assign(year=later["year"] - 1)[[*SERIES, "year", "target"]]
    both = kept.merge(later, on=[*SERIES, "year"], suffixes=("", "_next"))
    rate = (both["measure"] != "level") | both["base"].isin(RATE_BASES)
    gap = both["result"] - both["target"]
    change = (both["target_next"] - both["target"]).where(rate, (both["target_next"] / both["target"] - 1) * 100)
    above, below = change[gap > 0].dropna(), change[gap < 0].dropna()
    if min(len(above), len(below)) < FEWEST_A_SIDE:
        return None
    return Asymmetry(float(above.median()), len(above), float(below.median()), len(below))


def captions(found: Fit | None, moved: Asymmetry | None, words: Words, unit: str) -> list[str]:
    """The lines under the claim of type C: the slope with its interval, the two medians in `unit`, and what they do not say."""
    lines = []
    if found is None:
        lines.append(words("targets.ratchet.few", points=FEWEST_POINTS, places=FEWEST_PLACES))
    else:
        numbers = {"slope": f"{found.slope:.2f}", "low": f"{found.low:.2f}", "high": f"{found.high:.2f}"}
        lines.append(words("targets.ratchet.fit", n=found.points, places=found.places, **numbers))
    if moved is not None:
        medians = {"up": f"{signed(moved.after_above)} {unit}", "down": f"{signed(moved.after_below)} {unit}"}
        lines.append(words("targets.ratchet.moved", n_up=moved.above, n_down=moved.below, **medians))
    return [*lines, words("targets.ratchet.cause")]


def _sums(rows: pd.DataFrame) -> np.ndarray:
    """Per place: n, Σx, Σy, Σx², Σxy of last result x and next target y; all that a line needs."""
    x, y = rows["result"].to_numpy(float), rows["target"].to_numpy(float)
    parts = pd.DataFrame({"n": 1.0, "x": x, "y": y, "xx": x * x, "xy": x * y})
    return parts.groupby(rows["place_id"].to_numpy()).sum().to_numpy()


def _line(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slope and intercept from n, Σx, Σy, Σx², Σxy (first axis)."""
    n, x, y, xx, xy = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (n * xy - x * y) / (n * xx - x * x)
        return slope, (y - slope * x) / n
