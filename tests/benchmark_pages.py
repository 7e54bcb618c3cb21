"""Speed of the dashboard against a bare Streamlit page with one Plotly bar chart, in one run: `make bench`.

Cold: a new server process and a new visitor with an empty browser cache, from the visit to the first chart drawn, and from the start
of the process. Redraw: from a click on a filter to the chart with other rows, each state seen before once. Script: one run of
a page's script with warm caches, in this process. The pages take turns, so that what else the machine does hits all of them.

    python -m tests.benchmark_pages [PAGE ...] [--corpus snapshot] [--rounds 5]
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.browser.conftest import CHROMIUM, FLAGS, serve
from tests.conftest import ROOT

BARE = """
import plotly.graph_objects as go
import streamlit as st

values = {"a": [3, 1, 4, 1, 5], "b": [2, 7, 1, 8, 2]}
shown = st.segmented_control("rows", list(values), default="a")
st.plotly_chart(go.Figure(go.Bar(x=list("abcde"), y=values[shown or "a"])), key="bar")
"""
# The two states of a filter that are clicked in turn. On our pages it is the level, which draws other places and years.
CLICKS = {"bare": ("b", "a"), "ours": ("省", "市")}
CHARTS = ("targets", "townships", "terms")
PAGES = ("overview", *CHARTS, "reader", "data", "method")
DRAWN = ".js-plotly-plot .point, .js-plotly-plot .points path, .js-plotly-plot .hm image"
ROWS = "JSON.stringify([...document.querySelectorAll('.js-plotly-plot')].slice(0,1).map(p => p.data.map(t => [t.x, t.y, t.text])))"
IDLE = "document.querySelector(\"[data-testid='stApp']\")?.dataset.testScriptState === 'notRunning'"
REDRAWS = 10
SCRIPT_RUNS = 15
PATIENCE = 180_000


class Cold(NamedTuple):
    """Seconds to the first chart: from the visit of a server that is up, and from the start of its process."""

    visit: float
    start: float


@contextmanager
def server(script: Path) -> Iterator[str]:
    """A fresh process of a page, once it answers: its address. No own reports, so that the shipped snapshot opens."""
    yield from serve("none", script)


@contextmanager
def visitor(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def cold(browser: Any, script: Path, path: str) -> Cold:
    begun = time.perf_counter()
    with server(script) as address, visitor(browser) as page:
        asked = time.perf_counter()
        page.goto(f"{address}/{path}", wait_until="commit")
        page.locator(DRAWN).first.wait_for(state="attached")
        drawn = time.perf_counter()
    return Cold(drawn - asked, drawn - begun)


def redraw(page: Any, name: str) -> float:
    """Seconds from a click on the filter's state of this name to the chart with its rows."""
    page.wait_for_function(IDLE)
    page.wait_for_timeout(200)
    before = page.evaluate(ROWS)
    button = page.get_by_role("radio", name=name).first
    begun = time.perf_counter()
    button.click()
    page.wait_for_function(
        f"before => {{ const now = {ROWS}; return now !== before && now !== '[]' }}", arg=before, polling=10
    )
    return time.perf_counter() - begun


def script_times(corpus: str) -> dict[str, float]:
    """Milliseconds of wall time of each page's script when all that can be kept is kept: the median of its runs."""
    import streamlit.runtime.scriptrunner.script_runner as script_runner
    from streamlit.runtime.scriptrunner.script_cache import ScriptCache
    from streamlit.testing.v1 import AppTest, app_test, local_script_runner

    os.environ["ZHENLAN_STORE"] = "none"
    runs: list[float] = []
    run_script = script_runner.ScriptRunner._run_script

    def timed(*arguments: Any) -> None:
        begun = time.perf_counter()
        run_script(*arguments)
        runs.append((time.perf_counter() - begun) * 1000)

    script_runner.ScriptRunner._run_script = timed
    # A server compiles a page once for all runs; AppTest would do so again for each.
    compiled = ScriptCache()
    app_test.ScriptCache = local_script_runner.ScriptCache = lambda: compiled
    found = {}
    for page in PAGES:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
        app.query_params["corpus"] = corpus
        app.switch_page(f"pages/{page}.py").run().run()
        runs.clear()
        for _ in range(SCRIPT_RUNS):
            app.run()
        found[page] = median(runs)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", default=[], metavar="PAGE")
    parser.add_argument("--corpus", default="snapshot")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("there is no chromium on this machine: install it to measure pages")
    measured = ["bare", *(given.pages or CHARTS)]
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        scripts = {name: bare if name == "bare" else ROOT / "app.py" for name in measured}
        paths = {name: "" if name == "bare" else f"{name}?corpus={given.corpus}" for name in measured}
        _in_browser(scripts, paths, given.rounds)
    print("\nscript with warm caches, median of", SCRIPT_RUNS)
    for page, milliseconds in script_times(given.corpus).items():
        print(f"{page:10s} {milliseconds:6.0f} ms")


def _in_browser(scripts: dict[str, Path], paths: dict[str, str], rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found: dict[str, list[Cold]] = {name: [] for name in scripts}
        for _ in range(rounds):
            for name, script in scripts.items():
                found[name].append(cold(browser, script, paths[name]))
        print(f"first chart, cold, median of {rounds} rounds")
        for name, times in found.items():
            for part in Cold._fields:
                own, other = ([getattr(one, part) for one in side] for side in (times, found["bare"]))
                ratio = median(mine / bare for mine, bare in zip(own, other, strict=True))
                print(f"{name:10s} from {part}  {median(own):6.2f} s  {ratio:5.2f} x bare")
        print(f"\nredraw after a filter, median of {REDRAWS}")
        drawn = _redraws(browser, scripts, paths)
        for name, times in drawn.items():
            ratio = median(mine / bare for mine, bare in zip(times, drawn["bare"], strict=True))
            print(f"{name:10s} {median(times) * 1000:6.0f} ms  {ratio:5.2f} x bare")
        browser.close()


def _redraws(browser: Any, scripts: dict[str, Path], paths: dict[str, str]) -> dict[str, list[float]]:
    """The times of each page, whose clicks take turns; the first visit of each state is not among them."""
    with ExitStack() as open_pages:
        visited = {}
        for name, script in scripts.items():
            address, page = (open_pages.enter_context(each) for each in (server(script), visitor(browser)))
            page.goto(f"{address}/{paths[name]}")
            page.locator(DRAWN).first.wait_for(state="attached")
            visited[name] = page
        times: dict[str, list[float]] = {name: [] for name in visited}
        for number in range(REDRAWS + 2):
            for name, page in visited.items():
                states = CLICKS["bare" if name == "bare" else "ours"]
                times[name].append(redraw(page, states[number % 2]))
    return {name: each[2:] for name, each in times.items()}


if __name__ == "__main__":
    main()
