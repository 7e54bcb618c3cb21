"""Under each chart: its rows as CSV, the link to this very view, how to cite and embed it, a page to print."""

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.store import Store
from pages.frame import evidence, state
from pages.frame.corpus import origin
from pages.frame.strings import HTML_LANGUAGE, for_later, language, text

if TYPE_CHECKING:
    from pages.frame.chart import Chart

# Excel knows UTF-8 only by its mark.
CSV_ENCODING = "utf-8-sig"
MOST_QUOTES = 40


def toolbar(store: Store, chart: "Chart") -> None:
    """The row of buttons under a chart."""
    link, source = state.full_link(store.version), origin()
    stem = f"zhenlan-{chart.key}-{store.version}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            text("tool.csv"), for_later(lambda: to_csv(chart)), f"{stem}.csv", "text/csv", key=f"{chart.key}.csv",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        parts = ("link", "cite", "image") if chart.figure is not None else ("link", "cite")
        name = " · ".join(text(f"tool.{part}") for part in parts)
        with st.popover(name, icon=":material/link:", key=f"{chart.key}.share", on_change="rerun") as share:
            # What stands in it costs nothing before it is opened.
            if share.open:
                _share(store, chart, link)
        st.download_button(
            text("tool.print"), for_later(lambda: to_print(store, chart, link, source)), f"{stem}.html", "text/html", key=f"{chart.key}.print",
            icon=":material/print:", on_click="ignore",
        )  # fmt: skip


def _share(store: Store, chart: "Chart", link: str) -> None:
    """The link, how to cite and to embed the view, and in which format the camera of the chart takes its picture."""
    st.code(link, language=None, wrap_lines=True)
    st.caption(text("tool.link.help"))
    st.code(text("tool.citation", claim=chart.claim, version=store.version, link=link), None, wrap_lines=True)
    st.caption(text("tool.embed"))
    st.code(f'<iframe src="{escape(link)}&embed=true" width="100%" height="900"></iframe>', "html", wrap_lines=True)
    if chart.figure is not None:
        st.segmented_control(text("tool.image.format"), ["png", "svg"], key="frame.image." + chart.key, default="png")
        st.caption(text("tool.image.help"))


def csv_table(chart: "Chart") -> pd.DataFrame:
    """The rows as drawn under the names shown, with the spans they come from; lists and links are written as text."""
    return chart.table.rename(columns={**chart.labels, "evidence": text("table.evidence")})


def to_csv(chart: "Chart") -> bytes:
    """All rows of the choice made, those of the pages that are not on screen too."""
    whole = chart if chart.whole is None else replace(chart, table=chart.whole())
    return csv_table(whole).to_csv(index=False).encode(CSV_ENCODING)


def to_print(store: Store, chart: "Chart", link: str, source: str) -> str:
    """One static HTML page of the view: claim, drawing, figures, quotes, sources. It needs no network and no script."""
    shown = csv_table(chart).drop(columns=[text("table.evidence")], errors="ignore")
    quotes = _quotes(store, chart) if "evidence" in chart.table else ""
    notes = " ".join([*chart.notes, source, text("foot.version", version=store.version)])
    return (
        f'<!doctype html><html lang="{HTML_LANGUAGE[language()]}"><meta charset="utf-8"><title>{escape(chart.claim)}</title>'
        "<style>body{font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;max-width:60rem;"
        "margin:2rem auto;padding:0 1rem;line-height:1.6}table{border-collapse:collapse;font-size:.85rem;width:100%}"
        "td,th{border:1px solid #bbb;padding:.2rem .5rem;text-align:left}blockquote{border-left:3px solid #0072B2;margin:.5rem 0;"
        "padding:.1rem .8rem}svg{max-width:100%}@media print{a{color:inherit}}</style>"
        f"<h1>{escape(chart.claim)}</h1><p>{escape(chart.subtitle)}</p>{chart.svg() if chart.svg else ''}"
        f"{shown.to_html(index=False, na_rep='—', border=0)}{quotes}<p>{escape(notes)}</p><p>{escape(link)}</p></html>"
    )


def _quotes(store: Store, chart: "Chart") -> str:
    parts = []
    for packed in chart.table["evidence"].head(MOST_QUOTES):
        for spot in evidence.unpack(packed):
            content, report = store.text(spot.report_id), store.report(spot.report_id)
            if content is None or report is None:
                continue
            first, last = evidence.sentence_around(content, spot.start, spot.end)
            parts.append(
                f"<blockquote>{escape(content[first : spot.start])}<strong>{escape(content[spot.start : spot.end])}</strong>"
                f"{escape(content[spot.end : last])}<br><small>{escape(str(report['place']))} · "
                f"{escape(evidence.years_of(report))}</small></blockquote>"
            )
    return f"<h2>{escape(text('evidence.title'))}</h2>{''.join(parts)}" if parts else ""
