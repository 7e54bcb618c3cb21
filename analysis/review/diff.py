"""What a change of rules or lexicon did: facts gained, lost and changed between two stores or two .jsonl files of facts."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from analysis.store import Store

READ_AS = ("measure", "kind", "period", "value", "unit", "bound", "wording", "redacted")
Fact = dict[str, Any]
Key = tuple[str, int, str]


class Difference(NamedTuple):
    gained: list[Fact]
    lost: list[Fact]
    changed: list[tuple[Fact, Fact]]


def read_facts(path: Path) -> dict[Key, Fact]:
    """Facts by file, offset and indicator, of a store (a folder) or of what `facts` printed (a file)."""
    if path.is_dir():
        frame = Store(path).facts.drop(columns=["start", "end"])
        frame = frame.rename(columns={"source_start": "start", "source_end": "end"}).astype(object)
        facts = frame.where(frame.notna(), None).to_dict("records")
    else:
        facts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {(fact["source"], fact["start"], fact["metric"]): fact for fact in facts}


def diff(old: Path, new: Path) -> Difference:
    before, after = read_facts(old), read_facts(new)
    return Difference(
        gained=[after[key] for key in sorted(after.keys() - before.keys())],
        lost=[before[key] for key in sorted(before.keys() - after.keys())],
        changed=[
            (before[key], after[key])
            for key in sorted(before.keys() & after.keys())
            if any(before[key].get(name) != after[key].get(name) for name in READ_AS)
        ],
    )


def diff_lines(difference: Difference) -> list[str]:
    lines = [f"+ {_told(fact)}" for fact in difference.gained]
    lines += [f"- {_told(fact)}" for fact in difference.lost]
    for before, after in difference.changed:
        moved = [
            f"{name} {before.get(name)} -> {after.get(name)}" for name in READ_AS if before.get(name) != after.get(name)
        ]
        lines.append(f"~ {_told(after)}: {', '.join(moved)}")
    gained, lost, changed = map(len, difference)
    return [*lines, f"{gained} gained, {lost} lost, {changed} changed"]


def _told(fact: Fact) -> str:
    names = ("quote", "metric", "measure", "kind", "period", "bound", "wording", "rule")
    return f"{fact['source']}:{fact['start']} " + " ".join(str(fact.get(name)) for name in names)
