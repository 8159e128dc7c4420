"""Petikan: kata-kata orang untuk satu slot, sebuah .docx kecil yang dapat dibuka di Word.

Petikan menyimpan hash teks dasarnya; bila data atau isian bidang berubah sesudah disunting,
keduanya dicetak sampai orang memilih.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_draf import Draf, read_draf
from kinerja_cli.dokumen.baca_kontrol import read_kunci_kontrol
from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.dokumen.tanam import transplant
from kinerja_cli.dokumen.xml_word import (
    PenulisTeks,
    build,
    build_paragraf,
    build_run,
    build_teks,
    read_teks,
    remove_unsur,
)
from kinerja_cli.model.draf import DUA_VERSI

TEKS_DUA_SUNTINGAN = (
    f"[{DUA_VERSI}: yang di atas baris ini dari draf, yang di bawahnya dari petikan yang disunting "
    "di laporan/narasi. Pilih satu, lalu hapus yang lain beserta baris ini.]"
)
POLA_SIFAT = re.compile(r"kinerja petikan (?P<dasar>[0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Petikan:
    """Byte .docx dan hash teks yang disunting orang."""

    isi: bytes
    dasar: str


@dataclass(frozen=True, slots=True)
class BagianPetikan:
    """Paragraf dan tabel dari satu dokumen asal."""

    unsur: Sequence[_Element]
    asal: Document


def build_petikan(
    bagian: Sequence[BagianPetikan],
    slot: str,
    dasar: str,
    waktu: datetime,
    kini: Mapping[str, str] | None = None,
) -> bytes:
    """Dokumen kecil berisi salinan paragraf dan tabel itu beserta gambarnya.

    Sifat dokumennya memuat slot dan hash dasarnya, sehingga berkas itu berdiri sendiri. Dua bagian
    dipisahkan baris dua versi; angkanya memakai teks ``kini`` bila ada.
    """
    dokumen = docx.Document()
    dokumen.core_properties.title = slot
    dokumen.core_properties.keywords = f"kinerja petikan {dasar}"
    akhir = dokumen.element.body.find(qn("w:sectPr"))
    for urut, satu in enumerate(bagian):
        isi = transplant(satu.unsur, satu.asal, dokumen, buat_gaya=True)
        _bind_lagi(isi, PenulisTeks(Figur()), kini or {})
        if urut:
            isi.insert(0, build_paragraf("Normal", build_run(TEKS_DUA_SUNTINGAN)))
        for unsur in isi:
            akhir.addprevious(unsur)
    return save_dokumen(dokumen, waktu)


def open_petikan(isi: bytes, nama: str, dikenal: Iterable[str]) -> Draf:
    """Petikan sebagai draf kecil. Galat ``NaskahError`` bila berkasnya rusak."""
    return read_draf(open_naskah(isi, nama), dikenal)


def read_sifat(isi: bytes, nama: str) -> tuple[str, str]:
    """(slot, hash dasar) sebuah petikan; kosong bila sifatnya hilang. Galat ``NaskahError``."""
    sifat = open_naskah(isi, nama).core_properties
    cocok = POLA_SIFAT.search(sifat.keywords or "")
    return sifat.title or "", cocok["dasar"] if cocok else ""


def plant_petikan(petikan: Petikan, tujuan: Document, penulis: PenulisTeks) -> list[_Element]:
    """Paragraf petikan untuk ``tujuan``; angka terikat di dalamnya memakai teks yang sekarang."""
    draf = open_petikan(petikan.isi, "petikan", penulis.list_kunci())
    hasil = transplant([b.unsur for b in draf.blok], draf.dokumen, tujuan)
    if hasil and hasil[-1].tag != qn("w:p"):
        hasil.append(build("p"))
    kunci = penulis.list_kunci()
    _bind_lagi(hasil, penulis, {k: penulis.find_teks(k) or "" for k in kunci})
    return hasil


def _bind_lagi(daftar: Iterable[_Element], penulis: PenulisTeks, kini: Mapping[str, str]) -> None:
    """Tulis ulang setiap kontrol angka beserta penandanya; teksnya menurut ``kini`` bila ada."""
    for unsur in daftar:
        for kontrol in list(unsur.iter(qn("w:sdt"))):
            kunci = read_kunci_kontrol(kontrol)
            run = _merge_run(kontrol, kini.get(kunci))
            if run is not None:
                for baru in penulis.wrap_angka(kunci, run) if kunci else [run]:
                    kontrol.addprevious(baru)
            remove_unsur(kontrol)


def _merge_run(kontrol: _Element, teks: str | None) -> _Element | None:
    """Satu run berisi seluruh teks kontrol dengan format huruf pertamanya."""
    daftar = list(kontrol.iter(qn("w:t")))
    if not daftar:
        return None
    induk = daftar[0].getparent()
    sifat = induk.find(qn("w:rPr")) if induk is not None else None
    isi = build_teks(read_teks(kontrol) if teks is None else teks)
    return build("r", *([deepcopy(sifat)] if sifat is not None else []), isi)
