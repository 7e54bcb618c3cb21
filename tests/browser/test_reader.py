"""The reader, data and method pages in a browser: cold links, clicks both ways, Back, downloads, phones."""

import io
import zipfile

import pandas as pd
import pytest

from tests.reader_sample import DOC, TWIN, first_fact
from tests.samples import sample_tables

CURRENT = ".zl-reader .zl-current"


def open_reader(page, address: str, **parameters: str) -> None:
    query = "&".join(f"{key}={value}" for key, value in ({"corpus": "reports", "doc": DOC} | parameters).items())
    page.goto(f"{address}/reader?{query}")
    page.wait_for_selector(".zl-reader a.zl-row")


def settle(page, text: str) -> None:
    page.wait_for_function("text => location.search.includes(text)", arg=text)


def test_a_cold_deep_link_scrolls_to_the_figure(page, address: str) -> None:
    fact = [row for row in sample_tables()["facts"] if row["report_id"] == DOC][-1]
    page.set_viewport_size({"width": 1280, "height": 420})
    open_reader(page, address, s=f"{fact['start']}-{fact['end']}", q=fact["quote"].replace("%", "%25"))
    page.wait_for_selector(CURRENT)
    figure = page.locator("a.zl-figure.zl-current")
    assert figure.inner_text() == fact["quote"]
    box = figure.bounding_box()
    assert box is not None and 0 < box["y"] < 420
    assert page.locator("a.zl-row.zl-current").get_attribute("aria-current") == "true"


def test_clicks_lead_both_ways_and_back_works(page, address: str) -> None:
    open_reader(page, address)
    rows, figures = page.locator("a.zl-row"), page.locator("a.zl-figure")
    rows.nth(2).click()
    settle(page, "&s=")  # corpus= ends in s= too
    assert page.locator("a.zl-figure.zl-current").get_attribute("data-fact") == "f2"
    first = page.evaluate("location.href")  # what Playwright knows as the page's address lags behind
    figures.nth(0).click()
    page.wait_for_function("url => location.href !== url", arg=first)
    assert page.locator("a.zl-row.zl-current").get_attribute("data-fact") == "f0"
    page.go_back()
    page.wait_for_function("url => location.href === url", arg=first)
    page.wait_for_selector("a.zl-figure.zl-current[data-fact='f2']")


def test_the_next_button_moves_the_mark(page, address: str) -> None:
    fact = first_fact()
    open_reader(page, address, s=f"{fact['start']}-{fact['end']}", q=fact["quote"])
    page.wait_for_selector("a.zl-figure.zl-current[data-fact='f0']")
    page.get_by_role("button", name="下一个数字").click()
    page.wait_for_selector("a.zl-figure.zl-current[data-fact='f1']")


def test_a_figure_can_be_reached_by_keyboard(page, address: str) -> None:
    open_reader(page, address)
    page.locator("a.zl-row").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("a.zl-figure.zl-current[data-fact='f1']")


def test_the_copied_link_opens_the_same_view(page, address: str) -> None:
    open_reader(page, address, mk="target", find="增长")
    page.locator("a.zl-row").nth(0).click()
    settle(page, "&s=")  # corpus= ends in s= too
    page.get_by_role("tab", name="打印与链接").click()
    page.wait_for_selector("[data-testid=stCode] code:visible:has-text('http')")
    link = page.locator("[data-testid=stCode] code:visible").first.inner_text()
    shown, marked = page.locator(".zl-reader").inner_text(), page.locator(CURRENT).all_inner_texts()
    page.goto(link)
    page.wait_for_selector(CURRENT)
    assert page.locator(".zl-reader").inner_text() == shown
    assert page.locator(CURRENT).all_inner_texts() == marked


def test_language_switches_and_the_report_stays(page, address: str) -> None:
    open_reader(page, address)
    page.get_by_role("button", name="English").or_(page.get_by_text("English", exact=True)).first.click()
    page.wait_for_selector("h1:has-text('Reader')")
    settle(page, "lang=en")
    assert f"doc={DOC}" in page.url and page.evaluate("document.documentElement.lang") == "en"


def download(page, address: str, path) -> None:
    page.goto(f"{address}/data?corpus=reports&part=downloads")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载全部").click()
    waiting.value.save_as(path)


def test_the_zip_downloads_and_opens_in_pandas(page, address: str, tmp_path) -> None:
    download(page, address, tmp_path / "all.zip")
    archive = zipfile.ZipFile(tmp_path / "all.zip")
    facts = pd.read_csv(io.BytesIO(archive.read("data/facts.csv")))
    assert len(facts) == len(sample_tables()["facts"])


def test_an_older_zip_is_compared_with_the_present_data(page, address: str, tmp_path) -> None:
    download(page, address, tmp_path / "all.zip")
    page.goto(f"{address}/data?corpus=reports&part=changes")
    page.locator("input[type=file]").set_input_files(tmp_path / "all.zip")
    page.wait_for_selector("text=数字新增 0、消失 0、读法改变 0")


PATHS = (f"reader?doc={DOC}&rel={TWIN}&lang=en", f"reader?doc={DOC}", "data", "data?part=problems", "data?part=upload&lang=en",
         "data?part=downloads", "data?file=青禾镇2021.txt", "method?lang=en", "method?part=pairs", "method?part=words",
         "method?part=lexicon&lang=en")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone(page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{path}{'&' if '?' in path else '?'}corpus=reports")
    page.wait_for_selector("[data-testid=stMainBlockContainer] h1")
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_pasted_text_cannot_become_script(page, address: str) -> None:
    page.goto(f"{address}/data?corpus=reports&file=%3Cimg%20src=x%20onerror=%22window.hacked=1%22%3E")
    page.wait_for_selector("[data-testid=stMainBlockContainer] h1")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.hacked") is None
