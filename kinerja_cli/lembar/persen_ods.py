"""Sel .ods yang format angkanya persen; calamine hanya memberi nilainya."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BARIS_TERJAUH = 10_000
"""Ulangan baris kosong di ujung lembar tidak ditelusuri lebih jauh dari ini."""


def find_sel_persen_ods(isi: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Sel bertipe persen per lembar; kosong bila bagian isinya tidak terbaca."""
    hasil: dict[str, frozenset[tuple[int, int]]] = {}
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip, arsip.open("content.xml") as berkas:
            for _, unsur in iterparse(berkas):
                if unsur.tag == f"{TABEL}table":
                    nama = unsur.get(f"{TABEL}name", "")
                    hasil[nama] = frozenset(_iterate_persen(unsur))
                    unsur.clear()
    except (ParseError, KeyError, zipfile.BadZipFile):
        return {}
    return hasil


def _iterate_persen(tabel: Element) -> Iterator[tuple[int, int]]:
    r = 0
    for baris in tabel.iter(f"{TABEL}table-row"):
        ulang = int(baris.get(f"{TABEL}number-rows-repeated", "1"))
        kolom = list(_iterate_kolom(baris))
        for i in range(r, min(r + ulang, BARIS_TERJAUH) if kolom else r):
            for c in kolom:
                yield i, c
        r += ulang


def _iterate_kolom(baris: Element) -> Iterator[int]:
    c = 0
    for sel in baris:
        if sel.tag not in {f"{TABEL}table-cell", f"{TABEL}covered-table-cell"}:
            continue
        ulang = int(sel.get(f"{TABEL}number-columns-repeated", "1"))
        if sel.get(f"{OFFICE}value-type") == "percentage":
            yield from range(c, c + ulang)
        c += ulang
