"""Sebab selisih yang terlihat dari kedua angkanya saja: pembulatan, satuan, digit, lipat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kinerja_cli.aturan.dugaan import Dugaan, JenisDugaan, build_dugaan
from kinerja_cli.model.angka import format_kanonik, round_potong, round_setengah_naik

BIDANG = "bidang"
BENDAHARA = "bendahara"
SATUAN = ((Decimal(1), "rupiah"), (Decimal(1000), "ribuan"), (Decimal(1_000_000), "jutaan"))
NOL_LEBIH = (Decimal(10), Decimal(100))
DESIMAL_SATUAN = 3
"""Angka dalam ribuan atau jutaan lazim ditulis sampai tiga desimal."""


def explain_angka(bidang: Decimal, bendahara: Decimal) -> Iterator[Dugaan]:
    """Sebab yang pas sampai rupiah; kosong bila salah satu nol atau keduanya sama."""
    if not bidang or not bendahara or bidang == bendahara:
        return
    for pihak, a, b in ((BIDANG, bidang, bendahara), (BENDAHARA, bendahara, bidang)):
        for periksa in DAFTAR_PERIKSA:
            yield from periksa(pihak, a, b)
    yield from _check_digit(bidang, bendahara)


def _check_bulat(pihak: str, a: Decimal, b: Decimal) -> Iterator[Dugaan]:
    """Pihak itu membulatkan atau memotong angka pihak lain."""
    for besar, nama in SATUAN:
        calon = {bulat(b / besar, 0) * besar for bulat in (round_setengah_naik, round_potong)}
        if a in calon and b % besar:
            yield build_dugaan(JenisDugaan.PEMBULATAN, pihak=pihak, satuan=nama)
            return


def _check_satuan(pihak: str, a: Decimal, b: Decimal) -> Iterator[Dugaan]:
    """Pihak itu menulis dalam ribuan atau jutaan rupiah."""
    for besar, nama in SATUAN[1:]:
        desimal = min(_count_desimal(a), DESIMAL_SATUAN)
        if abs(b) >= besar and a == round_setengah_naik(b / besar, desimal):
            yield build_dugaan(JenisDugaan.SATUAN, pihak=pihak, satuan=nama)
            return


def _check_nol(pihak: str, a: Decimal, b: Decimal) -> Iterator[Dugaan]:
    """Angka nol di belakang tertinggal pada pihak itu."""
    for kali in NOL_LEBIH:
        if a * kali == b:
            yield build_dugaan(JenisDugaan.NOL, pihak=pihak, banyak=len(str(kali)) - 1)


def _check_lipat(pihak: str, a: Decimal, b: Decimal) -> Iterator[Dugaan]:
    if a == 2 * b:
        yield build_dugaan(JenisDugaan.LIPAT, pihak=pihak)


def _check_digit(bidang: Decimal, bendahara: Decimal) -> Iterator[Dugaan]:
    """Dua digit bersebelahan terbalik."""
    kiri, kanan = (format_kanonik(abs(n)) for n in (bidang, bendahara))
    if len(kiri) != len(kanan) or (bidang < 0) != (bendahara < 0):
        return
    beda = [i for i, (x, y) in enumerate(zip(kiri, kanan, strict=True)) if x != y]
    if len(beda) != 2 or beda[1] - beda[0] != 1:
        return
    letak = slice(beda[0], beda[1] + 1)
    if kiri[letak].isdecimal() and kiri[letak] == kanan[letak][::-1]:
        yield build_dugaan(JenisDugaan.DIGIT, bidang=kiri[letak], bendahara=kanan[letak])


def _count_desimal(angka: Decimal) -> int:
    return len(format_kanonik(angka).partition(".")[2])


DAFTAR_PERIKSA: tuple[Callable[[str, Decimal, Decimal], Iterator[Dugaan]], ...] = (
    _check_bulat,
    _check_satuan,
    _check_nol,
    _check_lipat,
)
