"""Speed of the words: counting all terms of a folder of reports, as a ratio against a bare rjieba.cut of the same texts in the same
run, and what the pages ask of a store of counts: `make bench`.

    python -m tests.benchmark_words [REPORTS] [--store data/snapshot]

Counting is timed in as many processes as there are processors, at work at the same time, after the reports were read and cut
into sections; reading and cleaning are timed apart in tests/benchmark.py. Without REPORTS the demo's are counted. All is the
median of ROUNDS, and wall time but for the ratio, which is of processor time.
"""

import argparse
import gc
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import rjieba

from analysis.compare.groups import find_reports
from analysis.compare.series import term_years
from analysis.compare.shifts import compare_rows
from analysis.compare.termcounts import Numbers, TermCounts, load_term_counts
from analysis.model import Report
from analysis.store import Store
from analysis.terms import count_terms, counts_table
from tests.benchmark import documents, prepare
from tests.conftest import ROOT

ROUNDS = 5
GROUP = 1000
TERMS = 50


class Counted(NamedTuple):
    """What one process counted in the median round: seconds of wall and of processor time, and how often the peer's."""

    reports: int
    characters: int
    wall: float
    processor: float
    ratio: float


def clock() -> Numbers:
    return np.array([time.perf_counter(), time.process_time()])


def one_round(reports: list[Report]) -> tuple[Numbers, Numbers]:
    """Seconds of counting and of the peer, who take turns at each report, so that what else the machine does hits both."""
    own, peer = np.zeros(2), np.zeros(2)
    for report in reports:
        begun = clock()
        counts_table(count_terms(report))
        between = clock()
        rjieba.cut(report.text)
        own += between - begun
        peer += clock() - between
    return own, peer


def count(paths: list[Path]) -> Counted:
    """Read the files, then count their terms into tables; only the counting is timed."""
    reports = [report for document in documents(paths) for report in prepare(document)[0]]
    one_round(reports[:1])
    gc.collect()
    gc.freeze()  # A build holds one report at a time; thousands lying ready are not for the counting's garbage collector to walk.
    rounds = [one_round(reports) for _ in range(ROUNDS)]
    wall, processor = np.median([own for own, _ in rounds], axis=0).tolist()
    ratio = median(float(own[1] / peer[1]) for own, peer in rounds)
    return Counted(len(reports), sum(len(report.text) for report in reports), wall, processor, ratio)


def counting(folder: Path) -> None:
    workers = cpu_count() or 1
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".txt", ".html"))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(count, [files[number::workers] for number in range(workers)]))
    reports, characters = sum(one.reports for one in found), sum(one.characters for one in found)
    wall, processor = max(one.wall for one in found), sum(one.processor for one in found) / workers
    print(f"counting {reports} reports, {characters / 1e6:.2f} M characters, {workers} processes")
    print(f"  {wall:6.2f} s for the slowest, {processor:.2f} s of processor time each", end=", ")
    print(f"{median(one.ratio for one in found):.2f} x the time of a bare rjieba.cut")


def milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def asked_of(counts: TermCounts) -> None:
    """Keyness of two groups of GROUP reports with 2,000 draws, and the series of single terms over all reports."""
    rows = find_reports(counts, "", True)
    drawn = np.random.default_rng(1).permutation(rows)
    size = min(GROUP, len(drawn) // 2)
    halves = np.sort(drawn[:size]), np.sort(drawn[size : 2 * size])
    by_year = rows[np.argsort(counts.reports["year"].to_numpy(float)[rows], kind="stable")]
    print(f"keyness, {size} against {size} reports, 2,000 draws")
    print(f"  at random {milliseconds(lambda: compare_rows(counts, *halves)):6.0f} ms")
    print(f"  old, new  {milliseconds(lambda: compare_rows(counts, by_year[-size:], by_year[:size])):6.0f} ms")
    totals = np.asarray(counts.matrix().sum(axis=0)).ravel()
    terms = [str(counts.terms[place]) for place in np.argsort(-totals)[:: max(1, len(totals) // TERMS)]]
    sizes = counts.sizes()
    times = sorted(
        milliseconds(lambda term=term: term_years(counts, rows, {term: counts.vector([term])}, sizes)) for term in terms
    )
    print(
        f"series of one term over {len(rows)} reports, {len(terms)} terms\n  median {median(times):.0f} ms, slowest {times[-1]:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path, default=ROOT / "data" / "demo")
    parser.add_argument("--store", type=Path, default=ROOT / "data" / "snapshot")
    given = parser.parse_args()
    counts = load_term_counts(Store(given.store))
    stored = (given.store / "terms.parquet").stat().st_size
    print(f"{len(counts.reports)} reports, {len(counts.terms)} terms, {stored / 1e6:.1f} MB on disk")
    asked_of(counts)
    counting(given.reports)


if __name__ == "__main__":
    main()
