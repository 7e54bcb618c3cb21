"""Imports what the pages import before the port opens, so that the first visitor does not wait for it.

Beside the loading of the page it would take as long and hold up the answers to the browser, which asks for sixty files.
"""

import gc

import plotly.graph_objects as go
from streamlit import delta_generator
from streamlit.string_util import extract_leading_emoji

from analysis.compare import coverage, findings
from analysis.lexicon.indicators import load_indicators
from pages.comparing import pairs, places
from pages.frame import router
from pages.wording import areas, choice, clouds, discovery, lines, promised, trends, versus

load_indicators()
# Streamlit makes its pattern of all emojis at the first label of a button that is not plain ASCII.
extract_leading_emoji("一")
# At its first element it looks whether this is a Python prompt, which takes 0.3 s where many modules are loaded.
delta_generator._use_warning_has_been_displayed = True

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

# Streamlit walks through all objects of the process after every run (gc.collect), 0.1 s in which the last elements of the page
# wait to be sent. What is imported stays for good and need not be looked at.
gc.freeze()
