"""From a document to its reports: clean, split, identify, years as stated, sections. Whatever its kind, every piece is kept."""

import hashlib
import re

from analysis.corpus.clean import Cleaned, clean
from analysis.corpus.identify import find_kind, find_title
from analysis.corpus.places import find_place
from analysis.corpus.segment import find_sections
from analysis.corpus.split import Division, Missing, Piece, split
from analysis.corpus.years import stated_years
from analysis.model import Document, Problem, Report
from analysis.simplified import simplified
from analysis.source_map import SourceMap

__all__ = ["prepare"]

HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_HAN = 0.05
# A passage of so few Han characters holds no sentence; a report has a hundred times as many.
SHORTEST = 10


def prepare(document: Document) -> tuple[list[Report], list[Problem]]:
    """All pieces of a document, in order, and what is missing from it. A document with chrome only gives a Problem."""
    visible = document.text if document.visible is None else document.visible
    cleaned = clean(visible)
    source_map = cleaned.source_map
    if document.visible is not None:
        source_map = source_map.after(document.visible_map)
    if not cleaned.text.strip():
        return [], [Problem("document_without_text", document.source, "去掉网页的按钮和链接之后没有正文。")]
    if not _is_chinese(cleaned.text):
        return [], [
            Problem("document_not_chinese", document.source, "几乎没有汉字,不是中文报告(也可能是乱码),没有分析。")
        ]
    length = len(HAN.findall(cleaned.text))
    if length < SHORTEST:
        message = f"只有{length}个汉字,不成一份报告,没有分析。"
        return [], [Problem("document_too_short", document.source, message)]
    plain = simplified(cleaned.text)
    division = split(plain)
    reports = [
        _report(document, cleaned.text, plain, source_map, piece, part) for part, piece in enumerate(division.pieces, 1)
    ]
    return reports, _missing(document, division, source_map) + _cut_off(document, cleaned)


def _is_chinese(text: str) -> bool:
    """Whether Han characters are more than a few among what is no blank."""
    return len(HAN.findall(text)) >= LEAST_HAN * len(text.replace(" ", ""))


def _report(document: Document, text: str, plain: str, source_map: SourceMap, piece: Piece, part: int) -> Report:
    """A piece as a report; what it is told by is read in `plain`, the text in simplified characters."""
    own, read = text[piece.start : piece.end], plain[piece.start : piece.end]
    title = piece.title or find_title(read)
    kind = find_kind(title, read)
    found = find_place(title, read)
    sections = find_sections(read, found.level, kind.kind)
    digest = hashlib.sha256(f"{document.source}\n{part}\n{own}".encode()).hexdigest()
    return Report(
        report_id=digest[:12],
        source=document.source,
        part=part,
        title=title,
        text=own,
        source_map=source_map.cut(piece.start, piece.end),
        document_sha256=document.sha256,
        kind=kind.kind,
        kind_evidence=kind.evidence,
        level=found.level,
        place=found.place,
        years=stated_years(title, read, sections),
        sections=sections,
        claim=document.claim,
    )


def _missing(document: Document, division: Division, source_map: SourceMap) -> list[Problem]:
    return [_missing_piece(document, division, missing, source_map) for missing in division.missing]


def _missing_piece(document: Document, division: Division, missing: Missing, source_map: SourceMap) -> Problem:
    start, end = source_map.span_to_source(missing.start, missing.end) if missing.end > missing.start else (None, None)
    if missing.title:
        message = f"第{missing.number}篇只有标题“{missing.title}”,没有正文。"
        return Problem("piece_title_only", document.source, message, start=start, end=end)
    message = (
        f"页面说有{division.announced or missing.number}篇,实有{len(division.pieces)}篇,第{missing.number}篇不在其中。"
    )
    return Problem("piece_missing", document.source, message, start=start, end=end)


def _cut_off(document: Document, cleaned: Cleaned) -> list[Problem]:
    if not cleaned.cut_off:
        return []
    (start, end), words = cleaned.cut_off[0], (document.visible or document.text)
    if document.visible is not None:
        start, end = document.visible_map.span_to_source(start, end)
    mark = words[cleaned.cut_off[0][0] : cleaned.cut_off[0][1]]
    return [Problem("text_cut_off", document.source, f"页面只给出了一部分正文(见“{mark}”)。", start=start, end=end)]
