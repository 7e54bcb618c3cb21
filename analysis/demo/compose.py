"""One report from beginning to end: title, opening, review, problems, tasks, ending, with the facts planted in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from analysis.demo.slots import Mark, Piece, Scene, UnavailableError, fill

NUMERALS = "一二三四五六七八九十"
TOPICS = {
    "industry": ("economy", "industry", "environment", "livelihood", "governance"),
    "farming": ("economy", "farming", "environment", "livelihood", "governance"),
    "tourism": ("economy", "tourism", "farming", "environment", "livelihood", "governance"),
}
# How many sentences a topic gets: with figures, without; a profile's own topic is the longer.
FACTS_A_TOPIC = (2, 3)
FILLERS_A_TOPIC = (3, 5)
PLAN_FACTS_A_TOPIC = (1, 2)
PLAN_FILLERS_A_TOPIC = (2, 3)


@dataclass(slots=True)
class Templates:
    frame: dict[str, Any]
    review: dict[str, Any]
    plan: dict[str, Any]


@dataclass(slots=True)
class Draft:
    """A report being written; `told` keeps which figures were told already, so that few are told twice."""

    scene: Scene
    templates: Templates
    piece: Piece = field(default_factory=Piece)
    told: set[tuple[str, str]] = field(default_factory=set)

    def line(self, part: Piece | str) -> None:
        self.piece.add(part).add("\n")

    def pick(self, options: list[str], target: bool = False) -> Piece:
        """One of the sentences that can be said of this place and year. Raises UnavailableError if none can."""
        for template in self.shuffled(options):
            try:
                return fill(template, self.scene, target)
            except UnavailableError:
                continue
        raise UnavailableError("none of the sentences fits")

    def shuffled(self, options: Iterable[str]) -> list[str]:
        rest = list(options)
        order = []
        while rest:
            order.append(rest.pop(self.scene.rng.randrange(len(rest))))
        return order

    def some(self, options: list[str], ends: tuple[int, int], target: bool = False) -> list[Piece]:
        """Between ends[0] and ends[1] sentences, each telling a figure not told before (or none at all)."""
        wanted = self.scene.rng.randrange(ends[0], ends[1] + 1)
        found: list[Piece] = []
        for template in self.shuffled(options):
            if len(found) == wanted:
                break
            try:
                piece = fill(template, self.scene, target)
            except UnavailableError:
                continue
            figures = {(mark.metric, mark.kind + mark.measure + mark.period) for mark in piece.marks}
            if (piece.marks and figures <= self.told) or len(figures & self.told) > 1:
                continue
            self.told |= figures
            found.append(piece)
        return found


def compose(scene: Scene, templates: Templates) -> tuple[str, list[Mark]]:
    """The text of a report and the facts in it, by position."""
    draft = Draft(scene, templates)
    _opening(draft)
    number = 0
    draft.line(_numbered(number, draft.pick(_frame(draft, "review_headings"))))
    _review(draft)
    if not scene.half and _conditional(draft, templates.plan, "plan_period", scene.planned):
        number += 1
        draft.line(_numbered(number, draft.pick(templates.frame["plan_period_headings"])))
        for piece in draft.some(_conditional(draft, templates.plan, "plan_period", scene.planned), (2, 2), True):
            draft.line(piece)
    draft.line(_numbered(number + 1, draft.pick(_frame(draft, "plan_headings"))))
    _plan(draft)
    draft.line(draft.pick(templates.frame["endings"]))
    return draft.piece.text, draft.piece.marks


def _frame(draft: Draft, name: str) -> list[str]:
    return draft.templates.frame[f"half_{name}" if draft.scene.half else name]


def _opening(draft: Draft) -> None:
    frame = draft.templates.frame
    draft.line(draft.pick(_frame(draft, "titles")))
    draft.line(draft.pick(frame["meetings"]))
    speaker = draft.pick(frame["speakers"])
    if speaker.text:
        draft.line(speaker)
    draft.line("各位代表:")
    draft.line(draft.pick(frame["openings"]))


def _numbered(number: int, heading: Piece) -> Piece:
    return Piece(f"{NUMERALS[number]}、").add(heading)


def _review(draft: Draft) -> None:
    scene, templates = draft.scene, draft.templates
    lead = draft.pick(_frame(draft, "review_openings"))
    if scene.ledger.merged_in == scene.reviewed:
        lead.add(draft.pick(templates.frame["merged_lines"]))
    draft.line(lead)
    for order, topic in enumerate(TOPICS[scene.township.profile]):
        rows = templates.review[topic]
        paragraph = _headed(draft, order, rows["headings"])
        said = _review_facts(draft, topic, rows)
        for piece in _mixed(draft, said, draft.some(rows["fillers"], FILLERS_A_TOPIC)):
            paragraph.add(piece)
        draft.line(paragraph)
    for piece in draft.some(_conditional(draft, templates.review, "plan_period", scene.reviewed), (2, 3)):
        draft.line(piece)
    draft.line(draft.pick(templates.frame["thanks"]))
    difficulties = draft.pick(templates.frame["problems"])
    if scene.rng.randrange(4) == 0:
        difficulties.add(draft.pick(templates.frame["dropped"]))
    draft.line(difficulties)


def _review_facts(draft: Draft, topic: str, rows: dict[str, list[str]]) -> list[Piece]:
    extra = _conditional(draft, draft.templates.review, topic, draft.scene.reviewed)
    if topic != "economy":
        return draft.some(rows["facts"] + extra, FACTS_A_TOPIC)
    first = draft.some(rows["facts"] + extra[:1], (1, 1))
    return first + draft.some(rows["more"] + extra[1:], (3, 4))


def _plan(draft: Draft) -> None:
    scene, plan = draft.scene, draft.templates.plan
    topics = TOPICS[scene.township.profile]
    draft.line(draft.pick(_frame(draft, "plan_openings")))
    if scene.half:
        for piece in draft.some(_conditional(draft, plan, "half", scene.planned), (2, 2), True):
            draft.line(piece)
    else:
        for piece in draft.some(plan["goals"]["facts"], (1, 1), True):
            draft.line(piece)
    scene.texts["tasks"] = NUMERALS[len(topics) - 1]
    draft.line(draft.pick(draft.templates.frame["task_lines"]))
    for order, topic in enumerate(topics):
        rows = plan[topic]
        paragraph = _headed(draft, order, rows["headings"])
        said = [] if scene.half else draft.some(rows["facts"], PLAN_FACTS_A_TOPIC, True)
        for piece in _mixed(draft, said, draft.some(rows["fillers"], PLAN_FILLERS_A_TOPIC)):
            paragraph.add(piece)
        draft.line(paragraph)


def _headed(draft: Draft, order: int, headings: list[str]) -> Piece:
    return Piece(f"({NUMERALS[order]})").add(draft.pick(headings)).add("。")


def _mixed(draft: Draft, facts: list[Piece], fillers: list[Piece]) -> list[Piece]:
    """Figures first as a rule, one sentence without before them now and then."""
    if fillers and draft.scene.rng.randrange(3) == 0:
        return [fillers[0], *facts, *fillers[1:]]
    return [*facts, *fillers]


def _conditional(draft: Draft, templates: dict[str, Any], topic: str, year: int) -> list[str]:
    """The sentences that only some years have."""
    found: list[str] = []
    for row in templates["when"]:
        whole_year_only = "year" in row.get("tags", ())
        if row["topic"] == topic and year in row["years"] and not (draft.scene.half and whole_year_only):
            found += row["texts"]
    return found
