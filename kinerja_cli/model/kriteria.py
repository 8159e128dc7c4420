"""Kriteria pemeriksaan sendiri LKjIP dan hasilnya; bukan nilai dan bukan predikat evaluator."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

LABEL = "Pemeriksaan sendiri"
PENEGASAN = "Bukan penilaian evaluator: tanpa angka nilai dan tanpa predikat."


class Keadaan(StrEnum):
    """Hasil satu kriteria."""

    TERPENUHI = "terpenuhi"
    BELUM = "belum"
    TIDAK_DAPAT = "tidak dapat diperiksa"
    ORANG = "diperiksa orang"


class SumberKriteria(BaseModel):
    """Asal sekelompok kriteria dan seberapa pasti isinya."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nama: str
    kepastian: str


class ButirKriteria(BaseModel):
    """Satu kriteria; ``periksa`` kosong berarti hanya orang yang dapat menilainya."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str
    kelompok: str
    kriteria: str
    sumber: SumberKriteria
    periksa: str = ""
    blok: tuple[str, ...] = ()
    """Blok templat tempat hal itu tampil di laporan."""
    perbaikan: str = ""

    @property
    def judul_kelompok(self) -> str:
        """Misalnya ``PermenPANRB 53/2014 ...: I. Format``."""
        return f"{self.sumber.nama}: {self.kelompok}"


@dataclass(frozen=True, slots=True)
class LetakBlok:
    """Judul tempat sebuah blok di laporan, dan halaman awal subbabnya bila diketahui."""

    judul: str
    halaman: str = ""

    def describe(self) -> str:
        """Misalnya ``3. Kemajuan terhadap target jangka menengah (mulai hlm. 14)``."""
        return f"{self.judul} (mulai hlm. {self.halaman})" if self.halaman else self.judul


@dataclass(frozen=True, slots=True)
class HasilKriteria:
    """Satu kriteria yang sudah diperiksa, seluruh dinas atau satu sasaran.

    ``kunci`` kunci fakta, kode indikator, atau blok yang memenuhinya; ``kurang`` kalimat per
    kekurangan; ``alasan`` sebab tidak dapat diperiksa.
    """

    butir: ButirKriteria
    sasaran: str
    keadaan: Keadaan
    kunci: tuple[str, ...] = ()
    letak: tuple[LetakBlok, ...] = ()
    kurang: tuple[str, ...] = ()
    alasan: str = ""

    def to_json(self) -> dict[str, Any]:
        """Entri ``kriteria`` pada JSON."""
        return {
            "kode": self.butir.kode,
            "kelompok": self.butir.kelompok,
            "kriteria": self.butir.kriteria,
            "sumber": self.butir.sumber.nama,
            "kepastian": self.butir.sumber.kepastian,
            "sasaran": self.sasaran or None,
            "keadaan": self.keadaan.value,
            "kunci": list(self.kunci),
            "letak": [{"judul": x.judul, "halaman": x.halaman or None} for x in self.letak],
            "kurang": list(self.kurang),
            "alasan": self.alasan or None,
            "perbaikan": self.butir.perbaikan if self.keadaan is not Keadaan.TERPENUHI else None,
        }


@cache
def read_kriteria() -> dict[str, ButirKriteria]:
    """Semua kriteria menurut kode, berurutan seperti di berkasnya."""
    isi = tomllib.loads(
        files("kinerja_cli.model").joinpath("kriteria_laporan.toml").read_text(encoding="utf-8")
    )
    return {
        kode: ButirKriteria(
            kode=kode, **{**butir, "sumber": SumberKriteria(**isi["sumber"][butir["sumber"]])}
        )
        for kode, butir in isi["kriteria"].items()
    }
