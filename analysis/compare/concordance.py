"""Every line of text where a term or phrase stands, with what comes before and after it.

A term is found where the counts have it: the lines of a term are as many as its count. A phrase is any string of the reader's;
phrases of one group are found by longest match, none overlapping.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.compare.termcounts import ALL_ROLES, ROLES, Numbers, Rows, TermCounts
from analysis.lexicon.terms import load_policy_terms
from analysis.model import Section, SectionRole
from analysis.store import Store
from analysis.terms.counts import section_spans
from analysis.terms.tokens import is_counted, lexicon, lexicon_matches, rest_of, segment

CONTEXT = 20
# What the segmenter cuts as one block: what stands outside of it has no influence on where words end.
BLOCK = re.compile(r"[㐀-鿿a-zA-Z0-9+#&._%\-]+")
REPORTS_AT_ONCE = 256

Span = tuple[int, int]
Sections = dict[str, tuple[Section, ...]]


class Line(NamedTuple):
    """One occurrence with up to CONTEXT characters on either side."""

    report_id: str
    role: str
    start: int
    end: int
    left: str
    hit: str
    right: str


def find_term(text: str, term: str) -> list[Span]:
    """Where a counted term stands in a stretch of text, exactly as `find_tokens` has it, without segmenting all of it."""
    known = lexicon()
    matches = lexicon_matches(text)
    spans = [(start, end) for pattern, start, end in matches if known.terms[pattern] == term]
    words = _words_of(term)
    if any(word in text for word in words):
        spans += _find_words(rest_of(text, matches), words)
    return sorted(spans)


@lru_cache(maxsize=256)
def _words_of(term: str) -> frozenset[str]:
    """The words of segmentation that count for a term; none for one that is found as a string only."""
    known = lexicon()
    words = {form for form, meant in known.short.items() if meant == term}
    counted = is_counted[term]
    if counted and term not in known.short and term not in known.terms:
        words.add(term)
    return frozenset(words)


def _find_words(rest: str, words: frozenset[str]) -> list[Span]:
    """Where the segmenter has one of the words as a piece; only the blocks that hold one are segmented, all in one call."""
    blocks: list[Span] = []
    for found in re.finditer("|".join(map(re.escape, words)), rest):
        if not blocks or found.start() >= blocks[-1][1]:
            blocks.append(_block_around(rest, found.start()))
    spans = []
    places = iter(blocks)
    start = next(places)[0] if blocks else 0
    for piece in segment("\n".join(rest[low:high] for low, high in blocks)):
        if piece == "\n":
            start = next(places)[0]
            continue
        if piece in words:
            spans.append((start, start + len(piece)))
        start += len(piece)
    return spans


def _block_around(rest: str, place: int) -> Span:
    """The block that holds a place."""
    low = place
    while low and BLOCK.match(rest[low - 1]):
        low -= 1
    found = BLOCK.match(rest, low)
    return low, found.end() if found else place


@lru_cache(maxsize=64)
def _finder(phrases: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick([phrase for phrase in phrases if phrase], matchkind=MatchKind.LeftmostLongest)


def find_phrases(text: str, phrases: Sequence[str]) -> list[Span]:
    """Where any of the phrases stands, longest match, none overlapping."""
    return [(start, end) for _, start, end in _finder(tuple(phrases)).find_matches_as_indexes(text)]


def read_texts(store: Store, report_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The texts of reports in the order asked, read some at a time; nothing where the store ships without texts."""
    wanted = list(report_ids)
    file = store.path / "texts.parquet"
    if not file.exists():
        return
    for first in range(0, len(wanted), REPORTS_AT_ONCE):
        chunk = wanted[first : first + REPORTS_AT_ONCE]
        rows = pq.read_table(file, filters=pc.field("report_id").isin(chunk))
        texts = dict(zip(rows["report_id"].to_pylist(), rows["text"].to_pylist(), strict=True))
        yield from ((name, texts[name]) for name in chunk if name in texts)


def texts_holding(store: Store, phrases: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The reports whose text holds one of the phrases, with the text, in the order of the file."""
    file = store.path / "texts.parquet"
    if not file.exists():
        return
    for batch in pq.ParquetFile(file).iter_batches(batch_size=128):
        found = np.zeros(batch.num_rows, bool)
        for phrase in phrases:
            found |= pc.match_substring(batch["text"], phrase).to_numpy(zero_copy_only=False)
        held = batch.filter(pa.array(found))
        yield from zip(held["report_id"].to_pylist(), held["text"].to_pylist(), strict=True)


def sections_of(store: Store, report_ids: Iterable[str]) -> Sections:
    """The sections of reports, in the order of the text."""
    frame = store.sections
    frame = frame[frame["report_id"].isin(list(report_ids))]
    found: dict[str, list[Section]] = {}
    for name, start, end, role in zip(frame["report_id"], frame["start"], frame["end"], frame["role"], strict=True):
        found.setdefault(name, []).append(Section(int(start), int(end), SectionRole(role)))
    return {name: tuple(sorted(sections, key=lambda section: section.start)) for name, sections in found.items()}


def lines_in(
    report_id: str, text: str, sections: tuple[Section, ...], terms: Sequence[str], phrases: bool, role: str = ALL_ROLES
) -> list[Line]:
    """The lines of one report: of counted terms, or of phrases."""
    lines = []
    for start, end, own_role in section_spans(text, sections):
        if role not in (ALL_ROLES, own_role):
            continue
        stretch = text[start:end]
        if phrases:
            spans = find_phrases(stretch, terms)
        else:
            spans = sorted(span for term in dict.fromkeys(terms) for span in find_term(stretch, term))
        lines += [_line(report_id, own_role, text, start + low, start + high) for low, high in spans]
    return lines


def _line(report_id: str, role: str, text: str, start: int, end: int) -> Line:
    left = text[max(0, start - CONTEXT) : start].replace("\n", " ")
    right = text[end : end + CONTEXT].replace("\n", " ")
    return Line(report_id, str(role), start, end, left, text[start:end], right)


def concordance(
    store: Store, counts: TermCounts, rows: Rows, terms: Sequence[str], phrases: bool = False, role: str = ALL_ROLES,
    most: int = 1000,
) -> pd.DataFrame:  # fmt: skip
    """Lines in the order of year and place, at most `most`; columns of Line with place, year and title.

    Empty where nothing is found or the store ships without texts (`store.has_texts` tells which).
    """
    reports = counts.reports.iloc[rows]
    if not phrases:
        found = counts.vector(terms, role)[rows]
        reports = reports[found > 0].assign(found=found[found > 0])
    reports = reports.sort_values(["year", "place", "report_id"], kind="stable").set_index("report_id")
    lines: list[Line] = []
    for report_id, text, sections in _in_order(store, reports, terms if phrases else None, most):
        lines += lines_in(report_id, text, sections, terms, phrases, role)
        if len(lines) >= most:
            break
    frame = pd.DataFrame(lines[:most], columns=list(Line._fields))
    told = reports[["place", "year", "title"]].reindex(frame["report_id"]).reset_index(drop=True)
    return pd.concat([told, frame], axis=1)


def _in_order(
    store: Store, reports: pd.DataFrame, phrases: Sequence[str] | None, most: int
) -> Iterator[tuple[str, str, tuple[Section, ...]]]:
    """The reports that can hold lines, as ordered, with text and sections; no more than `most` lines need."""
    if phrases is None:
        reports = reports[reports["found"].cumsum() - reports["found"] < most]
        texts = read_texts(store, reports.index)
    else:
        held = dict(texts_holding(store, phrases))
        texts = ((name, held[name]) for name in reports.index if name in held)
    sections = sections_of(store, reports.index)
    return ((name, text, sections.get(name, ())) for name, text in texts)


def phrase_vectors(store: Store, counts: TermCounts, phrases: Sequence[str]) -> dict[str, Numbers]:
    """How often any of the phrases stands in each report of the store, by role and in all."""
    places = {name: place for place, name in enumerate(counts.reports["report_id"])}
    vectors = {role: np.zeros(len(places)) for role in (*ROLES, ALL_ROLES)}
    sections = sections_of(store, places)
    for report_id, text in texts_holding(store, phrases):
        for start, end, role in section_spans(text, sections.get(report_id, ())):
            vectors[role][places[report_id]] += len(find_phrases(text[start:end], phrases))
    vectors[ALL_ROLES] = vectors[SectionRole.REVIEW] + vectors[SectionRole.PLAN] + vectors[SectionRole.OTHER]
    return vectors


def sort_lines(lines: pd.DataFrame, by: str) -> pd.DataFrame:
    """Lines by what stands right of the hit ("right"), left of it read backwards ("left"), or as they are ("place")."""
    if by == "right":
        return lines.sort_values("right", kind="stable").reset_index(drop=True)
    if by == "left":
        return lines.iloc[lines["left"].str[::-1].argsort(kind="stable")].reset_index(drop=True)
    return lines


def split_queries(written: str) -> list[str]:
    """The queries of one line, apart at spaces; spaces within {…} are none. Repeated ones are left out."""
    return list(dict.fromkeys(re.findall(r"\{[^}]*\}|[^\s{]+", written)))


def read_query(written: str) -> list[str]:
    """The words of a reader's query: one, or a group written {甲, 乙}; repeated and empty ones left out."""
    inner = written.strip().removeprefix("{").removesuffix("}")
    words = re.split(r"[,,、;;|]", inner) if written.strip().startswith("{") else [inner]
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def known_forms(term: str) -> tuple[str, ...]:
    """Other ways of writing a policy term that are counted as it."""
    return next((entry.forms for entry in load_policy_terms() if entry.term == term), ())
