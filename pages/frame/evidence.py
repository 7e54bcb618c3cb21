"""The evidence panel: for a mark on a chart, the sentences its figures stand in, and the way into the report.

Evidence travels as one string, in tables (column `evidence`) and in the URL: `report_id:start-end`, several joined by `;`.
"""

from html import escape
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.store import Store
from pages.frame import links, names, state
from pages.frame.strings import text

AROUND = 40
SENTENCE_ENDS = "。！？!?\n"
LONGEST_SENTENCE = 400


class Spot(NamedTuple):
    """A span of a report."""

    report_id: str
    start: int
    end: int


def pack(*spots: tuple[str, int, int]) -> str:
    """The evidence string of some spans; those without a report are left out."""
    return ";".join(f"{report}:{int(start)}-{int(end)}" for report, start, end in spots if report)


def unpack(evidence: str) -> list[Spot]:
    """The spans of an evidence string; what is not well formed is left out (the string may come from a URL)."""
    spots = []
    for part in evidence.split(";"):
        report, _, span = part.rpartition(":")
        start, _, end = span.partition("-")
        if report and state.is_whole(start) and state.is_whole(end):
            spots.append(Spot(report, int(start), int(end)))
    return spots


def sentence_around(content: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence that holds a span, cut to LONGEST_SENTENCE characters around it."""
    first = max(content.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    last = min((found for mark in SENTENCE_ENDS if (found := content.find(mark, end)) >= 0), default=len(content) - 1)
    half = LONGEST_SENTENCE // 2
    return max(first, start - half), min(last + 1, end + half, len(content))


def panel(store: Store, evidence: str) -> None:
    """Draw the figures of an evidence string side by side, each with its sentence, its status and a link to the reader."""
    spots = unpack(evidence)
    if not spots:
        st.caption(text("evidence.gone"))
        return
    for column, spot in zip(st.columns(len(spots)), spots, strict=True):
        with column, st.container(border=True):
            _figure(store, spot)


def _figure(store: Store, spot: Spot) -> None:
    report = store.report(spot.report_id)
    if report is None:
        st.caption(text("evidence.gone"))
        return
    fact = find_fact(store, spot)
    heading = f"{report['place']} · {years_of(report)}"
    st.html(f"<strong>{escape(heading)}</strong>{_sentence(store, spot, fact)}{_facts(fact, report)}")
    quote = str(fact["quote"]) if fact else ""
    links.reader_link(text("evidence.open"), spot.report_id, spot.start, spot.end, quote)


def find_fact(store: Store, spot: Spot) -> dict[str, Any] | None:
    """The fact at a span, None where there is none."""
    facts = store.facts
    rows = facts[(facts["start"] == spot.start) & (facts["end"] == spot.end)]
    rows = rows[rows["report_id"] == spot.report_id]
    return None if rows.empty else rows.iloc[0].to_dict()


def years_of(report: dict[str, Any]) -> str:
    """The years a report speaks of, with a mark where the text contradicts them."""
    reviewed, planned = report.get("year_reviewed"), report.get("year_planned")
    parts = [
        text(key, year=int(year))
        for key, year in (("years.reviewed", reviewed), ("years.planned", planned))
        if pd.notna(year)
    ]
    doubt = f" {text('status.doubt')}" if report.get("year_verdict") == "doubtful" else ""
    return " · ".join(parts or [text("years.hidden")]) + doubt


def _sentence(store: Store, spot: Spot, fact: dict[str, Any] | None) -> str:
    content = store.text(spot.report_id)
    kind = "result" if fact and fact["kind"] == "result" else "target"
    if content is None:
        quote = escape(str(fact["quote"])) if fact else ""
        return f'<p class="zl-quote {kind}"><mark>{quote}</mark><br><span class="around">{text("evidence.no_text")}</span></p>'
    first, last = sentence_around(content, spot.start, spot.end)
    before, after = content[max(0, first - AROUND) : first], content[last : last + AROUND]
    return (
        f'<p class="zl-quote {kind}"><span class="around">{escape(before)}</span>{escape(content[first : spot.start])}'
        f"<mark>{escape(content[spot.start : spot.end])}</mark>{escape(content[spot.end : last])}"
        f'<span class="around">{escape(after)}</span></p>'
    )


def _facts(fact: dict[str, Any] | None, report: dict[str, Any]) -> str:
    if fact is None:
        return ""
    rows = {
        "evidence.indicator": names.series(fact["metric"], fact["measure"]),
        "evidence.status": f"{names.of('kind', fact['kind'])} · {text(status_key(fact, report))}",
        "evidence.period": names.period(fact["period"]),
        "evidence.wording": " · ".join(
            names.of(group, fact[group]) for group in ("bound", "wording") if fact[group] not in ("-", "eq")
        ),
        "evidence.section": names.of("section", fact.get("section") or "other"),
        "evidence.flags": " · ".join(names.of("problem", code) for code in str(fact["flags"] or "").split()),
        "evidence.rule": names.of("rule", fact["rule"]),
    }
    pairs = "".join(
        f"<dt>{escape(text(key))}</dt><dd>{escape(str(value))}</dd>" for key, value in rows.items() if value
    )
    return f'<dl class="zl-facts">{pairs}</dl>'


def status_key(fact: dict[str, Any], report: dict[str, Any]) -> str:
    """The catalogue key of a figure's status word."""
    if fact["redacted"]:
        return "status.redacted"
    if report.get("year_verdict") == "doubtful":
        return "status.doubt"
    if fact.get("kind") == "result" and fact.get("wording") == "expect":
        return "status.expected"
    return "status.part_year" if "H" in fact["period"] or "M" in fact["period"] else "status.ok"
