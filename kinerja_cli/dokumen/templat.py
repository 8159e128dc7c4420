"""Templat Word kantor: teks ``{{ nama }}`` diisi docxtpl, paragraf ``[[blok]]`` diganti isinya."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.section import Section
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError
from lxml.etree import XMLSyntaxError, _Element

from kinerja_cli.dokumen.figur import AWAL
from kinerja_cli.dokumen.xml_word import PenulisTeks, read_teks, remove_unsur
from kinerja_cli.model.galat import TemplatError

POLA_BLOK = re.compile(r"\[\[\s*(\w+)(?::([^\]\s]+))?\s*\]\]")
EMU_PER_CM = 360000


@dataclass(frozen=True, slots=True)
class TempatBlok:
    """Satu paragraf ``[[nama:argumen]]`` di badan dokumen beserta lebar isi bagiannya (cm)."""

    nama: str
    argumen: str
    unsur: _Element
    lebar_cm: float

    @property
    def alamat(self) -> str:
        """Nama dan argumennya, seperti ``analisis_1:S1``."""
        return f"{self.nama}:{self.argumen}" if self.argumen else self.nama


def render_templat(jalur: Path, konteks: Mapping[str, Any]) -> Document:
    """Dokumen dengan teks terisi dan blok masih berupa paragraf ``[[...]]``.

    Galat ``TemplatError`` bila berkas rusak, ada nama yang tidak dikenal, atau penulisannya keliru.
    """
    try:
        templat = DocxTemplate(jalur)
        templat.init_docx()
        dikenal = set(konteks)
        asing = sorted(templat.get_undeclared_template_variables() - dikenal)
        if asing:
            raise TemplatError(
                f"templat {jalur.name} memakai nama yang tidak dikenal: {_guess(asing, dikenal)}",
                f"perbaiki di Word; yang tersedia: {', '.join(sorted(dikenal))}",
            )
        lingkungan = Environment(undefined=StrictUndefined, autoescape=True)
        templat.render(dict(konteks), lingkungan, autoescape=True)
    except TemplateError as galat:
        raise TemplatError(
            f"templat {jalur.name} tidak dapat diisi: {galat}",
            "periksa tanda {{ }} dan {% %} di templat; lihat docs/templat.md",
        ) from galat
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, XMLSyntaxError) as galat:
        raise TemplatError(
            f"templat {jalur.name} bukan dokumen Word (.docx) yang utuh",
            "simpan ulang dari Word, atau hapus agar templat bawaan dipakai",
        ) from galat
    # get_docx() memuat ulang templat sesudah render, jadi hasilnya diambil langsung.
    dokumen: Document = templat.docx
    return dokumen


def list_blok(dokumen: Document) -> list[TempatBlok]:
    """Semua tempat blok menurut urutannya di dokumen."""
    hasil = []
    for unsur, bagian in iterate_badan(dokumen):
        cocok = find_blok(unsur) if unsur.tag == qn("w:p") else None
        if cocok:
            hasil.append(TempatBlok(cocok[1], cocok[2] or "", unsur, _read_lebar(bagian)))
    return hasil


def find_blok(paragraf: _Element) -> re.Match[str] | None:
    """Kecocokan bila seluruh isi paragraf adalah sebuah blok."""
    return POLA_BLOK.fullmatch(read_teks(paragraf).strip())


def iterate_badan(dokumen: Document) -> Iterator[tuple[_Element, Section]]:
    """Unsur badan dokumen bersama bagian (section) tempatnya."""
    bagian = list(dokumen.sections)
    urut = 0
    for unsur in list(dokumen.element.body):
        yield unsur, bagian[min(urut, len(bagian) - 1)]
        if unsur.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            urut += 1


def _read_lebar(bagian: Section) -> float:
    lebar, kiri, kanan = bagian.page_width, bagian.left_margin, bagian.right_margin
    if lebar is None or kiri is None or kanan is None:
        return 16.0
    return (lebar - kiri - kanan) / EMU_PER_CM


def check_blok(
    dokumen: Document, tempat: Sequence[TempatBlok], dikenal: Iterable[str], nama_templat: str
) -> None:
    """Galat ``TemplatError`` yang menyebut semua blok tak dikenal atau salah letak."""
    tersedia = sorted(dikenal)
    asing = sorted({t.nama for t in tempat} - set(tersedia))
    if asing:
        raise TemplatError(
            f"templat {nama_templat} memuat blok yang tidak dikenal: {_guess(asing, tersedia)}",
            f"perbaiki namanya; blok yang tersedia: {', '.join(tersedia)}",
        )
    salah = _find_salah_letak(dokumen, {id(t.unsur) for t in tempat})
    if salah:
        raise TemplatError(
            f"templat {nama_templat} memuat blok yang salah letak: {', '.join(salah)}",
            "taruh blok sendirian di satu paragraf badan dokumen, bukan di tengah kalimat, tabel, "
            "kepala, atau kaki halaman",
        )


def _find_salah_letak(dokumen: Document, dikenal: Collection[int]) -> list[str]:
    """Blok yang tidak akan pernah terisi karena letaknya."""
    akar = [dokumen.element.body]
    for bagian in dokumen.sections:
        akar += [bagian.header._element, bagian.footer._element]
    return list(
        dict.fromkeys(
            cocok[0]
            for badan in akar
            for paragraf in badan.iter(qn("w:p"))
            if id(paragraf) not in dikenal
            for cocok in POLA_BLOK.finditer(read_teks(paragraf))
        )
    )


def _guess(asing: Iterable[str], tersedia: Collection[str]) -> str:
    """Setiap nama asing beserta yang paling mirip dengannya."""
    hasil = []
    for nama in asing:
        mirip = get_close_matches(nama, tersedia, n=1)
        hasil.append(f"{nama} (mungkin {mirip[0]})" if mirip else nama)
    return ", ".join(hasil)


def fill_blok(
    tempat: Iterable[TempatBlok], write: Callable[[TempatBlok], Iterable[_Element]]
) -> None:
    """Ganti setiap paragraf blok dengan unsur hasil ``write``; batas bagian di dalamnya tetap."""
    for t in tempat:
        for unsur in write(t):
            t.unsur.addprevious(unsur)
        if t.unsur.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            remove_unsur(t.unsur)
        else:
            for run in t.unsur.findall(qn("w:r")):
                t.unsur.remove(run)


def bind_angka(dokumen: Document, penulis: PenulisTeks) -> None:
    """Ganti penanda angka pada teks templat (juga kepala dan kaki) dengan kontrol isi."""
    akar = [dokumen.element.body]
    for bagian in dokumen.sections:
        akar += [bagian.header._element, bagian.footer._element]
    for badan in akar:
        for run in [r for r in badan.iter(qn("w:r")) if AWAL in read_teks(r)]:
            _bind_run(run, penulis)


def _bind_run(run: _Element, penulis: PenulisTeks) -> None:
    sifat = run.find(qn("w:rPr"))
    for unsur in penulis.iterate_unsur(read_teks(run)):
        for anak in [unsur] if unsur.tag == qn("w:r") else list(unsur.iter(qn("w:r"))):
            if sifat is not None and anak.find(qn("w:rPr")) is None:
                anak.insert(0, deepcopy(sifat))
        run.addprevious(unsur)
    remove_unsur(run)
