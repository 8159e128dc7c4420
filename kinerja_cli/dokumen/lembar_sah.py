"""Lembar pengesahan: halaman terakhir laporan, berisi sidik, pelaku, dan tempat tanda tangan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from lxml.etree import _Element

from kinerja_cli.dokumen.xml_word import build

JUDUL = "LEMBAR PENGESAHAN"
TEMPAT_QR = "Tempat kode QR"
TEKS_QR = f"{TEMPAT_QR}\ntanda tangan elektronik"
LEBAR_BUTIR = (4.6, 10.4)
LEBAR_TTD = (4.0, 3.0, 8.0)
"""Kotak QR, sela, dan kolom tanda tangan (cm)."""
TINGGI_TTD = 3.6
SISI = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class LembarSah:
    """Isi lembar: butir (nama, isi), sidik, yang dikesampingkan, dan blok tanda tangan."""

    butir: tuple[tuple[str, str], ...]
    sidik: str
    dikesampingkan: tuple[str, ...]
    atas: tuple[str, ...]
    """Tempat dan tanggal, lalu jabatan."""
    nama: str
    bawah: tuple[str, ...] = ()
    """Pangkat dan NIP."""


def append_lembar(dokumen: Document, lembar: LembarSah) -> None:
    """Tambahkan lembar pada bagian tegak tersendiri di akhir dokumen."""
    _add_bagian(dokumen)
    judul = dokumen.add_paragraph()
    judul.alignment = WD_ALIGN_PARAGRAPH.CENTER
    judul.paragraph_format.space_after = Pt(14)
    huruf = judul.add_run(JUDUL)
    huruf.bold, huruf.font.size = True, Pt(14)
    tabel = _add_tabel(dokumen, len(lembar.butir) + 1, LEBAR_BUTIR)
    sidik = (lembar.sidik[:32], lembar.sidik[32:])
    for baris, (nama, isi) in enumerate([*((n, (i,)) for n, i in lembar.butir), ("Sidik", sidik)]):
        _fill(tabel.cell(baris, 0), (nama,), tebal=True)
        _fill(tabel.cell(baris, 1), isi)
    if lembar.dikesampingkan:
        _add_paragraf(dokumen, "Disahkan dengan halangan yang dikesampingkan:", tebal=True)
        for satu in lembar.dikesampingkan:
            _add_paragraf(dokumen, satu)
    _add_paragraf(
        dokumen,
        "Sidik mengikat laporan ini pada data, berkas masukan, dan riwayatnya. Periksa dengan "
        "perintah kinerja periksa-sah, atau menurut README.txt di dalam arsipnya.",
    )
    _add_tanda_tangan(dokumen, lembar)


def _add_bagian(dokumen: Document) -> None:
    """Bagian baru, tegak, dengan kepala dan kaki bagian tegak terakhir yang bernomor halaman."""
    contoh = [s for s in dokumen.sections if _is_tegak(s)]
    bagian = dokumen.add_section(WD_SECTION.NEW_PAGE)
    if not _is_tegak(bagian):
        lebar, tinggi = bagian.page_width, bagian.page_height
        bagian.orientation = WD_ORIENT.PORTRAIT
        bagian.page_width, bagian.page_height = tinggi, lebar
    for s in contoh[-1:]:
        bagian.left_margin, bagian.right_margin = s.left_margin, s.right_margin
        bagian.top_margin, bagian.bottom_margin = s.top_margin, s.bottom_margin
    _copy_tepi(dokumen.sections, bagian)
    for nomor in bagian._sectPr.findall(qn("w:pgNumType")):
        nomor.attrib.pop(qn("w:start"), None)


def _copy_tepi(daftar: Sequence[Section], bagian: Section) -> None:
    """Rujukan kepala dan kaki yang berlaku pada bagian tegak terakhir sebelum bagian ini."""
    berlaku: dict[tuple[str, str], _Element] = {}
    dipakai: dict[tuple[str, str], _Element] = {}
    for s in list(daftar)[:-1]:
        for rujukan in s._sectPr.findall(qn("w:headerReference")) + s._sectPr.findall(
            qn("w:footerReference")
        ):
            berlaku[str(rujukan.tag), rujukan.get(qn("w:type"), "")] = rujukan
        if _is_tegak(s):
            dipakai = dict(berlaku)
    for urut, rujukan in enumerate(dipakai.values()):
        bagian._sectPr.insert(urut, deepcopy(rujukan))


def _is_tegak(bagian: Section) -> bool:
    return (bagian.page_width or 0) <= (bagian.page_height or 0)


def _add_paragraf(dokumen: Document, teks: str, *, tebal: bool = False) -> None:
    paragraf = dokumen.add_paragraph()
    paragraf.paragraph_format.space_before = Pt(6)
    huruf = paragraf.add_run(teks)
    huruf.bold, huruf.font.size = tebal, Pt(10)


def _add_tabel(dokumen: Document, baris: int, lebar: Sequence[float]) -> Table:
    tabel: Table = dokumen.add_table(baris, len(lebar))
    tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
    tabel.autofit = False
    for kolom, satu in zip(tabel.columns, lebar, strict=True):
        kolom.width = Cm(satu)
    for r in tabel.rows:
        for sel, satu in zip(r.cells, lebar, strict=True):
            sel.width = Cm(satu)
    return tabel


def _fill(sel: _Cell, teks: Iterable[str], *, tebal: bool = False, rata: bool = False) -> None:
    """Isi sel; satu teks satu paragraf, ganti baris tetap di dalam paragrafnya."""
    for urut, satu in enumerate(teks):
        paragraf = sel.paragraphs[0] if urut == 0 else sel.add_paragraph()
        paragraf.paragraph_format.space_after = Pt(2)
        if rata:
            paragraf.alignment = WD_ALIGN_PARAGRAPH.CENTER
        huruf = paragraf.add_run(satu)
        huruf.bold, huruf.font.size = tebal, Pt(10)


def _add_tanda_tangan(dokumen: Document, lembar: LembarSah) -> None:
    """Kiri kotak QR, kanan ruang tanda tangan basah atau blok tanda tangan elektronik."""
    dokumen.add_paragraph().paragraph_format.space_after = Pt(0)
    tabel = _add_tabel(dokumen, 3, LEBAR_TTD)
    for r in tabel.rows:
        sifat = r._tr.get_or_add_trPr()
        sifat.append(build("cantSplit"))
    _fill(tabel.cell(0, 2), lembar.atas)
    tabel.rows[1].height = Cm(TINGGI_TTD)
    tabel.rows[1].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    kotak = tabel.cell(1, 0)
    kotak._tc.get_or_add_tcPr().append(
        build(
            "tcBorders", *(build(s, val="dashed", sz="6", space="0", color="808080") for s in SISI)
        )
    )
    kotak._tc.get_or_add_tcPr().append(build("vAlign", val="center"))
    _fill(kotak, (TEKS_QR,), rata=True)
    _fill(tabel.cell(2, 2), (lembar.nama,), tebal=True)
    if lembar.bawah:
        for satu in lembar.bawah:
            paragraf = tabel.cell(2, 2).add_paragraph()
            paragraf.paragraph_format.space_after = Pt(2)
            paragraf.add_run(satu).font.size = Pt(10)
    for r in tabel.rows[:-1]:
        for sel in r.cells:
            for paragraf in sel.paragraphs:
                paragraf.paragraph_format.keep_with_next = True
