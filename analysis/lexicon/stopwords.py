"""Stop words: words left out of the term counts, each group with the reason why it is left out."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "stopwords.txt"
SCOPES = ("counts", "clouds", "edges")


class StopGroup(NamedTuple):
    """Words left out for one reason. `scope` "counts": never counted; "clouds": counted, but not drawn or proposed by default;
    "edges": characters that no proposed term begins or ends with."""

    group: str
    zh: str
    scope: str
    reason: str
    words: tuple[str, ...]


@cache
def load_stop_groups(folder: Path = LEXICON) -> tuple[StopGroup, ...]:
    """The groups of stopwords.txt in file order; LexiconError lists every malformed line and every word that stands twice."""
    groups: list[StopGroup] = []
    faults: list[Fault] = []
    for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            groups.append(_header(line, faults))
        elif line.strip() and not line.startswith("#"):
            if not groups:
                faults.append(
                    Fault(
                        FILE,
                        line[:20],
                        "words before the first group",
                        "begin with a line [id | 名称 | scope | reason]",
                    )
                )
                continue
            groups[-1] = groups[-1]._replace(words=(*groups[-1].words, *line.split()))
    faults += _repeated(groups)
    raise_if_any(faults)
    return tuple(groups)


def _header(line: str, faults: list[Fault]) -> StopGroup:
    fields = [field.strip() for field in line.strip().removeprefix("[").removesuffix("]").split("|")]
    if len(fields) != 4 or fields[2] not in SCOPES or not fields[3]:
        faults.append(Fault(FILE, line[:40], "not a group header", "write [id | 名称 | counts or clouds | reason]"))
        return StopGroup(line, "", "counts", "", ())
    return StopGroup(*fields, ())


def _repeated(groups: list[StopGroup]) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for group in groups:
        for word in group.words:
            if word in seen:
                faults.append(Fault(FILE, word, f"stands in {seen[word]} and in {group.group}", "keep one"))
            seen[word] = group.group
    return faults


@cache
def stop_words(scope: str, folder: Path = LEXICON) -> frozenset[str]:
    """All words of the groups with this scope."""
    return frozenset(word for group in load_stop_groups(folder) if group.scope == scope for word in group.words)
