"""Sections cover the text without gaps and look the right way; sentences; the years as stated."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.segment import find_sections, sentence_spans
from analysis.corpus.years import stated_years
from analysis.model import SectionRole, StatedYears

REPORT = """青石镇政府工作报告
——2019年1月20日在青石镇第六届人民代表大会第三次会议上
各位代表:
一、2018年工作回顾
过去的一年,我们稳中求进。
(一)经济平稳增长。
全年财政总收入1亿元。
二、2019年工作安排
今年的主要预期目标是:财政总收入增长8%。
(一)壮大产业。
三、加强政府自身建设
改进作风。
"""


def roles_of(text: str) -> list[tuple[str, str]]:
    return [(section.role.value, section.heading[:8]) for section in find_sections(text) if section.depth == 1]


def test_sections_look_back_then_ahead() -> None:
    assert roles_of(REPORT) == [("review", "一、2018年工"), ("plan", "二、2019年工"), ("plan", "三、加强政府自身")]
    assert find_sections(REPORT)[0].role == SectionRole.OTHER
    assert [section.depth for section in find_sections(REPORT)] == [0, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("2020年工作回顾", "2021年工作打算"), ["review", "plan"]),
        (("一、过去五年工作回顾", "二、今后五年的目标任务", "三、2017年重点工作"), ["review", "plan", "plan"]),
        (("一、“十三五”时期取得的成就", "二、“十四五”时期的主要目标"), ["review", "plan"]),
        (("一、目标任务完成情况", "二、下一步工作"), ["review", "plan"]),
        (("一、2003年的工作", "二、2004年的工作"), ["review", "plan"]),
    ],
)
def test_headings_tell_the_role(headings: tuple[str, ...], expected: list[str]) -> None:
    text = "\n".join(f"{heading}\n我们做了许多事情。" for heading in headings)
    assert [role for role, _ in roles_of(text)] == expected


def test_goals_turn_a_review_into_a_plan() -> None:
    text = "一年来成绩很多。\n财政总收入1亿元。\n今年经济社会发展的预期目标是:财政总收入增长8%。\n"
    assert [section.role.value for section in find_sections(text)] == ["other", "plan"]


@given(st.text(alphabet="一二、。\n(（)）2020年工作回顾安排目标 ：是今", max_size=120))
def test_sections_cover_any_text(text: str) -> None:
    sections = find_sections(text)
    assert "".join(text[section.start : section.end] for section in sections) == text
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_sentences_end_at_full_stops_and_lines_but_not_inside_wrapped_lines() -> None:
    text = "财政收入1亿元。固定资产投资平稳较快增长,全年完成\n2亿元!\n第二段"
    assert [text[start:end].strip() for start, end in sentence_spans(text)] == [
        "财政收入1亿元。",
        "固定资产投资平稳较快增长,全年完成\n2亿元!",
        "第二段",
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", REPORT, StatedYears(2018, 2019)),
        ("2021年青石镇政府工作报告", "各位代表:现在报告工作。", StatedYears(2020, 2021)),
        ("", "一、2021年上半年工作回顾\n完成1亿元。\n二、下半年工作安排\n", StatedYears(2021, 2021, "H1")),
        ("2024年乡镇政府工作报告", "一、20__年工作回顾\n二、20__年工作安排\n", StatedYears(None, None)),
        ("", "一、2023年我们取得新成绩\n二、2023年工作任务\n", StatedYears(2023, 2023)),
        ("", "——二〇一〇年一月十五日在清河市第五届人民代表大会第二次会议上\n一、回顾\n", StatedYears(2009, 2010)),
        ("", "没有年份的一段话。", StatedYears(None, None)),
    ],
)
def test_years_as_stated(title: str, text: str, expected: StatedYears) -> None:
    assert stated_years(title, text) == expected
