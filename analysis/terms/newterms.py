"""Terms that the lexicon does not have yet, proposed from the texts: runs of words that hold together and stand freely.

A candidate is a run of two to four neighbouring pieces of segmentation, or one piece that the segmenter made up itself. It holds
together when its parts come with each other far more often than by chance (PMI at its weakest seam), and stands freely when
many different words come before and after it (entropy of the neighbours on both sides).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.lexicon.stopwords import stop_words
from analysis.terms.tokens import HAN, lexicon, lexicon_matches, rest_of, segment

Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

LONGEST_RUN = 4
SHORTEST, LONGEST = 4, 9
LEAST_REPORTS = 10
# A candidate of nearly the same count as a longer one that holds it is a part of that one.
PART_OF_LONGER = 0.6
BREAK = 0


class Proposal(NamedTuple):
    """A proposed term: in how many reports and how often it stands, its measures, and the score it is ranked by."""

    term: str
    reports: int
    count: int
    pmi: float
    left_entropy: float
    right_entropy: float
    score: float


@dataclass
class _Stream:
    """All texts as one row of piece codes; code 0 stands between two clauses. `owner` is the number of the report."""

    codes: Codes
    owner: Codes
    pieces: list[str]
    may_begin: npt.NDArray[np.bool_]
    may_end: npt.NDArray[np.bool_]
    inside: npt.NDArray[np.bool_]


def propose_terms(texts: Iterable[str], least_reports: int | None = None, most: int = 200) -> list[Proposal]:
    """The best proposals, the best first; empty where no run of words stands in `least_reports` reports.

    Where that is not given it is one report in twenty, but no fewer than three and no more than LEAST_REPORTS.
    """
    stream = _read(texts)
    if least_reports is None:
        reports = int(stream.owner.max(initial=-1)) + 1
        least_reports = max(3, min(LEAST_REPORTS, reports // 20))
    found: dict[str, Proposal] = {}
    for length in range(2, LONGEST_RUN + 1):
        for proposal in _runs(stream, length, least_reports):
            found[proposal.term] = proposal
    whole = _without_parts(found)
    return sorted(whole, key=lambda proposal: (-proposal.score, proposal.term))[:most]


def _read(texts: Iterable[str]) -> _Stream:
    known: dict[str, int] = {"": BREAK}
    codes: list[npt.NDArray[np.int32]] = []
    lengths = []
    for text in texts:
        pieces = segment(rest_of(text, lexicon_matches(text)))
        row = np.fromiter((known.setdefault(piece, len(known)) for piece in pieces), np.int32, len(pieces))
        codes.append(np.append(row, BREAK))
        lengths.append(len(row) + 1)
    words = list(known)
    usable = np.array([bool(word) and all(map(HAN.match, word)) for word in words])
    stream = np.concatenate(codes).astype(np.int64) if codes else np.zeros(0, np.int64)
    stream = np.where(usable[stream], stream, BREAK)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return _Stream(stream, owner, words, *_edges(words, usable))


def _edges(words: list[str], usable: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], ...]:
    """Which pieces a term may begin with, end with, and have inside."""
    stops = stop_words("counts") | stop_words("edges")
    frame = stop_words("clouds")
    content = usable & np.array([word not in stops for word in words])
    own = content & np.array([word not in frame for word in words])
    return own, own, content


def _runs(stream: _Stream, length: int, least_reports: int) -> Iterable[Proposal]:
    """Proposals of runs of `length` pieces."""
    codes = stream.codes
    if len(codes) <= length + 1:
        return
    starts = np.arange(1, len(codes) - length)
    good = stream.may_begin[codes[starts]] & stream.may_end[codes[starts + length - 1]]
    for inner in range(1, length - 1):
        good &= stream.inside[codes[starts + inner]]
    starts = starts[good]
    keys = _keys(codes, starts, length, len(stream.pieces))
    starts, groups, counts = _frequent(keys, starts, stream.owner, least_reports)
    if not len(starts):
        return
    first = np.full(len(counts), -1)
    first[groups[::-1]] = starts[::-1]
    left = _entropy(groups, codes[starts - 1], len(counts))
    right = _entropy(groups, codes[starts + length], len(counts))
    reports = _distinct(groups, stream.owner[starts], len(counts))
    pmi = _weakest_seam(stream, first, counts, length)
    for place, start in enumerate(first):
        term = "".join(stream.pieces[code] for code in codes[start : start + length])
        if SHORTEST <= len(term) <= LONGEST and term not in lexicon().short:
            edge = min(left[place], right[place])
            score = float(np.log(reports[place]) * max(pmi[place], 0) * edge)
            yield Proposal(
                term,
                int(reports[place]),
                int(counts[place]),
                float(pmi[place]),
                float(left[place]),
                float(right[place]),
                score,
            )


def _keys(codes: Codes, starts: Codes, length: int, base: int) -> npt.NDArray[np.uint64]:
    """One number a run; runs of three and more may in theory collide, with odds of one in 10¹⁰."""
    keys = np.zeros(len(starts), np.uint64)
    factor = np.uint64(max(base, 2) if length == 2 else 0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        for offset in range(length):
            keys = keys * factor + codes[starts + offset].astype(np.uint64)
    return keys


def _frequent(
    keys: npt.NDArray[np.uint64], starts: Codes, owner: Codes, least_reports: int
) -> tuple[Codes, Codes, Codes]:
    """The starts whose run stands in enough reports, the number of the run at each, and how often each run stands."""
    _, groups, counts = np.unique(keys, return_inverse=True, return_counts=True)
    enough = counts >= least_reports
    enough &= _distinct(groups, owner[starts], len(counts)) >= least_reports
    kept = enough[groups]
    renumbered = np.cumsum(enough) - 1
    return starts[kept], renumbered[groups[kept]], counts[enough]


def _distinct(groups: Codes, values: Codes, size: int) -> Codes:
    """How many different values each group has."""
    pairs = np.unique(groups * (values.max(initial=0) + 1) + values)
    return np.bincount(pairs // (values.max(initial=0) + 1), minlength=size)


def _entropy(groups: Codes, neighbours: Codes, size: int) -> Numbers:
    """Entropy in bits of the neighbours of each group; every clause end counts as a neighbour of its own."""
    base = neighbours.max(initial=0) + 1
    pairs, counts = np.unique(groups * base + neighbours, return_counts=True)
    owners, totals = pairs // base, np.bincount(groups, minlength=size)
    share = counts / totals[owners]
    at_break = pairs % base == BREAK
    terms = np.where(at_break, share * np.log2(totals[owners]), -share * np.log2(share))
    return np.bincount(owners, terms, size)


def _weakest_seam(stream: _Stream, first: Codes, counts: Codes, length: int) -> Numbers:
    """PMI in bits at the seam of a run where its two sides are least bound to each other."""
    codes = stream.codes
    total = float((codes != BREAK).sum())
    single = np.bincount(codes, minlength=len(stream.pieces)).astype(float)
    weakest = np.full(len(first), np.inf)
    for seam in range(1, length):
        before = single[codes[first + seam - 1]]
        after = single[codes[first + seam]]
        weakest = np.minimum(weakest, np.log2(counts * total / (before * after)))
    return weakest


def _without_parts(found: dict[str, Proposal]) -> list[Proposal]:
    """Leave out what is only a part of a longer proposal, and a longer one that adds a free word to a shorter."""
    covered: set[str] = set()
    for term, proposal in found.items():
        for start in range(len(term)):
            for end in range(start + SHORTEST, len(term) + 1):
                part = found.get(term[start:end])
                if part is not None and part.term != term and proposal.count >= PART_OF_LONGER * part.count:
                    covered.add(part.term)
    return [proposal for term, proposal in found.items() if term not in covered]
