"""The panels under the strips of the page of places; one is shown at a time, so that the others cost nothing. `?pn=`."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from analysis.compare import word_views
from analysis.store import Store
from pages import frame
from pages.comparing import places
from pages.frame import text


class View(NamedTuple):
    """What the controls above say: level, chosen places (id and name), year, one of townships.STRIP_MEASURES, who the grey dots are."""

    store: Store
    level: str
    chosen: tuple[tuple[str, str], ...]
    year: int
    measure: str
    peer: str

    @property
    def amounts(self) -> bool:
        """Whether amounts are shown instead of growth."""
        return self.measure != "yoy"


def draw(view: View) -> None:
    """The control, and the panel it names."""
    name = frame.segments("pn", list(PANELS), "side", text("places.panel"), lambda key: text(f"places.panel.{key}"))
    st.caption(text(f"places.panel.{name}.help"))
    PANELS[name](view)


def side(view: View) -> None:
    """The first two places item by item."""
    chart = frame.compute(places.side_chart, view.store, view.chosen, view.year)
    if chart.legend:
        st.html(chart.legend)
    frame.draw(view.store, chart)


def over(view: View) -> None:
    """The chosen places over the years."""
    default = "1" if frame.on_phone() else "3"
    columns = frame.segments("cols", ["1", "3"], default, text("places.columns"), lambda n: text(f"places.columns.{n}"))
    changed = frame.compute(places.former_names, view.store, view.chosen, view.amounts)
    by_name = False
    if changed:
        names = text("places.names", names=text("terms.list_comma").join(" → ".join(each) for each in changed.values()))
        by_name = frame.segments("nm", ["one", "two"], "one", names, lambda n: text(f"places.names.{n}")) == "two"
    chart = frame.compute(places.over_chart, view.store, view.chosen, view.amounts, int(columns), by_name)
    draw_or_say(view, chart, "places.no_over")


def aim(view: View) -> None:
    """Next targets minus last results."""
    choice = (view.level, view.year, view.chosen, view.amounts, view.peer)
    chart = frame.compute(places.aim_chart, view.store, *choice, frame.on_phone())
    draw_or_say(view, chart, "places.no_aim")


def words(view: View) -> None:
    """What tells the two places' wording apart, and the way to all that can be asked of words."""
    chart = frame.compute(places.words_chart, view.store, view.level, *view.chosen[:2])
    draw_or_say(view, chart, "places.no_words")
    span = frame.compute(word_views.year_span, view.store, view.level)
    if span:
        whole = f"{span[0]}-{span[1]}"
        label = text("places.words")
        groups = {"ap": view.chosen[0][0], "bp": view.chosen[1][0], "ay": whole, "by": whole}
        frame.link("terms", label, ":material/text_fields:", lv=view.level, view="ab", **groups)


def near(view: View) -> None:
    """The places most like the first one."""
    said, chart = frame.compute(places.near_chart, view.store, view.level, view.chosen, view.year)
    st.caption(said)
    if chart is None:
        st.info(text("places.near.unknown"), icon=":material/info:")
    else:
        frame.draw(view.store, chart)


def profile(view: View) -> None:
    """All figures of the first place."""
    frame.draw(view.store, frame.compute(places.profile_chart, view.store, *view.chosen[0]))


def draw_or_say(view: View, chart: frame.Chart | None, reason: str) -> None:
    if chart is None:
        frame.empty(text(reason))
    else:
        frame.draw(view.store, chart)


PANELS: dict[str, Callable[[View], None]] = {
    "side": side, "over": over, "aim": aim, "words": words, "near": near, "profile": profile,
}  # fmt: skip
