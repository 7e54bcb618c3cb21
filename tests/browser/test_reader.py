"""The reader, data and method pages in a browser: cold links, clicks both ways, Back, downloads, phones."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.browser import looking
from tests.browser.conftest import visiting
from tests.browser.looking import EN, ZH
from tests.reader_sample import DOC, TWIN, first_fact
from tests.samples import sample_tables

CURRENT = ".zl-reader .zl-current"
FIGURE, ROW = "a.zl-figure.zl-current", "a.zl-row.zl-current"


def open_reader(page: Any, address: str, **parameters: str) -> None:
    looking.open_page(page, address, "reader", **({"corpus": "reports", "doc": DOC} | parameters))
    page.wait_for_selector(".zl-reader a.zl-row")


def test_a_cold_deep_link_scrolls_to_the_figure(page: Any, address: str) -> None:
    fact = [row for row in sample_tables()["facts"] if row["report_id"] == DOC][-1]
    page.set_viewport_size({"width": 1280, "height": 420})
    open_reader(page, address, s=f"{fact['start']}-{fact['end']}", q=fact["quote"])
    page.wait_for_selector(CURRENT)
    figure = page.locator(FIGURE)
    assert figure.inner_text() == fact["quote"]
    box = figure.bounding_box()
    assert box is not None and 0 < box["y"] < 420
    assert page.locator(ROW).get_attribute("aria-current") == "true"


def test_clicks_lead_both_ways_and_back_works(page: Any, address: str) -> None:
    """Points 22 and 24: from a figure of the list to its place in the text and back."""
    open_reader(page, address)
    page.locator("a.zl-row").nth(2).click()
    page.wait_for_function("new URLSearchParams(location.search).has('s')")
    assert page.locator(FIGURE).get_attribute("data-fact") == "f2"
    first = looking.parameters(page)
    page.locator("a.zl-figure").nth(0).click()
    page.wait_for_function("s => new URLSearchParams(location.search).get('s') !== s", arg=first["s"])
    assert page.locator(ROW).get_attribute("data-fact") == "f0"
    page.go_back()
    looking.wait_for(page, s=first["s"])
    page.wait_for_selector(f"{FIGURE}[data-fact='f2']")


def test_a_figure_can_be_reached_by_keyboard_and_by_the_next_button(page: Any, address: str) -> None:
    """Point 27."""
    fact = first_fact()
    open_reader(page, address, s=f"{fact['start']}-{fact['end']}", q=fact["quote"])
    page.wait_for_selector(f"{FIGURE}[data-fact='f0']")
    page.get_by_role("button", name=ZH["reader.following"]).click()
    page.wait_for_selector(f"{FIGURE}[data-fact='f1']")
    looking.finished(page)
    page.locator("a.zl-row").nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FIGURE}[data-fact='f2']")


def test_the_copied_link_opens_the_same_view_and_the_language_switches(page: Any, address: str) -> None:
    """Points 24 and 28."""
    open_reader(page, address, mk="target", find="增长")
    page.locator("a.zl-row").nth(0).click()
    page.wait_for_function("new URLSearchParams(location.search).has('s')")
    page.get_by_role("tab", name=ZH["reader.tab.print"]).click()
    page.wait_for_selector("[data-testid=stCode] code:visible:has-text('http')")
    link = page.locator("[data-testid=stCode] code:visible").first.inner_text()
    shown, marked = page.locator(".zl-reader").inner_text(), page.locator(CURRENT).all_inner_texts()
    page.goto(link)
    page.wait_for_selector(CURRENT)
    looking.finished(page)
    assert page.locator(".zl-reader").inner_text() == shown
    assert page.locator(CURRENT).all_inner_texts() == marked
    page.get_by_role("radio", name="English").click()
    page.locator("h1", has_text=EN["reader.title"]).wait_for()
    looking.wait_for(page, lang="en", doc=DOC, find="增长")
    page.wait_for_function("document.documentElement.lang === 'en'")


def test_the_zip_opens_in_pandas_and_is_compared_with_the_present_data(page: Any, address: str, tmp_path: Path) -> None:
    """Points 25 and 31."""
    looking.open_page(page, address, "data", corpus="reports", part="downloads")
    data = looking.fetched(page, page.get_by_role("button", name=ZH["data.zip"]))
    facts = pd.read_csv(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read("data/facts.csv")))
    assert len(facts) == len(sample_tables()["facts"])
    (tmp_path / "older.zip").write_bytes(data)
    page.get_by_role("radio", name=ZH["data.part.changes"]).click()
    page.locator("input[type=file]").set_input_files(tmp_path / "older.zip")
    page.wait_for_selector("text=数字新增 0、消失 0、读法改变 0")


def test_a_file_of_ones_own_is_diagnosed_before_it_is_added(page: Any, address: str) -> None:
    """Point 29."""
    looking.open_page(page, address, "data", corpus="reports", part="upload", lang="en")
    words = "松溪乡2021年政府工作报告\n一、2020年工作回顾\n2020年,全乡地区生产总值完成3.2亿元,同比增长6.1%。\n"
    file = {"name": "松溪乡2021.txt", "mimeType": "text/plain", "buffer": words.encode("gb18030")}
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_text("松溪乡2021.txt").first.wait_for()
    page.get_by_role("button", name=EN["data.upload.look"]).click()
    page.get_by_text("gb18030").first.wait_for()
    page.get_by_role("button", name=EN["data.upload.add"]).click()
    looking.wait_for(page, corpus="session")


PATHS = (f"reader?doc={DOC}&rel={TWIN}&lang=en", "data?part=problems", "data?part=upload&lang=en", "data?part=downloads",
         "data?file=青禾镇2021.txt", "method?part=pairs", "method?part=words", "method?part=lexicon&lang=en")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone(phones: Any, address: str, path: str) -> None:
    with visiting(phones) as phone:
        phone.goto(f"{address}/{path}&corpus=reports")
        phone.wait_for_selector("[data-testid=stMainBlockContainer] h1")
        looking.finished(phone)
        looking.fits(phone)


def test_words_of_a_link_cannot_become_script(page: Any, address: str) -> None:
    looking.open_page(page, address, "data", corpus="reports", file='<img src=x onerror="window.hacked=1">')
    page.get_by_text("<img src=x").first.wait_for()
    assert page.evaluate("window.hacked") is None
