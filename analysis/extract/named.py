"""Which indicators a report's look back names at all, with a figure or without: what tells a silent drop from an unread figure."""

from functools import cache

from ahocorasick_rs import AhoCorasick

from analysis.lexicon.indicators import load_indicators
from analysis.model import Report, SectionRole


def named_in_review(report: Report) -> list[str]:
    """The ids of the indicators whose name, or the name of whose growth, stands in a review section; sorted, empty if none."""
    automaton, owners = _names()
    found: set[str] = set()
    for section in report.sections:
        if section.role is SectionRole.REVIEW:
            text = report.text[section.start : section.end]
            for name, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
                found |= owners[name]
    return sorted(found)


@cache
def _names() -> tuple[AhoCorasick, list[frozenset[str]]]:
    """All names in one automaton, and for each name the indicators that bear it."""
    owners: dict[str, set[str]] = {}
    for indicator in load_indicators().by_id.values():
        for name in (indicator.zh, *indicator.forms, *indicator.growth):
            owners.setdefault(name, set()).add(indicator.id)
    return AhoCorasick(list(owners)), [frozenset(ids) for ids in owners.values()]
