"""What the server does before and beside the runs of pages: it imports what pages need, and serves the pages' HTML with a better head.

Nothing heavy is imported at the top: the port opens first, and the rest happens while the first visitor's browser loads its scripts.
"""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

FOLDER = Path(__file__).resolve().parent
SCRIPT = FOLDER / "entry.py"
STATIC = Path(streamlit.__file__).parent / "static"
LOG = logging.getLogger("zhenlan")
# The pages that draw with Plotly, whose 4.7 MB a browser may fetch while the page's script still runs.
WITH_PLOTLY = ("targets", "townships", "terms")
OTHERS = ("reader", "data", "method")
# Streamlit looks for its server at two addresses below a deep link, the first of them in vain (404 on the console), unless it is told.
BASE = (
    "window.__streamlit={...window.__streamlit,BACKEND_BASE_URL:location.origin+location.pathname.replace(/[^/]*$/,'')}"
)

_imported = threading.Event()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Start to import what pages need when the server is up."""
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def wait_for_imports() -> None:
    """Return when the warming thread has imported the pages' modules, at once where none was started.

    Two threads that import modules which import each other could see them half made.
    """
    if any(thread.name == "warm-up" for thread in threading.enumerate()):
        _imported.wait(60)


def _warm_up() -> None:
    try:
        from pages.serving import warm  # noqa: F401
    except Exception:
        LOG.exception("warming up failed; pages import for themselves what they need")
    finally:
        _imported.set()


def routes() -> list[Route]:
    """The addresses of the pages but the first, which Streamlit serves well."""
    return [Route(f"/{name}", _page, name=name) for name in (*WITH_PLOTLY, *OTHERS)]


async def _page(request: Request) -> Response:
    return HTMLResponse(
        _html(request.url.path.rpartition("/")[2] in WITH_PLOTLY), headers={"Cache-Control": "no-cache"}
    )


@cache
def _html(plotly: bool) -> str:
    """Streamlit's page with the address of its server and, for pages with charts, the order to fetch Plotly early."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    chunks = sorted((STATIC / "static" / "js").glob("PlotlyChart.*.js")) if plotly else []
    hints = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{chunk.name}">' for chunk in chunks)
    return page.replace("<head>", f"<head><script>{BASE}</script>{hints}", 1)
