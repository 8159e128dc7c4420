"""Menjalankan ``kinerja`` sebagai proses, seperti pemakai."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

AKAR = Path(__file__).parents[2]


def run_kinerja(
    *argumen: str, folder: Path | None = None, **lingkungan: str
) -> subprocess.CompletedProcess[str]:
    """Satu perintah dengan keluaran dan kode keluarnya."""
    return run_python("-m", "kinerja_cli", *argumen, folder=folder, **lingkungan)


def run_python(
    *argumen: str, folder: Path | None = None, **lingkungan: str
) -> subprocess.CompletedProcess[str]:
    """Satu proses Python yang mengenal paket ini."""
    return subprocess.run(
        [sys.executable, *argumen],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(AKAR), "COLUMNS": "100", **lingkungan},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
