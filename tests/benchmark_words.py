"""Speed of the words: counting all terms of a folder of reports, and what the pages ask of a store of counts: `make bench`.

    python -m tests.benchmark_words [REPORTS] [--store data/snapshot]

Counting is timed in as many processes as there are processors, at work at the same time, after the reports were read and cut
into sections; reading and cleaning are timed apart in tests/benchmark.py. The rest is the median of ROUNDS, wall time.
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

from analysis.compare.groups import find_reports
from analysis.compare.series import term_years
from analysis.compare.shifts import compare_rows
from analysis.compare.termcounts import TermCounts, load_term_counts
from analysis.store import Store
from analysis.terms import count_terms
from tests.benchmark import documents, prepare
from tests.conftest import ROOT

ROUNDS = 5
GROUP = 1000
TERMS = 50


class Counted(NamedTuple):
    """What one process counted, with its seconds of processor and of wall time."""

    reports: int
    characters: int
    processor: float
    wall: float


def count(paths: list[Path]) -> Counted:
    """Read the files, then count their terms; only the counting is timed."""
    reports = [report for document in documents(paths) for report in prepare(document)[0]]
    count_terms(reports[0])
    gc.collect()
    gc.freeze()  # A build holds one report at a time; thousands lying ready are not for the counting's garbage collector to walk.
    begun, processor = time.perf_counter(), time.process_time()
    for report in reports:
        count_terms(report)
    processor, wall = time.process_time() - processor, time.perf_counter() - begun
    return Counted(len(reports), sum(len(report.text) for report in reports), processor, wall)


def counting(folder: Path) -> None:
    workers = cpu_count() or 1
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".txt", ".html"))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(count, [files[number::workers] for number in range(workers)]))
    reports, characters = sum(one.reports for one in found), sum(one.characters for one in found)
    longest = max(one.wall for one in found)
    print(f"counting {reports} reports, {characters / 1e6:.1f} M characters, {workers} processes")
    print(
        f"  {longest:6.1f} s for the slowest, {sum(one.processor for one in found) / workers:.1f} s of processor time each"
    )


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
    parser.add_argument("reports", nargs="?", type=Path)
    parser.add_argument("--store", type=Path, default=ROOT / "data" / "snapshot")
    given = parser.parse_args()
    counts = load_term_counts(Store(given.store))
    stored = (given.store / "terms.parquet").stat().st_size
    print(f"{len(counts.reports)} reports, {len(counts.terms)} terms, {stored / 1e6:.1f} MB on disk")
    asked_of(counts)
    if given.reports:
        counting(given.reports)


if __name__ == "__main__":
    main()
