"""A page as Streamlit's test runner sees it: opened by its link on a store of one's own, and what HTML it wrote."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT


def app_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard with a store in the place of the own reports; nothing has run yet."""
    monkeypatch.setenv("ZHENLAN_STORE", str(store))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def visit(app: AppTest, page: str, **parameters: str) -> AppTest:
    """Open a page with these values in the URL; a fault, or a note that something failed, fails the test."""
    for key, value in ({"corpus": "reports"} | parameters).items():
        app.query_params[key] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def html(app: AppTest) -> str:
    """All HTML of the page but for its style sheets."""
    bodies = [element.proto.body for element in app.get("html")]
    return "".join(body for body in bodies if not body.startswith("<style"))
