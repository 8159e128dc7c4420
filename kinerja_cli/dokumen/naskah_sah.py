"""Naskah akhir dari konsep terakhir: tanda konsep dilepas, tanda perubahan dan lembar ditambah."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from kinerja_cli.dokumen.daftar_isi import (
    PENANDA_BAGIAN,
    fill_rujukan,
    format_halaman,
    list_rujukan,
    mark_bagian,
)
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.lembar_sah import LembarSah, append_lembar
from kinerja_cli.dokumen.xml_word import build_run, remove_unsur
from kinerja_cli.model.baca_tanggal import BULAN
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.pengesahan import format_perubahan, format_tanda

POLA_KONSEP = re.compile(r"\b(?:konsep|draf|draft)\b(?:\s+(?:ke-)?\d+)?\s*,?\s*", re.IGNORECASE)
POLA_TANGGAL = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(BULAN)}) \d{{4}}\b", re.IGNORECASE)
POLA_BERTANGGAL = re.compile(POLA_KONSEP.pattern + POLA_TANGGAL.pattern, re.IGNORECASE)
"""Tanda konsep beserta tanggal konsepnya."""
HAPUS = frozenset({qn("w:del"), qn("w:moveFrom")})
BUKA = frozenset({qn("w:ins"), qn("w:moveTo")})
LEPAS = frozenset(
    {
        qn(f"w:{nama}")
        for nama in (
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
            "moveFromRangeStart",
            "moveFromRangeEnd",
            "moveToRangeStart",
            "moveToRangeEnd",
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tcPrChange",
            "trPrChange",
        )
    }
)
GAYA_SAMPUL = "Sampul"
FindHalaman = Callable[[bytes, Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class NaskahSah:
    """Yang ditambahkan pada konsep: nomor perubahan, sidik, waktu, dan isi lembar pengesahan."""

    tahun: int
    perubahan: int
    waktu: datetime
    lembar: LembarSah

    @property
    def tanda(self) -> str:
        """``Perubahan ke-1``; kosong untuk laporan pertama."""
        return format_perubahan(self.perubahan)

    @property
    def tanda_bertanggal(self) -> str:
        """Pengganti tanda dan tanggal konsep: tanggalnya tanggal pengesahan."""
        return format_tanda(self.perubahan, self.waktu.date())


def build_naskah(
    dokumen: Document, naskah: NaskahSah, find_halaman: FindHalaman | None = None
) -> bytes:
    """Byte .docx akhir; ``dokumen`` berubah. Masukan sama menghasilkan byte yang sama.

    ``find_halaman`` memberi halaman fisik setiap penanda, untuk nomor di daftar isi.
    """
    for akar in _iterate_akar(dokumen):
        settle_suntingan(akar)
    _clear_komentar(dokumen)
    terbit = dokumen.core_properties.created
    for paragraf in _iterate_tepi(dokumen):
        _replace_teks(paragraf, POLA_BERTANGGAL, naskah.tanda_bertanggal)
        # Yang diikuti kata lain dipisahkan koma darinya.
        _replace_teks(paragraf, POLA_KONSEP, naskah.tanda, sela=", ")
        if terbit is not None:
            lama = re.compile(rf"\b{format_tanggal(terbit.date())}\b")
            _replace_teks(paragraf, lama, format_tanggal(naskah.waktu.date()))
    if naskah.tanda:
        _mark_sampul(dokumen, naskah.tanda.upper())
    append_lembar(dokumen, naskah.lembar)
    sifat = dokumen.core_properties
    sifat.subject = naskah.lembar.sidik
    sifat.keywords = f"kinerja {naskah.tahun} disahkan {naskah.perubahan}"
    if find_halaman is not None:
        _refresh_halaman(dokumen, naskah.waktu, find_halaman)
    return save_dokumen(dokumen, naskah.waktu)


def list_tanda_konsep(dokumen: Document) -> list[str]:
    """Teks kepala dan kaki halaman yang masih bertanda konsep."""
    return [p.text for p in _iterate_tepi(dokumen) if POLA_KONSEP.search(p.text)]


def _iterate_tepi(dokumen: Document) -> Iterator[Paragraph]:
    """Paragraf kepala dan kaki setiap bagian."""
    for bagian in dokumen.sections:
        for tepi in (bagian.header, bagian.footer):
            if not tepi.is_linked_to_previous:
                yield from tepi.paragraphs


def settle_suntingan(akar: _Element) -> None:
    """Terima sisipan, buang hapusan dan jangkar komentar: yang tercetak sama dengan yang dibaca."""
    for unsur in list(akar.iter(*HAPUS, *LEPAS)):
        remove_unsur(unsur)
    for unsur in list(akar.iter(*BUKA)):
        induk = unsur.getparent()
        if induk is None:
            continue
        letak = induk.index(unsur)
        for geser, anak in enumerate(list(unsur)):
            induk.insert(letak + geser, anak)
        induk.remove(unsur)


def _iterate_akar(dokumen: Document) -> Iterator[_Element]:
    yield dokumen.element.body
    for bagian in dokumen.sections:
        for tepi in (bagian.header, bagian.footer):
            if not tepi.is_linked_to_previous:
                yield tepi._element


def _clear_komentar(dokumen: Document) -> None:
    """Komentar tanpa jangkar tidak tampak, tetapi teksnya tetap ikut di dalam berkas."""
    unsur = dokumen.part._comments_part.element if _has_komentar(dokumen) else None
    if unsur is not None:
        for anak in list(unsur):
            unsur.remove(anak)


def _has_komentar(dokumen: Document) -> bool:
    return any(r.reltype.endswith("/comments") for r in dokumen.part.rels.values())


def _replace_teks(
    paragraf: Paragraph, pola: re.Pattern[str], ganti: str, *, sela: str = ""
) -> None:
    """Ganti setiap kecocokan, walaupun terpecah antar-run; ``sela`` bila masih ada teks sesudahnya.

    Pengganti yang kosong tidak membawa sela.
    """
    teks = list(paragraf._p.iter(qn("w:t"), qn("w:tab"), qn("w:br")))
    utuh = "".join(_read_potong(t) for t in teks)
    for cocok in reversed(list(pola.finditer(utuh))):
        bersela = ganti and utuh[cocok.end() :].strip()
        _replace_rentang(teks, cocok.start(), cocok.end(), ganti + sela if bersela else ganti)


def _replace_rentang(daftar: Sequence[_Element], awal: int, akhir: int, ganti: str) -> None:
    letak = 0
    for unsur in daftar:
        isi = _read_potong(unsur)
        kiri, kanan = max(awal - letak, 0), min(akhir - letak, len(isi))
        letak += len(isi)
        if kiri < kanan and unsur.tag == qn("w:t"):
            unsur.text = isi[:kiri] + ganti + isi[kanan:]
            unsur.set(qn("xml:space"), "preserve")
            ganti = ""


def _read_potong(unsur: _Element) -> str:
    return unsur.text or "" if unsur.tag == qn("w:t") else " "


def _mark_sampul(dokumen: Document, teks: str) -> None:
    """Satu baris sesudah tahun di sampul; tanpa gaya sampul, sesudah paragraf pertama berisi."""
    berisi = [p for p in dokumen.paragraphs[:12] if p.text.strip()]
    sampul = [
        p for p in berisi if p.style is not None and str(p.style.name).startswith(GAYA_SAMPUL)
    ]
    sesudah = (sampul[1:2] or sampul[:1] or berisi[:1] or dokumen.paragraphs[:1])[0]
    baru = _copy_kosong(sesudah._p)
    Paragraph(baru, sesudah._parent).paragraph_format.space_before = Pt(0)
    baru.append(build_run(teks))
    sesudah._p.addnext(baru)


def _copy_kosong(paragraf: CT_P) -> CT_P:
    """Paragraf kosong bergaya sama, tanpa batas bagian."""
    salinan = deepcopy(paragraf)
    for anak in list(salinan):
        if anak.tag != qn("w:pPr"):
            salinan.remove(anak)
    for batas in list(salinan.iter(qn("w:sectPr"))):
        remove_unsur(batas)
    return salinan


def _refresh_halaman(dokumen: Document, waktu: datetime, find_halaman: FindHalaman) -> None:
    """Nomor halaman di daftar isi, tabel, dan gambar menurut tata letak naskah akhir."""
    rujukan = list_rujukan(dokumen)
    if not rujukan:
        return
    for unsur in list(dokumen.element.body.iter(qn("w:bookmarkStart"))):
        if unsur.get(qn("w:name"), "").startswith(PENANDA_BAGIAN):
            remove_unsur(unsur)
    nomor = [int(u.get(qn("w:id"), "0")) for u in dokumen.element.body.iter(qn("w:bookmarkStart"))]
    bagian = mark_bagian(dokumen, max([100, *nomor]) + 1)
    fisik = find_halaman(save_dokumen(dokumen, waktu), [*(b.penanda for b in bagian), *rujukan])
    if fisik:
        fill_rujukan(dokumen, format_halaman(fisik, bagian))
