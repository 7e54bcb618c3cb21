"""The term counts of a store as matrices, reports × terms, beside what must be known of each report to compare it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from scipy.sparse import csc_matrix

from analysis.compare import prepared
from analysis.compare.prepared import once
from analysis.model import SectionRole
from analysis.store import Store
from analysis.terms.table import read_terms, stored_version

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
ALL_ROLES = "all"
ROLES = tuple(role.value for role in SectionRole)


@dataclass(frozen=True)
class TermCounts:
    """All counts of a store. Row i of every matrix is `reports.iloc[i]`, column j is `terms[j]`.

    `by_role` has ALL_ROLES beside the roles: the whole reports. `reports` has report_id, title, level, kind, place_id, place,
    province, year (planned for), doubtful, usable, duplicate_group, stance (see `stances`). `han` gives the Han characters analysed, by role. `version` names the dictionary and segmenter.
    """

    terms: pd.Index
    reports: pd.DataFrame
    by_role: dict[str, csc_matrix]
    han: dict[str, Numbers]
    version: str

    @cached_property
    def duplicate_codes(self) -> Rows:
        """A number for the group of near duplicates each report is in, -1 where it is in none."""
        groups = self.reports["duplicate_group"]
        return pd.factorize(groups.where(groups != ""))[0].astype(np.int64)

    def matrix(self, role: str = ALL_ROLES) -> csc_matrix:
        """Counts in the sections of a role, or in the whole reports."""
        return self.by_role[role]

    def sizes(self, role: str = ALL_ROLES) -> Numbers:
        """Han characters of each report in the sections of a role, or in all."""
        return sum(self.han.values()) if role == ALL_ROLES else self.han[role]

    def vector(self, terms: Iterable[str], role: str = ALL_ROLES) -> Numbers:
        """How often any of the terms stands in each report; zeros for terms that no report uses."""
        columns = [place for place in self.terms.get_indexer(list(terms)) if place >= 0]
        return np.asarray(self.matrix(role)[:, columns].sum(axis=1), float).ravel()

    def knows(self, term: str) -> bool:
        return term in self.terms


@once(3)
def _counts_at(path: str, version: str) -> TermCounts:
    return load_term_counts(Store(Path(path)))


def term_counts(store: Store) -> TermCounts:
    """A store's counts, kept in memory for the stores used last."""
    return _counts_at(str(store.path), store.version)


def load_term_counts(store: Store) -> TermCounts:
    """A store's counts; no terms, and no reports, where it has none. Those of a large store come from a file of ready matrices."""
    path = store.path / "terms.parquet"
    reports = describe_reports(store.reports)
    reports["stance"] = stances(store).reindex(reports["report_id"]).fillna("").to_numpy()
    arrays = prepared.kept_arrays(store, "counts", lambda: _read_arrays(store, path, reports["report_id"]))
    terms = pd.Index(bytes(arrays.pop("terms")).decode().split("\n") if len(arrays["terms"]) else [], dtype=object)
    by_role = {role: _matrix(arrays, role, (len(reports), len(terms))) for role in (*ROLES, ALL_ROLES)}
    version = stored_version(path) if path.exists() else ""
    return TermCounts(terms, reports, by_role, _sizes(store, reports), version)


def _matrix(arrays: dict[str, np.ndarray], role: str, shape: tuple[int, int]) -> csc_matrix:
    parts = (arrays[f"{role}.{part}"].astype(np.int32) for part in ("data", "indices", "indptr"))
    matrix = csc_matrix(tuple(parts), shape=shape)
    matrix.has_canonical_format = True
    return matrix


def _read_arrays(store: Store, path: Path, report_ids: pd.Series) -> dict[str, np.ndarray]:
    """The parts of each role's matrix, in the smallest whole numbers that hold them, and the terms joined by line breaks."""
    table = read_terms(path) if path.exists() else store.arrow("terms")
    codes = {name: _codes(table[name]) for name in ("term", "report_id", "role")}
    terms, term_codes = codes["term"]
    names, places = codes["report_id"]
    rows = pd.Index(report_ids).get_indexer(names)[places] if len(names) else places
    roles, role_codes = codes["role"]
    counts = table["count"].to_numpy().astype(np.int32)
    shape = (len(report_ids), len(terms))
    arrays = {"terms": np.frombuffer("\n".join(terms).encode(), np.uint8)}
    for role in (*ROLES, ALL_ROLES):
        chosen = (rows >= 0) & (
            True if role == ALL_ROLES else role_codes == roles.index(role) if role in roles else False
        )
        matrix = csc_matrix((counts[chosen], (rows[chosen], term_codes[chosen])), shape=shape, dtype=np.int32)
        for part in ("data", "indices", "indptr"):
            values = getattr(matrix, part)
            arrays[f"{role}.{part}"] = values.astype(np.min_scalar_type(values.max(initial=0)))
    return arrays


def _codes(column: pa.ChunkedArray) -> tuple[list[str], Rows]:
    if not len(column):
        return [], np.zeros(0, np.int64)
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def describe_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """What the word side needs of each report, in the order of the store."""
    kept = ["report_id", "title", "level", "kind", "place_id", "place", "province", "duplicate_group"]
    frame = reports[kept].astype({name: object for name in kept}).fillna("").reset_index(drop=True)
    frame["year"] = report_years(reports).to_numpy()
    frame["doubtful"] = (reports["year_verdict"].astype(object) == "doubtful").to_numpy()
    # Near duplicates stay in and are weighted down, so that a group of them speaks once.
    duplicate = reports["exclusion"].astype(object) == "duplicate"
    frame["usable"] = (reports["usable"].astype("boolean").fillna(True) | duplicate).to_numpy(bool)
    return frame


def report_years(reports: pd.DataFrame) -> pd.Series:
    """The year a report is for: planned as stated, else the year after the one reviewed, else what the cues imply."""
    planned = reports["year_planned"].astype("Int64")
    after_reviewed = reports["year_reviewed"].astype("Int64") + 1
    return planned.fillna(after_reviewed).fillna(reports["year_implied"].astype("Int64"))


def stances(store: Store) -> pd.Series:
    """By report id: "firm" where more of its targets are floors or promises (以上, 不低于, 确保) than are soft (左右, 力争, 预计),
    "soft" where fewer; reports with as many of both, or with none, are not in it.
    """
    facts = store.arrow("facts", columns=["report_id", "kind", "bound", "wording"]).to_pandas()
    targets = facts[facts["kind"].astype("str") == "target"]
    bound, wording = targets["bound"].astype("str"), targets["wording"].astype("str")
    soft = (bound == "about") | wording.isin(("strive", "expect"))
    firm = ~soft & ((bound == "ge") | (wording == "ensure"))
    lean = (firm.astype(int) - soft.astype(int)).groupby(targets["report_id"]).sum()
    return lean[lean != 0].map(lambda number: "firm" if number > 0 else "soft").astype(object)


def _sizes(store: Store, reports: pd.DataFrame) -> dict[str, Numbers]:
    """Han characters by role; a report without sections has all of them in the role "other", as its counts have."""
    sections = store.sections
    places = pd.Index(reports["report_id"]).get_indexer(sections["report_id"].astype(object))
    lengths = sections["han_characters"].to_numpy(float, na_value=0)
    roles = sections["role"].astype(object).to_numpy()
    sizes = {
        role: np.bincount(places[chosen], lengths[chosen], len(reports)).astype(float)
        for role in ROLES
        for chosen in [(roles == role) & (places >= 0)]
    }
    whole = store.reports["han_characters"].to_numpy(float, na_value=0)
    without = sum(sizes.values()) == 0
    sizes[SectionRole.OTHER] = np.where(without, whole, sizes[SectionRole.OTHER])
    return {str(role): values for role, values in sizes.items()}
