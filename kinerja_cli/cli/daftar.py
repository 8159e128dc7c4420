"""Daftar perintah: satu tempat untuk nama, ringkasan, dan contoh.

Modul perintah baru dimuat ketika perintahnya dipakai; ``kinerja --help`` cukup membaca ini.
"""

from __future__ import annotations

from typing import NamedTuple


class Perintah(NamedTuple):
    """Satu perintah. Modulnya ``kinerja_cli.cli.<nama>`` dengan fungsi bernama sama."""

    nama: str
    ringkasan: str
    contoh: tuple[str, ...]

    @property
    def fungsi(self) -> str:
        """Nama modul dan fungsinya: tanda hubung menjadi garis bawah."""
        return self.nama.replace("-", "_")


DAFTAR_PERINTAH = (
    Perintah(
        "aturan",
        "Jelaskan aturan pemeriksaan: kode, tingkat, perbaikan, dan alasannya.",
        ("kinerja aturan", "kinerja aturan NIL001"),
    ),
)

PERINTAH_AWAL = "status"
"""Dijalankan oleh ``kinerja`` tanpa perintah di dalam ruang kerja."""
