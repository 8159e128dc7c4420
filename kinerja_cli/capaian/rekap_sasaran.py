"""Rekap per sasaran strategis: rata-rata, program pendukung, anggaran, efisiensi."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from kinerja_cli.capaian.efisiensi import HasilEfisiensi, calculate_efisiensi
from kinerja_cli.capaian.rekap_anggaran import JumlahUang, RekapAnggaran, build_tiga
from kinerja_cli.capaian.rekap_rerata import PenghitungRerata
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Jenjang


def build_daftar_sasaran(
    definisi: Definisi,
    indikator: Sequence[DataIndikator],
    anggaran: RekapAnggaran,
    rerata: PenghitungRerata,
) -> tuple[DataSasaran, ...]:
    """Satu entri per kode sasaran, menurut urutan di tabel Indikator.

    Program tanpa porsi yang mendukung lebih dari satu sasaran menjadi "anggaran bersama";
    jumlah per sasaran karena itu tidak dijumlahkan lagi.
    """
    kelompok: dict[str, list[DataIndikator]] = {}
    for i in indikator:
        if i.jenjang is Jenjang.SASARAN:
            kelompok.setdefault(i.kode, []).append(i)
    return tuple(
        _build_sasaran(definisi, kode, daftar, anggaran, rerata)
        for kode, daftar in kelompok.items()
    )


def _build_sasaran(
    definisi: Definisi,
    kode: str,
    indikator: list[DataIndikator],
    anggaran: RekapAnggaran,
    rerata: PenghitungRerata,
) -> DataSasaran:
    pembuat = rerata.pembuat
    program = [c for c in definisi.cascading if c.induk == kode]
    banyak_induk = Counter(c.anak for c in definisi.cascading)
    jumlah = _sum_program([(c.anak, c.porsi) for c in program], anggaran)
    rata = rerata.average(indikator, kode)
    if jumlah.belum:
        hasil = HasilEfisiensi(None, f"realisasi anggaran belum lengkap, {jumlah.catatan}")
    else:
        hasil = calculate_efisiensi(rata.capaian.nilai.angka, jumlah.serapan, definisi.kebijakan)
    return DataSasaran(
        kode=kode,
        uraian=indikator[0].uraian,
        indikator=tuple(i.kode_indikator for i in indikator),
        rerata=rata,
        program=tuple(c.anak for c in program),
        anggaran_bersama=any(c.porsi is None and banyak_induk[c.anak] > 1 for c in program),
        efisiensi=pembuat.persen(hasil.nilai, kode, "efisiensi", alasan=hasil.alasan),
        keterangan_efisiensi=hasil.penjelasan,
        **build_tiga(pembuat, jumlah, kode),
    )


def _sum_program(program: list[tuple[str, Decimal | None]], anggaran: RekapAnggaran) -> JumlahUang:
    pagu = Decimal(0)
    realisasi: Decimal | None = None
    belum = banyak = 0
    for kode, porsi in program:
        bagian = anggaran.sum_program(kode)
        kali = (porsi or Decimal(100)) / 100
        pagu += bagian.pagu * kali
        if bagian.realisasi is not None:
            realisasi = (realisasi or Decimal(0)) + bagian.realisasi * kali
        belum += bagian.belum
        banyak += bagian.banyak
    return JumlahUang(pagu, realisasi, belum, banyak)
