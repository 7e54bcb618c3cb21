"""Corrections of single facts, from data/lexicon/corrections.toml, applied by the build; each with a guard that expires it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any
from analysis.model import Bound, Fact, FactKind, Measure, Problem, Wording

FILE = "corrections.toml"
ACTIONS = ("set", "drop")
KINDS = {"measure": Measure, "kind": FactKind, "bound": Bound, "wording": Wording}
SETTABLE = ("metric", "period", "value", "unit", *KINDS)
NEEDED = ("file", "start", "quote", "reads", "action", "reason", "by", "on")
FLAG = "corrected"


@dataclass(frozen=True, slots=True)
class Correction:
    """One block of the file; `reads` is the guard, `to` what takes its place."""

    file: str
    start: int
    quote: str
    reads: dict[str, Any]
    action: str
    reason: str
    by: str
    on: date
    to: dict[str, Any] = field(default_factory=dict)

    def still_holds(self, fact: Fact) -> bool:
        """Whether the fact is read today as it was when the correction was written."""
        return fact.quote == self.quote and all(getattr(fact, name) == value for name, value in self.reads.items())


@cache
def load_corrections(path: Path = LEXICON / FILE) -> tuple[Correction, ...]:
    """All corrections of the file; raises LexiconError naming every faulty block."""
    faults: list[Fault] = []
    blocks = tomllib.loads(path.read_text(encoding="utf-8")).get("correction", [])
    corrections = [_correction(block, faults) for block in blocks]
    places = [(block.get("file"), block.get("start")) for block in blocks]
    for place in sorted({str(place) for place in places if places.count(place) > 1}):
        faults.append(Fault(FILE, place, "is corrected twice", "keep one block"))
    raise_if_any(faults)
    return tuple(correction for correction in corrections if correction is not None)


def _correction(block: dict[str, Any], faults: list[Fault]) -> Correction | None:
    name = f"{block.get('file', '?')} at {block.get('start', '?')}"
    before = len(faults)
    for key in NEEDED:
        if block.get(key) in (None, "", {}):
            faults.append(
                Fault(FILE, name, f"{key} is missing", "add it; what each means stands at the head of the file")
            )
    for key in sorted(set(block) - {*NEEDED, "to"}):
        faults.append(Fault(FILE, name, f"unknown field {key}", f"use {', '.join((*NEEDED, 'to'))}"))
    if block.get("action") not in ACTIONS:
        faults.append(Fault(FILE, name, "unknown action", "use set or drop"))
    if (block.get("action") == "set") != bool(block.get("to")):
        faults.append(Fault(FILE, name, "action and `to` do not fit", "set needs new values in `to`, drop has none"))
    reads, to = (_values(block.get(key, {}), name, faults) for key in ("reads", "to"))
    if len(faults) > before:
        return None
    return Correction(**{key: block[key] for key in NEEDED} | {"reads": reads, "to": to})


def _values(given: dict[str, Any], name: str, faults: list[Fault]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in given.items():
        try:
            if key not in SETTABLE:
                raise ValueError(f"{key} cannot be set")
            values[key] = Decimal(str(value)) if key == "value" else KINDS[key](value) if key in KINDS else str(value)
        except (ValueError, InvalidOperation) as error:
            faults.append(Fault(FILE, name, str(error), f"use one of {', '.join(SETTABLE)} with a known value"))
    return values


def apply_corrections(
    source: str, facts: Sequence[Fact], corrections: Sequence[Correction] | None = None
) -> tuple[list[Fact], list[Problem]]:
    """The facts of one document with its corrections applied, and a problem for each correction: applied, or expired.

    A corrected fact carries the flag "corrected". `source` is the document's; corrections know the file name only.
    """
    corrections = load_corrections() if corrections is None else corrections
    mine = [each for each in corrections if each.file == PurePosixPath(source).name]
    kept = list(facts)
    problems = []
    for correction in mine:
        found = [fact for fact in kept if fact.source_start == correction.start]
        fact = next((fact for fact in found if correction.still_holds(fact)), None)
        if fact is None:
            problems.append(_expired(correction, source, found))
            continue
        kept.remove(fact)
        if correction.action == "set":
            kept.append(replace(fact, **correction.to, flags=(*fact.flags, FLAG)))
        problems.append(_applied(correction, source, fact))
    return sorted(kept, key=lambda fact: fact.source_start) if mine else kept, problems


def _applied(correction: Correction, source: str, fact: Fact) -> Problem:
    change = "、".join(f"{key}={value}" for key, value in correction.to.items()) or "不作指标数字"
    message = f"已更正“{correction.quote}”:{change}。{correction.reason}({correction.by},{correction.on})"
    return Problem("correction_applied", source, message, fact.report_id, fact.start, fact.end)


def _expired(correction: Correction, source: str, found: Sequence[Fact]) -> Problem:
    now = "读法已变" if found else "此处已无指标数字"
    message = f"对第{correction.start}字“{correction.quote}”的更正已失效({now}),未采用:{correction.reason}"
    return Problem("correction_expired", source, message)
