"""Charts of words: term × year matrix, small multiples with intervals, keyness lollipops, barcodes of positions.

Each mark's customdata is the position of its row in the table the chart is drawn from.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.compare.drawings import mark_legend
from analysis.compare.marks import (
    FAINT,
    PEER,
    SECOND,
    THIRD,
    Words,
    axis,
    beside,
    figure,
    row_axis,
    row_margin,
    width_of,
)
from analysis.compare.series import FEW_REPORTS

GROUP_A, GROUP_B = SECOND, THIRD
SIDES = {"a": (GROUP_A, "circle"), "b": (GROUP_B, "square"), "unsure": (PEER, "circle-open")}
ROW_HEIGHT = 26
# From nothing to all; the ground shows through, light or dark.
SHADES = [[0, "rgba(0,114,178,0.04)"], [1, "rgba(0,114,178,0.95)"]]
# Where numbers are printed cells are opaque: only so they can be read in the middle of the scale on either ground.
OPAQUE_SHADES = [[0, "rgb(232,241,248)"], [1, "rgb(0,90,150)"]]
# A matrix of more years than this prints no numbers into its cells.
MOST_CELLS_WITH_TEXT, MOST_ON_A_PHONE = 14, 7
SMALL_MULTIPLE_HEIGHT = 170
# Names wider than so many Latin letters are cut, so that the drawing keeps its room on a phone; hover and table have them whole.
WIDEST_LABEL = 18
# Beside a matrix that is not on a phone.
WIDEST_WITH_ROOM = 34
MOST_YEAR_LABELS = 6
# An axis of shares reaches at least so far: its labels are whole per cent.
LEAST_REACH = 0.05
# How much of its length a label that stands aslant takes downwards.
ASLANT = 0.85
# Text of a cell: on a strongly coloured one, on a pale one, and on one without colour, on a light ground or a dark one.
ON_STRONG, ON_PALE, ON_GROUND = "#ffffff", "#16222c", "#76818d"
STRONG = 0.68


def matrix(
    rows: pd.DataFrame, value: str, top: float, column: str = "year", row: str = "term", narrow: bool = False
) -> go.Figure:
    """Lightness is the value; each cell prints what `rows.cell` says, where there are not too many (fewer on a phone: `narrow`).

    Shares of too few reports are crossed, not coloured. A transparent scatter over the heatmap carries the clicks: a heatmap cannot be selected.
    """
    names, years = list(dict.fromkeys(rows[row])), sorted(set(rows[column].tolist()))
    enough = (rows["reports"] >= FEW_REPORTS) | (value != "share")
    placed = rows.assign(
        x=rows[column].map({year: place for place, year in enumerate(years)}),
        y=rows[row].map({name: place for place, name in enumerate(names)}),
        enough=enough, ink=_inks(rows[value] / (top or 1), enough),
    )  # fmt: skip
    labels = [short(name, WIDEST_LABEL if narrow else WIDEST_WITH_ROOM) for name in names]
    heads = [] if _are_years(years) else [short(str(name)) for name in years]
    chart = figure(
        90 + ROW_HEIGHT * len(names), showlegend=False, xaxis=_column_axis(years),
        yaxis=row_axis(range(len(names)), labels, range=[len(names) - 0.5, -0.5]),
        margin=row_margin(labels, bottom=max(34, round(ASLANT * beside(heads)))),
    )  # fmt: skip
    printed = len(years) <= (MOST_ON_A_PHONE if narrow else MOST_CELLS_WITH_TEXT)
    chart.add_trace(_shades(placed, value, (len(names), len(years)), top or 1, printed))
    chart.add_trace(_cells(placed, printed))
    few = placed[~placed["enough"]]
    if len(few):
        chart.add_trace(_crosses(few))
    return chart


def _shades(placed: pd.DataFrame, value: str, shape: tuple[int, int], top: float, printed: bool) -> go.Heatmap:
    """The coloured ground of a matrix."""
    grid = np.full(shape, np.nan)
    known = placed[placed["enough"]]
    grid[known["y"], known["x"]] = known[value]
    shades = OPAQUE_SHADES if printed else SHADES
    return go.Heatmap(z=grid, colorscale=shades, zmin=0, zmax=top, showscale=False, hoverinfo="skip", xgap=1, ygap=1)


def _column_axis(columns: list[Any]) -> dict[str, Any]:
    """Years get a label every so many, places all, aslant."""
    years = _are_years(columns)
    step = -(-len(columns) // MOST_YEAR_LABELS) if years else 1
    labelled = list(range(0, len(columns), step))
    return axis(
        tickvals=labelled, ticktext=[short(str(columns[place])) for place in labelled], showgrid=False,
        tickangle=0 if years else -45, range=[-0.5, len(columns) - 0.5], automargin=False,
    )  # fmt: skip


def _are_years(columns: list[Any]) -> bool:
    return all(isinstance(column, int) for column in columns)


def short(name: str, widest: int = WIDEST_LABEL) -> str:
    """A name as it stands beside a row, no wider than so many Latin letters."""
    if width_of(name) <= widest:
        return name
    kept = next(end for end in range(len(name), 0, -1) if width_of(name[:end]) <= widest - 2)
    return name[:kept].rstrip() + "…"


def _inks(strength: pd.Series, enough: pd.Series) -> np.ndarray:
    """The colour of each cell's text, by how strongly the cell is coloured."""
    return np.select([~enough | strength.isna(), strength > STRONG], [ON_GROUND, ON_STRONG], ON_PALE)


def _cells(placed: pd.DataFrame, printed: bool) -> go.Scatter:
    """What of a matrix answers to the mouse: every cell, by its text, or by marks of which only one is made and none is seen:
    a browser is slow with hundreds of them."""
    return go.Scatter(
        x=placed["x"], y=placed["y"], mode="text" if printed else "markers", text=placed["cell"] if printed else None,
        customdata=np.arange(len(placed)), hovertext=placed["hover"], hoverinfo="text",
        textfont={"size": 11, "color": placed["ink"]}, marker=None if printed else {"size": 18, "opacity": 0, "maxdisplayed": 1},
    )  # fmt: skip


def _crosses(few: pd.DataFrame) -> go.Scatter:
    """A cross on each cell with too few reports."""
    return go.Scatter(
        x=few["x"], y=few["y"], mode="markers", hoverinfo="skip",
        marker={"symbol": "x-thin-open", "size": 18, "opacity": 0.6, "color": PEER, "line": {"width": 1, "color": PEER}},
    )  # fmt: skip


def small_multiples(rows: pd.DataFrame, value: str, title: str, percent: bool, columns: int = 2) -> go.Figure:
    """One panel a term, the same axes for all: points with their interval (columns low and high where there), joined
    only between years that follow each other; years with too few reports are hollow."""
    names = list(dict.fromkeys(rows["term"]))
    lines = -(-len(names) // columns)
    chart = make_subplots(
        lines,
        columns,
        subplot_titles=[short(name) for name in names],
        shared_xaxes=True,
        shared_yaxes=True,
        vertical_spacing=0.24 / max(lines, 1),
        horizontal_spacing=0.06,
    )
    room = {"l": 68, "r": 12, "t": 48, "b": 28}
    chart.update_layout(figure(80 + SMALL_MULTIPLE_HEIGHT * lines, margin=room).layout, showlegend=False)
    drawn = rows.assign(at=np.arange(len(rows)))
    for place, name in enumerate(names):
        part = drawn[drawn["term"] == name]
        for trace in _panel(part, value):
            chart.add_trace(trace, place // columns + 1, place % columns + 1)
    span = (int(rows["year"].min()) - 0.6, int(rows["year"].max()) + 0.6)
    chart.update_xaxes(
        fixedrange=True, range=span, tickformat="d", nticks=4, tickangle=0, showgrid=False, automargin=False
    )
    chart.update_yaxes(
        fixedrange=True,
        rangemode="tozero",
        tickformat=".0%" if percent else None,
        range=[-0.04, 1.04] if percent else None,
        automargin=False,
        nticks=4,
    )
    chart.update_yaxes(title={"text": title}, row=(lines + 1) // 2, col=1)
    chart.update_annotations(font={"size": 13})
    return chart


def _panel(part: pd.DataFrame, value: str) -> list[go.Scatter]:
    years, values = part["year"].to_numpy(int), part[value].to_numpy(float)
    gaps = np.flatnonzero(np.diff(years) > 1) + 1
    line = go.Scatter(
        x=np.insert(years.astype(float), gaps, np.nan), y=np.insert(values, gaps, np.nan), mode="lines",
        line={"color": FAINT, "width": 1.5}, hoverinfo="skip",
    )  # fmt: skip
    error = None
    if value == "share":
        error = {
            "type": "data",
            "array": part["high"] - part["share"],
            "arrayminus": part["share"] - part["low"],
            "color": PEER,
            "thickness": 1,
            "width": 0,
        }
    few = ((part["reports"] < FEW_REPORTS) & (value == "share")).to_numpy()
    points = go.Scatter(
        x=years, y=values, mode="markers", error_y=error, customdata=part["at"], hovertext=part["hover"], hoverinfo="text",
        marker={"color": GROUP_A, "size": 8, "symbol": np.where(few, "circle-open", "circle"), "line": {"width": 1, "color": GROUP_A}},
    )  # fmt: skip
    return [line, points]


def lollipop(rows: pd.DataFrame, title: str) -> go.Figure:
    """Log ratios with their intervals, in the order of the rows; right is more in A. Size is the count, shape and colour the
    side; hollow and grey where the evidence does not hold. Goes with lollipop_legend."""
    drawn = rows.assign(at=np.arange(len(rows)), y=np.arange(len(rows)))
    labels = [short(term) for term in drawn["term"]]
    chart = figure(
        100 + ROW_HEIGHT * len(rows),
        showlegend=False,
        xaxis=axis(title, zeroline=True, zerolinecolor=PEER, automargin=False),
        yaxis=row_axis(drawn["y"], labels, range=[len(rows) - 0.4, -0.6]),
        margin=row_margin(labels),
    )
    chart.add_trace(_stems(drawn))
    for side, part in drawn.groupby(_sides(drawn)):
        chart.add_trace(_heads(part, *SIDES[side]))
    return chart


def lollipop_legend(rows: pd.DataFrame, words: Words) -> str:
    """What the marks of a lollipop mean, those that occur, as HTML."""
    sides = _sides(rows)
    return mark_legend((words(f"terms.side.{side}"), *SIDES[side]) for side in SIDES if (sides == side).any())


def _sides(rows: pd.DataFrame) -> np.ndarray:
    """The side each term is more frequent on; unsure where its LRC is 0 or its interval crosses 0."""
    crossing = (rows["lrc"] == 0) | ((rows["low"] < 0) & (rows["high"] > 0))
    return np.select([crossing, rows["log_ratio"] > 0], ["unsure", "a"], "b")


def _stems(drawn: pd.DataFrame) -> go.Scatter:
    gaps = np.full(len(drawn), np.nan)
    ends = np.column_stack([np.zeros(len(drawn)), drawn["log_ratio"], gaps])
    return go.Scatter(
        x=ends.ravel(), y=np.repeat(drawn["y"].to_numpy(float), 3), mode="lines", line={"color": FAINT, "width": 1.5},
        hoverinfo="skip",
    )  # fmt: skip


def _heads(part: pd.DataFrame, colour: str, symbol: str) -> go.Scatter:
    total = part["count_a"] + part["count_b"]
    error = {
        "type": "data", "array": part["high"] - part["log_ratio"], "arrayminus": part["log_ratio"] - part["low"],
        "color": PEER, "thickness": 1, "width": 0,
    }  # fmt: skip
    return go.Scatter(
        x=part["log_ratio"], y=part["y"], mode="markers", customdata=part["at"], hovertext=part["hover"],
        hoverinfo="text", error_x=error if part["low"].notna().all() else None,
        marker={"color": colour, "symbol": symbol, "size": np.clip(6 + 2 * np.log2(1 + total / 4), 7, 20), "line": {"width": 1.5, "color": colour}},
    )  # fmt: skip


def barcode(lines: pd.DataFrame, spans: pd.DataFrame, words: Words) -> go.Figure:
    """Where a term stands in each report, from its beginning (0) to its end (100); the plan sections are shaded.

    `lines` has label, position (0..1), hover and at (row of the table); `spans` has label, low, high (0..1) of the plan sections.
    """
    labels = list(dict.fromkeys(lines["label"]))
    down = {label: place for place, label in enumerate(labels)}
    chart = figure(
        90 + ROW_HEIGHT * len(labels), showlegend=False,
        xaxis=axis(words("terms.position"), range=[-0.01, 1.01], tickformat=".0%", showgrid=False, automargin=False),
        yaxis=row_axis(range(len(labels)), labels, range=[len(labels) - 0.4, -0.6]), margin=row_margin(labels),
    )  # fmt: skip
    chart.update_layout(
        shapes=[
            {"type": "rect", "x0": span.low, "x1": span.high, "y0": down[span.label] - 0.42, "y1": down[span.label] + 0.42,
             "fillcolor": "rgba(0,114,178,0.12)", "line": {"width": 0}, "layer": "below"}
            for span in spans.itertuples() if span.label in down
        ]
    )  # fmt: skip
    chart.add_trace(
        go.Scatter(
            x=lines["position"], y=lines["label"].map(down), mode="markers", customdata=lines["at"],
            hovertext=lines["hover"], hoverinfo="text",
            marker={"symbol": "line-ns-open", "size": 16, "color": GROUP_A, "line": {"width": 2, "color": GROUP_A}},
        )
    )  # fmt: skip
    return chart


def kept(rows: pd.DataFrame, title: str) -> go.Figure:
    """One row a term: the share of plans whose term the next review speaks of, with its Wilson interval; the axis begins at 0."""
    drawn = rows.assign(at=np.arange(len(rows)))
    reach = max(float(drawn["high"].max()), LEAST_REACH)
    labels = [short(term) for term in drawn["term"]]
    chart = figure(
        90 + ROW_HEIGHT * len(rows), showlegend=False,
        xaxis=axis(title, range=[-0.02 * reach, 1.02 * reach], tickformat=".0%", automargin=False),
        yaxis=row_axis(drawn["at"], labels, range=[len(rows) - 0.4, -0.6]), margin=row_margin(labels),
    )  # fmt: skip
    error = {
        "type": "data", "array": drawn["high"] - drawn["share"], "arrayminus": drawn["share"] - drawn["low"], "color": PEER,
        "thickness": 1, "width": 0,
    }  # fmt: skip
    chart.add_trace(
        go.Scatter(
            x=drawn["share"], y=drawn["at"], mode="markers", error_x=error, customdata=drawn["at"], hovertext=drawn["hover"],
            hoverinfo="text", marker={"color": GROUP_A, "symbol": "diamond", "size": 9},
        )
    )  # fmt: skip
    return chart
