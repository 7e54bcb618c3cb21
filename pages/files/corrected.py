"""The corrections of single figures: what each changes, why, and whether it holds for the data open now."""

from html import escape

import streamlit as st

from analysis.compare.corrected import STATES, corrections_table
from analysis.corrections import load_corrections
from analysis.store import Store
from pages.files import stock
from pages.frame.strings import text

SHOWN = ("file", "quote", "reads", "to", "state", "reason", "by", "on")


def draw(store: Store) -> None:
    """The claim, how to propose a correction, and the table."""
    table = corrections_table(load_corrections(), store.problems)
    counts = {state: int((table["state"] == state).sum()) for state in STATES}
    claim = text("data.corrections.claim", n=len(table), **counts) if len(table) else text("data.corrections.none")
    st.html(f'<p class="zl-claim">{escape(claim)}</p>')
    st.caption(text("data.corrections.help"))
    if table.empty:
        return
    shown = table.assign(
        to=table["to"].where(table["to"] != "", text("data.corrections.drop")),
        state=[text(f"data.corrections.state.{state}") for state in table["state"]],
        place=[stock.address(row) for row in table.to_dict("records")],
    )
    labels = {name: text(f"data.corrections.{name}") for name in SHOWN}
    place = st.column_config.LinkColumn(text("data.corrections.place"), display_text=text("data.read"))
    columns = labels | {"place": place}
    st.dataframe(shown[[*SHOWN, "place"]], hide_index=True, column_config=columns)
