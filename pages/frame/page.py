"""How a page begins, and what it shows where there is nothing to show."""

from typing import NoReturn

import streamlit as st

from analysis.store import Store
from pages.frame import corpus, later, links, router, state
from pages.frame.strings import literal, text


def open_page(name: str) -> Store:
    """The first call of every page: guard, heading `<name>.title`, question `<name>.question`, and the store.

    Stops the page with an explanation where no collection can be opened.
    """
    router.guard()
    st.title(text(f"{name}.title"), anchor=False)
    st.caption(text(f"{name}.question"))
    store = corpus.open_store()
    if store is None:
        stop_empty(text("empty.nothing"))
    _compare_versions(store)
    return store


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone: for defaults only, the width itself is not known here."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def empty(reason: str) -> None:
    """An honest empty state: why there is nothing, and a way to something."""
    st.info(reason, icon=":material/search_off:")
    others = [name for name in corpus.available() if name != corpus.corpus_name()]
    with st.container(horizontal=True):
        for name in others:
            links.link(state.page_name(), text("empty.other", corpus=text(f"corpus.{name}")), corpus=name)


def stop_empty(reason: str) -> NoReturn:
    """The empty state, and the end of the page."""
    empty(reason)
    later.draw_waiting()
    st.stop()


def _compare_versions(store: Store) -> None:
    """Say so when a link was made from other data than are shown now."""
    linked = st.query_params.get("v")
    if linked and linked != store.version:
        st.warning(text("version.changed", linked=literal(linked[:16]), now=store.version), icon=":material/update:")
