"""The demo on disk: the reports by county, index.csv with what a collector would claim, and the truth in a folder beside."""

import csv
import io
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from analysis.demo.compose import Templates, compose
from analysis.demo.figures import Ledger, Township, load_templates, load_townships, merge, simulate
from analysis.demo.slots import Mark, Scene, fill

DEMO_SEED = 20240305
TRUTH_COLUMNS = (
    "start",
    "end",
    "text",
    "metric",
    "measure",
    "kind",
    "period",
    "bound",
    "wording",
    "value",
    "redacted",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One report to be written: `author` and `year` say from whose figures, the rest how it is dressed up."""

    township: Township
    author: Township
    year: int
    shown_year: int
    half: bool = False


def write_demo(folder: Path, seed: int = DEMO_SEED) -> Path:
    """Write the demo corpus into `folder` and its truth into `<folder>_truth`, which comes back.

    The same seed gives the same bytes. The truth is one .tsv a report (the columns of shared labels; offsets are code points
    in the file) and truth.json with place, level, kind, years and what is wrong with a report.
    """
    folder = Path(folder)
    truth = folder.with_name(f"{folder.name}_truth")
    years, townships = load_townships()
    figures, frame = load_templates("figures"), load_templates("frame")
    templates = Templates(frame, load_templates("review"), load_templates("plan"))
    ledgers = _ledgers(townships, figures, seed)
    described = []
    for planned in _reports(townships, years):
        text, marks = compose(_scene(planned, ledgers[planned.author.name], figures, templates, seed), templates)
        path = Path(planned.township.county) / f"{_file_place(planned.township)}_{planned.shown_year}.txt"
        _write(folder / path, text)
        _write(truth / f"{path.stem}.tsv", truth_lines(marks))
        described.append(_description(planned, path, text, marks))
    _write(truth / "truth.json", json.dumps({"seed": seed, "reports": described}, ensure_ascii=False, indent=1) + "\n")
    _write(folder / "index.csv", _index(described))
    return truth


def _ledgers(townships: list[Township], figures: dict[str, Any], seed: int) -> dict[str, Ledger]:
    ledgers = {township.name: simulate(township, figures, seed) for township in townships}
    for township in townships:
        if township.merged_in:
            merge(ledgers[township.name], ledgers[township.absorbs], figures, township.merged_in)
    return ledgers


def _reports(townships: list[Township], years: list[int]) -> list[Planned]:
    by_name = {township.name: township for township in townships}
    reports = []
    for township in townships:
        for year in years:
            if township.last_planned and year > township.last_planned:
                continue
            author, source_year = township, year
            if year == township.copy_year:
                author = by_name[township.copy_of]
            if year == township.false_year and township.false_year_from:
                source_year = township.false_year_from
            reports.append(Planned(township, author, source_year, year, half=year == township.half_year))
    return reports


def _scene(planned: Planned, ledger: Ledger, figures: dict[str, Any], templates: Templates, seed: int) -> Scene:
    township = planned.township
    hidden = township.hidden_year == planned.shown_year
    style = ("__" if hidden else "x") if township.anonymous else ""
    reviewed = planned.year if planned.half else planned.year - 1
    scene = Scene(
        township=township,
        ledger=ledger,
        figures=figures,
        words=templates.frame["words"],
        rng=Random(f"{seed} {planned.author.name} {planned.year}"),
        reviewed=reviewed,
        planned=planned.year,
        half=planned.half,
        year_shift=planned.shown_year - planned.year,
        hidden_style=style,
        hide_years=hidden,
    )
    _name_things(scene, templates, planned)
    return scene


def _name_things(scene: Scene, templates: Templates, planned: Planned) -> None:
    township = scene.township
    dates = Random(f"{township.name} {planned.shown_year}")
    month = dates.randrange(7, 9) if scene.half else dates.randrange(1, 4)
    shown = scene.planned + scene.year_shift
    scene.texts |= {
        "place": f"xx{township.rank}" if township.anonymous else township.name,
        "t": township.rank,
        "head": "xxx" if township.anonymous else township.head,
        "absorbs": township.absorbs,
        "planned": "20__" if scene.hide_years else str(shown),
        "reviewed": "20__" if scene.hide_years else str(scene.reviewed + scene.year_shift),
        "month": str(month),
        "day": str(dates.randrange(3, 27)),
        "congress": _numeral(township.congress),
        "session": "一二三四五六七八九"[shown % 5 + (1 if scene.half else 0)],
        "span": "上半年" if scene.half else "全年",
    }
    lines = next((row["texts"] for row in templates.review["when"] if _is_year_line(row, scene.reviewed)), [""])
    scene.texts["year_line"] = fill(lines[0], scene).text
    scene.texts["next_line"] = fill(templates.frame["next_lines"][str(scene.planned)], scene).text


def _is_year_line(row: dict[str, Any], year: int) -> bool:
    return row["topic"] == "year" and year in row["years"]


def _numeral(number: int) -> str:
    """Chinese numerals of 10 to 19."""
    return "十" + ("一二三四五六七八九"[number - 11] if number > 10 else "")


def _file_place(township: Township) -> str:
    return f"某{township.rank}" if township.anonymous else township.name


def truth_lines(marks: list[Mark]) -> str:
    """The lines of a truth file: one a planted fact, in the order of the text."""
    out = io.StringIO()
    rows = csv.DictWriter(out, TRUTH_COLUMNS, delimiter="\t", lineterminator="\n")
    rows.writeheader()
    for mark in marks:
        rows.writerow(asdict(replace(mark)) | {"redacted": int(mark.redacted)})
    return out.getvalue()


def _description(planned: Planned, path: Path, text: str, marks: list[Mark]) -> dict[str, Any]:
    township = planned.township
    hidden = township.hidden_year == planned.shown_year
    reviewed = planned.shown_year if planned.half else planned.shown_year - 1
    return {
        "file": path.as_posix(),
        "county": township.county,
        "place": f"xx{township.rank}" if township.anonymous else township.name,
        "anonymous": township.anonymous,
        "level": "township",
        "kind": "half_year_report" if planned.half else "work_report",
        "reviewed": None if hidden else reviewed,
        "planned": None if hidden else planned.shown_year,
        "months": "H1" if planned.half else "",
        "true_planned": planned.year,
        "false_year": planned.year != planned.shown_year,
        "copy_of": _copied(planned),
        "merged_with": township.absorbs if township.merged_in == reviewed else "",
        "facts": len(marks),
        "redacted": sum(mark.redacted for mark in marks),
        "characters": len(text),
    }


def _copied(planned: Planned) -> str:
    """The file whose sentences this one repeats, "" for none."""
    if planned.author is planned.township and planned.year == planned.shown_year:
        return ""
    author = planned.author
    return f"{author.county}/{_file_place(author)}_{planned.year}.txt"


def _index(described: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("file", "level", "place", "year", "delivered", "partial", "source_url"))
    for row in described:
        year = Path(row["file"]).stem.rpartition("_")[2]
        place = Path(row["file"]).stem.rpartition("_")[0]
        rows.writerow((row["file"], "township", f"{row['county']}_{place}", year, year, 0, ""))
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
