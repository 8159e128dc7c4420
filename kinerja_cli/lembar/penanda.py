"""Tanda tersembunyi pada formulir: identitas, nama kolom, dan akhir tabel."""

from __future__ import annotations

LEMBAR_IDENTITAS = "_kinerja"
LEMBAR_PILIHAN = "_pilihan"
AWAL_TANDA = "#kolom:"
TANDA_HASH = "#hash"
AKHIR_TABEL = "## akhir tabel ##"


def build_tanda_kolom(lembar: str) -> str:
    """Isi sel pertama baris teknis; menyebut nama baku lembarnya."""
    return f"{AWAL_TANDA}{lembar}"


def parse_tanda_kolom(teks: str) -> str:
    """Nama baku lembar dari tanda; teks kosong bila bukan tanda."""
    return teks.removeprefix(AWAL_TANDA).strip() if teks.startswith(AWAL_TANDA) else ""
