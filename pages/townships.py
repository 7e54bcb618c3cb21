"""Places beside each other: pickers, strips with all others in grey, small multiples, peers, profile."""

import streamlit as st

from analysis.compare import townships
from pages import frame
from pages.comparing import panels, places
from pages.frame import text

FEWEST_PLACES = townships.FEWEST_FOR_A_STRIP

store = frame.open_page("townships")
level = frame.level_filter(frame.compute(townships.counts_by_level, store), FEWEST_PLACES)
pair = frame.compute(townships.best_pair, store, level)
if pair is None:
    frame.stop_empty(text("places.none", level=text(f"level.{level}")))
known = frame.compute(townships.place_list, store, level)
listed = frame.compute(places.listed, store, level, frame.on_phone())


def swap(first: str, second: str) -> None:
    frame.state.write(a=second, b=first)


left, middle, right = st.columns([5, 1, 5], vertical_alignment="bottom")
with left:
    first = frame.select("a", list(listed), pair[0], text("places.first"), listed, late=True)
with right:
    other = pair[1] if first != pair[1] else pair[0]
    second = frame.select("b", list(listed), other, text("places.second"), listed, late=True)
with middle:
    st.button(text("places.swap"), icon=":material/swap_horiz:", on_click=swap, args=(first, second), width="stretch")
if first == second:
    frame.stop_empty(text("places.same"))

with frame.box("filters", text("targets.filters"), ":material/tune:", ("more", "yr", "ms", "peer")):
    others = [place for place in listed if place not in (first, second)]
    more = frame.several("more", others, [], text("places.more"), listed, max_selections=places.MOST_MORE)
    years = [str(year) for year in frame.compute(townships.shared_years, store, (first, second))]
    opening = frame.compute(townships.opening_year, store, level, (first, second))
    year = int(frame.select("yr", years, str(opening), text("places.year")))
    measure = frame.segments(
        "ms", list(townships.STRIP_MEASURES), "yoy", text("places.measure"), lambda m: text(f"places.measure.{m}")
    )
    peer = frame.segments("peer", places.PEERS, "level", text("places.peers"), lambda p: text(f"places.peers.{p}"))
chosen = tuple((place, str(known[place]["place"])) for place in (first, second, *more))
view = panels.View(store, level, chosen, year, measure, peer)

strip = frame.compute(places.strip_chart, store, level, year, chosen, measure, peer, frame.on_phone())
panels.draw_or_say(view, strip, "places.no_strip")
panels.draw(view)
