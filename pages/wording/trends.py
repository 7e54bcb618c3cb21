"""Terms over the years: a matrix, and the same as small multiples with intervals."""

from functools import cache, partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from analysis.compare import concordance, series, word_charts, word_views
from analysis.compare.series import FEW_REPORTS, FEWER_THAN_PERCENT
from analysis.compare.trend import YEARS_FOR_A_TREND, theil_sen
from analysis.compare.word_views import Item, Selection
from analysis.store import Store
from pages import frame
from pages.frame import state, text
from pages.wording import choice

# Below this many reports in either year the claim counts them: k of n, not so many of every 100.
FEWEST_FOR_PERCENT = 20
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
    found = frame.compute(view_of, store, selection, tuple(items), measure, shape, frame.on_phone()) if items else None
    if found is None:
        frame.empty(text("terms.none.chosen"))
        return
    choice.thin_note(found.chart.reports)
    frame.draw(store, found.chart)
    _describe_trend(found, measure)


class View(NamedTuple):
    """The chart of a choice of terms, its change points, and how many years have enough reports for them."""

    chart: frame.Chart
    changes: pd.DataFrame
    years: int


def view_of(
    store: Store, selection: Selection, items: tuple[Item, ...], measure: str, shape: str, narrow: bool = False
) -> View | None:
    """All that is drawn for a choice; None where no report is there. `narrow` as on a phone."""
    rows = word_views.trend(store, selection, items).reset_index(drop=True)
    if rows.empty:
        return None
    rows = rows.assign(
        cell=[cell(row, measure) for row in rows.itertuples()], hover=[hover(row) for row in rows.itertuples()]
    )
    shown = rows.assign(slope=slopes(rows, measure))[[*COLUMNS, "slope"]]
    if shown["slope"].isna().all():
        shown = shown.drop(columns="slope")
    share = measure == "share"
    figure = (
        partial(word_charts.matrix, rows, measure, 1.0 if share else float(rows[measure].max()), narrow=narrow)
        if shape == "mx"
        else partial(word_charts.small_multiples, rows, measure, text(f"terms.measure.{measure}"), share)
    )
    chart = frame.Chart(
        key="terms", claim=claim(rows) if share else claim_of_rates(rows), subtitle=text(f"terms.axis.{measure}"),
        table=shown, figure=cache(figure), labels={column: text(f"terms.column.{column}") for column in shown},
        formats=FORMATS | {"slope": "percent" if share else "%.2f"},
        reports=int(rows.groupby("year")["reports"].first().sum()), notes=notes(rows, measure),
        leads=partial(lines_of, store, shown),
    )  # fmt: skip
    years = int((rows.groupby("year")["reports"].first() >= FEW_REPORTS).sum())
    points = series.change_points(rows, measure) if years >= YEARS_FOR_A_TREND else {}
    changes = [(term, point.year, point.before, point.after, point.p) for term, point in points.items()]
    return View(chart, pd.DataFrame(changes, columns=["term", "year", "before", "after", "p"]), years)


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
    values = {"term": term, "first": row["year"]["first"], "last": row["year"]["last"]}
    values |= {f"n_{name}": row["reports"][name] for name in ("first", "last")}
    if row["reports"].min() < FEWEST_FOR_PERCENT:
        return text(
            "terms.claim.counted", k_first=int(row["using"]["first"]), k_last=int(row["using"]["last"]), **values
        )
    before, after = (round(100 * row["share"][name]) for name in ("first", "last"))
    return text("terms.claim", before=before, after=after, **values)


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


def _describe_trend(found: View, measure: str) -> None:
    """Change points where the years suffice; else why there is none."""
    with frame.box("changes", text("terms.change"), ":material/show_chart:") as is_open:
        if not is_open:
            return
        if found.years < YEARS_FOR_A_TREND:
            st.caption(text("terms.change.few", n=found.years, least=YEARS_FOR_A_TREND))
            return
        level = "percent" if measure == "share" else "%.2f"
        formats = {"before": level, "after": level, "year": "%d", "p": "%.4f"}
        labels = {name: text(f"terms.column.{name}") for name in found.changes.columns}
        columns = {
            name: st.column_config.NumberColumn(label, format=formats[name]) if name in formats else label
            for name, label in labels.items()
        }
        st.dataframe(found.changes, column_config=columns, hide_index=True)
        st.caption(text("terms.change.help", n=len(found.changes)))
