"""Charts of places beside each other: strips of all places with some marked, and small multiples over the years."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.compare.marks import (
    CHOSEN,
    PEER,
    Words,
    axis,
    common_range,
    figure,
    folded,
    labels_above,
    row_axis,
    row_margin,
)

STRIP_HEIGHT = 38
NARROW_STRIP_HEIGHT = 58
# Longer names of strips stand on two lines, or English ones would leave no room for the dots in a narrow window.
WIDEST_NAME = 26
PANEL_HEIGHT = 190
# Pixels.
DOT = 4
# Dots of one strip are spread a little across it so that they do not hide each other, nor the chosen ones on its line; always in
# the same way.
SPREAD = np.array([0.12, -0.12, 0.22, -0.22, 0.32, -0.32])


class Line(NamedTuple):
    """One row of marks in a panel: `at` are positions of rows in the table. Joined only from year to year, or not at all."""

    name: str
    years: Sequence[int]
    values: Sequence[float]
    at: Sequence[int]
    colour: str
    symbol: str
    joined: bool = True


class Panel(NamedTuple):
    """One series: `breaks` are the first years of what is counted anew; a dotted line stands before them and no line crosses it."""

    title: str
    unit: str
    lines: Sequence[Line]
    breaks: Sequence[int] = ()


def strip_chart(
    rows: pd.DataFrame,
    order: Mapping[str, str],
    names: Callable[[str], str],
    unit: str,
    logarithmic: bool,
    words: Words,
    from_zero: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """One strip an indicator: all places grey, the chosen ones (`order`: place id to name) coloured and shaped.

    Rows as analysis.compare.townships.strips gives them, with hover and value scaled. The median is that of the others.
    `from_zero` draws a line at zero, for differences; `narrow` puts the names over the strips.
    """
    drawn = rows.assign(at=np.arange(len(rows)), y=-rows["rank"].astype(float))
    heads = drawn.drop_duplicates("rank")
    labels = [f"{names(row.metric)} (n={row.n})" for row in heads.itertuples()]
    labels = labels if narrow else [folded(label, WIDEST_NAME) for label in labels]
    chart = figure(
        110 + (NARROW_STRIP_HEIGHT if narrow else STRIP_HEIGHT) * len(heads), showlegend=False,
        xaxis=_value_axis(drawn, unit, logarithmic, from_zero),
        yaxis=row_axis(heads["y"], labels, range=[float(heads["y"].min()) - 0.6, 0.6], showgrid=True),
        margin=row_margin(labels, narrow),
    )  # fmt: skip
    others = drawn[drawn["role"] == "peer"]
    spread = others["y"] + SPREAD[np.arange(len(others)) % len(SPREAD)]
    chart.add_shape(_all_dots(others["value"], spread))
    chart.add_trace(_others(others, spread, words("chart.others"), unit))
    chart.add_trace(_medians(heads, words("chart.median")))
    for (place_id, name), (colour, symbol) in zip(order.items(), CHOSEN, strict=False):
        chart.add_trace(_marks(drawn[drawn["place_id"] == place_id], name, colour, symbol))
    if narrow:
        chart.update_layout(**labels_above(heads["y"], labels, 0.5))
    return chart


def _value_axis(drawn: pd.DataFrame, unit: str, logarithmic: bool, from_zero: bool) -> dict[str, Any]:
    """The axis of the values: all of a logarithmic one, of another the stretch where nearly all of them lie."""
    chosen = drawn.loc[drawn["role"] == "chosen", "value"]
    scope = {"type": "log"} if logarithmic else {"range": common_range(drawn["value"], chosen)}
    return axis(unit, zeroline=from_zero, zerolinecolor=PEER, exponentformat="none", automargin=False, **scope)


def _medians(heads: pd.DataFrame, name: str) -> go.Scatter:
    """A grey tick a strip."""
    known = heads[heads["median"].notna()]
    tick = {"symbol": "line-ns-open", "size": 26, "color": PEER, "line": {"width": 3, "color": PEER}}
    return go.Scatter(x=known["median"], y=known["y"], mode="markers", name=name, marker=tick, hoverinfo="x")


def multiples(panels: Sequence[Panel], columns: int) -> go.Figure:
    """Small multiples: one panel a series; panels of the same unit share one axis, so that heights may be compared.

    Axes are placed by hand: plotly's make_subplots is slow.
    """
    count = len(panels)
    lines = max(1, -(-count // columns))
    chart = figure(60 + PANEL_HEIGHT * lines, showlegend=False, margin={"l": 52, "r": 12, "t": 28, "b": 24})
    gap_x, gap_y = 0.09 if columns > 1 else 0.0, min(0.32 / lines, 0.3)
    width, height = (1 - gap_x * (columns - 1)) / columns, (1 - gap_y * (lines - 1)) / lines
    ranges, years = ranges_of(panels), years_of(panels)
    layout: dict[str, Any] = {}
    shapes: list[dict[str, Any]] = []
    for at, panel in enumerate(panels):
        column, line = at % columns, at // columns
        left, top = column * (width + gap_x), 1 - line * (height + gap_y)
        number = "" if at == 0 else str(at + 1)
        layout[f"xaxis{number}"] = axis(
            domain=[left, min(1.0, left + width)],
            anchor=f"y{number}",
            range=years,
            nticks=5,
            tickformat="d",
            automargin=False,
        )
        layout[f"yaxis{number}"] = axis(
            domain=[max(0.0, top - height), max(0.0, top)],
            anchor=f"x{number}",
            range=ranges[panel.unit],
            nticks=4,
            automargin=False,
        )
        chart.add_annotation(
            text=f"{panel.title} ({panel.unit})", x=left, y=top, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
            showarrow=False, font={"size": 12},
        )  # fmt: skip
        for row in panel.lines:
            chart.add_trace(_panel_line(row, number, panel.breaks))
        shapes += [_break_line(year, number) for year in panel.breaks if years[0] < year - 0.5 < years[1]]
    chart.update_layout(layout, shapes=shapes)
    return chart


def _break_line(year: int, number: str) -> dict[str, Any]:
    """A dotted line between the last year counted in the old way and the first in the new one, with the sign for not comparable.

    It ends below the title of the panel, so that the sign does not stand in it.
    """
    return {
        "type": "line", "xref": f"x{number}", "yref": f"y{number} domain", "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 0.84,
        "line": {"color": PEER, "width": 1.2, "dash": "dot"}, "label": {"text": "≠", "textposition": "end", "textangle": 0, "font": {"color": PEER}},
    }  # fmt: skip


def with_breaks(
    years: Sequence[int], values: Sequence[float], at: Sequence[int], breaks: Sequence[int] = ()
) -> tuple[list, list, list]:
    """The values with a gap wherever years are missing or a series breaks: nothing is joined across what is not known or not alike."""
    out: tuple[list, list, list] = ([], [], [])
    for number, year in enumerate(years):
        before = years[number - 1] if number else year
        if year - before > 1 or any(before < first <= year for first in breaks):
            for row in out:
                row.append(None)
        for row, value in zip(out, (year, values[number], at[number]), strict=True):
            row.append(value)
    return out


def _panel_line(row: Line, number: str, breaks: Sequence[int] = ()) -> go.Scatter:
    x, y, at = with_breaks(row.years, row.values, row.at, breaks)
    return go.Scatter(
        x=x, y=y, customdata=at, mode="lines+markers" if row.joined else "markers", name=row.name,
        xaxis=f"x{number}", yaxis=f"y{number}", line={"color": row.colour, "width": 1.3}, connectgaps=False,
        marker={"symbol": row.symbol, "size": 8, "color": row.colour, "line": {"width": 1.6, "color": row.colour}},
        hovertemplate="%{x}: %{y:,.4g}<extra>" + row.name + "</extra>",
    )  # fmt: skip


def outside_panels(panels: Sequence[Panel]) -> int:
    """How many values lie outside the axes of the panels: far-off rates, which would flatten all the others."""
    ranges = ranges_of(panels)
    values = [(value, ranges[panel.unit]) for panel in panels for row in panel.lines for value in row.values]
    return sum(not low <= value <= high for value, (low, high) in values)


def ranges_of(panels: Sequence[Panel]) -> dict[str, list[float]]:
    """One axis range a unit; amounts begin at zero, rates show the stretch where nearly all of them lie."""
    found: dict[str, list[float]] = {}
    for panel in panels:
        found.setdefault(panel.unit, []).extend(value for row in panel.lines for value in row.values)
    ranges = {}
    for unit, values in found.items():
        low, high = min(values), max(values)
        pad = (high - low) * 0.1 or 1.0
        ranges[unit] = common_range(pd.Series(values)) if unit == "%" else [min(0.0, low - pad), high + pad]
    return ranges


def years_of(panels: Sequence[Panel]) -> list[float]:
    """The stretch of years that all panels show."""
    years = [year for panel in panels for row in panel.lines for year in row.years]
    return [min(years) - 0.6, max(years) + 0.6] if years else [2000, 2001]


def _all_dots(values: pd.Series, ys: pd.Series) -> dict[str, Any]:
    """All grey dots as one path: upright strokes as long as they are wide, because a browser draws one path with a thousand
    strokes many times as fast as a thousand marks. Goes with _others, which answers to the mouse."""
    half = DOT / STRIP_HEIGHT / 2
    strokes = zip(values.tolist(), ys.tolist(), strict=True)
    path = "".join(f"M{x:.6g},{y - half:.3f}L{x:.6g},{y + half:.3f}" for x, y in strokes)
    return {
        "type": "path", "path": path or "M0,0", "xref": "x", "yref": "y", "layer": "between", "opacity": 0.45,
        "line": {"color": PEER, "width": DOT},
    }  # fmt: skip


def _others(part: pd.DataFrame, ys: pd.Series, name: str, unit: str) -> go.Scatter:
    """The same dots for hovering and clicking: all are there, none is drawn. They are too many for a text each."""
    return go.Scatter(
        x=part["value"], y=ys, mode="markers", name=name, customdata=part["at"], text=part["place"],
        hovertemplate=f"<b>%{{text}}</b>: %{{x:,.4g}} {unit}<extra></extra>",
        marker={"size": 8, "color": PEER, "opacity": 0, "maxdisplayed": 1},
    )  # fmt: skip


def _marks(part: pd.DataFrame, name: str, colour: str, symbol: str) -> go.Scatter:
    """The figures of one of the chosen places."""
    return go.Scatter(
        x=part["value"], y=part["y"], mode="markers", name=name, customdata=part["at"], hovertext=part["hover"], hoverinfo="text",
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 1, "color": "rgba(120,120,120,0.6)"}},
    )  # fmt: skip
