"""What tests share: where the shared reports are, and the one skip there is."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# How long an example takes says how busy the machine is; speed is measured by `make bench`.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

needs_shared = pytest.mark.skipif(
    not (SHARED / "reports").is_dir(), reason="../shared is not beside this checkout: the real reports cannot be read"
)


@pytest.fixture(scope="session")
def rich_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample store with all that the reader and the data page show, written once; not to be changed."""
    from tests.reader_sample import write_rich_sample

    path = tmp_path_factory.mktemp("store") / "rich"
    write_rich_sample(path)
    return path


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sample store of figures, written once; not to be changed."""
    from tests.samples import write_sample

    path = tmp_path_factory.mktemp("store") / "sample"
    write_sample(path)
    return path


@pytest.fixture
def sample_app(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> "AppTest":
    """The dashboard on the small sample store, no page of it asked for yet."""
    from tests.visits import app_on

    return app_on(sample_store, monkeypatch)
