"""The line over a report: place, years, kind, blanked figures, duplicates, and what it may be used for."""

from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare import reading
from analysis.store import Store
from pages.frame import corpus, evidence, links, names
from pages.frame.strings import literal, text

STYLE = Path(__file__).with_name("reader.css")


def line(report: dict[str, Any], has_text: bool) -> str:
    """Chips of one report, as HTML."""
    years = evidence.years_of(report)
    if report["year_verdict"] != "doubtful":
        years += " · " + text(f"verdict.{report['year_verdict'] or 'undetermined'}")
    elif pd.notna(report["year_implied"]):
        years += " · " + text("verdict.implied", year=int(report["year_implied"]))
    chips = [
        f"{names.of('one_level', report['level'])} · {report['place'] or text('reader.no_place')}",
        years,
        names.of("text_kind", report["kind"]),
        text("reader.size", characters=f"{report['characters']:,}", facts=report["facts"]),
        text("reader.redactions", n=report["redactions"]) if report["redactions"] else text("reader.no_redactions"),
    ]
    if report["duplicate_of"]:
        chips.append(text("reader.duplicate", share=f"{report['duplicate_share']:.0%}"))
    chips.append(text("reader.usable") if report["usable"] else text("reader.not_usable", reason=exclusion(report)))
    if not has_text:
        chips.append(text("reader.figures_only"))
    return f'<ul class="zl-verdict">{"".join(f"<li>{escape(chip)}</li>" for chip in chips)}</ul>'


def exclusion(report: dict[str, Any]) -> str:
    """Why a report does not enter comparisons, in words; "" where it does."""
    code = report["exclusion"]
    return names.of("exclusion", code) if isinstance(code, str) and code else ""


def how_to_get_the_text(store: Store, report: dict[str, Any]) -> None:
    """Where the store ships figures only: what can be seen, and the way to the text."""
    found = store.documents[store.documents["source"] == report["source"]]
    address = next((url for url in found["source_url"] if isinstance(url, str)), "")
    st.info(text("reader.no_text", source=literal(report["source"])), icon=":material/description:")
    with st.container(horizontal=True):
        if address.startswith(("http://", "https://")):
            st.link_button(text("reader.source"), address, icon=":material/open_in_new:")
        links.link("data", text("reader.bring_text"), ":material/upload:")


def parts_of_file(store: Store, report: dict[str, Any]) -> None:
    """Links to the other pieces of the same file, each with its own verdict."""
    parts = corpus.compute(_parts, store, report["source"])
    if len(parts) < 2:
        return
    with st.expander(text("reader.parts", n=len(parts), part=report["part"])), st.container(horizontal=True):
        for part in parts:
            mark = "● " if part["report_id"] == report["report_id"] else ""
            kind = names.of("text_kind", part["kind"])
            links.reader_link(literal(f"{mark}{part['part']} · {part['place']} · {kind}"), part["report_id"])


def _parts(store: Store, source: str) -> list[dict[str, Any]]:
    return reading.parts_of(store.reports, source).to_dict("records")
