"""What plans promise and the next report's review speaks of, or does not."""

from functools import partial

import streamlit as st

from analysis.compare import word_charts, word_views
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import text

TERMS_DRAWN = 20
COLUMNS = ("term", "promised", "reported", "dropped", "share", "low", "high")


def draw(store: Store, selection: Selection) -> None:
    """The view of promises."""
    table, pairs = frame.compute(word_views.kept_promises, store, selection)
    if table.empty:
        frame.empty(text("terms.none.pairs", n=pairs))
        return
    st.caption(text("terms.promised.rule"))
    rows = table.assign(
        hover=[
            text(
                "terms.hover.promised",
                term=row.term,
                promised=row.promised,
                reported=row.reported,
                share=f"{row.share:.0%}",
            )
            for row in table.itertuples()
        ]
    )
    silent = int((rows["reported"] == 0).sum())
    first = rows.iloc[0]
    frame.draw(
        store,
        frame.Chart(
            key="promised",
            claim=text(
                "terms.claim.promised", term=first["term"], promised=first["promised"], reported=first["reported"], pairs=pairs, silent=silent
            ),
            subtitle=text("terms.axis.promised"), table=rows[list(COLUMNS)],
            labels={name: text(f"terms.column.{name}") for name in COLUMNS} | {"share": text("terms.column.kept")},
            formats={"share": "percent", "low": "percent", "high": "percent"},
            figure=partial(word_charts.kept, rows.head(TERMS_DRAWN), text("terms.axis.promised.short")),
            notes=[text("terms.note.promised", n=pairs)],
        ),
    )  # fmt: skip
