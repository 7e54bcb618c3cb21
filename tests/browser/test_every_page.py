"""What holds for every page, looked at on the demo in two visits: contrast and names, what can be taken away, phones, languages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from tests.browser import looking
from tests.browser.conftest import visiting
from tests.browser.looking import CHARTED, EN, ZH

# The pages with charts come first, so that pytest keeps a page open for all that is asked of it.
PAGES = (*CHARTED, "overview", "reader", "data", "method")
# Values that are not the defaults, to see them come back out of the copied link.
CHOSEN = {"targets": {"so": "gap", "tau": "0.2"}, "townships": {}, "terms": {"m": "rate", "sh": "sm"}}


class Visit(NamedTuple):
    """A page as one visitor has it open."""

    name: str
    page: Any
    asked: list[str]


@pytest.fixture(scope="module")
def visit(request: pytest.FixtureRequest, desktop: Any, address: str) -> Iterator[Visit]:
    """One page, opened by a cold link and kept open for the tests that only look at it."""
    asked: list[str] = []
    with visiting(desktop) as page:
        page.on("request", lambda one: asked.append(one.url))
        looking.open_page(page, address, request.param, **CHOSEN.get(request.param, {}))
        yield Visit(request.param, page, asked)


on_every_page = pytest.mark.parametrize("visit", PAGES, indirect=True, scope="module")
on_charts = pytest.mark.parametrize("visit", CHARTED, indirect=True, scope="module")


@on_every_page
def test_no_serious_finding_of_axe_in_light_and_dark(visit: Visit) -> None:
    """Points 27 and 28."""
    assert looking.serious_findings(visit.page) == []
    looking.to_dark(visit.page)
    assert looking.serious_findings(visit.page, "color-contrast") == []
    visit.page.emulate_media(color_scheme="light")


@on_charts
def test_every_chart_has_words_and_a_table(visit: Visit) -> None:
    """Point 27: what a chart says is its name for a screen reader, and one switch leads to its rows."""
    drawn = visit.page.locator("[data-testid='stPlotlyChart']")
    assert visit.page.get_by_role("radio", name=ZH["tab.table"]).count() >= drawn.count() > 0
    assert all(len(chart.get_attribute("aria-label") or "") > 8 for chart in drawn.all())


@on_charts
def test_the_rows_drawn_open_in_pandas(visit: Visit) -> None:
    """Point 25."""
    data = looking.fetched(visit.page, visit.page.get_by_role("button", name=ZH["tool.csv"]).first)
    assert data.startswith(b"\xef\xbb\xbf") and len(pd.read_csv(BytesIO(data))) > 0


@on_charts
def test_a_brief_can_be_printed(visit: Visit) -> None:
    """Point 25."""
    brief = looking.fetched(visit.page, visit.page.get_by_role("button", name=ZH["tool.print"]).first).decode("utf-8")
    assert brief.startswith("<!doctype html>") and "<table" in brief and "<script" not in brief


@on_charts
def test_a_picture_can_be_taken_as_png_and_as_svg(visit: Visit) -> None:
    """Point 25."""
    page = visit.page
    camera = page.locator(".modebar-btn[data-title]").first
    page.locator(".js-plotly-plot").first.hover()
    assert looking.fetched(page, camera).startswith(b"\x89PNG")
    page.get_by_role("button", name=ZH["tool.image"]).first.click()
    page.get_by_role("radio", name="svg").click()
    page.keyboard.press("Escape")
    looking.finished(page, charted=True)
    page.locator(".js-plotly-plot").first.hover()
    assert looking.fetched(page, camera).startswith(b"<svg")


@on_charts
def test_the_copied_link_gives_the_same_figures_on_a_phone_in_two_languages(visit: Visit, phones: Any) -> None:
    """Points 24 and 28: the whole view is in the link, with the version of the data, and it opens cold."""
    link = looking.copied_link(visit.page)
    wanted = {"corpus": "demo"} | CHOSEN[visit.name]
    found = {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()}
    assert {"corpus", "lang", "lv", "v"} <= set(found) and wanted.items() <= found.items()
    figures = visit.page.evaluate(looking.FIGURES)
    with visiting(phones) as phone:
        phone.goto(link)
        looking.finished(phone, charted=True)
        phone.wait_for_function(f"wanted => JSON.stringify(({looking.FIGURES})()) === wanted", arg=compact(figures))
        to_english(phone, visit.name)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in CHARTED])
def test_a_cold_link_fits_a_phone_in_two_languages(phones: Any, address: str, name: str) -> None:
    """Point 28."""
    with visiting(phones) as phone:
        looking.open_page(phone, address, name)
        to_english(phone, name)


def compact(figures: list[str]) -> str:
    """As JavaScript writes it."""
    import json

    return json.dumps(figures, ensure_ascii=False, separators=(",", ":"))


def to_english(phone: Any, name: str) -> None:
    """The page is no wider than the phone and without a fault, in Chinese and, after a tap, in English."""
    for language in ("zh-CN", "en"):
        if language == "en":
            phone.get_by_role("radio", name="English").tap()
            phone.locator("h1", has_text=EN[f"{name}.title"]).wait_for()
        looking.finished(phone, name in CHARTED)
        phone.wait_for_function("language => document.documentElement.lang === language", arg=language)
        assert phone.locator("[data-testid='stException'], [data-testid='stAlertContentError']").count() == 0
        looking.fits(phone)


@on_every_page
def test_a_narrow_window_needs_no_sideways_scrolling(visit: Visit) -> None:
    """Point 28."""
    visit.page.set_viewport_size({"width": 390, "height": 844})
    looking.fits(visit.page)


@pytest.mark.parametrize("visit", ["overview"], indirect=True, scope="module")
def test_the_start_page_needs_no_plotly(visit: Visit) -> None:
    visit.page.locator(".zl-matrix").wait_for()
    assert [url for url in visit.asked if "plotly" in url.lower()] == []
