"""Isi sel lembar kerja sebagaimana dibaca, dan alamatnya; tanpa pustaka lembar kerja."""

from __future__ import annotations

import re
from datetime import date, datetime

from kinerja_cli.model.angka import format_kanonik, from_float

IsiMentah = str | float | int | bool | date | datetime | None

POLA_TAK_POLOS = re.compile("\u00a0|\r|_x000D_|[^\\S\\n ]|  ")
POLA_SPASI = re.compile(r"[^\S\n]+")


def clean_isi(isi: object) -> IsiMentah:
    """Isi sel tanpa spasi keras dan spasi tepi; teks kosong menjadi ``None``."""
    if isinstance(isi, str):
        if not POLA_TAK_POLOS.search(isi):
            return isi.strip() or None
        teks = isi.replace("\u00a0", " ").replace("\r\n", "\n").replace("_x000D_", "")
        return POLA_SPASI.sub(" ", teks).strip() or None
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
        return format_kanonik(from_float(float(isi)))
    if isinstance(isi, datetime):
        return isi.date().isoformat()
    return isi.isoformat() if isinstance(isi, date) else isi


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
