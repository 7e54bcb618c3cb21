"""From a text to its terms: lexicon terms by longest match, then words of two Han characters and more from what is left.

A text is never counted twice: a stretch that is a lexicon term is cut out before segmentation. Numbers and redactions are
replaced by spaces, not deleted, because their neighbours would grow together to words that nobody wrote.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import compress
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicon.faults import LEXICON
from analysis.lexicon.stopwords import stop_words
from analysis.lexicon.terms import indicator_names, load_policy_terms, place_names
from analysis.terms.segmenter import DEFAULT, segmenter, segmenter_version

HAN = re.compile(r"[㐀-鿿]")
# One run of digits, placeholders or blanks. It begins with one character of a set, which is sought many times faster than a run.
SIGN = "[0-9０-９.．%％‰xXｘＸ×＊*_＿□■○●△▲]"
NUMBER_OR_REDACTION = re.compile(f"{SIGN}{SIGN}*")
# 某 only where it stands for a name: 某镇, 某某.
NAMELESS = re.compile(r"某{2,}|某(?=[省市州县区乡镇街村])")
SHORT = re.compile(r"[㐀-鿿]{2}")
NUMERALS = "一二三四五六七八九十百千万亿零两几多余点分之第"
HAN_WORD = re.compile(rf"(?![{NUMERALS}]+$)[㐀-鿿]{{2,}}")
RULES = 1


class Token(NamedTuple):
    """A counted term with its place in the text; `text[start:end]` is the term or another way of writing it."""

    start: int
    end: int
    term: str


class Lexicon(NamedTuple):
    """The strings kept whole. `terms[i]` is the term that pattern i counts for.

    Forms of two characters are in `short`, with the term they count for: as plain strings they would also be found across
    the seam of two other words (林改 in 低效林改造), so the segmenter decides where they stand.
    """

    patterns: AhoCorasick
    terms: tuple[str, ...]
    short: dict[str, str]


class _Judged(dict[str, bool]):
    """Whether a piece is a word that is counted: two Han characters or more, no numeral, no stop word. Each is judged once."""

    def __missing__(self, piece: str) -> bool:
        self[piece] = bool(HAN_WORD.fullmatch(piece)) and piece not in stop_words("counts")
        return self[piece]


is_counted = _Judged()


@cache
def lexicon() -> Lexicon:
    """Policy terms with their forms first, then indicator names and place names that are not among them."""
    entries = {form: term.term for term in load_policy_terms() for form in (term.term, *term.forms)}
    for name in sorted(indicator_names() | place_names()):
        entries.setdefault(name, name)
    short = {form: term for form, term in entries.items() if SHORT.fullmatch(form)}
    long = {form: term for form, term in entries.items() if form not in short}
    patterns = AhoCorasick(list(long), matchkind=MatchKind.LeftmostLongest)
    return Lexicon(patterns, tuple(long.values()), short)


@cache
def terms_version() -> str:
    """Segmenter, its version and a hash of the words and rules that decide a count: stored beside the counts."""
    words = sorted(indicator_names() | place_names())
    content = [(LEXICON / name).read_bytes() for name in ("policy_terms.txt", "stopwords.txt")]
    digest = hashlib.sha256(repr((RULES, words)).encode() + b"".join(content)).hexdigest()[:8]
    return f"{segmenter_version()}+{digest}"


def lexicon_matches(text: str) -> list[tuple[int, int, int]]:
    """Longest matches of lexicon forms from left to right, none overlapping: (pattern, start, end)."""
    return lexicon().patterns.find_matches_as_indexes(text)


def rest_of(text: str, matches: list[tuple[int, int, int]]) -> str:
    """The text without lexicon matches (line breaks in their place) and numbers (spaces); as long as the text."""
    pieces = []
    last = 0
    for _, start, end in matches:
        pieces += (text[last:start], "\n" * (end - start))
        last = end
    pieces.append(text[last:])
    return _without_numbers("".join(pieces), _spaces)


def _without_numbers(text: str, instead: str | Callable[[re.Match[str]], str]) -> str:
    text = NUMBER_OR_REDACTION.sub(instead, text)
    return NAMELESS.sub(instead, text) if "某" in text else text


def _spaces(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def segment(text: str, segmenter_name: str = DEFAULT) -> list[str]:
    """The pieces of a text by the segmenter with the short lexicon forms in its dictionary; joined they are the text."""
    return segmenter(segmenter_name, tuple(lexicon().short))(text)


def count_tokens(text: str, segmenter_name: str = DEFAULT) -> Counter[str]:
    """How often each term stands in a text: the counts of `find_tokens`, without the positions."""
    matches = lexicon_matches(text)
    known = lexicon()
    pieces = Counter(segment(_short_rest(text, matches), segmenter_name))
    counts = Counter(dict(compress(pieces.items(), map(is_counted.__getitem__, pieces))))
    for form in known.short.keys() & counts.keys():
        number = counts.pop(form)
        counts[known.short[form]] += number
    counts.update([known.terms[pattern] for pattern, _, _ in matches])
    return counts


def _short_rest(text: str, matches: list[tuple[int, int, int]]) -> str:
    """As `rest_of`, but with one character for every stretch cut out, which is quicker and gives the same words."""
    starts = [0, *(end for _, _, end in matches)]
    ends = [*(start for _, start, _ in matches), len(text)]
    return _without_numbers("\n".join([text[low:high] for low, high in zip(starts, ends, strict=True)]), " ")


def find_tokens(text: str, segmenter_name: str = DEFAULT) -> list[Token]:
    """Every counted term of a text with its place, in order; empty where there is none."""
    matches = lexicon_matches(text)
    known = lexicon()
    tokens = [Token(start, end, known.terms[pattern]) for pattern, start, end in matches]
    pieces = segment(rest_of(text, matches), segmenter_name)
    start = 0
    for piece in pieces:
        if is_counted[piece]:
            tokens.append(Token(start, start + len(piece), known.short.get(piece, piece)))
        start += len(piece)
    return sorted(tokens)


def han_count(text: str) -> int:
    """Han characters of a text: what rates per 10,000 are relative to; redaction marks and digits are none."""
    return len(HAN.findall(text))
