"""Tanggal seperti ditulis orang Indonesia; hari selalu lebih dahulu, bulan tidak pernah ditebak."""

from __future__ import annotations

import re
from datetime import date

BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
SINGKATAN = {b[:3]: i for i, b in enumerate(BULAN, start=1)} | {
    "agt": 8, "ags": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2,
}  # fmt: skip
POLA_ANGKA = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
POLA_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+)?")
POLA_NAMA = re.compile(r"(?:\w+,\s*)?(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})")


def read_tanggal(teks: str) -> date | None:
    """Tanggal dari teks seperti ``31/12/2025``, ``31-12-2025``, ``31 Desember 2025``.

    ``None`` bila tidak terbaca; tahun dua angka tidak diterima.
    """
    kecil = teks.strip().casefold()
    if m := POLA_ISO.fullmatch(kecil):
        return _build(int(m[1]), int(m[2]), int(m[3]))
    if m := POLA_ANGKA.fullmatch(kecil):
        return _build(int(m[3]), int(m[2]), int(m[1]))
    if m := POLA_NAMA.fullmatch(kecil):
        bulan = BULAN.index(m[2]) + 1 if m[2] in BULAN else SINGKATAN.get(m[2])
        return _build(int(m[3]), bulan, int(m[1])) if bulan else None
    return None


def _build(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
