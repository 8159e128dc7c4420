"""Membuka buku kerja dari luar menjadi nilai sel; satu-satunya tempat yang memanggil calamine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from kinerja_cli.lembar.penjaga import Ditolak, JenisBuku, Terjaga, guard_berkas
from kinerja_cli.lembar.sel_ods import find_galat_ods
from kinerja_cli.model.batas import BATAS, Batas
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

    terjaga: Terjaga
    lembar: tuple[LembarBaca, ...]

    @property
    def jenis(self) -> JenisBuku:
        """Jenis menurut isinya."""
        return self.terjaga.jenis


def open_buku(isi: bytes, nama: str, batas: Batas = BATAS) -> BukuBaca | Ditolak:
    """Buka buku kerja menurut isinya; yang tidak dapat dibaca lengkap ditolak dengan sebabnya."""
    terjaga = guard_berkas(isi, nama, batas)
    if isinstance(terjaga, Ditolak):
        return terjaga
    try:
        with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
            galat = find_galat(terjaga, isi)
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
    return BukuBaca(terjaga, lembar)


def find_galat(terjaga: Terjaga, isi: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Sel galat per lembar; calamine memberi teks kosong untuk #DIV/0! sehingga dicari sendiri.

    Pada .xls dan .xlsb selnya tidak diketahui dan terbaca kosong.
    """
    if terjaga.jenis is JenisBuku.ODS:
        return find_galat_ods(isi)
    if not any(b't="e"' in x for x in terjaga.bagian.values()):
        return {}
    return {
        nama: frozenset((int(m[2]) - 1, read_kolom(m[1].decode())) for m in POLA_GALAT.finditer(x))
        for nama, x in iterate_bagian(terjaga.bagian)
    }


def iterate_bagian(bagian: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(nama lembar, XML-nya) sebuah .xlsx menurut relasinya."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= bagian.keys():
        return
    relasi = {}
    for m in POLA_RELASI.finditer(bagian["xl/_rels/workbook.xml.rels"].decode("utf-8")):
        atribut = dict(re.findall(r'(\w+)="([^"]*)"', m[0]))
        tujuan = atribut.get("Target", "")
        relasi[atribut.get("Id", "")] = tujuan.lstrip("/") if tujuan[:1] == "/" else f"xl/{tujuan}"
    for m in POLA_LEMBAR.finditer(bagian["xl/workbook.xml"].decode("utf-8")):
        if relasi.get(m[2]) in bagian:
            yield decode_xml(m[1]), bagian[relasi[m[2]]]


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
