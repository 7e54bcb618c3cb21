"""How well years, places and duplicates are told, measured on reports whose labels are known.

    python -m analysis.review.forensics REPORTS [--sample N] [--unseen]

Truth is index.csv with the reviewed corrections of data/lexicon/label_corrections.csv; the analysis itself sees neither. The words of
the years were learned from such reports: --unseen learns them anew from four fifths of the places and measures on the last fifth.
"""

import argparse
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus import dating
from analysis.corpus.dating import claim_verdict, date_report, stated_planned
from analysis.corpus.duplicates import compare, sentence_rows
from analysis.corpus.places import place_verdict
from analysis.lexicon import congress as lexicon_congress
from analysis.model import Claim, Report, StatedYears, Verdict
from analysis.review import clock, congress
from analysis.review.clock import MASK
from analysis.review.labelled import load

EXPLICIT_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
WRONG = 200
PLANTED = 200
EXCERPT = 0.3


def unseen_part(location: Path, reports: Sequence[Report], seed: int = 5) -> list[Report]:
    """The reports of a fifth of the places, after the words of the years were learned from those of the others only."""
    places = sorted({report.claim.place for report in reports})
    unseen = set(np.random.default_rng(seed).permutation(places)[: len(places) // 5])
    seen = {report.source for report in reports if report.claim.place not in unseen}
    table = clock.learn([sample for sample in clock.load(location) if sample.source in seen])
    dating.year_words = lambda: table  # type: ignore[assignment]
    terms = congress.learn(report for report in reports if report.source in seen)
    lexicon_congress.congress_terms = lambda: terms  # type: ignore[assignment]
    return [report for report in reports if report.source not in seen]


def year_figures(reports: Sequence[Report]) -> dict[str, float]:
    """Share of reports with a verdict, share of those with the right year, share of right labels put in doubt; prints each alarm."""
    verdicts = exact = alarms = 0
    for report in reports:
        dating = date_report(report)
        year = dating.implied or (stated_planned(report) if dating.verdict is Verdict.CONSISTENT else None)
        verdicts += dating.verdict is not Verdict.UNDETERMINED
        exact += dating.verdict is not Verdict.UNDETERMINED and year == report.claim.year
        if dating.verdict is Verdict.DOUBTFUL:
            alarms += 1
            print(
                f"  alarm {report.source}: labelled {report.claim.year}, states {report.years}, implied {dating.implied}"
            )
    return {"verdict": verdicts / len(reports), "exact": exact / max(verdicts, 1), "alarms": alarms / len(reports)}


def masked(report: Report) -> Report:
    """The report with every explicit year blanked out, as townships' reports are when they are passed on."""
    return replace(
        report, text=MASK.sub("20__", report.text), title=MASK.sub("20__", report.title), years=StatedYears()
    )


def masked_figures(reports: Sequence[Report]) -> dict[str, float]:
    implied = [(date_report(masked(report)).implied, report.claim.year) for report in reports]
    told = [(year, truth) for year, truth in implied if year is not None]
    return {
        "verdict": len(told) / len(reports),
        "exact": sum(year == truth for year, truth in told) / max(len(told), 1),
    }


def shifted(report: Report, years: int) -> Report:
    """The report as a template site would have it: every explicit year moved by the same number of years."""

    def move(match: re.Match[str]) -> str:
        return str(int(match[1]) + years)

    stated = report.years
    moved = StatedYears(
        None if stated.reviewed is None else stated.reviewed + years,
        None if stated.planned is None else stated.planned + years,
        stated.months,
    )
    text, title = EXPLICIT_YEAR.sub(move, report.text), EXPLICIT_YEAR.sub(move, report.title)
    sections = tuple(replace(section, heading=EXPLICIT_YEAR.sub(move, section.heading)) for section in report.sections)
    return replace(report, text=text, title=title, years=moved, sections=sections)


def wrong_year_figures(reports: Sequence[Report], seed: int = 1) -> dict[str, float]:
    """Shares of reports put under a wrong year (two to eight years off) that are put in doubt: in their text, in their label."""
    random = np.random.default_rng(seed)
    picked = [reports[number] for number in random.permutation(len(reports))[:WRONG]]
    in_text = in_label = 0
    for report in picked:
        years = int(random.integers(2, 9)) * int(random.choice([-1, 1]))
        in_text += date_report(shifted(report, years)).verdict is Verdict.DOUBTFUL
        label = (report.claim.year or 0) + years
        in_label += claim_verdict(date_report(report), stated_planned(report), label) is Verdict.DOUBTFUL
    return {"flagged in text": in_text / len(picked), "flagged in label": in_label / len(picked)}


def place_figures(reports: Sequence[Report], seed: int = 2) -> dict[str, float]:
    """Shares of right places put in doubt, of places not told, and of wrong places flagged."""
    verdicts = [place_verdict(report.claim, report.place, report.level) for report in reports]
    random = np.random.default_rng(seed)
    flagged = tried = 0
    for number in random.permutation(len(reports))[:WRONG]:
        other = reports[int(random.integers(len(reports)))].claim.place
        if other != reports[number].claim.place:
            tried += 1
            report = reports[number]
            flagged += place_verdict(Claim(place=other), report.place, report.level) is Verdict.DOUBTFUL
    return {
        "alarms": verdicts.count(Verdict.DOUBTFUL) / len(verdicts),
        "not told": verdicts.count(Verdict.UNDETERMINED) / len(verdicts),
        "wrong flagged": flagged / max(tried, 1),
    }


def excerpt(report: Report, share: float, random: np.random.Generator) -> Report:
    """A share of a report's sentences, in another order and with its years blanked out, as a report of its own."""
    sentences = [part for part in re.split(r"(?<=[。；\n])", report.text) if len(part) > 12]
    picked = random.permutation(len(sentences))[: max(8, round(share * len(sentences)))]
    text = MASK.sub("20__", "".join(sentences[number] for number in picked))
    return replace(report, report_id=f"x{report.report_id}", source=f"planted/{report.source}", text=text)


def duplicate_figures(reports: Sequence[Report], seed: int = 3) -> dict[str, float]:
    """Recall and precision of planted excerpts among all reports, with the seconds it took."""
    random = np.random.default_rng(seed)
    originals = [reports[number] for number in random.permutation(len(reports))[:PLANTED]]
    planted = [excerpt(report, float(random.uniform(EXCERPT, 0.9)), random) for report in originals]
    everyone = [*reports, *planted]
    start = time.perf_counter()
    frame = pd.DataFrame({"report_id": [r.report_id for r in everyone], "source": [r.source for r in everyone]})
    frame = frame.assign(
        part=1, place_id=[r.place.place_id for r in everyone], year_planned=None, year_implied=None, year_verdict=""
    )
    overlaps, found = compare(frame, pd.DataFrame(sentence_rows(everyone)))
    seconds = time.perf_counter() - start
    copied = found[found["duplicate_of"] != ""].set_index("report_id")["duplicate_of"]
    right = sum(copied.get(report.report_id) == report.report_id[1:] for report in planted)
    claimed = [
        (report, of) for report, of in copied.items() if not (str(report).startswith("x") and of == str(report)[1:])
    ]
    for report, of in claimed:
        print(f"  also a duplicate: {report} of {of}")
    return {
        "recall": right / len(planted),
        "precision": right / max(len(copied), 1),
        "seconds": seconds,
        "pairs": len(overlaps) / 2,
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args(arguments)
    reports = load(options.reports, options.sample)
    if options.unseen:
        reports = unseen_part(options.reports, reports)
    print(f"{len(reports)} labelled reports")
    for name, measure in {
        "years": year_figures,
        "years masked": masked_figures,
        "wrong years": wrong_year_figures,
        "places": place_figures,
        "duplicates": duplicate_figures,
    }.items():
        print(f"{name}: " + ", ".join(f"{key} {value:.4f}" for key, value in measure(reports).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
