"""Rupa paragraf dan tabel: teks, format huruf, daftar, tautan, dan gambar, tanpa yang lain.

Dua rupa yang sama berarti orang tidak mengubah apa pun, walaupun aplikasinya menulis XML lain.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_kontrol import SDT, TERHAPUS, read_kunci_kontrol
from kinerja_cli.dokumen.xml_word import TEKS_UNSUR

Rupa = tuple[object, ...]
P, TBL = qn("w:p"), qn("w:tbl")
SAKLAR = ("b", "i", "strike", "dstrike")
MATI = frozenset({"0", "false", "off", "none"})
BIASA = frozenset({"auto", "000000", "none", "baseline", ""})
BERNILAI = ("u", "vertAlign", "color", "highlight")
RUMUS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
TANDA_ISI = ("[gambar ", "[simbol ", "[rumus ")
"""Awal penanda isi yang bukan teks di dalam rupa."""
KOSONG: Rupa = ("paragraf", False, ())
Format = dict[str, str]


class PembacaRupa:
    """Membaca rupa unsur satu dokumen; format gayanya diperhitungkan dan dihafal."""

    def __init__(self, dokumen: Document) -> None:
        self._dokumen = dokumen
        self._kontrol: set[_Element] = set()
        self._gaya = {str(g.style_id): g.element for g in dokumen.styles if g.style_id}
        self._hafal: dict[str, tuple[Format, bool]] = {}

    def read(self, daftar: Iterable[_Element]) -> tuple[Rupa, ...]:
        """Rupa setiap paragraf dan tabel; yang kosong di tepi tidak dihitung."""
        self._kontrol.clear()
        hasil = [self._read_blok(u) for u in daftar]
        while hasil and hasil[-1] == KOSONG:
            hasil.pop()
        while hasil and hasil[0] == KOSONG:
            hasil.pop(0)
        return tuple(hasil)

    def _read_blok(self, unsur: _Element) -> Rupa:
        if unsur.tag != TBL:
            return self._read_paragraf(unsur)
        return (
            "tabel",
            tuple(
                tuple(
                    tuple(self._read_blok(isi) for isi in sel if isi.tag in {P, TBL})
                    for sel in baris.iter(qn("w:tc"))
                )
                for baris in unsur.iter(qn("w:tr"))
            ),
        )

    def _read_paragraf(self, paragraf: _Element) -> Rupa:
        sifat = paragraf.find(qn("w:pPr"))
        gaya, berdaftar = self._read_gaya(sifat, "pStyle")
        nomor = sifat.find(f"{qn('w:numPr')}/{qn('w:numId')}") if sifat is not None else None
        if nomor is not None:
            berdaftar = nomor.get(qn("w:val"), "0") != "0"
        bagian: list[tuple[str, Format]] = []
        for run in paragraf.iter(qn("w:r"), RUMUS):
            teks, format_huruf = self._read_run(run, paragraf, gaya)
            if not teks:
                continue
            if bagian and (bagian[-1][1] == format_huruf or not teks.strip()):
                bagian[-1] = (bagian[-1][0] + teks, bagian[-1][1])
            else:
                bagian.append((teks, format_huruf))
        isi = [(" ".join(t.split()), tuple(sorted(f.items()))) for t, f in bagian]
        return ("paragraf", berdaftar, tuple(b for b in isi if b[0]))

    def _read_gaya(self, sifat: _Element | None, nama: str) -> tuple[Format, bool]:
        """Format huruf dari gaya dan induknya, dan apakah gayanya berbutir atau bernomor."""
        rujuk = sifat.find(qn(f"w:{nama}")) if sifat is not None else None
        return self._resolve(rujuk.get(qn("w:val"), "")) if rujuk is not None else ({}, False)

    def _resolve(self, kode: str) -> tuple[Format, bool]:
        unsur = self._gaya.get(kode)
        if unsur is None:
            return {}, False
        if kode not in self._hafal:
            self._hafal[kode] = ({}, False)
            induk = unsur.find(qn("w:basedOn"))
            dasar, daftar = (
                self._resolve(induk.get(qn("w:val"), ""))
                if induk is not None
                else (
                    {},
                    False,
                )
            )
            nomor = unsur.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
            sendiri = _read_format(unsur.find(qn("w:rPr")))
            self._hafal[kode] = (_clean(dasar | sendiri), daftar or nomor)
        return self._hafal[kode]

    def _read_run(self, run: _Element, batas: _Element, gaya: Format) -> tuple[str, Format]:
        """Teks dan formatnya; angka terikat hanya kuncinya, gambar hanya hash isinya."""
        sifat = run.find(qn("w:rPr"))
        huruf, _ = self._read_gaya(sifat, "rStyle")
        hasil = _clean(gaya | huruf | _read_format(sifat))
        for induk in run.iterancestors():
            if induk is batas:
                break
            if induk.tag in TERHAPUS:
                return "", {}
            kunci = read_kunci_kontrol(induk) if induk.tag == SDT else ""
            if kunci:
                # Kontrol dapat berisi beberapa run; angkanya tetap satu.
                baru = induk not in self._kontrol and _has_teks(induk)
                self._kontrol.add(induk)
                return f"{{{kunci}}}" if baru else "", hasil
            if induk.tag == qn("w:hyperlink") and (url := _read_tautan(induk, self._dokumen)):
                hasil = {"tautan": url}
        teks = "".join(_read_isi(a, self._dokumen) for a in run.iter())
        return f"[rumus {teks}]" if run.tag == RUMUS else teks, hasil


def _has_teks(unsur: _Element) -> bool:
    return any((t.text or "").strip() for t in unsur.iter(qn("w:t")))


def _read_isi(unsur: _Element, dokumen: Document) -> str:
    if unsur.tag == qn("w:t") or unsur.tag == RUMUS.replace("}oMath", "}t"):
        return unsur.text or ""
    if unsur.tag == qn("w:sym"):
        return f"[simbol {unsur.get(qn('w:char'), '')}]"
    if rel := unsur.get(qn("r:embed")):
        bagian = dokumen.part.related_parts.get(rel)
        return f"[gambar {sha256(bagian.blob).hexdigest()[:12]}]" if bagian is not None else ""
    return TEKS_UNSUR.get(str(unsur.tag), "")


def _read_format(sifat: _Element | None) -> Format:
    """Format yang disebut; kosong berarti dimatikan."""
    hasil: Format = {}
    if sifat is None:
        return hasil
    for nama in SAKLAR:
        ada = sifat.find(qn(f"w:{nama}"))
        if ada is not None:
            hasil[nama] = "" if ada.get(qn("w:val"), "1") in MATI else "ya"
    for nama in BERNILAI:
        ada = sifat.find(qn(f"w:{nama}"))
        if ada is not None:
            nilai = ada.get(qn("w:val"), "")
            hasil[nama] = "" if nilai in BIASA else nilai
    return hasil


def _clean(isi: Format) -> Format:
    return {nama: nilai for nama, nilai in isi.items() if nilai}


def _read_tautan(unsur: _Element, dokumen: Document) -> str:
    rel = dokumen.part.rels.get(unsur.get(qn("r:id"), ""))
    return rel.target_ref if rel is not None and rel.is_external else ""
