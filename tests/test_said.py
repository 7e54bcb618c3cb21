"""Messages of problems in English: every sentence the analysis can write has its shape in the catalogue, and comes back whole."""

import ast
import re
from collections.abc import Iterator

import pytest

from analysis.compare.said import said
from analysis.lexicon.catalogue import LANGUAGES, catalogue
from analysis.lexicon.relations import relations
from tests.conftest import ROOT

WRITERS = ("checks/*.py", "readers/*.py", "corpus/__init__.py", "corrections.py")


def sentences_written() -> Iterator[str]:
    """The strings of the modules that write messages, {} for what changes in them."""
    for pattern in WRITERS:
        for file in (ROOT / "analysis").glob(pattern):
            nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
            joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
            parts = {part for node in joined for part in node.values}
            yield from (
                node.value
                for node in nodes
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts
            )
            for node in joined:
                yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield from (order.why for order in relations().orders)


def test_the_catalogue_has_the_sentences_that_are_written() -> None:
    written = set(sentences_written())
    shapes = {
        re.sub(r"{\w+}", "{}", words): key for key, words in catalogue(LANGUAGES[0]).items() if key.startswith("said.")
    }
    assert {order.why for order in relations().orders} <= set(shapes)
    assert {key for shape, key in shapes.items() if shape not in written} == set()
    messages = {
        words for words in written if re.search(r"[\u4e00-\u9fff].*(?:。|:{})$", words) and " " not in words[:1]
    }
    assert messages - set(shapes) == set()


@pytest.mark.parametrize(
    ("code", "message", "english"),
    [
        ("growth_unlike_last_report", "上年报告写6亿元,本年报告写9亿元,推算增长50.0%,与所写的8%不相符(价格、口径或修订也会造成差别)。",
         "Last year's report says 6亿元, this one 9亿元, which makes 50.0% growth; stated is 8% (prices, definitions or revisions may explain it)."),
        ("average_unlike_ends", "2030年6亿元到2035年9亿元,推算年均增长8.4%,与所写的7%不相符(价格、口径或修订也会造成差别)。",
         "6亿元 in 2030 and 9亿元 in 2035 make an average yearly growth of 8.4%; stated is 7% (prices, definitions or revisions may explain it)."),
        ("document_too_short", "只有1个汉字,不成一份报告,没有分析。", "Only 1 Chinese character: no report; not analysed."),
        ("file_empty", "网页里没有可见的文字。", "There is no visible text in the web page."),
        ("unheard_of", "别的话。", "别的话。"),
    ],
)  # fmt: skip
def test_a_message_in_english_keeps_its_figures(code: str, message: str, english: str) -> None:
    assert said(code, message, "en") == english
    assert said(code, message, "zh") == message
