"""What the server does beside the runs of pages: it serves their HTML with a better head."""

from functools import cache
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pages.serving.together import Together

FOLDER = Path(__file__).resolve().parent
SCRIPT = FOLDER / "entry.py"
STATIC = Path(streamlit.__file__).parent / "static"
# The pages that draw with Plotly.
WITH_PLOTLY = ("targets", "townships", "terms")
OTHERS = ("reader", "data", "method")
# Its own address is that of the server; under its name Streamlit says that there is no such page.
FIRST = "overview"
# Running Plotly takes a browser 1.5 s; it does so while the server runs the page's script, as soon as the two are connected.
EARLY = (
    '<script type="module">const at=setInterval(()=>{'
    "if(document.querySelector('[data-test-connection-state=\"CONNECTED\"]')){clearInterval(at);setTimeout(()=>import('./static/js/%s'),30)}"
    "},20)</script>"
)
# Streamlit looks for its server at two addresses below a deep link, the first of them in vain (404 on the console), unless it is told.
BASE = (
    "window.__streamlit={...window.__streamlit,BACKEND_BASE_URL:location.origin+location.pathname.replace(/[^/]*$/,'')}"
)


def routes() -> list[Route]:
    """The addresses of the pages; the name of the first leads to where Streamlit serves it well."""
    pages = [Route(f"/{name}", _page, name=name) for name in (*WITH_PLOTLY, *OTHERS)]
    return [*pages, Route(f"/{FIRST}", _to_first, name=FIRST)]


def middleware() -> list[Middleware]:
    """What stands between Streamlit and the browsers."""
    return [Middleware(Together)]


async def _to_first(request: Request) -> Response:
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


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
    early = "".join(EARLY % chunk.name for chunk in chunks)
    return page.replace("<head>", f"<head><script>{BASE}</script>{hints}{early}", 1)
