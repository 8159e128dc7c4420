"""Sel yang format angkanya persen: 0,25 di sana tampil sebagai 25 %."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kinerja_cli.lembar.buku_masuk import BukuBaca, decode_xml, iterate_bagian, read_kolom
from kinerja_cli.lembar.penjaga import JenisBuku, Terjaga
from kinerja_cli.lembar.sel_ods import find_persen_ods

POLA_SEL = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
POLA_ALAMAT = re.compile(rb'\sr="([A-Z]+)(\d+)"')
POLA_GAYA = re.compile(rb'\ss="(\d+)"')
POLA_BAWAAN = re.compile(rb'numFmtId="(?:9|10)"')
POLA_NUMFMT = re.compile(r'numFmtId="(\d+)"')
POLA_KUTIPAN = re.compile(r'"[^"]*"|\\.')
"""Teks tetap di dalam format angka; tanda persen di sana tidak mengalikan seratus."""


def mark_persen(buku: BukuBaca, isi: bytes) -> BukuBaca:
    """Buku dengan sel persennya ditandai; .xls dan .xlsb tidak memberitahukan format sel."""
    persen = find_persen_ods(isi) if buku.jenis is JenisBuku.ODS else _find_xlsx(buku.terjaga)
    if not persen:
        return buku
    lembar = (replace(x, persen=persen.get(x.nama, frozenset())) for x in buku.lembar)
    return replace(buku, lembar=tuple(lembar))


def _find_xlsx(terjaga: Terjaga) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Sel .xlsx yang format angkanya persen, per lembar: 0,25 di sana tampil sebagai 25 %."""
    gaya = _find_gaya_persen(terjaga.bagian.get("xl/styles.xml", b""))
    if not gaya:
        return {}
    return {
        nama: frozenset(
            (int(alamat[2]) - 1, read_kolom(alamat[1].decode()))
            for sel in POLA_SEL.finditer(bagian)
            if (alamat := POLA_ALAMAT.search(sel[0]))
            and (s := POLA_GAYA.search(sel[0]))
            and int(s[1]) in gaya
        )
        for nama, bagian in iterate_bagian(terjaga.bagian)
    }


def _find_gaya_persen(gaya: bytes) -> set[int]:
    """Indeks gaya sel yang format angkanya memuat tanda persen (bawaan 9 dan 10, atau buatan)."""
    if b"%" not in gaya and not POLA_BAWAAN.search(gaya):
        return set()
    teks = gaya.decode("utf-8", errors="replace")
    format_persen = {"9", "10"}
    for m in re.finditer(r"<(?:\w+:)?numFmt\b[^>]*>", teks):
        atribut = dict(re.findall(r'(\w+)="([^"]*)"', m[0]))
        if "%" in POLA_KUTIPAN.sub("", decode_xml(atribut.get("formatCode", ""))):
            format_persen.add(atribut.get("numFmtId", ""))
    blok = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", teks, re.DOTALL)
    daftar = re.findall(r"<(?:\w+:)?xf\b[^>]*>", blok[0]) if blok else []
    return {
        i for i, xf in enumerate(daftar) if (f := POLA_NUMFMT.search(xf)) and f[1] in format_persen
    }


TANPA_FORMAT = frozenset({JenisBuku.XLS, JenisBuku.XLSB})
"""Jenis yang format selnya tidak dapat dibaca."""
