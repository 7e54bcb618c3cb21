"""Targets beside results, in five types of pairs that are never pooled."""

import streamlit as st

from analysis.compare import pair_rows, target_views, targets
from analysis.compare.pairs import PairType
from pages import frame
from pages.comparing import pairs
from pages.frame import text

store = frame.open_page("targets")
across = frame.compute(target_views.counts_by_level, store, "A")
kinds = [pair.value for pair in PairType]


def opening_kind(level: str) -> str:
    """The type of pairs shown where the link names none."""
    return "A" if across.get(level, 0) >= targets.FEWEST_TO_OPEN else "C"


def counts_of_kind(level: str) -> dict[str, int]:
    """Per level, the pairs of the type that is shown."""
    asked = frame.state.in_url("pt")
    return frame.compute(target_views.counts_by_level, store, asked if asked in kinds else opening_kind(level))


level = frame.level_filter(across, targets.FEWEST_TO_OPEN, counts_of_kind)
kind = frame.segments("pt", kinds, opening_kind(level), text("targets.type"), lambda k: text(f"targets.type.{k}"))
st.caption(text(f"targets.type.{kind}.help"))
if kind == "C" == opening_kind(level):
    st.info(text("targets.only_ratchet"), icon=":material/info:")

series = frame.compute(target_views.series_list, store, kind, level)
if not series:
    frame.stop_empty(text("targets.none.level", level=text(f"level.{level}")))


def series_name(key: str) -> str:
    return f"{frame.names.series(*key.split('.'))} ({series[key]:,})"


wide, narrow = st.columns([2, 1])
with wide:
    chosen = frame.select("ind", list(series), next(iter(series)), text("targets.indicator"), series_name, late=True)
with narrow:
    views = pairs.views_of(kind, chosen.split(".")[1])
    view = frame.segments("view", views, views[0], text("targets.view"), lambda v: text(f"targets.view.{v}"))
metric, measure = chosen.split(".")
names, span = frame.compute(target_views.choices, store, kind, level, metric, measure)

with frame.box("filters", text("targets.filters"), ":material/tune:", ("pl", "yr", "so", "st", "tau", "yd")):
    places = frame.several("pl", list(names), [], text("targets.places"), names)
    first, last = frame.years("yr", *span, text("targets.years"))
    orders = list(pair_rows.SORTS)
    order = frame.segments("so", orders, "year", text("targets.sort"), lambda s: text(f"targets.sort.{s}"))
    state, tolerance = "all", targets.DEFAULT_TOLERANCE
    if kind == "A":
        states = target_views.STATES
        state = frame.segments("st", states, "all", text("targets.state"), lambda s: text(f"targets.state.{s}"))
        label, hint = text("targets.tolerance"), text("targets.tolerance.help")
        tolerance = frame.number("tau", 0.0, 2.0, 0.1, tolerance, label, help=hint)
    doubt = frame.doubt_switch()

choice = pairs.Choice(kind, level, metric, measure, tuple(places), first, last, doubt, tolerance, state, order)
found = frame.compute(pairs.choose, store, choice)
rows = len(found.prepared.rows)
if not rows:
    frame.stop_empty(text("targets.none"))
page = frame.pages("pg", -(-rows // pairs.ROWS_A_PAGE)) if view in pairs.PAGED else 1
frame.draw(store, frame.compute(pairs.pair_chart, store, choice, view, page, frame.on_phone()))

if len(places) == 1:
    st.subheader(text("targets.multiples"), anchor=False)
    name = names[places[0]].rpartition(" (")[0]
    columns = 1 if frame.on_phone() else 3
    frame.draw(store, frame.compute(pairs.place_chart, store, places[0], name, doubt, columns))
