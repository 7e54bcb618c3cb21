"""Which collection is shown (`?corpus=`), its store, and results computed from it once a process."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from analysis.store import RECORD, BuildRecord, Store, StoreError, read_record
from pages.frame import state
from pages.frame.strings import is_later, language, text

DATA = Path(__file__).resolve().parents[2] / "data"
# The collection of reports that one visitor uploaded, and the session-state key of its analysis.uploads.Workspace.
SESSION = "session"
WORKSPACE = "frame.workspace"
Result = TypeVar("Result")
# What has been computed once in this process: only the first time can take long enough for a sign that something is going on.
_made: set[Any] = set()


def places() -> dict[str, Path]:
    """Where each collection's store lies: own reports, the snapshot of figures of real reports, the made-up demo, uploads.

    The variable ZHENLAN_STORE puts another store in the place of the own reports.
    """
    workspace = st.session_state.get(WORKSPACE)
    own = Path(os.environ.get("ZHENLAN_STORE", DATA / "store" / "reports"))
    shared = {"reports": own, "snapshot": DATA / "snapshot", "demo": DATA / "store" / "demo"}
    return shared if workspace is None else {**shared, SESSION: workspace.store_path}


def available() -> list[str]:
    """The collections that can be opened, own reports first; the demo is built when first asked for."""
    built = [name for name, path in places().items() if _record(path) is not None]
    return built if "demo" in built or not any((DATA / "demo").glob("*")) else [*built, "demo"]


def corpus_name() -> str | None:
    """The collection of this run: the URL's where it can be opened, else the first; None where there is none."""
    built = available()
    asked = state.in_url("corpus")
    return asked if asked in built else next(iter(built), None)


def origin() -> str:
    """Where the texts of this run's collection come from, and what that means for the figures: stands under every chart."""
    return text(f"foot.sample.{corpus_name() or 'snapshot'}")


def _record(path: Path) -> BuildRecord | None:
    """The record of the store at `path`, read again only when its file has changed."""
    try:
        return _read(path, (path / RECORD).stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=16)
def _read(path: Path, changed: int) -> BuildRecord | None:
    return read_record(path)


def open_store() -> Store | None:
    """The store of this run, kept open for all visitors; None where nothing can be opened."""
    name = corpus_name()
    if name is None:
        return None
    path = places()[name]
    if _record(path) is None:
        _build_demo()
    record = _record(path)
    try:
        return _open(str(path), record.version) if record else None
    except StoreError:
        return None


def _build_demo() -> None:
    """Build the demo, about a second. The import is here because only this needs the whole of the analysis."""
    from analysis import corpora

    corpora.open_store(corpora.Corpus.DEMO)


@st.cache_resource(max_entries=6, show_spinner=False)
def _open(path: str, version: str) -> Store:
    return Store(Path(path))


def compute(function: Callable[..., Result], store: Store, *arguments: Any) -> Result:
    """`function(store, *arguments)`, computed once for a version of the data. Arguments must be plain values (ids, numbers).

    Once for each language, too, so that the function may use text(). What comes back is shared between visitors: do not change
    it in place.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    key = (str(store.path), store.version, language(), name, arguments)
    if key in _made or is_later():
        return _compute(*key, function, store)
    with st.spinner(text("working")):
        made = _compute(*key, function, store)
    _made.add(key)
    return made


@st.cache_resource(max_entries=256, show_spinner=False)
def _compute(
    path: str,
    version: str,
    spoken: str,
    name: str,
    arguments: tuple[Any, ...],
    _function: Callable[..., Any],
    _store: Store,
) -> Any:
    return _function(_store, *arguments)
