"""Templat dan data contoh yang ikut dalam paket."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PAKET = Path(__file__).parents[1]


def find_bawaan(nama: Literal["templates", "contoh_data"]) -> Path:
    """Folder bawaan: di dalam paket bila terpasang, di sebelahnya dalam checkout."""
    terpasang = PAKET / "_bawaan" / nama
    return terpasang if terpasang.is_dir() else PAKET.parent / nama
