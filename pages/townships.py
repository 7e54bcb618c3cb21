"""Places beside each other: pickers, strips with all others in grey, small multiples, peers, profile."""

from functools import partial

import streamlit as st

from analysis.compare import peers, place_charts, place_rows, townships, word_views
from pages import frame
from pages.frame import text

FEWEST_PLACES = 2
MOST_MORE = 2
PEERS = ("level", "prov", "county", "near")

store = frame.open_page("townships")
level = frame.level_filter(frame.compute(townships.counts_by_level, store), FEWEST_PLACES)
known = frame.compute(townships.places, store, level)
pair = frame.compute(townships.best_pair, store, level)
if pair is None:
    frame.stop_empty(text("places.none", level=text(f"level.{level}")))
names = {row.place_id: row.place for row in known.itertuples()}
listed = {row.place_id: text("places.listed", place=row.place, province=row.province, figures=row.figures, years=row.years)
          for row in known.itertuples()}  # fmt: skip


def swap(first: str, second: str) -> None:
    frame.state.write(a=second, b=first)


left, middle, right = st.columns([5, 1, 5], vertical_alignment="bottom")
with left:
    first = frame.select("a", list(names), pair[0], text("places.first"), listed)
with right:
    second = frame.select("b", list(names), pair[1] if first != pair[1] else pair[0], text("places.second"), listed)
with middle:
    st.button(text("places.swap"), icon=":material/swap_horiz:", on_click=swap, args=(first, second), width="stretch")
if first == second:
    frame.stop_empty(text("places.same"))
with st.expander(text("targets.filters"), icon=":material/tune:"):
    more = frame.several("more", [place for place in names if place not in (first, second)], [], text("places.more"),
                         listed, max_selections=MOST_MORE)  # fmt: skip
    chosen = [first, second, *more]
    years = [str(year) for year in townships.shared_years(store, chosen)]
    year = int(frame.select("yr", years, years[0], text("places.year")))
    amounts = (
        frame.segments("ms", ["yoy", "level"], "yoy", text("places.measure"), lambda m: text(f"places.measure.{m}"))
        == "level"
    )
    peer = frame.segments("peer", PEERS, "level", text("places.peers"), lambda p: text(f"places.peers.{p}"))
order = {place: names[place] for place in chosen}
sample = text("places.caveat")

near = frame.compute(peers.neighbours, store, level, first, year)
own = known.set_index("place_id").loc[first]
group = {
    "level": [],
    "prov": known.loc[known["province"] == own["province"], "place_id"].tolist(),
    "county": known.loc[
        (known["county"] == own["county"]) & (known["province"] == own["province"]), "place_id"
    ].tolist(),
    "near": near.table["place_id"].tolist(),
}[peer]
both = frame.compute(townships.side_by_side, store, first, second, year)
claim = place_rows.claim(townships.verdicts(both), names[first], names[second], year, text)
metric = frame.names.metric
told = place_rows.sentences(both, names[first], names[second], metric, text)

rows = frame.compute(townships.strips, store, level, year, tuple(chosen), amounts, tuple(group))
strip, scale = place_rows.strip_rows(rows, metric, text)
unit = text(f"unit.{scale.name}")
table = place_rows.strip_table(strip, metric)
labels = {column: text(f"column.{column}", unit=unit) for column in table.columns}
if strip.empty:
    frame.empty(text("places.no_strip"))
else:
    figure = partial(place_charts.strip_chart, strip, order, metric, unit, amounts, text)
    subtitle = text("places.strip", measure=text(f"places.measure.{'level' if amounts else 'yoy'}"), unit=unit,
                    peers=text(f"places.peers.{peer}"))  # fmt: skip
    frame.draw(store, frame.Chart("strip", claim, table, labels, figure, subtitle=subtitle, captions=told, notes=[sample],
                                  legend=place_rows.legend(order, text, True),
                                  reports=strip["report_id"].nunique()))  # fmt: skip

st.subheader(text("places.side"), anchor=False)
side = place_rows.side_table(both, metric, text)
labels = {column: text(f"column.{column}", unit="") for column in side.columns}
labels |= {"value_a": names[first], "value_b": names[second]}
frame.draw(
    store, frame.Chart("side", claim, side, labels, notes=[text("places.gate")], subtitle=text("places.side.help"))
)

st.subheader(text("places.over"), anchor=False)
rows = frame.compute(townships.over_years, store, tuple(chosen), "level" if amounts else "yoy")
panels, table = place_rows.over_years_panels(rows, chosen, metric, text)
if panels:
    labels = {column: text(f"column.{column}", unit="") for column in table.columns}
    columns = frame.segments(
        "cols",
        ["1", "3"],
        "1" if frame.on_phone() else "3",
        text("places.columns"),
        lambda n: text(f"places.columns.{n}"),
    )
    frame.draw(store, frame.Chart(
        "over", text("places.over.claim", n=len(panels), places="、".join(order.values())), table, labels,
        partial(place_charts.multiples, panels, int(columns)), notes=townships.crossed_breaks(rows, frame.language()), legend=place_rows.legend(order, text),
    ))  # fmt: skip

with st.expander(text("places.near"), icon=":material/group:"):
    variables = "、".join(f"{metric(name)} ({count})" for name, count in near.variables.items())
    st.caption(text("places.near.variables", place=names[first], variables=variables or "—"))
    if near.table.empty:
        st.info(text("places.near.unknown"))
    else:
        labels = {column: text(f"column.{column}") for column in near.table.columns}
        frame.draw(store, frame.Chart("near", text("places.near.claim", place=names[first], n=len(near.table)),
                                      near.table.drop(columns="place_id"), labels))  # fmt: skip
with st.expander(text("places.profile", place=names[first]), icon=":material/badge:"):
    table = place_rows.profile_table(frame.compute(townships.profile, store, first), metric, text)
    labels = {column: text(f"column.{column}", unit="") for column in table.columns}
    frame.draw(
        store, frame.Chart("profile", text("places.profile.claim", place=names[first], n=len(table)), table, labels)
    )
span = frame.compute(word_views.year_span, store, level)
if span:
    whole = f"{span[0]}-{span[1]}"
    frame.link("terms", text("places.words", first=names[first], second=names[second]), ":material/text_fields:", lv=level,
               view="ab", ap=first, bp=second, ay=whole, by=whole)  # fmt: skip
