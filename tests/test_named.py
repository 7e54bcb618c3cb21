"""What review and plan name decides whether a missing result is a silent drop, and a missing target not set."""

import pytest

from analysis.extract import named_indicators
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
    ("review", "plan", "named"),
    [
        ("地区生产总值稳步提高。", "", ["review gdp"]),
        ("这一年修了三条路。", "", []),
        ("固定资产投资和城镇化率都有进步。", "", ["review fixed_asset_investment", "review urbanisation"]),
        ("这一年修了三条路。", "地区生产总值增长6%。", ["plan gdp"]),
        ("", "今年没有提出经济增速的具体目标。", []),
        ("", "今年不设地区生产总值增长目标,一般公共预算收入稳定增长。", ["plan fiscal_revenue_local"]),
    ],
)
def test_names_without_figures_count(review: str, plan: str, named: list[str]) -> None:
    """Points 11 and 14: what a section names tells what is not mentioned from what is not read."""
    assert [f"{role} {metric}" for role, metric in named_indicators(report(review, plan))] == named
