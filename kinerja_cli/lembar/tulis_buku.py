"""Menulis buku laporan dari uraian murni: lembar verifikasi, dokumen data kinerja, daftar temuan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from kinerja_cli.model.kolom import Wujud

IsiBuku = str | Decimal | int | date | None


@dataclass(frozen=True, slots=True)
class KolomBuku:
    """Kolom laporan; judul boleh dua tingkat."""

    judul: str | tuple[str, str]
    wujud: Wujud = Wujud.TEKS
    lebar: int = 16
    desimal: int | None = None


@dataclass(frozen=True, slots=True)
class BarisBuku:
    """Satu baris laporan; ``warna`` nama kategori atau tingkat temuan, ``tebal`` untuk jumlah."""

    isi: tuple[IsiBuku, ...]
    warna: str = ""
    tebal: bool = False
    kelompok: bool = False
    """Baris judul kelompok; hanya isi pertama yang dicetak."""


@dataclass(frozen=True, slots=True)
class LembarBuku:
    """Satu lembar laporan."""

    nama: str
    judul: tuple[str, ...]
    kolom: tuple[KolomBuku, ...]
    baris: Sequence[BarisBuku]
    catatan: tuple[str, ...] = ()
    kolom_warna: tuple[int, ...] = ()
    """Kolom yang diwarnai menurut isinya (kategori, tingkat, Ya/Tidak)."""
    tanda_tangan: tuple[str, ...] = ()
    tegak: bool = False


@dataclass(frozen=True, slots=True)
class Buku:
    """Satu buku laporan."""

    lembar: tuple[LembarBuku, ...]
    kaki: str = ""


def write_buku(buku: Buku, tujuan: BinaryIO | Path, waktu: datetime) -> None:
    """Tulis buku; teks yang diawali = + - @ selalu ditulis sebagai teks."""
    raise NotImplementedError
