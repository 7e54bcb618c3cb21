"""Places beside each other: pickers, strips with all others in grey, small multiples, peers, profile."""

import streamlit as st

from analysis.compare import townships, word_views
from pages import frame
from pages.comparing import places
from pages.frame import text

FEWEST_PLACES = 2
MOST_MORE = 2

store = frame.open_page("townships")
level = frame.level_filter(frame.compute(townships.counts_by_level, store), FEWEST_PLACES)
pair = frame.compute(townships.best_pair, store, level)
if pair is None:
    frame.stop_empty(text("places.none", level=text(f"level.{level}")))
known = frame.compute(townships.place_list, store, level)
listed = {place_id: text("places.listed", **row) for place_id, row in known.items()}


def swap(first: str, second: str) -> None:
    frame.state.write(a=second, b=first)


left, middle, right = st.columns([5, 1, 5], vertical_alignment="bottom")
with left:
    first = frame.select("a", list(listed), pair[0], text("places.first"), listed)
with right:
    other = pair[1] if first != pair[1] else pair[0]
    second = frame.select("b", list(listed), other, text("places.second"), listed)
with middle:
    st.button(text("places.swap"), icon=":material/swap_horiz:", on_click=swap, args=(first, second), width="stretch")
if first == second:
    frame.stop_empty(text("places.same"))

with st.expander(text("targets.filters"), icon=":material/tune:"):
    others = [place for place in listed if place not in (first, second)]
    more = frame.several("more", others, [], text("places.more"), listed, max_selections=MOST_MORE)
    years = [str(year) for year in frame.compute(townships.shared_years, store, (first, second))]
    year = int(frame.select("yr", years, years[0], text("places.year")))
    measure = frame.segments(
        "ms", ["yoy", "level"], "yoy", text("places.measure"), lambda m: text(f"places.measure.{m}")
    )
    peer = frame.segments("peer", places.PEERS, "level", text("places.peers"), lambda p: text(f"places.peers.{p}"))
chosen = tuple((place, str(known[place]["place"])) for place in (first, second, *more))
amounts = measure == "level"

strip = frame.compute(places.strip_chart, store, level, year, chosen, amounts, peer)
if strip is None:
    frame.empty(text("places.no_strip"))
else:
    frame.draw(store, strip)

st.subheader(text("places.side"), anchor=False)
frame.draw(store, frame.compute(places.side_chart, store, chosen, year))

st.subheader(text("places.over"), anchor=False)
columns = frame.segments(
    "cols", ["1", "3"], "1" if frame.on_phone() else "3", text("places.columns"), lambda n: text(f"places.columns.{n}")
)
over = frame.compute(places.over_chart, store, chosen, amounts, int(columns))
if over is not None:
    frame.draw(store, over)

near = st.expander(text("places.near"), icon=":material/group:", key="near", on_change="rerun")
if near.open:
    with near:
        said, table = frame.compute(places.near_chart, store, level, *chosen[0], year)
        st.caption(said)
        if table is None:
            st.info(text("places.near.unknown"))
        else:
            frame.draw(store, table)
title = text("places.profile", place=chosen[0][1])
profile = st.expander(title, icon=":material/badge:", key="profile", on_change="rerun")
if profile.open:
    with profile:
        frame.draw(store, frame.compute(places.profile_chart, store, *chosen[0]))
span = frame.compute(word_views.year_span, store, level)
if span:
    whole = f"{span[0]}-{span[1]}"
    label = text("places.words", first=chosen[0][1], second=chosen[1][1])
    frame.link("terms", label, ":material/text_fields:", lv=level, view="ab", ap=first, bp=second, ay=whole, by=whole)
