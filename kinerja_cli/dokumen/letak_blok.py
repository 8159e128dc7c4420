"""Letak setiap blok LKjIP: judul di atasnya pada templat, dan halamannya menurut daftar isi."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError, _Element

from kinerja_cli.dokumen.daftar_isi import TINGKAT
from kinerja_cli.dokumen.lkjip import MasukanLkjip, build_konteks
from kinerja_cli.dokumen.templat import find_blok, iterate_badan, render_templat
from kinerja_cli.dokumen.xml_word import read_teks
from kinerja_cli.model.kriteria import LetakBlok

POLA_JUDUL = re.compile(r"Heading (\d)")
POLA_BUTIR = re.compile(r"(?P<judul>.+?)\s+(?P<halaman>\d+|[ivxlc]+)")
AWAL_DAFTAR = "toc "


def read_letak(
    masukan: MasukanLkjip, halaman: Mapping[str, str]
) -> dict[tuple[str, str], LetakBlok]:
    """Letak menurut (nama blok, kode sasaran). Galat ``TemplatError`` bila templat rusak.

    ``halaman`` dari ``read_daftar_isi``; yang di bawah tingkat daftar isi memakai halaman awal
    judul di atasnya.
    """
    dokumen = render_templat(masukan.templat, build_konteks(masukan))
    hasil: dict[tuple[str, str], LetakBlok] = {}
    judul: dict[int, str] = {}
    for unsur, _ in iterate_badan(dokumen):
        if unsur.tag != qn("w:p"):
            continue
        if cocok := find_blok(unsur):
            hasil[cocok[1], cocok[2] or ""] = _build_letak(judul, halaman)
        elif tingkat := _read_tingkat(dokumen, unsur):
            judul = {t: j for t, j in judul.items() if t < tingkat} | {tingkat: _clean(unsur)}
    return hasil


def read_daftar_isi(isi: bytes) -> dict[str, str]:
    """Nomor halaman tercetak setiap judul di daftar isi; kosong bila belum berisi nomor."""
    try:
        dokumen = docx.Document(BytesIO(isi))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, XMLSyntaxError):
        return {}
    # Daftar isi dapat terbungkus kontrol isi, maka dicari di semua kedalaman.
    return {
        cocok["judul"]: cocok["halaman"]
        for unsur in dokumen.element.body.iter(qn("w:p"))
        if _read_gaya(dokumen, unsur).casefold().startswith(AWAL_DAFTAR)
        and (cocok := POLA_BUTIR.fullmatch(_clean(unsur)))
    }


def _build_letak(judul: Mapping[int, str], halaman: Mapping[str, str]) -> LetakBlok:
    terdaftar = next((judul[t] for t in sorted(judul, reverse=True) if t <= TINGKAT), "")
    terdalam = judul[max(judul)] if judul else "halaman depan"
    return LetakBlok(terdalam, halaman.get(terdaftar, ""))


def _read_tingkat(dokumen: Document, paragraf: _Element) -> int:
    """Tingkat judul; nol bila paragraf biasa atau judul kosong."""
    cocok = POLA_JUDUL.fullmatch(_read_gaya(dokumen, paragraf))
    return int(cocok[1]) if cocok and _clean(paragraf) else 0


def _read_gaya(dokumen: Document, paragraf: _Element) -> str:
    gaya = Paragraph(paragraf, dokumen._body).style  # type: ignore[arg-type]
    return gaya.name or "" if gaya is not None else ""


def _clean(paragraf: _Element) -> str:
    return " ".join(read_teks(paragraf).split())
