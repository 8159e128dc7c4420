"""Kapan realisasi sebuah indikator diminta; "belum waktunya" diturunkan dari sini."""

from __future__ import annotations

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import Frekuensi, StatusAngka
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


def is_diisi(
    definisi: Definisi, indikator: BarisIndikator, periode: Periode, fakta: KumpulanFakta
) -> bool:
    """Benar bila angkanya diisi pada formulir periode itu.

    Formulir tahun hanya membuka yang tahunan dan yang masih sementara pada TW IV.
    """
    kode, tahun = indikator.kode_indikator, definisi.tahun
    berlaku = definisi.target_berlaku(kode, periode) is not None
    if not berlaku or not is_waktunya(indikator, periode, tahun):
        return False
    if periode is not Periode.TAHUN:
        return True
    status = fakta.teks(Periode.TW4, kode, "status_angka")
    sementara = status not in {"", StatusAngka.FINAL.value}
    return sementara or is_hanya_tahunan(indikator, tahun)
