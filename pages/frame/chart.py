"""The frame around every chart: claim, measure, chart, the same rows as a table, downloads, link, citation, evidence.

A chart is drawn in a fragment: what happens in it (a click, the switch to the table) redraws it and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.store import Store
from pages.frame import evidence, later, state
from pages.frame.corpus import origin
from pages.frame.downloads import toolbar
from pages.frame.drawn import Drawn, drawn
from pages.frame.errors import fragment
from pages.frame.strings import text

EVIDENCE = "evidence"
# Set where a mark led to another view: the whole page must run, not the chart's fragment alone.
MOVED = "frame.moved"


@dataclass(frozen=True)
class Chart:
    """What a chart says and is drawn from.

    `table` holds the rows as drawn, in the order of the marks; its optional column `evidence` (see frame.evidence.pack) is
    not shown but opens the panel. A mark's `customdata` must be, or begin with, the position of its row in `table`.
    `figure` is called only when the chart is on screen; None gives the table alone. `claim` is computed from the data and
    names n; `captions` are the lines under it, `notes` what was left out, `legend` is HTML above the chart; `alt` is what a screen
    reader says, the claim where it is left out; `svg` makes a static drawing for the printed page.
    `leads` makes a mark or a row lead to another view: from the position of its row to the values for the URL, None for
    those to be removed; where it gives None instead, the evidence opens. `hint` says what choosing a mark or a row does.
    `columns` holds what else is to be said of a column of the table: its width, its alignment.
    `whole` gives the rows of all pages where the drawn ones are one page of them; they go into the CSV.
    """

    key: str
    claim: str
    table: pd.DataFrame
    labels: Mapping[str, str]
    figure: Callable[[], go.Figure] | None = None
    alt: str = ""
    subtitle: str = ""
    reports: int = 0
    notes: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    svg: Callable[[], str] | None = None
    captions: Sequence[str] = ()
    legend: str = ""
    leads: Callable[[int], Mapping[str, str | None] | None] | None = None
    hint: str = ""
    whole: Callable[[], pd.DataFrame] | None = None
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def drawn(self) -> Drawn:
        """The figure, ready to be sent."""
        assert self.figure is not None
        return drawn(self.figure())


def draw(store: Store, chart: Chart) -> None:
    """Draw the chart with all that belongs to it, then the controls that wait for it."""
    _draw(store, chart)
    later.draw_waiting()


@fragment
def _draw(store: Store, chart: Chart) -> None:
    if st.session_state.pop(MOVED, False):
        st.rerun()
    header(chart.claim, chart.subtitle, chart.captions)
    if chart.figure is None:
        _table(chart)
    else:
        if _picture_or_rows(chart) == "table":
            _table(chart)
        else:
            if chart.legend:
                st.html(chart.legend)
            _figure(chart)
            if chart.hint:
                st.caption(chart.hint)
    _open_evidence(store, chart)
    footer(store, chart)
    toolbar(store, chart)


def _picture_or_rows(chart: Chart) -> str:
    """The switch between "chart" and "table". Streamlit's tabs would do, but take the browser ten times as long."""
    label = f"{text('tab.chart')} / {text('tab.table')}"
    return st.segmented_control(
        label, ["chart", "table"], format_func=lambda name: text(f"tab.{name}"), default="chart", required=True,
        key=f"{chart.key}.tabs", label_visibility="collapsed",
    )  # fmt: skip


def header(claim: str, subtitle: str = "", captions: Sequence[str] = ()) -> None:
    """The claim a chart makes, and under it measure and unit, then what else is to be known."""
    below = "".join(f'<p class="zl-sub">{escape(line)}</p>' for line in (subtitle, *captions) if line)
    st.html(f'<h3 class="zl-claim">{escape(claim)}</h3>{below}')


def footer(store: Store, chart: Chart) -> None:
    """Where the figures come from, what was left out and why, and the version of the data."""
    parts = [text("foot.reports", n=chart.reports)] if chart.reports else []
    parts += [*chart.notes, origin(), text("foot.version", version=store.version)]
    st.html(f'<p class="zl-foot">{escape(" ".join(parts))}</p>')


def _figure(chart: Chart) -> None:
    st.plotly_chart(
        chart.drawn, theme=None, key=f"{chart.key}.figure", alt=chart.alt or chart.claim, config=_config(chart.key),
        on_select=lambda: _select_mark(chart), selection_mode="points",
    )  # fmt: skip


def _config(key: str) -> dict[str, Any]:
    image = {"format": st.session_state.get(f"frame.image.{key}", "png"), "filename": f"zhenlan-{key}", "scale": 2}
    return {"displaylogo": False, "modeBarButtons": [["toImage", "resetScale2d"]], "toImageButtonOptions": image}


def _table(chart: Chart) -> None:
    shown = [column for column in chart.table.columns if column != EVIDENCE]
    columns = {
        column: st.column_config.Column(chart.labels.get(column, column), **chart.columns.get(column, {}))
        if column not in chart.formats
        else st.column_config.NumberColumn(chart.labels.get(column, column), format=chart.formats[column])
        for column in shown
    }
    selectable = EVIDENCE in chart.table.columns or chart.leads is not None
    if selectable:
        st.caption(chart.hint or text("table.select" if chart.leads is None else "table.leads"))
    st.dataframe(
        chart.table, column_order=shown, column_config=columns, hide_index=True, placeholder="—", key=f"{chart.key}.rows", alt=chart.claim,
        on_select=(lambda: _select_row(chart)) if selectable else "ignore", selection_mode="single-row",
    )  # fmt: skip


def _select_mark(chart: Chart) -> None:
    points = st.session_state[f"{chart.key}.figure"]["selection"]["points"]
    position = next((_position(point) for point in points if _position(point) is not None), None)
    _remember(chart, position)


def _position(point: Any) -> int | None:
    data = point.get("customdata")
    data = data[0] if isinstance(data, list | tuple) and data else data
    if isinstance(data, dict):
        data = next(iter(data.values()), None)
    return int(data) if isinstance(data, int | float | str) and str(data).split(".")[0].isdigit() else None


def _select_row(chart: Chart) -> None:
    rows = st.session_state[f"{chart.key}.rows"]["selection"]["rows"]
    _remember(chart, rows[0] if rows else None)


def _remember(chart: Chart, position: int | None) -> None:
    values = (
        chart.leads(position)
        if chart.leads is not None and position is not None and position < len(chart.table)
        else None
    )
    if values is not None:
        state.write(**values)
        st.session_state[MOVED] = True
        return
    known = position is not None and position < len(chart.table) and EVIDENCE in chart.table.columns
    found = chart.table[EVIDENCE].iloc[position] if known else ""
    state.write(ev=f"{chart.key}~{found}" if found else None)


def _open_evidence(store: Store, chart: Chart) -> None:
    chart_key, _, spots = (st.query_params.get("ev") or "").partition("~")
    if chart_key == chart.key and spots:
        st.html(f'<h4 class="zl-sub" id="evidence">{escape(text("evidence.title"))}</h4>')
        evidence.panel(store, spots)
