"""Charts of targets beside results. Rows come with their outcome from analysis.compare.targets, values already scaled.

Each mark's customdata is the position of its row. The words of the target are drawn into its mark: a bracket with an arrow
for at least, its mirror for at most, a soft band for about, a bar for a range, a dashed ring for what is striven for.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.compare.marks import (
    BAND,
    FAINT,
    PEER,
    RESULT,
    RESULT_SYMBOL,
    STATUS_GLYPHS,
    TARGET,
    TARGET_SYMBOL,
    Words,
    axis,
    common_range,
    figure,
    labels_above,
    row_axis,
    row_margin,
)
from analysis.compare.ratchet import Fit

ROW_HEIGHT = 26
SQUARE_HEIGHT, NARROW_SQUARE_HEIGHT = 520, 400
NARROW_ROW_HEIGHT = 42
# More arrows than this are a blot, and more marks than this are drawn small.
MOST_ARROWS = 200
AT_LEAST = "M 5,-7 L 0,-7 L 0,7 L 5,7 M 0,0 L 13,0 M 9,-4 L 13,0 L 9,4"
AT_MOST = "M -5,-7 L 0,-7 L 0,7 L -5,7 M 0,0 L -13,0 M -9,-4 L -13,0 L -9,4"


def dumbbell(rows: pd.DataFrame, unit: str, tolerance: float, words: Words, narrow: bool = False) -> go.Figure:
    """One line a pair, the first row on top: hollow is the target, filled the result.

    Needs columns label, target, target_high, result, bound, wording, status, hover; optional reference (the nation's or
    province's target of the year, NaN where there is none). Targets without a result get a dotted stub, blanked rows no position.
    `narrow` puts the labels over the rows.
    """
    drawn = rows.assign(y=-np.arange(len(rows), dtype=float), at=np.arange(len(rows)))
    chart = figure(
        110 + _row_height(narrow) * len(rows), showlegend=False, xaxis=axis(unit, side="top", automargin=False),
        yaxis=_row_axis(drawn), margin=_margin(drawn, narrow),
    )  # fmt: skip
    reach = _reach(drawn)
    for dash, part in (("solid", drawn[drawn["wording"] != "strive"]), ("dot", drawn[drawn["wording"] == "strive"])):
        chart.add_trace(_connectors(part, dash))
    if "reference" in drawn and drawn["reference"].notna().any():
        chart.add_trace(_points(drawn, "reference", words("chart.reference"), PEER, "line-ns-open", size=15))
    chart.add_trace(_points(drawn, "target", words("kind.target"), TARGET, _target_symbols(drawn), size=13))
    chart.add_trace(_points(drawn, "result", words("kind.result"), RESULT, RESULT_SYMBOL, size=11))
    _add_wordless(chart, drawn, reach)
    chart.update_layout(shapes=target_shapes(drawn, tolerance), **_labels(drawn, narrow))
    return chart


def target_shapes(rows: pd.DataFrame, tolerance: float) -> list[dict[str, Any]]:
    """The wording of each target as drawn shapes, at (target, y)."""
    shapes: list[dict[str, Any]] = []
    for row in rows[rows["target"].notna()].itertuples():
        if row.bound == "about":
            shapes.append(_box(row.target - tolerance, row.target + tolerance, row.y))
        elif row.bound == "range" and pd.notna(row.target_high):
            shapes.append(_box(row.target, row.target_high, row.y, TARGET))
        elif row.bound in ("ge", "le"):
            shapes.append(_in_pixels(row, "path", path=AT_LEAST if row.bound == "ge" else AT_MOST, dash="solid"))
        if row.wording == "strive":
            shapes.append(_in_pixels(row, "circle", x0=-8, x1=8, y0=-8, y1=8, dash="dot"))
    return shapes


def against(rows: pd.DataFrame, across: str, up: str, unit: str, words: Words, narrow: bool = False) -> go.Figure:
    """Target across, result up, on equal axes: above the line the result went beyond the target."""
    low, high = square(rows)
    chart = _diagonal(low, high, f"{across} ({unit})", f"{up} ({unit})", narrow)
    drawn = rows.assign(at=np.arange(len(rows))).dropna(subset=["target", "result"])
    strive = drawn["wording"] == "strive"
    for part, name, symbol in (
        (drawn[~strive], words("chart.pairs"), "diamond"),
        (drawn[strive], words("chart.pairs.strive"), "diamond-open"),
    ):
        if len(part):
            chart.add_trace(_scatter(part, "target", "result", name, RESULT, symbol))
    chart.add_annotation(x=low, y=high, text=words("chart.above"), showarrow=False, xanchor="left", yanchor="top")
    chart.add_annotation(x=high, y=low, text=words("chart.below"), showarrow=False, xanchor="right", yanchor="bottom")
    return chart


def ratchet(rows: pd.DataFrame, unit: str, words: Words, fit: Fit | None = None, narrow: bool = False) -> go.Figure:
    """Last result across, next target up; arrows lead from "as last year" (the line) to the target that was set.

    `fit` is drawn as a solid line over the results it rests on. Arrows of many pairs would hide each other: the triangles point.
    """
    low, high = square(rows)
    across, up = (f"{words(f'chart.{name}')} ({unit})" for name in ("last_result", "next_target"))
    chart = _diagonal(low, high, across, up, narrow)
    drawn = rows.assign(at=np.arange(len(rows))).dropna(subset=["target", "result"])
    x, y = drawn["result"].to_numpy(), drawn["target"].to_numpy()
    if len(drawn) <= MOST_ARROWS:
        gaps = np.full(len(drawn), np.nan)
        ends = np.column_stack([x, x, gaps]).ravel(), np.column_stack([x, y, gaps]).ravel()
        chart.add_trace(_segments(*ends, FAINT, 1.5))
    for part, key, symbol in (
        (drawn[y > x], "chart.raised", "triangle-up"),
        (drawn[y == x], "chart.kept", "circle-open"),
        (drawn[y < x], "chart.lowered", "triangle-down-open"),
    ):
        if len(part):
            chart.add_trace(_scatter(part, "result", "target", words(key, n=len(part)), TARGET, symbol))
    if fit is not None:
        inside = x[(x >= low) & (x <= high)]
        ends = np.array([inside.min(), inside.max()])
        chart.add_trace(_segments(ends, fit.intercept + fit.slope * ends, RESULT, 3.0))
    return chart


def bullet(rows: pd.DataFrame, ticks: pd.Series, unit: str, words: Words, narrow: bool = False) -> go.Figure:
    """Bars from zero with the mark each has to reach: completion against 100, part of a year against its share of the year.

    Needs columns label, share (percent), hover.
    """
    drawn = rows.assign(y=-np.arange(len(rows), dtype=float), at=np.arange(len(rows)))
    chart = figure(
        90 + _row_height(narrow) * len(rows),
        showlegend=False,
        xaxis=axis(unit, rangemode="tozero", side="top", automargin=False),
        yaxis=_row_axis(drawn),
        margin=_margin(drawn, narrow),
        bargap=0.45,
    )
    chart.add_trace(
        go.Bar(
            x=drawn["share"], y=drawn["y"], orientation="h", customdata=drawn["at"], name=words("kind.result"),
            marker={"color": RESULT}, hovertext=drawn["hover"], hoverinfo="text",
        )
    )  # fmt: skip
    tick = {"symbol": "line-ns-open", "size": 20, "color": TARGET, "line": {"width": 3, "color": TARGET}}
    chart.add_trace(
        go.Scatter(x=ticks, y=drawn["y"], mode="markers", marker=tick, name=words("chart.tick"), hoverinfo="skip")
    )
    chart.update_layout(**_labels(drawn, narrow))
    return chart


def _row_height(narrow: bool) -> int:
    return NARROW_ROW_HEIGHT if narrow else ROW_HEIGHT


def _labels(drawn: pd.DataFrame, narrow: bool) -> dict[str, Any]:
    return labels_above(drawn["y"], drawn["label"], 0.42) if narrow else {}


def _segments(x: np.ndarray, y: np.ndarray, colour: str, width: float, dash: str = "solid") -> go.Scatter:
    line = {"color": colour, "width": width, "dash": dash}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _row_axis(drawn: pd.DataFrame) -> dict[str, Any]:
    low = float(drawn["y"].min()) - 0.7 if len(drawn) else -0.7
    return row_axis(drawn["y"], drawn["label"], range=[low, 0.7])


def _margin(drawn: pd.DataFrame, narrow: bool) -> dict[str, int]:
    """The axis stands over the rows."""
    return row_margin(drawn["label"], narrow, top=60, bottom=8)


def _reach(drawn: pd.DataFrame) -> tuple[float, float]:
    values = pd.concat([drawn["target"], drawn["target_high"], drawn["result"]]).dropna()
    return (0.0, 1.0) if values.empty else (float(values.min()), float(values.max()))


def _connectors(part: pd.DataFrame, dash: str) -> go.Scatter:
    both = part.dropna(subset=["target", "result"])
    gaps = np.full(len(both), np.nan)
    return go.Scatter(
        x=np.column_stack([both["target"], both["result"], gaps]).ravel(),
        y=np.column_stack([both["y"], both["y"], gaps]).ravel(),
        mode="lines", line={"color": PEER, "width": 2, "dash": dash}, hoverinfo="skip",
    )  # fmt: skip


def _points(drawn: pd.DataFrame, column: str, name: str, colour: str, symbol: Any, size: int) -> go.Scatter:
    part = drawn[drawn[column].notna()]
    symbols = symbol if isinstance(symbol, str) else symbol[drawn[column].notna()].tolist()
    return go.Scatter(
        x=part[column], y=part["y"], mode="markers", name=name, customdata=part["at"], hovertext=part["hover"],
        hoverinfo="text", marker={"symbol": symbols, "size": size, "color": colour, "line": {"width": 2, "color": colour}},
        # The chosen mark grows. By itself Plotly would fade the others, but not the shapes that belong to them.
        selected={"marker": {"size": size + 7}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _target_symbols(drawn: pd.DataFrame) -> pd.Series:
    """The plain ring, or a small dot where a drawn shape stands for the wording."""
    worded = drawn["bound"].isin(("ge", "le")) | (drawn["wording"] == "strive")
    return pd.Series(np.where(worded, "line-ns-open", TARGET_SYMBOL), index=drawn.index)


def _add_wordless(chart: go.Figure, drawn: pd.DataFrame, reach: tuple[float, float]) -> None:
    """Rows without a pair to draw: a dotted stub behind a lone target, a hatched mark where figures are blanked."""
    step = (reach[1] - reach[0]) * 0.06 or 0.1
    lone = drawn[drawn["target"].notna() & drawn["result"].isna()]
    if len(lone):
        gaps = np.full(len(lone), np.nan)
        chart.add_trace(
            go.Scatter(
                x=np.column_stack([lone["target"], lone["target"] + step, gaps]).ravel(),
                y=np.column_stack([lone["y"], lone["y"], gaps]).ravel(), mode="lines",
                line={"color": TARGET, "width": 1.5, "dash": "dot"}, hoverinfo="skip",
            )
        )  # fmt: skip
        chart.add_trace(
            _note(lone, lone["target"] + step, [STATUS_GLYPHS.get(status, "") for status in lone["status"]])
        )
    hidden = drawn[drawn["target"].isna()]
    if len(hidden):
        notes = [STATUS_GLYPHS.get(status, "") for status in hidden["status"]]
        chart.add_trace(_note(hidden, pd.Series(reach[0], index=hidden.index), notes))


def _note(part: pd.DataFrame, x: pd.Series, names: list[str]) -> go.Scatter:
    return go.Scatter(
        x=x, y=part["y"], mode="text", text=names, textposition="middle right", customdata=part["at"],
        textfont={"size": 11, "color": PEER}, unselected={"textfont": {"color": PEER}}, hovertext=part["hover"], hoverinfo="text",
        cliponaxis=False,
    )  # fmt: skip


def _box(low: float, high: float, y: float, colour: str = BAND) -> dict[str, Any]:
    return {"type": "rect", "x0": low, "x1": high, "y0": y - 0.22, "y1": y + 0.22, "fillcolor": colour,
            "opacity": 0.55 if colour == TARGET else 1, "line": {"width": 0}, "layer": "below"}  # fmt: skip


def _in_pixels(row: Any, kind: str, dash: str, **sizes: Any) -> dict[str, Any]:
    line = {"color": TARGET, "width": 2, "dash": dash}
    return {
        "type": kind,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": row.target,
        "yanchor": row.y,
        "line": line,
        **sizes,
    }


def square(rows: pd.DataFrame) -> list[float]:
    """The stretch that both equal axes of `against` and `ratchet` show."""
    return common_range(pd.concat([rows["target"], rows["result"]]))


def _diagonal(low: float, high: float, across: str, up: str, narrow: bool) -> go.Figure:
    chart = figure(
        NARROW_SQUARE_HEIGHT if narrow else SQUARE_HEIGHT, showlegend=False, xaxis=axis(across, range=[low, high], constrain="domain"),
        yaxis=axis(up, range=[low, high], scaleanchor="x", constrain="domain"),
    )  # fmt: skip
    ends = np.array([low, high])
    chart.add_trace(_segments(ends, ends, PEER, 1.5, "dash"))
    return chart


def _scatter(part: pd.DataFrame, across: str, up: str, name: str, colour: str, symbol: str) -> go.Scatter:
    size, opacity = (10, 0.85) if len(part) <= MOST_ARROWS else (7, 0.5)
    return go.Scatter(
        x=part[across], y=part[up], mode="markers", name=name, customdata=part["at"], hovertext=part["hover"],
        hoverinfo="text", marker={"symbol": symbol, "size": size, "color": colour, "opacity": opacity, "line": {"width": 1.2, "color": colour}},
    )  # fmt: skip
