"""Kata dan susunan kalimat: daftar, huruf awal, satuan, dan nama program di tengah kalimat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kinerja_cli.model.data_kinerja import DataIndikator

SATUAN_KATA = {"%": "persen", "ha": "hektare"}
TANPA_SATUAN = frozenset({"indeks", "nilai", "rasio", "predikat", "skor", "angka"})
KATA_SAMBUNG = frozenset(
    {"atas", "atau", "bagi", "dalam", "dan", "dari", "dengan", "di", "ke"}
    | {"oleh", "pada", "serta", "untuk", "yang"}
)
POLA_KATA = re.compile(r"\([^)]*\)|[^\s/]+")


def join_dan(daftar: Sequence[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(daftar) <= 1:
        return "".join(daftar)
    if len(daftar) == 2:
        return f"{daftar[0]} dan {daftar[1]}"
    return f"{', '.join(daftar[:-1])}, dan {daftar[-1]}"


def join_butir(daftar: Sequence[str]) -> str:
    """Seperti ``join_dan`` untuk butir yang sendirinya memuat koma: dipisah titik koma."""
    if len(daftar) <= 2:
        return join_dan(daftar)
    return f"{'; '.join(daftar[:-1])}; dan {daftar[-1]}"


def to_awal_kecil(teks: str) -> str:
    """Huruf awal kecil untuk di tengah kalimat, kecuali singkatan (``AKIP``)."""
    kata = teks.split(" ", 1)[0]
    return teks if kata.isupper() and len(kata) > 1 else teks[:1].lower() + teks[1:]


def to_awal_besar(teks: str) -> str:
    """Huruf awal besar untuk awal kalimat."""
    return teks[:1].upper() + teks[1:]


def format_satuan(indikator: DataIndikator) -> str:
    """Satuan sebagai kata sesudah angka: ``persen``, `` perumahan``; kosong bila tidak lazim."""
    satuan = indikator.satuan.strip()
    if indikator.jenis in {"predikat", "ya_tidak"} or satuan.casefold() in TANPA_SATUAN:
        return ""
    if kata := SATUAN_KATA.get(satuan.casefold()):
        return f" {kata}"
    return f" {satuan if satuan.isupper() or len(satuan) <= 3 else satuan[0].lower() + satuan[1:]}"


def format_beda(indikator: DataIndikator) -> str:
    """Satuan sebuah selisih: selisih dua persentase adalah poin persen."""
    return " poin persen" if indikator.satuan.strip() == "%" else format_satuan(indikator)


def format_nama(teks: str) -> str:
    """Nama nomenklatur yang seluruhnya huruf besar menjadi huruf biasa; singkatan tetap."""
    if not teks.isupper():
        return teks
    return POLA_KATA.sub(lambda m: _format_kata(m[0]), teks)


def shorten_nama(teks: str, panjang: int) -> str:
    """Nama yang muat sebagai keterangan bagan; dipotong pada batas kata."""
    if len(teks) <= panjang:
        return teks
    return f"{teks[: panjang - 1].rsplit(' ', 1)[0].rstrip(' ,;')}…"


def _format_kata(kata: str) -> str:
    if kata.startswith("("):
        return kata if len(kata) <= 8 else f"({format_nama(kata[1:-1])})"
    kecil = kata.lower()
    return kecil if kecil.strip(",;") in KATA_SAMBUNG else kecil[:1].upper() + kecil[1:]
