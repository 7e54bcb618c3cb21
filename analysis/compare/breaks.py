"""What breaks a series: indicators renamed or redefined, places merged or renamed, from data/lexicon/series_breaks.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.lexicon.indicators import load_indicators

FILE = "series_breaks.toml"
KINDS = ("renamed", "redefined", "scope", "merged", "moved")
COLUMNS = ["subject", "metric", "place", "level", "year", "kind", "related", "zh", "en"]


@cache
def load_breaks(path: Path = LEXICON / FILE) -> pd.DataFrame:
    """All breaks, one row each: subject (indicator or place), metric or place and level, the first year of the new series,
    kind (KINDS), related (the successor, or the other places, separated by 、), and the note in Chinese and English.

    Raises LexiconError naming every faulty block.
    """
    faults: list[Fault] = []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [_row("indicator", block, faults) for block in tables.get("indicator", [])]
    rows += [_row("place", block, faults) for block in tables.get("place", [])]
    raise_if_any(faults)
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(subject: str, block: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    name = str(block.get("metric") or block.get("place") or "?")
    for key in ("year", "kind", "zh", "en"):
        if not block.get(key):
            faults.append(Fault(FILE, name, f"{key} is missing", "add it"))
    if block.get("kind") not in KINDS:
        faults.append(Fault(FILE, name, "unknown kind", f"use one of {', '.join(KINDS)}"))
    known = load_indicators().by_id
    for metric in (block.get("metric"), block.get("successor")):
        if metric and metric not in known:
            faults.append(Fault(FILE, name, f"no indicator {metric}", "name an indicator of indicators.toml"))
    related = "、".join(block.get("also", [])) or block.get("successor", "")
    row = {"subject": subject, "related": related, "metric": "", "place": "", "level": ""}
    return row | {key: value for key, value in block.items() if key in COLUMNS}


def breaks_between(metric: str, first_year: int, last_year: int, place: str = "", level: str = "") -> pd.DataFrame:
    """The breaks that a series of `metric` for `place` crosses on the way from first_year to last_year; empty for none."""
    breaks = load_breaks()
    crossed = breaks["year"].between(first_year + 1, last_year)
    of_metric = (breaks["subject"] == "indicator") & (breaks["metric"] == metric)
    of_place = (
        (breaks["subject"] == "place") & _concerns(breaks, place) & (breaks["level"].isin([level, ""]) | (level == ""))
    )
    return breaks[crossed & (of_metric | (of_place & bool(place)))].reset_index(drop=True)


def _concerns(breaks: pd.DataFrame, place: str) -> pd.Series:
    return pd.Series(
        [
            place == name or place in related.split("、")
            for name, related in zip(breaks["place"], breaks["related"], strict=True)
        ],
        index=breaks.index,
        dtype=bool,
    )
