"""Lebar kolom tabel: tidak ada kata atau angka yang terpotong selama halamannya masih cukup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEBAR_HURUF: tuple[tuple[str, int], ...] = (
    ("iIjl|'", 222),
    (" .,:;!/\\ft[]I", 278),
    ("-()r", 333),
    ('"°*', 390),
    ("cksvxyzJ", 500),
    ("abdeghnopqu0123456789L#?_", 556),
    ("+<=>~", 584),
    ("FTZ", 611),
    ("ABEKPSVXY&", 667),
    ("CDHNRUw", 722),
    ("GOQ", 778),
    ("mM", 833),
    ("%", 889),
    ("W@", 944),
)
"""Lebar huruf Arial, seperseribu ukuran huruf."""
LAINNYA = 600
TEBAL = 1.08
"""Huruf tebal lebih lebar daripada huruf biasa."""
LONGGAR = 60
"""Sisa tempat agar pembulatan program lain tidak memotong kata, seperduapuluh poin."""
_LEBAR = {h: lebar for daftar, lebar in LEBAR_HURUF for h in daftar}
POLA_POTONG = re.compile(r"[\s/]+")


@dataclass(frozen=True, slots=True)
class BahanLebar:
    """Satu kolom: bagian yang diinginkan, judul, isi, dan apakah isinya tidak boleh dipotong."""

    bagian: float
    judul: str
    isi: Sequence[str]
    utuh: bool


def measure_teks(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """Lebar teks satu baris dalam seperduapuluh poin."""
    jumlah = sum(_LEBAR.get(h, LAINNYA) for h in teks)
    return jumlah * ukuran * 20 / 1000 * (TEBAL if tebal else 1)


def fit_lebar(
    kolom: Sequence[BahanLebar], lebar: int, ukuran: float, margin: int, judul: float | None = None
) -> list[int]:
    """Lebar setiap kolom (seperduapuluh poin), berjumlah tepat ``lebar``.

    Setiap kolom mendapat sedikitnya kata terpanjangnya dan tidak lebih daripada barisnya yang
    terpanjang sebelum kolom lain cukup. Bila semuanya tidak muat, kekurangannya ditanggung bersama.
    """
    jumlah = sum(k.bagian for k in kolom)
    ingin = [k.bagian / jumlah * lebar for k in kolom]
    batas = [_measure(k, ukuran, judul or ukuran) for k in kolom]
    perlu = [b[0] + margin + LONGGAR for b in batas]
    penuh = [max(b[1] + margin + LONGGAR, p) for b, p in zip(batas, perlu, strict=True)]
    if sum(perlu) >= lebar:
        hasil = [p / sum(perlu) * lebar for p in perlu]
    else:
        cukup = [max(p, min(i, n)) for p, i, n in zip(perlu, ingin, penuh, strict=True)]
        if sum(cukup) > lebar:
            hasil = _spread(perlu, [c - p for c, p in zip(cukup, perlu, strict=True)], lebar)
        else:
            kurang = [n - c for n, c in zip(penuh, cukup, strict=True)]
            sisa = min(lebar, round(sum(cukup) + sum(kurang)))
            hasil = _spread(_spread(cukup, kurang, sisa), ingin, lebar)
    bulat = [int(h) for h in hasil]
    bulat[bulat.index(max(bulat))] += lebar - sum(bulat)
    return bulat


def _spread(dasar: Sequence[float], bobot: Sequence[float], lebar: int) -> list[float]:
    """``dasar`` ditambah sisanya menurut ``bobot``, tidak pernah berkurang."""
    sisa, jumlah = max(0.0, lebar - sum(dasar)), sum(bobot)
    return [d + (sisa * b / jumlah if jumlah else 0) for d, b in zip(dasar, bobot, strict=True)]


def _measure(kolom: BahanLebar, ukuran: float, judul: float) -> tuple[float, float]:
    """(potongan terpanjang yang tidak boleh terputus, baris terpanjang)."""
    kepala = max((measure_teks(k, judul, tebal=True) for k in _split(kolom.judul)), default=0)
    # Teks yang sama sering berulang; cukup diukur sekali.
    baris = {b for isi in set(kolom.isi) for b in isi.split("\n")}
    panjang = max((measure_teks(b, ukuran, tebal=True) for b in baris), default=0)
    if kolom.utuh:
        return max(kepala, panjang), max(kepala, panjang)
    potongan = {p for b in baris for p in _split(b)}
    pendek = max((measure_teks(p, ukuran, tebal=True) for p in potongan), default=0)
    return max(kepala, pendek), max(kepala, panjang)


def _split(teks: str) -> Iterable[str]:
    return POLA_POTONG.split(teks)
