"""The page of words on a made-up store: every view cold, its figures, its refusals, and what it says without texts."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.frame.strings import LANGUAGES, catalogue
from pages.wording import lines, trends
from tests.made_up_words import YEARS, made_up_store

ROOT = Path(__file__).resolve().parents[1]
VIEWS = ("tr", "ab", "kw", "at", "pr", "cl", "nt")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("words")
    return {name: made_up_store(folder / name, texts=name == "full").path for name in ("full", "counts")}


@pytest.fixture(params=["full", "counts"])
def app(request: pytest.FixtureRequest, stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHENLAN_STORE", str(stores[request.param]))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def full(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHENLAN_STORE", str(stores["full"]))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def visit(app: AppTest, **parameters: str) -> AppTest:
    for key, value in parameters.items():
        app.query_params[key] = value
    app.switch_page("pages/terms.py").run()
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def figures(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def html(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_opens_cold(app: AppTest, view: str, language: str) -> None:
    visit(app, view=view, lang=language)
    assert app.title[0].value == catalogue(language)["terms.title"]
    assert "terms." not in html(app)


def test_trend_prints_how_many_of_how_many(full: AppTest) -> None:
    visit(full, view="tr", t="乡村振兴,新农村")
    cells, clicks = figures(full)[0]["data"]
    assert np.shape(cells["z"]) == (2, 8) and len(clicks["text"]) == 2 * len(YEARS)
    assert "0/4" in clicks["text"] and "3/3" in clicks["text"]
    assert full.get("plotly_chart")[0].proto.alt


@pytest.mark.parametrize("measure", ["share", "rate", "count"])
def test_a_trend_is_raw_or_relative_and_says_to_what(full: AppTest, measure: str) -> None:
    """Points 1 and 2: the measure with its denominator stands over the chart; the table has shares with their interval."""
    visit(full, view="tr", t="乡村振兴", m=measure)
    assert catalogue("zh")[f"terms.axis.{measure}"] in html(full)
    full.session_state["terms.tabs"] = "table"
    full.run()
    rows = full.dataframe[0].value
    assert rows["rate"].tolist() == pytest.approx((rows["count"] / rows["han"] * 10_000).tolist())
    assert ((rows["low"] <= rows["share"]) & (rows["share"] <= rows["high"])).all()


def test_small_multiples_have_a_panel_a_term(full: AppTest) -> None:
    visit(full, view="tr", sh="sm", t="乡村振兴,新农村,水渠")
    assert len(figures(full)[0]["data"]) == 6


def test_a_phrase_is_counted_in_the_texts(full: AppTest) -> None:
    """Point 7: a group of the reader's own words is one term."""
    visit(full, view="tr", t="", q="{ 修好水渠、修水渠 }")
    assert set(figures(full)[0]["data"][1]["text"]) == {"4/4", "3/3"}


def test_without_texts_a_phrase_is_not_counted_but_explained(
    stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENLAN_STORE", str(stores["counts"]))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    visit(app, view="tr", q="修好水渠")
    assert any("修好水渠" in info.value and "make run" in info.value for info in app.info)
    visit(app, view="kw", w="水渠")
    assert any("make run" in info.value for info in app.info)


def test_two_groups_name_their_sizes_and_the_family(full: AppTest) -> None:
    visit(full, view="ab", ay="2018-2021", by="2014-2017", min="2")
    assert any("A 组 12 份" in caption.value and "B 组 16 份" in caption.value for caption in full.caption)
    names = figures(full)[0]["layout"]["yaxis"]["ticktext"]
    assert "乡村振兴" in names and "新农村" in names


def test_single_reports_are_called_so(full: AppTest) -> None:
    visit(full, view="ab", ay="2020-2020", by="2015-2015", ap="青禾镇", bp="青禾镇", min="2")
    assert any("单份报告对比" in info.value for info in full.info)


def test_lines_are_as_many_as_the_count(full: AppTest) -> None:
    """Point 6."""
    visit(full, view="kw", w="文化礼堂")
    table = full.dataframe[0].value
    assert len(table) == 28 and set(table["hit"]) == {"文化礼堂"}
    assert table["evidence"].str.contains(":").all()


def test_terms_that_are_not_offered_are_refused_with_a_note(full: AppTest) -> None:
    visit(full, view="tr", t="乡村振兴,不在其中", m="weight")
    captions = " ".join(caption.value for caption in full.caption)
    assert "不在其中" in captions and "weight" in captions


def test_a_slope_is_given_where_six_years_have_enough_reports() -> None:
    rows = pd.DataFrame({"term": ["甲"] * 7 + ["乙"] * 5, "year": [*range(2010, 2017), *range(2010, 2015)],
                         "reports": [5] * 12, "share": [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 9.0, *[0.1] * 5]})  # fmt: skip
    found = trends.slopes(rows, "share")
    assert found[:7].tolist() == pytest.approx([0.1] * 7) and found[7:].isna().all()
    thin = trends.slopes(rows.assign(reports=[5, 5, 5, 5, 5, 2, 2, *[5] * 5]), "share")
    assert thin.isna().all()


@pytest.mark.parametrize("order", ["left", "right"])
def test_lines_are_put_in_order_among_all_of_them(full: AppTest, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr(lines, "MOST_LINES", 5)
    visit(full, view="kw", w="水渠", so=order)
    table = full.dataframe[0].value
    assert len(table) == 5
    context = [side[::-1] if order == "left" else side for side in table[order]]
    assert context == sorted(context)
    assert "84" in html(full)
