"""Shares of text by policy area, over years and places. The rule stands in analysis/terms/attention.py."""

import pandas as pd

from analysis.compare.termcounts import ALL_ROLES, Rows, TermCounts
from analysis.lexicon.terms import load_policy_areas, load_policy_terms
from analysis.store import Store


def area_shares(store: Store, counts: TermCounts, rows: Rows, by: str = "year", role: str = ALL_ROLES) -> pd.DataFrame:
    """One row a year (or "place") and area: area, key, reports, han (of the area), share (of all text of the key's reports).

    Reports count by their length. Areas in the order of the lexicon, the unassigned rest last; empty without the table.
    """
    amounts = store.table("attention")
    if role != ALL_ROLES:
        amounts = amounts[amounts["role"] == role]
    reports = counts.reports.iloc[rows][["report_id", "year", "place"]].astype({"report_id": object})
    joined = amounts.astype({"report_id": object, "area": object}).merge(reports, on="report_id").dropna(subset=[by])
    if joined.empty:
        return pd.DataFrame(columns=["area", by, "reports", "han", "share"])
    han = joined.groupby([by, "area"])["han_characters"].sum().rename("han").reset_index()
    numbers = joined.groupby(by)["report_id"].nunique().rename("reports")
    han["share"] = han["han"] / han.groupby(by)["han"].transform("sum")
    order = {area.area: place for place, area in enumerate(load_policy_areas())}
    han = han.join(numbers, on=by)
    han = han.sort_values(
        [by, "area"], key=lambda column: column.map(order).fillna(len(order)) if column.name == "area" else column
    )
    return han[["area", by, "reports", "han", "share"]].reset_index(drop=True)


def mention_shares(counts: TermCounts, rows: Rows, role: str = ALL_ROLES) -> pd.DataFrame:
    """Shares of the mentions of policy terms by area and year, for stores without the table: area, year, reports, mentions, share."""
    years = counts.reports["year"].iloc[rows]
    known = years.notna().to_numpy()
    lines = []
    for entry in load_policy_areas():
        terms = [term.term for term in load_policy_terms() if term.area == entry.area]
        mentions = pd.Series(counts.vector(terms, role)[rows][known], index=years[known].astype(int))
        lines += [(entry.area, year, len(found), int(found.sum())) for year, found in mentions.groupby(level=0)]
    frame = pd.DataFrame(lines, columns=["area", "year", "reports", "mentions"])
    totals = frame.groupby("year")["mentions"].transform("sum")
    frame["share"] = frame["mentions"] / totals.where(totals > 0)
    return frame
