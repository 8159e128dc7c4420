"""Membuka .docx dari luar: ukuran, sandi, dan DTD diperiksa sebelum isinya diurai."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from kinerja_cli.lembar.penjaga import find_kelebihan
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import NaskahError

SANDI = b"\xd0\xcf\x11\xe0"
"""Awal wadah OLE: Word memakainya untuk .docx bersandi dan untuk .doc lama."""
ULANG = "buka di Word, simpan sebagai .docx tanpa sandi, lalu ulangi"


def open_naskah(isi: bytes, nama: str, batas: Batas = BATAS) -> Document:
    """Dokumen siap dibaca. Galat ``NaskahError`` satu baris bila tidak dapat dibaca lengkap."""
    if not isi:
        raise NaskahError(f"{nama} kosong (0 byte)", "salin lagi berkasnya dari pengirim")
    if len(isi) > batas.berkas:
        raise NaskahError(f"{nama} melebihi {batas.berkas_mb} juta byte", "kecilkan gambarnya")
    if isi.startswith(SANDI):
        raise NaskahError(f"{nama} bersandi atau berjenis .doc lama", ULANG)
    if not isi.startswith(b"PK"):
        raise NaskahError(f"{nama} bukan dokumen Word (.docx)", ULANG)
    try:
        _guard(isi, nama, batas)
        dokumen = docx.Document(BytesIO(isi))
        _check_rujukan(dokumen)
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, OSError,
            EOFError, NotImplementedError, RuntimeError, AttributeError) as galat:  # fmt: skip
        raise NaskahError(f"{nama} rusak atau terpotong", ULANG) from galat
    return dokumen


def _check_rujukan(dokumen: Document) -> None:
    """Galat ``KeyError`` bila kepala atau kaki halaman yang dirujuk tidak ada."""
    for rujukan in dokumen.element.body.iter(qn("w:headerReference"), qn("w:footerReference")):
        dokumen.part.related_parts[rujukan.get(qn("r:id"), "")]


def _guard(isi: bytes, nama: str, batas: Batas) -> None:
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        anggota = arsip.infolist()
        if lebih := find_kelebihan(anggota, batas):
            raise NaskahError(f"{nama} ditolak: {lebih}", ULANG)
        daftar = {a.filename for a in anggota}
        if "word/document.xml" not in daftar or len(daftar) < len(anggota):
            raise NaskahError(f"{nama} bukan dokumen Word (.docx)", ULANG)
        if b"macroEnabled" in arsip.read("[Content_Types].xml"):
            raise NaskahError(f"{nama} memuat makro (.docm)", ULANG)
        for a in anggota:
            # UTF-16 menyela setiap huruf dengan byte nol.
            if a.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in arsip.read(a).replace(
                b"\0", b""
            ):
                raise NaskahError(f"{nama} ditolak: {a.filename} memuat DTD", ULANG)
