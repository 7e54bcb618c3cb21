"""Kind, level and place: read from the text with their evidence, claims only compared with them."""

import pytest

from analysis.corpus.identify import find_kind, find_title, own_level
from analysis.corpus.places import find_place, place_verdict
from analysis.lexicon.divisions import divisions
from analysis.model import Claim, Level, ReportKind, Verdict
from analysis.readers import list_sources, read_source
from tests.conftest import SHARED, needs_shared

OPENING = "各位代表:\n现在,我代表镇人民政府向大会报告工作,请予审议。\n一、去年工作回顾\n"

KINDS = {
    "甲镇政府工作报告": (OPENING, ReportKind.WORK_REPORT),
    "甲镇2021年上半年工作总结": (f"{OPENING}一、上半年工作回顾\n下半年工作安排", ReportKind.HALF_YEAR_REPORT),
    "镇长个人述职报告": ("本人任职以来,认真履行职责,现将情况报告如下。本人始终", ReportKind.DUTY_REPORT),
    "甲镇人大主席团工作报告": (
        "镇人大主席团依法履职,组织代表小组开展闭会期间活动,代表履职能力提高",
        ReportKind.CONGRESS_REPORT,
    ),
    "镇领导班子党风廉政建设述职报告": (
        "镇领导班子落实党风廉政建设责任制,纪委查处案件",
        ReportKind.PARTY_CONDUCT_REPORT,
    ),
    "甲镇公共服务调查报告": ("课题组发放问卷,被调查的村民占多数", ReportKind.SURVEY),
    "春游散记": ("那天下着小雨,我们沿着河走,路边的花开了。", ReportKind.OTHER),
}


@pytest.mark.parametrize(("title", "text", "kind"), [(title, *rest) for title, rest in KINDS.items()])
def test_kinds(title: str, text: str, kind: ReportKind) -> None:
    found = find_kind(title, text)
    assert found.kind is kind
    assert found.evidence


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("甲镇2021年政府工作报告\n——2021年1月8日\n各位代表:", "甲镇2021年政府工作报告"),
        (
            "——2021年1月8日在甲镇第三届人民代表大会第一次会议上\n各位代表:\n一、回顾",
            "——2021年1月8日在甲镇第三届人民代表大会第一次会议上",
        ),
        ("各位代表:\n现在,我代表镇人民政府报告工作。", ""),
        ("", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("我代表镇人民政府向大会报告工作", Level.TOWNSHIP),
        ("我代表乡人民政府向大会报告工作", Level.TOWNSHIP),
        ("我代表县人民政府向大会报告工作", Level.COUNTY),
        ("我代表市人民政府向大会报告工作", Level.CITY),
        ("我代表自治州人民政府向大会报告工作", Level.CITY),
        ("我代表自治区人民政府向大会报告工作", Level.PROVINCE),
        ("一年来,全镇干部和镇党委一道,全镇面貌一新", Level.TOWNSHIP),
        ("在市委和区委领导下,我区经济发展,全区人民努力", Level.COUNTY),
        ("自治区党委领导全区各族人民,自治区面貌一新", Level.PROVINCE),
        ("花开了", Level.UNKNOWN),
    ],
)
def test_levels(text: str, level: Level) -> None:
    assert own_level(text) is level


PLACES = {
    "by the meeting": ("——2020年1月5日在徐水区第一届人民代表大会第四次会议上", "130609", "徐水区"),
    "over a line break": ("——2012年1月10日在合肥市\n\n第十四届人民代表大会第五次会议上", "3401", "合肥市"),
    "by an old name": ("现在,我代表徐水县人民政府向大会报告工作", "130609", "徐水县"),
    "by a name no longer used": ("现在,我代表襄樊市人民政府向大会报告工作", "4206", "襄樊市"),
    "with its parents": ("2019年3月4日在呼伦贝尔市海拉尔区第十五届人民代表大会上", "150702", "海拉尔区"),
    "the prefecture, not its city": ("2016年1月12日在恩施州七届人大六次会议上", "4228", "恩施州"),
    "the longer name": ("高唐县2021年政府工作报告\n各位代表", "371526", "高唐县"),
    "a township among namesakes": (
        "在罗店镇第十七届人民代表大会上\n在婺城区委领导下,浙江发展,婺城图强",
        "330702100",
        "罗店镇",
    ),
    "a township of another county than its only namesake in the table": (
        "平山县柳河镇政府工作报告\n各位代表",
        "",
        "柳河镇",
    ),
    "the same township under its own county": ("柳河县柳河镇政府工作报告\n各位代表", "220524100", "柳河镇"),
    "by running text": (
        "我代表市人民政府报告工作。建设美丽白山,白山人民努力,白山发展,白山振兴,吉林在前",
        "2206",
        "白山市",
    ),
    "a province by what lies in it": (
        "我代表省人民政府报告工作。兰州、天水、酒泉、张掖加快发展,兰州新区建成",
        "62",
        "甘肃省",
    ),
    "the nation": ("现在,我代表国务院,向大会报告政府工作", "", "全国"),
}


@pytest.mark.parametrize(("text", "code", "name"), PLACES.values(), ids=PLACES.keys())
def test_places(text: str, code: str, name: str) -> None:
    place = find_place("", text).place
    assert (place.code, place.name) == (code, name)


def test_a_township_that_no_table_knows_keeps_its_name_and_parents() -> None:
    text = "在松溪头镇第三届人民代表大会上\n在徐水区委领导下,松溪头建设加快,松溪头人民努力,徐水发展,保定、河北支持。"
    place = find_place("", text).place
    assert (place.name, place.county, place.code, place.anonymous) == ("松溪头镇", "徐水区", "", False)


def test_namesakes_of_different_counties_are_different_places() -> None:
    one, other = (find_place("", f"{county}青石镇政府工作报告\n各位代表").place for county in ("平山县", "灵寿县"))
    assert (one.county, other.county) == ("平山县", "灵寿县")
    assert one.place_id != other.place_id


def test_a_hidden_name_gives_a_stable_number_and_clues() -> None:
    text = (
        "xx镇2021年政府工作报告\n我代表xx镇人民政府报告工作。xx镇在赣州市和于都县支持下发展,xx镇人民努力,江西省支持。"
    )
    one, two = find_place("", text), find_place("", text)
    assert one == two
    assert one.place.anonymous and one.place.name.startswith("某镇") and one.level is Level.TOWNSHIP
    assert {"赣州市", "于都县", "江西省"} <= set(one.place.clues)
    assert find_place("", text + "。").place.name != one.place.name


VERDICTS = [
    ("河北保定_徐水区", "我代表徐水县人民政府报告工作", Verdict.CONSISTENT),
    ("徐水区", "我代表徐水区人民政府报告工作", Verdict.CONSISTENT),
    ("河北保定_唐县", "我代表高唐县人民政府报告工作", Verdict.DOUBTFUL),
    ("保定市", "我代表徐水区人民政府报告工作", Verdict.DOUBTFUL),
    ("国务院", "我代表国务院报告工作", Verdict.CONSISTENT),
    ("保定市", "我代表国务院报告工作", Verdict.DOUBTFUL),
    ("", "我代表徐水区人民政府报告工作", Verdict.UNDETERMINED),
    ("徐水区", "我代表镇人民政府报告工作", Verdict.UNDETERMINED),
]


@pytest.mark.parametrize(("claimed", "text", "verdict"), VERDICTS)
def test_claims_are_compared_with_the_text(claimed: str, text: str, verdict: Verdict) -> None:
    found = find_place("", text)
    assert place_verdict(Claim(place=claimed), found.place, found.level) is verdict


def test_short_names() -> None:
    table = divisions()
    names = ["恩施土家族苗族自治州", "内蒙古自治区", "大厂回族自治县", "唐县", "石排镇", "呼伦贝尔市"]
    assert [table.short(name) for name in names] == ["恩施", "内蒙古", "大厂", "唐县", "石排", "呼伦贝尔"]


@needs_shared
def test_a_sample_of_real_places_is_told_and_a_known_wrong_label_found() -> None:
    from analysis.corpus import prepare

    refs = list_sources(SHARED / "reports" / "real.zip")
    wrong = next(ref for ref in refs if ref.source == "county/河北保定_唐县_2022.txt")
    for ref in [*refs[::60], wrong]:
        report = prepare(read_source(ref))[0][0]
        expected = Verdict.DOUBTFUL if ref is wrong else Verdict.CONSISTENT
        assert (ref.source, place_verdict(ref.claim, report.place, report.level)) == (ref.source, expected)
