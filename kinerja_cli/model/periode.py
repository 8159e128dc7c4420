"""Periode pelaporan: empat triwulan dan satu tahun."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Periode(StrEnum):
    """Periode selalu disebut, tidak pernah diambil dari tanggal hari ini."""

    TW1 = "tw1"
    TW2 = "tw2"
    TW3 = "tw3"
    TW4 = "tw4"
    TAHUN = "tahun"

    @property
    def nomor(self) -> int:
        """Nomor triwulan 1-4; tahun bernomor 5."""
        return DAFTAR_PERIODE.index(self) + 1

    @property
    def nama(self) -> str:
        """Nama untuk dibaca orang, misalnya "Triwulan II"."""
        return "Tahunan" if self is Periode.TAHUN else f"Triwulan {ROMAWI[self.nomor - 1]}"

    def akhir(self, tahun: int) -> date:
        """Hari terakhir periode; versi PK dan DPA yang berlaku dilihat pada hari ini."""
        bulan = min(self.nomor, 4) * 3
        return date(tahun, bulan, 30 if bulan in {6, 9} else 31)

    def triwulan(self) -> tuple[Periode, ...]:
        """Triwulan sampai dengan periode ini, berurutan."""
        return TRIWULAN[: min(self.nomor, 4)]

    def sebelum(self) -> tuple[Periode, ...]:
        """Triwulan yang lebih awal dari periode ini."""
        return TRIWULAN[: self.nomor - 1]


ROMAWI = ("I", "II", "III", "IV")
DAFTAR_PERIODE = tuple(Periode)
TRIWULAN = DAFTAR_PERIODE[:4]
