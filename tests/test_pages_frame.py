"""The frame of the pages: strings, state in the URL, guard, evidence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import evidence
from pages.frame.strings import LANGUAGES, catalogue
from tests.samples import sample_tables, write_sample

ROOT = Path(__file__).resolve().parents[1]
OWN = ("overview", "targets", "townships")


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "sample"
    write_sample(path)
    return path


@pytest.fixture
def app(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHENLAN_STORE", str(store_path))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def visit(app: AppTest, page: str, **parameters: str) -> AppTest:
    """Open a page as a cold deep link does and check that no part of it failed."""
    for key, value in parameters.items():
        app.query_params[key] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_opens_cold_in_both_languages(app: AppTest, page: str, language: str) -> None:
    visit(app, page, lang=language)
    assert app.title[0].value == catalogue(language)[f"{page}.title"]


@pytest.mark.parametrize("page", OWN)
def test_bad_values_are_refused_with_a_note(app: AppTest, page: str) -> None:
    visit(app, page, lv="galaxy", corpus="nowhere", lang="xx")
    assert app.title[0].value == catalogue("zh")[f"{page}.title"]
    assert any("nowhere" in caption.value for caption in app.caption)


def test_link_of_another_version_says_so(app: AppTest) -> None:
    visit(app, "overview", v="old")
    assert any("old" in warning.value for warning in app.warning)


def test_the_demo_does_not_pass_for_public_texts(app: AppTest) -> None:
    footers = {}
    for name in ("reports", "demo"):
        visit(app, "overview", corpus=name)
        footers[name] = " ".join(block.proto.body for block in app.get("html"))
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
