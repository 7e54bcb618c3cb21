"""Places beside each other in one year. Only what is said of the same thing is compared; everything else is named as not comparable."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import prepared, select
from analysis.compare.breaks import breaks_between
from analysis.lexicon.indicators import load_indicators
from analysis.store import Store

FEWEST_FOR_A_STRIP = 3
MOST_STRIPS = 14
RATES = ("yoy", "share", "pp", "cagr")
RATE_BASES = ("percent", "permille", "points")
# Growth as stated and growth worked out of two amounts may differ by prices, scope or revision: from here on it is said.
LARGEST_DIFFERENCE = 1.5
# Amounts a head are compared among themselves: beside totals they would be nothing.
PER_PERSON = "yuan_person"
# What the strips show, as measure and base of its figures.
STRIP_MEASURES = {"yoy": ("yoy", "percent"), "level": ("level", "yuan"), "person": ("level", PER_PERSON)}
SAID = [
    "metric", "measure", "value", "base", "price_basis", "redacted", "ambiguous", "doubt", "report_id", "start", "end", "quote",
]  # fmt: skip


class Verdicts(NamedTuple):
    """How many things are said of both places, how many of them can be compared, and who has the higher figure."""

    shared: int
    comparable: int
    first_higher: int
    second_higher: int


@prepared.once(6)
def results(store: Store) -> pd.DataFrame:
    """What the work reports say was reached in the year they review, one row for each place, year, indicator and measure.

    Columns of select.observations with `county`; figures for part of a year and for several years are not in it. Shared: not to
    be changed in place.
    """
    return prepared.kept(store, "results", lambda: _make_results(store))


def _make_results(store: Store) -> pd.DataFrame:
    seen = select.observations(store)
    rows = seen[(seen["report_kind"] == "work_report") & (seen["kind"] == "result") & (seen["part"] == "")]
    rows = rows[(rows["first"] == rows["year"]) & (rows["year"] == rows["year_reviewed"])]
    counties = store.reports.drop_duplicates("report_id").set_index("report_id")["county"]
    rows = rows.assign(county=rows["report_id"].map(counties).fillna(""), year=rows["year"].astype(int))
    return rows.drop_duplicates(["place_id", "year", "metric", "measure"]).reset_index(drop=True)


@lru_cache(maxsize=32)
def places(store: Store, level: str) -> pd.DataFrame:
    """The places of a level that report figures: place_id, place, province, county, figures, years; most figures first.

    Shared: not to be changed in place.
    """
    rows = results(store)
    rows = rows[rows["level"] == level]
    grouped = rows.groupby("place_id", sort=False)
    table = grouped.agg(
        place=("place", "first"), province=("province", "first"), county=("county", "first"),
        figures=("metric", "size"), years=("year", "nunique"),
    ).reset_index()  # fmt: skip
    return table.sort_values(["figures", "place"], ascending=[False, True], ignore_index=True)


def counts_by_level(store: Store) -> dict[str, int]:
    """Places that can be held against others, per level: a growth of the same indicator and year is known of FEWEST_FOR_A_STRIP."""
    rows = results(store)
    rows = rows[(rows["measure"] == "yoy") & rows["value"].notna() & ~rows["doubt"] & ~rows["ambiguous"]]
    told = rows.groupby(["level", "metric", "year"])["place_id"].transform("nunique")
    return rows[told >= FEWEST_FOR_A_STRIP].groupby("level")["place_id"].nunique().to_dict()


def full_years(store: Store, level: str) -> list[int]:
    """The years for which at least half as many places report figures as for the one with most, oldest first; empty without figures."""
    rows = results(store)
    rows = rows[(rows["level"] == level) & ~rows["doubt"] & rows["value"].notna()]
    told = rows.groupby("year")["place_id"].nunique()
    return [int(year) for year in told.index[told * 2 >= told.max()]]


def best_pair(store: Store, level: str) -> tuple[str, str] | None:
    """The two places of one province with most figures in the last of full_years; where it has none, of all years and provinces.

    None below two places.
    """
    rows = results(store)
    rows = rows[(rows["level"] == level) & ~rows["doubt"] & rows["value"].notna()]
    recent = rows[rows["year"].isin(full_years(store, level)[-1:])]
    for part, group in ((recent, ["province", "year"]), (rows, ["province", "year"]), (rows, ["year"])):
        counted = part.groupby([*group, "place_id"]).size().sort_values(ascending=False, kind="stable")
        second = counted.groupby(level=list(range(len(group)))).nth(1)
        if len(second):
            best = counted.xs(second.idxmax()[: len(group)], level=list(range(len(group))))
            return str(best.index[0]), str(best.index[1])
    return None


def shared_years(store: Store, chosen: Sequence[str]) -> list[int]:
    """Years for which the first two places both report figures, latest first; where there is none, the first place's years."""
    rows = results(store)
    years = [set(rows.loc[rows["place_id"] == place, "year"]) for place in chosen[:2]]
    shared = set.intersection(*years) if years else set()
    return sorted(shared or (years[0] if years else set()), reverse=True)


def opening_year(store: Store, level: str, chosen: Sequence[str]) -> int:
    """The latest year for which the first two places report at least half as many things alike as in their fullest one.

    One of full_years where there is one, so that there are others to be held against; else the latest of shared_years.
    """
    rows = results(store)
    rows = rows[rows["place_id"].isin(chosen[:2]) & rows["value"].notna() & ~rows["doubt"] & ~rows["ambiguous"]]
    told = rows.groupby(["year", "metric", "measure"])["place_id"].nunique()
    counts = told[told == len(set(chosen[:2]))].groupby("year").size()
    if counts.empty:
        return shared_years(store, chosen)[0]
    counts = counts[counts * 2 >= counts.max()]
    full = counts[counts.index.isin(full_years(store, level))]
    return int((full if len(full) else counts).index.max())


def restated(store: Store, chosen: Sequence[str]) -> pd.DataFrame:
    """Amounts that the report of the year after next gives otherwise: place_id, metric, year, value, later, report_id, start, end.

    `value` is what the report that reviews the year says, `later` what the next one says of the same year, both in `base`; more
    than rounding apart. Spans are those of the later saying.
    """
    seen = select.observations(store)
    seen = seen[seen["place_id"].isin(chosen) & (seen["kind"] == "result") & (seen["measure"] == "level")]
    seen = seen[(seen["part"] == "") & (seen["first"] == seen["year"]) & seen["value"].notna() & ~seen["ambiguous"]]
    keys = ["place_id", "metric", "base", "year"]
    later = seen[seen["year"] == seen["year_reviewed"] - 1].drop_duplicates(keys).rename(columns={"value": "later"})
    told = results(store)
    told = told[told["place_id"].isin(chosen) & (told["measure"] == "level") & ~told["ambiguous"]]
    both = later[[*keys, "later", "report_id", "start", "end"]].merge(told[[*keys, "value"]], on=keys)
    both = both.assign(year=both["year"].astype(int))
    apart = (both["later"] - both["value"]).abs() > both[["later", "value"]].abs().max(axis=1) * select.ROUNDING
    return both[apart].reset_index(drop=True)


@lru_cache(maxsize=32)
def side_by_side(store: Store, first: str, second: str, year: int) -> pd.DataFrame:
    """What two places report of one year: metric, measure, value_a, value_b, base, gap, verdict, evidence parts.

    verdict: ok; unit, price (the gate: not comparable); redacted; ambiguous; doubt; only_a, only_b. gap is a - b for rates and
    a / b for amounts, NaN unless ok. Shared: not to be changed in place.
    """
    rows = results(store)
    rows = rows[rows["year"] == year]
    left, right = (rows.loc[rows["place_id"] == place, SAID] for place in (first, second))
    both = left.merge(right, on=["metric", "measure"], how="outer", suffixes=("_a", "_b"))
    both = both.assign(verdict=_gate(both))
    rate = both["measure"].isin(RATES) | both["base_a"].isin(RATE_BASES)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (both["value_a"] - both["value_b"]).where(rate, both["value_a"] / both["value_b"])
    both = both.assign(gap=gap.where(both["verdict"] == "ok"), rate=rate, base=both["base_a"].fillna(both["base_b"]))
    gate = both["verdict"].map({"ok": 0, "unit": 1, "price": 1}).fillna(2)
    place_in_lexicon = {metric: at for at, metric in enumerate(load_indicators().by_id)}
    both = both.assign(order=gate, listed=both["metric"].map(place_in_lexicon).fillna(len(place_in_lexicon)))
    both = both.sort_values(["order", "listed", "measure"], kind="stable", ignore_index=True)
    return both.drop(columns=["order", "listed"])


def verdicts(both: pd.DataFrame) -> Verdicts:
    """The counts over a comparison of two places."""
    ok = both[both["verdict"] == "ok"]
    shared = ~both["verdict"].isin(("only_a", "only_b"))
    higher = (ok["value_a"] > ok["value_b"]).sum(), (ok["value_a"] < ok["value_b"]).sum()
    return Verdicts(int(shared.sum()), len(ok), int(higher[0]), int(higher[1]))


def strips(
    store: Store, level: str, year: int, chosen: Sequence[str], measure: str, group: Sequence[str] = ()
) -> pd.DataFrame:
    """All places' figures of a year for the indicators that one of the chosen places reports, for strip plots.

    `measure` is one of STRIP_MEASURES: growth rates, amounts in yuan, amounts a head. `group` names the places that stand for the others (all of the level where
    it is empty). Adds `role` ("chosen" or "peer"), `n`, `median` (of the others in the group, a place's own figure left out) and
    `rank` of the strip. Years in doubt, ambiguous and blanked figures are left out.
    """
    rows = results(store)
    rows = rows[
        (rows["level"] == level) & (rows["year"] == year) & rows["value"].notna() & ~rows["doubt"] & ~rows["ambiguous"]
    ]
    kind, base = STRIP_MEASURES[measure]
    rows = by_head(rows)
    rows = rows[(rows["measure"] == kind) & (rows["base"] == base)]
    return ranked(rows if kind == "yoy" else rows[rows["value"] > 0], chosen, group)


def by_head(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with a base of their own for amounts in yuan a head."""
    own = (rows["base"] == "yuan") & rows["metric"].isin(_per_person())
    return rows.assign(base=rows["base"].mask(own, PER_PERSON))


@cache
def _per_person() -> frozenset[str]:
    return frozenset(name for name, entry in load_indicators().by_id.items() if entry.dimension == "money/person")


def ranked(rows: pd.DataFrame, chosen: Sequence[str], group: Sequence[str]) -> pd.DataFrame:
    """One value a place and indicator made into strips: role, n, median of the others, rank; indicators told by most chosen first."""
    if group:
        rows = rows[rows["place_id"].isin({*group, *chosen})]
    rows = rows.assign(role=np.where(rows["place_id"].isin(chosen), "chosen", "peer"))
    told = rows[rows["role"] == "chosen"].groupby("metric")["place_id"].nunique()
    sizes = rows.groupby("metric").size()
    metrics = [metric for metric in told.index if sizes[metric] >= FEWEST_FOR_A_STRIP]
    metrics.sort(key=lambda metric: (-told[metric], -sizes[metric], metric))
    rank = {metric: at for at, metric in enumerate(metrics[:MOST_STRIPS])}
    rows = rows[rows["metric"].isin(rank)]
    peers = rows[rows["role"] == "peer"].groupby("metric")["value"].median()
    rows = rows.assign(
        n=rows["metric"].map(sizes), median=rows["metric"].map(peers).astype(float), rank=rows["metric"].map(rank)
    )
    return rows.sort_values(["rank", "role", "place"], ascending=[True, False, True], ignore_index=True)


def profile(store: Store, place_id: str) -> pd.DataFrame:
    """All that a place's reports say was reached, newest year first, with `implied`: growth worked out of two years' amounts.

    `check` is "differs" where a stated growth is more than LARGEST_DIFFERENCE points from the implied one, else "".
    """
    rows = results(store)
    rows = rows[rows["place_id"] == place_id]
    amounts = rows[(rows["measure"] == "level") & ~rows["ambiguous"]].set_index(["metric", "base", "year"])["value"]
    amounts = amounts[~amounts.index.duplicated()]
    before = amounts.copy()
    before.index = before.index.set_levels(before.index.levels[2] + 1, level=2) if len(before) else before.index
    implied = ((amounts / before.reindex(amounts.index) - 1) * 100).dropna().reset_index()
    implied = implied.drop(columns="base").rename(columns={"value": "implied"}).drop_duplicates(["metric", "year"])
    rows = rows.merge(implied.assign(measure="yoy"), on=["metric", "year", "measure"], how="left")
    differs = (rows["value"] - rows["implied"]).abs() > LARGEST_DIFFERENCE
    rows = rows.assign(check=np.where(differs, "differs", ""))
    return rows.sort_values(["year", "metric", "measure"], ascending=[False, True, True], ignore_index=True)


def over_years(store: Store, chosen: Sequence[str], measure: str) -> pd.DataFrame:
    """The chosen places' figures in all years: place_id, place, metric, year, value, base, doubt; indicators told by most places first."""
    rows = results(store)
    rows = rows[
        rows["place_id"].isin(chosen) & (rows["measure"] == measure) & rows["value"].notna() & ~rows["ambiguous"]
    ]
    weight = rows.groupby("metric").agg(told=("place_id", "nunique"), n=("value", "size"))
    order = weight.sort_values(["told", "n"], ascending=False, kind="stable").index
    rank = {metric: at for at, metric in enumerate(order)}
    return rows.assign(rank=rows["metric"].map(rank)).sort_values(["rank", "place_id", "year"], ignore_index=True)


def crossed_breaks(rows: pd.DataFrame, language: str) -> list[tuple[int, str]]:
    """The breaks that the drawn series cross, first year and note: renamed or redefined indicators, merged places."""
    notes: dict[tuple[int, str], None] = {}
    for (metric, _, level), part in rows.groupby(["metric", "place_id", "level"], sort=False):
        first, last = int(part["year"].min()), int(part["year"].max())
        for place in part["place"].unique():
            found = breaks_between(metric, first, last, place, level)
            told = found["en" if language == "en" else "zh"]
            notes |= dict.fromkeys(zip(found["year"].astype(int), told, strict=True))
    return sorted(notes)


def _gate(both: pd.DataFrame) -> np.ndarray:
    bases = both[["price_basis_a", "price_basis_b"]]
    other_prices = (bases != "-").all(axis=1) & (bases.iloc[:, 0] != bases.iloc[:, 1])
    redacted = both["redacted_a"].eq(True) | both["redacted_b"].eq(True)
    ambiguous = both["ambiguous_a"].eq(True) | both["ambiguous_b"].eq(True)
    doubt = both["doubt_a"].eq(True) | both["doubt_b"].eq(True)
    return np.select(
        [both["report_id_b"].isna(), both["report_id_a"].isna(), redacted, both["base_a"] != both["base_b"], other_prices,
         ambiguous, doubt],
        ["only_a", "only_b", "redacted", "unit", "price", "ambiguous", "doubt"], default="ok",
    ).astype(object)  # fmt: skip


def place_list(store: Store, level: str) -> dict[str, dict[str, str | int]]:
    """What the pickers offer: place, province, figures and years by place id, most figures first."""
    known = places(store, level).set_index("place_id")
    return known[["place", "province", "figures", "years"]].to_dict("index")
