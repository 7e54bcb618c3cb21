"""The reader's block as one piece of HTML: outline, text with its marks, list of figures. Clicks are in clicks.js."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

import pandas as pd
import streamlit as st

from analysis.compare import reading
from analysis.compare.highlight import Mark, render_sections
from analysis.model import Section, SectionRole
from pages.frame import names, state
from pages.frame.strings import text

FOLDER = Path(__file__).parent
SPOT = "spot"
_clicks = st.components.v2.component("zhenlan_reader_clicks", js=(FOLDER / "clicks.js").read_text(encoding="utf-8"))


class Content(NamedTuple):
    """What the block shows: `facts` are all of the report, `records` the same one by one, `shown` the positions of those that pass the filter.

    `stock` are sentences that other places' reports hold too, each with how many places.
    """

    report: dict[str, Any]
    words: str | None
    sections: Sequence[Section]
    facts: pd.DataFrame
    records: Sequence[dict[str, Any]]
    shown: Sequence[int]
    hits: Sequence[tuple[int, int]]
    shared: Sequence[tuple[int, int]]
    stock: Sequence[tuple[int, int, int]]
    passage: reading.Passage | None
    link: dict[str, str]


def anchor(position: int) -> str:
    return f"f{position}"


def draw(content: Content, focus: str, stamp: str) -> None:
    """The block, scrolled to the anchor `focus`. `stamp` changes with all else that the block shows."""
    st.html(FOLDER / "reader.css")
    st.html(block(content, stamp))
    _clicks(key="reader.clicks", data={"focus": focus, "stamp": stamp}, on_place_change=follow_click)


def follow_click() -> None:
    """Let the URL name the figure that was clicked in the block.

    A callback, not part of the run: Streamlit repeats a click's run that Back has cut short, and would undo Back with it.
    """
    clicked = parse_qs((st.session_state["reader.clicks"].get("place") or "").removeprefix("?"))
    if "s" in clicked:
        state.write(s=clicked["s"][0], q=clicked.get("q", [""])[0])


def block(content: Content, stamp: str) -> str:
    """Outline, text and list of figures; without the text only the list."""
    rows = "".join(_row(position, content.records[position], content) for position in content.shown)
    listed = rows or f"<p>{escape(text('reader.no_facts'))}</p>"
    listing = _pane("zl-list", text("reader.facts", n=len(content.shown)), listed)
    if content.words is None:
        return f'<div class="zl-reader zl-no-text" data-stamp="{escape(stamp, quote=True)}">{listing}</div>'
    outline = _outline(content)
    words = render_sections(content.words, content.sections, _marks(content, content.records), role_names())
    shape = "zl-reader" if outline else "zl-reader zl-no-outline"
    body = _pane("zl-words", text("reader.text"), words)
    return f'<div class="{shape}" data-stamp="{escape(stamp, quote=True)}">{outline}{body}{listing}</div>'


def legend(content: Content) -> str:
    """What the marks mean; without the text, those of the list."""
    return text("reader.legend" if content.words is not None else "reader.legend.figures")


def role_names() -> dict[str, str]:
    return {role.value: names.of("section", role.value) for role in SectionRole}


def about(fact: dict[str, Any]) -> str:
    """A figure in words: indicator, measure, period, bound and wording where there is one, doubts."""
    parts = [names.series(fact["metric"], fact["measure"]), names.period(fact["period"])]
    parts += [names.of(group, fact[group]) for group in ("bound", "wording") if fact[group] not in ("-", "eq")]
    parts += [names.of("price", fact["price_basis"])] if fact["price_basis"] != "-" else []
    return " · ".join(str(part) for part in [*parts, *(names.of("problem", code) for code in fact["flags"].split())])


def signed(fact: dict[str, Any]) -> str:
    """The quoted figure, with a minus where the text says by a word before it (下降) that it is below zero."""
    quote = str(fact["quote"])
    below = fact["value"] is not None and fact["value"] < 0
    return f"−{quote}" if below and not quote.startswith(("-", "−", "负")) else quote


def label(fact: dict[str, Any]) -> str:
    """Target or result, with a sign for a blanked, doubtful or corrected figure: what the line under it says by its shape."""
    styles = reading.mark_styles(fact)
    signs = ("▨" if "redacted" in styles else "") + ("⚠" if "doubt" in styles else "")
    signs += "✎" if "corrected" in fact["flags"].split() else ""
    return text(f"reader.label.{fact['kind']}") + signs


def address(start: int, end: int, quote: str, link: dict[str, str]) -> str:
    return "?" + urlencode(link | reading.span_query(start, end, quote))


def _marks(content: Content, facts: Sequence[dict[str, Any]]) -> list[Mark]:
    marks = [_mark(position, facts[position], content.link) for position in content.shown]
    marks += [Mark(start, end, ("search",)) for start, end in content.hits]
    marks += [Mark(start, end, ("shared",)) for start, end in content.shared]
    marks += [
        Mark(start, end, ("stock",), label=str(places), title=text("reader.stock.mark", n=places))
        for start, end, places in content.stock
    ]
    if content.passage is not None:
        marks.append(Mark(content.passage.start, content.passage.end, (SPOT,), anchor=SPOT))
    return marks


def _mark(position: int, fact: dict[str, Any], link: dict[str, str]) -> Mark:
    start, end = int(fact["start"]), int(fact["end"])
    href = address(start, end, fact["quote"], link)
    return Mark(start, end, reading.mark_styles(fact), anchor(position), label(fact), about(fact), href)


def _row(position: int, fact: dict[str, Any], content: Content) -> str:
    link = escape(address(int(fact["start"]), int(fact["end"]), fact["quote"], content.link), quote=True)
    badge = f'<span class="zl-badge zl-{escape(str(fact["kind"]))}">{escape(label(fact))}</span>'
    place = "" if content.words is not None else f" · {_whereabouts(fact, content.report)}"
    return (
        f'<a class="zl-row" id="row-{anchor(position)}" data-fact="{anchor(position)}" href="{link}">{badge}'
        f'<strong>{escape(signed(fact))}</strong><br><span class="zl-about">{escape(about(fact) + place)}</span></a>'
    )


def _whereabouts(fact: dict[str, Any], report: dict[str, Any]) -> str:
    """Where a figure stands when the text is not at hand: part of the report, and how far down."""
    share = fact["start"] / max(report["characters"], 1)
    return text("reader.whereabouts", section=names.of("section", fact["section"] or "other"), share=f"{share:.0%}")


def _outline(content: Content) -> str:
    items = "".join(
        f'<li class="zl-{item["role"]} zl-depth-{min(item["depth"], 3)}"><a href="#section-{item["number"]}">'
        f'{escape(item["heading"][:40])} <span class="zl-count">{item["facts"] or ""}</span></a></li>'
        for item in reading.outline(content.sections, content.facts)
    )
    return _pane("zl-outline", text("reader.outline"), f"<ol>{items}</ol>") if items else ""


def _pane(name: str, title: str, inner: str) -> str:
    head = escape(title)
    return f'<div class="zl-pane {name}" role="region" tabindex="0" aria-label="{escape(title, quote=True)}"><h3>{head}</h3>{inner}</div>'


def groups(fact: dict[str, Any]) -> tuple[str, ...]:
    """The filter groups a figure belongs to."""
    return ("all", *reading.mark_styles(fact))
