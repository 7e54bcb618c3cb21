"""Compilations: pieces in order, every character in one of them, and what is announced but missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import prepare
from analysis.corpus.split import number_of, split
from analysis.model import Document, SourceMap
from analysis.readers import list_sources, read_source
from tests.conftest import SHARED, needs_shared

BODY = (
    "各位代表:我镇一年来修路架桥,办学兴医,群众的日子一天比一天好,这是大家一起干出来的。今年还要接着干,把没有办完的事办完。\n"
    * 3
)


def _pieces(text: str) -> list[tuple[int, str]]:
    return [(piece.number, piece.title) for piece in split(text).pieces]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一篇 甲镇政府工作报告", "第二篇 乙镇政府工作报告"),
        ("篇1:甲镇政府工作报告", "篇2:乙镇政府工作报告"),
        ("【篇一】甲镇政府工作报告", "【篇二】乙镇政府工作报告"),
        ("范文1:甲镇政府工作报告", "范文2:乙镇政府工作报告"),
        ("甲镇2021年政府工作报告(1)", "乙镇2021年政府工作报告(2)"),
    ],
)
def test_numbered_headings_cut(first: str, second: str) -> None:
    division = split(f"导语\n{first}\n{BODY}\n{second}\n{BODY}")
    assert [piece.number for piece in division.pieces] == [1, 2]
    assert ["甲镇" in piece.title for piece in division.pieces] == [True, False]
    assert division.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        f"甲镇政府工作报告\n{BODY}",
        f"甲镇政府工作报告\n第一篇章 回顾\n{BODY}\n第二篇章 展望\n{BODY}",
        f"一、工作回顾\n{BODY}\n二、工作安排\n{BODY}",
        f"《甲镇政府工作报告》数据表(1)\n{BODY}\n《甲镇政府工作报告》数据表(2)\n{BODY}",
        f"第二篇 只有一个标题\n{BODY}",
        "",
    ],
)
def test_a_plain_report_is_one_piece(text: str) -> None:
    assert _pieces(text) == [(1, "")]


def test_what_is_announced_and_missing() -> None:
    division = split(f"乡镇政府工作报告范文(4篇)\n甲镇工作报告(1)\n{BODY}\n乙镇工作报告(2)\n{BODY}\n丙镇工作报告(3)\n")
    assert [piece.number for piece in division.pieces] == [1, 2]
    assert [(missing.number, missing.title) for missing in division.missing] == [(3, "丙镇工作报告"), (4, "")]
    assert division.announced == 4


@pytest.mark.parametrize(
    ("numeral", "number"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("7", 7), ("甲", 0)]
)
def test_numerals(numeral: str, number: int) -> None:
    assert number_of(numeral) == number


@given(
    st.lists(
        st.sampled_from(
            ["第一篇 甲", "第二篇 乙", "第三篇 丙", BODY, "十二篇", "甲镇工作报告(1)", "乙镇工作报告(2)", ""]
        ),
        max_size=10,
    )
)
def test_every_character_is_in_one_piece(lines: list[str]) -> None:
    text = "\n".join(lines)
    pieces = split(text).pieces
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text


@given(st.text(max_size=300))
def test_any_text_becomes_reports_with_their_places(text: str) -> None:
    document = Document("甲.txt", text, "0" * 64, "utf-8", "txt")
    for report in prepare(document)[0]:
        for offset in range(0, len(report.text), 7):
            assert text[report.source_map.to_source(offset)] == report.text[offset]


def test_a_web_page_keeps_places_through_every_step() -> None:
    source = f"<html><body><p>朗读</p><p>第一篇 甲镇政府工作报告</p><p>{BODY}</p><p>第二篇 乙镇政府工作报告</p><p>财政收入{BODY}</p></body></html>"
    from analysis.readers import read_bytes

    document = read_bytes("甲.html", source.encode())
    assert isinstance(document, Document)
    second = prepare(document)[0][1]
    start = second.text.index("财政收入")
    assert source[slice(*second.source_map.span_to_source(start, start + 4))] == "财政收入"
    assert second.source_map != SourceMap()


def test_report_ids_change_with_content_and_part() -> None:
    def ids(text: str) -> list[str]:
        return [report.report_id for report in prepare(Document("甲.txt", text, "", "utf-8", "txt"))[0]]

    one = ids(f"第一篇 甲\n{BODY}\n第二篇 甲\n{BODY}")
    assert len(set(one)) == 2 and all(len(each) == 12 for each in one)
    assert ids(f"第一篇 甲\n{BODY}\n第二篇 甲\n{BODY}") == one
    assert ids(f"第一篇 乙\n{BODY}\n第二篇 甲\n{BODY}")[0] != one[0]


@needs_shared
def test_the_first_seed_announces_five_holds_two_and_a_title() -> None:
    refs = list_sources(SHARED / "reports" / "seeds")
    reports, problems = prepare(read_source(refs[0]))
    assert [report.part for report in reports] == [1, 2]
    codes = [problem.code for problem in problems]
    assert codes == ["piece_title_only", "piece_missing", "piece_missing", "text_cut_off"]


@needs_shared
def test_the_last_seed_holds_twelve() -> None:
    refs = list_sources(SHARED / "reports" / "seeds")
    reports, problems = prepare(read_source(refs[4]))
    assert len(reports) == 12 and problems == []
    assert [report.kind.value for report in reports] == [
        "duty_report", "work_report", "congress_report", "work_report", "duty_report", "work_report",
        "work_report", "duty_report", "party_conduct_report", "work_report", "work_report", "survey",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["123456\n7890\n" * 40, "An English page about nothing much. " * 20, "\ufffd\ufffdä¹¡é•‡" * 90]
)
def test_a_file_without_chinese_is_told_and_gives_no_report(text: str) -> None:
    reports, problems = prepare(Document("数.txt", text, "0", "utf-8", "txt"))
    assert reports == []
    assert [problem.code for problem in problems] == ["document_not_chinese"]


def test_two_characters_are_no_report() -> None:
    reports, problems = prepare(Document("甲.txt", "你好", "", "utf-8", "txt"))
    assert reports == [] and [problem.code for problem in problems] == ["document_too_short"]
    assert len(prepare(Document("甲.txt", "全镇地区生产总值增长8%。", "", "utf-8", "txt"))[0]) == 1
