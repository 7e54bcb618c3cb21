"""Formulas and rules in words; every figure in them comes from the code (analysis.compare.published)."""

import pandas as pd
import streamlit as st

from analysis.compare import published
from analysis.model import FORMATS
from analysis.store import Store
from pages.frame.strings import has_text, text

PAIR_TYPES = ("A", "B", "C", "D", "E")
MET_RULES = ("ge", "le", "about", "range", "eq")


def _numbered(prefix: str) -> list[str]:
    """The sentences `<prefix>.1`, `<prefix>.2` ... as far as the catalogue goes."""
    found = []
    while has_text(key := f"{prefix}.{len(found) + 1}"):
        # Not text(key, ...): formulas have braces of their own.
        found.append(text(key).replace("{formats}", " / ".join(FORMATS)))
    return found


def _listed(prefix: str) -> None:
    st.markdown("\n".join(f"{number}. {sentence}" for number, sentence in enumerate(_numbered(prefix), start=1)))


def reading(_store: Store) -> None:
    """From the file to the figure."""
    _listed("method.reading")
    st.markdown(f"**{text('method.years')}** {text('method.years.text')}")
    st.markdown(f"**{text('method.duplicates')}** {text('method.duplicates.text')}")
    _thresholds(("duplicate_share", "overlap_share", "fewest_shared", "formula", "shortest_sentence"))


def pairs(_store: Store) -> None:
    """The five pair types, the rule of met, and the figures said of them."""
    st.markdown(text("method.pairs"))
    columns = ("type", "what", "counts")
    rows = [
        {name: text(f"method.pair.{kind}.{name}") if name != "type" else kind for name in columns}
        for kind in PAIR_TYPES
    ]
    st.table(
        pd.DataFrame(rows).rename(columns={name: text(f"method.pairs.{name}") for name in columns}), hide_index=True
    )
    st.markdown(f"**{text('method.met')}** {text('method.met.text')}")
    rules = [{"bound": text(f"method.met.{rule}"), "rule": text(f"method.met.{rule}.rule")} for rule in MET_RULES]
    names = {"bound": text("method.met.bound"), "rule": text("method.met.rule")}
    st.table(pd.DataFrame(rules).rename(columns=names), hide_index=True)
    st.markdown(text("method.absent"))
    _listed("method.pairs.formula")
    _thresholds(("tolerance", "pairs_for_share"))


def words(_store: Store) -> None:
    """Formulas of the word counts, with the worked example that shows why the interval decides."""
    st.markdown(text("method.words"))
    _listed("method.words.formula")
    values = {name: f"{round(value, 3):g}" for name, value in published.worked_keyness().items()}
    example = {name: f"{value:,}" for name, value in published.EXAMPLE.items()}
    st.info(
        text("method.words.example", family=f"{published.FAMILY:,}", **example, **values), icon=":material/calculate:"
    )
    _thresholds(("few_reports", "fewer_than_percent", "years_for_trend", "least_count", "document_counts", "zero_cell",
                 "prior_strength", "concentrated"))  # fmt: skip


def faults(_store: Store) -> None:
    """What is known to go wrong."""
    st.markdown(text("method.faults"))
    _listed("method.fault")


def _thresholds(keys: tuple[str, ...]) -> None:
    values = published.thresholds()
    rows = [{"value": f"{values[key]:g}", "what": text(f"method.threshold.{key}")} for key in keys]
    names = {"value": text("method.threshold"), "what": text("method.threshold.what")}
    st.table(pd.DataFrame(rows).rename(columns=names), hide_index=True)
