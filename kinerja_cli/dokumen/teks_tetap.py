"""Teks tetap templat juga slot: yang disunting orang di draf menang atas templat."""

from __future__ import annotations

import re
from functools import partial

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.slot import AlamatTetap, PenulisSlot
from kinerja_cli.dokumen.templat import find_blok
from kinerja_cli.dokumen.xml_word import build, read_teks, remove_unsur

POLA_JUDUL = re.compile(r"Heading (\d)")
RUMIT = tuple(map(qn, ("w:sectPr", "w:fldChar", "w:fldSimple", "w:drawing", "w:pict", "w:sdt")))
"""Paragraf yang memuat ini tidak ditandai: batas bagian, bidang, gambar, atau kontrol templat."""


def mark_tetap(dokumen: Document, penulis: PenulisSlot) -> None:
    """Tandai setiap paragraf teks templat, ganti dengan petikannya bila ada, taruh sisipannya."""
    gaya = {str(g.style_id): str(g.name) for g in dokumen.styles if g.style_id}
    alamat = AlamatTetap()
    for paragraf in list(dokumen.element.body.findall(qn("w:p"))):
        teks = " ".join(read_teks(paragraf).split())
        if not teks or find_blok(paragraf) or next(paragraf.iter(*RUMIT), None) is not None:
            continue
        slot = alamat.name(teks, _read_tingkat(paragraf, gaya))
        baru = penulis.write(slot, teks, partial(list, [paragraf]))
        _replace(paragraf, [*baru, *penulis.write_sisipan(slot)])


def _replace(paragraf: _Element, baru: list[_Element]) -> None:
    """Taruh unsur-unsur itu di tempat paragraf; paragrafnya sendiri boleh termasuk."""
    tanda = build("p")
    paragraf.addprevious(tanda)
    if paragraf not in baru:
        remove_unsur(paragraf)
    for unsur in baru:
        tanda.addprevious(unsur)
    remove_unsur(tanda)


def _read_tingkat(paragraf: _Element, gaya: dict[str, str]) -> int:
    nama = paragraf.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if nama is None:
        return 0
    cocok = POLA_JUDUL.fullmatch(gaya.get(nama.get(qn("w:val"), ""), ""))
    return int(cocok[1]) if cocok else 0
