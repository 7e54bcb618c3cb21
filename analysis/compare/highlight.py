"""A report's text as safe HTML with its marks: figures, search hits, passages shared with another report.

The text comes from strangers' files: every character of it is escaped here, and nothing of it becomes a tag or the name
of an attribute. Marks may overlap and may cross lines and sections: the text is cut at every border, and each piece
says which marks cover it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from analysis.model import Section, SectionRole

LINK_STYLES = ("target", "result", "doubt", "redacted")
"""Styles of figures, drawn as a link to the figure. Other styles (search, shared, stock) are drawn as plain marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be drawn: offsets in the text, style names, an id to scroll to, a label, a title, a figure's link."""

    start: int
    end: int
    styles: tuple[str, ...]
    anchor: str = ""
    label: str = ""
    title: str = ""
    href: str = ""


def render_sections(text: str, sections: Sequence[Section], marks: Iterable[Mark], role_names: dict[str, str]) -> str:
    """The whole text as HTML: one `<section>` a section, one `<p>` a line that is not empty.

    `role_names` gives the words of the margin band by section role. Without sections the text is one section of role
    other. Empty text gives "".
    """
    pieces = Pieces(text, marks)
    spans = list(_covering(text, sections))
    turns = [number == 0 or section.role != spans[number - 1].role for number, section in enumerate(spans)]
    drawn = zip(spans, turns, strict=True)
    return "".join(_section(number, section, turn, pieces, role_names) for number, (section, turn) in enumerate(drawn))


def render_span(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """One stretch of the text as inline HTML, for quotes in a list or beside each other."""
    return "".join(Pieces(text, marks).between(start, end))


class Pieces:
    """The text cut at the borders of its marks; `between` gives the HTML of any stretch, in one sweep."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self.text = text
        usable = (mark for mark in marks if 0 <= mark.start < mark.end <= len(text))
        self.marks = sorted(usable, key=lambda mark: (mark.start, -mark.end))

    def between(self, start: int, end: int) -> Iterator[str]:
        """HTML of text[start:end]. The anchor of a mark is set only where the mark begins."""
        waiting = list(self._reaching(start, end))[::-1]
        borders = {start, end}
        for mark in waiting:
            borders.update((max(mark.start, start), min(mark.end, end)))
        covering: list[Mark] = []
        for left, right in pairwise(sorted(borders)):
            covering = [mark for mark in covering if mark.end >= right]
            while waiting and waiting[-1].start <= left:
                covering.append(waiting.pop())
            yield _piece(self.text[left:right], covering, left, right)

    def _reaching(self, start: int, end: int) -> Iterator[Mark]:
        for mark in self.marks:
            if mark.start >= end:
                return
            if mark.end > start:
                yield mark


def _covering(text: str, sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, and whatever they leave uncovered as sections of role other: no character goes missing."""
    reached = 0
    for section in sorted(sections, key=lambda section: section.start):
        start, end = max(section.start, reached), min(section.end, len(text))
        if end <= start:
            continue
        if start > reached:
            yield Section(reached, start, SectionRole.OTHER)
        yield Section(start, end, section.role, section.heading, section.depth)
        reached = end
    if reached < len(text):
        yield Section(reached, len(text), SectionRole.OTHER)


def _section(number: int, section: Section, turn: bool, pieces: Pieces, role_names: dict[str, str]) -> str:
    """A section; `turn` where it begins another role, which is then named beside it."""
    role = str(section.role)
    name = escape(role_names.get(role, role), quote=True)
    own = Pieces(pieces.text, pieces._reaching(section.start, section.end))
    lines = [
        f"<p>{''.join(own.between(start, end))}</p>" for start, end in _lines(pieces.text, section.start, section.end)
    ]
    if lines and section.heading:
        lines[0] = _headed(next(_lines(pieces.text, section.start, section.end)), section.heading, own)
    attributes = (
        f'class="zl-section zl-{escape(role)}{" zl-turn" if turn else ""}" id="section-{number}" data-role="{name}"'
    )
    return f"<section {attributes}>{''.join(lines)}</section>"


def _headed(line: tuple[int, int], heading: str, own: Pieces) -> str:
    """A line that begins with a heading, which alone is set off: in many reports the text goes on in the same line."""
    start, end = line
    begin = own.text.find(heading, start, end)
    stop = begin + len(heading) if begin >= 0 else start
    words = "".join(own.between(start, stop))
    return f'<p class="zl-headed"><b>{words}</b>{"".join(own.between(stop, end))}</p>'


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of text[start:end] that hold more than white space."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _piece(words: str, covering: Sequence[Mark], left: int, right: int) -> str:
    inner = escape(words, quote=False)
    plain = [mark for mark in covering if not _is_figure(mark)]
    if plain:
        classes = " ".join(sorted({f"zl-{escape(style)}" for mark in plain for style in mark.styles}))
        anchors = (mark.anchor for mark in plain if mark.anchor and mark.start == left)
        identity = next((f' id="{escape(anchor, quote=True)}"' for anchor in anchors), "")
        said = {
            "title": [mark.title for mark in plain],
            "data-label": [mark.label for mark in plain if mark.end == right],
        }
        spoken = "".join(
            f' {name}="{escape("/".join(filter(None, words)), quote=True)}"'
            for name, words in said.items()
            if any(words)
        )
        inner = f'<mark{identity} class="{classes}"{spoken}>{inner}</mark>'
    figures = [mark for mark in covering if _is_figure(mark)]
    return _link(inner, figures, left, right) if figures else inner


def _is_figure(mark: Mark) -> bool:
    return any(style in LINK_STYLES for style in mark.styles)


def _link(inner: str, figures: Sequence[Mark], left: int, right: int) -> str:
    """A piece of one or several figures; those that begin here give their anchors, those that end here their labels."""
    beginning = [mark for mark in figures if mark.start == left]
    ending = [mark for mark in figures if mark.end == right]
    classes = sorted({f"zl-{style}" for mark in figures for style in mark.styles})
    shown = figures[-1]
    attributes = [("class", " ".join(["zl-figure", *classes])), ("href", shown.href), ("data-fact", shown.anchor)]
    attributes.append(("title", "\n".join(mark.title for mark in figures)))
    if ending:
        attributes.append(("data-label", "/".join(dict.fromkeys(mark.label for mark in ending))))
    written = " ".join(f'{name}="{escape(value, quote=True)}"' for name, value in attributes if value)
    extra = "".join(f'<span id="{escape(mark.anchor, quote=True)}"></span>' for mark in beginning[:-1])
    identity = f' id="{escape(beginning[-1].anchor, quote=True)}"' if beginning else ""
    return f"{extra}<a{identity} {written}>{inner}</a>"
