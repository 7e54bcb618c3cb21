"""Two groups of reports and the terms that tell them apart, sorted by what one can be sure of."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csc_matrix, vstack

from analysis.compare import keyness
from analysis.compare.dispersion import deviations
from analysis.compare.groups import (
    Group,
    cluster_codes,
    duplicate_weights,
    effective_number,
    find_reports,
    in_group,
    same_places,
)
from analysis.compare.termcounts import Numbers, Rows, TermCounts

# From so many reports on each side on, evidence is counted in reports rather than in words.
REPORTS_FOR_DOCUMENT_COUNTS = 20
LEAST_COUNT = 5
MOST_TERMS = 400
PRIOR_STRENGTH = 500.0


@dataclass(frozen=True)
class Comparison:
    """A table of terms with the sizes of the groups it compares. `family` terms were tested; `basis` is reports or words."""

    table: pd.DataFrame
    reports_a: int
    reports_b: int
    effective_a: float
    effective_b: float
    han_a: int
    han_b: int
    family: int
    basis: str

    @property
    def thin(self) -> bool:
        """Too few reports for anything but a description."""
        return min(self.reports_a, self.reports_b) < 3


def most_of_each_side(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first `most` terms that are oftener in a and the first `most` that are not, of a table with the surest terms first."""
    oftener = table["log_ratio"] > 0
    return pd.concat([table[oftener].head(most), table[~oftener].head(most)])


def sure_terms(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The terms that surely tell a from b, and those that tell b from a, in the order of the table: surest first."""
    return table.loc[table["lrc"] > 0, "term"].tolist(), table.loc[table["lrc"] < 0, "term"].tolist()


@dataclass(frozen=True)
class _Side:
    """One group: its rows, weights, counts and sizes."""

    rows: Rows
    weights: Numbers
    matrix: csc_matrix
    sizes: Numbers

    def weighted(self) -> Numbers:
        return np.asarray(self.matrix.T @ self.weights).ravel()

    def raw(self) -> Numbers:
        return np.asarray(self.matrix.sum(axis=0), float).ravel()

    def documents(self, weights: Numbers) -> Numbers:
        present = csc_matrix((np.ones(self.matrix.nnz), self.matrix.indices, self.matrix.indptr), self.matrix.shape)
        return np.asarray(present.T @ weights).ravel()


def compare_groups(
    counts: TermCounts, a: Group, b: Group, level: str = "", doubtful: bool = False, only_same_places: bool = False,
    least: int = LEAST_COUNT, weighted: bool = True, terms: frozenset[str] = frozenset(),
) -> Comparison:  # fmt: skip
    """Compare two groups of reports; `terms` narrows the family to these. See `compare_rows` for the table."""
    rows = find_reports(counts, level, doubtful)
    rows_a, rows_b = in_group(counts, rows, a), in_group(counts, rows, b)
    if only_same_places:
        rows_a, rows_b = same_places(counts, rows_a, rows_b)
    return compare_rows(counts, rows_a, rows_b, (a.role, b.role), least, weighted, terms)


def compare_rows(
    counts: TermCounts, rows_a: Rows, rows_b: Rows, roles: tuple[str, str] = ("all", "all"), least: int = LEAST_COUNT,
    weighted: bool = True, terms: frozenset[str] = frozenset(),
) -> Comparison:  # fmt: skip
    """The terms with at least `least` occurrences in the two groups together, those of the surest difference first.

    Columns: term, kind (rising, falling, new, vanished: from B to A; unsure where LRC is 0), count_a, count_b, rate_a, rate_b (per 10,000 Han),
    reports_a, reports_b, log_ratio (above 0: more in A), low, high (bootstrap by place), lrc, g2 (two cells), g2_full, bic, q, percent, z, dispersion.
    At most MOST_TERMS rows; empty where a group has no reports.
    """
    one, two = _side(counts, rows_a, roles[0], weighted), _side(counts, rows_b, roles[1], weighted)
    family = _family(counts, one, two, least, terms)
    if not len(rows_a) or not len(rows_b) or not len(family):
        return _result(pd.DataFrame(columns=COLUMNS), one, two, 0, "words")
    table, basis = _measures(counts, one, two, family)
    order = np.lexsort((-table["log_ratio"].abs(), -table["lrc"].abs()))[:MOST_TERMS]
    table = table.iloc[order].reset_index(drop=True)
    table = _with_bootstrap(counts, table, one, two)
    return _result(table[COLUMNS], one, two, len(family), basis)


COLUMNS = [
    "term", "kind", "count_a", "count_b", "rate_a", "rate_b", "reports_a", "reports_b", "log_ratio", "low", "high",
    "lrc", "g2", "g2_full", "bic", "q", "percent", "z", "dispersion",
]  # fmt: skip


def _side(counts: TermCounts, rows: Rows, role: str, weighted: bool) -> _Side:
    weights = duplicate_weights(counts, rows) if weighted else np.ones(len(rows))
    return _Side(rows, weights, counts.matrix(role)[rows], counts.sizes(role)[rows])


def _family(counts: TermCounts, one: _Side, two: _Side, least: int, terms: frozenset[str]) -> Rows:
    """Columns of the terms that are tested."""
    enough = one.raw() + two.raw() >= least
    if terms:
        enough &= counts.terms.isin(list(terms))
    return np.flatnonzero(enough)


def _measures(counts: TermCounts, one: _Side, two: _Side, family: Rows) -> tuple[pd.DataFrame, str]:
    a, b = one.weighted()[family], two.weighted()[family]
    size_a, size_b = float((one.weights * one.sizes).sum()), float((two.weights * two.sizes).sum())
    basis, evidence = _evidence(one, two, family, (a, b, size_a, size_b))
    g2 = keyness.g2_two_cell(*evidence)
    lrc = keyness.conservative_log_ratio(*evidence, family=len(family))
    log_odds = keyness.dirichlet_log_odds(a, b, keyness.informative_prior(a + b + 1e-9, PRIOR_STRENGTH))
    raw_a, raw_b = one.raw()[family], two.raw()[family]
    both = vstack([one.matrix[:, family], two.matrix[:, family]], format="csc")
    sizes = np.concatenate([one.sizes, two.sizes])
    frame = pd.DataFrame(
        {
            "term": counts.terms[family].to_numpy(),
            "count_a": raw_a.astype(int),
            "count_b": raw_b.astype(int),
            "rate_a": keyness.per_ten_thousand(a, size_a),
            "rate_b": keyness.per_ten_thousand(b, size_b),
            "reports_a": one.documents(np.ones(len(one.rows)))[family].astype(int),
            "reports_b": two.documents(np.ones(len(two.rows)))[family].astype(int),
            "log_ratio": keyness.log_ratio(*evidence),
            "lrc": lrc,
            "g2": g2,
            "g2_full": keyness.g2_full(*evidence),
            "bic": keyness.bayes_information(g2, *evidence[2:]),
            "q": keyness.benjamini_hochberg(keyness.g2_p_value(g2)),
            "percent": keyness.percent_difference(a, b, size_a, size_b),
            "z": log_odds.z,
            "dispersion": deviations(sizes, both),
        }
    )
    frame["kind"] = _kinds(raw_a, raw_b, lrc)
    return frame, basis


def _evidence(
    one: _Side, two: _Side, family: Rows, words: tuple[Numbers, Numbers, float, float]
) -> tuple[str, tuple[Numbers, Numbers, float, float]]:
    """What log ratio, bound and G² are computed from: reports that use the term where both sides have enough, else words."""
    if min(len(one.rows), len(two.rows)) < REPORTS_FOR_DOCUMENT_COUNTS:
        return "words", words
    using_a, using_b = one.documents(one.weights)[family], two.documents(two.weights)[family]
    return "reports", (using_a, using_b, float(one.weights.sum()), float(two.weights.sum()))


def _kinds(a: Numbers, b: Numbers, lrc: Numbers) -> np.ndarray:
    sure = [lrc == 0, b == 0, a == 0, lrc > 0]
    return np.select(sure, ["unsure", "new", "vanished", "rising"], "falling")


def _with_bootstrap(counts: TermCounts, table: pd.DataFrame, one: _Side, two: _Side) -> pd.DataFrame:
    """Add the interval of the log ratio of rates when whole places are drawn again; NaN with fewer than three reports a side."""
    if min(len(one.rows), len(two.rows)) < 3:
        return table.assign(low=np.nan, high=np.nan)
    columns = counts.terms.get_indexer(table["term"])
    by_report = min(len(one.rows), len(two.rows)) >= REPORTS_FOR_DOCUMENT_COUNTS
    drawn = []
    for side in (one, two):
        found = side.matrix[:, columns].toarray()
        values = (found > 0) if by_report else found
        sizes = np.ones(len(side.rows)) if by_report else side.sizes
        drawn.append((values * side.weights[:, None], sizes * side.weights, cluster_codes(counts, side.rows)))
    (a, size_a, places_a), (b, size_b, places_b) = drawn
    low, high = keyness.bootstrap_log_ratios(a, b, size_a, size_b, places_a, places_b)
    return table.assign(low=low, high=high)


def _result(table: pd.DataFrame, one: _Side, two: _Side, family: int, basis: str) -> Comparison:
    return Comparison(
        table.reset_index(drop=True), len(one.rows), len(two.rows), effective_number(one.weights),
        effective_number(two.weights), int(one.sizes.sum()), int(two.sizes.sum()), family, basis,
    )  # fmt: skip
