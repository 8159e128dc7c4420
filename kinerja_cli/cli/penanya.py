"""Bertanya di terminal, baris demi baris."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from kinerja_cli.cli import keluaran
from kinerja_cli.model.galat import PemakaianError


class Penanya:
    """Bertanya di terminal, atau mengambil jawaban baris demi baris dari masukan standar.

    Galat ``PemakaianError`` bila bukan terminal dan tidak ada jawaban sama sekali.
    """

    def __init__(self) -> None:
        self._baris: Iterator[str] | None = None
        if sys.stdin is not None and sys.stdin.isatty():
            # Dengan readline jawaban dapat disunting; tidak ada di Windows.
            with suppress(ImportError):
                import readline  # noqa: F401, PLC0415
            return
        awal = sys.stdin.readline() if sys.stdin is not None else ""
        if not awal:
            raise PemakaianError(
                "--tinjau memerlukan terminal", "jalankan di terminal, atau pakai --indikator"
            )
        self._baris = chain([awal], sys.stdin)

    def ask(self, judul: str) -> str:
        """Satu jawaban tanpa karakter kendali. Galat ``EOFError`` bila masukan habis."""
        if self._baris is None:
            return keluaran.clean_teks(input(f"{judul}: ")).strip()
        jawaban = next(self._baris, None)
        if jawaban is None:
            raise EOFError
        bersih = keluaran.clean_teks(jawaban).strip()
        keluaran.print_baris(f"{judul}: {bersih}")
        return bersih
