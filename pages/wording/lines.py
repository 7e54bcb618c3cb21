"""The lines a term stands in, with what comes before and after, and where in the reports they lie."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.compare import concordance, word_charts, word_views
from analysis.compare.word_views import Item, Selection
from analysis.store import Store
from pages import frame
from pages.frame import controls, text
from pages.wording import choice

MOST_LINES = 500
# What is put in order by its context is looked for among so many lines.
MOST_SORTED = 10_000
ORDERS = ("place", "left", "right")
COLUMNS = ("left", "hit", "right", "place", "year", "role")
# The terms stand below one another, with their context on both sides; on a phone with as much of it as lets them be in sight.
ALIGNED = {"left": {"alignment": "right"}, "hit": {"alignment": "center"}}
ON_A_PHONE = {"left": {"alignment": "right", "width": 125}, "hit": {"alignment": "center"}}


def draw(store: Store, selection: Selection) -> None:
    """The view of lines; where there are no texts it says so and what to do."""
    item = _item(store, selection)
    place = choice.place_filter(store, selection.level)
    if not store.has_texts:
        _without_texts(store, selection, item, place)
        return
    if item is None:
        frame.empty(text("terms.none.chosen"))
        return
    order = frame.segments("so", ORDERS, "place", text("terms.sort"), lambda name: text(f"terms.sort.{name}"))
    total = frame.compute(word_views.line_total, store, selection, item, place)
    most = MOST_LINES if order == "place" else MOST_SORTED
    found = concordance.sort_lines(frame.compute(word_views.lines, store, selection, item, place, most), order)
    if found.empty:
        frame.empty(text("terms.none.lines", term=item.label))
        return
    _note_forms(item)
    _chart(store, found.head(MOST_LINES), item, total, min(total, most))


def _item(store: Store, selection: Selection) -> Item | None:
    """The term of `?w=`, or the phrase or group of `?kq=`, which comes first where both are there."""
    offered = frame.compute(word_views.terms_offered, store, selection.level)
    default = next(iter(frame.compute(word_views.first_terms, store, selection)), "")
    left, right = st.columns(2)
    with left:
        term = frame.select("w", offered, default, text("terms.pick.one")) if offered else ""
    with right:
        written = controls.words(
            "q", text("terms.search"), choice.LONGEST_QUERY, placeholder=text("terms.search.placeholder")
        )
    if written.strip():
        items, unanswered = word_views.items_of(store, [], [written.strip()])
        if unanswered:
            st.info(text("terms.needs_text", words=written), icon=":material/description:")
        return items[0] if items else None
    return Item(term, (term,)) if term else None


def _without_texts(store: Store, selection: Selection, item: Item | None, place: str) -> None:
    total = frame.compute(word_views.line_total, store, selection, item, place) if item else 0
    frame.empty(text("terms.no_text", term=item.label if item else "", n=f"{total:,}"))


def _note_forms(item: Item) -> None:
    forms = [form for word in item.words for form in concordance.known_forms(word)]
    if forms and not item.phrases:
        st.caption(text("terms.forms", term=item.label, forms="、".join(forms)))


def _chart(store: Store, found: pd.DataFrame, item: Item, total: int, sorted_among: int) -> None:
    shown = found.assign(
        evidence=[frame.pack((row.report_id, row.start, row.end)) for row in found.itertuples()],
        role=[text(f"section.{role}") for role in found["role"]],
    )[[*COLUMNS, "evidence"]]
    reports = found["report_id"].nunique()
    cut = (
        []
        if len(found) == total
        else [text("terms.note.sorted", shown=f"{len(found):,}", total=f"{total:,}", sorted=f"{sorted_among:,}")]
    )
    chart = frame.Chart(
        key="lines", claim=text("terms.claim.lines", term=item.label, n=f"{total:,}", reports=f"{reports:,}"),
        subtitle=text(f"terms.lines.{'phrase' if item.phrases else 'term'}"), table=shown,
        labels={name: text(f"terms.column.{name}") for name in COLUMNS}, formats={"year": "%d"}, reports=reports, notes=cut,
        columns=ON_A_PHONE if frame.on_phone() else ALIGNED,
    )  # fmt: skip
    frame.draw(store, chart)
    with st.expander(text("terms.positions"), icon=":material/view_timeline:"):
        drawn, spans = word_views.positions(store, found)
        around = "<br>…" + drawn["left"].str[-14:] + "<b>" + drawn["hit"] + "</b>" + drawn["right"].str[:14] + "…"
        drawn = drawn.assign(hover=drawn["label"] + around)
        few = [] if len(drawn) == len(found) else [text("terms.note.barcode", n=drawn["label"].nunique())]
        figure = partial(word_charts.barcode, drawn, spans, text)
        frame.draw(
            store, replace(chart, key="bars", figure=figure, subtitle=text("terms.positions.axis"), notes=[*cut, *few])
        )
