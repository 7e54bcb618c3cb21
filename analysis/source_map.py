"""The way back from a cleaned text to the text it was cut from."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where the characters of a cleaned text stood in the text it was cut from.

    A run is a stretch of characters that stand side by side in both texts; `starts[i]` is where run i begins in the
    cleaned text (ascending, the first is 0), `sources[i]` where it begins in the source.
    """

    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)

    def to_source(self, offset: int) -> int:
        run = bisect_right(self.starts, offset) - 1
        return self.sources[run] + offset - self.starts[run]

    def from_source(self, offset: int) -> int:
        """Where a source character stands in the cleaned text; the next kept character where cleaning took it out."""
        best = 0
        for run, source in enumerate(self.sources):
            if source > offset:
                break
            length = self.starts[run + 1] - self.starts[run] if run + 1 < len(self.starts) else offset - source + 1
            best = self.starts[run] + min(offset - source, length)
        return best

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a non-empty span: from its first character to behind its last."""
        return self.to_source(start), self.to_source(end - 1) + 1

    def cut(self, start: int, end: int) -> "SourceMap":
        """The map of `text[start:end]` taken as a text of its own."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1))
        starts = (0, *(position - start for position in self.starts[first + 1 : last]))
        return SourceMap(starts, (self.to_source(start), *self.sources[first + 1 : last]))

    def after(self, inner: "SourceMap") -> "SourceMap":
        """The map of a text cut twice: `self` maps it into a middle text, `inner` maps that into the source."""
        starts: list[int] = []
        sources: list[int] = []
        for run, begin in enumerate(self.starts):
            middle = self.sources[run]
            length = self.starts[run + 1] - begin if run + 1 < len(self.starts) else None
            starts.append(begin)
            sources.append(inner.to_source(middle))
            for position in range(bisect_right(inner.starts, middle), len(inner.starts)):
                shift = inner.starts[position] - middle
                if length is not None and shift >= length:
                    break
                starts.append(begin + shift)
                sources.append(inner.sources[position])
        return SourceMap(tuple(starts), tuple(sources))
