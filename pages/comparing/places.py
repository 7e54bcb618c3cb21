"""The charts of the page of places, made once for each choice."""

from functools import cache, partial

import pandas as pd

from analysis.compare import peers, place_charts, place_rows, townships
from analysis.store import Store
from pages.frame import names
from pages.frame.chart import Chart
from pages.frame.strings import language, text

PEERS = ("level", "prov", "county", "near")


def group_of(store: Store, level: str, place_id: str, year: int, peer: str) -> list[str]:
    """The places that the grey dots stand for; empty for all of the level."""
    known = townships.places(store, level)
    own = known.set_index("place_id").loc[place_id]
    same_province = known["province"] == own["province"]
    if peer == "prov":
        return known.loc[same_province, "place_id"].tolist()
    if peer == "county":
        return known.loc[same_province & (known["county"] == own["county"]), "place_id"].tolist()
    return peers.neighbours(store, level, place_id, year).table["place_id"].tolist() if peer == "near" else []


def claim_of(store: Store, order: dict[str, str], year: int) -> tuple[str, pd.DataFrame]:
    """The sentence on the first two places, and what it rests on."""
    first, second = list(order)[:2]
    both = townships.side_by_side(store, first, second, year)
    return place_rows.claim(townships.verdicts(both), order[first], order[second], year, text), both


def strip_chart(
    store: Store, level: str, year: int, chosen: tuple[tuple[str, str], ...], amounts: bool, peer: str
) -> Chart | None:
    """All places of the level as dots, the chosen ones marked; None where no indicator has enough places."""
    order = dict(chosen)
    first, second = chosen[0], chosen[1]
    group = group_of(store, level, first[0], year, peer)
    rows = townships.strips(store, level, year, tuple(order), amounts, tuple(group))
    strip, scale = place_rows.strip_rows(rows, names.metric, text)
    if strip.empty:
        return None
    claim, both = claim_of(store, order, year)
    unit = text(f"unit.{scale.name}")
    table = place_rows.strip_table(strip, names.metric)
    measure = text(f"places.measure.{'level' if amounts else 'yoy'}")
    return Chart(
        "strip", claim, table, _labels(table, unit),
        cache(partial(place_charts.strip_chart, strip, order, names.metric, unit, amounts, text)),
        subtitle=text("places.strip", measure=measure, unit=unit, peers=text(f"places.peers.{peer}")),
        captions=place_rows.sentences(both, first[1], second[1], names.metric, text),
        notes=[text("places.caveat"), *place_rows.beyond(strip, amounts, text)],
        legend=place_rows.legend(order, text, True), reports=strip["report_id"].nunique(),
    )  # fmt: skip


def side_chart(store: Store, chosen: tuple[tuple[str, str], ...], year: int) -> Chart:
    """Two places item by item, with the verdict of the gate on each."""
    order = dict(chosen)
    claim, both = claim_of(store, order, year)
    table = place_rows.side_table(both, names.metric, text)
    labels = _labels(table) | {"value_a": chosen[0][1], "value_b": chosen[1][1]}
    return Chart("side", claim, table, labels, notes=[text("places.gate")], subtitle=text("places.side.help"))


def over_chart(store: Store, chosen: tuple[tuple[str, str], ...], amounts: bool, columns: int) -> Chart | None:
    """The chosen places over the years as small multiples; None where they report nothing."""
    order = dict(chosen)
    rows = townships.over_years(store, tuple(order), "level" if amounts else "yoy")
    panels, table = place_rows.over_years_panels(rows, list(order), names.metric, text)
    if not panels:
        return None
    claim = text("places.over.claim", n=len(panels), places="、".join(order.values()))
    return Chart(
        "over", claim, table, _labels(table), cache(partial(place_charts.multiples, panels, columns)),
        notes=[*beyond_note(panels), *townships.crossed_breaks(rows, language())], legend=place_rows.legend(order, text),
    )  # fmt: skip


def beyond_note(panels: list[place_charts.Panel]) -> list[str]:
    """The note on values that lie outside the axes of small multiples."""
    count = place_charts.outside_panels(panels)
    return [text("chart.outside", n=count)] if count else []


def near_chart(store: Store, level: str, place_id: str, place: str, year: int) -> tuple[str, Chart | None]:
    """The variables a place is compared by, and its nearest neighbours; None where too little is known."""
    found = peers.neighbours(store, level, place_id, year)
    variables = "、".join(f"{names.metric(name)} ({count})" for name, count in found.variables.items())
    said = text("places.near.variables", place=place, variables=variables or "—")
    table = found.table.drop(columns="place_id")
    if table.empty:
        return said, None
    return said, Chart("near", text("places.near.claim", place=place, n=len(table)), table, _labels(table))


def profile_chart(store: Store, place_id: str, place: str) -> Chart:
    """All figures of one place, to read and to print."""
    table = place_rows.profile_table(townships.profile(store, place_id), names.metric, text)
    return Chart("profile", text("places.profile.claim", place=place, n=len(table)), table, _labels(table))


def _labels(table: pd.DataFrame, unit: str = "") -> dict[str, str]:
    return {
        column: text(f"column.{column}", unit=unit) for column in table.columns if column not in ("value_a", "value_b")
    }
