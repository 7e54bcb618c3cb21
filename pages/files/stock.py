"""The inventory with its filters, the diagnosis of one file, and the problems by code."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare import inventory, reading
from analysis.compare.said import said as in_language
from analysis.model import FORMATS, Level, ReportKind
from analysis.store import Store
from pages.frame import controls, corpus, links, names, state
from pages.frame.chart import Chart
from pages.frame.downloads import toolbar
from pages.frame.strings import has_text, language, literal, text
from pages.reading import verdict

LEVELS = [level.value for level in Level]
KINDS = [kind.value for kind in ReportKind]
SHOWN = (
    "source",
    "part",
    "kind",
    "level",
    "place",
    "year_planned",
    "year_verdict",
    "state",
    "characters",
    "facts",
    "redactions",
    "title",
)
# As analysis.corpus.identify.find_kind writes them.
EVIDENCE_PARTS = re.compile(r"(?:标题|开头|正文)(?=“)")
COUNTS = ("part", "characters", "facts", "redactions")
MOST_PROBLEMS = 200


def rows_of(store: Store) -> pd.DataFrame:
    """The inventory of a store, computed once."""
    return inventory.inventory(store.reports, store.documents, store.problems)


def named_rows(store: Store, _language: str) -> pd.DataFrame:
    """The same rows in words, once a language."""
    return _named(rows_of(store))


def codes_of(store: Store) -> pd.DataFrame:
    """The problems of a store by code, counted once."""
    return inventory.problems_by_code(store.problems)


def draw(store: Store) -> None:
    """Inventory: claim, filters, table, and the diagnosis of the row chosen."""
    rows = corpus.compute(rows_of, store)
    found = inventory.select(rows, **_filters(store, rows))
    claim = _claim(rows, found)
    st.html(f'<p class="zl-claim">{escape(claim)}</p>')
    named = corpus.compute(named_rows, store, language()).loc[found.index]
    _table(found, named)
    _diagnosis(store, rows)
    toolbar(store, Chart("inventory", claim, named, {}, reports=len(found)))


def _claim(rows: pd.DataFrame, found: pd.DataFrame) -> str:
    usable = int(rows["usable"].fillna(False).astype(bool).sum())
    pieces = int(rows["report_id"].notna().sum())
    claim = text("data.claim", files=rows["source"].nunique(), pieces=pieces, usable=usable)
    return claim + (text("data.claim.filtered", n=len(found)) if len(found) < len(rows) else "")


def _filters(store: Store, rows: pd.DataFrame) -> dict[str, Any]:
    counts = inventory.state_counts(rows)
    codes = corpus.compute(codes_of, store)["code"].tolist()
    left, right = st.columns([3, 2])
    with left:
        options = [name for name in inventory.STATES if counts[name]]
        states = controls.several("st", options, [], text("data.state"), lambda name: f"{_state(name)} {counts[name]}")
    with right:
        words = controls.words("find", text("data.find"), placeholder=text("data.find.hint"))
    keys = ("il", "kd", "pc")
    asked = any(key in st.query_params for key in keys)
    with controls.box("more", text("data.more"), ":material/tune:", keys, asked):
        second = st.columns([2, 2, 3])
        with second[0]:
            levels = controls.several("il", LEVELS, [], text("level"), lambda level: names.of("level", level))
        with second[1]:
            kinds = controls.several("kd", KINDS, [], text("data.kind"), lambda kind: names.of("text_kind", kind))
        with second[2]:
            wanted = controls.several("pc", codes, [], text("data.code"), lambda code: names.of("problem", code))
    return {"states": tuple(states), "levels": tuple(levels), "kinds": tuple(kinds), "words": words,
            "code_sources": inventory.sources_with(store.problems, tuple(wanted))}  # fmt: skip


def _state(name: str) -> str:
    return text(f"data.state.{name}")


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words for ids, under the headings of the table."""
    words: dict[str, Callable[[str], str]] = {
        "kind": lambda value: names.of("text_kind", value),
        "level": lambda value: names.of("one_level", value),
        "state": _state,
        "year_verdict": lambda value: text(f"verdict.{value}"),
    }
    shown = rows.assign(
        **rows[[*COUNTS]].apply(pd.to_numeric).round().astype("Int64"),
        **{column: _in_words(rows[column], word) for column, word in words.items()},
        title=[inventory.title_of(*row) for row in rows[["title", "place", "year_planned"]].itertuples(index=False)],
        year_planned=pd.to_numeric(rows["year_planned"]).astype("Int64").astype("str").fillna(""),
    )
    return shown[list(SHOWN)].rename(columns={name: text(f"data.column.{name}") for name in SHOWN})


def _in_words(values: pd.Series, word: Callable[[str], str]) -> pd.Series:
    """Ids in words, each id looked up once; missing ones become ""."""
    plain = values.astype("str")
    known = {value: word(value) for value in values.dropna().astype("str").unique() if value}
    return plain.map(known).fillna("")


def _table(found: pd.DataFrame, named: pd.DataFrame) -> None:
    st.caption(text("data.select"))
    st.dataframe(
        named, hide_index=True, key="data.rows", height=min(38 * (len(found) + 1) + 2, 460),
        on_select=lambda: _choose(found), selection_mode="single-row", alt=text("data.table.alt", n=len(found)),
    )  # fmt: skip


def _choose(found: pd.DataFrame) -> None:
    chosen = st.session_state["data.rows"]["selection"]["rows"]
    row = found.iloc[chosen[0]] if chosen and chosen[0] < len(found) else None
    state.write(file=None if row is None else str(row["source"]))


def _diagnosis(store: Store, rows: pd.DataFrame) -> None:
    """One file (`?file=`): how it was decoded, what came out of it, claim against text, problems with their mends."""
    source = st.query_params.get("file")
    if not source:
        return
    state.note("file", source)
    with st.container(border=True):
        diagnose(store, source, rows)


def diagnose(store: Store, source: str, rows: pd.DataFrame, readable: bool = True) -> None:
    """The diagnosis of one file of a store; `readable` where the reader can open it."""
    st.html(verdict.STYLE)
    document = store.documents[store.documents["source"] == source]
    st.html(f'<h3 class="zl-claim">{escape(source)}</h3>')
    for found in document.head(1).to_dict("records"):
        st.caption(text("data.decoded", format=found["format"], encoding=found["encoding"], characters=f"{found['characters']:,}", parts=found["parts"]))  # fmt: skip
    pieces = rows[(rows["source"] == source) & rows["report_id"].notna()]
    if document.empty and pieces.empty and not (store.problems["source"] == source).any():
        st.caption(text("data.no_file"))
    for piece in pieces.to_dict("records"):
        title = inventory.title_of(piece["title"], piece["place"], piece["year_planned"])
        st.html(f"<p><strong>{piece['part']} · {escape(title)}</strong></p>{verdict.line(piece, True)}")
        st.caption(_evidence(piece))
        if readable:
            links.reader_link(text("data.read"), piece["report_id"])
    problems = store.problems[store.problems["source"] == source]
    for code, own in problems.groupby(problems["code"].astype("str")):
        st.html(_problem(str(code), len(own), in_language(str(code), own["message"].iloc[0], language())))


def _evidence(piece: dict[str, Any]) -> str:
    parts = (
        [text("data.kind_evidence", evidence=literal(_told_by(piece["kind_evidence"])))]
        if piece["kind_evidence"]
        else []
    )
    claimed = [str(piece[name]) for name in ("claimed_place",) if piece[name]]
    claimed += [] if pd.isna(piece["claimed_year"]) else [str(int(piece["claimed_year"]))]
    if claimed:
        fit = text(f"data.fit.{piece['place_verdict'] or 'undetermined'}")
        parts.append(text("data.claimed", claim=literal(" ".join(claimed)), fit=fit))
    return " ".join(parts)


def _told_by(evidence: str) -> str:
    """What gave a text its kind, with the part it stands in named in the reader's language."""
    return (
        EVIDENCE_PARTS.sub(lambda part: f"{text(f'data.evidence.{part[0]}')} ", evidence)
        if language() != "zh"
        else evidence
    )


def _problem(code: str, count: int, message: str) -> str:
    what_to_do = mend(code)
    what_to_do = f"<br>{escape(text('data.mend'))}{escape(what_to_do)}" if what_to_do else ""
    times = f" × {count}" if count > 1 else ""
    name = names.of("problem", code)
    said = "" if (message or "").rstrip("。") in ("", name) else text("colon") + escape(message)
    return f"<p>⚠ <strong>{escape(name)}</strong>{times}{said}{what_to_do}</p>"


def draw_problems(store: Store) -> None:
    """Problems by code in plain words with their mends, and the list of one code."""
    table = corpus.compute(codes_of, store)
    if table.empty:
        st.success(text("data.no_problems"))
        return
    st.html(f'<p class="zl-claim">{escape(text("data.problems.claim", n=len(store.problems), codes=len(table)))}</p>')
    shown = pd.DataFrame({
        text("data.problems.what"): [names.of("problem", code) for code in table["code"]],
        text("data.problems.count"): table["problems"], text("data.problems.files"): table["files"],
        text("data.problems.mend"): [mend(code) for code in table["code"]], text("data.problems.code"): table["code"],
    })  # fmt: skip
    st.dataframe(shown, hide_index=True)
    code = controls.select("pcode", table["code"].tolist(), table["code"].iloc[0], text("data.problems.list"), lambda code: names.of("problem", code))  # fmt: skip
    own = store.problems[store.problems["code"] == code].head(MOST_PROBLEMS)
    addresses = [address(row) for row in own.to_dict("records")]
    messages = [in_language(code, message or "", language()) for message in own["message"]]
    listed = own[["source"]].assign(message=messages, place=addresses)
    st.dataframe(listed, hide_index=True, column_config={
        "source": text("data.column.source"), "message": text("data.problems.message"),
        "place": st.column_config.LinkColumn(text("data.problems.place"), display_text=text("data.read")),
    })  # fmt: skip


def mend(code: str) -> str:
    """What to do about a problem; "" where nothing is known."""
    key = f"problem.{code}.mend"
    return text(key, formats=" / ".join(FORMATS)) if has_text(key) else ""


def address(problem: dict[str, Any]) -> str | None:
    """The reader's address of the place of a problem, None for a problem of a file."""
    if not problem["report_id"]:
        return None
    link = links.kept() | {"doc": problem["report_id"], "lang": language()}
    if pd.notna(problem["start"]):
        link |= reading.span_query(int(problem["start"]), int(problem["end"]), "")
    return "/reader?" + "&".join(f"{key}={value}" for key, value in link.items() if value)
