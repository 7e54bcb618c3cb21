"""What tests share: where the shared reports are, and the one skip there is."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

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
