"""The charts of places as static drawings for the printed page: strips of places, and small multiples over the years."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.drawings import INK, image, symbol
from analysis.compare.marks import CHOSEN, PEER, common_range, width_of
from analysis.compare.place_charts import SPREAD, Line, Panel, ranges_of, with_breaks, years_of

WIDTH = 720
STRIP = 26
PANEL_WIDTH, PANEL_HEIGHT = 240, 150
# Room around the marks of a panel: left for its values, above for its title, below for its years.
LEFT, ABOVE, BELOW, RIGHT = 40, 26, 18, 12
DRAWN = ["rank", "metric", "n", "value", "median", "role", "place_id"]
Place = Callable[[Any], Any]


def strips(
    rows: pd.DataFrame, order: Mapping[str, str], names: Callable[[str], str], unit: str, logarithmic: bool, alt: str
) -> str:
    """One strip an indicator, as place_charts.strip_chart draws them: all places grey, the median of the others, the chosen."""
    rows = rows[DRAWN]
    heads = rows.drop_duplicates("rank").sort_values("rank")
    labels = [f"{names(metric)} (n={count})" for metric, count in zip(heads["metric"], heads["n"], strict=True)]
    left = min(20 + 7 * max(map(width_of, labels), default=0), WIDTH // 2)
    stretch = _stretch(rows, logarithmic)
    place = _scale(stretch, (left + 10, WIDTH - 20), logarithmic)
    heading = "".join(_head(label, left, _level(at)) for at, label in enumerate(labels))
    foot = 20 + len(heads) * STRIP
    content = heading + _strip_marks(rows, heads, stretch, place, order) + _ends(stretch, place, foot, unit)
    return _drawing(content, WIDTH, foot + 10, alt)


def _level(at: int) -> int:
    """How far down the middle of a strip lies."""
    return 16 + STRIP * at


def _strip_marks(
    rows: pd.DataFrame, heads: pd.DataFrame, stretch: tuple[float, float], place: Place, order: Mapping[str, str]
) -> str:
    """The dots of the others, the medians, the chosen places over them; what lies outside the axis is left out."""
    shown = rows[rows["value"].between(*stretch)]
    lines = {rank: _level(at) for at, rank in enumerate(heads["rank"])}
    drawn = shown.assign(x=place(shown["value"]), y=shown["rank"].map(lines))
    medians = heads.assign(x=place(heads["median"]), y=heads["rank"].map(lines)).dropna(subset="median")
    return _dots(drawn[drawn["role"] == "peer"]) + _ticks(medians) + _chosen(drawn, order)


def _ends(stretch: tuple[float, float], place: Place, foot: float, unit: str) -> str:
    """The two ends of the axis, written under the strips."""
    return "".join(
        _written(place(value), foot, f"{value:,.4g} {unit}", anchor)
        for value, anchor in zip(stretch, ("start", "end"), strict=True)
    )


def _stretch(rows: pd.DataFrame, logarithmic: bool) -> tuple[float, float]:
    """The ends of the axis: of nearly all values, of all that have a logarithm where it is one of those."""
    if logarithmic:
        known = rows.loc[rows["value"] > 0, "value"]
        return (float(known.min()), float(known.max())) if len(known) else (1.0, 10.0)
    low, high = common_range(rows["value"], rows.loc[rows["role"] == "chosen", "value"])
    return low, high


def _head(label: str, left: float, y: float) -> str:
    line = f'<path d="M{left + 10:.0f},{y:.0f}H{WIDTH - 20}" stroke="{PEER}" stroke-width="0.4"/>'
    return _written(left, y + 4, label, "end") + line


def _dots(others: pd.DataFrame) -> str:
    """All grey dots as one path, square as on the screen."""
    ys = others["y"] + SPREAD[np.arange(len(others)) % len(SPREAD)] * STRIP
    spots = "".join(f"M{x:.1f},{y - 2:.1f}v4" for x, y in zip(others["x"].tolist(), ys.tolist(), strict=True))
    return f'<path d="{spots}" stroke="{PEER}" stroke-width="4" opacity="0.45"/>'


def _ticks(medians: pd.DataFrame) -> str:
    spots = "".join(f"M{x:.1f},{y - 10:.0f}v20" for x, y in zip(medians["x"], medians["y"], strict=True))
    return f'<path d="{spots}" stroke="{INK}" stroke-width="2"/>'


def _chosen(drawn: pd.DataFrame, order: Mapping[str, str]) -> str:
    looks = dict(zip(order, CHOSEN, strict=False))
    part = drawn[drawn["place_id"].isin(list(looks))]
    return "".join(
        _mark(x, y, *reversed(looks[place_id]))
        for x, y, place_id in zip(part["x"], part["y"], part["place_id"], strict=True)
    )


def panels(shown: Sequence[Panel], alt: str, columns: int = 3) -> str:
    """Small multiples, as place_charts.multiples draws them; "" where there are none."""
    if not shown:
        return ""
    ranges, years = ranges_of(shown), years_of(shown)
    parts = []
    for at, panel in enumerate(shown):
        x, y = at % columns * PANEL_WIDTH, at // columns * PANEL_HEIGHT
        parts.append(f'<g transform="translate({x},{y})">{_panel(panel, ranges[panel.unit], years)}</g>')
    return _drawing("".join(parts), columns * PANEL_WIDTH, -(-len(shown) // columns) * PANEL_HEIGHT, alt)


def _panel(panel: Panel, stretch: Sequence[float], years: Sequence[float]) -> str:
    across = _scale(years, (LEFT, PANEL_WIDTH - RIGHT))
    up = _scale(stretch, (PANEL_HEIGHT - BELOW, ABOVE))
    floor = PANEL_HEIGHT - BELOW
    drawn = _written(4, ABOVE - 12, f"{panel.title} ({panel.unit})", "start")
    drawn += f'<path d="M{LEFT},{ABOVE}V{floor}H{PANEL_WIDTH - RIGHT}" fill="none" stroke="{PEER}" stroke-width="0.6"/>'
    drawn += "".join(_written(LEFT - 4, up(value) + 4, f"{value:,.3g}", "end") for value in stretch)
    for year in (int(np.ceil(years[0])), int(np.floor(years[1]))):
        drawn += _written(across(year), PANEL_HEIGHT - 4, str(year), "middle")
    for year in panel.breaks:
        if years[0] < year - 0.5 < years[1]:
            drawn += f'<path d="M{across(year - 0.5):.1f},{ABOVE}V{floor}" stroke="{PEER}" stroke-dasharray="2 2"/>'
    return drawn + "".join(_line(row, panel.breaks, across, up, stretch) for row in panel.lines)


def _line(row: Line, breaks: Sequence[int], across: Place, up: Place, stretch: Sequence[float]) -> str:
    """The marks of a row that lie within the axes, joined as on the screen."""
    years, values, _ = with_breaks(row.years, row.values, row.at, breaks)
    spots = [
        (across(year), up(value)) if year is not None and stretch[0] <= value <= stretch[1] else None
        for year, value in zip(years, values, strict=True)
    ]
    joined = "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{row.colour}" stroke-width="1.2"/>'
        for a, b in pairwise(spots) if row.joined and a and b
    )  # fmt: skip
    return joined + "".join(_mark(*spot, row.symbol, row.colour) for spot in spots if spot)


def _scale(stretch: Sequence[float], room: tuple[float, float], logarithmic: bool = False) -> Place:
    """From a value, or many, to the place in the drawing."""
    low, high = np.log(stretch) if logarithmic else stretch
    step = (room[1] - room[0]) / ((high - low) or 1.0)
    return lambda value: room[0] + ((np.log(value) if logarithmic else value) - low) * step


def _mark(x: float, y: float, shape: str, colour: str) -> str:
    """A mark of the screen at half its size: its box is 24 × 20."""
    return f'<g transform="translate({x - 7.2:.1f},{y - 6:.1f}) scale(0.6)">{symbol(shape, colour)}</g>'


def _written(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _drawing(content: str, width: int, height: int, alt: str) -> str:
    return image(f'<g font-size="11" font-family="sans-serif" fill="{INK}">{content}</g>', width, height, alt)
