"""What the views of the page of words have in common: the filters and the choice of terms."""

import tomllib
from functools import cache

import streamlit as st

from analysis.compare import concordance, word_views
from analysis.compare.termcounts import ALL_ROLES
from analysis.compare.word_views import Item, Selection
from analysis.lexicon.faults import LEXICON
from analysis.store import Store
from pages import frame
from pages.frame import controls, state, text
from pages.frame.strings import literal

ROLES = (ALL_ROLES, "review", "plan")
MOST_QUERIES = 5
LONGEST_QUERY = 120
# A chart of fewer reports describes; it does not test.
DESCRIPTION_ONLY = 5


def filters(level: str, span: tuple[int, int]) -> Selection:
    """Sections, years, same places and years in doubt."""
    with frame.box("filters", text("terms.filters"), ":material/tune:", ("yr", "sec", "sp", "yd")):
        wide, narrow = st.columns(2)
        with wide:
            first, last = frame.years("yr", *span, text("terms.years"))
        with narrow:
            role = frame.segments("sec", ROLES, ALL_ROLES, text("terms.role"), lambda name: text(f"terms.role.{name}"))
        same = frame.switch("sp", False, text("terms.same_places"), help=text("terms.same_places.help"))
        doubtful = frame.doubt_switch()
    return Selection(level, first, last, role, doubtful, same)


def chosen_items(store: Store, selection: Selection) -> list[Item]:
    """The terms picked from the list (`?t=`) and the reader's own words and groups (`?q=`)."""
    offered = frame.compute(word_views.terms_offered, store, selection.level)
    default = frame.compute(word_views.first_terms, store, selection)
    # In a box, because a list of two thousand terms is slow to draw.
    unfolded = state.in_url("q") is not None
    with frame.box("own", text("terms.own"), ":material/edit:", ("t", "q"), expanded=unfolded) as is_open:
        terms = frame.several(
            "t", offered, default, text("terms.pick"), help=text("terms.pick.help"), max_selections=12
        )
        written = controls.words("q", text("terms.own.box"), LONGEST_QUERY, placeholder=text("terms.own.placeholder"))
        if is_open:
            _offer_groups(written)
    if state.in_url("t") is None and default:
        st.caption(text("terms.pick.default"))
    items, unanswered = word_views.items_of(store, terms, _queries(written))
    if unanswered:
        st.info(text("terms.needs_text", words=" ".join(unanswered)), icon=":material/description:")
    return items


def _queries(written: str) -> list[str]:
    """The words and groups a reader typed, at most MOST_QUERIES."""
    queries = concordance.split_queries(written)
    if len(queries) > MOST_QUERIES:
        st.caption(text("terms.own.cap", n=MOST_QUERIES))
    return queries[:MOST_QUERIES]


def _offer_groups(written: str) -> None:
    st.caption(text("terms.own.help"))
    with st.container(horizontal=True, gap="small"):
        for name, words in concept_groups().items():
            st.button(
                name, key=f"terms.group.{name}", type="tertiary", on_click=_add_group, args=(written, words),
                icon=":material/add:",
            )  # fmt: skip


def _add_group(written: str, words: tuple[str, ...]) -> None:
    state.write(q=f"{written} {{{'、'.join(words)}}}".strip()[:LONGEST_QUERY])


@cache
def concept_groups() -> dict[str, tuple[str, ...]]:
    """Groups of words that speak of one thing, from data/lexicon/concept_groups.toml."""
    content = tomllib.loads((LEXICON / "concept_groups.toml").read_text(encoding="utf-8"))
    return {entry["zh"]: tuple(entry["words"]) for entry in content.values()}


def place_filter(store: Store, level: str, key: str = "pl", label: str = "terms.place") -> str:
    """One place, or "" for all."""
    places = frame.compute(word_views.places, store, level)
    return frame.select(key, ["", *places], "", text(label), lambda place: places.get(place) or text("terms.place.all"))


def years_within(key: str, span: tuple[int, int], default: tuple[int, int]) -> tuple[int, int]:
    """A span of years that opens on a part of the whole: the frame's own control opens on all of it."""
    low, high = span
    value, refused = state.read(key, f"{default[0]}-{default[1]}", lambda raw: _is_within(raw, low, high))
    first, last = (int(part) for part in value.split("-"))
    if low < high:
        widget = controls.widget(key)
        st.session_state[widget] = (first, last)
        st.slider(text("terms.years"), low, high, step=1, key=widget, on_change=_store_years, args=(key,))
    if refused:
        st.caption(text("refused", key=key, value=literal(refused[:40])))
    return first, last


def _is_within(raw: str, low: int, high: int) -> bool:
    first, dash, last = raw.partition("-")
    whole = bool(dash) and state.is_whole(first) and state.is_whole(last)
    return whole and low <= int(first) <= int(last) <= high


def _store_years(key: str) -> None:
    first, last = st.session_state[controls.widget(key)]
    state.write(**{key: f"{first}-{last}"})


def thin_note(reports: int) -> None:
    """Say so where there are too few reports for anything but a description."""
    if reports == 1:
        st.info(text("terms.single"), icon=":material/looks_one:")
    elif reports < DESCRIPTION_ONLY:
        st.info(text("terms.thin"), icon=":material/info:")
