"""Near duplicates and reuse: planted ones are found, however reshuffled and masked, and nothing else is."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.duplicates import (
    compare,
    find_overlaps,
    normalised,
    planned_years,
    reused_sentences,
    sentence_hashes,
    sentence_rows,
)
from analysis.model import Report, SourceMap
from tests.conftest import SHARED, needs_shared

SUBJECTS = ["村道", "水渠", "学校", "敬老院", "茶园", "河堤", "市场", "卫生室", "桥梁", "路灯", "果园", "鱼塘"]
VERBS = ["新修", "改造", "扩建", "整治", "补栽", "翻新", "验收", "续建", "打通", "加固"]
PLACES = ["东坑", "西垅", "南屏", "北坞", "上街", "下畈", "石门", "枫林", "白鹭", "青田"]


def _sentences(seed: int, count: int = 60) -> list[str]:
    random = np.random.default_rng(seed)
    return [
        f"{random.choice(PLACES)}村{random.choice(VERBS)}{random.choice(SUBJECTS)}{random.integers(2, 900)}处,"
        f"受益群众{random.integers(100, 99999)}人,大家都说好。"
        for _ in range(count)
    ]


def _report(number: int, sentences: list[str]) -> Report:
    return Report(f"r{number:03}", f"{number}.txt", 1, "", "\n".join(sentences), SourceMap(), "")


def _frames(reports: list[Report], places: list[str], years: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = pd.DataFrame(
        {"report_id": [r.report_id for r in reports], "source": [r.source for r in reports], "part": 1}
    )
    frame = frame.assign(place_id=places, year_planned=years, year_implied=None, year_verdict="consistent")
    return frame, pd.DataFrame(sentence_rows(reports), columns=["report_id", "start", "end", "hash"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021年新修村道12公里", "20__年新修村道12公里"),
        ("二〇二一年新修村道12公里", "2019年新修村道12公里"),
        ("xx镇新修村道,12公里", "__镇新修村道12公里"),
    ],
)
def test_years_and_placeholders_do_not_count(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_figures_count() -> None:
    assert normalised("新修村道12公里") != normalised("新修村道13公里")


def test_rows_slice_back_and_agree_with_the_hashes() -> None:
    report = _report(1, _sentences(1))
    rows = sentence_rows([report])
    assert [row["hash"] for row in rows] == sentence_hashes(report).tolist()
    assert all("村" in report.text[row["start"] : row["end"]] for row in rows)


def test_a_reshuffled_excerpt_is_a_duplicate_and_its_reverse_is_not() -> None:
    whole = _sentences(2)
    random = np.random.default_rng(0)
    reports = [_report(1, whole), _report(2, list(random.permutation(whole)[:20])), _report(3, _sentences(3))]
    overlaps, found = compare(*_frames(reports, ["a", "b", "c"], [2020, 2020, 2020]))
    assert found["duplicate_of"].tolist() == ["", "r001", ""]
    assert found["duplicate_group"].tolist() == ["r001", "r001", ""]
    pair = overlaps.set_index(["report_id", "other_report_id"])
    assert pair.loc[("r002", "r001"), "share"] == 1.0
    assert pair.loc[("r001", "r002"), "share"] == pytest.approx(1 / 3, abs=0.02)
    assert pair.loc[("r001", "r002"), "other_share"] == 1.0


def test_a_third_of_a_report_inside_another_is_an_overlap_but_no_duplicate() -> None:
    one, other = _sentences(4), _sentences(5)
    reports = [_report(1, one), _report(2, other[:40] + one[:20])]
    overlaps, found = compare(*_frames(reports, ["a", "b"], [2020, 2020]))
    assert len(overlaps) == 2 and set(found["duplicate_of"]) == {""}


def test_planted_excerpts_are_found_among_many() -> None:
    random = np.random.default_rng(7)
    originals = [_report(number, _sentences(100 + number)) for number in range(120)]
    planted = []
    for number in range(40):
        sentences = originals[number].text.split("\n")
        share = random.uniform(0.3, 0.9)
        planted.append(_report(500 + number, list(random.permutation(sentences)[: int(share * len(sentences))])))
    reports = [*originals, *planted]
    _, found = compare(*_frames(reports, [r.report_id for r in reports], [2020] * len(reports)))
    copied = found[found["duplicate_of"] != ""].set_index("report_id")["duplicate_of"]
    right = [copied.get(f"r{500 + number:03}") == f"r{number:03}" for number in range(40)]
    assert sum(right) / 40 >= 0.99 and len(copied) == 40


def test_reuse_from_the_year_before_and_from_other_places() -> None:
    last, mine, formula = _sentences(8, 30), _sentences(9, 20), _sentences(10, 10)
    reports = [_report(1, last), _report(2, mine + last[:10] + formula), _report(3, _sentences(11, 30) + formula)]
    frames = _frames(reports, ["a", "a", "b"], [2020, 2021, 2021])
    _, found = compare(*frames)
    assert found["reuse_previous"].iloc[1] == pytest.approx(10 / 40)
    assert np.isnan(found["reuse_previous"].iloc[[0, 2]]).all()
    assert found["reuse_others"].tolist() == pytest.approx([0.0, 10 / 40, 10 / 40])
    sentences = reused_sentences("r002", *frames)
    assert sentences["previous"].sum() == 10
    assert (sentences["places"] > 0).sum() == 10
    assert set(sentences.loc[sentences["places"] > 0, "example"]) == {"r003"}


def test_doubtful_years_give_way_to_implied_ones() -> None:
    frame = pd.DataFrame(
        {
            "year_planned": [2024, None, 2021],
            "year_implied": [2016, 2012, 2021],
            "year_verdict": ["doubtful", "consistent", "consistent"],
        }
    )
    assert planned_years(frame).tolist() == [2016, 2012, 2021]


def test_no_sentences_no_duplicates() -> None:
    overlaps, found = compare(*_frames([_report(1, []), _report(2, ["短。"])], ["a", "b"], [2020, 2020]))
    assert overlaps.empty and found["duplicate_of"].tolist() == ["", ""]
    assert find_overlaps([]).empty


@needs_shared
def test_the_fourth_piece_of_the_last_seed_is_an_excerpt_of_the_second() -> None:
    from analysis.corpus import prepare
    from analysis.readers import list_sources, read_source

    reports = [report for ref in list_sources(SHARED / "reports" / "seeds") for report in prepare(read_source(ref))[0]]
    overlaps = find_overlaps(reports)
    parts = {report.report_id: (report.source[:3], report.part) for report in reports}
    found = {(parts[row.report_id], parts[row.other_report_id]): row.share for row in overlaps.itertuples()}
    assert set(found) == {(("004", 4), ("004", 2)), (("004", 2), ("004", 4))}
    assert found[("004", 4), ("004", 2)] > 0.9
