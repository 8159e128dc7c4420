"""Temuan: masalah pada data sebagai nilai, dikumpulkan dari semua berkas, tidak dilempar."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Tingkat(StrEnum):
    """Galat menghalangi, peringatan perlu dijawab, catatan cukup diketahui."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class ButirKatalog:
    """Satu baris katalog: kode tetap, templat masalah dan perbaikan, alasan aturan."""

    kode: str
    tingkat: Tingkat
    judul: str
    masalah: str
    perbaikan: str
    mengapa: str
    perbaikan_bidang: str = ""
    """Yang dapat dilakukan bidang, bila ``perbaikan`` hanya dapat dilakukan perencana."""
    contoh: str = ""
    """Isian yang menimbulkan temuan ini."""
    batas: str = ""
    """Ambang bawaan aturan; kosong bila tidak berambang."""
    batas_arti: str = ""


@dataclass(frozen=True, slots=True)
class Temuan:
    """Satu temuan. Identitasnya lintas putaran adalah (kode, kunci, kolom); sel untuk dibaca."""

    kode: str
    tingkat: Tingkat
    masalah: str
    perbaikan: str
    berkas: str = ""
    lembar: str = ""
    sel: str = ""
    kunci: str = ""
    kolom: str = ""

    @property
    def perbaikan_bidang(self) -> str:
        """Perbaikan yang dapat dilakukan bidang, untuk formulir kembali dan notanya."""
        butir = read_katalog().get(self.kode)
        return (butir.perbaikan_bidang if butir else "") or self.perbaikan

    @property
    def identitas(self) -> tuple[str, str, str]:
        """Pengenal yang tidak berubah bila baris berpindah tempat."""
        return (self.kode, self.kunci, self.kolom)

    def to_json(self) -> dict[str, Any]:
        """Bentuk kontrak JSON, urutan kunci tetap."""
        isi = asdict(self)
        urut = ("kode", "tingkat", "berkas", "lembar", "sel", "kunci", "kolom")
        return {k: str(isi[k]) for k in (*urut, "masalah", "perbaikan")}

    @classmethod
    def from_json(cls, isi: dict[str, str]) -> Temuan:
        """Kebalikan ``to_json``."""
        return cls(
            kode=isi["kode"],
            tingkat=Tingkat(isi["tingkat"]),
            masalah=isi["masalah"],
            perbaikan=isi["perbaikan"],
            berkas=isi["berkas"],
            lembar=isi["lembar"],
            sel=isi["sel"],
            kunci=isi["kunci"],
            kolom=isi["kolom"],
        )


@cache
def read_katalog() -> dict[str, ButirKatalog]:
    """Katalog semua kode temuan, untuk skema, aturan, pembacaan, dan dokumen."""
    isi = tomllib.loads(
        files("kinerja_cli.model").joinpath("katalog.toml").read_text(encoding="utf-8")
    )
    return {
        kode: ButirKatalog(kode=kode, **{**butir, "tingkat": Tingkat(butir["tingkat"])})
        for kode, butir in isi.items()
    }


def build_temuan(kode: str, **isi: object) -> Temuan:
    """Temuan dari katalog; kata kunci mengisi tempat (berkas, sel, ...) dan templat kalimat."""
    butir = read_katalog()[kode]
    berkas, lembar, sel, kunci, kolom = (
        str(isi.get(k, "")) for k in ("berkas", "lembar", "sel", "kunci", "kolom")
    )
    nilai = {"berkas": berkas, "lembar": lembar, "sel": sel, "kunci": kunci, "kolom": kolom, **isi}
    return Temuan(
        kode=kode,
        tingkat=butir.tingkat,
        masalah=butir.masalah.format_map(nilai),
        perbaikan=butir.perbaikan.format_map(nilai),
        berkas=berkas,
        lembar=lembar,
        sel=sel,
        kunci=kunci,
        kolom=kolom,
    )


def sort_temuan(daftar: Iterable[Temuan]) -> list[Temuan]:
    """Urut per berkas, terberat dulu, lalu tempat."""
    berat = list(Tingkat)
    return sorted(
        daftar, key=lambda t: (t.berkas, berat.index(t.tingkat), t.lembar, t.kunci, t.sel, t.kode)
    )


def relocate_temuan(daftar: Iterable[Temuan], berkas: str) -> list[Temuan]:
    """Temuan yang sama dengan nama berkas sebagaimana disebut pemakai."""
    return [replace(t, berkas=berkas) for t in daftar]


def has_tindakan(daftar: Iterable[Temuan]) -> bool:
    """Benar bila ada galat atau peringatan (kode keluar 1)."""
    return any(t.tingkat is not Tingkat.CATATAN for t in daftar)


def has_galat(daftar: Iterable[Temuan]) -> bool:
    """Benar bila ada galat."""
    return any(t.tingkat is Tingkat.GALAT for t in daftar)


def describe_jumlah(daftar: Iterable[Temuan]) -> str:
    """Misalnya ``6 temuan: 2 galat, 3 peringatan, 1 catatan``."""
    hitung = Counter(t.tingkat for t in daftar)
    rincian = ", ".join(f"{hitung[t]} {t.value}" for t in Tingkat if hitung[t])
    return f"{hitung.total()} temuan: {rincian}" if rincian else "tidak ada temuan"


def group_temuan(
    daftar: Iterable[Temuan], sebut: Callable[[Temuan], str]
) -> dict[str, list[Temuan]]:
    """Temuan menurut sebutan kelompoknya; kelompok dan temuan terberat di depan."""
    hasil: dict[str, list[Temuan]] = {}
    berat = list(Tingkat)
    for t in sorted(daftar, key=lambda t: (berat.index(t.tingkat), t.berkas, t.lembar, t.kunci)):
        hasil.setdefault(sebut(t), []).append(t)
    return dict(sorted(hasil.items(), key=lambda k: (_measure_berat(k[1]), k[0])))


def _measure_berat(daftar: list[Temuan]) -> tuple[int, ...]:
    hitung = Counter(t.tingkat for t in daftar)
    return tuple(-hitung[t] for t in Tingkat)
