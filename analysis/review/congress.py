"""Learn when the people's congresses of places began their terms, from the meeting lines of reports whose year is known.

    python -m analysis.review.congress REPORTS

Writes data/lexicon/congress_terms.csv: place_code, term, start. Truth is index.csv with the reviewed corrections.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.corpus.dating import session_of
from analysis.lexicon.congress import FILE
from analysis.lexicon.faults import LEXICON
from analysis.model import Report
from analysis.review.labelled import load

# A term whose first year is told by fewer reports, or by reports that differ, is left out.
FEWEST = 2
MOST_DIFFERING = 0.5


def learn(reports: Iterable[Report]) -> dict[tuple[str, int], int]:
    """The year planned for at the first session, by place code and term: what most sessions of the term say of it."""
    starts: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for report in reports:
        session = session_of(report.text)
        if session and report.place.code and report.claim.year:
            starts[report.place.code, session.term][report.claim.year - session.number + 1] += 1
    return {
        term: counts.most_common(1)[0][0]
        for term, counts in sorted(starts.items())
        if counts.total() >= FEWEST and counts.most_common(1)[0][1] > MOST_DIFFERING * counts.total()
    }


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).exists():
        print(__doc__, file=sys.stderr)
        return 2
    found = learn(load(Path(arguments[0])))
    with (LEXICON / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("place_code", "term", "start"))
        writer.writerows((code, term, start) for (code, term), start in found.items())
    print(f"{len(found)} terms of {len({code for code, _ in found})} places")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
