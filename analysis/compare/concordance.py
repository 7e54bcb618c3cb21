"""Every line of text where a term or phrase stands, with what comes before and after it.

A term is found where the counts have it: the lines of a term are as many as its count. A phrase is any string of the reader's;
phrases of one group are found by longest match, none overlapping.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.compare.termcounts import ALL_ROLES, ROLES, Numbers, Rows, TermCounts
from analysis.lexicon.stopwords import stop_words
from analysis.lexicon.terms import load_policy_terms
from analysis.model import Section, SectionRole
from analysis.store import Store
from analysis.terms.counts import section_spans
from analysis.terms.tokens import HAN_WORDS, lexicon, lexicon_matches, rest_of, segment

CONTEXT = 30
# What the segmenter cuts as one block: what stands outside of it has no influence on where words end.
BLOCK = re.compile(r"[㐀-鿿a-zA-Z0-9+#&._%\-]+")
REPORTS_AT_ONCE = 64

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
    words = {form for form, meant in known.short.items() if meant == term}
    if term not in known.short and HAN_WORDS.fullmatch(term) and term not in stop_words("counts"):
        words.add(term)
    if any(word in text for word in words):
        spans += _find_words(rest_of(text, matches), words)
    return sorted(spans)


def _find_words(rest: str, words: set[str]) -> list[Span]:
    """Where the segmenter has one of the words as a piece; only the blocks that hold one are segmented, all in one call."""
    blocks = [block for block in BLOCK.finditer(rest) if any(word in block.group() for word in words)]
    spans = []
    places = iter(blocks)
    start = next(places).start() if blocks else 0
    for piece in segment("\n".join(block.group() for block in blocks)):
        if piece == "\n":
            start = next(places).start()
            continue
        if piece in words:
            spans.append((start, start + len(piece)))
        start += len(piece)
    return spans


def find_phrases(text: str, phrases: Sequence[str]) -> list[Span]:
    """Where any of the phrases stands, longest match, none overlapping."""
    finder = AhoCorasick([phrase for phrase in phrases if phrase], matchkind=MatchKind.LeftmostLongest)
    return [(start, end) for _, start, end in finder.find_matches_as_indexes(text)]


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
        reports = reports[counts.vector(terms, role)[rows] > 0]
    reports = reports.sort_values(["year", "place", "report_id"], kind="stable").set_index("report_id")
    sections = sections_of(store, reports.index)
    lines: list[Line] = []
    for report_id, text in read_texts(store, _holding(store, reports.index, terms) if phrases else reports.index):
        lines += lines_in(report_id, text, sections.get(report_id, ()), terms, phrases, role)
        if len(lines) >= most:
            break
    frame = pd.DataFrame(lines[:most], columns=list(Line._fields))
    told = reports[["place", "year", "title"]].reindex(frame["report_id"]).reset_index(drop=True)
    return pd.concat([told, frame], axis=1)


def _holding(store: Store, report_ids: Iterable[str], phrases: Sequence[str]) -> list[str]:
    """Those of the reports whose text holds one of the phrases, found without reading the texts into Python."""
    file = store.path / "texts.parquet"
    if not file.exists():
        return []
    holding: set[str] = set()
    for batch in pq.ParquetFile(file).iter_batches(batch_size=128):
        found = np.zeros(batch.num_rows, bool)
        for phrase in phrases:
            found |= pc.match_substring(batch["text"], phrase).to_numpy(zero_copy_only=False)
        holding.update(np.asarray(batch["report_id"].to_pylist(), object)[found])
    return [name for name in report_ids if name in holding]


def phrase_vectors(store: Store, counts: TermCounts, phrases: Sequence[str]) -> dict[str, Numbers]:
    """How often any of the phrases stands in each report of the store, by role and in all."""
    places = {name: place for place, name in enumerate(counts.reports["report_id"])}
    vectors = {role: np.zeros(len(places)) for role in (*ROLES, ALL_ROLES)}
    holding = _holding(store, places, phrases)
    sections = sections_of(store, holding)
    for report_id, text in read_texts(store, holding):
        found = Counter(line.role for line in lines_in(report_id, text, sections.get(report_id, ()), phrases, True))
        for role, number in found.items():
            vectors[role][places[report_id]] = number
            vectors[ALL_ROLES][places[report_id]] += number
    return vectors


def sort_lines(lines: pd.DataFrame, by: str) -> pd.DataFrame:
    """Lines by what stands right of the hit ("right"), left of it read backwards ("left"), or as they are ("place")."""
    if by == "right":
        return lines.sort_values("right", kind="stable").reset_index(drop=True)
    if by == "left":
        return lines.iloc[lines["left"].str[::-1].argsort(kind="stable")].reset_index(drop=True)
    return lines


def read_query(written: str) -> list[str]:
    """The words of a reader's query: one, or a group written {甲, 乙}; repeated and empty ones left out."""
    inner = written.strip().removeprefix("{").removesuffix("}")
    words = re.split(r"[,,、;;|]", inner) if written.strip().startswith("{") else [inner]
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def known_forms(term: str) -> tuple[str, ...]:
    """Other ways of writing a policy term that are counted as it."""
    return next((entry.forms for entry in load_policy_terms() if entry.term == term), ())
