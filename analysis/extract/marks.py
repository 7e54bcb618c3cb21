"""Names of indicators and cue words in a text: found by one automaton each, so that the number of words costs nothing.

Names alone are sought in the whole text, to tell the sentences worth reading; names and cues together only in those.
"""

from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from analysis.lexicon.cues import load_cues
from analysis.lexicon.indicators import Indicator, load_indicators

NAME, GROW, ANNUAL, SAME, COMPARE, REACH, HOLD, BEFORE, AFTER, WORDING = range(10)
EACH, ALL, SHARE, TASK, RANK, ADD, AMONG, STICKY, GOAL, TIME = range(10, 20)
PLAN, WHOLE, STOP, FILL, BASIS, QUANTITY, MOMENT = range(20, 27)

KINDS = {
    "grow": GROW, "annual": ANNUAL, "same": SAME, "compare": COMPARE, "reach": REACH, "hold": HOLD, "before": BEFORE,
    "after": AFTER, "wording": WORDING, "each": EACH, "all": ALL, "share": SHARE, "task": TASK, "rank": RANK, "add": ADD,
    "among": AMONG, "sticky": STICKY, "goal": GOAL, "time": TIME, "plan": PLAN, "whole": WHOLE, "stop": STOP,
    "fill": FILL, "basis": BASIS, "grow_real": GROW,
}  # fmt: skip


class Name(NamedTuple):
    """What a name may mean: the indicators it names (several where the unit must decide), its growth or its share."""

    level: tuple[Indicator, ...] = ()
    growth: tuple[Indicator, ...] = ()
    share: tuple[Indicator, ...] = ()
    behind: tuple[Indicator, ...] = ()
    carried: tuple[Indicator, ...] = ()
    topic: tuple[Indicator, ...] = ()
    pair: tuple[Indicator, ...] = ()


class Mark(NamedTuple):
    """A word, number or moment in the text; `load` is a Name, a cue's value, a Quantity or a Moment."""

    start: int
    end: int
    kind: int
    load: object


class Word(NamedTuple):
    kind: int
    load: object


class Automaton(NamedTuple):
    search: ahocorasick_rs.AhoCorasick
    words: tuple[Word, ...]
    total_words: frozenset[str]


def collect_names() -> dict[str, Name]:
    """All names with what they may mean."""
    lists: dict[str, dict[str, list[Indicator]]] = {}
    indicators = load_indicators()
    for indicator in indicators.by_id.values():
        for field in ("forms", "growth", "share", "behind", "carried", "topic"):
            for form in getattr(indicator, field):
                key = "level" if field == "forms" else field
                lists.setdefault(form, {}).setdefault(key, []).append(indicator)
    for pair in indicators.pairs:
        for form in pair.forms:
            lists.setdefault(form, {})["pair"] = [indicators.by_id[metric] for metric in pair.metrics]
    return {form: Name(**{key: tuple(value) for key, value in fields.items()}) for form, fields in lists.items()}


def collect_cues() -> dict[str, Word]:
    """All cue words; of two blocks that hold a word the first counts."""
    words: dict[str, Word] = {}
    for cue in load_cues():
        kind = REACH if cue.kind == "total" else KINDS[cue.kind]
        load = (cue.value, cue.kind == "grow_real") if kind == GROW else cue.value
        for word in cue.words:
            words.setdefault(word, Word(kind, load))
    return words


def make_automaton(words: dict[str, Word], total_words: frozenset[str]) -> Automaton:
    search = ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Automaton(search, tuple(words.values()), total_words)


@cache
def name_search() -> ahocorasick_rs.AhoCorasick:
    """Finds every name of an indicator, leftmost and longest."""
    full = [form for form, name in collect_names().items() if len(name.carried) < sum(map(len, name))]
    return ahocorasick_rs.AhoCorasick(full, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@cache
def word_automaton() -> Automaton:
    """Finds names and cues."""
    words = collect_cues()
    words.update((form, Word(NAME, name)) for form, name in collect_names().items())
    totals = frozenset(word for cue in load_cues() if cue.kind == "total" for word in cue.words)
    return make_automaton(words, totals)


def find_words(text: str) -> list[Mark]:
    """Names and cues of a text in order, none overlapping another."""
    automaton = word_automaton()
    words = automaton.words
    return [
        Mark(start, end, words[index].kind, words[index].load)
        for index, start, end in automaton.search.find_matches_as_indexes(text)
    ]
