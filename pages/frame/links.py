"""Links between pages: they keep corpus and language, and every one of them can be copied and opened cold."""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from pages.frame import router, state

QUOTE_LENGTH = 8


def link(page: str, label: str, icon: str | None = None, **parameters: str) -> None:
    """A link to a page of the dashboard with parameters for its URL; nothing is drawn for a page that is not there."""
    file = router.page_file(page)
    if Path(file).exists():
        st.page_link(file, label=label, icon=icon, query_params={**kept(), **parameters})


def reader_link(label: str, report_id: str, start: int | None = None, end: int | None = None, quote: str = "") -> None:
    """A link into the reader, at a span where one is given; `quote` lets the reader find a span that has moved."""
    link("reader", label, ":material/menu_book:", **reader_parameters(report_id, start, end, quote))


def reader_parameters(
    report_id: str, start: int | None = None, end: int | None = None, quote: str = ""
) -> dict[str, str]:
    """The reader's URL parameters: doc, s=start-end, q=first characters of the quote."""
    if start is None or end is None:
        return {"doc": report_id}
    return {"doc": report_id, "s": f"{start}-{end}", "q": quote[:QUOTE_LENGTH]}


def address(page: str, **parameters: str) -> str:
    """The relative address of a page for a plain HTML link, with corpus and language; unlike `link` it starts a new visit."""
    first = "" if page == router.PAGES[0] else page
    query = urlencode({**kept(), **parameters})
    return f"{first or '.'}?{query}" if query else first or "."


def kept() -> dict[str, str]:
    """The parameters every link keeps: corpus and language, where the reader or the URL has set them."""
    return {key: value for key in ("corpus", "lang") if (value := state.in_url(key))}
