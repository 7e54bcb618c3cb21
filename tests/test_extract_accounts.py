"""Every number has a role, and a figure can be explained."""

from functools import partial

import pytest

from analysis.extract import account_numbers, read_report
from analysis.extract.accounts import LOOSE
from analysis.extract.numerals import read_digits, read_han
from analysis.lexicon.catalogue import sentence
from analysis.review.explain import explain
from tests.test_extract import make_report


def roles(text: str) -> list[tuple[str, str, str]]:
    report = make_report(text, [2020, 2021])
    return [(one.quote, one.role.value, one.noun) for one in account_numbers(report, read_report(report))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政总收入1亿元。", [("1亿元", "fact", "")]),
        ("新建文化礼堂8家。", [("8家", "quantity", "文化礼堂")]),
        ("新建3座桥梁。", [("3座", "quantity", "桥梁")]),
        ("投入整治资金300万元。", [("300万元", "quantity", "整治资金")]),
        ("2020年3月召开会议。", [("2020年", "date", ""), ("3", "date", "")]),
        ("综合排名居全县第2位。", [("第2", "ordinal", "")]),
        ("\n3.加强建设。", [("3", "ordinal", "")]),
        ("推进“三改一拆”和“1+7”工程。", [("1", "name", ""), ("7", "name", "")]),
        ("建成5G基站。", [("5", "name", "")]),
        ("编号为37421。", [("37421", "unread", "")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [one for one in roles(text) if one[0] not in ("三", "一")] == expected


def test_every_digit_run_is_accounted_for() -> None:
    text = "1.全年收入5亿元,增12%;(2)G60高速3条,第4届,〔2020〕8号,3:5,x万元,1__元。"
    covered = set()
    report = make_report(text)
    for one in account_numbers(report, read_report(report)):
        covered |= set(range(one.start, one.end))
        assert text[one.start : one.end] == one.quote
    assert [at for at, letter in enumerate(text) if letter.isdigit() and at not in covered] == []


def test_explain_tells_the_rule_or_the_reason() -> None:
    report = make_report("财政总收入1亿元,销售收入3亿元,增长5%。", [2020, 2021])
    assert "财政总收入(fiscal_revenue_total)" in explain(report, report.text.index("1亿"))
    assert "规则 single" in explain(report, report.text.index("1亿"))
    assert "不认识的词" in explain(report, report.text.index("3亿"))
    assert "未成指标数字" in explain(report, report.text.index("5%"))
    assert "没有数字" in explain(report, 0)
    assert "不在正文" in explain(report, 999)


def test_explain_speaks_the_language_it_is_given() -> None:
    report = make_report("财政总收入1亿元。", [2020, 2021])
    told = explain(report, report.text.index("1亿"), partial(sentence, "en"))
    assert "Read as: 1亿元" in told and "rule single" in told and "读作" not in told


def test_explain_tells_a_narrower_name() -> None:
    report = make_report("园区工业总产值3亿元。")
    assert "另有所指" in explain(report, report.text.index("3亿"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百二十", "320"),
        ("十二点八", "12.8"),
        ("二〇一五", "2015"),
        ("百", "100"),
        ("两", "2"),
        ("一点五亿", "150000000"),
        ("六亿三千万", "630000000"),
        ("三万二千亿", "3200000000000"),
        ("一万二千", "12000"),
    ],
)
def test_han_numerals(written: str, value: str) -> None:
    assert str(read_han(written).normalize().__format__("f")) == value


@pytest.mark.parametrize(("written", "value"), [("1,250", "1250"), ("22. 5", "22.5"), ("1 500", "1500")])
def test_digits(written: str, value: str) -> None:
    assert str(read_digits(written)) == value
    assert read_digits("9" * 40) is None


def test_a_long_run_of_numerals_takes_linear_time() -> None:
    """Each numeral once tried the whole run: 20,000 of them took 25 s."""
    assert LOOSE.findall("万" * 200_000) == []
    assert LOOSE.findall("三千万户、数百人、第十二届、几十年") == ["千万", "数百", "第十二", "几十"]
