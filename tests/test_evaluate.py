"""`evaluate` counts as the labels' own rule does: on made-up labels, and on the real ones where they are."""

import json
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.readers import read_bytes
from analysis.review.diff import diff, diff_lines
from analysis.review.evaluate import evaluate
from tests.conftest import SHARED, needs_shared

TEXT = "云溪镇2024年政府工作报告\n一、2023年工作回顾\n2023年,全镇地区生产总值12.5亿元,增长6.1%。\n"
HEAD = "start\tend\ttext\tmetric\tmeasure\tkind\tperiod\tbound\twording\tvalue\tredacted\n"


def label(quote: str, *fields: str) -> str:
    start = TEXT.index(quote)
    return "\t".join((str(start), str(start + len(quote)), quote, *fields)) + "\n"


def test_a_right_a_wrong_and_a_missing_figure(tmp_path: Path) -> None:
    rows = label("12.5亿元", "gdp", "level", "result", "2023", "eq", "-", "1250000000", "0")
    rows += label("6.1%", "gdp", "yoy", "result", "2022", "eq", "-", "6.1", "0")
    rows += label("2024年", "exports", "level", "result", "2023", "eq", "-", "1", "0")
    (tmp_path / "a.tsv").write_text(HEAD + rows, encoding="utf-8")
    evaluation = evaluate(tmp_path, [read_bytes("a.txt", TEXT.encode())])
    assert (evaluation.labels, evaluation.found) == (3, 2)
    assert evaluation.hits == {"span": 2, "metric": 2, "core": 1, "value": 1, "full": 1}
    assert len(evaluation.missed) == 2 and evaluation.extra == []


@needs_shared
def test_the_bars_on_the_labelled_reports(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    files = [
        *sorted((SHARED / "reports" / "seeds").glob("*.txt")),
        *sorted((SHARED / "reports" / "labelled").glob("*.txt")),
    ]
    saved = tmp_path / "scores.json"
    command = ["evaluate", str(SHARED / "gold" / "labels"), *map(str, files), "--save", str(saved)]
    assert main(command) == 0
    scores = json.loads(saved.read_text(encoding="utf-8"))["scores"]
    assert scores["core"]["f1"] >= 0.97 and scores["core"]["precision"] >= 0.97
    assert scores["value"]["f1"] >= 0.97 and scores["full"]["f1"] >= 0.95
    assert "numbers accounted for" in capsys.readouterr().out


def test_diff_tells_gained_lost_and_changed(tmp_path: Path) -> None:
    fact = {"source": "a.txt", "start": 1, "metric": "gdp", "measure": "yoy", "value": 6.0, "quote": "6%"}
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text("\n".join(map(json.dumps, [fact, fact | {"start": 9}])), encoding="utf-8")
    new.write_text("\n".join(map(json.dumps, [fact | {"value": 7.0}, fact | {"start": 20}])), encoding="utf-8")
    lines = diff_lines(diff(old, new))
    assert lines[-1] == "1 gained, 1 lost, 1 changed"
    assert "value 6.0 -> 7.0" in lines[-2]
