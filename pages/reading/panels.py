"""Below the reader's block: how a figure was read, years, relatives, what became of every number, problems, a print."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare import inventory, reading
from analysis.compare.highlight import Mark, render_span
from analysis.compare.said import said as in_language
from analysis.model import Level, NumberRole, Section
from analysis.store import Store
from pages.frame import controls, corpus, links, names, state
from pages.frame.errors import guarded
from pages.frame.strings import HTML_LANGUAGE, language, literal, text
from pages.reading import block, stock

ORDER = {level.value: rank for rank, level in enumerate(Level)}
TABS = ("why", "years", "relatives", "stock", "numbers", "problems", "print")
MOST_PAIRS = 40


def report_titles(store: Store, _language: str) -> dict[str, str]:
    """Names of all reports for the picker, by level, place and year; one level's richest report comes first."""
    reports = store.reports[["report_id", "title", "level", "place", "year_planned", "part", "facts", "usable"]].copy()
    reports["rank"] = reports["level"].astype("str").map(ORDER).fillna(len(ORDER))
    reports = reports.sort_values(["rank", "place", "year_planned", "part"], kind="stable")
    usable = reports[reports["usable"].fillna(False).astype(bool)]
    first = (usable if len(usable) else reports).sort_values(["rank", "facts"], ascending=[True, False]).head(1)
    rows = pd.concat([first, reports]).drop_duplicates("report_id").to_dict("records")
    return {row["report_id"]: _title(row) for row in rows}


def title_of(report: dict[str, Any]) -> str:
    """What a report is called over its text and in its citation."""
    return inventory.title_of(report["title"], report["place"], report["year_planned"]) or report["report_id"]


def _title(row: dict[str, Any]) -> str:
    year = "" if pd.isna(row["year_planned"]) else f" {int(row['year_planned'])}"
    parts = (names.of("one_level", row["level"]), f"{row['place']}{year}", inventory.own_title(row["title"])[:40])
    return " · ".join(part for part in parts if part)


def contents(store: Store, doc: str) -> tuple[str | None, pd.DataFrame, list[dict[str, Any]], list[Section]]:
    """Text (None where only figures ship), figures (as a frame and one by one) and sections of one report."""
    # Only this report's rows are read: a cold link must not wait for whole tables.
    own = reading.facts_of(store.table("facts", doc), doc)
    labels = own.select_dtypes("category").columns
    own = own.astype(dict.fromkeys(labels, "str")).fillna({"flags": "", "section": "other", "quote": ""})
    own = reading.with_doubts(own, store.problems, doc)
    return store.text(doc), own, own.to_dict("records"), reading.sections_of(store.table("sections", doc))


def shared_spans(store: Store, doc: str) -> list[tuple[int, int]]:
    """The sentences that also stand in the report chosen in the panel of relatives (`?rel=`), for the text above."""
    other = st.query_params.get("rel", "")
    return [(pair.start, pair.end) for pair in corpus.compute(_pairs, store, doc, other)] if other else []


def _pairs(store: Store, doc: str, other: str) -> list[reading.Shared]:
    return reading.shared_sentences(store.table("sentences", doc), store.table("sentences", other))


def draw(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """The panels as tabs; only the open one is computed."""
    tabs = st.tabs([text(f"reader.tab.{name}") for name in TABS], key="reader.tabs", on_change="rerun")
    parts = (why, years, relatives, stock.draw, numbers, problems, to_print)
    for tab, part in zip(tabs, parts, strict=True):
        if tab.open:
            with tab:
                guarded(part)(store, report, content, current)


def why(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """The derivation of the chosen figure, or why a number that the link points to gave none."""
    if current is None and content.passage is None:
        st.caption(text("reader.why.choose"))
        return
    start = content.passage.start if current is None else int(content.facts["start"].iloc[current])
    if current is not None:
        fact = content.facts.iloc[current].to_dict()
        st.html(f"<p><strong>{escape(block.signed(fact))}</strong> · {escape(block.about(fact))}</p>")
        place = text(
            "reader.why.place", start=fact["source_start"], end=fact["source_end"], source=literal(fact["source"])
        )
        st.caption(f"{text('reader.why.rule', rule=names.of('rule', fact['rule']))} {place}")
        for message in reading.corrections_of(store.problems, fact):
            st.info(literal(in_language("correction_applied", message, language())), icon=":material/edit_note:")
    if content.words is not None:
        st.caption(text("reader.why.code"))
        with st.spinner(text("reader.why.working")):
            st.code(corpus.compute(_derivation, store, report["report_id"], start), None, wrap_lines=True)


def _derivation(store: Store, doc: str, offset: int) -> str:
    # Only this panel needs the extraction; without it the page opens faster.
    from analysis.review.explain import explain

    return explain(reading.report_of(store, doc), offset, text, _name)


def _name(group: str, value: str) -> str:
    special = {"metric": names.metric, "period": names.period}.get(group)
    return names.of(group, value) if special is None else special(value)


def years(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """What the text says of its years against what it claims."""
    implied = report["year_implied"]
    said = text(f"reader.years.{report['year_verdict'] or 'undetermined'}")
    if pd.notna(implied):
        said += " " + text("reader.years.implied", year=int(implied))
    st.markdown(said)
    table = reading.year_clues(store.year_cues, report["report_id"], report["year_planned"])
    if table.empty:
        st.caption(text("reader.years.none"))
        return
    span = table["first_year"].astype("str") + "–" + table["last_year"].astype("str")
    shown = table.assign(
        cue=[names.of("cue", cue) for cue in table["cue"].astype("str")],
        span=span.where(table["first_year"] != table["last_year"], table["first_year"].astype("str")),
        fits=[text("reader.fits.none" if fit is None or pd.isna(fit) else "reader.fits.yes" if fit else "reader.fits.no") for fit in table["fits"]],
    )  # fmt: skip
    columns = ["quote", "cue", "span", "weight", "fits"]
    st.dataframe(
        shown[columns], hide_index=True, column_config={name: text(f"reader.years.{name}") for name in columns}
    )


def relatives(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """Reports that share sentences with this one, and those sentences side by side."""
    doc = report["report_id"]
    near = reading.nearest_reports(store.overlaps, store.reports, doc)
    if report["place_clues"]:
        st.caption(text("reader.relatives.clues", clues=literal(report["place_clues"])))
    if near.empty:
        st.caption(text("reader.relatives.none"))
        return
    shown = near.assign(
        about=near["place"] + " " + near["year_planned"].astype("Int32").astype("str").replace("<NA>", ""),
        title=[inventory.own_title(title) for title in near["title"]],
    )
    columns = ["about", "title", "shared", "share", "other_share"]
    formats = {name: st.column_config.NumberColumn(text(f"reader.relatives.{name}"), format="percent") for name in ("share", "other_share")}  # fmt: skip
    labels = {name: text(f"reader.relatives.{name}") for name in columns}
    st.dataframe(shown[columns], hide_index=True, column_config=labels | formats)
    options = ["", *near["other_report_id"]]
    titles = dict(
        zip(near["other_report_id"], (shown["about"] + " · " + shown["title"]).str.removesuffix(" · "), strict=True)
    )
    other = controls.select(
        "rel", options, "", text("reader.relatives.beside"), {"": text("reader.relatives.nobody")} | titles
    )
    if other:
        _side_by_side(store, content, doc, other, titles[other])


def _side_by_side(store: Store, content: block.Content, doc: str, other: str, title: str) -> None:
    pairs, own, theirs = corpus.compute(_pairs, store, doc, other), content.words, store.text(other)
    links.reader_link(text("reader.relatives.open"), other)
    if own is None or theirs is None or not pairs:
        st.caption(text("reader.relatives.no_text"))
        return
    st.caption(text("reader.relatives.pairs", n=len(pairs), shown=min(len(pairs), MOST_PAIRS)))
    cells = "".join(_pair(own, theirs, pair) for pair in pairs[:MOST_PAIRS])
    heads = f"<h3>{escape(text('reader.relatives.here'))}</h3><h3>{escape(title)}</h3>"
    st.html(f'<div class="zl-pairs">{heads}{cells}</div>')


def _pair(own: str, theirs: str, pair: reading.Shared) -> str:
    left, right = reading.differences(own[pair.start : pair.end], theirs[pair.other_start : pair.other_end])
    here = [Mark(pair.start + start, pair.start + end, ("differs",)) for start, end in left]
    there = [Mark(pair.other_start + start, pair.other_start + end, ("differs",)) for start, end in right]
    return (
        f"<div>{render_span(own, pair.start, pair.end, here)}</div>"
        f"<div>{render_span(theirs, pair.other_start, pair.other_end, there)}</div>"
    )


def numbers(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """What became of every number in the text: nothing is dropped in silence."""
    table = corpus.compute(_numbers, store, report["report_id"])
    if table.empty:
        st.caption(text("reader.numbers.none"))
        return
    roles = reading.number_roles(table)
    left = roles.set_index("role")["count"]
    st.markdown(text("reader.numbers.claim", n=len(table), facts=left["fact"], unread=left["unread"]))
    roles["role"] = [names.of("role", role) for role in roles["role"]]
    labels = {name: text(f"reader.numbers.{name}") for name in ("role", "count", "quote", "noun", "value", "unit")}
    share = {"share": st.column_config.NumberColumn(text("reader.numbers.share"), format="percent")}
    st.dataframe(roles, hide_index=True, column_config=labels | share)
    options = [role.value for role in NumberRole]
    role = controls.segments(
        "role", options, NumberRole.UNREAD.value, text("reader.numbers.of"), lambda role: names.of("role", role)
    )
    stock.places(
        reading.counted_things(table, NumberRole(role)), ["quote", "noun", "value", "unit"], labels, "reader.counted"
    )


def _numbers(store: Store, doc: str) -> pd.DataFrame:
    return store.table("numbers", doc)


def problems(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """What a person should know of this report, with the way to the place."""
    own = reading.problems_of(store.problems, report["report_id"], report["source"])
    if own.empty:
        st.caption(text("reader.problems.none"))
    for problem in own.head(MOST_PAIRS).to_dict("records"):
        with st.container(border=True):
            st.html(
                f"<strong>{escape(names.of('problem', problem['code']))}</strong><br>{escape(in_language(problem['code'], problem['message'] or '', language()))}"
            )
            if problem["report_id"] and pd.notna(problem["start"]):
                links.reader_link(text("reader.problems.place"), problem["report_id"], int(problem["start"]), int(problem["end"]))  # fmt: skip
            if problem["other_report_id"] and pd.notna(problem["other_start"]):
                links.reader_link(text("reader.problems.other"), problem["other_report_id"], int(problem["other_start"]), int(problem["other_end"]))  # fmt: skip


def to_print(store: Store, report: dict[str, Any], content: block.Content, current: int | None) -> None:
    """The report with its marks as one static HTML page, and the link to this view."""
    st.caption(text("reader.print.help"))
    stem = f"zhenlan-{report['report_id']}-{store.version}"
    page = language()
    st.download_button(
        text("tool.print"), _printed(content, report, HTML_LANGUAGE[page]), f"{stem}.html", "text/html", key="reader.print",
        icon=":material/print:", on_click="ignore",
    )  # fmt: skip
    link = state.full_link(store.version)
    st.code(link, language=None, wrap_lines=True)
    with st.expander(text("tool.cite")):
        claim = text("reader.citation", title=title_of(report), source=report["source"])
        st.code(text("tool.citation", claim=claim, version=store.version, link=link), None, wrap_lines=True)
        st.caption(text("tool.embed"))
        st.code(f'<iframe src="{escape(link)}&embed=true" width="100%" height="900"></iframe>', "html", wrap_lines=True)


def _printed(content: block.Content, report: dict[str, Any], code: str) -> str:
    style = (block.FOLDER / "reader.css").read_text(encoding="utf-8")
    title = escape(title_of(report))
    return (
        f'<!doctype html><html lang="{code}"><meta charset="utf-8"><title>{title}</title><style>{style}'
        "body{font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;margin:2rem}"
        ".zl-reader{display:block!important}.zl-pane{max-height:none!important;border:0!important}</style>"
        f"<h1>{title}</h1>{block.block(content, 'print')}<p>{escape(block.legend(content))}</p></html>"
    )
