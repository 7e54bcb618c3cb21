"""Figures as they are sent: what they must be for Plotly to draw them once."""

import numpy as np
import plotly.graph_objects as go

from analysis.compare.marks import axis, figure
from pages.frame.drawn import drawn


def sent() -> dict:
    chart = figure(200, xaxis=axis("%", showgrid=True), margin={"l": 30})
    chart.add_trace(
        go.Scatter(x=np.array([1.5, np.nan]), y=np.array([1, 2]), customdata=np.array([0, 1]), text=["甲", "乙"])
    )
    return drawn(chart).to_dict()


def test_numbers_are_plain_and_no_theme_is_sent() -> None:
    content = sent()
    assert content["data"][0] == {
        "type": "scatter", "x": [1.5, None], "y": [1, 2], "customdata": [0, 1], "text": ["甲", "乙"],
    }  # fmt: skip
    assert "template" not in content["layout"]


def test_what_streamlit_would_add_is_there() -> None:
    layout = sent()["layout"]
    assert (layout["dragmode"], layout["clickmode"], layout["hovermode"]) == ("pan", "event+select", "closest")
    assert "datarevision" in layout


def test_the_dress_leaves_settings_as_they_are() -> None:
    layout = sent()["layout"]
    assert layout["xaxis"]["showgrid"] and layout["yaxis"]["showgrid"] and layout["xaxis"]["automargin"]
    assert layout["xaxis"]["title"]["text"] == "%" and layout["margin"] == {"pad": 8, "l": 30}
