"""What the first visitor would else wait for, made before and while his browser loads: the views that the pages open with.

Importing this module imports what the pages import. A view that has changed since is merely made later, by its page.
"""

from functools import partial

import plotly.graph_objects as go
from streamlit.string_util import extract_leading_emoji

from analysis.compare import coverage, findings, target_views, targets, townships, word_views
from analysis.compare.termcounts import term_counts
from analysis.lexicon.indicators import load_indicators
from analysis.store import Store
from pages.comparing import pairs, places
from pages.frame import corpus, filters
from pages.frame.strings import LANGUAGES, catalogue
from pages.wording import areas, choice, clouds, discovery, lines, promised, trends, versus

# Imported for the pages: these modules bring along what they need.
VIEWS = (pairs, places, areas, choice, clouds, discovery, lines, promised, trends, versus)


def prepare() -> None:
    """Open the first collection and make what its pages open with, in Chinese; nothing where none is built."""
    load_indicators()
    catalogue(LANGUAGES[0])
    # The first label and the first figure of a process compile patterns and load the classes of traces.
    extract_leading_emoji("词")
    go.Figure(go.Scatter(x=[0], y=[0], marker={"line": {"width": 1}}), layout={"shapes": [{"type": "line"}]}).to_json()
    store = corpus.first_store()
    if store is None:
        return
    make = partial(corpus.prepare, language=LANGUAGES[0])
    for view in (_targets, _terms, _overview, _townships):
        view(store, make)


def _targets(store: Store, make: partial) -> None:
    across = make(target_views.counts_by_level, store)
    level = filters.opening_level(across, targets.FEWEST_TO_OPEN)
    for series in list(make(target_views.series_list, store, "A", level))[:1]:
        make(target_views.choices, store, "A", level, *series.split("."))
        target_views.rows_of(store, "A", level, *series.split("."))
        target_views.without_target(store, level, *series.split("."))


def _terms(store: Store, make: partial) -> None:
    term_counts(store).matrix()
    level = filters.opening_level(make(word_views.reports_by_level, store), 30)
    span = make(word_views.year_span, store, level)
    if span is not None:
        selection = word_views.Selection(level, *span)
        make(word_views.terms_offered, store, level)
        make(word_views.most_reports_a_year, store, selection)
        make(word_views.first_terms, store, selection)


def _overview(store: Store, make: partial) -> None:
    level = filters.opening_level(make(coverage.counts_by_level, store), 30)
    make(coverage.totals, store, level)
    make(findings.findings, store, level)
    make(coverage.provinces, store, level)


def _townships(store: Store, make: partial) -> None:
    level = filters.opening_level(make(townships.counts_by_level, store), 2)
    make(townships.best_pair, store, level)
    make(townships.place_list, store, level)
