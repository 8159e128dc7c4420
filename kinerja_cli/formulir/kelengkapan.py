"""Seberapa lengkap isian sebuah formulir menurut fakta yang sudah diterima."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja_cli.formulir.bentuk import Formulir
from kinerja_cli.formulir.peta import AlamatFakta, map_sel
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.nilai import JenisNilai

BIDANG_WAJIB = ("realisasi", "pembilang", "penyebut")
LEMBAR_WAJIB = ("Kinerja", "Anggaran")


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """Banyak sel wajib, yang terisi, dan kunci yang masih kurang."""

    terisi: int
    wajib: int
    kurang: tuple[str, ...]


def calculate_kelengkapan(
    definisi: Definisi, formulir: Formulir, fakta: KumpulanFakta
) -> Kelengkapan:
    """Terisi berarti ada angka, predikat, atau keterangan belum ada yang beralasan."""
    alamat = list(iterate_wajib(definisi, formulir))
    kurang = [
        subjek
        for periode, subjek, kolom in alamat
        if fakta.nilai(periode, subjek, kolom).jenis in {JenisNilai.KOSONG, JenisNilai.TAK_TERBACA}
    ]
    return Kelengkapan(len(alamat) - len(kurang), len(alamat), tuple(kurang))


def iterate_wajib(definisi: Definisi, formulir: Formulir) -> Iterator[AlamatFakta]:
    """Alamat fakta semua sel yang wajib diisi pada formulir ini."""
    for lembar in formulir.lembar:
        if lembar.nama not in LEMBAR_WAJIB:
            continue
        for baris in lembar.baris:
            for bidang in BIDANG_WAJIB:
                sel = baris.sel.get(bidang)
                if sel is None or not sel.terbuka:
                    continue
                alamat = map_sel(definisi, formulir.identitas, lembar.nama, baris.kunci, bidang)
                if alamat:
                    yield alamat
