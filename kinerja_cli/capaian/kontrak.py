"""Bentuk bersama semua jenis indikator: target, aturan hitung, rumus lembar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import Nilai

HINT_ANGKA = "isi angka"
HINT_PREDIKAT = "isi predikat"
TIDAK_DAPAT = "tidak dapat dihitung"


@dataclass(frozen=True, slots=True)
class Target:
    """Target yang terbaca. ``kanonik`` untuk JSON, ``teks`` sebagaimana di dokumen.

    ``angka`` target tunggal; ``bawah`` dan ``atas`` rentang; ``predikat`` nama predikat.
    """

    kanonik: str
    teks: str
    angka: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    predikat: str = ""


@dataclass(frozen=True, slots=True)
class BacaTarget:
    """Target, atau alasan tidak terbaca."""

    target: Target | None
    alasan: str = ""
    terbaca: str | None = None
    ambigu: bool = False


@dataclass(frozen=True, slots=True)
class AturanHitung:
    """Kebijakan instansi, arah, rumus pilihan indikator, dan skala predikatnya."""

    kebijakan: Kebijakan
    arah: Arah
    rumus: str = ""
    skala: str = ""
    satuan: str = ""


@dataclass(frozen=True, slots=True)
class SelRumus:
    """Alamat A1 sel sebaris yang dipakai rumus lembar."""

    realisasi: str
    target: str
    capaian: str
    pembilang: str = ""
    penyebut: str = ""
    mentah: tuple[str, ...] = ()
    """Sel isian yang diperiksa kosong dan jenisnya; kosong berarti ``realisasi`` sendiri."""


@dataclass(frozen=True, slots=True)
class RumusLembar:
    """Rumus tanpa ``=``; ``realisasi`` hanya untuk jenis yang realisasinya dihitung."""

    realisasi: str | None
    capaian: str
    kategori: str


class Jenis(Protocol):
    """Satu-satunya titik colok jenis indikator."""

    @property
    def kode(self) -> JenisIndikator:
        """Kode jenis di tabel Indikator."""

    @property
    def isian(self) -> tuple[str, ...]:
        """Kolom formulir yang dibuka."""

    def read_target(self, teks: str, acuan: AcuanBaca) -> BacaTarget:
        """Baca teks target."""

    def read_realisasi(self, mentah: str | float | Decimal | None, acuan: AcuanBaca) -> Bacaan:
        """Baca isian realisasi."""

    def calculate(self, target: Target, realisasi: Nilai, aturan: AturanHitung) -> HasilCapaian:
        """Hitung capaian beserta penjelasannya."""

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Rumus lembar yang hasilnya sama dengan ``calculate``."""
