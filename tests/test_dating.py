"""Dating: what each cue allows, what the cues say of the stated years, and how often that is right on real reports."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import prepare
from analysis.corpus.dating import claim_verdict, date_report, event_cues, implied_year, is_excluded, judge
from analysis.corpus.years import stated_years
from analysis.lexicon import congress
from analysis.lexicon.events import events
from analysis.lexicon.year_words import FIRST_YEAR, LAST_YEAR, year_words
from analysis.model import Dating, Document, Place, Report, Section, SectionRole, SourceMap, Verdict
from analysis.readers import list_sources, read_source
from tests.conftest import SHARED, needs_shared


def _report(text: str, role: SectionRole = SectionRole.OTHER) -> Report:
    return Report("r", "甲.txt", 1, "", text, SourceMap(), "", sections=(Section(0, max(1, len(text)), role),))


CUES = [
    ("深入贯彻党的十九届五中全会精神", SectionRole.OTHER, "十九届五中全会", (2021, 2100)),
    ("以胡锦涛同志为总书记的党中央", SectionRole.OTHER, "以胡锦涛同志为总书记", (2003, 2012)),
    ("今年是“十三五”规划的收官之年", SectionRole.PLAN, "十三五收官之年", (2020, 2020)),
    ("去年是“十四五”开局之年", SectionRole.REVIEW, "十四五开局之年", (2021, 2022)),
    ("“十五五”规划开局之年", SectionRole.PLAN, "十五五开局之年", (2026, 2026)),
    ("“十五”计划的最后一年", SectionRole.PLAN, "十五最后一年", (2005, 2005)),
    ("喜迎中华人民共和国成立70周年", SectionRole.PLAN, "中华人民共和国成立70周年", (2019, 2019)),
    ("庆祝中国共产党成立九十周年", SectionRole.REVIEW, "中国共产党成立90周年", (2011, 2012)),
    ("今年是建国第60周年", SectionRole.PLAN, "建国60周年", (2009, 2009)),
    ("完成第七次全国人口普查", SectionRole.REVIEW, "第七次全国人口普查", (2020, 2022)),
    ("迎接党的二十大胜利召开", SectionRole.PLAN, "迎接党的二十大", (2022, 2022)),
]


@pytest.mark.parametrize(("text", "role", "name", "years"), CUES)
def test_what_a_cue_allows(text: str, role: SectionRole, name: str, years: tuple[int, int]) -> None:
    cue = next(cue for cue in event_cues(_report(text, role)) if cue.name == name)
    assert (cue.first, cue.last) == years
    assert text[cue.start : cue.end]


def _of_place(text: str, code: str) -> Report:
    return replace(_report(text), place=Place(code, "甲市", code=code))


def test_the_session_of_the_congress_tells_the_year_where_its_term_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(congress, "congress_terms", lambda: {("9901", 5): 2017})
    for line, years in (
        ("在甲市第五届人民代表大会第三次会议上", (2018, 2020)),
        ("甲市第 六 届人大第一次会议", (2021, 2023)),
        ("甲市四届人大二次会议", (2012, 2014)),
    ):
        (cue,) = event_cues(_of_place(line, "9901"))
        assert (cue.name, cue.first, cue.last) == ("人大届次", *years)
    assert event_cues(_of_place("甲市第九届人民代表大会第三次会议", "9901")) == []
    assert event_cues(_of_place("甲市第五届人民代表大会第三次会议", "9902")) == []
    assert event_cues(_report("甲市第五届人民代表大会第三次会议")) == []


def test_every_known_term_begins_in_a_year_of_its_time() -> None:
    terms = congress.congress_terms()
    assert len(terms) > 400
    assert all(1950 <= start <= LAST_YEAR for start in terms.values())


NO_CUES = [
    "百分之十五的收官工程",
    "完成投资十五亿元,实现良好开局",
    "镇第一年幼儿园开园",
    "厂庆十周年",
    "去年开局之年",
    "",
]


@pytest.mark.parametrize("text", NO_CUES)
def test_what_is_no_cue(text: str) -> None:
    assert event_cues(_report(text)) == []


def _shares(**years: float) -> np.ndarray:
    shares = np.full(LAST_YEAR - FIRST_YEAR + 1, 1e-6)
    for year, share in years.items():
        shares[int(year[1:]) - FIRST_YEAR] = share
    return shares


@pytest.mark.parametrize(
    ("shares", "stated", "statements", "verdict", "implied"),
    [
        (_shares(y2020=0.98), 2020, (), Verdict.CONSISTENT, 2020),
        (_shares(y2020=0.98), 2023, (), Verdict.DOUBTFUL, 2020),
        (_shares(y2020=0.99), 2021, (), Verdict.DOUBTFUL, 2020),
        (_shares(y2020=0.8, y2021=0.1), 2021, (), Verdict.CONSISTENT, 2021),
        (_shares(y2020=0.99), 2021, (2020, 2021), Verdict.CONSISTENT, 2020),
        (_shares(y2020=0.98), None, (), Verdict.CONSISTENT, 2020),
        (_shares(y2020=0.3, y2015=0.3), None, (), Verdict.UNDETERMINED, None),
        (_shares(y2011=0.46, y2012=0.47), None, (), Verdict.CONSISTENT, 2012),
        (_shares(y1997=0.99), 1985, (), Verdict.CONSISTENT, 1985),
        (_shares(y1997=0.99), 2015, (), Verdict.DOUBTFUL, None),
    ],
)
def test_verdicts(
    shares: np.ndarray, stated: int | None, statements: tuple[int, ...], verdict: Verdict, implied: int | None
) -> None:
    assert judge(shares, stated, statements) == (verdict, implied)


def test_a_neighbour_is_excluded_only_by_a_clear_year() -> None:
    assert is_excluded(_shares(y2020=0.99), 2021)
    assert not is_excluded(_shares(y2020=0.7, y2021=0.003), 2021)
    assert is_excluded(_shares(y2020=0.7, y2021=0.003), 2023)
    assert implied_year(_shares(y2020=0.5, y2010=0.4)) is None


@pytest.mark.parametrize(
    ("dating", "claimed", "verdict"),
    [
        (Dating(Verdict.CONSISTENT, 2020), 2020, Verdict.CONSISTENT),
        (Dating(Verdict.CONSISTENT, 2020), 2021, Verdict.CONSISTENT),
        (Dating(Verdict.CONSISTENT, 2020), 2016, Verdict.DOUBTFUL),
        (Dating(Verdict.UNDETERMINED), 2016, Verdict.UNDETERMINED),
        (Dating(Verdict.CONSISTENT, 2020), None, Verdict.UNDETERMINED),
    ],
)
def test_claims(dating: Dating, claimed: int | None, verdict: Verdict) -> None:
    assert claim_verdict(dating, 2020, claimed) is verdict


def test_every_event_says_where_its_years_come_from() -> None:
    assert all(event.source and event.start for event in events().rows if event.kind != "position")
    assert len({event.phrase for event in events().rows}) > 200


def test_the_words_have_one_weight_for_each_year() -> None:
    table = year_words()
    assert table.weights.shape == (len(table.phrases), LAST_YEAR - FIRST_YEAR + 1)
    assert all(FIRST_YEAR <= first <= last <= LAST_YEAR for first, last in table.spans)
    assert all(len(phrase) < 25 for phrase in table.phrases)


@given(st.text(max_size=200))
def test_any_text_gets_a_verdict_and_cues_that_slice_back(text: str) -> None:
    report = _report(text)
    for cue in date_report(report).cues:
        assert report.text[cue.start : cue.end] == cue.quote


def test_a_thin_text_is_not_judged() -> None:
    assert date_report(_report("全镇人民努力奋斗。")).verdict is Verdict.UNDETERMINED


def test_hidden_years_are_implied_and_false_years_doubted() -> None:
    cues = (
        "深入贯彻党的十九届五中全会精神,以习近平同志为核心的党中央坚强领导。今年是“十四五”规划的开局之年,庆祝建党100周年。"
        "打赢脱贫攻坚战,抓好常态化疫情防控,落实“六稳”“六保”,推进乡村振兴,完成第七次全国人口普查,启动“八五”普法。\n"
    )

    def dated(year: str) -> Dating:
        text = f"甲镇{year}年政府工作报告\n各位代表:\n一、工作回顾\n全镇面貌一新。\n二、{year}年工作安排\n{cues}"
        return date_report(prepare(Document("甲.txt", text, "", "utf-8", "txt"))[0][0])

    assert dated("20__").implied == 2021
    assert (dated("2021").verdict, dated("2021").implied) == (Verdict.CONSISTENT, 2021)
    assert (dated("2024").verdict, dated("2024").implied) == (Verdict.DOUBTFUL, 2021)


def test_what_the_text_states_is_shown_without_weight() -> None:
    text = "甲镇2021年政府工作报告\n——2021年1月5日在甲镇第三届人民代表大会第六次会议上\n一、2020年工作回顾\n去年很好。\n二、2021年工作安排\n今年更好。"
    report = prepare(Document("甲.txt", text, "", "utf-8", "txt"))[0][0]
    stated = [(cue.cue, cue.quote, cue.first_year, cue.weight) for cue in date_report(report).cues if not cue.weight]
    assert ("会议日期", "2021", 2021, 0.0) in stated
    assert ("标题里的年份", "2021", 2021, 0.0) in stated
    assert ("章节标题里的年份", "2020", 2021, 0.0) in stated


SEEDS = {
    (0, 1): (Verdict.CONSISTENT, {2021}),
    (0, 2): (Verdict.CONSISTENT, {2021}),
    (1, 1): (Verdict.CONSISTENT, {2021}),
    (2, 1): (Verdict.DOUBTFUL, {2022, 2023}),
    (3, 1): (Verdict.DOUBTFUL, {2020}),
    (4, 2): (Verdict.DOUBTFUL, {2016}),
    (4, 6): (Verdict.DOUBTFUL, {2004}),
    (4, 7): (Verdict.DOUBTFUL, {2011}),
    (4, 10): (Verdict.DOUBTFUL, {2009}),
    (4, 11): (Verdict.DOUBTFUL, {2011, 2012}),
}


@needs_shared
def test_the_seeds_get_their_verdicts() -> None:
    refs = list_sources(SHARED / "reports" / "seeds")
    for number, ref in enumerate(refs):
        for report in prepare(read_source(ref))[0]:
            if (number, report.part) in SEEDS:
                verdict, years = SEEDS[number, report.part]
                dating = date_report(report)
                assert (number, report.part, dating.verdict, dating.implied in years) == (
                    number,
                    report.part,
                    verdict,
                    True,
                )


@needs_shared
def test_real_reports_are_dated_with_and_without_their_years() -> None:
    from analysis.review.forensics import load, masked_figures, wrong_year_figures, year_figures

    reports = load(SHARED / "reports" / "real.zip", sample=150, seed=11)
    told = year_figures(reports)
    assert told["verdict"] >= 0.98 and told["exact"] >= 0.98 and told["alarms"] <= 0.02
    hidden = masked_figures(reports)
    assert hidden["verdict"] >= 0.75 and hidden["exact"] >= 0.93
    wrong = wrong_year_figures(reports)
    assert wrong["flagged in text"] >= 0.93 and wrong["flagged in label"] >= 0.95


def test_a_meeting_that_passes_two_budgets_names_both_its_years() -> None:
    text = "青禾镇召开人大会议。会议审查了青禾镇2013年财政预算执行情况和2014年预算草案的报告。"
    years = stated_years("", text)
    assert (years.reviewed, years.planned) == (2013, 2014)


def test_the_one_year_that_a_text_without_a_frame_tells_of_is_its_year() -> None:
    assert stated_years("", "截止2007年底,全镇工农业总产值完成10.6亿元。").reviewed == 2007
    assert stated_years("", "村民于2007年入住新居。全镇总人口2万人。").reviewed is None
    assert stated_years("", "全镇2010年财政收入1亿元。全镇2015年财政收入2亿元。").reviewed is None
