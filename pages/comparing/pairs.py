"""The charts of the page of targets, made once for each choice: pairs of one series, and one place over the years."""

from functools import cache, partial
from typing import NamedTuple

from analysis.compare import charts, drawings, one_place, pair_rows, place_charts, target_views, targets
from analysis.store import Store
from pages.comparing.places import beyond_note
from pages.frame import names
from pages.frame.chart import Chart
from pages.frame.strings import text

ROWS_A_PAGE = 40
VIEWS = {"A": ("db", "sc", "tb"), "B": ("bl", "tb"), "C": ("rt", "db", "tb"), "D": ("bl", "db", "tb"), "E": ("tb",)}
PAGED = ("db", "bl")


def views_of(kind: str, measure: str) -> tuple[str, ...]:
    """The views a type of pairs has; only amounts have a share of the year's target to draw as a bar."""
    views = VIEWS[kind]
    return views if kind != "D" or measure == "level" else views[1:]


class Choice(NamedTuple):
    """What the controls say; plain values, so that what is made from them can be kept."""

    kind: str
    level: str
    metric: str
    measure: str
    places: tuple[str, ...]
    first: int
    last: int
    doubt: bool
    tolerance: float
    state: str
    order: str


class Chosen(NamedTuple):
    """The pairs of a choice in drawing order, and what is said of them."""

    prepared: pair_rows.Prepared
    summary: targets.Summary | None
    reports: int


def choose(store: Store, choice: Choice) -> Chosen:
    """The pairs of a choice: narrowed, judged, sorted."""
    rows = target_views.rows_of(store, *choice[:4])
    rows = target_views.narrowed(rows, choice.places, choice.first, choice.last, choice.doubt)
    summary = None
    if choice.kind == "A":
        rows = targets.with_outcome(rows, choice.tolerance)
        summary = targets.summary(rows)
    prepared = pair_rows.prepare(target_views.in_state(rows, choice.state), choice.order)
    return Chosen(prepared, summary, target_views.report_count(rows))


def pair_chart(store: Store, choice: Choice, view: str, page: int) -> Chart:
    """One view of the pairs, one page of rows where the view is a list of rows."""
    prepared, summary, reports = choose(store, choice)
    name = names.series(choice.metric, choice.measure)
    unit = text(f"unit.{prepared.scale.name}")
    kept = slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE) if view in PAGED else slice(None)
    part = pair_rows.named(prepared.rows.iloc[kept].reset_index(drop=True), name, text)
    claim = pair_rows.claim_of(choice.kind, prepared, summary, text)
    table = pair_rows.table(pair_rows.Prepared(part, prepared.scale), choice.kind)
    figures = {
        "db": partial(charts.dumbbell, part, unit, choice.tolerance, text),
        "sc": partial(charts.against, part, text("kind.target"), text("kind.result"), unit, text),
        "rt": partial(charts.ratchet, part, unit, text),
        "bl": partial(charts.bullet, part, part["expected"], "%", text),
    }
    return Chart(
        key="pairs", claim=claim, subtitle=f"{name} · {unit} · {text(f'targets.type.{choice.kind}')}", table=table,
        labels={column: text(f"column.{column}", unit=unit) for column in table.columns},
        figure=cache(figures[view]) if view in figures and len(part) else None,
        alt=pair_rows.alt_text(claim, part, text), reports=reports,
        notes=pair_rows.notes(view, part, summary, text),
        captions=pair_rows.captions(summary, choice.tolerance, text) if summary else (),
        legend=pair_rows.legend(view, part, text), svg=drawings.dumbbells(part, claim),
    )  # fmt: skip


def place_chart(store: Store, place_id: str, place: str, doubt: bool, columns: int) -> Chart:
    """Targets and results of one place over the years, as small multiples."""
    panels, table = one_place.panels(store, place_id, doubt, names.series, text)
    return Chart(
        "years", text("targets.multiples.claim", place=place, n=len(panels)), table,
        {column: text(f"column.{column}", unit="") for column in table.columns},
        cache(partial(place_charts.multiples, panels, columns)) if panels else None,
        legend=pair_rows.legend("ms", table, text) if panels else "", notes=beyond_note(panels),
    )  # fmt: skip
