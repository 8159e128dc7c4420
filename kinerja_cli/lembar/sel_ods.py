"""Sel .ods yang berformat persen atau berisi galat; calamine hanya memberi nilainya."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
BARIS_TERJAUH = 10_000
"""Ulangan baris kosong di ujung lembar tidak ditelusuri lebih jauh dari ini."""

Pilih = Callable[[Element], bool]
AlamatSel = dict[str, frozenset[tuple[int, int]]]


def find_persen_ods(isi: bytes) -> AlamatSel:
    """Sel bertipe persen per lembar; kosong bila bagian isinya tidak terbaca."""
    return _find(isi, lambda sel: sel.get(f"{OFFICE}value-type") == "percentage")


def find_galat_ods(isi: bytes) -> AlamatSel:
    """Sel berisi galat rumus per lembar."""
    return _find(isi, lambda sel: sel.get(f"{CALCEXT}value-type") == "error")


def _find(isi: bytes, pilih: Pilih) -> AlamatSel:
    hasil: AlamatSel = {}
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip, arsip.open("content.xml") as berkas:
            for _, unsur in iterparse(berkas):
                if unsur.tag == f"{TABEL}table":
                    nama = unsur.get(f"{TABEL}name", "")
                    hasil[nama] = frozenset(_iterate_sel(unsur, pilih))
                    unsur.clear()
    except (ParseError, KeyError, zipfile.BadZipFile):
        return {}
    return hasil


def _iterate_sel(tabel: Element, pilih: Pilih) -> Iterator[tuple[int, int]]:
    r = 0
    for baris in tabel.iter(f"{TABEL}table-row"):
        ulang = int(baris.get(f"{TABEL}number-rows-repeated", "1"))
        kolom = list(_iterate_kolom(baris, pilih))
        for i in range(r, min(r + ulang, BARIS_TERJAUH) if kolom else r):
            for c in kolom:
                yield i, c
        r += ulang


def _iterate_kolom(baris: Element, pilih: Pilih) -> Iterator[int]:
    c = 0
    for sel in baris:
        if sel.tag not in {f"{TABEL}table-cell", f"{TABEL}covered-table-cell"}:
            continue
        ulang = int(sel.get(f"{TABEL}number-columns-repeated", "1"))
        if pilih(sel):
            yield from range(c, c + ulang)
        c += ulang
