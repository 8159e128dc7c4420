"""Menulis tabel sumber kosong atau terisi dari model barisnya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from kinerja_cli.model.sumber import Baris


@dataclass(frozen=True, slots=True)
class IsiTabel:
    """Satu lembar tabel: nama, model baris, isinya, dan contoh untuk tabel kosong."""

    nama: str
    model: type[Baris]
    baris: Sequence[Baris] = ()
    contoh: Sequence[Baris] = ()
    judul: str = ""
    keterangan: str = ""


def write_tabel(daftar: Sequence[IsiTabel], tujuan: BinaryIO, waktu: datetime) -> None:
    """Tulis satu buku kerja berisi semua tabel dan lembar Petunjuk."""
    raise NotImplementedError
