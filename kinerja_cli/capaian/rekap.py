"""Menyusun dokumen data kinerja dari definisi dan fakta yang sudah terverifikasi."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.indikator import HitungPeriode, calculate_periode
from kinerja_cli.capaian.rekap_anggaran import RekapAnggaran, build_rekap_anggaran
from kinerja_cli.capaian.rekap_indikator import build_indikator
from kinerja_cli.capaian.rekap_rerata import PenghitungRerata
from kinerja_cli.capaian.rekap_sasaran import PerekapSasaran
from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan
from kinerja_cli.model.data_kinerja import (
    DataIndikator,
    DataKinerja,
    DataSasaran,
    DataTotal,
    DataUnit,
    Rerata,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import JENJANG_NARASI, Jenjang
from kinerja_cli.model.periode import Periode


@dataclass(frozen=True, slots=True)
class KeadaanRekap:
    """Kelengkapan dan keputusan satu unit, untuk dicetak."""

    kode_unit: str
    nama: str
    status: str
    keputusan: str
    kurang: tuple[str, ...] = ()
    """Triwulan yang belum lengkap, pada rekap setahun."""


@dataclass(frozen=True, slots=True)
class BahanRekap:
    """Masukan kompilasi. ``fakta`` sudah disaring menurut kebijakan verifikasi."""

    definisi: Definisi
    nomor_definisi: int
    periode: Periode
    fakta: KumpulanFakta
    unit: tuple[KeadaanRekap, ...]
    waktu: str
    versi_program: str
    perubahan: tuple[str, ...] = ()
    """Rencana yang disunting sesudah angkanya diverifikasi, satu kalimat per butir."""


def build_data_kinerja(bahan: BahanRekap) -> DataKinerja:
    """Semua angka keluaran, masing-masing dengan kuncinya.

    Rata-rata tidak mencampur jenjang dan selalu menyebut n dari m; indikator yang belum
    waktunya atau dihapus pada PK perubahan tidak masuk rata-rata.
    """
    definisi, periode = bahan.definisi, bahan.periode
    pembuat = PembuatFakta(definisi.tahun, periode)
    hitung: dict[str, HitungPeriode] = {}
    indikator: list[DataIndikator] = []
    for baris in definisi.indikator:
        hasil = calculate_periode(definisi, baris, bahan.fakta, periode)
        if hasil is not None:
            hitung[baris.kode_indikator] = hasil
        data = build_indikator(definisi, baris, bahan.fakta, periode, hasil)
        if data is not None:
            indikator.append(data)
    anggaran = build_rekap_anggaran(definisi, bahan.fakta, periode)
    rerata = PenghitungRerata(definisi, hitung, pembuat)
    sasaran = PerekapSasaran(definisi, indikator, anggaran, rerata).build()
    unit = tuple(_build_unit(pembuat, u, rerata, indikator, anggaran) for u in bahan.unit)
    return DataKinerja(
        versi_program=bahan.versi_program,
        tahun=definisi.tahun,
        periode=periode,
        waktu=bahan.waktu,
        definisi=bahan.nomor_definisi,
        kebijakan=build_ringkasan(definisi.kebijakan),
        nama_instansi=definisi.instansi.nama,
        sasaran=sasaran,
        indikator=tuple(indikator),
        anggaran=anggaran.daftar,
        unit=unit,
        total=DataTotal(rerata=_per_jenjang(rerata, indikator, "dinas"), **anggaran.total(pembuat)),
        perubahan=bahan.perubahan,
        kekurangan=_list_kekurangan(bahan, indikator, hitung, sasaran, anggaran),
    )


def _per_jenjang(
    rerata: PenghitungRerata, indikator: list[DataIndikator], *bagian: str
) -> dict[Jenjang, Rerata]:
    return {
        j: rerata.average(kelompok, *bagian, j.value.replace(" ", "_"))
        for j in Jenjang
        if (kelompok := [i for i in indikator if i.jenjang is j])
    }


def _build_unit(
    pembuat: PembuatFakta,
    unit: KeadaanRekap,
    rerata: PenghitungRerata,
    indikator: list[DataIndikator],
    anggaran: RekapAnggaran,
) -> DataUnit:
    milik = [i for i in indikator if i.unit == unit.kode_unit]
    return DataUnit(
        kode_unit=unit.kode_unit,
        nama=unit.nama,
        status=unit.status,
        keputusan=unit.keputusan,
        rerata=_per_jenjang(rerata, milik, "unit", unit.kode_unit),
        **anggaran.unit(pembuat, unit.kode_unit),
    )


def _list_kekurangan(
    bahan: BahanRekap,
    indikator: list[DataIndikator],
    hitung: Mapping[str, HitungPeriode],
    sasaran: tuple[DataSasaran, ...],
    anggaran: RekapAnggaran,
) -> tuple[str, ...]:
    kurang = [
        f"{u.nama}: {', '.join((u.status, *u.kurang))}"
        + (f", verifikasi {u.keputusan}" if u.keputusan else "")
        for u in bahan.unit
        if u.status in {"belum", "sebagian"} or (u.status == "lengkap" and u.keputusan != "Ya")
    ]
    kurang += [
        f"{i.kode_indikator} {i.indikator}: {i.tahun.realisasi.catatan}"
        for i in indikator
        if i.masuk_rerata and (not i.tahun.realisasi.nilai.ada or hitung[i.kode_indikator].kosong)
    ]
    kurang += [
        f"{i.kode_indikator} {i.indikator}: belum ada uraian pendorong dan penghambat"
        for i in indikator
        if i.jenjang in JENJANG_NARASI
        and i.masuk_rerata
        and not (i.narasi.pendorong or i.narasi.penghambat)
    ]
    kurang += [
        f"Anggaran {a.kode} {a.uraian}: {a.realisasi.catatan}"
        for a in anggaran.daftar
        if a.jenjang == "sub kegiatan" and a.realisasi.catatan
    ]
    kurang += [f"Sasaran {s.kode}: belum ada program pendukung" for s in sasaran if not s.program]
    return tuple(kurang)
