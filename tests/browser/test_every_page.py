"""What holds for every page, looked at on the demo: cold links, contrast and names, phones, keyboards, downloads."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from pages.frame.strings import catalogue
from tests.browser.conftest import PATIENCE, listen

ZH, EN = catalogue("zh"), catalogue("en")
PAGES = ("overview", "targets", "townships", "terms", "reader", "data", "method")
DRAWN = ("targets", "townships", "terms")
FIGURE = """() => [...document.querySelectorAll('.js-plotly-plot')].map(
    plot => JSON.stringify(plot.data.map(trace => [trace.name, trace.x, trace.y, trace.customdata])))"""
READY = """() => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState === 'notRunning'"""


def open_page(page: Any, address: str, name: str, **parameters: str) -> None:
    """Open a page on the demo and wait until its script has run to the end."""
    query = "&".join(f"{key}={value}" for key, value in ({"corpus": "demo"} | parameters).items())
    page.goto(f"{address}/{'' if name == 'overview' else name}?{query}")
    words = EN if parameters.get("lang") == "en" else ZH
    page.locator("h1", has_text=words[f"{name}.title"]).wait_for()
    if name in DRAWN:
        page.locator(".js-plotly-plot .points").first.wait_for(state="attached")
    page.wait_for_function(READY)


@pytest.mark.parametrize("name", PAGES)
def test_light_dark_and_narrow(page: Any, address: str, name: str) -> None:
    open_page(page, address, name)
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        grounds.append(page.eval_on_selector("[data-testid='stApp']", "app => getComputedStyle(app).backgroundColor"))
        assert serious_findings(page) == []
    assert grounds[0] != grounds[1]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(400)
    assert sideways(page) <= 0


def serious_findings(page: Any) -> list[tuple[str, str, str]]:
    """What axe-core calls serious or critical: the rule, where, and what to do."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (rule["id"], str(node["target"]), node.get("failureSummary", "")[:160])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:4]
    ]


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("""() => { const main = document.querySelector("[data-testid='stMain']");
        return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth); }""")


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    faults = listen(opened)
    yield opened
    context.close()
    assert faults == []


@pytest.mark.parametrize("name", PAGES)
def test_a_cold_link_in_english_fits_a_phone(phone: Any, address: str, name: str) -> None:
    open_page(phone, address, name, lang="en")
    assert phone.evaluate("document.documentElement.lang") == "en"
    assert phone.locator("[data-testid='stException'], [data-testid='stAlertContentError']").count() == 0
    assert sideways(phone) <= 0


@pytest.mark.parametrize("name", DRAWN)
def test_the_copied_link_gives_the_same_figures(page: Any, address: str, name: str) -> None:
    open_page(page, address, name)
    page.get_by_role("button", name=ZH["tool.link"]).first.click()
    link = page.locator("[data-testid='stPopoverBody'] code").first.inner_text().strip()
    assert {"corpus", "lv", "v"} <= set(parse_qs(urlsplit(link).query))
    before = page.evaluate(FIGURE)
    page.goto(link)
    page.locator(".js-plotly-plot .points").first.wait_for(state="attached")
    page.wait_for_function(READY)
    assert page.evaluate(FIGURE) == before


def fetched(page: Any, label: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=label).first.click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("name", DRAWN)
def test_rows_brief_and_picture_can_be_taken_away(page: Any, address: str, name: str) -> None:
    open_page(page, address, name)
    rows = pd.read_csv(BytesIO(fetched(page, ZH["tool.csv"])))
    assert len(rows) > 0
    brief = fetched(page, ZH["tool.print"]).decode("utf-8")
    assert brief.startswith("<!doctype html>") and "<table" in brief and "<script" not in brief
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as download:
        page.locator(".modebar-btn[data-title]").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_cell_of_the_matrix_opens_as_many_lines_as_it_counts(page: Any, address: str) -> None:
    open_page(page, address, "terms", m="count")
    cells = page.locator(".js-plotly-plot .scatterlayer .point")
    cells.first.wait_for(state="attached")
    at, count = page.evaluate("""() => { const t = document.querySelector('.js-plotly-plot').data[1];
        const n = Array.from(t.text, x => +x.replace(',', '')); const at = n.findIndex(x => x > 0); return [at, n[at]]; }""")
    cells.nth(at).scroll_into_view_if_needed()
    box = cells.nth(at).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("new URLSearchParams(location.search).get('view') === 'kw'")
    page.locator(".zl-claim", has_text=f"{count}").first.wait_for()
