"""What the browser tests share: where pictures go."""

import os
from pathlib import Path

import pytest

from launcher.folders import ROOT


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """The folder for pictures: the one LGNET_PICTURES names, or one that passes."""
    told = os.environ.get("LGNET_PICTURES")
    folder = ROOT / told if told else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
