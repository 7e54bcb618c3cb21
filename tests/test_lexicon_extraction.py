"""The words of extraction hold together, each indicator and cue is shown by its examples, and faults are all told at once."""

import tomllib

import pytest

from analysis.extract import read_report
from analysis.extract.marks import find_words
from analysis.lexicon import cues, indicators, units, wording
from analysis.lexicon.cues import load_cues
from analysis.lexicon.faults import LexiconError
from analysis.lexicon.indicators import load_indicators, write_out
from analysis.lexicon.units import load_units
from analysis.lexicon.wording import LISTS, load_wording
from tests.test_extract import make_report

INDICATORS = list(load_indicators().by_id.values())


def metrics_of(text: str) -> set[str]:
    return {fact.metric for fact in read_report(make_report(text, [2020, 2021]))}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_example_gives_a_fact_and_counter_none(indicator: indicators.Indicator) -> None:
    assert indicator.id in metrics_of(indicator.example)
    assert indicator.id not in metrics_of(indicator.counter)


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: f"{cue.kind}-{cue.value}")
def test_cue_is_found_in_its_example(cue: cues.Cue) -> None:
    found = {cue.example[mark.start : mark.end] for mark in find_words(cue.example)}
    assert found & set(cue.words) or cue.kind == "plan"


def test_every_form_is_written_out_once() -> None:
    assert write_out("[城镇|城市|]居民") == ["城镇居民", "城市居民", "居民"]
    for indicator in INDICATORS:
        assert all("[" not in form and "|" not in form for form in indicator.forms)


def test_units_have_dimensions_and_the_lists_have_words() -> None:
    assert load_units()["亩"].dimension == "area"
    assert set(load_wording()) == set(LISTS)


BROKEN_INDICATORS = """
[[indicator]]
id = "a"
zh = "甲"
en = "A"
dimension = "weight"
better = "up"
forms = ["甲"]
colour = "red"
new = "b"
"""


def test_all_faults_of_a_file_are_told_at_once(tmp_path, monkeypatch) -> None:
    (tmp_path / "indicators.toml").write_text(BROKEN_INDICATORS, encoding="utf-8")
    monkeypatch.setattr(indicators, "LEXICON", tmp_path)
    with pytest.raises(LexiconError) as told:
        load_indicators.__wrapped__()
    message = str(told.value)
    for part in ("unknown dimension", "unknown field colour", "names b", "example is missing", "counter is missing"):
        assert part in message
    assert all(fault.mend for fault in told.value.faults)


def test_broken_cues_units_and_wording_are_told(tmp_path, monkeypatch) -> None:
    block = {"class": "grow", "value": "sideways", "direction": "up", "scope": "page", "words": [], "example": ""}
    faults: list = []
    cues.make_cue(1, block, faults)
    assert len(faults) == 5
    (tmp_path / "units.csv").write_text("unit,dimension,zh,en\n亩,area,亩,mu\n亩,,,\n", encoding="utf-8")
    (tmp_path / "wording.csv").write_text("list,word\nbound,以上\nbound,以上\ncolour,红\n", encoding="utf-8")
    monkeypatch.setattr(units, "LEXICON", tmp_path)
    monkeypatch.setattr(wording, "LEXICON", tmp_path)
    with pytest.raises(LexiconError) as told:
        load_units.__wrapped__()
    assert len(told.value.faults) == 2
    with pytest.raises(LexiconError) as told:
        load_wording.__wrapped__()
    assert len(told.value.faults) == 2 + len(LISTS) - 1


def test_the_files_are_valid_toml() -> None:
    for name in ("indicators.toml", "cues.toml"):
        tomllib.loads((indicators.LEXICON / name).read_text(encoding="utf-8"))
