"""Corrections change or drop a fact as long as it reads as they say; then they expire and say so."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analysis.corrections import FLAG, apply_corrections, load_corrections
from analysis.lexicon.faults import LexiconError
from analysis.model import Bound, Fact, FactKind, Measure, PriceBasis, Wording

SOURCE = "county/岚浦区_2030.txt"
FACT = Fact(
    *("r1", 104, 107, "65%", SOURCE, 204, 207, "gdp", Measure.YOY, FactKind.RESULT, "2029", Decimal("65"), "%"),
    *(Bound.EQ, Wording.NONE, PriceBasis.NONE, False, "test"),
)
OTHER = replace(FACT, start=50, end=52, source_start=150, source_end=152, quote="5%", value=Decimal(5))
HEAD = '[[correction]]\nfile = "岚浦区_2030.txt"\nstart = 204\nquote = "65%"\nreason = "小数点脱落"\nby = "测试"\non = 2030-02-01\n'
READS = 'reads = { metric = "gdp", value = 65 }\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_correction_sets_the_value_and_flags_the_fact(tmp_path: Path) -> None:
    corrections = load_corrections(
        written(tmp_path, HEAD + READS + 'action = "set"\nto = { value = 6.5, bound = "about" }\n')
    )
    facts, problems = apply_corrections(SOURCE, [FACT, OTHER], corrections)
    assert [fact.value for fact in facts] == [Decimal(5), Decimal("6.5")]
    assert facts[1].bound is Bound.ABOUT and facts[1].flags == (FLAG,)
    assert [problem.code for problem in problems] == ["correction_applied"]
    assert (problems[0].start, problems[0].end) == (104, 107)


def test_a_correction_drops_a_fact(tmp_path: Path) -> None:
    corrections = load_corrections(written(tmp_path, HEAD + READS + 'action = "drop"\n'))
    facts, problems = apply_corrections(SOURCE, [FACT, OTHER], corrections)
    assert facts == [OTHER]
    assert problems[0].code == "correction_applied"


@pytest.mark.parametrize("now", [[replace(FACT, value=Decimal("6.5"))], [replace(FACT, metric="cpi")], [OTHER], []])
def test_a_correction_expires_once_the_fact_reads_otherwise(now: list[Fact], tmp_path: Path) -> None:
    corrections = load_corrections(written(tmp_path, HEAD + READS + 'action = "drop"\n'))
    facts, problems = apply_corrections(SOURCE, now, corrections)
    assert facts == now
    assert [problem.code for problem in problems] == ["correction_expired"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    corrections = load_corrections(written(tmp_path, HEAD + READS + 'action = "drop"\n'))
    assert apply_corrections("county/望蘅区_2030.txt", [FACT], corrections) == ([FACT], [])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD + READS + 'action = "mend"\n', "unknown action"),
        (HEAD + READS + 'action = "set"\n', "action and `to` do not fit"),
        (HEAD + 'action = "drop"\n', "reads is missing"),
        (HEAD + READS + 'action = "set"\nto = { colour = 1 }\n', "colour cannot be set"),
        (HEAD + READS + 'action = "drop"\n' + HEAD + READS + 'action = "drop"\n', "is corrected twice"),
    ],
)
def test_faults_are_named(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        load_corrections(written(tmp_path, text))
    assert what in {fault.what for fault in caught.value.faults}


def test_the_shipped_corrections_load() -> None:
    assert isinstance(load_corrections(), tuple)
