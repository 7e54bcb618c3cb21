"""The sample store with what the reader and the data page show beside figures: numbers, cues, overlaps, problems, a bad file."""

from pathlib import Path
from typing import Any

from analysis.store import Store
from tests.samples import sample_tables, write_sample

DOC = "002021aa"
TWIN = "012021aa"
REDACTED = "022021aa"


def rich_tables() -> dict[str, list[dict[str, Any]]]:
    """Tables that are put in the place of the sample's."""
    tables = sample_tables()
    reports = tables["reports"]
    by_id = {row["report_id"]: row for row in reports}
    by_id["002022aa"] |= {"source": by_id[DOC]["source"], "part": 2}
    text = next(row["text"] for row in tables["texts"] if row["report_id"] == DOC)
    fact = next(row for row in tables["facts"] if row["report_id"] == DOC)
    mended = next(row for row in tables["facts"] if row["report_id"] == TWIN)
    mended["flags"] = "corrected"
    correction = f"已更正“{mended['quote']}”:value=3。上文写作另一数(一位读者,2031-02-01)"
    by_id[DOC]["reuse_others"] = 0.12
    line = {"start": text.index("\n") + 1, "end": len(text) - 1}
    sentences = [{"report_id": doc, "hash": 7, **line} for doc in (DOC, TWIN)]
    documents = [
        {"source": source, "sha256": "0", "format": "txt", "encoding": "utf-8", "characters": 200, "parts": 1, "source_url": ""}
        for source in dict.fromkeys(row["source"] for row in reports)
    ]  # fmt: skip
    span = {"report_id": DOC, "start": fact["start"], "end": fact["end"], "quote": fact["quote"]}
    return {
        "reports": reports,
        "facts": tables["facts"],
        "documents": documents,
        "sentences": sentences,
        "overlaps": [
            {"report_id": DOC, "other_report_id": TWIN, "shared": 6, "share": 0.6, "other_share": 0.5},
            {"report_id": TWIN, "other_report_id": DOC, "shared": 6, "share": 0.5, "other_share": 0.6},
        ],
        "numbers": [span | {"role": "fact", "noun": ""}, span | {"role": "unread", "quote": "三", "noun": "项"}],
        "year_cues": [
            span | {"cue": "anniversary", "first_year": 2021, "last_year": 2021, "weight": 2.0},
            span | {"cue": "plan", "first_year": 2016, "last_year": 2020, "weight": 0.5},
        ],
        "problems": [
            {"code": "file_empty", "source": "空.txt", "report_id": "", "message": "文件是空的。", "other_report_id": ""},
            {"code": "text_cut_off", "source": by_id[DOC]["source"], "report_id": DOC, "message": "正文在中途断掉。",
             "start": 10, "end": 14, "other_report_id": TWIN, "other_start": 3, "other_end": 6},
            {"code": "correction_applied", "source": by_id[TWIN]["source"], "report_id": TWIN, "message": correction,
             "start": mended["start"], "end": mended["end"], "other_report_id": ""},
        ],
    }  # fmt: skip


def write_rich_sample(path: Path, **changes: list[dict[str, Any]]) -> Store:
    return write_sample(path, **(rich_tables() | changes))


def first_fact(doc: str = DOC) -> dict[str, Any]:
    """The first figure of a report of the sample."""
    return next(row for row in sample_tables()["facts"] if row["report_id"] == doc)
