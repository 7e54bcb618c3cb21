"""Marks drawn into a text: nothing of the text is lost, nothing of it becomes a tag."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.highlight import Mark, render_sections, render_span
from analysis.model import Section, SectionRole

ROLES = {"review": "回顾", "plan": "规划", "other": "其他"}


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def figure(start: int, end: int, anchor: str = "f", style: str = "target") -> Mark:
    return Mark(start, end, (style,), anchor=anchor, label="目标", title="增速", href="?doc=a")


def test_a_figure_becomes_a_link_with_its_label():
    html = render_span("力争增长6%以上", 0, 8, [figure(4, 6, "f4")])
    assert '<a id="f4" class="zl-figure zl-target"' in html
    assert 'data-label="目标"' in html and ">6%</a>以上" in html


@pytest.mark.parametrize(
    "nasty", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "'`<!--"]
)
def test_text_and_titles_are_escaped(nasty: str):
    mark = Mark(0, len(nasty), ("result",), anchor='a"b', label=nasty, title=nasty, href='?q="x')
    html = render_sections(nasty, (), [mark, Mark(0, len(nasty), ("spot",), anchor='s"pot')], ROLES)
    assert set(re.findall(r"</?([a-z]+)", html)) == {"section", "p", "a", "mark"}
    assert re.search(r"<[a-z]+[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', html)) is None
    assert plain(html) == nasty


def test_overlapping_marks_are_cut_at_their_borders():
    html = render_span("一二三四五六", 0, 6, [figure(0, 4, "a"), figure(2, 6, "b", "result")])
    assert plain(html) == "一二三四五六"
    assert html.count("<a ") == 3 and 'id="a"' in html and 'id="b"' in html
    assert "zl-figure zl-result zl-target" in html


def test_two_figures_at_one_place_keep_both_anchors():
    html = render_span("均增长8%", 0, 5, [figure(3, 5, "a"), figure(3, 5, "b")])
    assert 'id="a"' in html and 'id="b"' in html


def test_a_search_hit_lies_inside_a_figure():
    html = render_span("增长8%左右", 0, 6, [figure(2, 4), Mark(1, 3, ("search",))])
    assert '<mark class="zl-search">8</mark></a>' in html


def test_sections_give_bands_and_nothing_is_left_out():
    text = "某镇工作报告\n一、回顾\n全年增长6%\n二、安排\n增长8%"
    sections = (Section(7, 19, SectionRole.REVIEW, "一、回顾", 1), Section(19, 29, SectionRole.PLAN, "二、安排", 1))
    html = render_sections(text, sections, [figure(17, 19)], ROLES)
    assert re.findall(r'data-role="(.*?)"', html) == ["其他", "回顾", "规划"]
    assert plain(html) == text.replace("\n", "")
    assert html.count("<b>一、回顾</b>") == 1 and html.count("zl-turn") == 3


def test_a_heading_is_set_off_from_the_words_behind_it():
    section = Section(0, 12, SectionRole.REVIEW, "(一)农业", 2)
    html = render_sections("(一)农业。增长6%。", (section,), [figure(8, 10)], ROLES)
    assert "<b>(一)农业</b>。增长<a" in html


def test_marks_outside_the_text_are_left_out():
    assert "<a" not in render_sections("短", (), [figure(0, 9), figure(-1, 1), figure(1, 1)], ROLES)
    assert render_sections("", (), [figure(0, 1)], ROLES) == ""


styles = st.sampled_from(["target", "result", "doubt", "search"])
marks = st.builds(
    lambda start, length, style, anchor: Mark(start, start + length, (style,), anchor=anchor, label="果", href="?s=1"),
    st.integers(0, 60),
    st.integers(0, 20),
    styles,
    st.sampled_from(["", "f1", "f2"]),
)
sections = st.builds(Section, st.integers(0, 60), st.integers(0, 60), st.sampled_from(list(SectionRole)))


@given(st.text(alphabet="一二%<>&\"'\n ", max_size=60), st.lists(marks, max_size=8), st.lists(sections, max_size=4))
def test_every_character_is_shown_once_whatever_the_marks(text: str, some: list[Mark], parts: list[Section]):
    shown = plain(render_sections(text, parts, some, ROLES))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
