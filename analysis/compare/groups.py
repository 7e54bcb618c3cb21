"""Which reports are looked at or compared: groups as plain values, and weights for near duplicates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.termcounts import ALL_ROLES, Numbers, Rows, TermCounts
from analysis.model import ReportKind


@dataclass(frozen=True)
class Group:
    """Reports of some years or places (empty: all), or of one way to word targets, and the sections of them that count."""

    first_year: int | None = None
    last_year: int | None = None
    places: tuple[str, ...] = ()
    others_than: tuple[str, ...] = ()
    role: str = ALL_ROLES
    stance: str = ""


def find_reports(counts: TermCounts, level: str = "", doubtful: bool = False) -> Rows:
    """Rows of the usable work reports of a level ("" for all); those of doubtful year only where they are asked for."""
    reports = counts.reports
    chosen = reports["usable"] & (reports["kind"] == ReportKind.WORK_REPORT.value)
    if level:
        chosen &= reports["level"] == level
    if not doubtful:
        chosen &= ~reports["doubtful"]
    return np.flatnonzero(chosen)


def in_group(counts: TermCounts, rows: Rows, group: Group) -> Rows:
    """Those of the rows that belong to a group and have text in its sections; a report without a year is in no years."""
    reports = counts.reports.iloc[rows]
    chosen = np.ones(len(rows), bool)
    if group.first_year is not None:
        chosen &= reports["year"].between(group.first_year, group.last_year).fillna(False).to_numpy(bool)
    if group.places:
        chosen &= reports["place_id"].isin(group.places).to_numpy()
    if group.others_than:
        chosen &= ~reports["place_id"].isin(group.others_than).to_numpy()
    if group.stance:
        chosen &= (reports["stance"] == group.stance).to_numpy()
    return rows[chosen & (counts.sizes(group.role)[rows] > 0)]


def same_places(counts: TermCounts, first: Rows, second: Rows) -> tuple[Rows, Rows]:
    """Both groups cut down to the places that have reports in both, so that a change of places cannot pass for one of words."""
    places = counts.reports["place_id"].to_numpy()
    common = set(places[first]) & set(places[second]) - {""}
    return tuple(rows[[place in common for place in places[rows]]] if len(rows) else rows for rows in (first, second))


def places_of_all_years(counts: TermCounts, rows: Rows) -> Rows:
    """The rows of those places that have a report in every year which occurs among the rows."""
    reports = counts.reports.iloc[rows]
    years = reports["year"].dropna().nunique()
    kept = reports.groupby("place_id")["year"].transform("nunique") == years
    return rows[(kept & (reports["place_id"] != "")).to_numpy(bool)]


def duplicate_weights(counts: TermCounts, rows: Rows) -> Numbers:
    """1 for each row, or 1/size of its group of near duplicates as far as they are among the rows."""
    codes = counts.duplicate_codes[rows]
    grouped = codes >= 0
    weights = np.ones(len(codes))
    weights[grouped] = 1 / np.bincount(codes[grouped])[codes[grouped]]
    return weights


def effective_number(weights: Numbers) -> float:
    """Kish's effective number of weighted reports, (Σw)²/Σw²; 0 for none."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0


def cluster_codes(counts: TermCounts, rows: Rows) -> Rows:
    """A number for each report's place, so that a bootstrap draws places; a report without a place is its own."""
    places = counts.reports["place_id"].iloc[rows].to_numpy()
    named = [place or f" {row}" for place, row in zip(places, rows, strict=True)]
    return pd.factorize(np.array(named, dtype=object))[0].astype(np.int64)
