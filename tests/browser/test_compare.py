"""The pages of figures in a browser: the very first request, marks and rows that open their sentences, Back, keyboards."""

from io import BytesIO
from typing import Any

import pandas as pd

from tests.browser import looking
from tests.browser.looking import EN, MARKS, ZH

MARK = f"{MARKS} path.point"
QUOTES = ".zl-quote mark"


def test_the_first_request_of_a_fresh_server_is_a_deep_link_and_back_and_forward_work(address: str, page: Any) -> None:
    """Point 24. The first test of the first file: nothing has been asked of the server before."""
    page.goto(f"{address}/targets?tau=1.2&yd=1&lang=en")
    page.locator("h1", has_text=EN["targets.title"]).wait_for()
    looking.finished(page, charted=True)
    assert looking.parameters(page) == {"tau": "1.2", "yd": "1", "lang": "en"}
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("radio", name="中文").click()
    page.locator("h1", has_text=ZH["targets.title"]).wait_for()
    page.get_by_role("radio", name=ZH["targets.view.sc"]).click()
    looking.wait_for(page, view="sc")
    # Streamlit 1.67 may lose a message it holds for known where Back cuts a run short ("Cached ForwardMsg MISS").
    looking.finished(page, charted=True)
    page.go_back()
    looking.wait_for(page, view=None, lang="zh", tau="1.2")
    looking.finished(page, charted=True)
    page.go_back()
    page.locator("h1", has_text=EN["targets.title"]).wait_for()
    page.get_by_role("link", name=EN["overview.nav"], exact=True).wait_for()
    looking.finished(page, charted=True)
    page.go_forward()
    page.locator("h1", has_text=ZH["targets.title"]).wait_for()


def test_a_box_of_filters_stays_open_while_one_is_set(address: str, page: Any) -> None:
    looking.open_page(page, address, "targets", corpus="reports")
    page.get_by_text(ZH["targets.filters"], exact=True).click()
    choice = page.get_by_role("radio", name=ZH["targets.sort.gap"])
    choice.click()
    looking.wait_for(page, so="gap")
    looking.finished(page, charted=True)
    assert choice.is_visible()


def test_a_mark_and_its_row_open_the_same_sentences(address: str, page: Any) -> None:
    """Points 22, 24 and 25: a mark leads to its sentences, Back closes them, the file holds the rows that are drawn."""
    looking.open_page(page, address, "targets", corpus="reports")
    looking.click_mark(page, page.locator(MARK).last)
    page.locator(QUOTES).nth(1).wait_for()
    assert page.locator(QUOTES).count() == 2
    opened = looking.parameters(page)["ev"]
    assert opened.startswith("pairs~")
    page.get_by_role("link", name=ZH["evidence.open"]).nth(1).wait_for()
    page.go_back()
    page.locator("#evidence").wait_for(state="detached")
    looking.wait_for(page, ev=None)
    data = looking.fetched(page, page.get_by_role("button", name=ZH["tool.csv"]).first)
    rows = pd.read_csv(BytesIO(data))
    drawn = (
        "new Set(document.querySelector('.js-plotly-plot')._fullData.flatMap(t => Array.from(t.customdata || []))).size"
    )
    assert data.startswith(b"\xef\xbb\xbf") and len(rows) == page.evaluate(drawn)
    assert opened.removeprefix("pairs~") in set(rows[ZH["table.evidence"]])


def test_a_keyboard_leads_from_the_table_to_the_sentences_and_into_the_report(address: str, page: Any) -> None:
    """Point 27: all that a click on a mark does, the keyboard does in the table."""
    looking.open_page(page, address, "targets", corpus="reports")
    page.get_by_role("radio", name=ZH["tab.chart"], exact=True).focus()
    for key in ("ArrowRight", "Space"):
        page.keyboard.press(key)
    page.locator("[data-testid='stDataFrame'] [role='grid']").wait_for(state="attached")
    looking.finished(page)
    while not page.evaluate("document.activeElement.closest('[data-testid=stDataFrameResizable]') !== null"):
        page.keyboard.press("Tab")
    for key in ("ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
    page.locator("#evidence").wait_for()
    page.get_by_role("link", name=ZH["evidence.open"]).first.focus()
    page.keyboard.press("Enter")
    page.locator("a.zl-figure.zl-current").wait_for()


def test_places_can_be_swapped(address: str, page: Any) -> None:
    looking.open_page(page, address, "townships", corpus="reports")
    page.get_by_role("button", name=ZH["places.swap"]).click()
    page.wait_for_function("new URLSearchParams(location.search).has('b')")
    first = looking.parameters(page)
    page.get_by_role("button", name=ZH["places.swap"]).click()
    looking.wait_for(page, a=first["b"], b=first["a"])


def test_a_cell_of_the_matrix_leads_to_its_report(address: str, page: Any) -> None:
    looking.open_page(page, address, "overview", corpus="reports", lang="en")
    cell = page.locator(".zl-matrix td a").first
    assert "lang=en" in cell.get_attribute("href")
    cell.click()
    page.locator("a.zl-row").first.wait_for()


def test_a_cell_opens_as_many_lines_as_it_counts(address: str, page: Any) -> None:
    """Points 5 and 6: a cell of the matrix leads to its lines, and there are as many as the cell says."""
    looking.open_page(page, address, "terms", m="count")
    at, count = page.evaluate("""() => { const t = document.querySelector('.js-plotly-plot').data[1];
        const n = Array.from(t.text, x => +x.replace(',', '')); const at = n.findIndex(x => x > 1); return [at, n[at]]; }""")
    looking.click_mark(page, page.locator(".js-plotly-plot .scatterlayer .textpoint").nth(at))
    looking.wait_for(page, view="kw")
    page.locator(".zl-claim", has_text=f"{count}").first.wait_for()
    looking.finished(page)
    assert looking.rows_of(page) == count
