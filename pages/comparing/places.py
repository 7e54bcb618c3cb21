"""The charts of the page of places, made once for each choice."""

from functools import cache, partial

import pandas as pd

from analysis.compare import (
    ambition,
    kindred,
    peers,
    place_charts,
    place_rows,
    prints,
    renamed,
    townships,
    word_charts,
    word_views,
)
from analysis.compare.groups import Group
from analysis.compare.shifts import LEAST_COUNT, most_of_each_side, sure_terms
from analysis.store import Store
from pages.frame import names
from pages.frame.chart import Chart
from pages.frame.strings import language, text

PEERS = ("level", "prov", "county", "near")
MOST_MORE = 2
WORDS_A_SIDE = 12
# Pixels for "10,000 US dollars"; by itself the table cuts it.
UNITS_IN_FULL = {"en": {"unit": {"width": 145}}}
WORD_COLUMNS = (
    "term", "count_a", "count_b", "rate_a", "rate_b", "reports_a", "reports_b", "log_ratio", "low", "high", "lrc", "q", "dispersion",
)  # fmt: skip


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


def listed(store: Store, level: str, narrow: bool) -> dict[str, str]:
    """What the pickers say of each place, most figures first: how much there is of it where there is room for that."""
    known = townships.place_list(store, level)
    # A province is not named a second time as its own.
    where = {
        place_id: " · ".join(dict.fromkeys([str(row["place"]), str(row["province"])]))
        for place_id, row in known.items()
    }
    if narrow:
        return where
    return {place_id: text("places.listed", where=where[place_id], **row) for place_id, row in known.items()}


def strip_chart(
    store: Store, level: str, year: int, chosen: tuple[tuple[str, str], ...], measure: str, peer: str, narrow: bool
) -> Chart | None:
    """All places of the level as dots, the chosen ones marked; None where no indicator has enough places."""
    order = dict(chosen)
    first, second = chosen[0], chosen[1]
    group = group_of(store, level, first[0], year, peer)
    amounts = measure != "yoy"
    rows = townships.strips(store, level, year, tuple(order), measure, tuple(group))
    strip, scale = place_rows.strip_rows(rows, names.metric, text)
    if strip.empty:
        return None
    claim, both = claim_of(store, order, year)
    unit = text(f"unit.{scale.name}")
    table = place_rows.strip_table(strip, names.metric)
    subtitle = text(
        "places.strip", measure=text(f"places.measure.{measure}"), unit=unit, peers=text(f"places.peers.{peer}")
    )
    return Chart(
        "strip", claim, table, _labels(table, unit),
        cache(partial(place_charts.strip_chart, strip, order, names.metric, unit, amounts, text, False, narrow)),
        subtitle=subtitle,
        captions=place_rows.sentences(both, first[1], second[1], names.metric, text, townships.STRIP_MEASURES[measure][0]),
        notes=[text("places.caveat"), *place_rows.beyond(strip, amounts, text)],
        legend=place_rows.legend(order, text, True), reports=strip["report_id"].nunique(),
        svg=lambda: place_rows.legend(order, text, True) + prints.strips(strip, order, names.metric, unit, amounts, claim),
        leads=partial(added, strip["place_id"].tolist(), tuple(order)), hint=text("places.hint"),
    )  # fmt: skip


def added(place_ids: list[str], chosen: tuple[str, ...], position: int) -> dict[str, str | None] | None:
    """Where a dot leads: the place of a grey one joins the comparison (the oldest addition makes room), None for a chosen one."""
    place_id = place_ids[position]
    if place_id in chosen:
        return None
    return {"more": ",".join([*chosen[2:], place_id][-MOST_MORE:])}


def aim_chart(
    store: Store, level: str, year: int, chosen: tuple[tuple[str, str], ...], amounts: bool, peer: str, narrow: bool
) -> Chart | None:
    """Next targets minus last results as strips; None where no indicator has enough places."""
    order = dict(chosen)
    group = group_of(store, level, chosen[0][0], year, peer)
    rows = ambition.strips(store, level, year, tuple(order), amounts, tuple(group))
    if rows.empty:
        return None
    rows = place_rows.aim_rows(rows, names.metric, text)
    unit = text(f"unit.{rows['base'].iloc[0]}")
    table = place_rows.strip_table(rows, names.metric)
    above = {place_id: int((part["value"] > 0).sum()) for place_id, part in rows.groupby("place_id")}
    told = rows["place_id"].value_counts()
    parts = [
        text("places.aim.place", place=name, n=int(told.get(key, 0)), above=above.get(key, 0)) for key, name in chosen
    ]
    claim = text("places.aim.claim", year=year, next=year + 1, parts=text("targets.comma").join(parts))
    return Chart(
        "aim", claim, table, _labels(table, unit),
        cache(partial(place_charts.strip_chart, rows, order, names.metric, unit, False, text, True, narrow)),
        subtitle=text("places.aim.help", unit=unit, peers=text(f"places.peers.{peer}")), captions=[text("targets.ratchet.cause")],
        notes=[text("places.caveat"), *place_rows.beyond(rows, False, text)], legend=place_rows.legend(order, text, True),
        reports=rows["target_report"].nunique(), hint=text("places.hint"),
        svg=lambda: place_rows.legend(order, text, True) + prints.strips(rows, order, names.metric, unit, False, claim),
        leads=partial(added, rows["place_id"].tolist(), tuple(order)),
    )  # fmt: skip


def words_chart(store: Store, level: str, first: tuple[str, str], second: tuple[str, str]) -> Chart | None:
    """The policy terms that tell two places apart, all years together, as a lollipop; None where one of them has no terms."""
    a, b = (Group(places=(place[0],)) for place in (first, second))
    found = word_views.versus(store, level, a, b, False, False, True, LEAST_COUNT)
    if found.table.empty:
        return None
    of_first, of_second = sure_terms(found.table)
    rows = most_of_each_side(found.table, WORDS_A_SIDE).sort_values("log_ratio", ascending=False, ignore_index=True)
    hover = [
        text("places.words.hover", term=row.term, first=first[1], second=second[1], a=row.count_a, b=row.count_b,
             ra=f"{row.rate_a:.2f}", rb=f"{row.rate_b:.2f}", ratio=f"{row.log_ratio:+.2f}")
        for row in rows.itertuples()
    ]  # fmt: skip
    said = {"first": first[1], "second": second[1], "a": found.reports_a, "b": found.reports_b, "family": found.family}
    comma = text("terms.list_comma").join
    tops = {"top_a": comma(of_first[:3]) or "—", "top_b": comma(of_second[:3]) or "—"}
    columns = [column for column in WORD_COLUMNS if not (found.thin and column in ("lrc", "q"))]
    return Chart(
        "words", text("places.words.claim", **said, **tops, n_a=len(of_first), n_b=len(of_second)), rows[columns],
        {column: text(f"terms.column.{column}") for column in columns} | _count_names(first[1], second[1]),
        cache(partial(word_charts.lollipop, rows.assign(hover=hover), text("terms.axis.log_ratio.short"))),
        legend=word_charts.lollipop_legend(rows, partial(_sides, first[1], second[1])),
        subtitle=text("places.words.help", **said), reports=found.reports_a + found.reports_b, notes=[text("terms.note.versus")],
        captions=[text("terms.thin")] if found.thin else (),
        formats={name: "%.2f" for name in ("rate_a", "rate_b", "log_ratio", "low", "high", "lrc", "dispersion")} | {"q": "%.2g"},
    )  # fmt: skip


def _sides(first: str, second: str, key: str) -> str:
    """The names of the two places for the sides of the lollipop."""
    return {"terms.side.a": first, "terms.side.b": second}.get(key) or text(key)


def _count_names(first: str, second: str) -> dict[str, str]:
    """Column names that say whose counts they are."""
    return {
        f"{column}_{side}": text(f"places.words.{column}", place=place)
        for column in ("count", "rate", "reports") for side, place in (("a", first), ("b", second))
    }  # fmt: skip


def side_chart(store: Store, chosen: tuple[tuple[str, str], ...], year: int) -> Chart:
    """Two places item by item, with the verdict of the gate on each and its refusals as cards."""
    order = dict(chosen)
    claim, both = claim_of(store, order, year)
    table = place_rows.side_table(both, names.metric, text)
    labels = _labels(table) | {"value_a": chosen[0][1], "value_b": chosen[1][1]}
    cards = place_rows.gate_cards(kindred.cards(both), chosen[0][1], chosen[1][1], names.metric, text)
    columns = UNITS_IN_FULL.get(language(), {})
    return Chart("side", claim, table, labels, notes=[text("places.gate")], legend=cards, columns=columns)


def former_names(store: Store, chosen: tuple[tuple[str, str], ...], amounts: bool) -> dict[str, list[str]]:
    """The names of those of the chosen places that changed theirs within the years drawn."""
    return renamed.former_names(townships.over_years(store, tuple(dict(chosen)), "level" if amounts else "yoy"))


def over_chart(
    store: Store, chosen: tuple[tuple[str, str], ...], amounts: bool, columns: int, by_name: bool = False
) -> Chart | None:
    """The chosen places over the years as small multiples; None where they report nothing.

    `by_name` draws a place that changed its name as one series for each name.
    """
    order = dict(chosen)
    rows = townships.over_years(store, tuple(order), "level" if amounts else "yoy")
    restated = townships.restated(store, tuple(order)) if amounts else None
    if by_name:
        own = dict(zip(zip(rows["place_id"], rows["year"], strict=True), rows.index, strict=True))
        rows, order = renamed.apart(rows, order)
        if restated is not None:
            places = [
                rows["place_id"].get(own.get(key)) for key in zip(restated["place_id"], restated["year"], strict=True)
            ]
            restated = restated.assign(place_id=places)
    panels, table = place_rows.over_years_panels(rows, list(order), names.metric, text, restated)
    if not panels:
        return None
    claim = text("places.over.claim", n=len(panels), places=text("terms.list_comma").join(order.values()))
    again = int((table["restated"] != "").sum())
    said = [text("places.restated.note", n=again)] if again else []
    broken = [text("places.break", year=year, note=note) for year, note in townships.crossed_breaks(rows, language())]
    return Chart(
        "over", claim, table, _labels(table), cache(partial(place_charts.multiples, panels, columns)),
        notes=[*beyond_note(panels), *said, *broken],
        legend=place_rows.legend(order, text), svg=lambda: place_rows.legend(order, text) + prints.panels(panels, claim),
    )  # fmt: skip


def beyond_note(panels: list[place_charts.Panel]) -> list[str]:
    """The note on values that lie outside the axes of small multiples."""
    count = place_charts.outside_panels(panels)
    return [text("chart.outside", n=count)] if count else []


def near_chart(store: Store, level: str, chosen: tuple[tuple[str, str], ...], year: int) -> tuple[str, Chart | None]:
    """The variables the first place is compared by, and its nearest neighbours; None where too little is known."""
    place_id, place = chosen[0]
    found = peers.neighbours(store, level, place_id, year)
    variables = text("terms.list_comma").join(
        f"{names.metric(name)} ({count})" for name, count in found.variables.items()
    )
    said = text("places.near.variables", place=place, year=year, variables=variables or "—", n=len(found.variables))
    if found.table.empty:
        return said, None
    table = found.table.drop(columns="place_id").assign(of=len(found.variables))
    claim = text("places.near.claim", place=place, n=len(table))
    leads = partial(added, found.table["place_id"].tolist(), tuple(key for key, _ in chosen))
    return said, Chart(
        "near", claim, table, _labels(table), formats={"distance": "%.2f"}, leads=leads, hint=text("places.near.hint")
    )


def profile_chart(store: Store, place_id: str, place: str) -> Chart:
    """All figures of one place, to read and to print: with lines over the years, checks, and later restatements."""
    rows = townships.profile(store, place_id)
    table = place_rows.profile_table(rows, names.metric, text, townships.restated(store, [place_id]))
    return Chart(
        "profile", text("places.profile.claim", place=place, n=len(table)), table, _labels(table),
        svg=lambda: place_rows.profile_lines(rows, names.metric, text), notes=[text("places.caveat")], reports=rows["report_id"].nunique(),
    )  # fmt: skip


def _labels(table: pd.DataFrame, unit: str = "") -> dict[str, str]:
    return {
        column: text(f"column.{column}", unit=unit) for column in table.columns if column not in ("value_a", "value_b")
    }
