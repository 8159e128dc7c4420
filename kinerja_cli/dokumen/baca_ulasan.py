"""Komentar dan perubahan terlacak sebuah draf, beserta kalimat tempatnya."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.model.draf import Satuan, Ulasan

RUJUK, SISIP = qn("w:commentReference"), qn("w:ins")
TAHUN_KOSONG = 1970
LACAK = {
    SISIP: "sisipan",
    qn("w:moveTo"): "sisipan",
    qn("w:del"): "hapusan",
    qn("w:moveFrom"): "hapusan",
}


def read_ulasan(dokumen: Document, pasangan: Iterable[tuple[Satuan, _Element]]) -> Iterator[Ulasan]:
    """Ulasan menurut urutannya di dokumen."""
    komentar = {
        str(k.comment_id): (k.author or "", _format_waktu(k.timestamp), k.text)
        for k in dokumen.comments
    }
    for satuan, akar in pasangan:
        for unsur in akar.iter(RUJUK, *LACAK):
            if unsur.tag == RUJUK:
                if isi := komentar.get(unsur.get(qn("w:id"), "")):
                    yield Ulasan("komentar", *isi, satuan.teks)
            elif teks := _read_teks(unsur):
                penulis, waktu = unsur.get(qn("w:author"), ""), unsur.get(qn("w:date"), "")
                yield Ulasan(LACAK[unsur.tag], penulis, waktu, teks, satuan.teks)


def _format_waktu(waktu: datetime | None) -> str:
    """Waktu ISO; kosong bila aplikasinya tidak mencatat (LibreOffice menulis 1970)."""
    return waktu.isoformat() if waktu is not None and waktu.year > TAHUN_KOSONG else ""


def _read_teks(unsur: _Element) -> str:
    return "".join(t.text or "" for t in unsur.iter(qn("w:t"), qn("w:delText")))
