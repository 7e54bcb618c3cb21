"""Tables taken from the program: scores, lexicon, signs, data dictionary."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.compare import published
from analysis.schema import TABLES
from analysis.store import Store
from pages.files import takeaway
from pages.frame import names
from pages.frame.strings import language, text

STATUSES = (
    "ok",
    "expected",
    "part_year",
    "redacted",
    "absent",
    "unread",
    "doubt",
    "incomparable",
    "duplicate",
    "other_kind",
)
PERCENT = ("precision", "recall", "f1", "share")


def _frame(rows: pd.DataFrame, prefix: str, formats: Mapping[str, str] | None = None) -> None:
    """A table under the catalogue's headings; shares as percentages."""
    labels = {name: text(f"{prefix}.{name}") for name in rows.columns}
    percent = {name: st.column_config.NumberColumn(labels[name], format="percent") for name in PERCENT if name in rows}
    st.dataframe(rows, hide_index=True, column_config=labels | percent | dict(formats or {}))


def scores(_store: Store) -> None:
    """How well the figures are read, by labels made by hand."""
    found = published.scores()
    if found is None:
        st.info(text("method.scores.none"), icon=":material/pending:")
        return
    core = found["scores"].get("core", {})
    st.html(f'<p class="zl-claim">{text("method.scores.claim", files=found["files"], labels=found["labels"], found=found["found"], **{name: f"{core.get(name, 0):.1%}" for name in ("precision", "recall")})}</p>')  # fmt: skip
    table = published.score_table(found)
    table["level"] = [text(f"method.score.{level}") for level in table["level"]]
    _frame(table, "method.scores")
    st.markdown(text("method.scores.levels"))
    by_indicator = published.indicator_scores(found)
    by_indicator["metric"] = [names.metric(metric) for metric in by_indicator["metric"]]
    st.markdown(text("method.scores.by_indicator"))
    _frame(by_indicator, "method.scores")
    numbers = pd.Series(found.get("numbers", {}), dtype="float64")
    if numbers.sum():
        st.markdown(text("method.scores.numbers", n=f"{int(numbers.sum()):,}"))
        rows = pd.DataFrame({"role": [names.of("role", role) for role in numbers.index], "count": numbers.astype(int).to_numpy(), "share": (numbers / numbers.sum()).to_numpy()})  # fmt: skip
        _frame(rows, "reader.numbers")


def lexicon(_store: Store) -> None:
    """Indicators and cue words as the program uses them."""
    st.markdown(text("method.lexicon"))
    indicators = published.indicators(language())
    st.markdown(text("method.lexicon.indicators", n=len(indicators)))
    _frame(
        indicators.assign(better=[text(f"method.better.{better}") for better in indicators["better"]]),
        "method.indicator",
    )
    cues = published.cues()
    st.markdown(text("method.lexicon.cues", n=len(cues), words=int(cues["count"].sum())))
    for name in ("direction", "scope"):
        cues[name] = [text(f"method.cue.{name}.{value}") for value in cues[name]]
    _frame(cues.assign(kind=[names.of("cue_class", kind) for kind in cues["kind"]]), "method.cue")


def signs(_store: Store) -> None:
    """What the signs and marks mean."""
    st.markdown(text("method.signs"))
    rows = pd.DataFrame({"sign": [text(f"status.{status}") for status in STATUSES], "meaning": [text(f"method.sign.{status}") for status in STATUSES]})  # fmt: skip
    st.table(rows.rename(columns={name: text(f"method.signs.{name}") for name in rows}), hide_index=True)
    st.markdown(text("method.signs.marks"))


def dictionary(_store: Store) -> None:
    """What every column of every table means."""
    st.markdown(text("method.dictionary"))
    takeaway.dictionary(tuple(TABLES))
