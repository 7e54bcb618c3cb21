"""Cleaning: chrome goes, the report stays, each character keeps its place, and cleaning twice is cleaning once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.clean import clean
from tests.conftest import SHARED, needs_shared

BODY = (
    "去年以来，全镇上下团结一心，新修村道十二公里，改造危房三十户，新建文化广场四处，办成了一批看得见、摸得着的实事。"
)

CASES = {
    "a button": (f"朗读\n{BODY}\n", f"{BODY}\n"),
    "a bread crumb": (f"首页 > 公文 > 报告\n{BODY}\n", f"{BODY}\n"),
    "a page number between paragraphs": (f"{BODY}\n12\n{BODY}\n", f"{BODY}\n{BODY}\n"),
    "a page number in dashes": (f"{BODY}\n— 3 —\n{BODY}\n", f"{BODY}\n{BODY}\n"),
    "a stamp with a counter": (f"2022-10-24 10:52:19 139\n{BODY}\n", f"{BODY}\n"),
    "a reader's count under a stamp": (f"时间：2023-01-24 作者：某站\n303\n评论：\n0\n{BODY}\n", f"{BODY}\n"),
    "blanks turned into question marks": (f"镇长??王某\n{BODY}\n", f"镇长王某\n{BODY}\n"),
    "a blank as a reference": (f"&nbsp;&nbsp;{BODY}\n", f"{BODY}\n"),
    "a site's address with its name": (f"甲乙公文写作宝典:www.example.com\n{BODY}\n", f"\n{BODY}\n"),
    "a tail": (f"{BODY}\n阅读全文\n喜欢请赞赏\n¥1\n关于本文\n二维码\n", f"{BODY}\n"),
    "a tag cloud": (f"{BODY}\n分享到：\n某空间\n标签云\n工作\n2023年\n", f"{BODY}\n"),
    "a teaser without figures": (f"内容摘要：\n{BODY}......\n{BODY}\n", f"{BODY}\n"),
}


@pytest.mark.parametrize(("text", "left"), CASES.values(), ids=CASES.keys())
def test_chrome_goes(text: str, left: str) -> None:
    assert clean(text).text == left


KEPT = {
    "a teaser with a figure": f"内容摘要：\n{BODY}财政收入增长6.5%......\n{BODY}\n",
    "a hidden figure": f"财政收入完成??万元,增长??%。\n{BODY}\n",
    "a figure on a line of its own": f"{BODY}\n12.5亿元\n粮食产量\n",
    "a number in a table": f"{BODY}\n粮食\n12\n油料\n",
    "a paragraph behind a tail word": f"相关内容\n{BODY}\n",
    "an origin inside a sentence": f"{BODY}来源:各村上报。\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_the_report_stays(text: str) -> None:
    left = clean(text).text
    for line in text.splitlines():
        if line.rstrip(":：") not in ("内容摘要", "相关内容"):
            assert line in left


@given(
    st.lists(
        st.sampled_from(
            [
                BODY,
                "朗读",
                "12",
                "— 3 —",
                "阅读全文",
                "标签云",
                "内容摘要：",
                "",
                "首页 > 报告",
                "a??b",
                "&nbsp;",
                "¥1",
                "\r",
                "各位代表：",
            ]
        ),
        max_size=12,
    )
)
def test_cleaning_twice_is_cleaning_once(lines: list[str]) -> None:
    once = clean("\n".join(lines))
    assert clean(once.text).text == once.text


@given(st.text(alphabet="朗读报告0123?&nbsp;\n\r\u200b各位。,>-—", max_size=120))
def test_every_character_left_has_its_place(text: str) -> None:
    cleaned = clean(text)
    for offset, character in enumerate(cleaned.text):
        assert text[cleaned.source_map.to_source(offset)] == character


def test_a_page_that_shows_a_part_says_so() -> None:
    text = f"{BODY}\n展开阅读全文\n版权所有\n"
    start, end = clean(text).cut_off[0]
    assert text[start:end] == "展开阅读全文"


@needs_shared
def test_the_seeds_lose_chrome_only() -> None:
    for path in sorted((SHARED / "reports" / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        cleaned = clean(text)
        assert clean(cleaned.text).text == cleaned.text
        assert 0.96 < len(cleaned.text) / len(text) <= 1
        for word in ("金锄头", "赞赏鼓励", "朗读\n", "发布时间", "展开阅读全文"):
            assert word not in cleaned.text


WRAPPED = "\n".join(
    [
        "青禾镇政府工作报告",
        "过去一年,全镇上下同心同德、扎实苦干,完成固定",
        "资产投资6.1亿元,同比增长2.7%,工业总产值达到",
        "23亿元,同比增长4.6%,各项社会事业取得明显的新",
        "进展,人民群众的获得感不断增强。",
        "一、经济建设成效显著。坚持招商引资不动摇,先后",
        "引进各类项目十二个,镇村面貌焕然一新,干部群众",
        "的精神面貌也为之一振,为今后发展打下坚实的基础。",
        "二、社会事业全面进步。教育卫生文化各项事业协调",
        "发展,群众生活水平稳步提高。",
    ]
)


def test_lines_broken_by_a_page_are_joined_and_headings_kept() -> None:
    cleaned = clean(WRAPPED)
    assert "完成固定资产投资6.1亿元" in cleaned.text and "达到23亿元" in cleaned.text
    assert "\n一、经济建设" in cleaned.text and "\n二、社会事业" in cleaned.text
    start = cleaned.text.index("资产投资")
    assert cleaned.source_map.to_source(start) == WRAPPED.index("资产投资")
    assert clean(cleaned.text).text == cleaned.text


def test_short_paragraphs_of_their_own_are_not_joined() -> None:
    lines = [f"第{number}项工作已经按计划完成并通过验收" for number in range(12)]
    assert clean("\n".join(lines)).text == "\n".join(lines)


def test_blanks_where_a_printed_line_ended_go() -> None:
    text = "今年以来,全镇上下坚持稳中求进工作总基调,统筹推进各项工作,全年预计可实现税收总收入15亿元,同 比下降15%,一般公共预算收入8亿元,完成固定资 产投资9亿元,城镇居 民人均收入稳步增长,社会发 展和谐稳定,各项工作任 务圆满完成,全镇呈现出欣欣向荣的好局面。"
    assert "固定资产投资" in clean(text).text and "同比下降" in clean(text).text


def test_figures_on_lines_of_their_own_are_joined_to_their_words() -> None:
    text = "前三季度,完成地区生产总值\nXX\n亿元,增长\n5%\n;财政收入\n300\n万元,增长\n14.9%\n。"
    assert clean(text).text == "前三季度,完成地区生产总值XX亿元,增长5%;财政收入300万元,增长14.9%。"


def test_a_figure_and_its_unit_and_the_halves_of_a_title_are_joined() -> None:
    text = "清河镇2010年政府工作总结及\n\n2011年工作计划\n全镇完成工业总产值 23\n亿元,增长 4\n%。\n2020\n人数不多。"
    assert clean(text).text == (
        "清河镇2010年政府工作总结及2011年工作计划\n全镇完成工业总产值 23亿元,增长 4%。\n2020\n人数不多。"
    )


def test_the_sounds_that_a_site_put_behind_characters_go() -> None:
    text = "全鎮實現(xiàn)生產(chǎn)總值180億元(不變價)。"
    cleaned = clean(text)
    assert cleaned.text == "全鎮實現生產總值180億元(不變價)。"
    assert cleaned.source_map.to_source(cleaned.text.index("180")) == text.index("180")


def test_a_blank_amid_a_word_goes() -> None:
    assert clean("工业产值同比增 长17.3%,税收 入库5亿 元。").text == "工业产值同比增长17.3%,税收 入库5亿元。"
