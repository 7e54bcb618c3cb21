"""Terms over the years: a matrix, and the same as small multiples with intervals."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.compare import concordance, series, word_charts, word_views
from analysis.compare.series import FEW_REPORTS, FEWER_THAN_PERCENT
from analysis.compare.trend import YEARS_FOR_A_TREND, theil_sen
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import state, text
from pages.wording import choice

SHAPES = ("mx", "sm")
COLUMNS = ("term", "year", "reports", "using", "share", "low", "high", "count", "han", "rate", "median")
FORMATS = {"share": "percent", "low": "percent", "high": "percent", "rate": "%.2f", "median": "%.2f", "year": "%d"}


def draw(store: Store, selection: Selection) -> None:
    """The view of terms over the years."""
    items = choice.chosen_items(store, selection)
    many = frame.compute(word_views.most_reports_a_year, store, selection) >= FEW_REPORTS
    left, right = st.columns(2)
    with left:
        measure = frame.segments(
            "m",
            series.MEASURES,
            "share" if many else "rate",
            text("terms.measure"),
            lambda m: text(f"terms.measure.{m}"),
        )
    with right:
        shape = frame.segments("sh", SHAPES, "mx", text("terms.shape"), lambda s: text(f"terms.shape.{s}"))
    rows = frame.compute(word_views.trend, store, selection, tuple(items)) if items else pd.DataFrame()
    if rows.empty:
        frame.empty(text("terms.none.chosen"))
        return
    rows = rows.reset_index(drop=True)
    rows = rows.assign(
        cell=[cell(row, measure) for row in rows.itertuples()], hover=[hover(row) for row in rows.itertuples()]
    )
    top = 1.0 if measure == "share" else float(rows[measure].max())
    title = text(f"terms.axis.{measure}")
    shown = rows.assign(slope=slopes(rows, measure))[[*COLUMNS, "slope"]]
    if shown["slope"].isna().all():
        shown = shown.drop(columns="slope")
    labels = {column: text(f"terms.column.{column}") for column in shown}
    formats = FORMATS | {"slope": "percent" if measure == "share" else "%.2f"}
    figure = (
        partial(word_charts.matrix, rows, measure, top)
        if shape == "mx"
        else partial(word_charts.small_multiples, rows, measure, text(f"terms.measure.{measure}"), measure == "share")
    )
    choice.thin_note(int(rows.groupby("year")["reports"].first().sum()))
    frame.draw(
        store,
        frame.Chart(
            key="terms", claim=claim(rows) if measure == "share" else claim_of_rates(rows), subtitle=title, table=shown, figure=figure, labels=labels, formats=formats,
            reports=int(rows.groupby("year")["reports"].first().sum()), notes=notes(rows, measure),
            leads=partial(lines_of, store, shown),
        ),
    )  # fmt: skip
    _describe_trend(rows, measure)


def lines_of(store: Store, rows: pd.DataFrame, position: int) -> dict[str, str | None]:
    """The view of lines for the term and year of a row: a counted term goes by `w`, a reader's own words by `q`."""
    row = rows.iloc[position]
    year = f"{row['year']}-{row['year']}"
    for query in concordance.split_queries(state.in_url("q") or ""):
        if any(item.label == row["term"] for item in word_views.items_of(store, [], [query])[0]):
            return {"view": "kw", "q": query, "w": None, "yr": year}
    return {"view": "kw", "w": str(row["term"]), "q": None, "yr": year}


def slopes(rows: pd.DataFrame, measure: str) -> pd.Series:
    """For each row its term's Theil-Sen slope a year; NaN where a term has fewer than six years with enough reports."""
    found = {}
    for term, part in rows.groupby("term", sort=False):
        enough = part[(part["reports"] >= FEW_REPORTS) & part[measure].notna()]
        found[term] = (
            theil_sen(enough["year"].to_numpy(float), enough[measure].to_numpy(float))
            if len(enough) >= YEARS_FOR_A_TREND
            else float("nan")
        )
    return rows["term"].map(found)


def cell(row, measure: str) -> str:
    """What a cell of the matrix prints: k/N, or the rate."""
    if measure == "rate":
        return f"{row.rate:.1f}"
    return f"{row.using}/{row.reports}" if measure == "share" else f"{row.count:,}"


def hover(row) -> str:
    values = {
        "term": row.term,
        "year": row.year,
        "k": row.using,
        "n": row.reports,
        "count": row.count,
        "rate": f"{row.rate:.2f}",
    }
    if row.reports < FEWER_THAN_PERCENT:
        return text("terms.hover.few", **values)
    return text("terms.hover", low=f"{row.low:.0%}", high=f"{row.high:.0%}", share=f"{row.share:.0%}", **values)


def claim(rows: pd.DataFrame) -> str:
    """The term that changed most between its first and last year with enough reports, in words with the n of each year."""
    enough = rows[rows["reports"] >= FEWER_THAN_PERCENT]
    ends = enough.groupby("term", sort=False).agg(["first", "last"])
    if ends.empty or (ends["year"]["first"] == ends["year"]["last"]).all():
        return text("terms.claim.few", terms=rows["term"].nunique(), years=rows["year"].nunique())
    term = (ends["share"]["last"] - ends["share"]["first"]).abs().idxmax()
    row = ends.loc[term]
    return text(
        "terms.claim", term=term, first=row["year"]["first"], last=row["year"]["last"],
        before=round(100 * row["share"]["first"]), after=round(100 * row["share"]["last"]),
        n_first=row["reports"]["first"], n_last=row["reports"]["last"],
    )  # fmt: skip


def claim_of_rates(rows: pd.DataFrame) -> str:
    """The term whose rate changed most between the first and the last year, in words."""
    ends = rows.groupby("term", sort=False).agg(["first", "last"])
    term = (ends["rate"]["last"] - ends["rate"]["first"]).abs().idxmax()
    row = ends.loc[term]
    return text(
        "terms.claim.rate", term=term, first=row["year"]["first"], last=row["year"]["last"], before=f"{row['rate']['first']:.1f}",
        after=f"{row['rate']['last']:.1f}", n_first=row["reports"]["first"], n_last=row["reports"]["last"],
    )  # fmt: skip


def notes(rows: pd.DataFrame, measure: str) -> list[str]:
    found = [text("terms.note.weights"), text("terms.note.year")]
    few = int((rows.groupby("year")["reports"].first() < FEW_REPORTS).sum()) if measure == "share" else 0
    return [*found, text("terms.note.few", n=few, least=FEW_REPORTS)] if few else found


def _describe_trend(rows: pd.DataFrame, measure: str) -> None:
    """Change points where the years suffice; else why there is none."""
    years = int((rows.groupby("year")["reports"].first() >= FEW_REPORTS).sum())
    with st.expander(text("terms.change"), icon=":material/show_chart:"):
        if years < YEARS_FOR_A_TREND:
            st.caption(text("terms.change.few", n=years, least=YEARS_FOR_A_TREND))
            return
        points = series.change_points(rows, measure)
        table = pd.DataFrame(
            [(term, point.year, point.before, point.after, point.p) for term, point in points.items()],
            columns=["term", "year", "before", "after", "p"],
        )
        labels = {name: text(f"terms.column.{name}") for name in table.columns}
        formats = (
            {"before": "percent", "after": "percent"} if measure == "share" else {"before": "%.2f", "after": "%.2f"}
        )
        columns = {
            name: st.column_config.NumberColumn(labels[name], format=formats.get(name)) for name in ("before", "after")
        }
        columns |= {
            "term": labels["term"],
            "year": st.column_config.NumberColumn(labels["year"], format="%d"),
            "p": st.column_config.NumberColumn(labels["p"], format="%.4f"),
        }
        st.dataframe(table, column_config=columns, hide_index=True)
        st.caption(text("terms.change.help", n=len(points)))
