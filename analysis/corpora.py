"""Which bodies of reports can be opened: the reader's own, the figures that ship, the made-up demo.

`python -m analysis.corpora [REPORTS]` makes them ready, as `make run` does.
"""

import shutil
import sys
from enum import StrEnum
from pathlib import Path

from analysis.pipeline import Progress, build
from analysis.store import Store, read_record

DATA = Path(__file__).resolve().parents[1] / "data"
STORES = DATA / "store"
OWN_REPORTS = DATA / "reports"
SNAPSHOT = DATA / "snapshot"


class Corpus(StrEnum):
    REPORTS = "reports"
    SNAPSHOT = "snapshot"
    DEMO = "demo"


def available() -> list[Corpus]:
    """The corpora that can be opened, the one that opens by itself first."""
    found = []
    if own_files() or read_record(STORES / Corpus.REPORTS):
        found.append(Corpus.REPORTS)
    if read_record(SNAPSHOT):
        found.append(Corpus.SNAPSHOT)
    return [*found, Corpus.DEMO]


def own_files() -> list[Path]:
    """The reader's files in data/reports; hidden files do not count."""
    return [path for path in OWN_REPORTS.rglob("*") if path.is_file() and not path.name.startswith(".")]


def open_store(corpus: Corpus, progress: Progress | None = None) -> Store:
    """The store of a corpus; what is not there yet is built first, which takes about a second for the demo."""
    if corpus is Corpus.SNAPSHOT:
        return Store(SNAPSHOT)
    path = STORES / corpus
    if read_record(path) is None:
        build(DATA / "demo" if corpus is Corpus.DEMO else OWN_REPORTS, path, progress)
    return Store(path)


def make_ready(location: Path | None) -> None:
    """Build what `location` holds, or data/reports where none is given, and the demo; forget what is no longer wanted."""
    own = STORES / Corpus.REPORTS
    if location is None and own_files():
        location = OWN_REPORTS
    if location is not None:
        _build(location, own)
    else:
        shutil.rmtree(own, ignore_errors=True)
    _build(DATA / "demo", STORES / Corpus.DEMO)


def keep_ready(store: Store) -> None:
    """Make the frames that pages keep between runs (analysis.compare.prepared), so that the first visitor need not wait for them."""
    # The import is here because only this needs it, and the dashboard's first page should not wait for it.
    from analysis.compare import targets, termcounts

    for kind in (found := targets.all_pairs(store)):
        found[kind]
    termcounts.load_term_counts(store)


def _build(location: Path, out: Path) -> None:
    from analysis.__main__ import main

    code = main(["build", str(location), "--out", str(out)])
    if code == 2 or read_record(out) is None:
        sys.exit(f"{location} could not be analysed")


def run(arguments: list[str]) -> None:
    location = Path(arguments[0]) if arguments else None
    if location is not None and not location.exists():
        sys.exit(f"{location} does not exist: give a folder, a file or a .zip")
    make_ready(location)
    print("Pairing targets with results and counting terms, once for these data")
    keep_ready(open_store(available()[0]))


if __name__ == "__main__":
    run(sys.argv[1:])
