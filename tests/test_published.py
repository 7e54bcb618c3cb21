"""What the method page publishes comes out of the code and the lexicon, and every threshold is explained."""

import json
from pathlib import Path

import pytest

from analysis.compare import published
from pages.frame.strings import LANGUAGES, catalogue


def test_the_worked_example_gives_the_known_values():
    values = published.worked_keyness()
    assert values["g2"] == pytest.approx(12.998, abs=1e-3)
    assert values["g2_full"] == pytest.approx(13.009, abs=1e-3)
    assert values["log_ratio"] == pytest.approx(1.263, abs=1e-3)
    assert values["percent"] == pytest.approx(140)
    assert (values["single_low"], values["single_high"]) == pytest.approx((0.512, 2.072), abs=1e-3)
    assert (values["many_low"], values["many_high"]) == pytest.approx((-0.245, 3.071), abs=1e-3)
    assert values["single"] == pytest.approx(0.512, abs=1e-3) and values["many"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_threshold_has_its_words(language: str):
    assert [key for key in published.thresholds() if f"method.threshold.{key}" not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicon_tables_are_whole(language: str):
    table = published.indicators(language)
    assert len(table) >= 73 and table["id"].is_unique and (table["name"].str.len() > 0).all()
    assert (published.cues()["count"] > 0).all()


def test_scores_are_read_or_said_to_be_missing(tmp_path: Path):
    path = tmp_path / "scores.json"
    assert published.scores(path) is None
    path.write_text("[]", encoding="utf-8")
    assert published.scores(path) is None
    level = {"precision": 0.9, "recall": 0.8, "f1": 0.85}
    metrics = {"gdp": {"labels": 4, "found": 5, "right": 4}, "tax_revenue": {"labels": 0, "found": 1, "right": 0}}
    path.write_text(
        json.dumps({"files": 1, "labels": 4, "found": 6, "scores": {"core": level}, "metrics": metrics}), "utf-8"
    )
    found = published.scores(path)
    assert found is not None
    assert published.score_table(found).to_dict("records") == [{"level": "core", **level}]
    table = published.indicator_scores(found).set_index("metric")
    assert table.loc["gdp", "precision"] == 0.8 and table.loc["gdp", "recall"] == 1.0
    assert table["recall"].isna().tolist() == [False, True]
