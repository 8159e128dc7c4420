"""Isi sebuah blok laporan sebagai uraian: paragraf, tabel, gambar; belum berupa Word.

Teks boleh memuat penanda angka dari ``Figur`` dan penanda "belum ada" dari ``mark_kosong``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinerja_cli.lembar.grafik import UraianGrafik

Rata = Literal["kiri", "tengah", "kanan"]

AWAL_KOSONG, AKHIR_KOSONG, AKHIR_SUBJEK = "\ue002", "\ue003", "\ue004"


def mark_kosong(teks: str, subjek: str = "") -> str:
    """Tandai teks sebagai yang belum ada; tercetak menyolok dan terhitung sebagai kekurangan.

    ``subjek`` yang sudah disebut kalimatnya tidak dicetak lagi, hanya mendahului kekurangannya.
    """
    depan = f"{subjek}{AKHIR_SUBJEK}" if subjek else ""
    return f"{AWAL_KOSONG}{depan}{teks}{AKHIR_KOSONG}"


def split_kosong(tanda: str) -> tuple[str, str]:
    """(teks yang dicetak, kekurangan yang disebut) dari satu penanda ``mark_kosong``."""
    subjek, ada, teks = tanda[1:-1].rpartition(AKHIR_SUBJEK)
    return teks, f"{subjek}: {teks}" if ada else teks


@dataclass(frozen=True, slots=True)
class Paragraf:
    """Satu paragraf; ``gaya`` adalah nama gaya paragraf di templat."""

    teks: str
    gaya: str = "Body Text"


@dataclass(frozen=True, slots=True)
class Keterangan:
    """Judul tabel atau gambar bernomor urut (SEQ)."""

    jenis: Literal["Tabel", "Gambar"]
    teks: str


@dataclass(frozen=True, slots=True)
class KolomTabel:
    """Judul, lebar nisbi, dan perataan satu kolom; ``kelompok`` judul di atas beberapa kolom."""

    judul: str
    lebar: float
    rata: Rata = "kiri"
    kelompok: str = ""
    nomor: str = ""
    """Nomor kolom seperti pada formulir resmi."""


@dataclass(frozen=True, slots=True)
class BarisTabel:
    """Isi satu baris; ``tebal`` untuk jumlah, ``kelompok`` untuk judul selebar tabel."""

    isi: tuple[str, ...]
    tebal: bool = False
    kelompok: bool = False
    tebal_sampai: int | None = None
    """Kolom sesudah sebanyak ini tidak ikut tebal."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """Tabel selebar halaman; ``gabung`` kolom pertama yang disatukan bila isinya berulang."""

    kolom: tuple[KolomTabel, ...]
    baris: tuple[BarisTabel, ...]
    gabung: int = 0
    kecil: bool = False
    """Huruf kecil untuk tabel yang sangat lebar."""
    tinggi_cm: float = 0.0
    """Tinggi baris paling sedikit, misalnya untuk ruang tanda tangan; nol menurut isinya."""
    catatan: tuple[str, ...] = ()
    """Catatan di bawah tabel, sebelum catatan angka yang belum final."""


@dataclass(frozen=True, slots=True)
class Gambar:
    """Grafik asli Word berdampingan dalam satu baris, dengan teks penggantinya."""

    grafik: tuple[UraianGrafik, ...]
    uraian: str
    tinggi_cm: float = 6.5


@dataclass(frozen=True, slots=True)
class Narasi:
    """Kata-kata orang pada sebuah slot; kosong tercetak sebagai ``harap`` yang ditandai."""

    slot: str
    teks: str
    harap: str


Isi = Paragraf | Keterangan | Tabel | Gambar | Narasi
