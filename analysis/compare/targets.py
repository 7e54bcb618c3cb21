"""Whether a target was met, and what may be said of many targets together.

The rule (stated on the page; t is the tolerance of 左右 in percentage points, for amounts in percent of the target):
    at least (以上, 不低于, 确保)   result >= target
    at most  (以内, 不超过)        result <= target
    about    (左右)               not worse than the target by more than t
    range    a-b                  inside or better
    a bare figure                 as good as the target or better
"Better" is more, less, or, where the indicator has no good direction, nearer than t.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import pairs, prepared, select, silence
from analysis.compare.pairs import COMPARED, WITHOUT_RESULT, PairType, Status
from analysis.compare.scale import RATE_BASES
from analysis.compare.trend import wilson
from analysis.lexicon.indicators import load_indicators
from analysis.store import Store

# Figures are compared as they are printed: this much is noise of the arithmetic.
NOISE = 1e-9
DEFAULT_TOLERANCE = 0.5
FEWEST_FOR_A_SHARE = 5
FEWEST_TO_OPEN = 3
FEWEST_PLACES = 15


class Summary(NamedTuple):
    """What is said above a chart of type A pairs. Shares are NaN where there are fewer than FEWEST_FOR_A_SHARE pairs.

    targets: targets whose next report is in the collection; compared: of them, with both values; met; share with its Wilson
    interval `low`, `high`; if_all_missed and if_all_met: the share if every target without a result had been missed or met;
    bias: mean gap; error: mean absolute gap; silent: targets whose indicator the next report does not name; unmatched: targets
    with a next report and no result; no_report: targets whose next report is not there; redacted; doubtful: left out because
    of their years; measurable: compared / targets; places: how many places the pairs come from, and from FEWEST_PLACES on
    `places_low` and `places_high`, the interval of the share when whole places are drawn again (a place's years hang together).
    """

    targets: int
    compared: int
    met: int
    share: float
    low: float
    high: float
    if_all_missed: float
    if_all_met: float
    bias: float
    error: float
    silent: int
    unmatched: int
    no_report: int
    redacted: int
    doubtful: int
    measurable: float
    places: int
    places_low: float
    places_high: float


@prepared.once(6)
def all_pairs(store: Store) -> Mapping[str, pd.DataFrame]:
    """The pairs of each type, for the whole collection, each made when first asked for. Not to be changed in place."""

    def seen() -> pd.DataFrame:
        return select.observations(store)

    makers = {
        PairType.ACROSS: lambda: pairs.across_years(seen(), select.speakers(store.reports)),
        PairType.COMPLETION: lambda: pairs.completion(seen()),
        PairType.RATCHET: lambda: pairs.ratchet(seen()),
        PairType.PART_YEAR: lambda: pairs.part_of_year(seen()),
        PairType.SEVERAL_YEARS: lambda: pairs.several_years(seen()),
    }
    return prepared.Frames(store, "pairs", {kind.value: make for kind, make in makers.items()})


def series_pairs(found: Mapping[str, pd.DataFrame], kind: str, level: str, metric: str, measure: str) -> pd.DataFrame:
    """The pairs of one type, level, indicator and measure."""
    rows = found[kind]
    wanted = (rows["metric"] == metric) & (rows["level"] == level)
    if measure:
        wanted &= rows["measure"] == measure
    return rows[wanted].reset_index(drop=True)


def counts_by_level(found: Mapping[str, pd.DataFrame], kind: str) -> dict[str, int]:
    """Pairs that can be compared, per level."""
    rows = found[kind]
    return rows[rows["status"].isin(COMPARED) & ~rows["doubt"]].groupby("level").size().to_dict()


def with_outcome(rows: pd.DataFrame, tolerance: float = DEFAULT_TOLERANCE) -> pd.DataFrame:
    """Add `gap` (rates: percentage points; amounts: percent of the target) and `outcome`: exceeded, met, missed, or ""."""
    rate = rows["measure"] != "level"
    rate |= rows["base"].isin(RATE_BASES)
    nearest = rows["target_high"].where(rows["result"] > rows["target_high"], rows["result"].clip(lower=rows["target"]))
    aim = rows["target"].where(rows["target_high"].isna(), nearest)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (rows["result"] - aim).where(rate, (rows["result"] / aim - 1) * 100)
    gap = gap.where(rows["status"].isin(COMPARED)).replace([np.inf, -np.inf], np.nan).round(9)
    better = rows["metric"].map(_direction).astype(float)
    good = gap * better
    met = good >= -NOISE
    met = met.mask((better == 0) & rows["target_high"].notna(), gap.abs() <= NOISE)
    met = met.mask((better == 0) & rows["target_high"].isna(), gap.abs() <= tolerance + NOISE)
    met = met.mask((rows["bound"] == "about") & (better != 0), good >= -tolerance - NOISE)
    met = met.mask(rows["bound"] == "ge", gap >= -NOISE).mask(rows["bound"] == "le", gap <= NOISE)
    beyond = np.where(rows["bound"] == "ge", gap > NOISE, np.where(rows["bound"] == "le", gap < -NOISE, good > NOISE))
    beyond &= ~((rows["bound"] == "about") & (gap.abs() <= tolerance + NOISE)).to_numpy()
    outcome = np.select([gap.isna(), ~met, beyond], ["", "missed", "exceeded"], default="met")
    return rows.assign(gap=gap, outcome=outcome)


def summary(rows: pd.DataFrame) -> Summary:
    """The figures above a chart, from type A rows with their outcome. Doubtful years are counted and kept out of all else."""
    sure = rows[~rows["doubt"]]
    compared = sure[sure["outcome"] != ""]
    met, count = int(compared["outcome"].isin(("met", "exceeded")).sum()), len(compared)
    unmatched = int(sure["status"].isin(WITHOUT_RESULT).sum())
    due = int((sure["status"] != Status.NO_REPORT.value).sum())
    enough = count >= FEWEST_FOR_A_SHARE
    interval = wilson(np.array([float(met)]), np.array([float(count)]))
    nothing = float("nan")
    return Summary(
        targets=due, compared=count, met=met,
        share=met / count if enough else nothing,
        low=float(interval.low[0]) if enough else nothing, high=float(interval.high[0]) if enough else nothing,
        if_all_missed=met / (count + unmatched) if enough else nothing,
        if_all_met=(met + unmatched) / (count + unmatched) if enough else nothing,
        bias=float(compared["gap"].mean()) if count else nothing,
        error=float(compared["gap"].abs().mean()) if count else nothing,
        silent=int((sure["status"] == Status.SILENT.value).sum()), unmatched=unmatched,
        no_report=int((sure["status"] == Status.NO_REPORT.value).sum()),
        redacted=int((sure["status"] == Status.REDACTED.value).sum()), doubtful=int(rows["doubt"].sum()),
        measurable=count / due if due else nothing, places=compared["place_id"].nunique(),
        **dict(zip(("places_low", "places_high"), _by_place(compared), strict=True)),
    )  # fmt: skip


def _by_place(compared: pd.DataFrame, draws: int = 2000, seed: int = 20) -> tuple[float, float]:
    """The 95 % interval of the share met when places are drawn with replacement; NaN below FEWEST_PLACES places."""
    met = compared["outcome"].isin(("met", "exceeded")).groupby(compared["place_id"]).agg(["sum", "size"])
    if len(met) < FEWEST_PLACES:
        return float("nan"), float("nan")
    weights = np.random.default_rng(seed).multinomial(len(met), np.full(len(met), 1 / len(met)), size=draws)
    drawn = weights @ met.to_numpy(float)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return float(low), float(high)


def looked_for(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Type A rows of one indicator with silent drops told from results that were merely not read."""
    return silence.mark_silent(rows, store)


def _direction(metric: str) -> int:
    """1 where more is better, -1 where less is, 0 where neither."""
    entry = load_indicators().by_id.get(metric)
    return {"up": 1, "down": -1}.get(entry.better, 0) if entry else 0
