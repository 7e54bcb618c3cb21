"""What the browser tests do with a page: open it, wait for what must come, read what it shows. Nothing here sleeps."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pages.frame.strings import catalogue

ZH, EN = catalogue("zh"), catalogue("en")
CHARTED = ("targets", "townships", "terms")
MARKS = ".js-plotly-plot .points"
# Streamlit says in an attribute of the whole app whether a script is running; what was stale fades back after it, and the
# dashboard's own style sheet comes with a piece of code that is loaded later than the first headings are drawn.
FINISHED = """() => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState === 'notRunning'
    && [...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule => rule.selectorText === '.zl-claim'))
    && !document.getAnimations().some(one => one instanceof CSSTransition && one.playState === 'running')"""
FIGURES = """() => [...document.querySelectorAll('.js-plotly-plot')].map(
    plot => JSON.stringify(plot.data.map(trace => [trace.x, trace.y, trace.customdata])))"""
SIDEWAYS = """() => { const main = document.querySelector("[data-testid='stMain']");
    return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth); }"""
GROUND = """() => getComputedStyle(document.querySelector("[data-testid='stApp']")).backgroundColor"""


def open_page(page: Any, address: str, name: str, **parameters: str) -> None:
    """Open a page cold and wait until its script has run to the end and its first chart is drawn."""
    query = urlencode({"corpus": "demo"} | parameters)
    page.goto(f"{address}/{'' if name == 'overview' else name}?{query}")
    page.locator("h1", has_text=(EN if parameters.get("lang") == "en" else ZH)[f"{name}.title"]).wait_for()
    finished(page, name in CHARTED)


def finished(page: Any, charted: bool = False) -> None:
    if charted:
        page.locator(MARKS).first.wait_for(state="attached")
    page.wait_for_function(FINISHED)


def parameters(page: Any) -> dict[str, str]:
    """The URL's parameters as the browser has them now (page.url lags behind what scripts write)."""
    found = parse_qs(urlsplit(page.evaluate("location.href")).query)
    return {key: values[0] for key, values in found.items()}


def wait_for(page: Any, **values: str | None) -> None:
    """Wait until the URL has these values; None where it must not have the key."""
    page.wait_for_function(
        """wanted => { const found = new URLSearchParams(location.search);
            return Object.entries(wanted).every(([key, value]) => found.get(key) === value); }""",
        arg=values,
    )


def click_mark(page: Any, mark: Any) -> None:
    """Click a mark of a chart: Plotly lays a pane over its marks that takes the click for them."""
    mark.wait_for()
    page.wait_for_function(FINISHED)
    mark.scroll_into_view_if_needed()
    mark.click(force=True)


def rows_of(page: Any) -> int:
    """How many rows the first table on the page has; its rows themselves are painted, not elements."""
    grid = page.locator("[data-testid='stDataFrame'] [role='grid']").first
    grid.wait_for(state="attached")
    return int(grid.get_attribute("aria-rowcount")) - 1


def copied_link(page: Any) -> str:
    """What the first button 复制链接 of the page shows."""
    button = page.get_by_role("button", name=ZH["tool.link"]).first
    button.click()
    link = page.locator("[data-testid='stPopoverBody'] code").first.inner_text().strip()
    page.keyboard.press("Escape")
    page.locator("[data-testid='stPopoverBody']").wait_for(state="detached")
    return link


def fetched(page: Any, button: Any) -> bytes:
    """The file that a button gives."""
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def serious_findings(page: Any, *rules: str) -> list[tuple[str, str, str]]:
    """What axe-core calls serious or critical: the rule, where, and what to do; all rules, or only those named.

    A chart's inside is left out: it is one picture to a screen reader, named by its `alt`.
    """
    from axe_playwright_python.sync_playwright import Axe

    only = {"runOnly": list(rules)} if rules else {}
    inside = {"exclude": [[".js-plotly-plot .svg-container"]]}
    found = Axe().run(page, context=inside, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [
        (rule["id"], str(node["target"]), node.get("failureSummary", "")[:160])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:4]
    ]


def to_dark(page: Any) -> None:
    """Let the visitor's system ask for dark, and wait until the page has followed."""
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({GROUND})() !== light", arg=light)


def fits(page: Any) -> None:
    """Wait until the page is no wider than its window; the charts follow a new width in their own time."""
    page.wait_for_function(f"() => ({SIDEWAYS})() <= 0")
