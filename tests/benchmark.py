"""Speed, as a ratio against a named peer in the same run: `make bench`.

The text is the demo corpus (or the files named on the command line), the times are CPU seconds of this one process.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import jieba

from analysis.corpus import prepare
from analysis.extract import read_report
from analysis.model import Document
from analysis.readers import list_sources, read_source
from analysis.terms import count_terms
from tests.conftest import ROOT

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def documents(paths: list[Path]) -> list[Document]:
    read = (read_source(reference) for path in paths for reference in list_sources(path))
    return [document for document in read if isinstance(document, Document)]


def main(arguments: list[str]) -> None:
    found = documents([Path(name) for name in arguments] or [ROOT / "data" / "demo"])
    reports = [report for document in found for report in prepare(document)[0]]
    characters = sum(len(report.text) for report in reports)
    jieba.lcut("热身")
    tasks: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [jieba.lcut(report.text) for report in reports],
        "extraction": lambda: [read_report(report) for report in reports],
        "clean, split, identify": lambda: [prepare(document) for document in found],
        "terms": lambda: [count_terms(report) for report in reports],
    }
    rounds = [{name: seconds(work) for name, work in tasks.items()} for _ in range(ROUNDS)]
    print(f"{len(found)} files, {characters} characters, median of {ROUNDS} rounds, CPU time of one process")
    for name in tasks:
        time_taken = median(times[name] for times in rounds)
        ratio = median(times["jieba.lcut"] / times[name] for times in rounds)
        print(
            f"{name:24s} {time_taken:7.3f} s  {characters / time_taken / 1e6:6.2f} M characters/s  {ratio:6.2f} x jieba"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
