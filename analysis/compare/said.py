"""Messages of problems in another language than the one they are stored in.

They are stored as Chinese sentences. The catalogue has each as said.<code>, or said.<code>.<variant>, with names for what
changes; the values are taken out of the stored sentence and put into the sentence of the reader's language.
"""

import re
from functools import cache

from analysis.lexicon.catalogue import LANGUAGES, catalogue, sentence

PREFIX = "said."
HOLE = re.compile(r"\\{(\w+)\\}")


def said(code: str, message: str, spoken: str) -> str:
    """The message in the language `spoken`; as it is stored where the catalogue does not know it."""
    if spoken == LANGUAGES[0]:
        return message
    for key, shape in _shapes().get(code, ()):
        if found := shape.fullmatch(message):
            return sentence(spoken, key, **{name: _word(value, spoken) for name, value in found.groupdict().items()})
    return message


def _word(value: str, spoken: str) -> str:
    """What stands in a message: a number or a name as it is, one of its few set phrases in the language asked for."""
    key = f"{PREFIX}word.{value}"
    return sentence(spoken, key) if key in catalogue(spoken) else value


def _hole(name: re.Match[str]) -> str:
    # A number that was computed may stand directly behind a word.
    return rf"(?P<{name[1]}>{'-?[0-9.]+' if name[1] == 'computed' else '.+?'})"


@cache
def _shapes() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Per code, the keys of its sentences and what each looks like in Chinese."""
    shapes: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for key, words in catalogue(LANGUAGES[0]).items():
        if key.startswith(PREFIX):
            shape = re.compile(HOLE.sub(_hole, re.escape(words)), re.DOTALL)
            shapes.setdefault(key.split(".")[1], []).append((key, shape))
    return shapes
