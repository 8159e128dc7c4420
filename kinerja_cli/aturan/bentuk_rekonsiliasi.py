"""Bentuk rekonsiliasi dengan bendahara: uraian murni untuk lembarnya."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

DINAS = "dinas"


class KeadaanCocok(StrEnum):
    """Hasil perbandingan satu baris."""

    COCOK = "cocok"
    BEDA = "berbeda"
    DIJELASKAN = "berbeda, dijelaskan"
    HANYA_BIDANG = "hanya di bidang"
    HANYA_BENDAHARA = "hanya di bendahara"
    BELUM = "belum dibandingkan"


@dataclass(frozen=True, slots=True)
class BarisRekonsiliasi:
    """Satu sub kegiatan, atau jumlah satu jenjang, dalam rupiah sejak 1 Januari.

    ``anggaran`` menurut bendahara, ``selisih`` bidang dikurangi bendahara; ``None`` berarti tidak
    ada pada pihak itu atau belum diketahui.
    """

    jenjang: str
    kode: str
    uraian: str
    unit: str
    pagu: Decimal | None
    anggaran: Decimal | None
    bidang: Decimal | None
    bendahara: Decimal | None
    selisih: Decimal | None
    keadaan: KeadaanCocok
    sebab: str = ""
    penjelasan: str = ""


@dataclass(frozen=True, slots=True)
class Rekonsiliasi:
    """Program, kegiatan, dan sub kegiatan menurut kode, lalu jumlah dinas."""

    pembanding: str
    """Laporan yang dibandingkan, atau alasan tidak ada yang dapat dibandingkan."""
    baris: tuple[BarisRekonsiliasi, ...] = ()
    catatan: tuple[str, ...] = ()
