"""A place's reports of two years running against each other, and labels that the text contradicts."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analysis.checks.figures import AFTER, SENTENCE_END
from analysis.checks.within import GROWTH_PERCENT
from analysis.corpus.duplicates import planned_years
from analysis.corpus.places import place_verdict
from analysis.lexicon.relations import relations
from analysis.model import Claim, FactKind, Level, Measure, Place, Verdict

# The growth must stand right behind its level, and the levels within these times of each other, else two things are meant.
BESIDE = 30
FARTHEST = 2.0
# Growth above this, in percent, is mostly that of several years.
FASTEST = 60
AROUND = 60
# What is said here depends on the reports beside it, so it is said anew at every build.
CODES = ("claimed_place_contradicted", "claimed_year_contradicted", "growth_unlike_last_report")
COLUMNS = ["code", "source", "report_id", "message", "start", "end", "other_report_id", "other_start", "other_end"]


def check_corpus(
    reports: pd.DataFrame, facts: pd.DataFrame, text_of: Callable[[str], str] | None = None
) -> pd.DataFrame:
    """The contradictions between a place's reports of two years running, and the claims that the text contradicts.

    Rows of the problems table; empty where there are none. Where `text_of` gives a report's text, growth that the text says is at
    comparable prices or coverage, and levels of several years together, raise nothing.
    """
    rows = [*_claims(reports), *_between_reports(reports, facts, text_of)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _claims(reports: pd.DataFrame) -> Iterable[list[object]]:
    for row in reports.itertuples(index=False):
        place = Place(
            row.place_id or "", row.place or "", code=row.place_code or "", anonymous=bool(row.place_anonymous)
        )
        if place_verdict(Claim(place=row.claimed_place or ""), place, Level(row.level)) is Verdict.DOUBTFUL:
            what = f"文件名或索引说是“{row.claimed_place}”,正文写的是“{row.place}”,不相符。"
            yield ["claimed_place_contradicted", row.source, row.report_id, what, None, None, "", None, None]
    years = planned_years(reports)
    for row, year in zip(reports.itertuples(index=False), years, strict=True):
        if pd.notna(year) and pd.notna(row.claimed_year) and abs(int(row.claimed_year) - int(year)) > 1:
            what = f"文件名或索引说是{int(row.claimed_year)}年,正文规划的是{int(year)}年,不相符。"
            yield ["claimed_year_contradicted", row.source, row.report_id, what, None, None, "", None, None]


def _between_reports(
    reports: pd.DataFrame, facts: pd.DataFrame, text_of: Callable[[str], str] | None
) -> Iterable[list[object]]:
    """Growth stated in a report against its level and the level in the place's report of the year before."""
    tolerance = relations().tolerance
    info = reports.assign(planned=planned_years(reports)).set_index("report_id")[
        ["place_id", "planned", "duplicate_of"]
    ]
    held = facts[
        (facts["kind"].astype(str) == FactKind.RESULT.value)
        & facts["value"].notna()
        & (facts["bound"].astype(str) == "eq")
        & ~facts["metric"].astype(str).isin(relations().unsteady)
    ]
    held = (
        held.assign(year=pd.to_numeric(held["period"], errors="coerce"))
        .dropna(subset="year")
        .join(info, on="report_id")
    )
    held = held[(held["planned"] == held["year"] + 1) & (held["duplicate_of"].fillna("") == "")]
    held = held[
        [
            "report_id",
            "source",
            "place_id",
            "metric",
            "measure",
            "unit",
            "year",
            "value",
            "quote",
            "start",
            "end",
            "price_basis",
        ]
    ]
    held = held.astype({"metric": str, "measure": str, "unit": str, "price_basis": str})
    alone = held[~held.duplicated(["place_id", "metric", "measure", "year"], keep=False)]
    levels = alone[alone["measure"] == Measure.LEVEL.value]
    growth = alone[(alone["measure"] == Measure.YOY.value) & alone["unit"].isin(GROWTH_PERCENT)]
    growth = growth[(growth["price_basis"] != "real") & (growth["value"].abs() <= FASTEST)]
    both = growth.merge(levels, on=["place_id", "metric", "year"], suffixes=("", "_now"))
    before = levels.assign(year=levels["year"] + 1)
    both = both.merge(before, on=["place_id", "metric", "year"], suffixes=("", "_before"))
    both = both[(both["unit_now"] == both["unit_before"]) & (both["value_before"] > 0)]
    beside = (both["start"] - both["end_now"]).between(0, BESIDE)
    near = (both["value_now"] / both["value_before"]).between(1 / FARTHEST, FARTHEST)
    both = both[beside & near]
    computed = (both["value_now"] / both["value_before"] - 1) * 100
    allowed = (
        both["metric"]
        .isin(relations().real)
        .map({True: tolerance["growth_real_between_reports"], False: tolerance["growth_between_reports"]})
    )
    apart = both[(computed - both["value"]).abs() > allowed].assign(computed=computed)
    for row in apart.itertuples(index=False):
        if text_of is not None and _is_explained(row, text_of):
            continue
        what = (
            f"上年报告写{row.quote_before},本年报告写{row.quote_now},推算增长{row.computed:.1f}%,"
            f"与所写的{row.quote}不相符(价格、口径或修订也会造成差别)。"
        )
        yield [
            "growth_unlike_last_report", row.source, row.report_id, what,
            row.start, row.end, row.report_id_before, row.start_before, row.end_before,
        ]  # fmt: skip


def _is_explained(row: Any, text_of: Callable[[str], str]) -> bool:
    """Whether the words beside the growth or the level before say why the two do not compare."""
    text, before = text_of(row.report_id), text_of(row.report_id_before)
    growth = SENTENCE_END.split(text[max(0, row.start - AROUND) : row.start])[-1] + text[row.start : row.end + AFTER]
    level = SENTENCE_END.split(before[max(0, row.start_before - AROUND) : row.start_before])[-1]
    words = relations()
    told_of_growth = (*words.adjusted, *words.spans)
    return any(word in growth for word in told_of_growth) or any(word in level for word in words.spans)
