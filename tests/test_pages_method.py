"""The method page: every part opens in both languages, and what it says comes from the program."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.compare import published
from analysis.model import FORMATS
from pages.frame.strings import LANGUAGES, catalogue
from tests.visits import app_on, visit

PARTS = ("reading", "pairs", "words", "scores", "faults", "lexicon", "signs", "dictionary")


@pytest.fixture
def app(rich_store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app_on(rich_store, monkeypatch)


def untranslated(app: AppTest) -> list[str]:
    shown = [element.value for element in (*app.markdown, *app.caption, *app.info)]
    return [value for value in shown if value.startswith("method.")]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_opens_cold_in_both_languages(app: AppTest, part: str, language: str) -> None:
    visit(app, "method", part=part, lang=language)
    assert app.header[0].value == catalogue(language)[f"method.part.{part}"]
    assert untranslated(app) == []
    for table in (*app.dataframe, *app.table):
        cells = [str(cell) for cell in (*table.value.columns, *table.value.to_numpy().ravel())]
        assert not [cell for cell in cells if cell.startswith(("method.", "cue_class.", "status."))]


def test_the_formats_on_the_page_are_those_that_are_read(app: AppTest) -> None:
    visit(app, "method")
    assert " / ".join(FORMATS) in app.markdown[0].value and "docx" in FORMATS


def test_thresholds_on_the_page_are_those_of_the_program(app: AppTest) -> None:
    """Point 30."""
    visit(app, "method", part="pairs")
    assert f"{published.thresholds()['tolerance']:g}" in app.table[2].value.iloc[:, 0].tolist()


def test_scores_are_shown_when_they_are_there(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point 30."""
    level = {"precision": 0.912, "recall": 0.874, "f1": 0.89}
    content = {"files": 13, "labels": 691, "found": 662, "scores": {"span": level, "core": level},
               "metrics": {"gdp": {"labels": 9, "found": 8, "right": 8}}, "numbers": {"fact": 3, "unread": 1}}  # fmt: skip
    path = tmp_path / "scores.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(published.scores, "__defaults__", (path,))
    visit(app, "method", part="scores")
    assert "691" in "".join(element.proto.body for element in app.get("html"))
    assert len(app.dataframe) == 3 and app.dataframe[1].value["right"].tolist() == [8]


def test_missing_scores_are_said_to_be_missing(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published.scores, "__defaults__", (tmp_path / "none.json",))
    visit(app, "method", part="scores")
    assert app.info[0].value == catalogue("zh")["method.scores.none"]


def test_the_lexicon_on_the_page_is_the_program_s(app: AppTest) -> None:
    visit(app, "method", part="lexicon", lang="en")
    assert len(app.dataframe[0].value) == len(published.indicators("en"))
