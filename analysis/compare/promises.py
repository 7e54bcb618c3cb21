"""What a report promises and the next report of the same place does not speak of any more."""

import numpy as np
import pandas as pd

from analysis.compare.termcounts import Rows, TermCounts
from analysis.compare.trend import wilson
from analysis.model import SectionRole

LEAST_PAIRS = 5


def consecutive_reports(counts: TermCounts, rows: Rows) -> list[tuple[int, int]]:
    """Pairs of rows: a place's report and its report of the next year, where both hold the sections needed."""
    reports = counts.reports.iloc[rows].assign(row=rows)
    reports = reports[(reports["place_id"] != "") & reports["year"].notna()]
    plan, review = counts.sizes(SectionRole.PLAN) > 0, counts.sizes(SectionRole.REVIEW) > 0
    known = {
        (place, int(year)): int(row)
        for place, year, row in zip(reports["place_id"], reports["year"], reports["row"], strict=True)
    }
    pairs = ((row, known.get((place, year + 1))) for (place, year), row in known.items())
    return [(row, later) for row, later in pairs if later is not None and plan[row] and review[later]]


def promised_and_reported(counts: TermCounts, rows: Rows, terms: list[str]) -> pd.DataFrame:
    """For each term: in how many plans it stands (promised), and how many of the next reports review it (reported).

    Columns: term, promised, reported, share with low and high (Wilson), dropped (promised - reported), those dropped most often first.
    Terms in fewer than LEAST_PAIRS plans are left out, unless all pairs together are fewer; empty without pairs.
    """
    pairs = consecutive_reports(counts, rows)
    columns = [place for place in counts.terms.get_indexer(terms) if place >= 0]
    names = ["term", "promised", "reported", "dropped", "share", "low", "high"]
    if not pairs or not columns:
        return pd.DataFrame(columns=names)
    earlier, later = (np.array(side) for side in zip(*pairs, strict=True))
    plan = counts.matrix(SectionRole.PLAN)[:, columns][earlier].toarray() > 0
    review = counts.matrix(SectionRole.REVIEW)[:, columns][later].toarray() > 0
    promised, reported = plan.sum(axis=0), (plan & review).sum(axis=0)
    share, low, high = wilson(reported, promised)
    frame = pd.DataFrame(
        {"term": counts.terms[columns], "promised": promised, "reported": reported, "dropped": promised - reported,
         "share": share, "low": low, "high": high}
    )  # fmt: skip
    enough = frame["promised"] >= min(LEAST_PAIRS, len(pairs))
    return frame[enough].sort_values(["high", "promised"], ascending=[True, False]).reset_index(drop=True)[names]


def dropped_terms(counts: TermCounts, plan_row: int, review_row: int, terms: list[str]) -> pd.DataFrame:
    """For one place: the terms of a plan with their counts there and in the next report's review; the dropped ones first."""
    columns = [place for place in counts.terms.get_indexer(terms) if place >= 0]
    plan = counts.matrix(SectionRole.PLAN)[plan_row, columns].toarray().ravel()
    review = counts.matrix(SectionRole.REVIEW)[review_row, columns].toarray().ravel()
    frame = pd.DataFrame({"term": counts.terms[columns], "planned": plan, "reviewed": review})
    frame = frame[frame["planned"] > 0]
    return frame.sort_values(["reviewed", "planned"], ascending=[True, False], kind="stable").reset_index(drop=True)
