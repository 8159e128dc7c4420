"""Kunci yang hidup lebih lama dari satu berkas: indikator, uang, fakta."""

from __future__ import annotations

import re

from kinerja_cli.model.periode import Periode

POLA_KODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,23}")
"""kode_indikator dan kode_elemen: ASCII, paling panjang 24 karakter."""

POLA_KODE_PENDEK = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,11}")
"""Kode unit dan sumber dana; pendek agar kunci fakta uang muat 64 karakter."""

POLA_SUB_KEGIATAN = re.compile(r"\d\.\d{2}\.\d{2}\.[12]\.\d{2}\.(\d{2}|\d{4})")
"""Kode sub kegiatan dua generasi nomenklatur (2 atau 4 angka di belakang)."""

AWAL_RTL = "rtl:"

PANJANG_KUNCI_FAKTA = 64
"""Batas panjang tag kontrol isi di Word."""


def build_kunci_fakta(tahun: int, periode: Periode, *bagian: str) -> str:
    """Kunci fakta yang terbaca, misalnya ``2025:tw4:IKU-03:realisasi``.

    Galat ``ValueError`` bila lebih dari 64 karakter.
    """
    kunci = ":".join((str(tahun), periode.value, *bagian))
    if len(kunci) > PANJANG_KUNCI_FAKTA:
        raise ValueError(f"kunci fakta lebih dari {PANJANG_KUNCI_FAKTA} karakter: {kunci}")
    return kunci


def build_kunci_uang(kode: str, unit: str, sumber_dana: str) -> str:
    """Kunci baris anggaran: kode sub kegiatan, unit, sumber dana."""
    return ":".join((kode, unit, sumber_dana))


def build_kunci_rtl(asal: str, subjek: str) -> str:
    """Kunci baris RTL, misalnya ``rtl:tw1:IKU-01``; sekaligus subjek fakta pelaksanaannya.

    ``asal`` periode yang merencanakannya, atau sebutan lain bagi yang bukan rencana bidang.
    """
    return f"{AWAL_RTL}{asal}:{subjek}"


def parse_rtl(kunci: str) -> tuple[str, str] | None:
    """(asal, subjek) dari kunci baris RTL; ``None`` bila bukan."""
    asal, pisah, subjek = kunci.removeprefix(AWAL_RTL).partition(":")
    return (asal, subjek) if kunci.startswith(AWAL_RTL) and pisah else None
