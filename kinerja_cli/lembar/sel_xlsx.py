"""Sel galat dan sel persen .xlsx, dan XML lembarnya yang ditulis dengan cara tidak lazim.

Penulis yang lazim (Excel, LibreOffice, WPS, pustaka) cukup dilihat dengan pencarian byte;
selebihnya ditelusuri pengurai XML yang tegas, sebab pembaca nilai dapat melewatkan isinya.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import ParseError, fromstring
from xml.parsers import expat

from kinerja_cli.lembar.relasi_buku import read_relasi
from kinerja_cli.lembar.sel_persen import find_gaya_persen
from kinerja_cli.lembar.tanda_sel import TakPastiError, TandaBuku, TandaSel

BUKU, RELASI, GAYA = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
POLA_LAZIM = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?[A-Za-z]",
)
POLA_SANDI_HURUF = re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)")
POLA_BARIS = re.compile(rb'<row r="(\d+)"')
POLA_GAYA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\ss="(\d+)"')
POLA_GALAT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\st="e"')
POLA_BELUM_DIHITUNG = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?: s="\d+")?(?: t="n")?>'
    rb"<f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>"
)
"""Rumus tanpa hasil tersimpan: ditulis program yang tidak menghitung, dan terbaca kosong."""
POLA_INDEKS_MINUS = re.compile(rb'<c [^>]*\bt="s"[^>]*><v>-')
AKHIR_TANPA_NILAI = (b"</f></c>", b"</f><v/></c>", b"</f><v /></c>")
POLA_ALAMAT = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LAZIM = frozenset({b"utf-8", b"utf8", b"us-ascii"})


def find_tanda_xlsx(bagian: Mapping[str, bytes], lazim: Collection[str] = ()) -> TandaBuku:
    """Tanda sel per lembar; kosong bila tidak ada. ``TakPastiError`` bila bukunya meragukan.

    ``lazim`` lembar yang seluruh barisnya sudah diketahui lazim (``split_lazim``).
    """
    ganjil = {n for n, x in bagian.items() if not check_bentuk(n, x, rinci=n not in lazim)}
    try:
        gaya = find_gaya_persen(bagian.get(GAYA, b""))
    except (ParseError, ValueError, LookupError) as galat:
        raise TakPastiError("STR007") from galat
    lembar = [x for n, x in bagian.items() if n not in lazim and b"sheetData>" in x]
    bergalat = any(b't="e"' in x or (b"#" in x and b"v>#" in x) for x in lembar)
    if not (ganjil or gaya or bergalat or any(map(_has_belum_dihitung, lembar))):
        return {}
    return {
        nama: _find_tanda(bagian[jalur], nama, gaya, lazim=jalur not in ganjil)
        for nama, jalur in iterate_lembar(bagian)
    }


def _find_tanda(isi: bytes, nama: str, gaya: set[str], *, lazim: bool) -> TandaSel:
    temu = POLA_GALAT.findall(isi)
    if not lazim or isi.count(b"v>#") != len(temu) or not is_lazim(isi):
        sel = scan_sel(isi, nama)
        return TandaSel({a for a, _, galat in sel if galat}, {a for a, s, _ in sel if s in gaya})
    if _has_belum_dihitung(isi):
        temu += POLA_BELUM_DIHITUNG.findall(isi)
    tanda = TandaSel({(int(r) - 1, read_kolom(k.decode())) for k, r in temu})
    if gaya:
        for m in POLA_GAYA.finditer(isi):
            if m[3].decode() in gaya:
                tanda.persen.add((int(m[2]) - 1, read_kolom(m[1].decode())))
    return tanda


def _has_belum_dihitung(isi: bytes) -> bool:
    if any(x in isi for x in AKHIR_TANPA_NILAI):
        return True
    return b"</f><v></v></c>" in isi and bool(POLA_BELUM_DIHITUNG.search(isi))


def check_bentuk(nama: str, isi: bytes, *, rinci: bool = True) -> bool:
    """Benar bila bagian XML ini ditulis seperti biasa; ``TakPastiError`` bila bukan UTF-8.

    Tanpa ``rinci`` hanya sandi huruf dan kepalanya yang dilihat.
    Lembar yang barisnya tidak urut, tertulis dua kali, atau bersisipan perlu ditelusuri tegas.
    """
    huruf = POLA_SANDI_HURUF.match(isi[:200].removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in isi[:4] or (huruf and huruf[1].lower() not in LAZIM):
        raise TakPastiError("STR035", f"{nama} tidak ditulis dengan UTF-8")
    if not POLA_LAZIM.match(isi):
        if b"<!DOCTYPE" in isi:
            raise TakPastiError("STR035", f"{nama} memuat DTD")
        return b"<sheetData" not in isi
    if not rinci or b"sheetData>" not in isi:
        return True
    if b"</v><v" in isi or (b"<v>-" in isi and POLA_INDEKS_MINUS.search(isi)):
        return False
    if (b"!" in isi and b"<!" in isi) or isi.find(b"</sheetData>") != isi.rfind(b"</sheetData>"):
        return False
    if b'"inlineStr"' in isi and isi.count(b'"inlineStr"') != isi.count(b"<is>"):
        return False
    baris = [*map(int, POLA_BARIS.findall(isi))]
    return baris == sorted(set(baris))


def is_lazim(isi: bytes) -> bool:
    """Benar bila setiap sel lembar ini menyebut alamatnya lebih dahulu, dengan kutip ganda."""
    return b"<sheetData" in isi and isi.count(b"<c ") == isi.count(b'<c r="') and b"<c>" not in isi


def iterate_lembar(bagian: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """(nama lembar, jalur bagiannya) menurut relasi buku; lembar bagan tidak ikut."""
    try:
        relasi = read_relasi(bagian[RELASI])
        buku = fromstring(bagian[BUKU])
    except (LookupError, ParseError, ValueError) as galat:
        raise TakPastiError("STR007") from galat
    for unsur in buku.iter():
        if unsur.tag.rpartition("}")[2] == "sheet":
            nomor = next((v for k, v in unsur.attrib.items() if k.endswith("}id")), "")
            jenis, jalur = relasi.get(nomor, ("", ""))
            if jenis.endswith("/worksheet") and jalur in bagian:
                yield unsur.get("name", ""), jalur


Sel = tuple[tuple[int, int], str, bool]
"""(alamat mulai 0, indeks gaya, galat rumus atau rumus yang belum dihitung)."""


def scan_sel(isi: bytes, nama: str) -> list[Sel]:
    """Semua sel lembar dengan pengurai tegas; ``TakPastiError`` bila isinya bermakna ganda."""
    penelusur = _Penelusur(nama)
    try:
        penelusur.scan(isi)
    except (expat.ExpatError, ValueError, LookupError) as galat:
        raise TakPastiError("STR007") from galat
    return penelusur.sel


class _Penelusur:
    """Menelusuri XML satu lembar; sel tanpa alamat terletak di kanan sel sebelumnya."""

    def __init__(self, nama: str) -> None:
        self.sel: list[Sel] = []
        self._nama = nama
        self._jalur: list[str] = []
        self._alamat: set[tuple[int, int]] = set()
        self._baris = self._kolom = -1
        self._bernilai = self._sebaris = self._berumus = False
        self._jenis = self._isi = ""

    def scan(self, isi: bytes) -> None:
        """Telusuri seluruhnya; ``ExpatError`` bila XML-nya tidak sah."""
        pengurai = expat.ParserCreate(namespace_separator=" ")
        pengurai.StartElementHandler = self._open
        pengurai.EndElementHandler = self._close
        pengurai.CharacterDataHandler = self._add_isi
        pengurai.StartDoctypeDeclHandler = self._reject
        pengurai.CommentHandler = self._reject_sisipan
        pengurai.StartCdataSectionHandler = self._reject_sisipan
        pengurai.Parse(isi, True)

    def _open(self, tag: str, atribut: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if self._jalur[-1:] == ["v"] or (tag == "v" and (self._bernilai or self._sebaris)):
            self._reject()
        self._bernilai = tag == "v" or (self._bernilai and tag != "c")
        self._berumus = tag == "f" or (self._berumus and tag != "c")
        if tag == "row":
            self._baris = int(atribut.get("r", self._baris + 2)) - 1
            self._kolom = -1
        elif tag == "c" and self._jalur[-1:] == ["row"]:
            self._open_sel(atribut)
        self._jalur.append(tag)

    def _open_sel(self, atribut: dict[str, str]) -> None:
        letak = self._baris, self._kolom + 1
        if "r" in atribut:
            cocok = POLA_ALAMAT.fullmatch(atribut["r"])
            if not cocok:
                raise ValueError(atribut["r"])
            letak = int(cocok[2]) - 1, read_kolom(cocok[1])
        if letak in self._alamat:
            raise TakPastiError("STR035", f"lembar {self._nama} menulis satu sel dua kali")
        self._alamat.add(letak)
        self._kolom = letak[1]
        self._sebaris = atribut.get("t") == "inlineStr"
        self._jenis, self._isi = atribut.get("t", "n"), ""
        self.sel.append((letak, atribut.get("s", ""), atribut.get("t") == "e"))

    def _close(self, _: str) -> None:
        if self._jalur.pop() != "c":
            return
        if self._jenis == "s" and self._isi.lstrip().startswith("-"):
            self._reject()
        if self._berumus and not self._isi:
            letak, gaya, galat = self.sel[-1]
            self.sel[-1] = letak, gaya, galat or self._jenis == "n"

    def _add_isi(self, teks: str) -> None:
        if self._jalur[-1:] == ["v"]:
            self._isi += teks

    def _reject_sisipan(self, *_: object) -> None:
        if self._jalur[-1:] in (["v"], ["t"]):
            self._reject()

    def _reject(self, *_: object) -> None:
        raise TakPastiError("STR035", f"XML lembar {self._nama} bersisipan")


def read_kolom(huruf: str) -> int:
    """Indeks kolom mulai 0 dari hurufnya."""
    nomor = 0
    for h in huruf:
        nomor = nomor * 26 + ord(h) - 64
    return nomor - 1
