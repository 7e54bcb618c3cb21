"""Targets beside results, in five types of pairs that are never pooled."""

from functools import partial

import streamlit as st

from analysis.compare import charts, drawings, one_place, pair_rows, place_charts, target_views, targets
from analysis.compare.pairs import PairType
from pages import frame
from pages.frame import text

ROWS_A_PAGE = 40
VIEWS = {"A": ("db", "sc", "tb"), "B": ("bl", "tb"), "C": ("rt", "db", "tb"), "D": ("bl", "db", "tb"), "E": ("tb",)}

store = frame.open_page("targets")
found = frame.compute(targets.all_pairs, store)
across = targets.counts_by_level(found, "A")
level = frame.level_filter(across, targets.FEWEST_TO_OPEN)

enough = across.get(level, 0) >= targets.FEWEST_TO_OPEN
kind = frame.segments(
    "pt",
    [pair.value for pair in PairType],
    "A" if enough else "C",
    text("targets.type"),
    lambda k: text(f"targets.type.{k}"),
)
st.caption(text(f"targets.type.{kind}.help"))
if not enough and kind == "C":
    st.info(text("targets.only_ratchet"), icon=":material/info:")

series = frame.compute(target_views.series_list, store, kind, level)
if not series:
    frame.stop_empty(text("targets.none.level", level=text(f"level.{level}")))


def series_name(key: str) -> str:
    metric, measure = key.split(".")
    return f"{frame.names.series(metric, measure)} ({series[key]:,})"


wide, narrow = st.columns([2, 1])
with wide:
    chosen = frame.select("ind", list(series), next(iter(series)), text("targets.indicator"), series_name)
with narrow:
    view = frame.segments(
        "view", VIEWS[kind], VIEWS[kind][0], text("targets.view"), lambda v: text(f"targets.view.{v}")
    )
metric, measure = chosen.split(".")
rows = frame.compute(target_views.rows_of, store, kind, level, metric, measure)

with st.expander(text("targets.filters"), icon=":material/tune:"):
    places = frame.several(
        "pl", target_views.place_ids(rows), [], text("targets.places"), target_views.place_names(rows)
    )
    first, last = frame.years("yr", *target_views.year_span(rows), text("targets.years"))
    state = "all"
    tolerance = targets.DEFAULT_TOLERANCE
    if kind == "A":
        state = frame.segments(
            "st", target_views.STATES, "all", text("targets.state"), lambda s: text(f"targets.state.{s}")
        )
        tolerance = frame.number(
            "tau", 0.0, 2.0, 0.1, tolerance, text("targets.tolerance"), help=text("targets.tolerance.help")
        )
    doubt = frame.doubt_switch()

rows = target_views.narrowed(rows, places, first, last, doubt)
if kind == "A":
    rows = targets.with_outcome(rows, tolerance)
summary = targets.summary(rows) if kind == "A" else None
name = frame.names.series(metric, measure)
prepared = pair_rows.prepare(target_views.in_state(rows, state), name, text)
unit = text(f"unit.{prepared.scale.name}")
claim = pair_rows.claim_of(kind, prepared, summary, text)

pages = -(-len(prepared.rows) // ROWS_A_PAGE)
page = (
    int(frame.number("pg", 1.0, float(pages), 1.0, 1.0, text("targets.page", n=pages)))
    if pages > 1 and view in ("db", "bl")
    else 1
)
part = prepared.rows.iloc[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE] if view in ("db", "bl") else prepared.rows
part = part.reset_index(drop=True)
figures = {
    "db": partial(charts.dumbbell, part, unit, tolerance, text),
    "sc": partial(charts.against, part, text("kind.target"), text("kind.result"), unit, text),
    "rt": partial(charts.ratchet, part, unit, text),
    "bl": partial(charts.bullet, part, part["expected"], "%", text),
    "tb": None,
}
labels = {column: text(f"column.{column}", unit=unit) for column in pair_rows.table(prepared, kind).columns}
frame.draw(
    store,
    frame.Chart(
        key="pairs", claim=claim, subtitle=f"{name} · {unit} · {text(f'targets.type.{kind}')}",
        table=pair_rows.table(pair_rows.Prepared(part, prepared.scale), kind), labels=labels, figure=figures[view],
        alt=pair_rows.alt_text(claim, part, text), reports=target_views.report_count(rows),
        notes=pair_rows.exclusions(summary, text) if summary else (),
        captions=pair_rows.captions(summary, tolerance, text) if summary else (),
        legend=pair_rows.legend(view, part, text), svg=drawings.dumbbells(part, claim),
    ),
)  # fmt: skip
if len(places) == 1:
    st.subheader(text("targets.multiples"), anchor=False)
    panels, table = one_place.panels(store, places[0], doubt, frame.names.series, text)
    place = target_views.place_names(rows).get(places[0], "")
    columns = 1 if frame.on_phone() else 3
    labels = {column: text(f"column.{column}", unit="") for column in table.columns}
    frame.draw(
        store,
        frame.Chart(
            "years", text("targets.multiples.claim", place=place, n=len(panels)), table, labels,
            partial(place_charts.multiples, panels, columns), legend=pair_rows.legend("ms", rows, text),
        ),
    )  # fmt: skip
