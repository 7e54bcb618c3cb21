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
        (("一、二〇〇三年的工作", "二、二〇〇四年的工作"), ["review", "plan"]),
        (("一、全面完成了2004年的工作任务", "二、全面推进2005年经济发展"), ["review", "plan"]),
        (("一、2010年及“十一五”时期全镇受惠多", "二、全力推进今年各项工作"), ["review", "plan"]),
        (("一、2019年工作回顾", "二、大力推进结构调整", "三、关心百姓生活"), ["review", "plan", "plan"]),
        (("一、2019年工作回顾", "二、存在的问题", "三、2020年工作打算"), ["review", "review", "plan"]),
        (
            ("一、2019年工作回顾", "二、2020年工作安排", "为完成上述目标任务，要重点抓好以下工作"),
            ["review", "plan", "plan"],
        ),
        (("一、2019年工作回顾", "二、2020年工作安排", "三、推动改革取得新突破"), ["review", "plan", "plan"]),
        (("2019年工作回顾", "一、落实上级决策部署", "二、产业提质", "2020年的政府工作"), ["review"] * 3 + ["plan"]),
        (("一、二、三产业结构为9:45:46", "一、工作回顾"), ["review"]),
        (("一部分企业停产", "一、工作回顾"), ["review"]),
        (("一、2020年工作回顾", "指标 单位 2020年完成 2021年目标", "二、2021年工作安排"), ["review", "plan"]),
    ],
)
def test_headings_tell_the_role(headings: tuple[str, ...], expected: list[str]) -> None:
    text = "\n".join(f"{heading}\n我们做了许多事情。" for heading in headings)
    assert [role for role, _ in roles_of(text)] == expected


def test_goals_turn_a_review_into_a_plan() -> None:
    text = "一年来成绩很多。\n财政总收入1亿元。\n今年经济社会发展的预期目标是:财政总收入增长8%。\n"
    assert [section.role.value for section in find_sections(text)] == ["other", "plan"]


def test_a_look_back_that_opens_the_plan_is_a_review_of_its_own() -> None:
    text = "一、2018年工作回顾\n成绩很多。\n二、2019年工作安排\n刚刚过去的一年,财政收入增长8.3%。\n财政收入增长9%。\n"
    sections = find_sections(text)
    assert [section.role.value for section in sections] == ["review", "plan", "review", "plan"]
    assert "8.3%" in text[sections[2].start : sections[2].end]
    assert stated_years("", text) == StatedYears(2018, 2019)
    unnamed = "一年来成绩很多。\n财政总收入1亿元。\n今年的预期目标是:财政总收入增长8%。\n"
    assert [section.role.value for section in find_sections(unnamed)] == ["other", "plan"]
    within = "一、工作回顾\n成绩很多。\n成绩很多。\n今年的预期目标是:财政总收入增长8%。\n"
    assert [section.role.value for section in find_sections(within)] == ["review", "plan"]
    without_figures = text.replace("增长8.3%", "增长较快")
    assert [section.role.value for section in find_sections(without_figures)] == ["review", "plan"]


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
        ("", "乡镇XX年一季度工作情况汇报\n围绕2018年主要目标任务,开局良好。", StatedYears(2018, 2018, "M1-3")),
        ("", "一、2021年前三季度工作情况\n完成1亿元。\n", StatedYears(2021, 2021, "M1-9")),
        ("", "1月25日,街道召开大会。\n2019年,清河街道将聚焦项目,力争增长9%。", StatedYears(2018, 2019)),
        ("", "2004年在镇党委的正确领导下,完成各项目标。全镇实现生产总值7千万元。", StatedYears(2004, 2005)),
        ("", "2024年青溪镇人民政府半年工作情况报告\n完成投资7千万元。", StatedYears(2024, 2024, "H1")),
        ("", "乡镇上半年工作总结及打算\n2013年,是关键一年。完成投资7千万元。", StatedYears(2013, 2013, "H1")),
        ("", "2020年清溪县青溪镇紧紧围绕项目,推动发展。\n全年完成财政收入2亿元。", StatedYears(2020, 2021)),
        ("", "一、2021年工作回顾\n完成1亿元。\n二、2022年下半年工作安排\n", StatedYears(2021, 2022)),
        ("", "位于县城中部。1984年,改为柳河镇。\n2011年,农业总产值2.9亿元。", StatedYears(None, None)),
        ("", "一、2018年以来工作回顾\n二、2022年工作安排\n", StatedYears(2021, 2022)),
        (
            "",
            "——2021年1月8日在清河市人民代表大会上\n一、2020年主要工作\n2020年主要目标全部完成。\n",
            StatedYears(2020, 2021),
        ),
        ("", "2012年4月9日在清河市\n第五届人民代表大会第一次会议上\n一、本届政府工作回顾\n", StatedYears(2011, 2012)),
        ("", "我代表镇政府报告1988年工作的情况和1989年政府工作的任务。\n(一)\n", StatedYears(1988, 1989)),
        ("", "一、过去五年工作的回顾\n1998年1月县五届人大一次会议以来的五年,成绩很大。\n", StatedYears(2002, 2003)),
        (
            "",
            "一、“十五”时期的回顾\n成绩很大。\n二、“十一五”的任务\n到2010年的主要预期目标是:翻番。\n",
            StatedYears(None, None),
        ),
        ("", "——2004年2月2日在清河县人民代表大会上\n二、以发展的眼光推进2004年工作成就事业\n", StatedYears(2003, 2004)),
    ],
)
def test_years_as_stated(title: str, text: str, expected: StatedYears) -> None:
    assert stated_years(title, text) == expected
