"""Waktu yang tertulis di PDF (ISO 32000-1, 7.9.4) untuk dibaca orang."""

from __future__ import annotations

import re
from datetime import datetime

from kinerja_cli.model.cetak import format_tanggal

POLA = re.compile(
    r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?)?"
    r"(?:(Z)(?:00'?00'?)?|([+-])(\d\d)'?(\d\d)?'?)?"
)
ZONA = {"+07.00": "WIB", "+08.00": "WITA", "+09.00": "WIT", "+00.00": "UTC", "-00.00": "UTC"}


def format_waktu_pdf(teks: str) -> str:
    """``27 Februari 2026 pukul 09.30 WIB``; teks aslinya bila bentuknya tidak dikenal."""
    cocok = POLA.fullmatch(teks.strip())
    if cocok is None:
        return teks
    tahun, bulan, hari, jam, menit = (int(n or 0) for n in cocok.groups()[:5])
    try:
        waktu = datetime(tahun, bulan, hari, jam, menit)
    except ValueError:
        return teks
    tanggal = format_tanggal(waktu.date())
    if cocok[4] is None:
        return tanggal
    return f"{tanggal} pukul {waktu:%H.%M} {_name_zona(cocok)}".rstrip()


def _name_zona(cocok: re.Match[str]) -> str:
    """Nama zona Indonesia, selisihnya dari UTC, atau kosong bila tidak tertulis."""
    if cocok[6]:
        return "UTC"
    if not cocok[7]:
        return ""
    selisih = f"{cocok[7]}{cocok[8]}.{cocok[9] or '00'}"
    return ZONA.get(selisih, f"UTC{selisih}")
