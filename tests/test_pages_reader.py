"""The report reader: opens cold, checks where a link points, shows marks, panels, and an honest empty state."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from streamlit.testing.v1 import AppTest

from analysis.review.explain import KIND_NAMES, amount
from analysis.store import Store
from pages.frame.strings import LANGUAGES, catalogue, literal
from pages.reading import block
from tests.reader_sample import DOC, REDACTED, TWIN, first_fact, rich_tables, write_rich_sample
from tests.samples import write_sample
from tests.visits import app_on, html, visit

TABS = ("why", "years", "relatives", "stock", "numbers", "problems", "print")


@pytest.fixture
def app(rich_store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app_on(rich_store, monkeypatch)


def pointing(fact: dict, quoted: str | None = None) -> dict[str, str]:
    return {
        "doc": fact["report_id"],
        "s": f"{fact['start']}-{fact['end']}",
        "q": fact["quote"] if quoted is None else quoted,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_opens_cold_with_the_richest_township(app: AppTest, language: str) -> None:
    visit(app, "reader", lang=language)
    assert app.title[0].value == catalogue(language)["reader.title"]
    page = html(app)
    assert "zl-outline" in page and "zl-words" in page and "zl-list" in page
    assert catalogue(language)["verdict.consistent"] in page
    assert app.selectbox[0].value.startswith("02")


def test_marks_carry_style_label_and_link(app: AppTest) -> None:
    """Point 23: the status of each figure stands at it."""
    visit(app, "reader", doc=REDACTED)
    page = html(app)
    assert 'class="zl-figure zl-result"' in page and 'class="zl-figure zl-target"' in page
    assert 'class="zl-figure zl-redacted zl-target"' in page and 'data-label="目标▨"' in page
    assert 'data-role="回顾"' in page and 'data-role="规划"' in page
    fact = first_fact(REDACTED)
    assert f"doc={REDACTED}&amp;s={fact['start']}-{fact['end']}&amp;q={quote(fact['quote'][:8])}" in page


def test_a_link_to_a_figure_shows_its_place_among_all(app: AppTest) -> None:
    visit(app, "reader", **pointing(first_fact()))
    assert app.warning.len == 0 and app.info.len == 0
    assert any("第 1 个" in caption.value for caption in app.caption)
    assert app.button[0].disabled and not app.button[1].disabled


def test_a_link_whose_quote_stands_elsewhere_is_mended(app: AppTest) -> None:
    fact = first_fact()
    visit(app, "reader", doc=DOC, s=f"{fact['start'] + 3}-{fact['end'] + 3}", q=fact["quote"])
    assert [note.value for note in app.info] == [catalogue("zh")["reader.moved"]]


@pytest.mark.parametrize(
    "place",
    [{"s": "3-5", "q": "没有这话"}, {"s": "99999-100000", "q": ""}, {"s": "x", "q": "没有"}, {"s": "9-3", "q": ""}],
)
def test_a_link_that_points_nowhere_says_so(app: AppTest, place: dict[str, str]) -> None:
    visit(app, "reader", doc=DOC, **place)
    assert len(app.warning) == 1 and "原文位置已变" in app.warning[0].value


def test_a_passage_that_is_no_figure_is_marked(app: AppTest) -> None:
    visit(app, "reader", doc=DOC, s="0-3", q="青禾镇")
    assert 'id="spot" class="zl-spot"' in html(app)


def test_an_unknown_report_is_refused_with_a_note(app: AppTest) -> None:
    visit(app, "reader", doc="nothing-here")
    assert any("nothing-here" in caption.value for caption in app.caption)


def test_a_place_in_a_report_that_is_not_here_is_left_aside(app: AppTest) -> None:
    visit(app, "reader", doc="nothing-here", s="9-1", q="没有")
    assert len(app.warning) == 0


def test_next_goes_to_the_next_figure(app: AppTest) -> None:
    visit(app, "reader", doc=DOC)
    app.button[1].click().run()
    assert any("第 1 个" in caption.value for caption in app.caption)
    app.button[1].click().run()
    assert any("第 2 个" in caption.value for caption in app.caption)


def test_filter_keeps_only_the_marks_asked_for(app: AppTest) -> None:
    visit(app, "reader", doc=REDACTED, mk="redacted")
    page = html(app)
    assert page.count('class="zl-row"') == 1 and "zl-figure zl-result" not in page


def test_plain_links_to_figures_keep_the_view(app: AppTest) -> None:
    visit(app, "reader", doc=DOC, mk="target", find="增长", s="1-2", q="x", ev="old", lang="en")
    links = [
        parse_qs(unescape(link).removeprefix("?"))
        for link in re.findall(r'class="zl-row"[^>]*href="([^"]*)"', html(app))
    ]
    assert links and all((link["mk"], link["find"], link["lang"]) == (["target"], ["增长"], ["en"]) for link in links)
    assert all("ev" not in link and link["s"] != ["1-2"] for link in links)


def test_words_sought_are_marked_and_counted(app: AppTest) -> None:
    visit(app, "reader", doc=DOC, find="生产总值")
    assert html(app).count('class="zl-search"') == 2
    assert any("2 处" in caption.value for caption in app.caption)


def test_parts_of_a_file_are_listed(app: AppTest) -> None:
    visit(app, "reader", doc=DOC)
    assert any("2 篇" in expander.label for expander in app.expander)


@pytest.mark.parametrize("tab", TABS)
def test_every_panel_opens(app: AppTest, tab: str) -> None:
    visit(app, "reader", **pointing(first_fact()), rel=TWIN)
    app.session_state["reader.tabs"] = catalogue("zh")[f"reader.tab.{tab}"]
    app.run()
    assert not app.exception
    if tab != "why":
        assert [error.value for error in app.error] == []


def test_a_figure_says_how_it_was_read(app: AppTest) -> None:
    """Point 22: from the number to its span in the source and to the derivation by the rules."""
    fact = first_fact()
    visit(app, "reader", **pointing(fact))
    assert any(f"{fact['source_start']}" in note.value and fact["rule"] in note.value for note in app.caption)
    assert len(app.code) == 1 and fact["quote"] in app.code[0].value
    assert not re.search(r"<[a-z]+>|·\s*(level|result|target|eq|-)\b", app.code[0].value)


@pytest.mark.parametrize(
    ("quote_", "value", "shown"),
    [("0.4%", -0.4, "−0.4%"), ("-0.4%", -0.4, "-0.4%"), ("0.4%", 0.4, "0.4%"), ("x%", float("nan"), "x%"), ("负0.4%", -0.4, "负0.4%")],
)  # fmt: skip
def test_a_fall_named_by_a_word_is_listed_with_a_minus(quote_: str, value: float, shown: str) -> None:
    assert block.signed({"quote": quote_, "value": value}) == shown


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [(4350000000.0, "元", "43.5亿元"), (12000.0, "人", "1.2万人"), (8.25, "%", "8.25%"), (300.0, "户", "300户"), (-2.0, "个百分点", "-2个百分点")],
)  # fmt: skip
def test_amounts_are_written_as_people_write_them(value: float, unit: str, written: str) -> None:
    assert amount(value, unit) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_every_mark_has_its_words(language: str) -> None:
    rules = ("single", "carried", "each", "items", "part", "behind")
    marks = {name.lower() for name in KIND_NAMES.values()}
    assert [
        key
        for key in (*(f"rule.{rule}" for rule in rules), *(f"mark.{mark}" for mark in marks))
        if key not in catalogue(language)
    ] == []


def test_a_view_can_be_cited_and_embedded(app: AppTest, rich_store: Path) -> None:
    """Point 26: the citation names the report, the version and the link; the frame to embed holds the same link."""
    visit(app, "reader", doc=DOC, mk="target")
    app.session_state["reader.tabs"] = catalogue("zh")["reader.tab.print"]
    app.run()
    link, citation, frame = (block.value for block in app.code)
    version = Store(rich_store).version
    assert f"doc={DOC}" in link and "mk=target" in link and f"v={version}" in link
    assert link in citation and version in citation
    assert frame.startswith("<iframe src=") and "embed=true" in frame


def test_year_panel_names_cues_and_whether_they_fit(app: AppTest) -> None:
    """Point 23: what the text says of its years against what it claims."""
    visit(app, "reader", doc=DOC)
    app.session_state["reader.tabs"] = catalogue("zh")["reader.tab.years"]
    app.run()
    table = app.dataframe[0].value
    assert table["fits"].tolist() == ["相符", "不符"] and table["span"].tolist() == ["2021", "2016–2020"]


def test_relatives_are_shown_side_by_side_and_in_the_text(app: AppTest) -> None:
    """Point 23: near duplicates."""
    visit(app, "reader", doc=DOC, rel=TWIN)
    app.session_state["reader.tabs"] = catalogue("zh")["reader.tab.relatives"]
    app.run()
    page = html(app)
    assert "zl-pairs" in page and "zl-differs" in page and "zl-shared" in page


def test_sentences_of_other_places_are_counted_listed_and_marked(app: AppTest) -> None:
    visit(app, "reader", doc=DOC, rs="1")
    app.session_state["reader.tabs"] = catalogue("zh")["reader.tab.stock"]
    app.run()
    assert app.dataframe[0].value[["places", "reports"]].to_numpy().tolist() == [[1, 1]]
    assert 'class="zl-stock"' in html(app) and any("**12%**" in block.value for block in app.markdown)


def test_a_corrected_figure_bears_its_sign_and_its_reason(app: AppTest) -> None:
    visit(app, "reader", **pointing(first_fact(TWIN)))
    assert html(app).count("✎") == 3  # in the text, in the list, in the legend
    assert [note.value.count("上文写作另一数") for note in app.info] == [1]


def test_the_text_is_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = '<img src=x onerror="alert(1)">&<script>1</script>'
    tables = rich_tables()
    tables["reports"][0] |= {"title": evil, "place": evil}
    texts = [{"report_id": row["report_id"], "text": evil + "。\n"} for row in tables["reports"]]
    write_rich_sample(tmp_path / "s", reports=tables["reports"], texts=texts, facts=[])
    page = html(visit(app_on(tmp_path / "s", monkeypatch), "reader", doc=tables["reports"][0]["report_id"], find="img"))
    assert "<img" not in page and "<script>1" not in page and "&lt;" in page


def test_without_texts_figures_are_shown_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rich_sample(tmp_path / "s", texts=[])
    page = visit(app_on(tmp_path / "s", monkeypatch), "reader", **pointing(first_fact()))
    assert "zl-no-text" in html(page) and "在回顾部分" in html(page)
    assert any("不带原文" in note.value for note in page.info)
    assert catalogue("zh")["reader.legend.figures"] in html(page) and not page.text_input


def test_an_empty_store_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path / "s", reports=[], facts=[], texts=[], sections=[])
    page = visit(app_on(tmp_path / "s", monkeypatch), "reader")
    assert page.info[0].value == catalogue("zh")["reader.empty"]


def test_without_any_store_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.frame.corpus.DATA", tmp_path)
    page = visit(app_on(tmp_path / "none", monkeypatch), "reader")
    assert page.info[0].value == catalogue("zh")["empty.nothing"]


def test_a_store_of_the_sample_is_put_together_again(rich_store: Path) -> None:
    from analysis.compare.reading import report_of

    report = report_of(Store(rich_store), DOC)
    assert report.report_id == DOC and report.years.planned == 2021 and len(report.sections) == 2
    with pytest.raises(KeyError):
        report_of(Store(rich_store), "unknown")


@pytest.mark.parametrize("evil", ["![](http://x.example/a)", "[x](http://a.b)", "**bold** `code` $x$", ":red[x] ~~y~~"])
def test_words_of_strangers_are_no_markdown(app: AppTest, evil: str) -> None:
    visit(app, "reader", doc=DOC, find=evil, mk=evil, s="1-2", q=evil[:20])
    shown = [element.value for element in (*app.caption, *app.warning)]
    assert literal(evil) in "".join(shown) and not [value for value in shown if evil in value]


def test_literal_words_read_as_they_were_written() -> None:
    assert literal("松溪乡_2021.txt") == "松溪乡\\_2021.txt" and literal("增长8%") == "增长8%"
