"""What a review names decides whether a missing result is a silent drop."""

import pytest

from analysis.extract import named_in_review
from analysis.model import Report, Section, SectionRole
from analysis.source_map import SourceMap


def report(review: str, plan: str = "") -> Report:
    text = review + plan
    sections = (
        Section(0, len(review), SectionRole.REVIEW),
        Section(len(review), len(text), SectionRole.PLAN),
    )
    return Report("r", "r.txt", 1, "", text, SourceMap(), "", sections=sections)


@pytest.mark.parametrize(
    ("review", "named"),
    [
        ("地区生产总值稳步提高。", ["gdp"]),
        ("这一年修了三条路。", []),
        ("固定资产投资和城镇化率都有进步。", ["fixed_asset_investment", "urbanisation"]),
    ],
)
def test_names_without_figures_count(review: str, named: list[str]) -> None:
    assert named_in_review(report(review)) == named


def test_what_only_the_plan_names_is_not_named_in_review() -> None:
    assert named_in_review(report("这一年修了三条路。", "地区生产总值增长6%。")) == []
