"""Downloads: one zip of everything, single tables as CSV or Parquet, and how to cite them."""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis.compare import downloads
from analysis.compare.dictionary import data_dictionary
from analysis.compare.pair_columns import pairs_table
from analysis.panel import panel_files
from analysis.store import Store
from pages.frame import controls, corpus, links, names, state
from pages.frame.strings import for_later, language, text

LEAVING = (*downloads.CSV_TABLES, *downloads.PARQUET_ONLY)
MOST_ROWS_SHOWN = 20


def whole(store: Store) -> bytes:
    """The zip of a store, made once a version."""
    return corpus.compute(_zip, store)


def _zip(store: Store) -> bytes:
    return downloads.to_zip({name: table_of(store, name) for name in LEAVING}, store.version)


def table_of(store: Store, name: str) -> pa.Table:
    """A stored table, or the pairs made from the figures."""
    return pairs_table(store) if name == "pairs" else store.arrow(name)


def _panel(store: Store) -> bytes:
    return downloads.archive(panel_files(store))


def draw(store: Store) -> None:
    """The zip, a table of one's choice, the data dictionary, the citation."""
    stem = f"zhenlan-{store.version}"
    st.markdown(text("data.zip.help"))
    st.download_button(
        text("data.zip"), for_later(lambda: whole(store)), f"{stem}.zip", "application/zip", key="data.zip",
        icon=":material/folder_zip:", on_click="ignore",
    )  # fmt: skip
    _one_table(store, stem)
    _made_from_them(store, stem)
    with st.expander(text("data.dictionary")):
        dictionary(LEAVING)
    st.caption(text("data.cite"))
    st.code(text("tool.citation", claim=text("data.cite.claim"), version=store.version, link=state.full_link(store.version)), None, wrap_lines=True)  # fmt: skip


def _glimpse(store: Store, name: str) -> tuple[int, pd.DataFrame]:
    """How many rows a table has, and the first of them."""
    table = table_of(store, name)
    return table.num_rows, table.slice(0, MOST_ROWS_SHOWN).to_pandas()


def _one_table(store: Store, stem: str) -> None:
    name = controls.select("table", LEAVING, "facts", text("data.table"), lambda table: names.of("table", table))
    count, first = corpus.compute(_glimpse, store, name)
    st.caption(text("data.table.rows", n=f"{count:,}", shown=len(first)))
    st.dataframe(first, hide_index=True, placeholder="—")
    with st.container(horizontal=True):
        if name in downloads.CSV_TABLES:
            _button(text("tool.csv"), lambda: downloads.to_csv(table_of(store, name)), f"{stem}-{name}.csv", "text/csv")
        parquet = f"{stem}-{name}.parquet"
        _button(
            text("data.parquet"),
            lambda: downloads.to_parquet(table_of(store, name)),
            parquet,
            "application/octet-stream",
        )


def _made_from_them(store: Store, stem: str) -> None:
    """The panel for researchers, and the way to the lines of a word (which need the texts)."""
    st.markdown(text("data.panel.help"))
    with st.container(horizontal=True):
        _button(text("data.panel"), lambda: corpus.compute(_panel, store), f"{stem}-panel.zip", "application/zip")
        if store.has_texts:
            links.link("terms", text("data.kwic"), ":material/format_align_center:", view="kw")


def _button(label: str, make: Callable[[], bytes], file: str, kind: str) -> None:
    """The file is made when it is asked for."""
    st.download_button(
        label, for_later(make), file, kind, key=f"data.{file}", icon=":material/download:", on_click="ignore"
    )


def dictionary(tables: tuple[str, ...]) -> None:
    """The data dictionary in the reader's language."""
    frame = data_dictionary(tables)
    meaning = "zh" if language() == "zh" else "en"
    labels = {name: text(f"data.dictionary.{name}") for name in ("table", "column", "type")}
    shown = frame[["table", "column", "type", meaning]].rename(
        columns={meaning: text("data.dictionary.meaning")} | labels
    )
    st.dataframe(shown, hide_index=True)
