"""Yang menandakan naskah belum selesai: bagian yang belum ada, dan dua versi teks."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn

from kinerja_cli.dokumen.xml_word import GAYA_KOSONG, read_teks


def list_belum_ada(dokumen: Document) -> list[tuple[str, str]]:
    """(judul, teks) setiap tanda ``[...]`` bergaya belum ada; angka berstatus belum ada tidak."""
    return list(dict.fromkeys(_iterate_belum_ada(dokumen)))


def _iterate_belum_ada(dokumen: Document) -> Iterator[tuple[str, str]]:
    judul = ""
    gaya_judul = {
        str(g.style_id) for g in dokumen.styles if str(g.name).casefold().startswith("heading")
    }
    for paragraf in dokumen.element.body.iter(qn("w:p")):
        gaya = paragraf.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if gaya is not None and gaya.get(qn("w:val")) in gaya_judul:
            judul = " ".join(read_teks(paragraf).split()) or judul
        teks = ""
        for run in paragraf.iter(qn("w:r")):
            nama = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            if nama is not None and nama.get(qn("w:val")) == GAYA_KOSONG:
                teks += read_teks(run)
                if teks.startswith("[") and teks.endswith("]"):
                    yield judul, " ".join(teks[1:-1].split())
                    teks = ""
            else:
                teks = ""
