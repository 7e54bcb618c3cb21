"""The one seam to a word segmenter: rjieba for speed, jieba as the reference whose word counts it must equal."""

import logging
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version

Segment = Callable[[str], list[str]]
DEFAULT = "rjieba"


@cache
def segmenter(name: str = DEFAULT, words: tuple[str, ...] = ()) -> Segment:
    """A function that cuts a text into pieces which joined are the text again; `words` are added to its dictionary.

    Only words that texts use may be added: labels nobody writes make the two segmenters differ. KeyError for an unknown name.
    """
    return {"rjieba": _rjieba, "jieba": _jieba}[name](words)


@cache
def segmenter_version(name: str = DEFAULT) -> str:
    return f"{name}-{version(name)}"


def _rjieba(words: tuple[str, ...]) -> Segment:
    import rjieba

    dictionary = rjieba.Jieba()
    for word in words:
        dictionary.add_word(word, None, None)
    return dictionary.cut


def _jieba(words: tuple[str, ...]) -> Segment:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    # By default jieba keeps its dictionary as a marshal file under a guessable name in a folder anyone can write to.
    dictionary.tmp_dir = tempfile.mkdtemp(prefix="zhenlan-")
    for word in words:
        dictionary.add_word(word)
    return dictionary.lcut
