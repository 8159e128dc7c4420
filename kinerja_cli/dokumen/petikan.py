"""Petikan: kata-kata orang untuk satu slot, sebuah .docx kecil yang dapat dibuka di Word.

Petikan menyimpan hash teks dasarnya; bila data atau isian bidang berubah sesudah disunting,
keduanya dicetak sampai orang memilih.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_draf import read_kunci_kontrol
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.tanam import transplant
from kinerja_cli.dokumen.xml_word import build


@dataclass(frozen=True, slots=True)
class Petikan:
    """Byte .docx dan hash teks yang disunting orang."""

    isi: bytes
    dasar: str


def hash_dasar(teks: str) -> str:
    """Hash teks buatan program atau isian bidang, dengan kunci di tempat angkanya."""
    return sha256(" ".join(teks.split()).encode()).hexdigest()


def build_petikan(unsur: Sequence[_Element], asal: Document, waktu: datetime) -> bytes:
    """Dokumen kecil berisi salinan paragraf dan tabel itu beserta gambarnya."""
    dokumen = docx.Document()
    badan = dokumen.element.body
    akhir = badan.find(qn("w:sectPr"))
    for satu in transplant(unsur, asal, dokumen, buat_gaya=True):
        akhir.addprevious(satu)
    return save_dokumen(dokumen, waktu)


def plant_petikan(
    petikan: Petikan, tujuan: Document, read_angka: Callable[[str], str | None]
) -> list[_Element]:
    """Paragraf petikan untuk ``tujuan``; angka terikat di dalamnya memakai teks yang sekarang."""
    asal = docx.Document(BytesIO(petikan.isi))
    isi = [u for u in asal.element.body if u.tag in {qn("w:p"), qn("w:tbl")}]
    hasil = transplant(isi, asal, tujuan)
    if not hasil or hasil[-1].tag != qn("w:p"):
        hasil.append(build("p"))
    for unsur in hasil:
        for kontrol in unsur.iter(qn("w:sdt")):
            teks = read_angka(read_kunci_kontrol(kontrol))
            if teks is not None:
                write_angka(kontrol, teks)
    return hasil


def write_angka(kontrol: _Element, teks: str) -> None:
    """Ganti isi kontrol dengan satu teks; format huruf pertamanya tetap."""
    daftar = list(kontrol.iter(qn("w:t")))
    if not daftar:
        return
    daftar[0].text = teks
    for lebih in daftar[1:]:
        lebih.text = ""
