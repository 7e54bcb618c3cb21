"""Made-up sentences are read as a careful person reads them; what is planted is read back; nothing takes more than linear work."""

import json
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import prepare
from analysis.corpus.segment import find_sections
from analysis.extract import quantities as numbers
from analysis.extract import read_report
from analysis.model import Fact, Report, SourceMap, StatedYears
from analysis.readers import read_bytes
from tests.conftest import SHARED, needs_shared

CASES = Path(__file__).parent / "cases"
RULES = {"single", "carried", "each", "part", "items", "behind", "inhabitants"}


def make_report(text: str, years: list[int] | None = None, title: str = "") -> Report:
    stated = StatedYears(*years) if years else StatedYears()
    return Report("r", "made-up.txt", 1, title, text, SourceMap(), "", years=stated, sections=find_sections(text))


def load_cases() -> list:
    cases = []
    for path in sorted(CASES.glob("extraction_*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            cases.append(pytest.param(case, id=f"{path.stem}-{number}", marks=marks))
    return cases


def row(fact: Fact, width: int) -> list[str]:
    value = "" if fact.value is None else format(fact.value.normalize(), "f")
    labels = [fact.quote, fact.metric, fact.measure.value, fact.kind.value, fact.period, value]
    return [*labels, fact.bound.value, fact.wording.value, fact.price_basis.value][:width]


@pytest.mark.parametrize("case", load_cases())
def test_case(case: dict) -> None:
    facts = read_report(make_report(case["text"], case.get("years"), case.get("title", "")))
    width = max((len(wanted) for wanted in case["facts"]), default=8)
    assert [row(fact, width) for fact in facts] == case["facts"]


def test_a_region_named_in_the_midst_of_a_report_is_not_the_place() -> None:
    assert read_report(make_report("全市上下团结一心。" * 50 + "汀前地区生产总值增长15.0%。", [2022, 2023])) == []


@pytest.mark.parametrize(("owner", "read"), [("其中市", 1), ("其中云山市", 0)])
def test_the_place_that_is_only_called_by_its_kind_is_the_place_itself(owner: str, read: int) -> None:
    text = "全市上下团结一心。" * 50 + f"财政工作稳步推进,{owner}财政一般预算收入61亿元。"
    assert len(read_report(make_report(text, [2022, 2023]))) == read


def test_every_rule_is_fired_by_three_cases() -> None:
    fired: Counter[str] = Counter()
    for case in load_cases():
        body = case.values[0]
        facts = read_report(make_report(body["text"], body.get("years"), body.get("title", "")))
        fired.update({fact.rule for fact in facts})
    assert {rule: fired[rule] for rule in RULES if fired[rule] < 3} == {}
    assert set(fired) <= RULES


# What is planted is read back -----------------------------------------------------------------------------------------

MONEY = ["地区生产总值", "财政总收入", "固定资产投资", "工业总产值", "社会消费品零售总额", "税收收入", "进出口总额"]
METRICS = {
    "地区生产总值": "gdp",
    "财政总收入": "fiscal_revenue_total",
    "固定资产投资": "fixed_asset_investment",
    "工业总产值": "industrial_output",
    "社会消费品零售总额": "retail_sales",
    "税收收入": "tax_revenue",
    "进出口总额": "imports_exports",
}
amounts = st.decimals(min_value="0.01", max_value="9999", places=2).map(lambda value: value.normalize())
rates = st.decimals(min_value="0.1", max_value="99", places=1)
verbs = st.sampled_from(["完成", "达到", "实现", "达", "为", ""])
grown = st.sampled_from(["增长", "同比增长", "比上年增长", "较上年增长"])
leads = st.sampled_from(["", "全年", "2020年", "全镇", "预计全年", "一年来,"])


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, list[tuple]]:
    """A sentence of some indicators, each with an amount and a growth rate, in one of three shapes, and what it states."""
    names = draw(st.lists(st.sampled_from(MONEY), min_size=1, max_size=4, unique=True))
    values = [(draw(amounts), draw(rates)) for _ in names]
    shape = draw(st.sampled_from(["one by one", "levels then rates", "rates then levels"]))
    levels = [f"{value:f}亿元" for value, _ in values]
    growths = [f"{rate}%" for _, rate in values]
    pairs = list(zip(names, levels, growths, strict=True))
    wanted = [(METRICS[name], "level", level) for name, level, _ in pairs]
    wanted += [(METRICS[name], "yoy", growth) for name, _, growth in pairs]
    if shape == "one by one" or len(names) == 1:
        verb = draw(verbs)
        parts = [f"{name}{verb}{level},{draw(grown)}{growth}" for name, level, growth in pairs]
        return draw(leads) + draw(st.sampled_from([";", ",", "；", "，"])).join(parts) + "。", wanted
    first, second = ("达到", "增长") if shape == "levels then rates" else ("增长", "达到")
    ahead, behind = (levels, growths) if shape == "levels then rates" else (growths, levels)
    listed = "、".join(names)
    return f"{listed}分别{first}{listing(ahead)},分别{second}{listing(behind)}。", wanted


def listing(numbers_listed: list[str]) -> str:
    return "、".join(numbers_listed[:-1]) + "和" + numbers_listed[-1]


@settings(max_examples=300)
@given(planted())
def test_what_is_planted_is_read_back(plant: tuple[str, list[tuple]]) -> None:
    text, wanted = plant
    found = [(fact.metric, fact.measure.value, fact.quote) for fact in read_report(make_report(text, [2020, 2021]))]
    assert sorted(found) == sorted(wanted)


PIECES = st.sampled_from(
    [
        *MONEY,
        *(
            "增长",
            "分别",
            "其中",
            "年均",
            "达到",
            "力争",
            "占",
            "比2015年",
            "2020年",
            "到2025年",
            "以上",
            "左右",
            "(",
            ")",
            "“十三五”",
        ),
        *(
            "、",
            "，",
            "。",
            "；",
            "：",
            "\n",
            " ",
            "和",
            "5%",
            "3.2亿元",
            "x万元",
            "__%",
            "12家",
            "百亿元",
            "1-6月",
            "第3位",
            "由",
            "的",
        ),
        *(
            "贫困人口",
            "新增",
            "人均",
            "城乡居民人均可支配收入",
            "存贷款余额",
            "4:5",
            "6%-7%",
            "产量",
            "一、2020年工作回顾",
            "二、工作安排",
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_is_read_and_spans_slice_back(text: str) -> None:
    for fact in read_report(make_report(text, [2020, 2021])):
        assert text[fact.start : fact.end] == fact.quote
        assert not (fact.redacted and fact.value is not None)
        assert fact.period


# Work grows with length, no faster -------------------------------------------------------------------------------------


PATHOLOGICAL = [
    "1",
    "一",
    "、",
    "增长",
    "1,",
    "_",
    "1.1",
    "地区生产总值",
    "地区生产总值增长",
    "（",
    "地区生产总值、",
    "5%、",
    "。",
    "\n",
    "“",
]


@pytest.mark.parametrize("unit", PATHOLOGICAL)
def test_work_is_linear(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks met and numbers tried for a text twice as long are at most a little over twice as many."""
    import analysis.extract as extract

    steps = 0
    plain_find, plain_merge = numbers.find_numbers, extract.merge

    def counting_find(text: str, start: int, end: int) -> list:
        nonlocal steps
        steps += end - start
        return plain_find(text, start, end)

    def counting_merge(words: list, found: list) -> list:
        nonlocal steps
        steps += len(words) + len(found)
        return plain_merge(words, found)

    monkeypatch.setattr(extract, "find_numbers", counting_find)
    monkeypatch.setattr(extract, "merge", counting_merge)
    counts = []
    for repeats in (2000, 4000):
        steps = 0
        read_report(make_report("地区生产总值" + unit * repeats + "5%", [2020, 2021]))
        counts.append(steps)
    assert counts[1] <= 2.2 * counts[0] + 100


# Shared reports --------------------------------------------------------------------------------------------------------


@needs_shared
def test_probes_to_the_letter() -> None:
    wrong = []
    for line in (SHARED / "gold" / "probes.jsonl").read_text(encoding="utf-8").splitlines():
        probe = json.loads(line)
        facts = read_report(make_report(probe["text"]))
        found = [
            {"quote": fact.quote, "metric": fact.metric, "measure": fact.measure, "value": fact.value}
            | {"period": fact.period, "kind": fact.kind, "bound": fact.bound}
            for fact in facts
        ]
        if len(found) != len(probe["facts"]):
            wrong.append((probe["text"][:20], len(found)))
            continue
        for want, got in zip(probe["facts"], found, strict=True):
            wrong += [(want["quote"], key, value) for key, value in want.items() if not meets(key, value, got[key])]
    assert wrong == []


def meets(key: str, wanted: object, got: object) -> bool:
    if key == "value":
        return got is None if wanted is None else got is not None and Decimal(str(wanted)) == got
    return wanted is None or str(got) == wanted


@needs_shared
def test_no_value_where_digits_are_hidden_and_spans_slice_back_in_shared_reports() -> None:
    for path in sorted((SHARED / "reports").glob("*/*.txt")):
        document = read_bytes(path.name, path.read_bytes())
        for report in prepare(document)[0]:
            for fact in read_report(report):
                assert report.text[fact.start : fact.end] == fact.quote
                assert document.text[fact.source_start : fact.source_end] == fact.quote
                assert not (fact.redacted and fact.value is not None)
                assert fact.redacted or not set("_xX×某") & set(fact.quote)


def test_an_endless_sentence_is_cut_behind_a_mark_and_never_inside_a_number() -> None:
    """What is read of a text without full stops is what is read of it with them."""
    clause = "我镇地区生产总值1,234.5万元，"  # no cut at a round number falls between two of them
    facts = read_report(make_report(clause * 400, [2020, 2021]))
    assert {(fact.quote, fact.value) for fact in facts} == {("1,234.5万元", 12_345_000)} and len(facts) == 400
    assert read_report(make_report("地区生产总值" + "8" * 10_000 + "万元", [2020, 2021])) == []
