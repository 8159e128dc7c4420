"""Sel .ods yang berformat persen atau berisi galat; calamine hanya memberi nilainya."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from kinerja_cli.lembar.tanda_sel import TakPastiError, TandaBuku, TandaSel, check_jauh

TABEL = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEKS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
SEL = frozenset({f"{TABEL}table-cell", f"{TABEL}covered-table-cell"})
MANIFES, ISI = "META-INF/manifest.xml", "content.xml"
POLA_GALAT = re.compile(r"#[A-Z/0]+[!?]?|#N/A|\w+:5\d\d")
"""Teks tampil galat rumus; program lama menyimpannya sebagai angka 0 atau teks."""


def find_tanda_ods(isi: bytes) -> TandaBuku:
    """Tanda sel setiap lembar; ``TakPastiError`` bila bersandi atau tidak terbaca lengkap."""
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            if MANIFES in arsip.namelist() and b"encryption-data" in arsip.read(MANIFES):
                raise TakPastiError("STR005")
            return _Penelusur().scan(arsip.read(ISI))
    except (expat.ExpatError, LookupError, ValueError, zipfile.BadZipFile, zlib.error) as galat:
        raise TakPastiError("STR007") from galat


class _Penelusur:
    """Menelusuri content.xml sekali jalan; letak dihitung dari ulangan baris dan kolom."""

    def __init__(self) -> None:
        self.hasil: TandaBuku = {}
        self._lembar: list[str] = []
        self._baris = self._ulang_baris = self._kolom = 0
        self._isi: list[tuple[int, int, str]] = []
        """(kolom awal, kolom akhir, tanda) sel berisi pada baris ini."""
        self._sel: dict[str, str] | None = None
        self._teks = ""

    def scan(self, isi: bytes) -> TandaBuku:
        """Tanda menurut nama lembar; ``ExpatError`` atau ``ValueError`` bila isinya rusak."""
        pengurai = expat.ParserCreate(namespace_separator=" ")
        pengurai.StartElementHandler = self._open
        pengurai.EndElementHandler = self._close
        pengurai.CharacterDataHandler = self._add_teks
        pengurai.StartDoctypeDeclHandler = _reject_dtd
        pengurai.buffer_text = True
        pengurai.Parse(isi, True)
        return self.hasil

    def _open(self, tag: str, atribut: dict[str, str]) -> None:
        if tag in SEL:
            self._sel, self._teks = atribut, ""
        elif tag == f"{TABEL}table-row":
            self._ulang_baris = _read_ulang(atribut, f"{TABEL}number-rows-repeated")
            self._kolom, self._isi = 0, []
        elif tag == f"{TABEL}table":
            self._open_lembar(atribut.get(f"{TABEL}name", ""))

    def _open_lembar(self, nama: str) -> None:
        if self._lembar or nama in self.hasil:
            raise TakPastiError("STR035", f"lembar {nama} tertulis dua kali atau bersarang")
        self._lembar.append(nama)
        self.hasil[nama] = TandaSel()
        self._baris = 0

    def _add_teks(self, teks: str) -> None:
        if self._sel is not None and len(self._teks) < 80:
            self._teks += teks

    def _close(self, tag: str) -> None:
        if tag in SEL and self._sel is not None:
            self._close_sel(self._sel)
            self._sel = None
        elif tag == f"{TABEL}table-row":
            self._close_baris()
        elif tag == f"{TABEL}table":
            self._lembar.pop()

    def _close_sel(self, atribut: dict[str, str]) -> None:
        akhir = self._kolom + _read_ulang(atribut, f"{TABEL}number-columns-repeated")
        jenis = atribut.get(f"{OFFICE}value-type", "")
        teks = self._teks.strip()
        if jenis or teks:
            tanda = "persen" if jenis == "percentage" else ""
            tampil_galat = f"{TABEL}formula" in atribut and POLA_GALAT.fullmatch(teks)
            if tampil_galat or atribut.get(f"{CALCEXT}value-type") == "error":
                tanda = "galat"
            self._isi.append((self._kolom, akhir, tanda))
        self._kolom = akhir

    def _close_baris(self) -> None:
        akhir = self._baris + self._ulang_baris
        if self._isi and self._lembar:
            nama = self._lembar[-1]
            check_jauh(akhir - 1, self._isi[-1][1] - 1, nama)
            tanda = self.hasil[nama]
            for awal_kolom, akhir_kolom, jenis in self._isi:
                if jenis:
                    tujuan = tanda.galat if jenis == "galat" else tanda.persen
                    tujuan.update(
                        (r, c)
                        for r in range(self._baris, akhir)
                        for c in range(awal_kolom, akhir_kolom)
                    )
        self._baris = akhir


def _read_ulang(atribut: dict[str, str], nama: str) -> int:
    ulang = int(atribut.get(nama, "1"))
    if ulang < 1:
        raise ValueError(nama)
    return ulang


def _reject_dtd(*_: object) -> None:
    raise TakPastiError("STR035", "XML-nya memuat DTD")
