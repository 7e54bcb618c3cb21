"""Traditional characters are read as simplified ones, and quoted as they stand."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import prepare
from analysis.extract import read_report
from analysis.readers import read_bytes
from analysis.simplified import simplified

TEXT = "青溪鎮2021年政府工作報告\n一、2020年工作回顧\n全鎮地區生產總值12億元,同比增長5%。\n二、2021年工作安排\n財政收入增長6%。\n"


def test_a_report_in_traditional_characters_is_read_and_quoted_as_it_stands() -> None:
    reports, problems = prepare(read_bytes("made-up.txt", TEXT.encode()))
    assert not problems and len(reports) == 1
    report = reports[0]
    assert (report.place.name, report.years.reviewed, report.years.planned) == ("青溪镇", 2020, 2021)
    facts = [(fact.quote, fact.metric, fact.kind.value, fact.period) for fact in read_report(report)]
    assert facts == [
        ("12億元", "gdp", "result", "2020"),
        ("5%", "gdp", "result", "2020"),
        ("6%", "fiscal_revenue_total", "target", "2021"),
    ]


def test_simplified_text_is_left_alone() -> None:
    text = "乾隆年间修建的后院,里程碑。"
    assert simplified(text) is text


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60))
def test_length_stays(text: str) -> None:
    assert len(simplified(f"億{text}")) == len(text) + 1
