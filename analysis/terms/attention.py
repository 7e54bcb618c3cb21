"""How much of a report's text speaks of each policy area.

The rule: a sentence belongs to the area whose policy terms take up most of its characters; a sentence without policy terms
belongs to the area of the heading it stands under, or of the heading above that; what no heading tells stays unassigned.
Ties go to the area that stands first in policy_areas.toml. Amounts are Han characters, headings included.
"""

import re
from collections import Counter
from functools import cache

from analysis.lexicon.terms import load_policy_areas, load_policy_terms
from analysis.model import AreaAmount, Report, Section, SectionRole
from analysis.terms.counts import section_spans
from analysis.terms.tokens import han_count, lexicon, lexicon_matches

SENTENCE = re.compile(r"[^。!?!?;;\n]+")
UNASSIGNED = ""


def area_amounts(report: Report) -> list[AreaAmount]:
    """The amounts of every area that has any, the unassigned rest included; empty for a text without Han characters."""
    amounts: Counter[tuple[SectionRole, str]] = Counter()
    by_terms: Counter[tuple[SectionRole, str]] = Counter()
    inherited = heading_areas(report.sections)
    for place, (start, end, role) in enumerate(section_spans(report.text, report.sections)):
        under = inherited[place] if inherited else UNASSIGNED
        for sentence, area in _sentence_areas(report.text[start:end]):
            amount = han_count(sentence)
            amounts[role, area or under] += amount
            by_terms[role, area or under] += amount if area else 0
    return [
        AreaAmount(report.report_id, role, area, amount, by_terms[role, area])
        for (role, area), amount in amounts.items()
        if amount
    ]


def _sentence_areas(text: str) -> list[tuple[str, str]]:
    """Each sentence of a section with the area of its policy terms, UNASSIGNED where it has none."""
    matches = [(start, end, _areas()[pattern]) for pattern, start, end in lexicon_matches(text) if _areas()[pattern]]
    found = []
    place = 0
    for sentence in SENTENCE.finditer(text):
        weights: Counter[str] = Counter()
        while place < len(matches) and matches[place][0] < sentence.end():
            start, end, area = matches[place]
            weights[area] += end - start
            place += 1
        area = min(weights, key=lambda area: (-weights[area], _rank()[area])) if weights else UNASSIGNED
        found.append((sentence.group(), area))
    return found


def heading_areas(sections: tuple[Section, ...]) -> list[str]:
    """The area of each section: what its own heading tells, else that of the section it lies in."""
    open_headings: list[tuple[int, str]] = []
    areas = []
    for section in sections:
        while open_headings and open_headings[-1][0] >= section.depth:
            open_headings.pop()
        above = open_headings[-1][1] if open_headings else UNASSIGNED
        areas.append(area_of_heading(section.heading) or above)
        open_headings.append((section.depth, areas[-1]))
    return areas


@cache
def area_of_heading(heading: str) -> str:
    """The area whose cue words take up most of a heading; UNASSIGNED where none stands in it."""
    weights = {area.area: sum(len(word) for word in area.headings if word in heading) for area in load_policy_areas()}
    best = max(weights, key=lambda area: weights[area])
    return best if weights[best] else UNASSIGNED


@cache
def _areas() -> tuple[str, ...]:
    """The area of each lexicon pattern; "" for names of indicators and places."""
    area_of = {term.term: term.area for term in load_policy_terms()}
    return tuple(area_of.get(term, "") for term in lexicon().terms)


@cache
def _rank() -> dict[str, int]:
    return {area.area: place for place, area in enumerate(load_policy_areas())}
