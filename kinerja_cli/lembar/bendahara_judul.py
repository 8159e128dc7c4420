"""Tahun dan bulan terakhir yang disebut judul laporan bendahara."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

POLA_TAHUN = re.compile(r"\b(?:tahun(?:\s+anggaran)?|bulan)\b[\s:]*(?:[a-z]+\s+)?(20\d\d)\b", re.I)
"""Misalnya ``Tahun Anggaran : 2025`` atau ``Bulan : Maret 2025``."""
NAMA_BULAN = (
    "jan(?:uari)?", "[fp]eb(?:ruari)?", "mar(?:et)?", "apr(?:il)?", "mei", "jun[i]?", "jul[i]?",
    "ag[ust]{1,2}(?:tus)?", "sep(?:t(?:ember)?)?", "okt(?:ober)?", "no[pv](?:ember)?",
    "des(?:ember)?",
)  # fmt: skip
BULAN = f"(?:{'|'.join(NAMA_BULAN)})"
POLA_BULAN = tuple(re.compile(p, re.I) for p in NAMA_BULAN)
ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
TAHUN = r"(?:\s*20\d\d)?"
SAMPAI = r"(?:s\s?[./]?\s?d\b\.?|sampai(?:\s+dengan)?|hingga)"
KATA_SAMPAI = r"[\s:]*(?:(?:tanggal|bulan|akhir|keadaan)[\s:]*)*"
WAKTU = (
    rf"(?:(?:\d{{1,2}}\s+)?(?P<bulan>{BULAN})\b"
    r"|\d{1,2}[-/.](?P<angka>0?[1-9]|1[0-2])[-/.](?:20)?\d\d\b"
    r"|(?:triwulan|tw)\.?[\s-]*(?P<triwulan>iv|i{1,3}|[1-4])\b"
    r"|semester[\s-]*(?P<semester>i{1,2}|[12])\b)"
)
POLA_GARIS = re.compile(rf"(\b{BULAN}{TAHUN})\s*[-–—]\s*(?=\d|{BULAN})", re.I)
"""Garis di antara dua bulan berarti sampai dengan; begitu pula di antara dua triwulan."""
POLA_GARIS_TRIWULAN = re.compile(
    rf"\b((triwulan|tw)\.?\s*(?:iv|i{{1,3}}|[1-4]))\s*(?:[-–—]|{SAMPAI})\s*(?=(?:iv|i{{1,3}}|[1-4])\b)",
    re.I,
)
POLA_SAMPAI = re.compile(rf"{SAMPAI}{KATA_SAMPAI}{WAKTU}{TAHUN}", re.I)
POLA_TUNGGAL = re.compile(
    rf"\b(?:bulan[\s:]*(?=[a-z])|keadaan\s+|per\s+(?:tanggal\s+)?(?=\d))?{WAKTU}{TAHUN}", re.I
)
POLA_PENUNJUK = re.compile(r"bulan|keadaan|per\s|triwulan|tw|semester", re.I)
POLA_LANJUT = re.compile(
    rf"\s*(?:dan|serta|atau|&|,|/)\s*(?:\d|i|triwulan|tw|semester|bulan|{BULAN}\b)", re.I
)
POLA_AWAL_RENTANG = re.compile(rf"\s*{SAMPAI}", re.I)
POLA_BUKAN_PERIODE = re.compile(r"\b(?:dpa|dppa|dpa-skpd|spd|pagu|cetak|dicetak)\b", re.I)


@dataclass(frozen=True, slots=True)
class JudulLaporan:
    """Yang disebut judul; kosong bila tidak disebut, ``bulan`` juga bila berarti ganda."""

    tahun: frozenset[int] = frozenset()
    bulan: int | None = None


TANPA_JUDUL = JudulLaporan()


def read_judul(baris: Iterable[str]) -> JudulLaporan:
    """Tahun dan bulan terakhir menurut baris-baris di atas tabel."""
    daftar = [" ".join(b.split()) for b in baris]
    tahun = frozenset(int(t) for b in daftar for t in POLA_TAHUN.findall(b))
    return JudulLaporan(tahun, _find_bulan(daftar))


def _find_bulan(daftar: Iterable[str]) -> int | None:
    bulan: set[int] = set()
    for teks in daftar:
        if POLA_BUKAN_PERIODE.search(teks):
            continue
        rapi = POLA_GARIS_TRIWULAN.sub(r"\1 s.d. \2 ", POLA_GARIS.sub(r"\1 s.d. ", teks))
        for cocok in (*POLA_SAMPAI.finditer(rapi), *_iterate_tunggal(rapi)):
            if POLA_LANJUT.match(rapi, cocok.end()):
                return None
            bulan.add(_read_bulan(cocok))
    return bulan.pop() if len(bulan) == 1 else None


def _iterate_tunggal(teks: str) -> Iterable[re.Match[str]]:
    """Waktu yang ditunjuk kata di depannya dan bukan awal sebuah rentang."""
    for cocok in POLA_TUNGGAL.finditer(teks):
        if POLA_PENUNJUK.match(cocok[0]) and not POLA_AWAL_RENTANG.match(teks, cocok.end()):
            yield cocok


def _read_bulan(cocok: re.Match[str]) -> int:
    """Bulan terakhir dari nama bulan, tanggal, triwulan, atau semester."""
    if nama := cocok["bulan"]:
        return next(n for n, p in enumerate(POLA_BULAN, start=1) if p.fullmatch(nama))
    if cocok["angka"]:
        return int(cocok["angka"])
    kelompok, lebar = ("triwulan", 3) if cocok["triwulan"] else ("semester", 6)
    nomor = cocok[kelompok].lower()
    return (ROMAWI.get(nomor) or int(nomor)) * lebar
