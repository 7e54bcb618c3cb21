"""The grammar of marks that all charts share: colours, shapes, glyphs. Shape always repeats what colour says."""

from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import plotly.graph_objects as go

# Okabe and Ito (2008): told apart with any common colour vision. Red and green never stand for missed and met.
TARGET = "#0072B2"
RESULT = "#D55E00"
SECOND = "#009E73"
THIRD = "#CC79A7"
PEER = "#8C9196"
FAINT = "rgba(140,145,150,0.35)"
BAND = "rgba(0,114,178,0.22)"

TARGET_SYMBOL = "circle-open"
RESULT_SYMBOL = "diamond"
CHOSEN = ((RESULT, "diamond"), (TARGET, "circle"), (SECOND, "square"), (THIRD, "triangle-up"))

# text(key, **values): the sentence of a key in the reader's language. Charts are handed it and know no language.
Words = Callable[..., str]

GLYPHS = {
    "ok": "●", "expected": "＊", "part_year": "½", "redacted": "▨", "absent": "—", "unread": "？", "doubt": "⚠",
    "incomparable": "≠", "duplicate": "≈", "other_kind": "⊘",
}  # fmt: skip

# What stands in the place of a result that cannot be drawn, by status of the pair.
STATUS_GLYPHS = {
    "silent": "—", "unread": "？", "no_section": "？", "other_measure": "≠", "incomparable": "≠", "no_report": "…",
    "redacted": "▨", "ambiguous": "？", "not_set": "—", "target_unread": "？", "other_target": "≠", "no_plan": "？",
}  # fmt: skip


def figure(height: int, **layout: Any) -> go.Figure:
    """An empty figure in the common dress: no background, so that light and dark show through; room for labels made by itself.

    Charts with more than two names take showlegend=False and drawings.mark_legend over the chart, which wraps on a phone
    where Plotly's own legend would cover the marks.
    """
    settings: dict[str, Any] = {
        "height": height, "margin": {"l": 8, "r": 12, "t": 28, "b": 8}, "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)", "hovermode": "closest", "separators": ".,",
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "itemclick": False, "itemdoubleclick": False},
        "hoverlabel": {"align": "left"},
        # By itself its buttons stand on a dark block, and on a phone they stay in sight.
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": PEER, "activecolor": TARGET},
    }  # fmt: skip
    return go.Figure(layout=settings | layout)


def axis(title: str = "", **settings: Any) -> dict[str, Any]:
    """An axis in the common dress: it grows its own margin and cannot be dragged out of view."""
    return {"title": {"text": title}, "automargin": True, "fixedrange": True, "zeroline": False} | settings


def beside(labels: Iterable[str]) -> int:
    """Pixels that the longest label left of the rows takes, with the gap to the axis.

    Plotly can grow a margin by itself, but it then lays out and draws all marks twice.
    """
    lines = (line for label in labels for line in label.split("<br>"))
    return 30 + max((sum(12 if _is_wide(sign) else 7 for sign in line) for line in lines), default=0)


def width_of(label: str) -> int:
    """How many Latin letters take the room of a label: Chinese signs are about twice as wide."""
    return sum(2 if _is_wide(sign) else 1 for sign in label)


def folded(label: str, most: int) -> str:
    """A label whose words stand on several lines, none wider than `most` Latin letters where the words allow it."""
    lines: list[str] = []
    for word in label.split(" "):
        if lines and width_of(f"{lines[-1]} {word}") <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WFA"


def row_axis(ys: Iterable[float], labels: Iterable[str], **settings: Any) -> dict[str, Any]:
    """The upright axis of a list of rows with their names; goes with row_margin."""
    named = {"tickvals": list(ys), "ticktext": list(labels), "showgrid": False, "ticklabeloverflow": "allow"}
    return axis(automargin=False) | named | settings


def row_margin(labels: Iterable[str], narrow: bool = False, top: int = 28, bottom: int = 56) -> dict[str, int]:
    """Room for the names beside the rows (none where they stand above them) and for the axis over or under them."""
    return {"l": 8 if narrow else beside(labels), "r": 12, "t": top, "b": bottom}


def labels_above(ys: Iterable[float], labels: Iterable[str], reach: float) -> dict[str, Any]:
    """Layout that puts the names of rows over them instead of beside them: on a phone they would leave no room for the marks."""
    notes = [
        {"text": label, "x": 0, "xref": "paper", "xanchor": "left", "y": y + reach, "yanchor": "middle", "showarrow": False,
         "font": {"size": 11}}
        for y, label in zip(ys, labels, strict=True)
    ]  # fmt: skip
    return {"annotations": notes, "yaxis.showticklabels": False}


def common_range(values: pd.Series, always: pd.Series | None = None) -> list[float]:
    """The stretch of an axis that holds nearly all values, and all of `always`: one slip of a digit must not squeeze the rest.

    Values beyond three times the middle spread around the quartiles are left outside; `outside` counts them for the footer.
    """
    known = values.dropna()
    if known.empty:
        return [0.0, 1.0]
    low, high = known.quantile(0.25), known.quantile(0.75)
    reach = 3 * (high - low) or 1.0
    kept = known[known.between(low - reach, high + reach)]
    if always is not None:
        kept = pd.concat([kept, always.dropna()])
    pad = (kept.max() - kept.min()) * 0.06 or 0.5
    return [float(kept.min() - pad), float(kept.max() + pad)]


def outside(stretch: list[float], *columns: pd.Series) -> int:
    """How many rows have a value outside the stretch in any of the columns."""
    beyond = [column.notna() & ~column.between(*stretch) for column in columns]
    return int(pd.concat(beyond, axis=1).any(axis=1).sum()) if beyond else 0
