"""Membuka buku kerja dari luar menjadi nilai sel; satu-satunya tempat yang memanggil calamine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from kinerja_cli.lembar.penjaga import BATAS, Batas, Ditolak, JenisBuku, guard_berkas
from kinerja_cli.lembar.sel_ods import find_galat_ods
from kinerja_cli.model.isi_sel import IsiMentah, clean_isi
from kinerja_cli.model.temuan import build_temuan

POLA_GALAT = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*\sr="([A-Z]+)(\d+)"')
POLA_LEMBAR = re.compile(r'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"[^>]*\b\w+:id="([^"]*)"')
POLA_RELASI = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True, slots=True)
class LembarBaca:
    """Satu lembar: baris nilai (indeks mulai 0) dan sel yang berisi galat seperti #REF!."""

    nama: str
    baris: Sequence[Sequence[object]]
    galat: frozenset[tuple[int, int]] = frozenset()
    persen: frozenset[tuple[int, int]] = frozenset()
    """Sel berformat persen; hanya dicari oleh ``mark_persen``."""

    def isi(self, baris: int, kolom: int) -> IsiMentah:
        """Isi sel; ``None`` bila kosong atau di luar lembar."""
        if baris >= len(self.baris) or kolom >= len(self.baris[baris]):
            return None
        return clean_isi(self.baris[baris][kolom])


@dataclass(frozen=True, slots=True)
class BukuBaca:
    """Buku kerja yang terbaca lengkap."""

    jenis: JenisBuku
    lembar: tuple[LembarBaca, ...]


def open_buku(isi: bytes, nama: str, batas: Batas = BATAS) -> BukuBaca | Ditolak:
    """Buka buku kerja menurut isinya; yang tidak dapat dibaca lengkap ditolak dengan sebabnya."""
    jenis = guard_berkas(isi, nama, batas)
    if isinstance(jenis, Ditolak):
        return jenis
    try:
        with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
            galat = PENCARI_GALAT[jenis](isi) if jenis in PENCARI_GALAT else {}
            lembar = tuple(
                LembarBaca(
                    m.name,
                    buku.get_sheet_by_name(m.name).to_python(skip_empty_area=False),
                    galat.get(m.name, frozenset()),
                )
                for m in buku.sheets_metadata
                if m.typ is SheetTypeEnum.WorkSheet
            )
    except PasswordError:
        return Ditolak("tolak", build_temuan("STR005", berkas=nama))
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        return Ditolak("tolak", build_temuan("STR007", berkas=nama))
    return BukuBaca(jenis, lembar)


def _find_galat(isi: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Sel galat per lembar; calamine memberi teks kosong untuk #DIV/0! sehingga dicari sendiri."""
    hasil = {}
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        for nama, bagian in iterate_bagian(arsip):
            mentah = arsip.read(bagian)
            if b't="e"' in mentah:
                hasil[nama] = frozenset(
                    (int(m[2]) - 1, read_kolom(m[1].decode())) for m in POLA_GALAT.finditer(mentah)
                )
    return hasil


def iterate_bagian(arsip: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(nama lembar, jalur bagian XML) sebuah .xlsx menurut relasinya."""
    ada = set(arsip.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= ada:
        return
    relasi = {}
    for m in POLA_RELASI.finditer(arsip.read("xl/_rels/workbook.xml.rels").decode("utf-8")):
        atribut = dict(re.findall(r'(\w+)="([^"]*)"', m[0]))
        tujuan = atribut.get("Target", "")
        relasi[atribut.get("Id", "")] = tujuan.lstrip("/") if tujuan[:1] == "/" else f"xl/{tujuan}"
    for m in POLA_LEMBAR.finditer(arsip.read("xl/workbook.xml").decode("utf-8")):
        if relasi.get(m[2]) in ada:
            yield decode_xml(m[1]), relasi[m[2]]


def decode_xml(teks: str) -> str:
    """Teks atribut XML tanpa entitas."""
    for entitas, huruf in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        teks = teks.replace(entitas, huruf)
    return teks.replace("&amp;", "&")


def read_kolom(huruf: str) -> int:
    """Indeks kolom mulai 0 dari hurufnya."""
    nomor = 0
    for h in huruf:
        nomor = nomor * 26 + ord(h) - 64
    return nomor - 1


PENCARI_GALAT = {JenisBuku.XLSX: _find_galat, JenisBuku.ODS: find_galat_ods}
"""Pencari sel galat; .xls dan .xlsb tidak diketahui selnya dan terbaca kosong."""
