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
