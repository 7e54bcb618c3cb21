"""A figure as the browser gets it, made once for all visitors.

Streamlit hands a chart to Plotly twice, and Plotly draws it twice unless it can tell that nothing has changed in between. It cannot
where there is a theme, where numbers come packed, or where Streamlit has to add how the mouse behaves. So there is no theme here,
numbers stand in plain lists, and the mouse is spoken of; the colours of text come from style.css.
"""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

FONT = st.get_option("theme.font")
# On the page style.css puts the colour of the page's text in its place; in a picture of the chart it stands on white paper.
INK = "#414852"
# What Streamlit would add, and the word that the data are those drawn: another figure is another element of the page. The axes are
# fixed, so that there is nothing to drag.
STEADY = {"dragmode": "pan", "clickmode": "event+select", "datarevision": 1}
AXIS = {"gridcolor": "rgba(140,145,150,0.22)", "ticks": ""}
TITLE = {"xaxis": {"standoff": 20, "font": {"size": 14}}, "yaxis": {"standoff": 24, "font": {"size": 14}}}


class Drawn(go.Figure):
    """A figure whose JSON is ready."""

    def __init__(self, made: dict[str, Any]) -> None:
        super().__init__()
        self._made = made

    def to_dict(self) -> dict[str, Any]:
        """The figure without any further work on it; Streamlit asks for it at every run."""
        return self._made


def drawn(figure: go.Figure) -> Drawn:
    """The figure in the common dress, ready to be sent."""
    layout = _plain(figure.layout.to_plotly_json())
    layout.pop("template", None)
    for name in ["xaxis", "yaxis", *layout]:
        if name.startswith(("xaxis", "yaxis")):
            layout[name] = _axis(name[:5], layout.get(name, {}))
    layout["font"] = {"family": FONT, "size": 12, "color": INK} | layout.get("font", {})
    layout["margin"] = {"pad": 8} | layout.get("margin", {})
    layout["hoverlabel"] = {"font": {"family": FONT}} | layout.get("hoverlabel", {})
    return Drawn({"data": [_plain(trace.to_plotly_json()) for trace in figure.data], "layout": layout | STEADY})


def _axis(which: str, settings: dict[str, Any]) -> dict[str, Any]:
    """An axis with the settings it was given; lines across the chart belong to the upright one where nothing else is said."""
    title = TITLE[which] | settings.get("title", {})
    return AXIS | {"showgrid": which == "yaxis", "zeroline": False} | settings | {"title": title}


def _plain(value: Any) -> Any:
    """Lists and numbers of Python; what is not a number is null."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and value != value else value
