"""Consistency: planted contradictions are found with both places and a reason, figures that fit raise nothing."""

from decimal import Decimal

import pandas as pd
import pytest

from analysis.checks import check_corpus, check_report
from analysis.checks.between import COLUMNS
from analysis.corpus import prepare
from analysis.extract import read_report
from analysis.lexicon.relations import relations
from analysis.model import Bound, Document, Fact, FactKind, Measure, PriceBasis, Report, SourceMap, Wording


def _checked(text: str) -> list[tuple[str, str]]:
    """Codes with the words they point to, for a made-up report read as any other."""
    page = (
        f"松溪头镇2021年政府工作报告\n各位代表:\n现在,我代表镇人民政府报告工作,请予审议。\n一、2020年工作回顾\n{text}\n"
    )
    report = prepare(Document("甲.txt", page, "", "utf-8", "txt"))[0][0]
    problems = check_report(report, read_report(report))
    for problem in problems:
        assert problem.report_id == report.report_id and "不相符" in problem.message
    return [(problem.code, report.text[problem.start : problem.end]) for problem in problems]


PLANTED = {
    "growth against the level of last year": (
        "2019年财政总收入完成2亿元。2020年财政总收入完成2.2亿元,增长25%。", ("growth_unlike_levels", "25%")),
    "a fall against a rise": (
        "2019年社会消费品零售总额4亿元。2020年社会消费品零售总额5亿元,下降8%。", ("growth_unlike_levels", "8%")),
    "the same figure twice": (
        "2020年工业总产值达到49.2亿元。全镇办了不少实事。2020年工业总产值达到42.9亿元。", ("figure_stated_twice", "49.2亿元")),
    "the same growth twice": (
        "2020年固定资产投资增长12.5%。群众满意。2020年固定资产投资增长21.5%。", ("figure_stated_twice", "12.5%")),
    "a slip of the unit between two places": (
        "2020年工业总产值达到49.2亿元。全镇办了不少实事。2020年工业总产值达到4.92亿元。", ("figure_stated_twice", "49.2亿元")),
    "income in 万元": (
        "2020年农村居民人均可支配收入达到36535万元。", ("unit_slip", "36535万元")),
    "a rate above a hundred": (
        "2020年城乡居民医保参保率达到109.8%。", ("rate_above_hundred", "109.8%")),
    "a part above its whole": (
        "2020年财政总收入2.3亿元。2020年一般公共预算收入3.2亿元。", ("part_above_whole", "3.2亿元")),
    "rural above urban": (
        "2020年城镇居民人均可支配收入24894元。2020年农村居民人均可支配收入43037元。", ("part_above_whole", "43037元")),
    "the ratio of incomes": (
        "2020年城镇居民人均可支配收入40000元。2020年农村居民人均可支配收入20000元。城乡居民收入比为1.5:1。", ("ratio_unlike_incomes", "1.5")),
    "exports above trade": (
        "2020年进出口总额3亿元。2020年出口总额5亿元。", ("part_above_whole", "5亿元")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_planted_contradictions_are_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in _checked(text)


def _fact(text: str, quote: str, **fields: object) -> Fact:
    start = text.index(quote)
    known: dict[str, object] = {
        "metric": "fixed_asset_investment", "measure": Measure.LEVEL, "kind": FactKind.RESULT, "period": "2020", "value": Decimal(0),
        "unit": "元", "bound": Bound.EQ, "wording": Wording.NONE, "price_basis": PriceBasis.NONE, "redacted": False, "rule": "test",
    }  # fmt: skip
    return Fact("r", start, start + len(quote), quote, "甲.txt", start, start + len(quote), **(known | fields))  # type: ignore[arg-type]


def _report(text: str) -> Report:
    return Report("r", "甲.txt", 1, "", text, SourceMap(), "")


def test_completion_against_the_target() -> None:
    text = "计划投资5000万元。投资5600万元,完成102%。"
    facts = [
        _fact(text, "5000万元", kind=FactKind.TARGET, value=Decimal(50000000)),
        _fact(text, "5600万元", value=Decimal(56000000)),
        _fact(text, "102%", measure=Measure.COMPLETION, value=Decimal(102), unit="%"),
    ]
    (problem,) = check_report(_report(text), facts)
    assert problem.code == "completion_unlike_target" and "112.0%" in problem.message


def test_an_average_against_both_ends() -> None:
    text = "零售额由2015年10亿元增加到2020年20亿元,年均增长7.2%。"
    ends = [
        _fact(text, "10亿元", metric="retail_sales", period="2015", value=Decimal(10**9)),
        _fact(text, "20亿元", metric="retail_sales", value=Decimal(2 * 10**9)),
    ]
    growth = _fact(
        text, "7.2%", metric="retail_sales", measure=Measure.CAGR, period="2016-2020", value=Decimal("7.2"), unit="%"
    )
    (problem,) = check_report(_report(text), [*ends, growth])
    assert problem.code == "average_unlike_ends" and "14.9%" in problem.message
    assert (text[problem.start : problem.end], text[problem.other_start : problem.other_end]) == ("7.2%", "10亿元")


def test_parts_against_their_whole() -> None:
    text = "总值10亿元,一产2亿元,二产3亿元,三产6亿元。"
    facts = [
        _fact(text, quote, metric=metric, value=Decimal(value) * 10**8)
        for quote, metric, value in [
            ("10亿元", "gdp", 10),
            ("2亿元", "primary_va", 2),
            ("3亿元", "secondary_va", 3),
            ("6亿元", "tertiary_va", 6),
        ]
    ]
    codes = {problem.code for problem in check_report(_report(text), facts)}
    assert codes == {"parts_unlike_whole"}
    fitting = [*facts[:3], _fact(text, "6亿元", metric="tertiary_va", value=Decimal(5) * 10**8)]
    assert check_report(_report(text), fitting) == []


FITTING = {
    "growth within rounding": "2019年财政总收入完成2亿元。2020年财政总收入完成2.2亿元,增长10%。",
    "real growth below nominal": "2019年地区生产总值40亿元。2020年地区生产总值43.5亿元,增长4.1%。",
    "the same figure rounded": "2020年工业总产值达到49.2亿元。大家都说好。2020年工业总产值达到49亿元。",
    "a target and a stretch goal": "2020年工业增加值增长15%,力争达到20%。",
    "a part of the place": "2020年固定资产投资增长12.5%。开发区带动明显。2020年工业园区固定资产投资增长21.5%。",
    "the whole and a part": "2020年财政总收入3.2亿元,其中一般公共预算收入2.3亿元。",
    "a ratio that has changed": "2020年城镇居民人均可支配收入40000元。2020年农村居民人均可支配收入20000元。城乡居民收入比由2.3:1缩小到2:1。",
    "hidden figures": "2019年财政总收入完成x亿元。2020年财政总收入完成2.2亿元,增长x%。",
    "prices taken out": "2019年财政总收入完成2亿元。2020年财政总收入完成2.2亿元,扣除物价因素增长4%。",
    "a goal to strive for": "2019年实际利用外资2亿美元。2020年力争实际利用外资突破3亿美元,增长20%。",
    "figures of a part in the same paragraph": "2020年固定资产投资增长12.5%。开发区带动明显。2020年固定资产投资增长21.5%。",
    "a fund and not an income": "全镇办好民生实事,增加农民收入,安排500万元修路。",
    "a part far from a whole of another thing": "2020年出口总额5亿元。\n综合保税区建成。\n2020年进出口总额3亿元。",
    "nothing": "群众的日子一天比一天好。",
}


@pytest.mark.parametrize("text", FITTING.values(), ids=FITTING.keys())
def test_figures_that_fit_raise_nothing(text: str) -> None:
    assert _checked(text) == []


def _frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    reports = pd.DataFrame(
        {
            "report_id": ["a", "b"], "source": ["a.txt", "b.txt"], "level": "county", "place_id": "130609", "place": "徐水区",
            "place_code": "130609", "place_anonymous": False, "claimed_place": ["徐水区", "唐县"], "claimed_year": [2020, 2015],
            "year_planned": [2020, 2021], "year_implied": [2020, 2021], "year_verdict": "consistent", "duplicate_of": "",
        }
    )  # fmt: skip
    rows = [
        ("a", "level", "2019", 100.0, "元", 10, 15), ("b", "level", "2020", 110.0, "元", 20, 25), ("b", "yoy", "2020", 30.0, "%", 27, 30),
    ]  # fmt: skip
    facts = pd.DataFrame(rows, columns=["report_id", "measure", "period", "value", "unit", "start", "end"])
    return reports, facts.assign(
        metric="retail_sales", kind="result", bound="eq", quote="x", source="x.txt", price_basis="-"
    )


def test_between_reports_and_against_labels() -> None:
    problems = check_corpus(*_frames()).set_index("code")
    assert set(problems.index) == {
        "claimed_place_contradicted",
        "claimed_year_contradicted",
        "growth_unlike_last_report",
    }
    growth = problems.loc["growth_unlike_last_report"]
    assert (growth["report_id"], growth["start"], growth["other_report_id"], growth["other_start"]) == (
        "b",
        27,
        "a",
        10,
    )
    assert "10.0%" in growth["message"]
    assert list(check_corpus(*_frames()).columns) == COLUMNS


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("财政零售额共1000亿元。", "零售额达到110亿元,按可比口径增长30%。"),
        ("五年来,零售额1000亿元。", "全年零售额达到1100亿元,比上年,增长30%。"),
    ],
)
def test_growth_that_the_text_explains_raises_nothing_between_reports(before: str, now: str) -> None:
    reports, facts = _frames()
    spans = {"a": (before.index("1000"), 4), "b": (now.index("110"), 3)}
    facts = facts.assign(start=[*(spans[report][0] for report in facts["report_id"])])
    facts.loc[2, ["start", "end"]] = now.index("30%"), now.index("30%") + 3
    facts.loc[1, "end"] = facts.loc[1, "start"] + 5
    texts = {"a": before, "b": now}
    assert "growth_unlike_last_report" in set(check_corpus(reports, facts)["code"])
    assert "growth_unlike_last_report" not in set(check_corpus(reports, facts, texts.__getitem__)["code"])


def test_no_reports_no_problems() -> None:
    reports, facts = _frames()
    assert check_corpus(reports.iloc[:0], facts.iloc[:0]).empty


def test_relations_name_known_indicators() -> None:
    from analysis.lexicon.faults import LEXICON

    known = (LEXICON / "indicators.toml").read_text("utf-8")
    table = relations()
    named = {*table.real, *table.per_head_metrics, *table.rates, *table.sums, *(order.less for order in table.orders)}
    named |= {order.more for order in table.orders} | {part for parts in table.sums.values() for part in parts}
    assert all(metric in known for metric in named)
