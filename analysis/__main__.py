"""The command line: python -m analysis build | facts | explain | evaluate | diff | newterms | snapshot | demo | export."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.arguments import existing, file_to_be, folder_to_be, not_negative, positive, store_to_be
from analysis.model import Document, Fact, Problem

FACT_FIELDS = [
    "source",
    "start",
    "end",
    "quote",
    "metric",
    "measure",
    "kind",
    "period",
    "value",
    "unit",
    "bound",
    "wording",
    "price_basis",
    "redacted",
    "rule",
    "flags",
]


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, or 1 when some file could not be read or a check failed, 2 for wrong use."""
    from analysis.store import StoreError

    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BrokenPipeError:  # whoever reads the output, as `head` does, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (StoreError, OSError) as error:
        print(f"python -m analysis: error: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in ADDED:
        add(commands)
    return parser


def _add_build(commands: Any) -> None:
    command = commands.add_parser("build", help="analyse a folder, a file or a .zip into a store")
    command.add_argument("reports", type=existing)
    command.add_argument("--out", type=store_to_be, required=True)
    command.set_defaults(run=_build)


def _add_facts(commands: Any) -> None:
    command = commands.add_parser("facts", help="print the facts of files, one JSON object a line")
    command.add_argument("files", nargs="+", type=existing)
    command.add_argument("--format", choices=["jsonl"], default="jsonl")
    command.set_defaults(run=_facts)


def _add_explain(commands: Any) -> None:
    command = commands.add_parser("explain", help="how the fact at an offset was read, or why a number gave none")
    command.add_argument("file", type=existing)
    command.add_argument("--at", type=not_negative, required=True, help="code-point offset in the file as decoded")
    command.set_defaults(run=_explain)


def _add_evaluate(commands: Any) -> None:
    command = commands.add_parser("evaluate", help="score the extraction against labels")
    command.add_argument("labels", type=existing, help="folder of label files, one .tsv a report")
    command.add_argument("files", nargs="+", type=existing)
    command.add_argument("--save", type=file_to_be, help="write the scores as JSON, for the method page")
    command.set_defaults(run=_evaluate)


def _add_diff(commands: Any) -> None:
    command = commands.add_parser("diff", help="facts gained, lost and changed between two stores or two .jsonl files")
    command.add_argument("old", type=existing)
    command.add_argument("new", type=existing)
    command.set_defaults(run=_diff)


def _add_newterms(commands: Any) -> None:
    command = commands.add_parser("newterms", help="terms that the reports use often and the lexicon does not know")
    command.add_argument("store", type=existing)
    command.add_argument("--most", type=positive, default=200, help="how many to print")
    command.set_defaults(run=_newterms)


def _add_snapshot(commands: Any) -> None:
    command = commands.add_parser("snapshot", help="write the figures of reports, without their sentences, to ship")
    command.add_argument("reports", type=existing, help="a store, or the folder that holds seeds/ and real.zip")
    command.add_argument("--out", type=store_to_be, default=Path("data/snapshot"))
    command.add_argument(
        "--work", type=store_to_be, default=Path("data/store/shared"), help="store of the reports built from"
    )
    command.add_argument("--accept-losses", action="store_true", help="write although facts of the last one are lost")
    command.set_defaults(run=_snapshot)


def _add_demo(commands: Any) -> None:
    command = commands.add_parser("demo", help="write the made-up reports of the demo, with the truth beside them")
    command.add_argument("--out", type=folder_to_be, required=True)
    command.add_argument("--seed", type=not_negative, help="another seed gives other reports")
    command.set_defaults(run=_demo)


def _add_export(commands: Any) -> None:
    command = commands.add_parser("export", help="tables for other programs")
    command.add_argument("what", choices=["panel"], help="panel: place x year x indicator x measure, long and wide")
    command.add_argument("store", type=existing)
    command.add_argument("--out", type=folder_to_be, required=True)
    command.set_defaults(run=_export)


def _nothing_found(where: str) -> int:
    print(
        f"{where}: no report was found. Put .txt, .html, .docx or .pdf files (or a .zip of them) there, or give another folder.",
        file=sys.stderr,
    )
    return 2


def _build(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from analysis.pipeline import build
    from analysis.readers import list_sources

    if not list_sources(options.reports):
        return _nothing_found(str(options.reports))
    with tqdm(unit="file", desc="reading", disable=None) as bar:

        def show(done: int, files: int) -> None:
            bar.total = files
            bar.update(done - bar.n)

        outcome = build(options.reports, options.out, show)
    store = outcome.store
    if outcome.unchanged:
        print(f"nothing changed: {options.out} is up to date (version {store.version})")
    else:
        print(
            f"read {outcome.read} of {outcome.files} files, {outcome.files - outcome.read - outcome.failed} unchanged"
        )
    print(
        f"{outcome.files} files, {len(store.reports)} reports, {len(store.facts)} facts, {len(store.problems)} problems"
    )
    for code, count in Counter(store.problems["code"]).most_common():
        print(f"  {code} {count}")
    return 1 if outcome.failed else 0


def _documents(paths: list[Path], failed: list[Problem] | None = None) -> Iterator[Document]:
    """The documents at the paths; those that cannot be read are told on standard error and added to `failed`."""
    from analysis.readers import list_sources, read_source

    for path in paths:
        for reference in list_sources(path):
            document = read_source(reference)
            if isinstance(document, Problem):
                _tell([document])
                if failed is not None:
                    failed.append(document)
            else:
                yield document


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        print(f"{problem.source}: {problem.code}: {problem.message}", file=sys.stderr)


def _facts(options: argparse.Namespace) -> int:
    from analysis.corpus import prepare
    from analysis.extract import read_report

    failed: list[Problem] = []
    files = 0
    for document in _documents(options.files, failed):
        files += 1
        reports, problems = prepare(document)
        if not reports:
            _tell(problems)
            failed += problems
        for report in reports:
            for fact in read_report(report):
                print(json.dumps(fact_object(fact), ensure_ascii=False))
    if not files and not failed:
        return _nothing_found(", ".join(map(str, options.files)))
    return 1 if failed else 0


def fact_object(fact: Fact) -> dict[str, Any]:
    """A fact as it is printed: start and end are offsets in the file as decoded, value a plain number or null."""
    value = fact.value
    shown = {name: getattr(fact, name) for name in FACT_FIELDS}
    whole = value is not None and value == value.to_integral_value()
    return shown | {
        "start": fact.source_start,
        "end": fact.source_end,
        "value": None if value is None else (int(value) if whole else float(value)),
    }


def _explain(options: argparse.Namespace) -> int:
    from analysis.corpus import prepare
    from analysis.review.explain import explain

    for document in _documents([options.file]):
        for report in prepare(document)[0]:
            first, last = report.source_map.span_to_source(0, len(report.text))
            if first <= options.at < last:
                print(explain(report, report.source_map.from_source(options.at)))
                return 0
    print(f"no report of {options.file} holds offset {options.at}", file=sys.stderr)
    return 1


def _evaluate(options: argparse.Namespace) -> int:
    from analysis.review.evaluate import evaluate, report_lines

    if not any(options.labels.glob("*.tsv")):
        print(f"{options.labels} holds no label file (.tsv)", file=sys.stderr)
        return 2
    evaluation = evaluate(options.labels, list(_documents(options.files)))
    print("\n".join(report_lines(evaluation)))
    if options.save:
        options.save.write_text(json.dumps(evaluation.summary(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _diff(options: argparse.Namespace) -> int:
    from analysis.review.diff import diff, diff_lines

    try:
        difference = diff(options.old, options.new)
    except (ValueError, KeyError, TypeError) as error:
        told = f"{type(error).__name__}: {error}"
        print(f"give two stores, or two files that `facts` printed ({told})", file=sys.stderr)
        return 2
    print("\n".join(diff_lines(difference)))
    return 0


def _newterms(options: argparse.Namespace) -> int:
    from analysis.store import Store
    from analysis.terms import propose_terms

    store = Store(options.store)
    if not store.has_texts:
        print(f"{options.store} holds figures only, no texts: give a store that `build` made", file=sys.stderr)
        return 2
    texts = store.arrow("texts", columns=["text"])["text"]
    print("\t".join(("term", "reports", "count", "pmi", "left_entropy", "right_entropy", "score")))
    for proposal in propose_terms((text.as_py() for text in texts), most=options.most):
        measures = (f"{value:.3f}" for value in proposal[3:])
        print("\t".join((proposal.term, str(proposal.reports), str(proposal.count), *measures)))
    return 0


def _snapshot(options: argparse.Namespace) -> int:
    from analysis.snapshot import SnapshotError, build_snapshot, describe, write_snapshot
    from analysis.store import Store, read_record

    try:
        if read_record(options.reports) is not None:
            written = write_snapshot(Store(options.reports), options.out, options.accept_losses)
        else:
            written = build_snapshot(options.reports, options.work, options.out, accept_losses=options.accept_losses)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except SnapshotError as error:
        print(error, file=sys.stderr)
        return 1
    print(describe(written))
    return 0


def _demo(options: argparse.Namespace) -> int:
    from analysis.demo import DEMO_SEED, write_demo

    print(write_demo(options.out, DEMO_SEED if options.seed is None else options.seed))
    return 0


def _export(options: argparse.Namespace) -> int:
    from analysis.panel import write_panel
    from analysis.store import Store

    for path in write_panel(Store(options.store), options.out):
        print(path)
    return 0


ADDED = (
    _add_build,
    _add_facts,
    _add_explain,
    _add_evaluate,
    _add_diff,
    _add_newterms,
    _add_snapshot,
    _add_demo,
    _add_export,
)


if __name__ == "__main__":
    sys.exit(main())
