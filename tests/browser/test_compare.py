"""The pages of figures in a browser: deep links, marks that open their sentences, Back, languages, links that carry the view."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from pages.frame.strings import catalogue
from tests.browser.conftest import PATIENCE, serve
from tests.samples import write_sample

ZH, EN = catalogue("zh"), catalogue("en")
DRAWN = ".js-plotly-plot .points path.point"
FIGURE = """() => [...document.querySelectorAll('.js-plotly-plot')].map(
    plot => JSON.stringify(plot.data.map(trace => [trace.name, trace.x, trace.y, trace.customdata])))"""


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on the small sample store; the first test that asks for it makes the first request there is."""
    store = tmp_path_factory.mktemp("figures") / "store"
    write_sample(store)
    yield from serve(store)


def parameters(page: Any) -> dict[str, str]:
    """The URL's parameters as the browser has them now (page.url lags behind what scripts write)."""
    found = parse_qs(urlsplit(page.evaluate("location.href")).query)
    return {key: values[0] for key, values in found.items()}


def wait_for(page: Any, key: str, value: str | None) -> None:
    wanted = "null" if value is None else f"'{value}'"
    page.wait_for_function(f"new URLSearchParams(location.search).get('{key}') === {wanted}", timeout=PATIENCE)


def click_mark(page: Any) -> None:
    """Click the last mark of the first chart: a result of the dumbbell."""
    mark = page.locator(DRAWN).last
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_first_request_of_a_fresh_server_is_a_deep_link(figures: str, page: Any) -> None:
    page.goto(f"{figures}/targets?tau=1.2&yd=1&lang=en")
    page.locator("h1", has_text=EN["targets.title"]).wait_for()
    page.locator(DRAWN).first.wait_for(state="attached")
    assert parameters(page) == {"tau": "1.2", "yd": "1", "lang": "en"}
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_mark_opens_its_sentences_and_back_closes_them(figures: str, page: Any) -> None:
    page.goto(f"{figures}/targets")
    click_mark(page)
    page.locator("#evidence").wait_for()
    assert page.locator(".zl-quote mark").count() == 2
    assert parameters(page)["ev"].startswith("pairs~")
    page.locator("a", has_text=ZH["evidence.open"]).nth(1).wait_for()
    page.go_back()
    page.locator("#evidence").wait_for(state="detached")
    wait_for(page, "ev", None)


def test_a_row_of_the_table_opens_the_same_sentences(figures: str, page: Any) -> None:
    page.goto(f"{figures}/targets")
    page.get_by_role("tab", name=ZH["tab.table"]).click()
    grid = page.locator("[data-testid='stDataFrame'] canvas").first
    grid.wait_for()
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 52)
    page.locator("#evidence").wait_for()


def test_back_and_forward_through_controls_and_languages(figures: str, page: Any) -> None:
    page.goto(f"{figures}/targets")
    page.locator(DRAWN).first.wait_for(state="attached")
    page.get_by_role("radio", name="English").click()
    wait_for(page, "lang", "en")
    page.locator("h1", has_text=EN["targets.title"]).wait_for()
    page.get_by_role("radio", name=EN["targets.view.sc"]).click()
    wait_for(page, "view", "sc")
    page.go_back()
    wait_for(page, "view", None)
    page.go_back()
    page.locator("h1", has_text=ZH["targets.title"]).wait_for()
    page.go_forward()
    page.locator("h1", has_text=EN["targets.title"]).wait_for()


def test_the_copied_link_gives_the_same_figure(figures: str, page: Any, browser: Any) -> None:
    page.goto(f"{figures}/targets?so=gap&tau=0.2")
    page.locator(DRAWN).first.wait_for(state="attached")
    page.get_by_role("button", name=ZH["tool.link"]).first.click()
    link = page.locator("[data-testid='stPopoverBody'] code").first.inner_text().strip()
    assert {"lv", "pt", "ind", "view", "so", "tau", "yd", "v"} <= set(parse_qs(urlsplit(link).query))
    other = browser.new_page()
    other.goto(link)
    other.locator(DRAWN).first.wait_for(state="attached")
    assert other.evaluate(FIGURE) == page.evaluate(FIGURE)
    other.close()


def test_csv_opens_with_the_rows_drawn(figures: str, page: Any) -> None:
    page.goto(f"{figures}/targets")
    page.locator(DRAWN).first.wait_for(state="attached")
    with page.expect_download() as download:
        page.get_by_role("button", name=ZH["tool.csv"]).first.click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(BytesIO(data))
    assert len(rows) == page.evaluate(
        "new Set([...document.querySelectorAll('.js-plotly-plot')][0]._fullData.flatMap(t => Array.from(t.customdata || []))).size"
    )
    assert ZH["table.evidence"] in rows.columns


def test_start_page_paints_without_plotly(figures: str, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(figures)
    page.locator(".zl-matrix").wait_for()
    page.wait_for_timeout(500)
    assert [url for url in asked if "plotly" in url.lower()] == []


def test_a_cell_of_the_matrix_leads_to_its_report(figures: str, page: Any) -> None:
    page.goto(f"{figures}/?lang=en")
    cell = page.locator(".zl-matrix td a").first
    cell.wait_for()
    assert "doc=" in cell.get_attribute("href") and "lang=en" in cell.get_attribute("href")


def test_places_can_be_swapped(figures: str, page: Any) -> None:
    page.goto(f"{figures}/townships")
    page.locator(DRAWN).first.wait_for(state="attached")
    page.get_by_role("button", name=ZH["places.swap"]).click()
    page.wait_for_function("new URLSearchParams(location.search).has('b')")
    first = parameters(page)
    page.get_by_role("button", name=ZH["places.swap"]).click()
    wait_for(page, "a", first["b"])
