"""Salinan .docx tanpa kontrol isi seukuran paragraf, hanya untuk diubah menjadi PDF.

LibreOffice 7 membuang tebal, miring, dan gaya huruf paragraf pertama di dalam kontrol seperti itu,
sehingga tulisan orang tercetak polos.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from docx.oxml.ns import qn
from lxml import etree

BADAN = "word/document.xml"
PENGURAI = etree.XMLParser(resolve_entities=False, no_network=True)
SEBLOK = (qn("w:p"), qn("w:tbl"), qn("w:sdt"))


def strip_kontrol(isi: bytes) -> bytes:
    """Byte dokumen dengan isi kontrol berada langsung di tempatnya; selain .docx apa adanya."""
    try:
        with ZipFile(BytesIO(isi)) as asal:
            if BADAN not in asal.namelist():
                return isi
            badan = _strip_badan(asal.read(BADAN))
            hasil = BytesIO()
            with ZipFile(hasil, "w", ZIP_DEFLATED) as tujuan:
                for anggota in asal.infolist():
                    data = badan if anggota.filename == BADAN else asal.read(anggota)
                    tujuan.writestr(anggota, data)
    except (BadZipFile, etree.XMLSyntaxError):
        return isi
    return hasil.getvalue()


def _strip_badan(xml: bytes) -> bytes:
    akar = etree.fromstring(xml, PENGURAI)
    for kontrol in list(akar.iter(qn("w:sdt"))):
        isi = kontrol.find(qn("w:sdtContent"))
        induk = kontrol.getparent()
        if isi is None or induk is None or not any(u.tag in SEBLOK for u in isi):
            continue
        for unsur in list(isi):
            kontrol.addprevious(unsur)
        induk.remove(kontrol)
    return etree.tostring(akar, xml_declaration=True, encoding="UTF-8", standalone=True)
