"""Memindahkan paragraf, tabel, dan gambar dari satu .docx ke .docx lain tanpa membawa yang asing.

Yang dibawa: teks, format huruf dan paragraf, daftar, tabel, gambar, dan tautan web. Bidang, makro,
objek, komentar, dan perubahan terlacak tidak ikut; sisipan terlacak diterima, hapusannya dibuang.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from lxml.etree import _Element

from kinerja_cli.dokumen.xml_word import build, remove_unsur

LEPAS = frozenset(
    map(qn, ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir"))
)
"""Pembungkus yang dibuka; isinya tetap."""
NAMA_BUANG = (
    "del moveFrom bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference "
    "proofErr permStart permEnd instrText delInstrText fldChar object pict altChunk "
    "footnoteReference endnoteReference footnoteRef endnoteRef annotationRef "
    "lastRenderedPageBreak sectPr pPrChange rPrChange tblPrChange trPrChange tcPrChange "
    "tblGridChange numberingChange moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd sdtPr sdtEndPr subDoc ptab control contentPart"
)
BUANG = frozenset(qn(f"w:{nama}") for nama in NAMA_BUANG.split())
JENIS_GAYA = {
    qn("w:pStyle"): WD_STYLE_TYPE.PARAGRAPH,
    qn("w:rStyle"): WD_STYLE_TYPE.CHARACTER,
    qn("w:tblStyle"): WD_STYLE_TYPE.TABLE,
}
SIFAT = frozenset({qn("w:rPr"), qn("w:trPr")})
TANAM, TAUT, NOMOR = qn("r:embed"), qn("r:id"), qn("w:val")
GRAFIS = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
PILIHAN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SKEMA_TAUTAN = ("http://", "https://", "mailto:")


def transplant(
    daftar: Iterable[_Element], asal: Document, tujuan: Document, *, buat_gaya: bool = False
) -> list[_Element]:
    """Salinan unsur badan ``asal`` yang berlaku di ``tujuan``.

    Gaya dicari menurut namanya; yang tidak ada di tujuan dibuat bila ``buat_gaya``, selain itu
    dilepas. Kontrol isi angka ikut, yang lain dibuka.
    """
    pemindah = _Pemindah(asal, tujuan, buat_gaya=buat_gaya)
    return [pemindah.move(unsur) for unsur in daftar]


class _Pemindah:
    def __init__(self, asal: Document, tujuan: Document, *, buat_gaya: bool) -> None:
        self._asal, self._tujuan = asal, tujuan
        self._buat_gaya = buat_gaya
        self._nama = {str(g.style_id): str(g.name) for g in asal.styles if g.style_id}
        self._id = {str(g.name): str(g.style_id) for g in tujuan.styles if g.style_id}
        self._nomor: dict[str, str] = {}

    def move(self, unsur: _Element) -> _Element:
        """Salinan bersih satu paragraf atau tabel."""
        salinan = deepcopy(unsur)
        _clean(salinan)
        for anak in list(salinan.iter()):
            if anak.tag in JENIS_GAYA:
                self._map_gaya(anak)
            elif anak.tag == qn("w:numId"):
                self._map_nomor(anak)
            elif anak.tag == qn("w:drawing"):
                self._map_gambar(anak)
            elif anak.tag == qn("w:hyperlink"):
                self._map_tautan(anak)
        return salinan

    def _map_gaya(self, unsur: _Element) -> None:
        nama = self._nama.get(unsur.get(NOMOR, ""), "")
        if nama and nama not in self._id and self._buat_gaya:
            gaya = self._tujuan.styles.add_style(nama, JENIS_GAYA[unsur.tag])
            self._id[nama] = str(gaya.style_id)
        if nama in self._id:
            unsur.set(NOMOR, self._id[nama])
        else:
            remove_unsur(unsur)

    def _map_nomor(self, unsur: _Element) -> None:
        """Daftar bernomor: definisinya disalin sekali untuk setiap nomor asal."""
        asal = unsur.get(NOMOR, "0")
        if asal != "0" and asal not in self._nomor:
            self._nomor[asal] = _copy_nomor(asal, self._asal, self._tujuan)
        unsur.set(NOMOR, self._nomor.get(asal, "0"))

    def _map_gambar(self, unsur: _Element) -> None:
        gambar = [a for a in unsur.iter() if a.get(TANAM)]
        bagian = self._asal.part.related_parts
        if not gambar or next(unsur.iter(GRAFIS), None) is None:
            remove_unsur(unsur)
            return
        for a in gambar:
            asal = bagian.get(a.get(TANAM, ""))
            try:
                nomor = _add_gambar(self._tujuan.part, asal.blob if asal is not None else b"")
            except (UnrecognizedImageError, ValueError, KeyError):
                remove_unsur(unsur)
                return
            a.set(TANAM, nomor)

    def _map_tautan(self, unsur: _Element) -> None:
        rel = self._asal.part.rels.get(unsur.get(TAUT, ""))
        url = rel.target_ref if rel is not None and rel.is_external else ""
        if url.startswith(SKEMA_TAUTAN):
            nomor = self._tujuan.part.relate_to(url, RT.HYPERLINK, is_external=True)
            unsur.set(TAUT, nomor)
            return
        _unwrap(unsur)


def _add_gambar(bagian: StoryPart, isi: bytes) -> str:
    nomor, _ = bagian.get_or_add_image(BytesIO(isi))
    return nomor


def _copy_nomor(asal: str, dari: Document, ke: Document) -> str:
    """Nomor baru di tujuan; ``0`` (tanpa nomor) bila definisinya tidak ditemukan."""
    sumber, tujuan = _find_penomoran(dari), _find_penomoran(ke)
    if sumber is None or tujuan is None:
        return "0"
    num = next((n for n in sumber.iter(qn("w:num")) if n.get(qn("w:numId")) == asal), None)
    rujuk = num.find(qn("w:abstractNumId")) if num is not None else None
    ringkas = rujuk.get(NOMOR, "") if rujuk is not None else ""
    abstrak = next(
        (a for a in sumber.iter(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == ringkas),
        None,
    )
    if abstrak is None:
        return "0"
    baru = deepcopy(abstrak)
    for anak in list(baru):
        if anak.tag in {qn("w:nsid"), qn("w:tmpl"), qn("w:styleLink"), qn("w:numStyleLink")}:
            baru.remove(anak)
    for gaya in [*baru.iter(qn("w:pStyle"))]:
        remove_unsur(gaya)
    nomor_abstrak = str(1 + _max(tujuan, "w:abstractNum", "w:abstractNumId"))
    baru.set(qn("w:abstractNumId"), nomor_abstrak)
    nomor = str(1 + _max(tujuan, "w:num", "w:numId"))
    pertama = tujuan.find(qn("w:num"))
    if pertama is None:
        tujuan.append(baru)
    else:
        pertama.addprevious(baru)
    tujuan.append(build("num", build("abstractNumId", val=nomor_abstrak), numId=nomor))
    return nomor


def _find_penomoran(dokumen: Document) -> _Element | None:
    for rel in dokumen.part.rels.values():
        if rel.reltype == RT.NUMBERING:
            unsur: _Element = rel.target_part.element
            return unsur
    return None


def _max(akar: _Element, tag: str, sifat: str) -> int:
    return max((int(u.get(qn(sifat), "0")) for u in akar.iter(qn(tag))), default=0)


def _clean(akar: _Element) -> None:
    """Buang dan buka pembungkus; kontrol isi angka (bertag) tetap."""
    for unsur in list(akar.iter()):
        if not isinstance(unsur.tag, str) or unsur.getparent() is None:
            continue
        if unsur.tag == qn("w:sdt"):
            _clean_kontrol(unsur)
        elif unsur.tag in BUANG and not _is_sifat_kontrol(unsur):
            remove_unsur(unsur)
        elif unsur.tag == f"{PILIHAN}AlternateContent":
            _choose_pilihan(unsur)
        elif unsur.tag in LEPAS and _tag_induk(unsur) not in SIFAT:
            _unwrap(unsur)
        elif unsur.tag in LEPAS:
            remove_unsur(unsur)


def _tag_induk(unsur: _Element) -> str:
    induk = unsur.getparent()
    return str(induk.tag) if induk is not None else ""


def _is_sifat_kontrol(unsur: _Element) -> bool:
    return unsur.tag == qn("w:sdtPr") and _tag_induk(unsur) == qn("w:sdt")


def _clean_kontrol(unsur: _Element) -> None:
    """Kontrol yang bukan angka dibuka."""
    isi = unsur.find(qn("w:sdtContent"))
    tag = unsur.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    if isi is not None and tag is not None and _tag_induk(unsur) == qn("w:p"):
        return
    for anak in list(isi) if isi is not None else []:
        unsur.addprevious(anak)
    remove_unsur(unsur)


def _choose_pilihan(unsur: _Element) -> None:
    """Gambar yang disimpan dengan bentuk pengganti: pilihan pertama yang memuat gambar."""
    for anak in unsur:
        if next(anak.iter(GRAFIS), None) is not None:
            for isi in list(anak):
                unsur.addprevious(isi)
            break
    remove_unsur(unsur)


def _unwrap(unsur: _Element) -> None:
    for anak in list(unsur):
        unsur.addprevious(anak)
    remove_unsur(unsur)
