"""Metadata kolom pada model baris: judul, peran, wujud, bantuan.

Satu model baris menghasilkan lembar, validasi, petunjuk, pembaca, pemeriksaan, dan dokumentasi.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Union, get_args, get_origin

from pydantic import BaseModel


class Peran(StrEnum):
    """Kunci mencocokkan, acuan dikunci, isian dibuka, hitung dihitung lembar."""

    KUNCI = "kunci"
    ACUAN = "acuan"
    ISIAN = "isian"
    HITUNG = "hitung"


class Wujud(StrEnum):
    """Rupa isi; format Excel dan Word diturunkan dari sini di tempat menulis."""

    BULAT = "bulat"
    DESIMAL = "desimal"
    PERSEN = "persen"
    RUPIAH = "rupiah"
    TANGGAL = "tanggal"
    TEKS = "teks"
    NILAI = "nilai"
    """Angka atau predikat atau keterangan: isian realisasi dan teks target."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """Keterangan kolom yang ditempel dengan ``Annotated`` pada bidang model baris.

    ``judul`` boleh dua tingkat, misalnya ``("Realisasi", "K")``. ``lebar`` dalam karakter.
    """

    judul: str | tuple[str, str]
    bantuan: str = ""
    alias: tuple[str, ...] = ()
    peran: Peran = Peran.ACUAN
    wujud: Wujud = Wujud.TEKS
    lebar: int = 16
    contoh: str = ""

    @property
    def judul_baris(self) -> tuple[str, ...]:
        """Judul sebagai satu atau dua tingkat."""
        return (self.judul,) if isinstance(self.judul, str) else self.judul

    @property
    def nama(self) -> str:
        """Judul untuk disebut dalam kalimat."""
        return " ".join(self.judul_baris)


@dataclass(frozen=True, slots=True)
class KolomModel:
    """Kolom beserta nama bidang, pilihan tertutup, dan wajib tidaknya."""

    bidang: str
    kolom: Kolom
    pilihan: tuple[str, ...]
    wajib: bool


def iterate_kolom(model: type[BaseModel]) -> Iterator[KolomModel]:
    """Kolom sebuah model baris menurut urutan bidangnya."""
    for bidang, info in model.model_fields.items():
        kolom = next((m for m in info.metadata if isinstance(m, Kolom)), None)
        if kolom is not None:
            yield KolomModel(bidang, kolom, _read_pilihan(info.annotation), info.is_required())


def _read_pilihan(tipe: object) -> tuple[str, ...]:
    if isinstance(tipe, type) and issubclass(tipe, StrEnum):
        return tuple(anggota.value for anggota in tipe)
    if get_origin(tipe) is Literal:
        return tuple(str(a) for a in get_args(tipe))
    if get_origin(tipe) in {Union, types.UnionType}:
        return tuple(p for bagian in get_args(tipe) for p in _read_pilihan(bagian))
    return ()
