"""Kapan realisasi sebuah indikator diminta; "belum waktunya" diturunkan dari sini."""

from __future__ import annotations

from kinerja_cli.model.istilah import Frekuensi
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator


def is_waktunya(indikator: BarisIndikator, periode: Periode, tahun: int) -> bool:
    """Benar bila realisasi periode itu sudah seharusnya ada.

    Indikator tahunan, dan yang datanya terbit sesudah akhir triwulan, baru diminta pada ``tahun``.
    """
    if periode is Periode.TAHUN:
        return True
    if indikator.frekuensi is Frekuensi.TAHUNAN:
        return False
    if indikator.frekuensi is Frekuensi.SEMESTERAN and periode not in {Periode.TW2, Periode.TW4}:
        return False
    return not indikator.tersedia or indikator.tersedia <= f"{periode.akhir(tahun):%Y-%m}"


def is_hanya_tahunan(indikator: BarisIndikator, tahun: int) -> bool:
    """Benar bila nilai tahunnya diisi langsung pada formulir ``tahun``, bukan dari triwulan."""
    return not is_waktunya(indikator, Periode.TW4, tahun)
