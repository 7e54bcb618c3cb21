"""What all pages share. A page is a table of contents: question, filters, one call into analysis.compare, chart, caveats.

    from pages import frame
    from pages.frame import text

    store = frame.open_page("terms")                      # first line of every page: guard, heading, question, store
    level = frame.level_filter({"township": 12, ...}, 3)  # per level, how much of what the page is about there is
    doubt = frame.doubt_switch()                          # also draw reports whose stated years the text contradicts
    metric = frame.select("ind", ids, ids[0], text("targets.indicator"), frame.names.metric)
    pairs = frame.compute(find_pairs, store, level)       # find_pairs(store, level), once a version and language
    frame.draw(store, frame.Chart(key="db", claim=..., table=pairs, labels=..., figure=lambda: dumbbell(pairs)))

Strings. `text("<key>", name=value)` reads data/locale/<zh|en>/*.po (each page has a file of its own there; msgid is the
key, msgstr the sentence with {names}; {n:,} groups thousands, {n:report|reports} is the first word for 1).
A page `terms` has at least terms.nav (menu), terms.title, terms.question. Never write a sentence in Python. `frame.names`: metric(id), of("level", "county"), series(metric, measure).

Controls: select, segments, several, number, years, switch, words, pages, each `(key, ..., label, names)`. `key` is the short key
in the URL, the values are ids. They seed themselves from the URL, write back, refuse bad values with a note, and
put their value into the copied link. Do not use bare keyed widgets for anything that belongs to the view. For a value without a
control: frame.state.read / note / write. `lang`, `corpus`, `lv`, `yd` go along from page to page. Any write closes the evidence.

Chart: see frame.chart.Chart. `table` has the rows of the marks; an optional column `evidence` made with
`frame.pack((report_id, start, end), ...)` makes marks and rows open the evidence panel; `customdata` of a mark is (or begins
with) the position of its row in `table`. For a heatmap lay a transparent scatter over it: a heatmap cannot be selected.
`svg` makes a static drawing for the printed page. frame.header and frame.footer may be used alone.

A row of a page beside the chart: `captions` (lines under the claim), `legend` (HTML over the chart), `notes` (what was left out).

Speed: a script should cost at most 50 ms when all is cached. Let a function make the whole Chart from plain values and call it
through frame.compute, with figure=functools.cache(partial(...)): see pages/comparing. A select of many options that stands over a
chart takes late=True: a list of hundreds keeps the browser as long as the chart does.

More: `frame.address(page, **parameters)` for links in HTML, `frame.fragment` instead of st.fragment (guards against faults), frame.link(page, label, **parameters),
frame.reader_link(label, report_id, start, end, quote), frame.empty(reason) / frame.stop_empty(reason), frame.panel(store, evidence).
A chart's colours, shapes and glyphs: analysis/compare/marks.py. Text from reports goes through html.escape into st.html, never into Markdown.
"""

from pages.frame import names, state
from pages.frame.chart import Chart, draw, footer, header
from pages.frame.controls import box, number, pages, segments, select, several, switch, words, years
from pages.frame.corpus import compute, corpus_name, origin
from pages.frame.errors import fragment, guarded
from pages.frame.evidence import pack, panel, unpack
from pages.frame.filters import LEVELS, doubt_switch, level_filter
from pages.frame.links import address, kept, link, reader_link
from pages.frame.page import empty, on_phone, open_page, stop_empty
from pages.frame.strings import language, text

__all__ = [
    "LEVELS",
    "Chart",
    "address",
    "box",
    "compute",
    "corpus_name",
    "doubt_switch",
    "draw",
    "empty",
    "footer",
    "fragment",
    "guarded",
    "header",
    "kept",
    "language",
    "level_filter",
    "link",
    "names",
    "number",
    "on_phone",
    "open_page",
    "origin",
    "pack",
    "pages",
    "panel",
    "reader_link",
    "segments",
    "select",
    "several",
    "state",
    "stop_empty",
    "switch",
    "text",
    "unpack",
    "words",
    "years",
]
