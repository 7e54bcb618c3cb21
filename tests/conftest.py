"""What tests share: where the shared reports are, and the one skip there is."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "reports").is_dir(), reason="../shared is not beside this checkout: the real reports cannot be read"
)
