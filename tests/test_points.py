"""What the dashboard must be able to do, point by point: each has a test whose docstring begins with its number."""

import ast
import re
from pathlib import Path

FOLDER = Path(__file__).parent
POINTS = {
    1: "normalised term trend, raw or relative, denominator stated",
    2: "share of documents with its interval",
    3: "keyness with effect, test, interval and correction",
    4: "dispersion",
    5: "concordance opened from a chart",
    6: "count on a chart = lines of its concordance",
    7: "user dictionary and term groups",
    8: "small-sample guard",
    9: "target beside result: dumbbell, 45° scatter",
    10: "wording strength drawn into the mark",
    11: "not set, not read and redacted are three things",
    12: "pair type stated and filterable",
    13: "ratchet",
    14: "silent drop",
    15: "half-year and part-year apart",
    16: "points are not percent",
    17: "measurability rate",
    18: "peers by stated variables",
    19: "comparability notes, series breaks, restated levels",
    20: "small multiples",
    21: "the nation's or province's target as a reference line",
    22: "number, source span, derivation",
    23: "status per observation, year conflict, duplicates",
    24: "whole view in the link, versioned, Back and Forward",
    25: "CSV of the drawn data, PNG and SVG, printable brief",
    26: "embed and citation text",
    27: "screen reader and keyboard, a table for each chart",
    28: "phone, light and dark, two languages",
    29: "diagnosis of a file",
    30: "formulas and scores published",
    31: "version diff of the corpus",
}
NAMED = re.compile(r"Points? ((?:\d+(?:, | and )?)+)")


def named_points() -> dict[int, list[str]]:
    """The names of the tests that say of themselves that they show a point."""
    found: dict[int, list[str]] = {}
    for file in sorted(FOLDER.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (named := NAMED.match(ast.get_docstring(node) or "")):
                for number in re.findall(r"\d+", named[1]):
                    found.setdefault(int(number), []).append(node.name)
    return found


def test_each_point_is_shown_by_a_test() -> None:
    found = named_points()
    assert {number: words for number, words in POINTS.items() if number not in found} == {}
    assert set(found) <= set(POINTS)
