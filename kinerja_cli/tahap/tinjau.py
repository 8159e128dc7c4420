"""Langkah 6: daftar baris yang ditinjau pemeriksa, terberat di depan.

Tandanya dicatat lewat ``tahap/tandai.py``; di sini tidak ada yang ditulis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kinerja_cli.aturan.tinjau import BarisTinjau, build_daftar_tinjau
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.penilaian import read_penilaian
from kinerja_cli.ruang.langkah import Lapor, lapor_diam
from kinerja_cli.ruang.papan import KeadaanUnit
from kinerja_cli.ruang.periksa_unit import (
    BahanVerifikasi,
    HasilPeriksa,
    check_satu,
    read_bahan,
    split_unit,
)
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class OpsiTinjau:
    """Periode, unit (kosong berarti semua yang boleh diperiksa ``oleh``), dan pemeriksanya."""

    periode: Periode
    oleh: str
    unit: tuple[str, ...] = ()
    semua: bool = False
    """Juga baris tanpa temuan."""
    definisi_baru: bool = False
    """Unit yang sudah Ya ditinjau lagi dengan rencana yang kini tertulis."""


class Tempat(NamedTuple):
    """Pengenal satu baris tinjauan."""

    unit: str
    kunci: str


@dataclass(frozen=True, slots=True)
class RencanaTinjau:
    """Baris yang ditinjau, terberat di depan, dan yang sudah diputuskan di antaranya."""

    bahan: BahanVerifikasi
    papan: Mapping[str, KeadaanUnit]
    urutan: tuple[Tempat, ...]
    sudah: frozenset[Tempat]
    menunggu: tuple[Temuan, ...]
    """Unit yang tidak boleh diperiksa pemeriksa ini."""
    umum: tuple[Temuan, ...]
    """Temuan yang tidak terikat pada satu baris."""


def plan(ruang: Ruang, opsi: OpsiTinjau, lapor: Lapor = lapor_diam) -> RencanaTinjau:
    """Susun daftarnya. Galat ``PemakaianError`` bila pemeriksa tidak disebut atau tidak dikenal."""
    if not opsi.oleh:
        raise PemakaianError(
            "--tinjau memerlukan nama", "tambahkan --oleh KUNCI dari lembar Pejabat"
        )
    bahan = read_bahan(ruang, opsi.periode, opsi.unit, opsi.oleh, definisi_baru=opsi.definisi_baru)
    daftar, menunggu = split_unit(bahan, opsi.unit, opsi.oleh)
    baris: list[BarisTinjau] = []
    umum: list[Temuan] = []
    for urut, unit in enumerate(daftar):
        lapor(urut, len(daftar), unit.nama)
        hasil = check_satu(bahan, unit)
        milik = _build(hasil)
        terikat = {b.kunci for b in milik}
        umum += [t for t in hasil.temuan if t.kunci not in terikat]
        baris += [b for b in milik if opsi.semua or b.temuan or b.tanda]
    lapor(len(daftar), len(daftar), "")
    baris.sort(key=lambda b: b.berat)
    return RencanaTinjau(
        bahan,
        {u.kode_unit: u for u in daftar},
        tuple(Tempat(b.unit, b.kunci) for b in baris),
        frozenset(Tempat(b.unit, b.kunci) for b in baris if b.putusan),
        tuple(menunggu),
        tuple(umum),
    )


def read_baris(rencana: RencanaTinjau, tempat: Tempat) -> BarisTinjau:
    """Keadaan terkini satu baris, dengan tanda yang dicatat sesudah daftarnya disusun."""
    bahan = rencana.bahan
    with bahan.ruang.register() as register:
        kini = replace(
            bahan,
            fakta=read_fakta(register),
            penilaian=read_penilaian(register, bahan.periode),
        )
    hasil = check_satu(kini, rencana.papan[tempat.unit])
    return next(b for b in _build(hasil) if b.kunci == tempat.kunci)


def _build(hasil: HasilPeriksa) -> list[BarisTinjau]:
    return build_daftar_tinjau(hasil.konteks, hasil.temuan, hasil.tanda)
