"""The reader's frames: links that point to a passage, neighbours of a figure, years, relatives, numbers."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare import reading
from analysis.compare.reading import Passage, Standing
from analysis.model import NumberRole

TEXT = "去年增长6%。今年增长8%以上,财政收入增长8%以上。"


@pytest.mark.parametrize(
    ("span", "quote", "expected"),
    [
        ("4-6", "6%", Passage(4, 6, Standing.EXACT)),
        ("5-7", "6%", Passage(4, 6, Standing.MOVED)),
        ("20-22", "8%", Passage(22, 24, Standing.MOVED)),
        ("10-12", "8%", Passage(11, 13, Standing.MOVED)),
        ("900-902", "8%", Passage(22, 24, Standing.MOVED)),
        ("no span", "6%", Passage(4, 6, Standing.MOVED)),
        ("4-6", "9%", Passage(4, 6, Standing.LOST)),
        ("4-6", "", Passage(4, 6, Standing.UNVERIFIED)),
        ("900-902", "9%", None),
        ("6-4", "", None),
        ("", "", None),
        ("-4--2", "", None),
    ],
)
def test_a_link_is_checked_against_the_text(span, quote, expected):
    assert reading.locate(span, quote, TEXT, len(TEXT)) == expected


def test_without_the_text_a_link_is_taken_as_it_is():
    assert reading.locate("4-6", "6%", None, 20) == Passage(4, 6, Standing.UNVERIFIED)
    assert reading.locate("4-60", "6%", None, 20) is None


@given(st.text(max_size=20), st.text(max_size=4), st.text(alphabet="8%增长。", max_size=30))
def test_any_link_gives_a_passage_inside_the_text_or_none(span, quote, text):
    passage = reading.locate(span, quote, text, len(text))
    assert passage is None or 0 <= passage.start < passage.end <= len(text)


@given(st.text(alphabet="8%增长。", min_size=1, max_size=30), st.data())
def test_a_link_made_from_a_passage_leads_back_to_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    query = reading.span_query(start, end, text[start:end])
    assert reading.locate(query["s"], query["q"], text, len(text)) == Passage(start, end, Standing.EXACT)


def facts(*spans: tuple[int, int]) -> pd.DataFrame:
    rows = [{"report_id": "a", "start": start, "end": end, "metric": "gdp"} for start, end in spans]
    return pd.DataFrame(rows, columns=["report_id", "start", "end", "metric"])


@pytest.mark.parametrize(
    ("passage", "expected"),
    [(None, (None, None, 0)), ((10, 12), (0, 1, 2)), ((4, 6), (None, 0, 1)), ((7, 8), (0, None, 1)), ((30, 31), (2, None, None))],
)  # fmt: skip
def test_neighbours_of_a_passage(passage, expected):
    own = reading.facts_of(facts((20, 22), (4, 6), (10, 12)), "a")
    spot = None if passage is None else Passage(*passage, Standing.EXACT)
    assert reading.neighbours(own, spot) == expected


def test_no_facts_no_neighbours():
    assert reading.neighbours(facts(), None) == (None, None, None)
    assert reading.facts_of(facts((1, 2)), "unknown").empty


def test_search_finds_terms_as_they_stand():
    assert reading.matches("a(b)A(B)", "a(b") == [(0, 3), (4, 7)]
    assert reading.matches("文本", "  ") == []


def test_year_clues_say_whether_they_fit_the_stated_year():
    cues = pd.DataFrame(
        {"report_id": ["a", "a", "b"], "start": [1, 5, 2], "end": [3, 8, 4], "quote": ["十三五", "七十周年", "别处"],
         "cue": ["plan", "anniversary", "plan"], "first_year": [2016, 2019, 2000], "last_year": [2020, 2020, 2001],
         "weight": [0.5, 2.0, 1.0]}
    )  # fmt: skip
    table = reading.year_clues(cues, "a", 2018)
    assert table["cue"].tolist() == ["anniversary", "plan"]
    assert table["fits"].tolist() == [False, True]
    assert reading.year_clues(cues, "a", None)["fits"].isna().all()
    assert reading.year_clues(cues, "c", 2018).empty


def test_nearest_reports_are_found_either_way_round():
    reports = pd.DataFrame({"report_id": ["a", "b", "c"], "title": ["甲", "乙", "丙"], "place": ["甲镇", "乙镇", "丙乡"],
                            "year_planned": [2020, 2021, 2021], "source": ["1", "2", "3"], "part": [1, 1, 1]})  # fmt: skip
    overlaps = pd.DataFrame({"report_id": ["a", "c", "b"], "other_report_id": ["b", "a", "c"], "shared": [5, 9, 1],
                             "share": [0.2, 0.3, 0.1], "other_share": [0.4, 0.9, 0.1]})  # fmt: skip
    near = reading.nearest_reports(overlaps, reports, "a")
    assert near[["other_report_id", "share", "shared", "title"]].to_numpy().tolist() == [
        ["c", 0.9, 9, "丙"],
        ["b", 0.2, 5, "乙"],
    ]
    assert reading.nearest_reports(overlaps, reports, "z").empty


def test_shared_sentences_pair_each_place_once():
    def sentences(*rows):
        return pd.DataFrame(rows, columns=["start", "end", "hash"])

    pairs = reading.shared_sentences(sentences((0, 5, 7), (5, 9, 8), (9, 12, 7)), sentences((3, 8, 7), (8, 9, 1)))
    assert pairs == [reading.Shared(0, 5, 3, 8)]


def test_numbers_are_accounted_for_by_role():
    numbers = pd.DataFrame({"role": ["fact", "fact", "date", "unread"], "quote": list("1234"), "noun": ["", "", "", ""],
                            "value": [1.0, 2, 3, 4], "unit": [""] * 4, "start": [1, 2, 3, 4], "end": [2, 3, 4, 5]})  # fmt: skip
    roles = reading.number_roles(numbers).set_index("role")
    assert roles["count"].sum() == 4 and roles.loc["fact", "share"] == 0.5 and len(roles) == len(NumberRole)
    assert reading.counted_things(numbers, NumberRole.UNREAD)["quote"].tolist() == ["4"]
    assert reading.number_roles(numbers.iloc[:0])["share"].sum() == 0


def test_a_figure_that_a_problem_names_is_in_doubt():
    own = facts((4, 6), (10, 12)).assign(flags=["corrected", ""], kind="target", redacted=False)
    problems = pd.DataFrame({"code": ["unit_slip", "growth_unlike_levels", "piece_missing"], "report_id": ["a", "b", "a"],
                             "start": [4, 1, None], "end": [6, 3, None], "other_report_id": ["", "a", ""],
                             "other_start": [None, 11, None], "other_end": [None, 12, None]})  # fmt: skip
    flagged = reading.with_doubts(own, problems, "a")
    assert flagged["flags"].tolist() == ["corrected unit_slip", "growth_unlike_levels"]
    assert reading.mark_styles(flagged.iloc[0].to_dict()) == ("target", "doubt")
    assert reading.mark_styles(own.iloc[0].to_dict()) == ("target",)
