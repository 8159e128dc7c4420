"""Tanda pada sel yang tidak diberikan pembaca nilai: galat rumus dan format persen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

BARIS_TERJAUH = 9_999
KOLOM_TERJAUH = 702
"""Isi di luar ini (baris 9999, kolom ZZ) membuat pembaca menyiapkan persegi yang sangat besar."""
FORMAT_PERSEN_BAWAAN = frozenset({9, 10})
POLA_TETAP = re.compile(r'"[^"]*"|[\\_*].')
"""Teks tetap di dalam format angka; tanda persen di sana tidak mengalikan seratus."""


class TakPastiError(Exception):
    """Buku yang tidak dapat dipastikan terbaca lengkap; ``kode`` temuan dan rinciannya."""

    def __init__(self, kode: str, rincian: str = "") -> None:
        super().__init__(kode, rincian)
        self.kode = kode
        self.rincian = rincian


@dataclass(slots=True)
class TandaSel:
    """(indeks baris, indeks kolom) sel galat dan sel berformat persen pada satu lembar."""

    galat: set[tuple[int, int]] = field(default_factory=set)
    persen: set[tuple[int, int]] = field(default_factory=set)


TandaBuku = dict[str, TandaSel]
"""Tanda menurut nama lembar; semua lembar isian buku itu ada di dalamnya."""


def is_format_persen(format_angka: str) -> bool:
    """Benar bila format angka itu menampilkan 0,25 sebagai 25 %."""
    return "%" in POLA_TETAP.sub("", format_angka)


def check_jauh(baris: int, kolom: int, lembar: str) -> None:
    """``TakPastiError`` bila sel berisi itu (indeks mulai 0) jauh di luar tabel."""
    if baris >= BARIS_TERJAUH or kolom >= KOLOM_TERJAUH:
        raise TakPastiError("STR008", f"lembar {lembar}")
