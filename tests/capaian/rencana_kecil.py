"""Rencana dan laporan kecil untuk uji rekap: angkanya cukup bulat untuk dihitung tangan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from kinerja_cli.capaian.rekap import BahanRekap, KeadaanRekap, build_data_kinerja
from kinerja_cli.model import sumber as s
from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja, Fakta
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import (
    Agregasi,
    Arah,
    JenisIndikator,
    Jenjang,
    PeranPengampu,
    Sifat,
)
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import AWAL, UNIT, build_definisi, build_fakta

Isian = tuple[Periode, str, str, Nilai]


def build_baris(kode_indikator: str = "IKU-1", **ubahan: Any) -> s.BarisIndikator:
    """Indikator sasaran S1: angka naik, posisi akhir, semuanya s.d. triwulan."""
    isi = {
        "kode_indikator": kode_indikator,
        "jenjang": Jenjang.SASARAN,
        "kode": "S1",
        "uraian": "Sasaran satu",
        "indikator": f"Indikator {kode_indikator}",
        "satuan": "Unit",
        "jenis": JenisIndikator.ANGKA,
        "arah": Arah.NAIK,
        "agregasi": Agregasi.POSISI_AKHIR,
        "sifat_target": Sifat.SAMPAI_DENGAN,
        "cara_isi": Sifat.SAMPAI_DENGAN,
    }
    return s.BarisIndikator.model_validate(isi | ubahan)


def build_target(kode: str, teks: str, versi: str = "murni") -> s.BarisTarget:
    """Target dari ``tahun tw1 tw2 tw3 tw4``; tanda ``-`` tidak ditetapkan."""
    isi = ["" if t == "-" else t for t in teks.split()]
    tw = dict(zip(("tahun", "tw1", "tw2", "tw3", "tw4"), isi, strict=True))
    return s.BarisTarget(kode_indikator=kode, versi=versi, **tw)


def build_rencana(*indikator: s.BarisIndikator, teks_target: str = "", **ubahan: Any) -> Definisi:
    """Definisi tanpa riwayat; semua indikator dilaporkan ``BID-KP`` dan bertarget sama."""
    kode = [i.kode_indikator for i in indikator]
    isi: dict[str, Any] = {
        "indikator": indikator,
        "target": tuple(build_target(k, teks_target or "100 25 50 75 100") for k in kode),
        "elemen": (),
        "riwayat": (),
        "pengampu": tuple(
            s.BarisPengampu(kode_indikator=k, kode_unit=UNIT, peran=PeranPengampu.PELAPOR)
            for k in kode
        ),
    }
    return build_definisi(**(isi | ubahan))


def build_versi(versi: str, *, bulan: int = 1, renstra: str = "") -> s.BarisVersi:
    """Versi PK atau DPA yang berlaku sejak tanggal 1 bulan itu."""
    mulai = AWAL.replace(month=bulan)
    return s.BarisVersi(versi=versi, tanggal=mulai, berlaku_mulai=mulai, renstra=renstra)


def report(subjek: str, kolom: str = "realisasi", **isi: str | Nilai) -> Iterator[Isian]:
    """Isian menurut periode, misalnya ``report("IKU-1", tw1="20", tw2="45")``."""
    for periode, nilai in isi.items():
        yield Periode(periode), subjek, kolom, read_nilai(nilai)


def read_nilai(isi: str | Nilai) -> Nilai:
    """Angka bila dapat, selain itu teks."""
    if isinstance(isi, Nilai):
        return isi
    try:
        return Nilai.dari_angka(Decimal(isi))
    except InvalidOperation:
        return Nilai.dari_teks(isi)


def compile_data(
    definisi: Definisi,
    *isian: Isian,
    periode: Periode = Periode.TAHUN,
    unit: tuple[KeadaanRekap, ...] = (),
) -> DataKinerja:
    """Data kinerja dari isian."""
    return build_data_kinerja(
        BahanRekap(definisi, 7, periode, build_fakta(*isian), unit, "2026-01-31T08:00:00", "9.9")
    )


def compile_satu(
    definisi: Definisi, *isian: Isian, periode: Periode = Periode.TAHUN
) -> DataIndikator:
    """Data indikator pertama."""
    return compile_data(definisi, *isian, periode=periode).indikator[0]


def print_fakta(fakta: Fakta) -> tuple[str, str, str]:
    """(teks, status, catatan) untuk dibandingkan."""
    return fakta.teks, fakta.status.value, fakta.catatan
