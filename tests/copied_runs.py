"""Finding copied sentences: runs of 25 or more Han characters that stand in a shared report and in the project.

Spaces and line breaks do not end a run, everything else that is no Han character does. Every stretch of 25 characters is
turned into a number, for millions of characters at once; equal numbers are then compared character by character.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

RUN = 25
BASE = np.uint64(0x9E3779B97F4A7C15)
SPACES = re.compile(r"\s+")
BATCH = 2_000_000


@dataclass(frozen=True, slots=True)
class CopiedRun:
    where: str
    run: str


def _stretches(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The starts of all stretches of RUN Han characters, and a number for each. Doubling: 25 = 16 + 8 + 1."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    if len(codes) < RUN:
        return np.empty(0, np.int64), np.empty(0, np.uint64)
    is_han = ((codes >= 0x4E00) & (codes <= 0x9FFF)) | ((codes >= 0x3400) & (codes <= 0x4DBF))
    counted = np.concatenate(([0], np.cumsum(is_han)))
    whole = np.flatnonzero(counted[RUN:] - counted[:-RUN] == RUN)
    by_length = {1: codes.astype(np.uint64)}
    factor = BASE
    for length in (1, 2, 4, 8):
        half = by_length[length]
        by_length[2 * length] = half[:-length] + factor * half[length:]
        factor = factor * factor
    powers = [np.uint64(1)]
    for _ in range(RUN):
        powers.append(powers[-1] * BASE)
    numbers = by_length[16][whole] + powers[16] * by_length[8][whole + 16] + powers[24] * by_length[1][whole + 24]
    return whole, numbers


def find_copied_runs(project: dict[str, str], reports: Iterable[str]) -> list[CopiedRun]:
    """The stretches of `project` (text by name) that stand in one of the reports; empty if none do."""
    known: dict[int, CopiedRun] = {}
    with np.errstate(over="ignore"):
        for name, text in project.items():
            text = SPACES.sub("", text)
            for start, number in zip(*_stretches(text), strict=True):
                known.setdefault(int(number), CopiedRun(name, text[start : start + RUN]))
        wanted = np.sort(np.fromiter(known, np.uint64, len(known)))
        found: dict[int, CopiedRun] = {}
        for batch in _batches(reports):
            starts, numbers = _stretches(batch)
            hits = _among(numbers, wanted)
            for start, number in zip(starts[hits], numbers[hits], strict=True):
                if batch[start : start + RUN] == known[int(number)].run:
                    found[int(number)] = known[int(number)]
    return list(found.values())


def _among(numbers: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    if not len(wanted):
        return np.zeros(len(numbers), bool)
    place = np.searchsorted(wanted, numbers)
    return wanted[np.minimum(place, len(wanted) - 1)] == numbers


def _batches(reports: Iterable[str]) -> Iterator[str]:
    """Reports joined to long texts, kept apart by a mark that is no Han character."""
    waiting: list[str] = []
    size = 0
    for report in reports:
        waiting.append(SPACES.sub("", report))
        size += len(waiting[-1])
        if size >= BATCH:
            yield "|".join(waiting)
            waiting, size = [], 0
    yield "|".join(waiting)


def shared_reports(folder: Path) -> Iterator[str]:
    """The texts of all shared reports, those in archives too."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith(".txt"):
                        yield archive.read(name).decode("utf-8", errors="replace")
