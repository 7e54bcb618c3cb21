"""What the page of words asks for, each by plain values so that the answer can be kept: small frames, ready to draw."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import attention, clouds, concordance, promises, shifts
from analysis.compare.groups import Group, find_reports, in_group, places_of_all_years
from analysis.compare.series import term_years, years_with_reports
from analysis.compare.termcounts import ALL_ROLES, Numbers, Rows, TermCounts, term_counts
from analysis.lexicon.terms import load_policy_areas, load_policy_terms
from analysis.store import Store
from analysis.terms.newterms import propose_terms

TERMS_SHOWN = 8
OTHER_WORDS_OFFERED = 800
# A drawing of positions shows so many reports at most.
MOST_LABELS = 40


class Selection(NamedTuple):
    """Which reports a view is about."""

    level: str
    first_year: int
    last_year: int
    role: str = ALL_ROLES
    doubtful: bool = False
    same_places: bool = False


class Item(NamedTuple):
    """What is charted under one label: counted terms, or phrases to be looked for in the texts."""

    label: str
    words: tuple[str, ...]
    phrases: bool = False


def reports_by_level(store: Store) -> dict[str, int]:
    """How many work reports each level has, years in doubt included."""
    counts = term_counts(store)
    rows = find_reports(counts, doubtful=True)
    return counts.reports["level"].iloc[rows].value_counts().to_dict()


def year_span(store: Store, level: str) -> tuple[int, int] | None:
    """First and last year that a level's reports are for; None where no report has a year."""
    years = years_with_reports(term_counts(store), find_reports(term_counts(store), level, doubtful=True))
    return (years[0], years[-1]) if years else None


def places(store: Store, level: str) -> dict[str, str]:
    """Place ids with names, those with most reports first."""
    counts = term_counts(store)
    reports = counts.reports.iloc[find_reports(counts, level, doubtful=True)]
    order = reports["place_id"].value_counts().index
    names = reports.drop_duplicates("place_id").set_index("place_id")["place"]
    return {place: str(names[place]) for place in order if place}


def rows_of(counts: TermCounts, selection: Selection) -> Rows:
    """The rows of a selection."""
    group = Group(selection.first_year, selection.last_year, role=selection.role)
    rows = in_group(counts, find_reports(counts, selection.level, selection.doubtful), group)
    return places_of_all_years(counts, rows) if selection.same_places else rows


def most_reports_a_year(store: Store, selection: Selection) -> int:
    """How many reports the fullest year of a selection has; 0 where there are none."""
    counts = term_counts(store)
    years = counts.reports["year"].iloc[rows_of(counts, selection)].dropna()
    return int(years.value_counts().max()) if len(years) else 0


def terms_offered(store: Store, level: str) -> list[str]:
    """Terms for the search box: policy terms that occur, the most frequent first, then the most frequent other words."""
    counts = term_counts(store)
    totals = pd.Series(_column_sums(counts, find_reports(counts, level, doubtful=True)), index=counts.terms)
    totals = totals[totals > 0].sort_values(ascending=False, kind="stable")
    policy = totals.index.isin(_policy_terms())
    return [*totals.index[policy], *totals.index[~policy][:OTHER_WORDS_OFFERED]]


def _column_sums(counts: TermCounts, rows: Rows, role: str = ALL_ROLES) -> Numbers:
    return np.asarray(counts.matrix(role)[rows].sum(axis=0), float).ravel()


def _policy_terms() -> frozenset[str]:
    return frozenset(term.term for term in load_policy_terms())


def first_terms(store: Store, selection: Selection) -> list[str]:
    """The policy terms to open with: those that tell the late half of the years from the early half most surely, half of them
    rising and half falling; the most used ones where there is nothing to compare."""
    counts = term_counts(store)
    middle = (selection.first_year + selection.last_year) // 2
    rows = rows_of(counts, selection)
    years = counts.reports["year"].iloc[rows].fillna(0).to_numpy(int)
    found = shifts.compare_rows(
        counts,
        rows[years > middle],
        rows[(years <= middle) & (years > 0)],
        (selection.role,) * 2,
        terms=_policy_terms(),
    )
    table = found.table.sort_values("lrc", kind="stable")
    half = TERMS_SHOWN // 2
    rising = table[(table["lrc"] > 0) & table["low"].fillna(1).gt(0)]["term"].tail(half)[::-1]
    falling = table[(table["lrc"] < 0) & table["high"].fillna(-1).lt(0)]["term"].head(half)
    chosen = [*rising, *falling]
    totals = pd.Series(_column_sums(counts, rows, selection.role), index=counts.terms)
    totals = totals[totals.index.isin(_policy_terms() - set(chosen)) & (totals > 0)]
    return [*chosen, *totals.nlargest(TERMS_SHOWN - len(chosen)).index]


def items_of(store: Store, terms: Sequence[str], queries: Sequence[str]) -> tuple[list[Item], list[str]]:
    """What to chart for the terms chosen and the reader's queries, and the queries that only the texts could answer where
    the store has none."""
    counts = term_counts(store)
    items = [Item(term, (term,)) for term in terms]
    unanswered = []
    for query in queries:
        words = tuple(concordance.read_query(query))
        if not words or query in terms:
            continue
        # A policy term that nobody uses is known too: its count is 0.
        known = all(counts.knows(word) or word in _policy_terms() for word in words)
        if known or store.has_texts:
            items.append(Item(query, words, phrases=not known))
        else:
            unanswered.append(query)
    return items, unanswered


def vectors_of(store: Store, items: Sequence[Item], role: str) -> dict[str, Numbers]:
    """Each item's count in every report of the store."""
    counts = term_counts(store)
    return {
        item.label: concordance.phrase_vectors(store, counts, item.words)[role]
        if item.phrases
        else counts.vector(item.words, role)
        for item in items
    }


def trend(store: Store, selection: Selection, items: tuple[Item, ...]) -> pd.DataFrame:
    """The rows of series.term_years for a selection; years without reports are not there."""
    counts = term_counts(store)
    return term_years(
        counts, rows_of(counts, selection), vectors_of(store, items, selection.role), counts.sizes(selection.role)
    )


def versus(
    store: Store,
    level: str,
    a: Group,
    b: Group,
    doubtful: bool,
    same: bool,
    policy_only: bool,
    least: int,
    weighted: bool = True,
) -> shifts.Comparison:
    """Two groups compared by all words, or by policy terms only."""
    terms = _policy_terms() if policy_only else frozenset()
    return shifts.compare_groups(term_counts(store), a, b, level, doubtful, same, least, weighted, terms)


def lines(store: Store, selection: Selection, item: Item, place: str, most: int) -> pd.DataFrame:
    """The lines of an item, of one place or ("") of all; see concordance.concordance."""
    counts = term_counts(store)
    rows = rows_of(counts, selection)
    if place:
        rows = rows[(counts.reports["place_id"].iloc[rows] == place).to_numpy()]
    return concordance.concordance(store, counts, rows, item.words, item.phrases, selection.role, most)


def line_total(store: Store, selection: Selection, item: Item, place: str) -> int:
    """How many lines an item has in all: the count that the charts show."""
    counts = term_counts(store)
    rows = rows_of(counts, selection)
    if place:
        rows = rows[(counts.reports["place_id"].iloc[rows] == place).to_numpy()]
    return int(vectors_of(store, [item], selection.role)[item.label][rows].sum())


def positions(store: Store, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lines with label (place and year), position in the report (0..1) and `at`, their row; and the plan sections as spans.

    Only the first MOST_LABELS reports.
    """
    reports = store.reports.set_index("report_id")
    found = found.assign(
        at=np.arange(len(found)),
        label=found["place"].astype(str) + " " + found["year"].astype("Int64").astype(str).replace("<NA>", ""),
    )
    labels = list(dict.fromkeys(found["label"]))[:MOST_LABELS]
    found = found[found["label"].isin(labels)]
    lengths = reports["characters"].reindex(found["report_id"]).to_numpy(float)
    found = found.assign(position=found["start"].to_numpy() / lengths)
    label_of = dict(zip(found["report_id"], found["label"], strict=True))
    sections = store.sections[
        store.sections["report_id"].isin(label_of) & (store.sections["role"].astype(str) == "plan")
    ]
    spans = pd.DataFrame(
        {
            "label": [label_of[name] for name in sections["report_id"]],
            "low": sections["start"].to_numpy() / reports["characters"].reindex(sections["report_id"]).to_numpy(float),
            "high": sections["end"].to_numpy() / reports["characters"].reindex(sections["report_id"]).to_numpy(float),
        }
    )
    return found.reset_index(drop=True), spans


def areas(store: Store, selection: Selection, by: str) -> tuple[pd.DataFrame, bool]:
    """Shares of text by policy area, and whether they are of text (else of the mentions of policy terms)."""
    counts = term_counts(store)
    rows = rows_of(counts, selection)
    shares = attention.area_shares(store, counts, rows, by, selection.role)
    if len(shares) or by != "year":
        return shares, True
    return attention.mention_shares(counts, rows, selection.role), False


def area_names(language: str) -> dict[str, str]:
    """Names of the policy areas; the unassigned rest ("") has none here."""
    return {area.area: area.en if language == "en" else area.zh for area in load_policy_areas()}


def kept_promises(store: Store, selection: Selection) -> tuple[pd.DataFrame, int]:
    """Policy terms promised in plans and reported in the next review, and how many pairs of reports that rests on."""
    counts = term_counts(store)
    rows = rows_of(counts, selection._replace(role=ALL_ROLES))
    table = promises.promised_and_reported(counts, rows, sorted(_policy_terms()))
    return table, len(promises.consecutive_reports(counts, rows))


def cloud(store: Store, selection: Selection, place: str, policy_only: bool) -> pd.DataFrame:
    """The words of a cloud of a selection, or of one place in it."""
    counts = term_counts(store)
    rows = rows_of(counts, selection)
    if place:
        rows = rows[(counts.reports["place_id"].iloc[rows] == place).to_numpy()]
    return clouds.cloud_words(counts, rows, selection.role, policy_only)


def new_terms(store: Store, selection: Selection, most: int) -> pd.DataFrame:
    """Proposals for the lexicon from the texts of a selection: columns of newterms.Proposal; empty without texts."""
    counts = term_counts(store)
    rows = rows_of(counts, selection)
    texts = (text for _, text in concordance.read_texts(store, counts.reports["report_id"].iloc[rows]))
    return pd.DataFrame(
        propose_terms(texts, most=most),
        columns=["term", "reports", "count", "pmi", "left_entropy", "right_entropy", "score"],
    )
