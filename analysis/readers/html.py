"""The text that a reader of a web page sees, each character with its place in the page's source."""

from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from analysis.source_map import SourceMap

HIDDEN = frozenset({"script", "style", "head", "noscript", "template", "select", "iframe", "svg"})
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)


class _Page(HTMLParser):
    """Collects stretches of visible text with the source offset of each; a block element gives a line break."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.stretches: list[tuple[str, int]] = []
        self._hidden: list[str] = []
        self._line_starts = _line_starts(source)
        self.feed(source)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden.append(tag)
        elif tag in BLOCKS:
            self._add("\n", self._offset())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._add("\n", self._offset())

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag in BLOCKS:
            self._add("\n", self._offset())

    def handle_data(self, data: str) -> None:
        self._add(data, self._offset())

    def handle_entityref(self, name: str) -> None:
        self._add(_character(f"&{name};"), self._offset())

    def handle_charref(self, name: str) -> None:
        self._add(_character(f"&#{name};"), self._offset())

    def _add(self, text: str, offset: int) -> None:
        if not self._hidden and text:
            self.stretches.append((text, offset))


def _line_starts(source: str) -> list[int]:
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _character(reference: str) -> str:
    return unescape(reference)[:1]


def looks_like_html(text: str) -> bool:
    """Whether a decoded file is a web page, whatever its name says."""
    head = text[:2000].lower()
    return "<html" in head or "<!doctype html" in head or ("<body" in head and "</" in head)


def visible_text(source: str) -> tuple[str, SourceMap]:
    """The visible text of a page and its map into the source. A page without any gives an empty text."""
    stretches = _Page(source).stretches
    if not stretches:
        return "", SourceMap()
    starts = [0, *accumulate(len(text) for text, _ in stretches)]
    text = "".join(text for text, _ in stretches)
    return text, SourceMap(tuple(starts[:-1]), tuple(offset for _, offset in stretches))
