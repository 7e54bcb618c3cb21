"""From the things that were read to the rows that are stored: columns by name, in the order of the schema."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from analysis.corpus.places import place_verdict
from analysis.model import Bound, Dating, Document, Fact, NumberMention, Problem, Reading, Report
from analysis.schema import TABLES, arrow_schema

HAN = re.compile(r"[㐀-鿿]")

Row = dict[str, Any]


def to_table(name: str, rows: Iterable[Row]) -> pa.Table:
    """An Arrow table by the schema; a column that a row does not name is null."""
    rows = list(rows)
    schema = arrow_schema(name)
    columns = [pa.array([row.get(field.name) for row in rows], type=field.type) for field in schema]
    return pa.table(columns, schema=schema)


def han_count(text: str) -> int:
    return len(HAN.findall(text))


def document_row(document: Document, parts: int) -> Row:
    return {
        "source": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "characters": len(document.text),
        "parts": parts,
        "source_url": document.claim.source_url,
    }


def report_row(report: Report, dating: Dating, facts: Sequence[Fact]) -> Row:
    """What one report says of itself; the columns that need its neighbours (duplicates, reuse) are added by the pipeline."""
    place, years, claim = report.place, report.years, report.claim
    return {
        "report_id": report.report_id,
        "source": report.source,
        "part": report.part,
        "document_sha256": report.document_sha256,
        "title": report.title,
        "kind": report.kind.value,
        "kind_evidence": report.kind_evidence,
        "level": report.level.value,
        "place_id": place.place_id,
        "place": place.name,
        "province": place.province,
        "city": place.city,
        "county": place.county,
        "township": place.township,
        "place_code": place.code,
        "place_anonymous": place.anonymous,
        "place_clues": "、".join(place.clues),
        "place_verdict": place_verdict(claim, place, report.level).value,
        "year_reviewed": years.reviewed,
        "year_planned": years.planned,
        "months": years.months,
        "year_verdict": dating.verdict.value,
        "year_implied": dating.implied,
        "claimed_level": claim.level,
        "claimed_place": claim.place,
        "claimed_year": claim.year,
        "characters": len(report.text),
        "han_characters": han_count(report.text),
        "redactions": sum(fact.redacted for fact in facts),
        "facts": len(facts),
    }


def section_rows(report: Report) -> list[Row]:
    return [
        {
            "report_id": report.report_id,
            "start": section.start,
            "end": section.end,
            "role": section.role.value,
            "depth": section.depth,
            "heading": section.heading,
            "han_characters": han_count(report.text[section.start : section.end]),
        }
        for section in report.sections
    ]


def fact_rows(report: Report, facts: Sequence[Fact]) -> list[Row]:
    """One row a fact; the two ends of a range become one row with value and value_high."""
    rows: list[Row] = []
    lower: Fact | None = None
    for fact in facts:
        if lower is not None and _is_upper_end(lower, fact):
            rows[-1].update(
                end=fact.end,
                source_end=fact.source_end,
                quote=report.text[lower.start : fact.end],
                value_high=_number(fact.value),
            )
            lower = None
            continue
        rows.append(_fact_row(fact, _role_at(report, fact.start)))
        lower = fact if fact.bound is Bound.RANGE else None
    return rows


def _is_upper_end(lower: Fact, fact: Fact) -> bool:
    same = (lower.metric, lower.measure, lower.kind, lower.period) == (
        fact.metric,
        fact.measure,
        fact.kind,
        fact.period,
    )
    return fact.bound is Bound.RANGE and same and 0 <= fact.start - lower.end <= 6


def _fact_row(fact: Fact, section: str) -> Row:
    return {
        "report_id": fact.report_id,
        "start": fact.start,
        "end": fact.end,
        "quote": fact.quote,
        "source": fact.source,
        "source_start": fact.source_start,
        "source_end": fact.source_end,
        "section": section,
        "metric": fact.metric,
        "measure": fact.measure.value,
        "kind": fact.kind.value,
        "period": fact.period,
        "value": _number(fact.value),
        "unit": fact.unit,
        "bound": fact.bound.value,
        "wording": fact.wording.value,
        "price_basis": fact.price_basis.value,
        "redacted": fact.redacted,
        "flags": " ".join(fact.flags),
        "rule": fact.rule,
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _role_at(report: Report, offset: int) -> str:
    """The role of the section that holds an offset; "other" where the report has no sections."""
    for section in report.sections:
        if section.start <= offset < section.end:
            return section.role.value
    return "other"


def number_row(number: NumberMention) -> Row:
    return {
        "report_id": number.report_id,
        "start": number.start,
        "end": number.end,
        "quote": number.quote,
        "role": number.role.value,
        "noun": number.noun,
        "value": _number(number.value),
        "unit": number.unit,
    }


def cue_rows(dating: Dating) -> list[Row]:
    return [{name: getattr(cue, name) for name in cue.__slots__} for cue in dating.cues]


def problem_row(problem: Problem) -> Row:
    return {name: getattr(problem, name) for name in problem.__slots__}


def reading_tables(reading: Reading) -> dict[str, pa.Table]:
    """The rows of one document for every table but those that other modules write themselves (terms, sentences, overlaps)."""
    facts: dict[str, list[Fact]] = {report.report_id: [] for report in reading.reports}
    for fact in reading.facts:
        facts[fact.report_id].append(fact)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    if reading.document is not None:
        rows["documents"].append(document_row(reading.document, len(reading.reports)))
    for report in reading.reports:
        dating = reading.datings.get(report.report_id, Dating())
        rows["reports"].append(report_row(report, dating, facts[report.report_id]))
        rows["sections"] += section_rows(report)
        rows["facts"] += fact_rows(report, facts[report.report_id])
        rows["year_cues"] += cue_rows(dating)
        rows["texts"].append({"report_id": report.report_id, "text": report.text})
    rows["named"] = [
        {"report_id": report_id, "role": role.value, "metric": metric}
        for report_id, names in reading.named.items()
        for role, metric in names
    ]
    rows["numbers"] = [number_row(number) for number in reading.numbers]
    rows["attention"] = [amount._asdict() | {"role": amount.role.value} for amount in reading.attention]
    rows["problems"] = [problem_row(problem) for problem in reading.problems]
    written_elsewhere = ("terms", "sentences", "overlaps")
    return {name: to_table(name, rows[name]) for name in TABLES if name not in written_elsewhere}
