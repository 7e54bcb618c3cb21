"""The charts of the page of targets, made once for each choice: pairs of one series, and one place over the years."""

from functools import cache, partial
from typing import NamedTuple

import pandas as pd

from analysis.compare import (
    charts,
    drawings,
    one_place,
    pair_rows,
    place_charts,
    prints,
    ratchet,
    target_views,
    targets,
)
from analysis.compare.scale import gap_unit, unit_name
from analysis.store import Store
from pages.comparing.places import beyond_note
from pages.frame import names
from pages.frame.chart import Chart
from pages.frame.strings import text

ROWS_A_PAGE = 25
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
    captions: list[str]
    fit: ratchet.Fit | None


def choose(store: Store, choice: Choice) -> Chosen:
    """The pairs of a choice: narrowed, judged, sorted; with what is said of them all, whatever state is shown."""
    rows = target_views.narrowed(target_views.rows_of(store, *choice[:4]), *choice[4:8])
    summary, fit, said = None, None, []
    base = str(rows["base"].iloc[0]) if len(rows) else ""
    if choice.kind == "A":
        unset = target_views.narrowed(target_views.without_target(store, *choice[1:4]), *choice[4:8])
        rows = targets.with_outcome(rows, choice.tolerance)
        summary = targets.summary(rows)
        counts = {status: int((unset["status"] == status).sum()) for status in target_views.UNSET}
        unit = gap_unit(choice.measure, base, text)
        said = pair_rows.captions(summary, choice.tolerance, text, unit, counts)
        alone = choice.state == "all" and (choice.places or choice.level == "national")
        if len(unset) and (choice.state == "unset" or alone):
            rows = pd.concat([rows, targets.with_outcome(unset)], ignore_index=True)
    if choice.kind == "C":
        fit = ratchet.fit(rows)
        across = target_views.narrowed(target_views.rows_of(store, "A", *choice[1:4]), *choice[4:8])
        said = ratchet.captions(
            fit, ratchet.asymmetry(across, rows), text, gap_unit(choice.measure, base, text, "unit.percent")
        )
    prepared = pair_rows.prepare(target_views.in_state(rows, choice.state), choice.order)
    return Chosen(prepared, summary, target_views.report_count(rows), said, fit)


def pair_chart(store: Store, choice: Choice, view: str, page: int, narrow: bool = False) -> Chart:
    """One view of the pairs, one page of rows where the view is a list of rows; `narrow` as on a phone."""
    prepared, summary, reports, captions, fit = choose(store, choice)
    name = names.series(choice.metric, choice.measure)
    amount = unit_name(prepared.scale.name, choice.metric, text)
    unit = "%" if choice.kind == "B" else amount
    kept = slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE) if view in PAGED else slice(None)
    part = pair_rows.named(prepared.rows.iloc[kept].reset_index(drop=True), name, text)
    claim = pair_rows.claim_of(choice.kind, prepared, summary, text)
    table = pair_rows.table(pair_rows.Prepared(part, prepared.scale), choice.kind)
    figures = {
        "db": partial(charts.dumbbell, part, unit, choice.tolerance, text, narrow),
        "sc": partial(charts.against, part, text("kind.target"), text("kind.result"), unit, text, narrow),
        "rt": partial(charts.ratchet, part, unit, text, _scaled(fit, prepared.scale.divisor), narrow),
        "bl": partial(charts.bullet, part, part["expected"], text("unit.percent_of_target"), text, narrow),
    }
    return Chart(
        key="pairs", claim=claim, subtitle=f"{name} · {unit} · {text(f'targets.type.{choice.kind}')}", table=table,
        labels={column: text(f"column.{column}", unit=amount) for column in table.columns},
        figure=cache(figures[view]) if view in figures and len(part) else None,
        alt=pair_rows.alt_text(claim, part, text), reports=reports,
        notes=pair_rows.notes(view, part, summary, text),
        whole=partial(whole_table, prepared, choice.kind, name) if view in PAGED else None,
        captions=captions, legend=pair_rows.legend(view, part, text, fit is not None), svg=partial(drawings.dumbbells, part, claim),
    )  # fmt: skip


def whole_table(prepared: pair_rows.Prepared, kind: str, name: str) -> pd.DataFrame:
    """The rows of all pages."""
    return pair_rows.table(pair_rows.Prepared(pair_rows.named(prepared.rows, name, text), prepared.scale), kind)


def _scaled(fit: ratchet.Fit | None, divisor: float) -> ratchet.Fit | None:
    """A line through amounts in the unit they are drawn in; its slope has none."""
    return fit and fit._replace(intercept=fit.intercept / divisor)


def place_chart(store: Store, place_id: str, place: str, doubt: bool, columns: int) -> Chart:
    """Targets and results of one place over the years, as small multiples."""
    panels, table = one_place.panels(store, place_id, doubt, names.series, text)
    claim = text("targets.multiples.claim", place=place, n=len(panels))
    legend = pair_rows.legend("ms", table, text) if panels else ""
    return Chart(
        "years", claim, table,
        {column: text(f"column.{column}", unit="") for column in table.columns},
        cache(partial(place_charts.multiples, panels, columns)) if panels else None,
        legend=legend, notes=beyond_note(panels), svg=lambda: legend + prints.panels(panels, claim),
    )  # fmt: skip
