"""The line from a folder of files to a store, readable from top to bottom: read, prepare, extract, count, check, compare, write.

Files go through in chunks, on all cores; what the last build of the same rules made of an unchanged file is kept.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from analysis import checks, terms
from analysis.corpus import dating, duplicates, prepare
from analysis.corrections import apply_corrections
from analysis.extract import account_numbers, named_indicators, read_report
from analysis.fingerprints import code_and_words
from analysis.model import Document, Problem, Reading
from analysis.neighbours import compare_reports
from analysis.readers import SourceRef, list_all, read_source
from analysis.rows import reading_tables, to_table
from analysis.schema import TABLES, arrow_schema
from analysis.store import BuildRecord, Store, read_record, write_store

FILES_A_CHUNK = 12
# Below this many files, starting worker processes takes longer than the work.
FILES_WORTH_WORKERS = 24
# Code that only looks at a finished store does not change what is in it.
NOT_RULES = ("compare", "review", "demo", "__main__.py", "corpora.py", "panel.py", "snapshot.py", "uploads.py")

# Problems of the listing, not of a file that was read.
LISTING_CODES = ("index_unusable", "index_cell_unusable", "index_file_absent", "folder_unreadable")

Tables = dict[str, pa.Table]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """What a build did: `unchanged` when there was nothing to do; `failed` files could not be read and stand among the problems."""

    store: Store
    files: int
    read: int
    failed: int
    unchanged: bool = False


@dataclass(slots=True)
class Chunk:
    """The tables of some files, with the fingerprint of each file that was read."""

    tables: Tables = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    files: int = 0


def read_document(document: Document) -> Reading:
    """Everything that is read out of one document by itself."""
    reading = Reading(document)
    reports, problems = prepare(document)
    reading.reports += reports
    reading.problems += problems
    read = [fact for report in reports for fact in read_report(report)]
    reading.facts, corrected = apply_corrections(document.source, read)
    reading.problems += corrected
    for report in reports:
        facts = [fact for fact in reading.facts if fact.report_id == report.report_id]
        reading.numbers += account_numbers(report, facts)
        reading.named[report.report_id] = named_indicators(report)
        reading.datings[report.report_id] = dating.date_report(report)
        reading.terms += terms.count_terms(report)
        reading.attention += terms.area_amounts(report)
        reading.problems += checks.check_report(report, facts)
    return reading


def build(location: Path, out: Path, progress: Progress | None = None) -> Outcome:
    """Analyse the reports at `location` (folder, file or .zip) into the store at `out`; does nothing when nothing changed."""
    references, listing_problems = list_all(location)
    rules = rules_version()
    before = read_record(out)
    known = before.sources if before is not None and before.rules == rules else {}
    chunks = list(_read_all(references, known, progress))
    fingerprints = {source: mark for chunk in chunks for source, mark in chunk.fingerprints.items()}
    kept = [source for chunk in chunks for source in chunk.kept]
    failed = len(references) - len(fingerprints) - len(kept)
    sources = fingerprints | {source: known[source] for source in kept}
    same_files = before is not None and not fingerprints and not failed and sources == before.sources
    if same_files and _told(listing_problems) == _told_before(out):
        return Outcome(Store(out), len(references), 0, 0, unchanged=True)
    listed = reading_tables(Reading(None, problems=listing_problems))
    tables = _joined([_kept_rows(out, kept), *(chunk.tables for chunk in chunks), listed])
    tables = compare_reports(tables)
    write_store(out, tables, _record(rules, sources, location))
    return Outcome(Store(out), len(references), len(fingerprints), failed)


def _told(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.source, problem.message) for problem in problems}


def _told_before(out: Path) -> set[tuple[str, str]]:
    """The problems of the listing that the store at hand tells of."""
    problems = Store(out).problems
    listed = problems[problems["code"].isin(LISTING_CODES)]
    return set(zip(listed["source"], listed["message"], strict=True))


def _read_all(references: list[SourceRef], known: dict[str, str], progress: Progress | None) -> Iterator[Chunk]:
    done = 0
    for chunk in _chunks(references, known):
        done += chunk.files
        if progress is not None:
            progress(done, len(references))
        yield chunk


def _chunks(references: list[SourceRef], known: dict[str, str]) -> Iterable[Chunk]:
    work = partial(_read_chunk, known=known)
    batches = [references[first : first + FILES_A_CHUNK] for first in range(0, len(references), FILES_A_CHUNK)]
    if len(references) < FILES_WORTH_WORKERS:
        yield from map(work, batches)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, batches)


def _read_chunk(references: list[SourceRef], known: dict[str, str]) -> Chunk:
    chunk = Chunk(files=len(references))
    readings: list[Tables] = []
    for reference in references:
        document = read_source(reference)
        if isinstance(document, Problem):
            readings.append(_tables(Reading(None, problems=[document])))
            continue
        mark = fingerprint(document)
        if known.get(document.source) == mark:
            chunk.kept.append(document.source)
            continue
        try:
            readings.append(_tables(read_document(document)))
            chunk.fingerprints[document.source] = mark
        except Exception as error:  # one bad file must not stop the others; the message names the fault
            problem = Problem("analysis_failed", document.source, f"{type(error).__name__}: {error}")
            readings.append(_tables(Reading(None, problems=[problem])))
    chunk.tables = _joined(readings)
    return chunk


def _tables(reading: Reading) -> Tables:
    tables = reading_tables(reading)
    tables["terms"] = terms.counts_table(reading.terms)
    tables["sentences"] = to_table("sentences", duplicates.sentence_rows(reading.reports))
    return tables


def _joined(parts: list[Tables]) -> Tables:
    joined = {}
    for name in TABLES:
        found = [part[name] for part in parts if name in part and part[name].num_rows]
        table = pa.concat_tables(found) if found else arrow_schema(name).empty_table()
        joined[name] = table.unify_dictionaries().combine_chunks()
    return joined


def _kept_rows(out: Path, kept: list[str]) -> Tables:
    """The rows of unchanged files from the store that is there."""
    if not kept:
        return {}
    store = Store(out)
    sources = pa.array(kept)
    reports = store.arrow("reports")
    reports = reports.filter(pc.is_in(reports["source"], sources))
    tables = {}
    for name in TABLES:
        table = store.arrow(name)
        by_source = "source" in table.column_names
        column = table["source"] if by_source else pc.cast(table["report_id"], pa.string())
        tables[name] = table.filter(pc.is_in(column, sources if by_source else reports["report_id"].combine_chunks()))
    return tables


def fingerprint(document: Document) -> str:
    """Changes with the bytes of a file and with what is claimed of it."""
    return hashlib.sha256(f"{document.sha256} {document.claim!r}".encode()).hexdigest()[:16]


def rules_version() -> str:
    """A hash of the code and the lexicon that decide what a build makes of a file."""
    return code_and_words(NOT_RULES)


def _record(rules: str, sources: dict[str, str], location: Path) -> BuildRecord:
    content = rules + "".join(f"{source}={mark};" for source, mark in sorted(sources.items()))
    version = hashlib.sha256(content.encode()).hexdigest()[:8]
    return BuildRecord(version, rules, dict(sorted(sources.items())), location.name)
