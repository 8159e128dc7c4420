"""Meja koreksi bersama: konsep pertama LKjIP sudah terbit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tahap.meja import Meja, open_meja


@pytest.fixture
def meja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meja:
    """Konsep 1 sudah terbit."""
    return open_meja(tmp_path, monkeypatch)
