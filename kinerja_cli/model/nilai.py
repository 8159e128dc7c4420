"""Satu nilai bertanda: isi sebuah sel dan apa yang diketahui tentangnya.

Bentuk yang sama dipakai di memori, register, dan JSON. Tidak satu pun keadaan
berubah menjadi keadaan lain: nol adalah angka, kosong bukan nol, dan
"belum ada data" selalu membawa alasan.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kinerja_cli.model.angka import format_kanonik

_kutip = json.JSONEncoder(ensure_ascii=False).encode


class JenisNilai(StrEnum):
    """Lima keadaan sebuah sel isian."""

    KOSONG = "kosong"
    ANGKA = "angka"
    BELUM_ADA = "belum_ada"
    TEKS = "teks"
    TAK_TERBACA = "tak_terbaca"


@dataclass(frozen=True, slots=True)
class Nilai:
    """Nilai bertanda. ``teks`` adalah predikat, alasan belum ada, atau teks mentah tak terbaca."""

    jenis: JenisNilai
    angka: Decimal | None = None
    teks: str | None = None

    @classmethod
    def dari_angka(cls, angka: Decimal | int | str) -> Nilai:
        """Nilai angka; nol pun angka."""
        return cls(JenisNilai.ANGKA, Decimal(angka))

    @classmethod
    def dari_teks(cls, teks: str) -> Nilai:
        """Nilai predikat, misalnya ``WTP``."""
        return cls(JenisNilai.TEKS, teks=teks)

    @classmethod
    def belum_ada(cls, alasan: str) -> Nilai:
        """Data dinyatakan belum ada, dengan alasannya."""
        return cls(JenisNilai.BELUM_ADA, teks=alasan)

    @classmethod
    def tak_terbaca(cls, mentah: str) -> Nilai:
        """Isi sel yang tidak dapat dibaca; teks aslinya disimpan."""
        return cls(JenisNilai.TAK_TERBACA, teks=mentah)

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON: ``{"jenis": "angka", "angka": "12.5"}``; angka sebagai teks kanonik."""
        isi: dict[str, Any] = {"jenis": self.jenis.value}
        if self.angka is not None:
            isi["angka"] = format_kanonik(self.angka)
        if self.teks is not None:
            isi["teks"] = self.teks
        return isi

    @classmethod
    def from_json(cls, isi: dict[str, Any]) -> Nilai:
        """Kebalikan ``to_json``."""
        angka = isi.get("angka")
        return cls(
            JenisNilai(isi["jenis"]), None if angka is None else Decimal(angka), isi.get("teks")
        )

    def dump(self) -> str:
        """Bentuk JSON sebagai teks; nilai yang sama selalu menjadi teks yang sama."""
        # Ditulis langsung karena dipanggil untuk setiap sel; uji menyamakannya dengan to_json.
        angka = "" if self.angka is None else f'"angka": "{format_kanonik(self.angka)}", '
        teks = "" if self.teks is None else f', "teks": {_kutip(self.teks)}'
        return f'{{{angka}"jenis": "{self.jenis.value}"{teks}}}'

    @classmethod
    def load(cls, teks: str) -> Nilai:
        """Kebalikan ``dump``."""
        return cls.from_json(json.loads(teks))

    @property
    def ada(self) -> bool:
        """Benar bila sel berisi angka atau predikat yang dapat dihitung."""
        return self.jenis in {JenisNilai.ANGKA, JenisNilai.TEKS}


def dump_angka(kanonik: str) -> str:
    """``Nilai.dump`` angka yang teks kanoniknya sudah diketahui."""
    return f'{{"angka": "{kanonik}", "jenis": "angka"}}'


def dump_teks(teks: str) -> str:
    """``Nilai.dump`` sebuah teks."""
    return f'{{"jenis": "teks", "teks": {_kutip(teks)}}}'


KOSONG = Nilai(JenisNilai.KOSONG)
TANPA_ISI = (JenisNilai.KOSONG, JenisNilai.TAK_TERBACA)
AWAL_TANPA_ISI = tuple(f'{{"jenis": "{j.value}"' for j in TANPA_ISI)
"""Nilai tanpa angka menyebut jenisnya lebih dahulu (``Nilai.dump``)."""
