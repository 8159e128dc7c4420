"""Kebijakan penghitungan: data bertanggal dengan sumber dan kepastiannya.

Tidak ada peraturan SAKIP yang menetapkan rumus capaian; setiap instansi menetapkan sendiri,
maka semuanya konfigurasi dan dicetak di laporan.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from kinerja_cli.model.angka import round_potong, round_setengah_naik

RumusTurun = Literal["turun_selisih", "turun_rasio"]


class Aturan(BaseModel):
    """Dasar bagian kebijakan."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Pita(Aturan):
    """Satu pita skala, setengah terbuka: ``batas_bawah`` <= capaian < batas pita di atasnya."""

    batas_bawah: Decimal | None = None
    """Kosong hanya pada pita terbawah."""
    nama: str
    kode: str


class Skala(Aturan):
    """Skala kategori tanpa celah dan tanpa tumpang tindih, pita tertinggi lebih dahulu."""

    nama: str
    sumber: str
    kepastian: str
    pita: tuple[Pita, ...]

    @model_validator(mode="after")
    def _check_pita(self) -> Self:
        batas = [p.batas_bawah for p in self.pita]
        if not batas or batas[-1] is not None or None in batas[:-1]:
            raise ValueError("hanya pita terbawah yang boleh tanpa batas bawah")
        angka = [b for b in batas if b is not None]
        if any(atas <= bawah for atas, bawah in pairwise(angka)):
            raise ValueError("batas pita harus menurun")
        return self

    def read_kategori(self, tercetak: Decimal) -> Pita:
        """Pita untuk capaian yang sudah dibulatkan dua desimal."""
        return next(p for p in self.pita if p.batas_bawah is None or tercetak >= p.batas_bawah)


class TingkatPredikat(Aturan):
    """Satu predikat dengan nilai ordinal dan, bila ada, rentang skornya (batas bawah terbuka)."""

    nama: str
    nilai: Decimal
    alias: tuple[str, ...] = ()
    skor_di_atas: Decimal | None = None


class SkalaPredikat(Aturan):
    """Skala ordinal, predikat tertinggi lebih dahulu."""

    nama: str
    sumber: str
    kepastian: str
    tingkat: tuple[TingkatPredikat, ...]


class Kebijakan(Aturan):
    """Seluruh pilihan penghitungan satu instansi."""

    nama: str
    berlaku: date
    sumber: str
    kepastian: str
    rumus_turun: RumusTurun = "turun_selisih"
    target_nol: Literal["tidak_dapat_dihitung", "konvensi"] = "tidak_dapat_dihitung"
    batas_bawah: Decimal | None = None
    batas_atas: Decimal | None = None
    batas_atas_untuk: Literal["angka", "rerata"] = "rerata"
    rerata: Literal["aritmetik", "bobot", "geometrik"] = "aritmetik"
    pembulatan: Literal["setengah_ke_atas", "potong"] = "setengah_ke_atas"
    efisiensi: Literal[
        "selisih_capaian_serapan", "seratus_kurang_serapan", "pmk_249_2011", "pmk_22_2021"
    ] = "selisih_capaian_serapan"
    efisiensi_syarat_capaian: Decimal | None = Decimal(100)
    """Efisiensi hanya dihitung bila rata-rata capaian sekurang-kurangnya sebesar ini."""
    ambang_penjelasan_bawah: Decimal = Decimal(100)
    ambang_penjelasan_atas: Decimal = Decimal(120)
    """Capaian di luar kedua ambang memerlukan penjelasan."""
    toleransi_rupiah: Decimal = Decimal(0)
    belum_verifikasi: Literal["kecualikan", "sertakan"] = "kecualikan"
    skala: Skala
    predikat: dict[str, SkalaPredikat] = {}

    def cut_capaian(self, capaian: Decimal) -> Decimal:
        """Capaian yang dipotong dua desimal bila kebijakan memotong; selain itu apa adanya.

        Dibulatkan delapan desimal lebih dahulu, sama dengan rumus lembar, agar 98,62 yang
        tersimpan sebagai 98,6199... tidak menjadi 98,61.
        """
        if self.pembulatan != "potong":
            return capaian
        return round_potong(round_setengah_naik(capaian, 8))

    @cached_property
    def hash(self) -> str:
        """sha256 isi kanonik."""
        return sha256(self.model_dump_json().encode()).hexdigest()


@cache
def read_bawaan() -> dict[str, Any]:
    """Isi mentah kebijakan bawaan."""
    berkas = files("kinerja_cli.model").joinpath("kebijakan_bawaan.toml")
    return tomllib.loads(berkas.read_text(encoding="utf-8"))


def build_kebijakan(ubahan: dict[str, Any] | None = None) -> Kebijakan:
    """Kebijakan bawaan dengan ubahan dari kinerja.toml.

    ``skala`` boleh nama skala bawaan. Galat ``ValidationError`` bila ubahan tidak sah.
    """
    bawaan = read_bawaan()
    isi = {**bawaan["kebijakan"], **(ubahan or {})}
    if isinstance(isi.get("skala"), str):
        isi["skala"] = bawaan["skala"].get(isi["skala"], isi["skala"])
    return Kebijakan.model_validate(
        {**isi, "predikat": {**bawaan["predikat"], **isi.get("predikat", {})}}
    )
