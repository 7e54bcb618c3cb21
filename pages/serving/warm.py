"""Imports what the pages import, so that it is there when the first visitor's browser has loaded its scripts.

Nothing is computed beforehand: that was measured to hold the first page up more than it helps, on two processors.
"""

import plotly.graph_objects as go

from analysis.compare import coverage, findings
from pages.comparing import pairs, places
from pages.frame import router
from pages.wording import areas, choice, clouds, discovery, lines, promised, trends, versus

# These modules bring along what the pages need.
IMPORTED = (
    go,
    coverage,
    findings,
    router,
    pairs,
    places,
    areas,
    choice,
    clouds,
    discovery,
    lines,
    promised,
    trends,
    versus,
)
