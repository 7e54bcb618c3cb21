"""Which indicators a report's review and plan name at all, with a figure or without: what tells "not mentioned" from "not read"."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick

from analysis.lexicon.indicators import load_indicators
from analysis.model import Report, SectionRole
from analysis.simplified import simplified

# 没有提出全年经济增速具体目标: the indicator is named in order to say that no target is set for it.
NOT_SET = re.compile(r"(?:没有|未|不再?|暂不)(?:提出|设定|设置|设立|设|确定|安排|明确)[^。；;!！?？\n]{0,30}目标")
ROLES = (SectionRole.REVIEW, SectionRole.PLAN)


def named_indicators(report: Report) -> list[tuple[SectionRole, str]]:
    """Role of section and id of each indicator whose name, or the name of whose growth, stands in it; sorted, empty if none.

    A plan that says it sets no target for an indicator does not name it.
    """
    automaton, owners = _names()
    whole = simplified(report.text)
    found: set[tuple[SectionRole, str]] = set()
    for section in report.sections:
        if section.role in ROLES:
            text = whole[section.start : section.end]
            text = NOT_SET.sub("", text) if section.role is SectionRole.PLAN else text
            for name, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
                found |= {(section.role, metric) for metric in owners[name]}
    return sorted(found)


@cache
def _names() -> tuple[AhoCorasick, list[frozenset[str]]]:
    """All names in one automaton, and for each name the indicators that bear it."""
    owners: dict[str, set[str]] = {}
    for indicator in load_indicators().by_id.values():
        for name in (indicator.zh, *indicator.forms, *indicator.growth):
            owners.setdefault(name, set()).add(indicator.id)
    return AhoCorasick(list(owners)), [frozenset(ids) for ids in owners.values()]
