"""Near duplicates and reused sentences, found by hashes of sentences with years and placeholders masked.

No pair of reports is compared that shares no sentence: shared sentences are counted through the hashes.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from analysis.model import Report, Verdict

SENTENCE = re.compile(r"[^。！？!?；;\n]+")
# Years, whether written or blanked out (2019, 20__, 20xx), and what stands for a hidden name or figure.
MASKED = re.compile(r"(?:19|20)(?:\d{2}|[_xX×＿]{1,2})(?!\d)|[二一][〇零○一二三四五六七八九]{3}(?=年)|[_xX×＿某]+")
KEPT = re.compile(r"[一-鿿]+|\d+(?:\.\d+)?%?")
HAN = re.compile(r"[一-鿿]")
SHORTEST = 10

# A sentence in more reports than this is a formula of the genre: it speaks for no pair of reports.
FORMULA = 40
FEWEST_SHARED = 5
OVERLAP_SHARE = 0.15
DUPLICATE_SHARE = 0.5

OVERLAP_COLUMNS = ["report_id", "other_report_id", "shared", "share", "other_share"]
FOUND_COLUMNS = ["report_id", "duplicate_group", "duplicate_of", "duplicate_share", "reuse_previous", "reuse_others"]
Hashes = npt.NDArray[np.uint64]


def normalised(sentence: str) -> str:
    """A sentence as it is compared: Han characters and figures only, years and placeholders gone."""
    return "".join(KEPT.findall(MASKED.sub("", sentence)))


def sentence_rows(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """One row (report_id, start, end, hash) for every sentence long enough to tell; offsets in the report's text."""
    return [
        {"report_id": report.report_id, "start": start, "end": end, "hash": value}
        for report in reports
        for start, end, value in _hashed(report.text)
    ]


def sentence_hashes(report: Report) -> Hashes:
    """The hashes of a report's sentences in their order, repeats included; empty for a text without sentences."""
    return np.array([value for _, _, value in _hashed(report.text)], dtype=np.uint64)


def _hashed(text: str) -> Iterable[tuple[int, int, int]]:
    for match in SENTENCE.finditer(text):
        if match.end() - match.start() < SHORTEST:
            continue
        words = normalised(match[0])
        if len(words) >= SHORTEST:
            yield match.start(), match.end(), int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little")


def compare(reports: pd.DataFrame, sentences: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Overlapping pairs (rows of the overlaps table, each pair both ways), and for each report its duplicates and reuse.

    `reports` needs report_id, source, part, place_id, year_planned, year_implied and year_verdict; `sentences` report_id and hash.
    A report without sentences has no shares; reuse_previous is missing where the place's report of the year before is not there.
    """
    reports = reports.reset_index(drop=True)
    held = _held(reports, sentences)
    overlaps = _overlaps(reports, held)
    found = _duplicates(reports, overlaps, held)
    found["reuse_previous"] = _reuse_previous(reports, held)
    found["reuse_others"] = _reuse_others(reports, found, held)
    return overlaps, found[FOUND_COLUMNS]


def _held(reports: pd.DataFrame, sentences: pd.DataFrame) -> csr_array:
    """Which report (row) holds which sentence (column): ones."""
    rows = pd.Index(reports["report_id"]).get_indexer(sentences["report_id"])
    columns, hashes = pd.factorize(sentences["hash"].to_numpy())
    known = rows >= 0
    ones = np.ones(int(known.sum()), dtype=np.int32)
    matrix = coo_array((ones, (rows[known], columns[known])), shape=(len(reports), max(1, len(hashes)))).tocsr()
    matrix.data[:] = 1
    return matrix


def _overlaps(reports: pd.DataFrame, held: csr_array) -> pd.DataFrame:
    spread = np.asarray(held.sum(axis=0)).ravel()
    telling = held[:, np.flatnonzero((spread >= 2) & (spread <= FORMULA))]
    shared = (telling @ telling.T).tocoo()
    sizes = np.asarray(held.sum(axis=1)).ravel()
    row, other = shared.coords
    pick = (row != other) & (shared.data >= FEWEST_SHARED)
    row, other, count = row[pick], other[pick], shared.data[pick]
    share, other_share = count / sizes[row], count / sizes[other]
    pick = np.maximum(share, other_share) >= OVERLAP_SHARE
    ids = reports["report_id"].to_numpy()
    columns = [ids[row[pick]], ids[other[pick]], count[pick], share[pick], other_share[pick]]
    frame = pd.DataFrame(dict(zip(OVERLAP_COLUMNS, columns, strict=True)))
    return frame.sort_values(
        ["report_id", "share", "other_report_id"], ascending=[True, False, True], ignore_index=True
    )


def _duplicates(reports: pd.DataFrame, overlaps: pd.DataFrame, held: csr_array) -> pd.DataFrame:
    """Groups of near duplicates; the fullest report of a group, among equals the first, is the one the others are duplicates of."""
    position = pd.Index(reports["report_id"])
    close = overlaps[overlaps[["share", "other_share"]].max(axis=1) >= DUPLICATE_SHARE]
    row, other = position.get_indexer(close["report_id"]), position.get_indexer(close["other_report_id"])
    graph = coo_array((np.ones(len(row), dtype=np.int8), (row, other)), shape=(len(reports), len(reports)))
    _, group = connected_components(graph, directed=False)
    sizes = np.asarray(held.sum(axis=1)).ravel()
    order = reports.assign(group=group, size=-sizes).sort_values(["group", "size", "source", "part"])
    first = order.groupby("group")["report_id"].first().reindex(group).to_numpy()
    grouped = pd.Series(group).duplicated(keep=False).to_numpy()
    ids = reports["report_id"].to_numpy()
    best = close.loc[close["share"] >= DUPLICATE_SHARE].drop_duplicates("report_id").set_index("report_id")
    copied = grouped & (ids != first)
    of = best["other_report_id"].reindex(ids).to_numpy()
    copied &= ~pd.isna(of)
    return pd.DataFrame(
        {
            "report_id": ids,
            "duplicate_group": np.where(grouped, first, ""),
            "duplicate_of": np.where(copied, of, ""),
            "duplicate_share": np.where(copied, best["share"].reindex(ids).to_numpy(), np.nan),
        }
    )


def planned_years(reports: pd.DataFrame) -> pd.Series:
    """The year each report plans for: as stated, or as its cues imply where they put the stated one in doubt or none is stated."""
    stated = pd.to_numeric(reports["year_planned"], errors="coerce")
    implied = pd.to_numeric(reports["year_implied"], errors="coerce")
    doubtful = reports["year_verdict"].astype(str) == Verdict.DOUBTFUL.value
    return implied.where(doubtful, stated.fillna(implied))


def _reuse_previous(reports: pd.DataFrame, held: csr_array) -> npt.NDArray[np.float64]:
    years = planned_years(reports)
    keys = pd.DataFrame(
        {"place": reports["place_id"].astype(str), "year": years, "row": np.arange(len(reports))}
    ).dropna()
    keys = keys[keys["place"] != ""].drop_duplicates(["place", "year"])
    before = keys.assign(year=keys["year"] + 1).rename(columns={"row": "before"})
    pairs = keys.merge(before, on=["place", "year"])
    result = np.full(len(reports), np.nan)
    sizes = np.asarray(held.sum(axis=1)).ravel()
    row, earlier = pairs["row"].to_numpy(), pairs["before"].to_numpy()
    shared = np.asarray(held[row].multiply(held[earlier]).sum(axis=1)).ravel()
    result[row] = np.where(sizes[row] > 0, shared / np.maximum(sizes[row], 1), np.nan)
    return result


def _reuse_others(reports: pd.DataFrame, found: pd.DataFrame, held: csr_array) -> npt.NDArray[np.float64]:
    """A sentence counts when a report of another place holds it; near duplicates count as one place."""
    first = found.set_index("report_id")["duplicate_group"].replace("", np.nan)
    owner = first.fillna(reports.set_index("report_id")["place_id"].replace("", np.nan)).fillna(
        pd.Series(reports["report_id"].to_numpy(), reports["report_id"])
    )
    places, _ = pd.factorize(owner.reindex(reports["report_id"]).to_numpy())
    ones = np.ones(len(reports), dtype=np.int32)
    by_place = (
        coo_array((ones, (places, np.arange(len(reports)))), shape=(places.max(initial=0) + 1, len(reports))).tocsr()
        @ held
    )
    by_place.data[:] = 1
    spread = np.asarray(by_place.sum(axis=0)).ravel()
    sizes = np.asarray(held.sum(axis=1)).ravel()
    elsewhere = held @ (spread >= 2).astype(np.int32)
    return np.where(sizes > 0, elsewhere / np.maximum(sizes, 1), np.nan)


def reused_sentences(report_id: str, reports: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Each sentence of a report (start, end) with how many other reports and places hold it, and whether last year's did.

    Columns start, end, reports, places, previous, example (a report_id that holds it, "" for none); in the order of the text.
    """
    own = sentences[sentences["report_id"] == report_id]
    info = reports.assign(planned=planned_years(reports)).set_index("report_id")[["place_id", "planned"]]
    me = info.loc[report_id]
    others = sentences[sentences["hash"].isin(own["hash"]) & (sentences["report_id"] != report_id)].join(
        info, on="report_id"
    )
    others = others.drop_duplicates(["hash", "report_id"])
    others["previous"] = (others["place_id"] == me["place_id"]) & (others["planned"] == me["planned"] - 1)
    abroad = others[others["place_id"] != me["place_id"]]
    counted = pd.DataFrame(
        {
            "reports": others.groupby("hash")["report_id"].nunique(),
            "places": abroad.groupby("hash")["place_id"].nunique(),
            "previous": others.groupby("hash")["previous"].any(),
            "example": others.groupby("hash")["report_id"].first(),
        }
    )
    joined = (
        own[["start", "end", "hash"]]
        .join(counted, on="hash")
        .drop(columns="hash")
        .sort_values("start", ignore_index=True)
    )
    fill = {"reports": 0, "places": 0, "previous": False, "example": ""}
    return joined.fillna(fill).astype({"reports": int, "places": int, "previous": bool})


def find_overlaps(reports: Iterable[Report]) -> pd.DataFrame:
    """The overlapping pairs among some reports, rows of the overlaps table."""
    reports = list(reports)
    frame = pd.DataFrame({"report_id": [report.report_id for report in reports]})
    return _overlaps(
        frame, _held(frame, pd.DataFrame(sentence_rows(reports), columns=["report_id", "start", "end", "hash"]))
    )
