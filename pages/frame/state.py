"""The whole view in the URL: what the URL says is what the controls show, and a control's callback writes it back.

Values in the URL are stable ids, never labels. What the URL does not name takes its default, or, for the few keys that
go along from page to page, what the reader chose before. Back and Forward therefore work without any code of their own.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

# Keys that hold for all pages: language, corpus, level, years in doubt.
CARRIED = ("lang", "corpus", "lv", "yd")
# Keys that stop to make sense when another control moves: the open evidence, the version a link was made from.
PASSING = ("ev", "v")

LONGEST_NUMBER = 9


def arrive(page: str) -> None:
    """Begin a run of a page: forget the last run's view, and on a new page bring along what is carried.

    What the URL names itself is not brought along, and what holds here is all that is carried on: where Back takes a choice
    out of the URL it is undone, on this page and on the next.
    """
    memory = st.session_state
    memory["frame.new"] = memory.get("frame.page") != page
    if memory["frame.new"]:
        memory["frame.page"] = page
        memory["frame.absent"] = {
            key: value for key, value in memory.get("frame.carried", {}).items() if key not in st.query_params
        }
    memory["frame.carried"] = {key: value for key in CARRIED if (value := in_url(key)) is not None}
    memory["frame.view"], memory["frame.set"], memory["frame.waiting"] = {}, set(), []


def page_name() -> str:
    """The name of the page being run: that of its file."""
    return st.session_state.get("frame.page", "overview")


def is_new_page() -> bool:
    """Whether this run is the first of a visit to its page."""
    return st.session_state.get("frame.new", True)


def in_url(key: str) -> str | None:
    """The raw value of a key: from the URL, else carried from the page before, else None."""
    if key in st.query_params:
        return st.query_params[key]
    return st.session_state.get("frame.absent", {}).get(key)


def read(key: str, default: str, accepts: Callable[[str], bool]) -> tuple[str, str | None]:
    """The value to show for a key and, where the URL's value was refused, that value. Notes it for the copied link."""
    raw = in_url(key)
    refused = raw if raw is not None and not accepts(raw) else None
    value = default if raw is None or refused is not None else raw
    note(key, value, default)
    return value, refused


def note(key: str, value: str, default: str | None = None) -> None:
    """Put a value into the copied link though no control shows it; with its default, know whether it is another."""
    st.session_state.setdefault("frame.view", {})[key] = value
    if default is not None and value != default:
        st.session_state.setdefault("frame.set", set()).add(key)


def is_set(key: str) -> bool:
    """Whether a control of this run has another value than its default."""
    return key in st.session_state.get("frame.set", ())


def write(**values: str | None) -> None:
    """Write values into the URL in one step (one entry of the browser's history); None removes a key."""
    parameters = {key: value for key, value in st.query_params.to_dict().items() if key not in PASSING}
    parameters |= {key: value for key, value in values.items() if value is not None}
    for key in [key for key, value in values.items() if value is None]:
        parameters.pop(key, None)
    carried = st.session_state.setdefault("frame.carried", {})
    carried |= {key: value for key, value in values.items() if key in CARRIED and value is not None}
    st.query_params.from_dict(parameters)


def replace(**values: str) -> None:
    """Make these the only values of the URL: all others belong to something that is no longer shown."""
    st.session_state["frame.absent"] = dict(st.session_state.get("frame.carried", {}))
    st.query_params.from_dict(values)


def is_whole(raw: str) -> bool:
    """Whether a value from the URL is a whole number of a size we have; str.isdigit would take ² for one, which int refuses."""
    return raw.isdecimal() and len(raw) <= LONGEST_NUMBER


def full_link(version: str, page: str = "") -> str:
    """The address of the present view with every value written out, defaults too, and the version of the data."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    path = parts.path if not page else f"/{page}"
    values = {key: value for key, value in st.session_state.get("frame.view", {}).items() if value != ""}
    evidence = st.query_params.get("ev")
    values |= {"ev": evidence} if evidence else {}
    query = urlencode({**values, "v": version}, safe=":,.-~")
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))
