"""Scores of the extraction against labels made by reading: how many figures were found, and how much of each is right."""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.corpus import prepare
from analysis.extract import account_numbers, read_report
from analysis.lexicon.indicators import load_indicators
from analysis.model import Document, Fact, Measure

LEVELS = ("span", "metric", "core", "value", "full")
SPANS_OF_YEARS = (Measure.CAGR, Measure.CUM)

Label = dict[str, str]


@dataclass(slots=True)
class Evaluation:
    """Counts over all files; `missed` and `extra` are lines for a person to read."""

    labels: int = 0
    found: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    metrics: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    roles: Counter[str] = field(default_factory=Counter)
    rule_files: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    files: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def scores(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 for each level of agreement."""
        return {
            level: {
                "precision": self.hits[level] / max(self.found, 1),
                "recall": self.hits[level] / max(self.labels, 1),
                "f1": 2 * self.hits[level] / max(self.found + self.labels, 1),
            }
            for level in LEVELS
        }

    def summary(self) -> dict[str, Any]:
        """What the method page shows: figures only."""
        rounded = {
            level: {name: round(value, 4) for name, value in row.items()} for level, row in self.scores().items()
        }
        metrics = {
            metric: {"labels": counts["labels"], "found": counts["found"], "right": counts["core"]}
            for metric, counts in sorted(self.metrics.items())
        }
        return {
            "files": self.files,
            "labels": self.labels,
            "found": self.found,
            "scores": rounded,
            "metrics": metrics,
            "numbers": dict(self.roles),
        }


def read_labels(path: Path) -> list[Label]:
    with path.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def labelled_indicators(labels: Path) -> set[str]:
    """The ids that the labels cover, as indicators.csv beside their folder lists them; all of the lexicon where there is none."""
    beside = labels.parent / "indicators.csv"
    if not beside.is_file():
        return set(load_indicators().by_id)
    with beside.open(encoding="utf-8") as rows:
        return {row["id"] for row in csv.DictReader(rows)}


def agreement(label: Label, fact: Fact) -> list[str]:
    """The levels at which a fact agrees with a label, from span upwards; each level includes the one before it."""
    levels = ["span"]
    if label["metric"] != fact.metric:
        return levels
    levels.append("metric")
    if (label["measure"], label["kind"]) != (fact.measure, fact.kind) or not _same_period(label, fact):
        return levels
    levels.append("core")
    if not _same_value(label, fact):
        return levels
    levels.append("value")
    if (label["bound"], label["wording"]) == (fact.bound, fact.wording):
        levels.append("full")
    return levels


def _same_period(label: Label, fact: Fact) -> bool:
    """Growth over several years is compared by its last year: 2010-2015 and 2011-2015 are both in use."""
    if fact.measure in SPANS_OF_YEARS:
        return label["period"].rpartition("-")[2] == fact.period.rpartition("-")[2]
    return label["period"] == fact.period


def _same_value(label: Label, fact: Fact) -> bool:
    if label["redacted"] == "1":
        return fact.redacted and fact.value is None
    if label["value"] == "":  # 翻一番 and the like write no amount
        return not fact.redacted
    if fact.value is None:
        return False
    expected = abs(float(label["value"]))
    return abs(expected - abs(float(fact.value))) <= 1e-6 * max(expected, 1.0)


def evaluate(labels: Path, documents: list[Document]) -> Evaluation:
    """Score the documents for which a label file of the same stem exists; the others only count their numbers."""
    evaluation = Evaluation()
    listed = labelled_indicators(labels)
    for document in documents:
        facts: list[Fact] = []
        for report in prepare(document)[0]:
            found = read_report(report)
            facts += found
            evaluation.roles.update(number.role.value for number in account_numbers(report, found))
        stem = Path(document.source).stem
        if (file := labels / f"{stem}.tsv").exists():
            evaluation.files += 1
            _score(evaluation, stem, read_labels(file), [fact for fact in facts if fact.metric in listed])
    return evaluation


def _score(evaluation: Evaluation, stem: str, labels: list[Label], facts: list[Fact]) -> None:
    evaluation.labels += len(labels)
    evaluation.found += len(facts)
    free = sorted(facts, key=lambda fact: fact.source_start)
    for fact in facts:
        evaluation.rules[fact.rule]["found"] += 1
        evaluation.rule_files[fact.rule].add(stem)
        evaluation.metrics[fact.metric]["found"] += 1
    for label in labels:
        evaluation.metrics[label["metric"]]["labels"] += 1
        start, end = int(label["start"]), int(label["end"])
        near = [fact for fact in free if fact.source_start < end and start < fact.source_end]
        best = max(near, key=lambda fact: len(agreement(label, fact)), default=None)
        levels = agreement(label, best) if best else []
        if best:
            free.remove(best)
            evaluation.rules[best.rule].update(levels)
        evaluation.hits.update(levels)
        evaluation.metrics[label["metric"]].update(levels)
        if "full" not in levels:
            wanted = " ".join(list(label.values())[3:])
            evaluation.missed.append(f"MISS {stem}:{start} {label['text']} want {wanted} got {_told(best)}")
    evaluation.extra += [f"EXTRA {stem}:{fact.source_start} {fact.quote} {_told(fact)}" for fact in free]


def _told(fact: Fact | None) -> str:
    if fact is None:
        return "nothing"
    parts = (fact.metric, fact.measure, fact.kind, fact.period, fact.bound, fact.wording, fact.value, fact.rule)
    return " ".join(map(str, parts))


def report_lines(evaluation: Evaluation) -> list[str]:
    """The evaluation for a person: misses, extras, by rule, by indicator, numbers accounted for, scores last."""
    lines = [*evaluation.missed, *evaluation.extra, "", "rule: found, core right, files it fires in"]
    for rule, counts in sorted(evaluation.rules.items(), key=lambda item: -item[1]["found"]):
        lines.append(f"  {rule:32s} {counts['found']:5d} {counts['core']:5d} {len(evaluation.rule_files[rule]):3d}")
    lines += ["", "indicator: labels, found, core right"]
    for metric, counts in sorted(evaluation.metrics.items(), key=lambda item: -item[1]["labels"]):
        lines.append(f"  {metric:32s} {counts['labels']:5d} {counts['found']:5d} {counts['core']:5d}")
    numbers = sum(evaluation.roles.values())
    lines += ["", f"numbers accounted for: {numbers}"]
    lines += [f"  {role:10s} {count:6d} {count / numbers:7.2%}" for role, count in evaluation.roles.most_common()]
    lines += [
        "",
        f"{evaluation.files} files, {evaluation.labels} labels, {evaluation.found} facts of listed indicators",
    ]
    for level, row in evaluation.scores().items():
        lines.append(f"{level:7s} precision {row['precision']:.4f}  recall {row['recall']:.4f}  F1 {row['f1']:.4f}")
    return lines
