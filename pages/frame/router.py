"""The list of pages, the bar above them, and the guard each page begins with."""

from pathlib import Path

import streamlit as st

from pages.frame import corpus, later, state
from pages.frame.errors import guarded
from pages.frame.strings import HTML_LANGUAGE, LANGUAGES, language, literal, speak, text

ROOT = Path(__file__).resolve().parents[2]
STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")

# The names of the files in pages/, which are also the addresses, in the order of the menu; the first is the start page.
# No icons: Streamlit would fetch the current page's from a font server as the browser's tab picture.
PAGES = ("overview", "targets", "townships", "terms", "reader", "data", "method")


def page_file(name: str) -> str:
    return str(ROOT / "pages" / f"{name}.py")


def page_list() -> list[st.Page]:
    """The pages with their titles in the reader's language; a file that is not there is left out."""
    return [
        st.Page(page_file(name), title=text(f"{name}.nav"), url_path=name, default=name == PAGES[0])
        for name in PAGES
        if Path(page_file(name)).exists()
    ]


def run() -> None:
    """One run of the app: choose language and page, draw the bar, run the page; a fault in it becomes a note."""
    st.session_state["frame.routed"] = True
    asked = st.query_params.get("lang") or st.session_state.get("frame.carried", {}).get("lang")
    speak(asked)
    st.set_page_config(page_title=text("product"), page_icon=str(ICON), layout="wide")
    page = st.navigation(page_list(), position="top")
    state.arrive(page.url_path or PAGES[0])
    if _language() != language():
        # Only now that the page is known it is known what was carried to it, or that Back has undone a choice.
        speak(state.in_url("lang"))
        st.set_page_config(page_title=text("product"), page_icon=str(ICON), layout="wide")
        page = st.navigation(page_list(), position="top")
    st.html(STYLE)
    _tell_browser()
    _bar()
    guarded(page.run)()
    guarded(later.draw_waiting)()


def guard() -> None:
    """The first line of every page (through open_page): when the page file was run without the frame, start over with it.

    Streamlit discovers pages/ by itself until some visitor's run has called st.navigation; a deep link that is the very
    first request of a process would otherwise run the page alone.
    """
    if "frame.routed" not in st.session_state:
        st.session_state["frame.routed"] = True
        st.navigation(page_list(), position="top")
        st.rerun()
    speak(st.session_state.get("frame.language"))


def _language() -> str:
    asked = state.in_url("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _tell_browser() -> None:
    """Set the page's language for screen readers and line breaking: Streamlit itself always says English."""
    code = HTML_LANGUAGE[_language()]
    st.html(f"<script>document.documentElement.lang='{code}'</script>", unsafe_allow_javascript=True)


def _bar() -> None:
    """Collection and language, above every page."""
    names = corpus.available()
    with st.container(horizontal=True, horizontal_alignment="right", key="frame-bar", vertical_alignment="center"):
        if names:
            _pick_corpus(names)
        _pick_language()


def _pick_corpus(names: list[str]) -> None:
    shown = corpus.corpus_name() or names[0]
    state.note("corpus", shown)
    st.session_state["frame.corpus"] = shown
    st.segmented_control(
        text("corpus"), names, format_func=lambda name: text(f"corpus.{name}"), key="frame.corpus", required=True,
        on_change=_store_corpus, label_visibility="collapsed", help=text("corpus.help"),
    )  # fmt: skip
    asked = state.in_url("corpus")
    if asked and asked != shown:
        st.caption(text("refused", key="corpus", value=literal(asked[:40])))


def _pick_language() -> None:
    shown = _language()
    state.note("lang", shown)
    st.session_state["frame.lang"] = shown
    st.segmented_control(
        text("language"), LANGUAGES, format_func={"zh": "中文", "en": "English"}.get, key="frame.lang", required=True,
        on_change=lambda: state.write(lang=st.session_state["frame.lang"]), label_visibility="collapsed",
    )  # fmt: skip


def _store_corpus() -> None:
    """Another collection has other places and reports: all that named them leaves the URL."""
    chosen = st.session_state["frame.corpus"]
    st.session_state.setdefault("frame.carried", {})["corpus"] = chosen
    state.replace(corpus=chosen, lang=_language())
