"""Kontrol isi seukuran paragraf dilepas untuk PDF; yang di dalam kalimat dan isinya tetap."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kinerja_cli.dokumen.lepas_kontrol import strip_kontrol
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.dokumen.xml_word import build_kontrol, build_paragraf, build_run
from tests.dokumen.bahan import build_masukan, open_docx, read_badan


def test_teks_sama_dan_kontrol_paragraf_hilang():
    asal = build_lkjip(build_masukan()).isi
    polos = strip_kontrol(asal)
    assert read_badan(polos) == read_badan(asal)
    kontrol = list(open_docx(polos).element.body.iter(qn("w:sdt")))
    assert kontrol
    assert not [k for k in kontrol if k.find(f"{qn('w:sdtContent')}/{qn('w:p')}") is not None]


def test_huruf_paragraf_pertama_bertahan():
    dokumen = docx.Document()
    tebal = build_run("tebal", tebal=True)
    dalam = build_kontrol("dalam", [build_paragraf("Normal", tebal)])
    dokumen.element.body.insert(0, build_kontrol("narasi:luar", [dalam]))
    wadah = BytesIO()
    dokumen.save(wadah)
    badan = open_docx(strip_kontrol(wadah.getvalue())).element.body
    assert badan[0].tag == qn("w:p")
    assert badan[0].find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_kontrol_di_dalam_kalimat_tetap():
    dokumen = docx.Document()
    paragraf = parse_xml(f"<w:p {nsdecls('w')}/>")
    paragraf.append(build_kontrol("2025:tahun:S1:rerata", [build_run("98,41")]))
    dokumen.element.body.insert(0, paragraf)
    wadah = BytesIO()
    dokumen.save(wadah)
    badan = open_docx(strip_kontrol(wadah.getvalue())).element.body
    assert len(list(badan.iter(qn("w:sdt")))) == 1


@pytest.mark.parametrize("isi", [b"", b"%PDF-1.7", b"PK\x03\x04rusak"])
def test_yang_bukan_docx_apa_adanya(isi):
    assert strip_kontrol(isi) == isi
