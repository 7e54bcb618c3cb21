"""The frame of the pages: strings, state in the URL, guard, evidence."""

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.lexicon.catalogue import sentence
from pages.frame import evidence, names, state, strings
from pages.frame.strings import LANGUAGES, catalogue
from tests.conftest import ROOT
from tests.samples import sample_tables
from tests.visits import visit

OWN = ("overview", "targets", "townships")


@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_opens_cold_in_both_languages(sample_app: AppTest, page: str, language: str) -> None:
    visit(sample_app, page, lang=language)
    assert sample_app.title[0].value == catalogue(language)[f"{page}.title"]


@pytest.mark.parametrize("page", OWN)
def test_bad_values_are_refused_with_a_note(sample_app: AppTest, page: str) -> None:
    visit(sample_app, page, lv="galaxy", corpus="nowhere", lang="xx")
    assert sample_app.title[0].value == catalogue("zh")[f"{page}.title"]
    assert any("nowhere" in caption.value for caption in sample_app.caption)


# Wrong, empty, endless, and what looks like a number to Python's isdigit and is none to its int.
ODD = [
    {"yr": "abc", "pl": "nowhere", "tau": "nan", "pg": "9" * 5000, "doc": "x" * 3000, "s": "-5-1", "q": "<b>", "file": "../..",
     "ev": "pairs~a:1-2;c:²-³", "st": "x" * 3000, "part": "zz", "find": "x" * 500, "rel": "no", "role": "no", "mk": "no",
     "il": "a,b", "kd": ",,,", "pcode": "x", "table": "x", "yd": "maybe", "v": "x" * 999, "pt": "Z", "ind": "zz.zz", "view": "zz"},
    {"yr": "²-³", "pg": "²", "tau": "1e999", "s": "9" * 5000 + "-1", "q": "x", "ev": "~", "doc": "", "find": "[", "part": ""},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=("wrong", "digits"))
@pytest.mark.parametrize("page", ["overview", "targets", "reader", "data", "method"])
def test_an_odd_link_breaks_no_page(sample_app: AppTest, page: str, odd: dict[str, str]) -> None:
    visit(sample_app, page, **odd)
    assert sample_app.title[0].value == catalogue("zh")[f"{page}.title"]


def test_a_closed_box_says_how_much_is_set_in_it_and_what_it_refused(sample_app: AppTest) -> None:
    visit(sample_app, "targets", yd="1", so="year", pl="nowhere", tau="99")
    said = [caption.value for caption in sample_app.caption]
    # Of the four in the link two are refused, and one names the default.
    assert catalogue("zh")["box.set"].format(label=catalogue("zh")["targets.filters"], n=1) in said
    assert not sample_app.slider
    assert any("tau" in caption for caption in said) and any("nowhere" in caption for caption in said)


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str | None]:
    """Opens a page at an address and says which language holds there."""
    browser = SimpleNamespace(session_state={}, query_params={})
    monkeypatch.setattr(state, "st", browser)

    def opens(page: str, **address: str) -> str | None:
        browser.query_params = address
        state.arrive(page)
        return state.in_url("lang")

    return opens


def test_a_language_goes_along_to_a_page_whose_address_names_none(visitor: Callable[..., str | None]) -> None:
    assert [visitor("method"), visitor("method", lang="en"), visitor("data"), visitor("data")] == [None, *["en"] * 3]


def test_what_back_takes_out_of_the_address_is_undone_here_and_on_other_pages(
    visitor: Callable[..., str | None],
) -> None:
    visitor("method"), visitor("data"), visitor("data", lang="en")
    assert [visitor("data"), visitor("method")] == [None, None]
    visitor("method", lang="en"), visitor("data"), visitor("method", lang="en")
    assert visitor("method") is None


def test_link_of_another_version_says_so(sample_app: AppTest) -> None:
    visit(sample_app, "overview", v="old")
    assert any("old" in warning.value for warning in sample_app.warning)


def test_the_demo_does_not_pass_for_public_texts(sample_app: AppTest) -> None:
    footers = {}
    for name in ("reports", "demo"):
        visit(sample_app, "overview", corpus=name)
        footers[name] = " ".join(block.proto.body for block in sample_app.get("html"))
    assert catalogue("zh")["foot.sample.demo"] in footers["demo"]
    assert catalogue("zh")["foot.sample.reports"] in footers["reports"]


def strings_used() -> Iterator[str]:
    for file in ROOT.glob("pages/**/*.py"):
        yield from re.findall(r'\btext\(\s*"([a-z_.0-9-]+)"', file.read_text(encoding="utf-8"))


def test_every_string_used_is_in_the_catalogue() -> None:
    assert sorted(set(strings_used()) - set(catalogue("zh"))) == []


def test_languages_have_the_same_keys_and_names() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert set(chinese) == set(english)
    names = {
        key: set(re.findall(r"{(\w+)", chinese[key])) ^ set(re.findall(r"{(\w+)", english[key])) for key in chinese
    }
    assert {key: found for key, found in names.items() if found} == {}


# Counts that are never one, or are of what stands in the plural beside another number.
NEVER_ONE = {"reader.parts", "said.piece_missing", "targets.ratchet.few", "targets.ratchet.fit", "terms.claim", "terms.claim.rate",
             "terms.claim.counted", "terms.note.few", "terms.note.barcode", "terms.change.few"}  # fmt: skip


def test_english_counts_one_and_several() -> None:
    assert sentence("en", "foot.reports", n=1) == "Source: 1 report."
    assert sentence("en", "foot.reports", n=2694) == "Source: 2,694 reports."
    things = "reports|places|figures|pairs|plans|targets|texts|rows|years|times|files"
    for key in set(catalogue("en")) - NEVER_ONE:
        if not key.startswith("method."):
            names = re.findall(r"{(\w+)", catalogue("en")[key])
            said = sentence(
                "en", key, **{name: "X" if name in ("first", "second", "place", "gap") else 1 for name in names}
            )
            assert re.findall(rf"\b1 (?:{things})\b", said) == [], key


def test_a_download_keeps_the_language_of_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit makes it when the run is over: by then nothing is known of the visit."""
    monkeypatch.setattr(strings.st, "session_state", {"frame.language": "en"})
    made = strings.for_later(lambda: (strings.text("tool.csv"), strings.is_later()))
    monkeypatch.setattr(strings.st, "session_state", {})
    assert made() == (strings.catalogue("en")["tool.csv"], True)
    assert strings.text("tool.csv") == strings.catalogue("zh")["tool.csv"] and not strings.is_later()


def test_evidence_travels_as_one_string() -> None:
    packed = evidence.pack(("ab12", 3, 9), ("", 0, 0), ("cd34", 10, 14))
    assert evidence.unpack(packed) == [("ab12", 3, 9), ("cd34", 10, 14)]
    assert evidence.unpack("nonsense;a:b-c;:1-2;ok:1-2") == [("ok", 1, 2)]


def test_sentence_around_a_figure() -> None:
    content = "前一句。本年增长8%以上。后一句。"
    start = content.index("8%")
    first, last = evidence.sentence_around(content, start, start + 2)
    assert content[first:last] == "本年增长8%以上。"


def test_sample_spans_slice_back() -> None:
    tables = sample_tables()
    texts = {row["report_id"]: row["text"] for row in tables["texts"]}
    assert all(texts[row["report_id"]][row["start"] : row["end"]] == row["quote"] for row in tables["facts"])


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [("2022", "2022", "2022"), ("2016-2020", "2016–2020", "2016–2020"), ("2022M1-9", "2022年1–9月", "2022, months 1–9"),
     ("2022H2", "2022年下半年", "2022, second half"), ("R", "回顾期(年份未写明)", "period under review (year not stated)"),
     ("TH1", "规划期(年份未写明) · 上半年", "period planned for (year not stated) · first half")],
)  # fmt: skip
def test_periods_are_told_in_words(monkeypatch: pytest.MonkeyPatch, period: str, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        monkeypatch.setattr(strings.st, "session_state", {"frame.language": language})
        assert names.period(period) == words


def test_a_rate_is_not_called_an_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings.st, "session_state", {"frame.language": "en"})
    assert names.series("unemployment_registered", "level") == "Registered urban unemployment rate"
    assert names.series("gdp", "level") == "Gross regional product · Amount"
