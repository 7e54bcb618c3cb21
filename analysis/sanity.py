"""Whether a build looks right: figures within believable ranges, levels without leaps, coverage, and no facts lost since the last."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import Measure

FILE = "sanity.toml"
# A level that is so many times the one of the year before is a leap: a slipped decimal point gives ten.
LEAP = 3.0
MOST_FACTS_LOST = 0.01
PLAIN_YEAR = r"^\d{4}$"


class Range(NamedTuple):
    """Ends between which a figure is believable; no metrics or no levels means all."""

    measure: str
    low: float
    high: float
    metrics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@cache
def load_ranges(path: Path = LEXICON / FILE) -> tuple[Range, ...]:
    """The ranges, the general ones first; raises LexiconError naming every faulty block."""
    faults: list[Fault] = []
    ranges = []
    for block in tomllib.loads(path.read_text(encoding="utf-8")).get("range", []):
        name = f"{block.get('metrics', 'all')} {block.get('measure')}"
        if block.get("measure") not in set(Measure):
            faults.append(Fault(FILE, name, "unknown measure", f"use one of {', '.join(Measure)}"))
        if not block.get("low", 0) < block.get("high", 0):
            faults.append(Fault(FILE, name, "low is not below high", "give both ends"))
        lists = {key: tuple(block.get(key, ())) for key in ("metrics", "levels")}
        ranges.append(Range(block.get("measure"), float(block.get("low", 0)), float(block.get("high", 0)), **lists))
    raise_if_any(faults)
    return tuple(ranges)


def out_of_range(facts: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The facts whose value lies outside its range, with the columns `low`, `high` and `level`; the narrowest range decides."""
    table = facts.merge(reports[["report_id", "level"]].drop_duplicates("report_id"), on="report_id", how="left")
    low = pd.Series(-np.inf, index=table.index)
    high = pd.Series(np.inf, index=table.index)
    for each in load_ranges():
        concerned = table["measure"].astype("str") == each.measure
        if each.metrics:
            concerned &= table["metric"].astype("str").isin(each.metrics)
        if each.levels:
            concerned &= table["level"].astype("str").isin(each.levels)
        low[concerned], high[concerned] = each.low, each.high
    outside = (table["value"] < low) | (table["value"] > high)
    return table.assign(low=low, high=high)[outside].reset_index(drop=True)


def leaps(facts: pd.DataFrame, reports: pd.DataFrame, times: float = LEAP) -> pd.DataFrame:
    """Levels reported as results that are `times` the year before's of the same place and unit, or less than its 1/times.

    One row a leap: place_id, metric, unit, year, value, before, ratio, report_id. Levels told in several reports count once,
    by the report of the year after.
    """
    levels = facts[
        (facts["measure"].astype("str") == "level")
        & (facts["kind"].astype("str") == "result")
        & facts["period"].astype("str").str.fullmatch(PLAIN_YEAR)
        & facts["value"].notna()
        & (facts["value"] > 0)
    ].merge(reports.loc[reports["usable"], ["report_id", "place_id", "year_planned"]], on="report_id")
    levels = levels.assign(year=levels["period"].astype("int32"))
    levels = levels[levels["year_planned"] == levels["year"] + 1]
    keys = ["place_id", "metric", "unit", "year"]
    first = levels.sort_values(["report_id", "start"]).drop_duplicates(keys)[[*keys, "value", "report_id"]]
    before = first[[*keys, "value"]].assign(year=first["year"] + 1).rename(columns={"value": "before"})
    both = first.merge(before, on=keys)
    both = both.assign(ratio=both["value"] / both["before"])
    return both[(both["ratio"] > times) | (both["ratio"] < 1 / times)].reset_index(drop=True)


def coverage(reports: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """By level and planned year: usable reports, those with any fact, with a target for gdp growth, and facts a report."""
    usable = reports[reports["usable"] & reports["year_planned"].notna()]
    counted = facts.groupby("report_id", observed=True).size().rename("read")
    growth = facts[
        (facts["metric"].astype("str") == "gdp")
        & (facts["measure"].astype("str") == "yoy")
        & (facts["kind"].astype("str") == "target")
    ]
    table = usable.merge(counted, left_on="report_id", right_index=True, how="left").assign(
        gdp_target=usable["report_id"].isin(set(growth["report_id"])).to_numpy(),
    )
    table = table.assign(read=table["read"].fillna(0), year=table["year_planned"].astype("int32"))
    grouped = table.assign(with_facts=table["read"] > 0).groupby([table["level"].astype("str"), "year"])
    return grouped.agg(
        reports=("report_id", "size"),
        with_facts=("with_facts", "sum"),
        gdp_target=("gdp_target", "sum"),
        facts_a_report=("read", "mean"),
    ).reset_index()


class Loss(NamedTuple):
    """What a new build no longer has: the share of all facts before, and the lost ones."""

    share: float
    facts: pd.DataFrame

    def told(self, most: int = 10) -> str:
        """In words: how many, of which indicators, in which files."""
        metrics = self.facts["metric"].astype("str").value_counts().head(most)
        sources = self.facts["source"].astype("str").value_counts().head(most)
        return (
            f"{len(self.facts)} facts lost ({self.share:.2%}); "
            f"by indicator: {', '.join(f'{name} {count}' for name, count in metrics.items())}; "
            f"by file: {', '.join(f'{name} {count}' for name, count in sources.items())}"
        )


def lost_facts(before: pd.DataFrame, after: pd.DataFrame) -> Loss:
    """The facts of an earlier build at whose place in the source the new build reads none."""
    places = pd.MultiIndex.from_frame(after[["source", "source_start"]].astype({"source": "str"}))
    old = pd.MultiIndex.from_frame(before[["source", "source_start"]].astype({"source": "str"}))
    gone = before[~old.isin(places)]
    return Loss(len(gone) / max(len(before), 1), gone.reset_index(drop=True))
