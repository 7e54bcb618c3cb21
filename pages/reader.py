"""One report with its evidence: outline, text and figures side by side, and below them why each was read so."""

from html import escape
from typing import Any

import streamlit as st

from analysis.compare import reading
from analysis.store import Store
from pages.frame import controls, corpus, links, state
from pages.frame.page import open_page, stop_empty
from pages.frame.strings import language, literal, text
from pages.reading import block, panels, stock, verdict

MARKS = ("all", "target", "result", "redacted", "doubt")


def choose_report(store: Store) -> dict[str, Any]:
    """The report of `?doc=`: by default the one of the lowest level with most figures."""
    titles = corpus.compute(panels.report_titles, store, language())
    doc = controls.select("doc", list(titles), next(iter(titles)), text("reader.doc"), titles)
    report = store.report(doc)
    assert report is not None
    return report


def mark_filter(records: list[dict[str, Any]]) -> list[int]:
    """The positions of the figures to be marked (`?mk=`)."""
    groups = [block.groups(fact) for fact in records]
    counts = {mark: sum(mark in group for group in groups) for mark in MARKS}
    chosen = controls.segments(
        "mk", MARKS, "all", text("reader.marks"), lambda mark: f"{text(f'reader.mark.{mark}')} {counts[mark]}"
    )
    return [position for position, group in enumerate(groups) if chosen in group]


def search(words: str | None, term: str) -> list[tuple[int, int]]:
    """Where the words sought (`?find=`) stand."""
    hits = reading.matches(words, term) if words else []
    if term and words is not None:
        st.caption(text("reader.found", n=len(hits), term=literal(term)))
    return hits


def go_to(fact: dict[str, Any]) -> None:
    """Let the URL name a figure; the block scrolls to it."""
    state.write(**reading.span_query(int(fact["start"]), int(fact["end"]), fact["quote"]))


def steps(records: list[dict[str, Any]], around: reading.Neighbours) -> None:
    """Buttons to the figure before and the one after, in the order of the text."""
    for name, position in (("previous", around.previous), ("following", around.following)):
        fact = None if position is None else records[position]
        st.button(text(f"reader.{name}"), disabled=fact is None, key=f"reader.{name}", on_click=go_to, args=(fact,))
    if around.current is not None:
        st.caption(text("reader.position", n=around.current + 1, total=len(records)))


def passage_of(report: dict[str, Any], words: str | None) -> reading.Passage | None:
    """The passage the URL points to, checked against the text; says so where it has moved or gone."""
    here = st.query_params.get("doc", report["report_id"]) == report["report_id"]
    # A link to a report that is not here points to a place in that one, not in the one shown instead.
    span, quote = (st.query_params.get("s", ""), st.query_params.get("q", "")) if here else ("", "")
    for key, value in (("s", span), ("q", quote)):
        state.note(key, value)
    passage = reading.locate(span, quote, words, int(report["characters"])) if span or quote else None
    lost = passage is None or passage.standing is reading.Standing.LOST
    if (span or quote) and lost:
        st.warning(text("reader.lost", quote=literal(quote[:20])), icon=":material/wrong_location:")
    elif passage is not None and passage.standing is reading.Standing.MOVED:
        st.info(text("reader.moved"), icon=":material/move_down:")
    return None if lost else passage


store = open_page("reader")
if store.reports.empty:
    stop_empty(text("reader.empty"))
with st.container(key="reader-controls"):
    left, right = st.columns([3, 1.4], vertical_alignment="bottom")
    with left:
        report = choose_report(store)
        doc = report["report_id"]
        words, facts, records, sections = corpus.compute(panels.contents, store, doc)
    with right:
        hint = text("reader.find.hint")
        term = "" if words is None else controls.words("find", text("reader.find"), placeholder=hint)
    report = report | {"facts": len(facts)}  # both ends of a range are one figure here
    st.html(f'<h2 class="zl-claim">{escape(panels.title_of(report))}</h2>{verdict.line(report, words is not None)}')
    if report["place_anonymous"]:
        st.caption(text("reader.anonymous", place=literal(report["place"])))
    verdict.parts_of_file(store, report)
    passage = passage_of(report, words)
    around = reading.neighbours(facts, passage)
    with st.container(horizontal=True, vertical_alignment="bottom", key="reader-steps"):
        shown = mark_filter(records)
        steps(records, around)
    hits = search(words, term)
if words is None:
    verdict.how_to_get_the_text(store, report)
current = around.current
if current is not None and current not in shown:
    shown = sorted([*shown, current])
shared = panels.shared_spans(store, doc) if words is not None else []
spot = passage if current is None and words is not None else None
# A click that comes before the block's script does follows the plain link: it must lead to the same view.
view = {key: value for key, value in st.query_params.items() if key not in ("s", "q", *state.PASSING)}
link = {**view, **links.kept(), "doc": doc}
common = stock.marked(store, doc) if words is not None else []
content = block.Content(report, words, sections, facts, records, shown, hits, shared, common, spot, link)
focus = block.anchor(current) if current is not None else block.SPOT if spot else ""
block.draw(content, focus, f"{doc}.{st.query_params.get('mk', '')}.{len(hits)}.{len(common)}.{spot and spot.start}")
st.html(f'<p class="zl-foot">{escape(block.legend(content))}</p>')
panels.draw(store, report, content, current)
