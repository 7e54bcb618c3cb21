"""What is here, what can be asked of it, how reliable it is. Drawn without Plotly, so that it paints at once."""

from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.compare import coverage, drawings, findings, inventory, target_views, word_views
from analysis.compare.marks import GLYPHS, TARGET
from analysis.store import Store
from pages import frame
from pages.frame import text
from pages.wording import clouds

# Fewer reports than this give no findings; the overview then opens at the level that has most.
ENOUGH_REPORTS = 30


def matrix(store: Store, level: str, province: str, kept: tuple[tuple[str, str], ...]) -> str:
    """The coverage table as HTML; `kept` are the parameters that its links keep."""
    cells = coverage.matrix(store, level, province)
    return drawings.coverage_table(cells, text, lambda report_id: f"reader?{urlencode((*kept, ('doc', report_id)))}")


def files_address(state: str) -> str:
    """The inventory of the texts that the strip counts."""
    return frame.address("data", st=state, **({} if state == "unread" else {"il": level}))


@frame.fragment
def cloud(store: Store, level: str) -> None:
    """The most used policy terms as a picture, drawn when a reader opens the box."""
    box = st.expander(text("overview.cloud"), icon=":material/cloud:", key="overview.cloud", on_change="rerun")
    span = frame.compute(word_views.year_span, store, level) if box.open else None
    if span is None:
        return
    words = frame.compute(word_views.cloud, store, word_views.Selection(level, *span), "", True)
    with box:
        st.caption(text("overview.cloud.help", n=len(words)))
        if len(words):
            st.image(clouds.picture(clouds.weights_of(words), TARGET), width="stretch", caption=clouds.said(words))
        frame.link("terms", text("overview.ask.terms"), ":material/trending_up:", lv=level)


store = frame.open_page("overview")
level = frame.level_filter(frame.compute(coverage.counts_by_level, store), need=ENOUGH_REPORTS)
totals = frame.compute(coverage.totals, store, level)
numbers = {
    "reports": f"{totals.usable:,} <small>/ {totals.found:,}</small>",
    "places": f"{totals.places:,}",
    "years": f"{totals.years:,}",
    "pairs": f"{totals.pairs:,}",
}
tiles = "".join(
    f"<div><dt>{escape(text(f'overview.{key}'))}</dt><dd>{value}</dd></div>" for key, value in numbers.items()
)
lead = text(
    "overview.lead" if store.has_texts else "overview.lead.figures",
    n=f"{totals.usable:,}",
    level=text(f"level.{level}"),
)
st.html(f'<p class="zl-lead">{escape(lead)}</p><dl class="zl-numbers">{tiles}</dl>')
if not totals.found:
    frame.stop_empty(text("overview.none", level=text(f"level.{level}")))

st.subheader(text("overview.findings"), anchor=False)
told = frame.compute(findings.findings, store, level)
if not told:
    st.caption(text("overview.findings.none"))
for column, finding in zip(st.columns(max(len(told), 1)), told, strict=False):
    with column, st.container(border=True, height="stretch"):
        sentence = text(finding.key, name=frame.names.series(finding.metric, finding.measure), **finding.values)
        drawing = (
            drawings.sparkline(finding.series, sentence)
            if finding.series
            else drawings.shares_bar(finding.shares, sentence)
        )
        legend = "" if finding.series else f'<p class="zl-foot">{escape(text(f"{finding.key}.legend"))}</p>'
        st.html(f"<p>{escape(sentence)}</p>{drawing}{legend}")
        frame.link("targets", text("overview.look"), ":material/arrow_forward:", **finding.link)

st.subheader(text("overview.ask"), anchor=False)
series = next(iter(frame.compute(target_views.series_list, store, "A", level)), "")
doubtful = store.reports[store.reports["year_verdict"].astype("str") == "doubtful"]
with st.container(horizontal=True, key="examples"):
    frame.link(
        "targets", text("overview.ask.target"), ":material/flag:", lv=level, **({"ind": series} if series else {})
    )
    frame.link("townships", text("overview.ask.places"), ":material/compare_arrows:", lv=level)
    frame.link("terms", text("overview.ask.terms"), ":material/trending_up:", lv=level)
    if len(doubtful):
        frame.reader_link(text("overview.ask.doubt"), str(doubtful["report_id"].iloc[0]))

st.subheader(text("overview.matrix"), anchor=False)
st.caption(text("overview.matrix.help"))
provinces = frame.compute(coverage.provinces, store, level)
province = ""
if sum(provinces.values()) > coverage.MOST_ROWS:
    ids = {f"p{at}": name for at, name in enumerate(sorted(provinces))}
    names = {key: f"{name or text('overview.province.unknown')} ({provinces[name]})" for key, name in ids.items()}
    fullest = next(key for key, name in ids.items() if name == next(iter(provinces)))
    province = ids[frame.select("pv", list(ids), fullest, text("overview.province"), names)]
kept = tuple(frame.kept().items())
st.html(frame.compute(matrix, store, level, province, kept))
legend = f"{GLYPHS['ok']} " + " · ".join(text(f"status.{state}") for state in coverage.STATES)
left_out = frame.compute(coverage.undated, store, level, province)
undated = f'<p class="zl-foot">{escape(text("overview.matrix.undated", n=left_out))}</p>' if left_out else ""
st.html(f'<p class="zl-foot">{escape(legend)}</p>{undated}')

cloud(store, level)

st.subheader(text("overview.quality"), anchor=False)
counts = frame.compute(inventory.states_of_level, store, level)
st.caption(text("overview.quality.help", level=text(f"level.{level}"), usable=totals.usable, found=totals.found))
st.html(drawings.strip(counts, lambda key: text(f"overview.state.{key}"), files_address))
frame.footer(store, frame.Chart("overview", "", pd.DataFrame(), {}, reports=totals.usable))
