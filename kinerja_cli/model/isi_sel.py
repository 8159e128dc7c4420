"""Isi sel lembar kerja sebagaimana dibaca, dan alamatnya; tanpa pustaka lembar kerja."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from math import isfinite

from kinerja_cli.model.angka import format_kanonik, from_float

IsiMentah = str | float | int | bool | date | datetime | None

BULAT_BIASA = 10**15
POLA_SPASI = re.compile(r"[^\S\n]+")
POLA_KENDALI = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Yang tidak boleh ada di XML atau di terminal; sel tidak menampilkannya."""


def clean_isi(isi: object) -> IsiMentah:
    """Isi sel tanpa spasi keras, spasi tepi, dan huruf kendali; teks kosong menjadi ``None``."""
    if isinstance(isi, str):
        if isi.isprintable() and "  " not in isi and "_x000D_" not in isi:
            return isi.strip() or None
        teks = (
            POLA_KENDALI.sub("", isi)
            .replace("\u00a0", " ")
            .replace("\r\n", "\n")
            .replace("_x000D_", "")
        )
        return POLA_SPASI.sub(" ", teks).strip() or None
    if isinstance(isi, float) and not isfinite(isi):
        # 1E999 atau NaN di berkas rusak bukan angka; sebagai teks ia ditolak pembaca angka.
        return str(isi)
    if isinstance(isi, bool | int | float | datetime | date):
        return isi
    return None if isi is None else str(isi)


def format_isi(isi: IsiMentah) -> str:
    """Isi sel sebagai teks: angka kanonik, tanggal ISO."""
    if isi is None:
        return ""
    if isinstance(isi, bool):
        return "BENAR" if isi else "SALAH"
    if isinstance(isi, int | float):
        # Bilangan bulat biasa sudah kanonik; selebihnya lewat 15 digit lembar kerja.
        if abs(isi) < BULAT_BIASA and isi == int(isi):
            return str(int(isi))
        return format_kanonik(from_float(float(isi)))
    if isinstance(isi, datetime):
        return isi.date().isoformat()
    return isi.isoformat() if isinstance(isi, date) else isi


@cache
def format_kolom(kolom: int) -> str:
    """Huruf kolom dari indeks mulai 0."""
    huruf = ""
    kolom += 1
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def format_alamat(baris: int, kolom: int) -> str:
    """Alamat A1 dari indeks mulai 0."""
    return f"{format_kolom(kolom)}{baris + 1}"
