"""Hasil hitung satu capaian: nilai, keadaan, dan penjelasannya."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class StatusHitung(StrEnum):
    """Keadaan hasil; yang tidak terhitung selalu beralasan dan tidak pernah menjadi nol."""

    TERHITUNG = "terhitung"
    BELUM_ADA_DATA = "belum_ada_data"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


@dataclass(frozen=True, slots=True)
class HasilCapaian:
    """Capaian dalam persen (98.62, bukan 0.9862), belum dibulatkan.

    ``tercetak`` adalah capaian dua desimal setengah-naik; kategori diputuskan atasnya.
    """

    status: StatusHitung
    kode_rumus: str
    capaian: Decimal | None = None
    tercetak: Decimal | None = None
    kategori: str = ""
    rumus: str = ""
    """Rumus dengan angka terpasang, misalnya ``79,39 / 80,50 x 100 = 98,62``."""
    penjelasan: str = ""
    """Satu kalimat bahasa Indonesia."""
    alasan: str = ""
    """Mengapa tidak terhitung."""
