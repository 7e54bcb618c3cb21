"""A dashboard of its own on a made-up store, and a browser to look at it.

Without chromium these tests are skipped; where ZHENLAN_BROWSER is "required", as under .ci/run, they fail.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.reader_sample import write_rich_sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("ZHENLAN_BROWSER") == "required"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip without a browser where that is allowed; give all to one worker, so that there is one server and one browser."""
    skip = pytest.mark.skip(reason="no chromium on this machine: nothing can be looked at")
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None and not REQUIRED:
                item.add_marker(skip)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on the rich sample store, up and healthy; no page of it has been asked for yet."""
    store = tmp_path_factory.mktemp("browser") / "store"
    write_rich_sample(store)
    yield from serve(store)


def serve(store: Path | str, script: Path | str = "app.py") -> Iterator[str]:
    """Run a dashboard on a store as the own reports (or another script), until the generator is closed."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"ZHENLAN_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str) -> None:
    for _ in range(3000):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.fail("ZHENLAN_BROWSER is required, and there is no chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def desktop(browser: Any) -> Iterator[Any]:
    """Visitors at 1280 × 900. They share what the browser keeps of scripts, and nothing else: every page is a new session."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def phones(browser: Any) -> Iterator[Any]:
    """Visitors with a telephone of 390 × 844."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def page(desktop: Any) -> Iterator[Any]:
    """A fresh visitor; errors of the page's own scripts and on its console fail the test."""
    with visiting(desktop) as opened:
        yield opened


@contextmanager
def visiting(context: Any) -> Iterator[Any]:
    """A page of its own; what its scripts throw and what its console calls an error fails whoever looks at it."""
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    faults = listen(opened)
    yield opened
    opened.close()
    assert faults == []


def listen(opened: Any) -> list[str]:
    """A list that fills with what the page's scripts throw and what its console calls an error."""
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if line.type == "error" and is_ours(line) else None)
    return faults


def is_ours(line: Any) -> bool:
    """Whether a line of the console is about this dashboard.

    Not so: calls of Streamlit to the net where there is none, and its search for its server below a deep link (404).
    """
    where = urlsplit(str((line.location or {}).get("url", "")))
    return "/_stcore/" not in where.path and where.hostname in (None, "localhost")
