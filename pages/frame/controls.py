"""Controls whose value stands in the URL. Each takes the URL key, and gives back ids; a bad value is refused with a note."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from pages.frame import later, state
from pages.frame.strings import literal, text

Names = Mapping[str, str] | Callable[[str], str]
# For the controls of a box that is closed: they give what the URL says and are not drawn; here they put what they refused.
_closed: ContextVar[list[str] | None] = ContextVar("refused in a closed box", default=None)


@contextmanager
def box(name: str, label: str, icon: str, keys: Sequence[str] = (), expanded: bool = False) -> Iterator[bool]:
    """A box that opens and closes, with controls in it that cost nothing while it is closed; says whether it is open.

    Below a closed box stands how many of `keys`, the URL keys of its controls, are not at their defaults, and what was refused.
    """
    # Not in its label: with another label it is another box, which would close under the reader's hand.
    frame = st.expander(label, expanded, key=f"{state.page_name()}.{name}", icon=icon, on_change="rerun")
    refused: list[str] = []
    before = _closed.set(None if frame.open else refused)
    try:
        with frame:
            yield bool(frame.open)
    finally:
        _closed.reset(before)
    if not frame.open and (chosen := sum(state.is_set(key) for key in keys)):
        st.caption(text("box.set", label=label, n=chosen))
    for sentence in refused:
        st.caption(sentence)


def select(
    key: str, options: Sequence[str], default: str, label: str, names: Names = str, late: bool = False, **extra: Any
) -> str:
    """One of many options from a list with search; `names` turns an id into its label, `late` draws a long list after the chart."""
    return _one_of(st.selectbox, key, options, default, label, names, late, filter_mode="contains", **extra)


def segments(key: str, options: Sequence[str], default: str, label: str, names: Names = str, **extra: Any) -> str:
    """One of two to six options, all in sight."""
    return _one_of(st.segmented_control, key, options, default, label, names, required=True, **extra)


def several(
    key: str, options: Sequence[str], default: Sequence[str], label: str, names: Names = str, **extra: Any
) -> list[str]:
    """Several of many options, comma-separated in the URL; those not among the options are refused one by one."""
    raw = state.in_url(key)
    asked = list(default) if raw is None else [part for part in raw.split(",") if part]
    chosen = [part for part in asked if part in set(options)]
    state.note(key, ",".join(chosen), ",".join(default))
    _refuse(key, ",".join(part for part in asked if part not in chosen))
    if _closed.get() is not None:
        return chosen
    st.session_state[widget(key)] = chosen
    st.multiselect(
        label, options, format_func=_namer(names), key=widget(key), on_change=_store_several, args=(key,),
        placeholder=text("choose"), filter_mode="contains", **extra,
    )  # fmt: skip
    return st.session_state[widget(key)]


def number(key: str, low: float, high: float, step: float, default: float, label: str, **extra: Any) -> float:
    """A number between two bounds, as a slider."""
    value, refused = state.read(key, f"{default:g}", lambda raw: _is_between(raw, low, high))
    _refuse(key, refused)
    if _closed.get() is None:
        st.session_state[widget(key)] = float(value)
        st.slider(label, low, high, step=step, key=widget(key), on_change=_store_number, args=(key,), **extra)
    return float(value)


def years(key: str, low: int, high: int, label: str, **extra: Any) -> tuple[int, int]:
    """A span of years written 2019-2023; the whole span, and no slider, where there is but one year."""
    whole = f"{low}-{high}"
    value, refused = state.read(key, whole, lambda raw: _is_span(raw, low, high))
    first, last = (int(part) for part in value.split("-"))
    _refuse(key, refused)
    if low < high and _closed.get() is None:
        st.session_state[widget(key)] = (first, last)
        st.slider(label, low, high, step=1, key=widget(key), on_change=_store_span, args=(key,), **extra)
    return first, last


def switch(key: str, default: bool, label: str, **extra: Any) -> bool:
    """On or off: 1 or 0 in the URL."""
    value, refused = state.read(key, str(int(default)), lambda raw: raw in ("0", "1"))
    _refuse(key, refused)
    if _closed.get() is None:
        st.session_state[widget(key)] = value == "1"
        st.toggle(label, key=widget(key), on_change=_store_switch, args=(key,), **extra)
    return value == "1"


def pages(key: str, count: int) -> int:
    """Which of `count` pages of rows is shown, from 1; nothing is drawn where there is but one."""
    value, refused = state.read(key, "1", lambda raw: state.is_whole(raw) and 1 <= int(raw) <= max(count, 1))
    if count > 1:
        # Its default cannot be left out, so the value is part of the widget's key instead of being put into its state.
        name = f"{widget(key)}.{value}"
        st.pagination(count, default=int(value), key=name, on_change=_store_page, args=(key, name))
    _refuse(key, refused)
    return int(value)


def words(key: str, label: str, longest: int = 60, **extra: Any) -> str:
    """Free text of the reader's own, empty by default."""
    value, refused = state.read(key, "", lambda raw: len(raw) <= longest)
    _refuse(key, refused)
    if _closed.get() is None:
        st.session_state[widget(key)] = value
        st.text_input(label, key=widget(key), max_chars=longest, on_change=_store, args=(key,), **extra)
    return value


def widget(key: str) -> str:
    """The session-state key of a control: its page and its URL key."""
    return f"{state.page_name()}.{key}"


def _one_of(
    draw: Callable[..., Any],
    key: str,
    options: Sequence[str],
    default: str,
    label: str,
    names: Names,
    late: bool = False,
    **extra: Any,
) -> str:
    value, refused = state.read(key, default, lambda raw: raw in options)
    _refuse(key, refused)

    def show() -> None:
        st.session_state[widget(key)] = value
        draw(label, options, format_func=_namer(names), key=widget(key), on_change=_store, args=(key,), **extra)

    if _closed.get() is None:
        later.after_chart(show) if late else show()
    return value


def _namer(names: Names) -> Callable[[str], str]:
    return (lambda option: names.get(option, option)) if isinstance(names, Mapping) else names


def _refuse(key: str, refused: str | None) -> None:
    if not refused:
        return
    sentence, kept = text("refused", key=key, value=literal(refused[:40])), _closed.get()
    if kept is None:
        st.caption(sentence)
    else:
        kept.append(sentence)


def _store(key: str) -> None:
    state.write(**{key: st.session_state[widget(key)] or None})


def _store_several(key: str) -> None:
    state.write(**{key: ",".join(st.session_state[widget(key)])})


def _store_number(key: str) -> None:
    state.write(**{key: f"{st.session_state[widget(key)]:g}"})


def _store_page(key: str, name: str) -> None:
    state.write(**{key: str(st.session_state[name])})


def _store_span(key: str) -> None:
    first, last = st.session_state[widget(key)]
    state.write(**{key: f"{first}-{last}"})


def _store_switch(key: str) -> None:
    state.write(**{key: str(int(st.session_state[widget(key)]))})


def _is_between(raw: str, low: float, high: float) -> bool:
    try:
        return low <= float(raw) <= high
    except ValueError:
        return False


def _is_span(raw: str, low: int, high: int) -> bool:
    first, dash, last = raw.partition("-")
    return bool(dash) and state.is_whole(first) and state.is_whole(last) and low <= int(first) <= int(last) <= high
