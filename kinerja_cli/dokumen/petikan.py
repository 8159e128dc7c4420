"""Petikan: kata-kata orang untuk satu slot, sebuah .docx kecil yang dapat dibuka di Word.

Petikan menyimpan hash teks dasarnya; bila data atau isian bidang berubah sesudah disunting,
keduanya dicetak sampai orang memilih.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_draf import read_draf, read_kunci_kontrol
from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.dokumen.tanam import transplant
from kinerja_cli.dokumen.xml_word import PenulisTeks, build, remove_unsur
from kinerja_cli.model.draf import Satuan

POLA_SIFAT = re.compile(r"kinerja petikan (?P<dasar>[0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Petikan:
    """Byte .docx dan hash teks yang disunting orang."""

    isi: bytes
    dasar: str


def build_petikan(
    unsur: Sequence[_Element], asal: Document, slot: str, dasar: str, waktu: datetime
) -> bytes:
    """Dokumen kecil berisi salinan paragraf dan tabel itu beserta gambarnya.

    Sifat dokumennya memuat slot dan hash dasarnya, sehingga berkas itu berdiri sendiri.
    """
    dokumen = docx.Document()
    dokumen.core_properties.title = slot
    dokumen.core_properties.keywords = f"kinerja petikan {dasar}"
    badan = dokumen.element.body
    akhir = badan.find(qn("w:sectPr"))
    isi = transplant(unsur, asal, dokumen, buat_gaya=True)
    _bind_lagi(isi, PenulisTeks(Figur()), {})
    for satu in isi:
        akhir.addprevious(satu)
    return save_dokumen(dokumen, waktu)


def read_sifat(isi: bytes, nama: str) -> tuple[str, str]:
    """(slot, hash dasar) sebuah petikan; kosong bila sifatnya hilang. Galat ``NaskahError``."""
    sifat = open_naskah(isi, nama).core_properties
    cocok = POLA_SIFAT.search(sifat.keywords or "")
    return sifat.title or "", cocok["dasar"] if cocok else ""


def read_petikan(isi: bytes, nama: str, dikenal: Iterable[str]) -> tuple[Satuan, ...]:
    """Teks petikan per paragraf dan baris tabel. Galat ``NaskahError`` bila berkasnya rusak."""
    return read_draf(open_naskah(isi, nama), dikenal).naskah.satuan


def plant_petikan(petikan: Petikan, tujuan: Document, penulis: PenulisTeks) -> list[_Element]:
    """Paragraf petikan untuk ``tujuan``; angka terikat di dalamnya memakai teks yang sekarang."""
    asal = open_naskah(petikan.isi, "petikan")
    draf = read_draf(asal, penulis.list_kunci())
    isi = [b.unsur for b in draf.blok]
    hasil = transplant(isi, asal, tujuan)
    if hasil and hasil[-1].tag != qn("w:p"):
        hasil.append(build("p"))
    kunci = penulis.list_kunci()
    _bind_lagi(hasil, penulis, {k: penulis.find_teks(k) or "" for k in kunci})
    return hasil


def _bind_lagi(daftar: Iterable[_Element], penulis: PenulisTeks, kini: dict[str, str]) -> None:
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
    isi = build("t")
    isi.text = teks if teks is not None else "".join(t.text or "" for t in daftar)
    isi.set(qn("xml:space"), "preserve")
    return build("r", *([deepcopy(sifat)] if sifat is not None else []), isi)
