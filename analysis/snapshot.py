"""The figures that ship: a store without texts. No sentence of a report goes in, and no string that could hold one.

`write_snapshot(store, out)` keeps facts (the number with its unit, its place in the source), the reports' rows, term counts by
section, problems, year cues and overlaps; headings, titles and quotes are cut down to what is no sentence.
"""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.compare.dictionary import table_schema
from analysis.pipeline import Progress, build
from analysis.sanity import MOST_FACTS_LOST, Loss, lost_facts
from analysis.schema import arrow_schema
from analysis.store import RECORD, Store, check_place, read_record
from analysis.terms import terms_version, write_terms

TABLES = (
    "documents",
    "reports",
    "sections",
    "facts",
    "named",
    "terms",
    "attention",
    "year_cues",
    "overlaps",
    "problems",
)
# A number with its unit is seldom longer; what is longer holds words of the sentence.
LONGEST_QUOTE = 24
# Headings and clues are shown as far as they are labels; a longer run of Han characters is text.
LONGEST_RUN = 20
HAN_RUN = re.compile(r"[㐀-䶿一-鿿]+")
# A heading is kept as a label: some are whole sentences.
LONGEST_HEADING = 20
CUT = "…"
TEXT_COLUMNS = {
    "reports": ("title", "kind_evidence", "place_clues"),
    "sections": ("heading",),
    "facts": ("quote",),
    "year_cues": ("quote",),
    "problems": ("message",),
}
LARGEST = 30_000_000
ARCHIVE = "real.zip"
# The term counts keep reports and roles as numbers; the list of report ids stands in the file's metadata.
TERMS_ON_DISK = {
    "fields": [
        {"name": "term", "type": "string", "title": "词", "description": "Term"},
        {"name": "role", "type": "integer", "title": "所在部分", "description": "0 review, 1 plan, 2 other"},
        {
            "name": "report",
            "type": "integer",
            "title": "报告",
            "description": "Place in the report_ids of the metadata, from 0",
        },
        {"name": "count", "type": "integer", "title": "次数", "description": "Count"},
    ]
}


class SnapshotError(Exception):
    """The snapshot would be worse than the one that is there, or too large; the message says in what."""


class Written(NamedTuple):
    """What was written: rows by table, bytes in all, and what was lost against the snapshot before (None if there was none)."""

    rows: dict[str, int]
    size: int
    loss: Loss | None


def build_snapshot(
    shared: Path, work: Path, out: Path, progress: Progress | None = None, accept_losses: bool = False
) -> Written:
    """Build the shared reports (the seeds and real.zip) into a store at `work` and write its snapshot into `out`.

    A second call redoes only what changed. Raises FileNotFoundError where the shared reports are not there, else as write_snapshot.
    """
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        collect(Path(shared), reports)
        store = build(reports, Path(work), progress).store
    return write_snapshot(store, out, accept_losses)


def collect(shared: Path, folder: Path) -> None:
    """Link the reports that the snapshot is made of into one folder: seeds/*.txt and real.zip (labelled/ repeats some of it)."""
    sources = sorted((shared / "seeds").glob("*.txt"))
    if not sources or not (shared / ARCHIVE).is_file():
        raise FileNotFoundError(f"{shared} holds no seeds/*.txt or no {ARCHIVE}")
    (folder / "seeds").mkdir(parents=True)
    for path in sources:
        (folder / "seeds" / path.name).symlink_to(path.resolve())
    (folder / ARCHIVE).symlink_to((shared / ARCHIVE).resolve())


def write_snapshot(store: Store, out: Path, accept_losses: bool = False) -> Written:
    """Write the figures of a store into the folder `out`, which a Store can open; it has no texts, numbers or sentences.

    Raises SnapshotError when more than 1 % of the facts of the snapshot that is there would be lost (unless accepted), or when
    all files together take more than 30 MB; StoreError when `out` is there and is no store. The same store gives the same bytes.
    """
    out = Path(out)
    check_place(out)
    loss = _loss(store, out)
    if loss is not None and loss.share > MOST_FACTS_LOST and not accept_losses:
        raise SnapshotError(f"{loss.told()}; nothing was written")
    fresh = out.with_name(f"{out.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    rows = {name: _write(fresh, name, without_sentences(name, store.arrow(name))) for name in TABLES}
    (fresh / RECORD).write_text(store.record.to_json(), encoding="utf-8")
    (fresh / "datapackage.json").write_text(datapackage(store.version), encoding="utf-8")
    size = sum(path.stat().st_size for path in fresh.iterdir())
    if size > LARGEST:
        raise SnapshotError(f"{size} bytes are more than the {LARGEST} a snapshot may take; see {fresh}")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    return Written(rows, size, loss)


def _loss(store: Store, out: Path) -> Loss | None:
    return None if read_record(out) is None else lost_facts(Store(out).facts, store.facts)


def _write(folder: Path, name: str, table: pa.Table) -> int:
    if name == "terms":
        write_terms(folder / "terms.parquet", table, terms_version())
    else:
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", compression_level=15)
    return table.num_rows


def without_sentences(name: str, table: pa.Table) -> pa.Table:
    """The table with every text cell cut to what is no sentence: quotes to the number, other texts at the first long run."""
    for column in TEXT_COLUMNS.get(name, ()):
        place = table.column_names.index(column)
        shorten = SHORTENED.get((name, column), short_text)
        cells = pc.cast(table[column], pa.string())
        encoded = cells.combine_chunks().dictionary_encode()
        words = pa.array(
            [None if cell is None else shorten(cell) for cell in encoded.dictionary.to_pylist()], pa.string()
        )
        cut = words.take(encoded.indices).cast(table.schema.field(column).type)
        table = table.set_column(place, table.schema.field(column), cut)
    return table.cast(arrow_schema(name)).replace_schema_metadata(arrow_schema(name).metadata)


def short_quote(quote: str) -> str:
    """The number with its unit; a quote too long to be one is cut."""
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + CUT


def short_heading(heading: str) -> str:
    """The first words of a heading."""
    return heading if len(heading) <= LONGEST_HEADING else heading[:LONGEST_HEADING] + CUT


def short_text(text: str) -> str:
    """The text up to the first run of Han characters (spaces not counted) that is longer than LONGEST_RUN, that run cut."""
    run = 0
    for position, character in enumerate(text):
        if HAN_RUN.match(character):
            run += 1
        elif not character.isspace():
            run = 0
        if run > LONGEST_RUN:
            return text[:position] + CUT
    return text


SHORTENED = {("facts", "quote"): short_quote, ("sections", "heading"): short_heading}


def datapackage(version: str) -> str:
    """The Frictionless description of the snapshot's files, so that other programs can load them."""
    resources = [
        {
            "name": name.replace("_", "-"),
            "path": f"{name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": TERMS_ON_DISK if name == "terms" else table_schema(name, ()),
        }
        for name in TABLES
    ]
    package = {
        "profile": "data-package",
        "name": "zhenlan-snapshot",
        "title": "镇览:政府工作报告里的目标、自报结果和用词,只有数字,没有原文",
        "description": "Figures compiled from public government work reports; no sentence of a report is inside.",
        "version": version,
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def differences(store: Store, snapshot: Store) -> dict[str, pd.DataFrame]:
    """For the files that both hold: rows of facts and reports that are not equal in both, by table; empty if none are.

    `store` may be the build of a sample. Compared as the snapshot keeps them, without what depends on other files.
    """
    sources = sorted(set(store.record.sources) & set(snapshot.record.sources))
    found = {}
    for name, ignored in (("facts", ()), ("reports", BETWEEN_REPORTS), ("sections", ())):
        ours, theirs = (_comparable(name, each, sources, ignored) for each in (store, snapshot))
        both = ours.merge(theirs, how="outer", indicator="found_in")
        odd = both[both["found_in"] != "both"]
        if len(odd):
            side = odd["found_in"].astype("str").map({"left_only": "build", "right_only": "snapshot"})
            found[name] = odd.assign(found_in=side)
    return found


# These say how a report stands to the other reports of the same build.
BETWEEN_REPORTS = (
    *("duplicate_group", "duplicate_of", "duplicate_share", "reuse_previous", "reuse_others", "usable", "exclusion"),
    *("place_verdict",),
)


def _comparable(name: str, store: Store, sources: list[str], ignored: tuple[str, ...]) -> pd.DataFrame:
    table = without_sentences(name, store.arrow(name)).to_pandas()
    reports = store.reports
    kept = set(reports.loc[reports["source"].isin(sources), "report_id"])
    table = table[table["report_id"].isin(kept)].drop(columns=list(ignored))
    labels = table.select_dtypes("category").columns
    table = table.astype(dict.fromkeys(labels, "str"))
    return table.fillna({column: "" for column in table.select_dtypes(exclude="number").columns})


def describe(written: Written) -> str:
    """What was written, in one line of JSON."""
    facts: dict[str, Any] = {"rows": written.rows, "bytes": written.size}
    if written.loss is not None:
        facts["lost"] = written.loss.told()
    return json.dumps(facts, ensure_ascii=False)
