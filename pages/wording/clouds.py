"""Word clouds, of a selection or of two groups, always beside their table."""

import pandas as pd
import streamlit as st

from analysis.compare import clouds, word_charts, word_views
from analysis.compare.marks import TARGET
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import text
from pages.wording import choice, versus

KINDS = ("one", "pair")


def draw(store: Store, selection: Selection) -> None:
    """The view of clouds."""
    kind = frame.segments("ck", KINDS, "one", text("terms.cloud"), lambda name: text(f"terms.cloud.{name}"))
    policy_only = frame.switch("po", True, text("terms.policy_only"), help=text("terms.policy_only.help"))
    st.caption(text("terms.cloud.caution"))
    if kind == "one":
        _one(store, selection, policy_only)
    else:
        _pair(store, selection, policy_only)


def _one(store: Store, selection: Selection, policy_only: bool) -> None:
    place = choice.place_filter(store, selection.level)
    words = frame.compute(word_views.cloud, store, selection, place, policy_only)
    if words.empty:
        frame.empty(text("terms.none.words"))
        return
    st.image(picture(weights_of(words), TARGET), width="stretch", caption=said(words))
    _table(store, "cloud", said(words), words)


def weights_of(words: pd.DataFrame) -> tuple[tuple[str, float], ...]:
    """The words of a cloud with their sizes, as `picture` takes them."""
    return tuple(zip(words["term"], words["count"].astype(float), strict=True))


def said(words: pd.DataFrame) -> str:
    """What a cloud shows, in words."""
    first = words.iloc[0]
    return text("terms.claim.cloud", term=first["term"], n=f"{first['count']:,}", words=len(words))


def _pair(store: Store, selection: Selection, policy_only: bool) -> None:
    a, b = versus.groups(store, selection)
    found = versus.compared(store, selection, a, b, policy_only)
    columns = st.columns(2)
    parts = []
    for column, side, colour in zip(columns, "ab", (word_charts.GROUP_A, word_charts.GROUP_B), strict=True):
        weights = clouds.key_words(found.table, side)
        parts.append(pd.DataFrame({"term": list(weights), "side": side.upper(), "lrc": list(weights.values())}))
        with column:
            name = text(f"terms.side.{side}")
            if weights:
                st.image(picture(tuple(weights.items()), colour), width="stretch", caption=name)
            else:
                st.info(text("terms.none.sure", side=name))
    table = pd.concat(parts, ignore_index=True)
    _table(store, "pair", text("terms.claim.pair", a=len(parts[0]), b=len(parts[1])), table)


@st.cache_data(max_entries=64, show_spinner=False)
def picture(weights: tuple[tuple[str, float], ...], colour: str) -> bytes:
    """The picture of a cloud, drawn once."""
    return clouds.cloud_png(dict(weights), colour)


def _table(store: Store, key: str, claim: str, table: pd.DataFrame) -> None:
    labels = {name: text(f"terms.column.{name}") for name in table.columns}
    frame.draw(store, frame.Chart(key=key, claim=claim, table=table, labels=labels, formats={"lrc": "%.2f"}))
