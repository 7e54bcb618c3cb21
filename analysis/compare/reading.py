"""What the report reader shows of one report: where a link points, its figures, its years, its relatives, its numbers.

Frames come in as analysis/schema.py declares them; nothing here needs the text unless it says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd
import pyarrow.compute as pc

from analysis.corpus.duplicates import reused_sentences
from analysis.model import (
    Level,
    NumberRole,
    Place,
    Report,
    ReportKind,
    Section,
    SectionRole,
    SourceMap,
    StatedYears,
)
from analysis.store import Store

SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
QUOTE_CHARACTERS = 8
# Flags that tell what was done to a figure, not what is wrong with it.
NO_DOUBT = frozenset({"corrected"})


class Standing(StrEnum):
    """Whether a link still points where it was made to point."""

    EXACT = "exact"
    MOVED = "moved"
    LOST = "lost"
    UNVERIFIED = "unverified"


class Passage(NamedTuple):
    start: int
    end: int
    standing: Standing


class Neighbours(NamedTuple):
    """Positions in a frame of facts; None at either end."""

    previous: int | None
    current: int | None
    following: int | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence that stands in two reports, years and placeholders apart: offsets in each text."""

    start: int
    end: int
    other_start: int
    other_end: int


def locate(span: str, quote: str, text: str | None, length: int) -> Passage | None:
    """Where a link with `s=start-end` and `q=first characters of the quote` points.

    EXACT where the text bears the quote at the span; MOVED where it bears it elsewhere, the place nearest to the span;
    LOST where it bears it nowhere; UNVERIFIED where there is no text or the link has no quote. None where the span is no
    span, or lies outside the text and no quote helps.
    """
    match = SPAN.fullmatch(span.strip())
    start, end = (int(match[1]), int(match[2])) if match else (-1, -1)
    inside = 0 <= start < end <= length
    if text is None or not quote:
        return Passage(start, end, Standing.UNVERIFIED) if inside else None
    if inside and text.startswith(quote, start):
        return Passage(start, end, Standing.EXACT)
    places = [found.start() for found in re.finditer(re.escape(quote), text)]
    if places:
        nearest = min(places, key=lambda place: abs(place - start))
        width = end - start if inside else len(quote)
        return Passage(nearest, min(nearest + max(width, len(quote)), len(text)), Standing.MOVED)
    return Passage(start, end, Standing.LOST) if inside else None


def span_query(start: int, end: int, quote: str) -> dict[str, str]:
    """The part of a link that points to a passage; `locate` reads it back."""
    return {"s": f"{start}-{end}", "q": quote[:QUOTE_CHARACTERS]}


def facts_of(facts: pd.DataFrame, report_id: str) -> pd.DataFrame:
    """The figures of one report in the order of its text, numbered from 0."""
    own = facts[facts["report_id"] == report_id]
    return own.sort_values(["start", "end", "metric"], kind="stable").reset_index(drop=True)


def with_doubts(facts: pd.DataFrame, problems: pd.DataFrame, report_id: str) -> pd.DataFrame:
    """The figures of one report with the codes of the problems that name them added to their flags."""
    flags = facts["flags"].fillna("").astype("str").tolist()
    for name in ("", "other_"):
        rows = problems[(problems[f"{name}report_id"] == report_id) & problems[f"{name}start"].notna()]
        for code, start, end in zip(rows["code"], rows[f"{name}start"], rows[f"{name}end"], strict=True):
            hit = ((facts["start"] < end) & (facts["end"] > start)).to_numpy().nonzero()[0]
            for position in hit:
                flags[position] = " ".join(dict.fromkeys([*flags[position].split(), str(code)]))
    return facts.assign(flags=flags)


def neighbours(facts: pd.DataFrame, passage: Passage | None) -> Neighbours:
    """The figure that a passage covers, and those before and after it; without a passage only the first follows."""
    if facts.empty:
        return Neighbours(None, None, None)
    if passage is None:
        return Neighbours(None, None, 0)
    overlapping = (facts["start"] < passage.end) & (facts["end"] > passage.start)
    before = facts.index[facts["end"] <= passage.start]
    after = facts.index[facts["start"] >= passage.end]
    return Neighbours(
        int(before[-1]) if len(before) else None,
        int(facts.index[overlapping][0]) if overlapping.any() else None,
        int(after[0]) if len(after) else None,
    )


def mark_styles(fact: dict[str, Any]) -> tuple[str, ...]:
    """The drawing styles of a figure: target or result, and doubt or redacted beside it."""
    styles = [str(fact["kind"])]
    if fact["redacted"]:
        styles.append("redacted")
    if set(fact["flags"].split()) - NO_DOUBT:
        styles.append("doubt")
    return tuple(styles)


def matches(text: str, term: str, limit: int = 2000) -> list[tuple[int, int]]:
    """Where a term stands in the text, case ignored; nothing for a blank term. At most `limit` places."""
    if not term.strip():
        return []
    found = re.finditer(re.escape(term.strip()), text, re.IGNORECASE)
    return [match.span() for _, match in zip(range(limit), found, strict=False)]


def sections_of(rows: pd.DataFrame) -> list[Section]:
    """Section rows of one report as sections, in order."""
    ordered = rows.sort_values("start").to_dict("records")
    return [
        Section(int(row["start"]), int(row["end"]), SectionRole(row["role"]), row["heading"] or "", int(row["depth"]))
        for row in ordered
    ]


def outline(sections: Sequence[Section], facts: pd.DataFrame) -> list[dict[str, Any]]:
    """Headings with their depth, role, offset and the number of figures below them, up to the next heading."""
    # Figures come in the order of the text.
    starts = facts["start"].to_numpy()
    return [
        {
            "number": number,
            "heading": section.heading,
            "depth": section.depth,
            "role": section.role.value,
            "start": section.start,
            "facts": int(starts.searchsorted(section.end) - starts.searchsorted(section.start)),
        }
        for number, section in enumerate(sections)
        if section.heading
    ]


def parts_of(reports: pd.DataFrame, source: str) -> pd.DataFrame:
    """All pieces of one file in order."""
    return reports[reports["source"] == source].sort_values("part").reset_index(drop=True)


def year_clues(cues: pd.DataFrame, report_id: str, planned: float | None) -> pd.DataFrame:
    """The passages that say which year is planned for, weightiest first; `fits` says whether each allows the stated year.

    `fits` is null where the report states no year.
    """
    own = cues[cues["report_id"] == report_id].sort_values("weight", ascending=False, kind="stable")
    stated = pd.notna(planned)
    fits = own["first_year"].le(planned) & own["last_year"].ge(planned) if stated else None
    return own.assign(fits=fits)[["cue", "quote", "first_year", "last_year", "weight", "fits", "start", "end"]]


def nearest_reports(overlaps: pd.DataFrame, reports: pd.DataFrame, report_id: str, most: int = 6) -> pd.DataFrame:
    """The reports that share most sentences with this one, with title, place and years; pairs may be stored either way round."""
    forth = overlaps[overlaps["report_id"] == report_id]
    back = overlaps[overlaps["other_report_id"] == report_id].rename(
        columns={
            "report_id": "other_report_id",
            "other_report_id": "report_id",
            "share": "other_share",
            "other_share": "share",
        }
    )
    pairs = pd.concat([forth, back]).drop_duplicates("other_report_id").nlargest(most, "share")
    about = reports[["report_id", "title", "place", "year_planned", "source", "part"]]
    return pairs.merge(about, left_on="other_report_id", right_on="report_id", suffixes=("", "_of")).drop(
        columns="report_id_of"
    )


def shared_sentences(own: pd.DataFrame, other: pd.DataFrame) -> list[Shared]:
    """Sentences of equal hash in two reports, in the order of the first; each sentence is used once."""
    places: dict[int, list[tuple[int, int]]] = {}
    for value, start, end in zip(other["hash"], other["start"], other["end"], strict=True):
        places.setdefault(int(value), []).append((int(start), int(end)))
    found = []
    for value, start, end in sorted(zip(own["hash"], own["start"], own["end"], strict=True), key=lambda row: row[1]):
        if waiting := places.get(int(value)):
            found.append(Shared(int(start), int(end), *waiting.pop(0)))
    return found


def stock_sentences(store: Store, report_id: str) -> pd.DataFrame:
    """The report's sentences with how many other places and reports hold them: columns of duplicates.reused_sentences."""
    table = store.arrow("sentences")
    own = table.filter(pc.equal(table["report_id"], report_id))
    alike = table.filter(
        pc.is_in(table["hash"], own["hash"].combine_chunks())
    )  # a frame of all sentences takes a second
    return reused_sentences(report_id, store.reports, alike.to_pandas())


def number_roles(numbers: pd.DataFrame) -> pd.DataFrame:
    """How many numeric mentions were read as what: role, count and share, in the fixed order of roles; all roles appear."""
    counts = numbers["role"].astype("str").value_counts()
    roles = [role.value for role in NumberRole]
    frame = pd.DataFrame({"role": roles, "count": [int(counts.get(role, 0)) for role in roles]})
    return frame.assign(share=frame["count"] / max(len(numbers), 1))


def counted_things(numbers: pd.DataFrame, role: NumberRole, most: int = 300) -> pd.DataFrame:
    """The mentions of one role: quote, what they count, value, unit and where they stand."""
    own = numbers[numbers["role"].astype("str") == role.value].sort_values("start").head(most)
    return own[["quote", "noun", "value", "unit", "start", "end"]].reset_index(drop=True)


def problems_of(problems: pd.DataFrame, report_id: str, source: str) -> pd.DataFrame:
    """What is to be said of this report: its own problems, those that name it second, and those of its file."""
    own = (problems["report_id"] == report_id) | (problems["other_report_id"] == report_id)
    file = (problems["source"] == source) & (problems["report_id"].fillna("") == "")
    return problems[own | file].reset_index(drop=True)


def corrections_of(problems: pd.DataFrame, fact: dict[str, Any]) -> list[str]:
    """What the build said when it corrected this figure: old reading, new values, reason, by whom and when; mostly nothing."""
    applied = problems[(problems["code"] == "correction_applied") & (problems["report_id"] == fact["report_id"])]
    return applied.loc[applied["start"] == fact["start"], "message"].tolist()


def differences(own: str, other: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where two sentences differ, as spans of each: what was changed when one was made from the other."""
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag != "equal":
            left += [(start, end)] if end > start else []
            right += [(other_start, other_end)] if other_end > other_start else []
    return left, right


def report_of(store: Store, report_id: str) -> Report:
    """A report put together again from its rows, for those that work on the text. Raises KeyError where there is no text."""
    row, text = store.report(report_id), store.text(report_id)
    if row is None or text is None:
        raise KeyError(report_id)
    sections = store.sections[store.sections["report_id"] == report_id]
    years = (None if pd.isna(row[name]) else int(row[name]) for name in ("year_reviewed", "year_planned"))
    names = {name: row[name] or "" for name in ("province", "city", "county", "township")}
    return Report(
        report_id=report_id, source=row["source"], part=int(row["part"]), title=row["title"] or "", text=text,
        source_map=SourceMap(), document_sha256=row["document_sha256"] or "", kind=ReportKind(row["kind"]),
        level=Level(row["level"]), years=StatedYears(*years, row["months"] or ""), sections=tuple(sections_of(sections)),
        place=Place(row["place_id"], row["place"], code=row["place_code"] or "", anonymous=bool(row["place_anonymous"]), **names),
    )  # fmt: skip
