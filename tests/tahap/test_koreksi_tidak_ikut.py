"""Isi draf yang tidak dapat ditaruh kembali disebut satu per satu; yang dapat tidak hilang."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from tests.tahap.meja import (
    IKU_01,
    Meja,
    Naskah,
    find_temuan,
    ganti,
    list_kode,
)
from tests.tahap.test_koreksi_libreoffice import build_png

RUANG_NAMA = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PENGANTAR = "Kami berharap"
KALIMAT = "kalimat:analisis_1:S1:IKU-01:1"
R01 = "2025:tahun:IKU-01:realisasi"
BAGAN = "<w:r><w:drawing><a:graphic><c:chart/></a:graphic></w:drawing></w:r>"
ISI_KOTAK = "<w:txbxContent><w:p><w:r><w:t>Isi kotak</w:t></w:r></w:p></w:txbxContent>"


def build_unsur(xml: str) -> _Element:
    """Unsur Word dengan ruang nama yang lazim."""
    return parse_xml(f"<w:body {RUANG_NAMA}>{xml}</w:body>")[0]


def tambah(awal: str, xml: str) -> Callable[[Naskah], None]:
    """Taruh satu unsur di akhir paragraf itu."""
    return lambda naskah: naskah.find(awal)._p.append(build_unsur(xml))


def catatan_kaki(naskah: Naskah) -> None:
    """Catatan kaki seperti yang ditulis Word: bagian tersendiri dan rujukannya."""
    isi = (
        f'<w:footnotes {RUANG_NAMA}><w:footnote w:id="7"><w:p><w:r><w:t>Sumber: BPS.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    dokumen = naskah.dokumen
    jenis = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    bagian = Part(PackURI("/word/footnotes.xml"), jenis, isi.encode(), dokumen.part.package)
    dokumen.part.relate_to(bagian, RT.FOOTNOTES)
    tambah(PENGANTAR, '<w:r><w:footnoteReference w:id="7"/></w:r>')(naskah)


def gambar(awal: str, isi: bytes | None = None) -> Callable[[Naskah], None]:
    """Gambar di dalam kalimat; ``isi`` menggantikan byte gambarnya."""

    def sunting(naskah: Naskah) -> None:
        run = naskah.find(awal).add_run()
        run.add_picture(BytesIO(build_png(20, 10)))
        rel = next(a.get(qn("r:embed")) for a in run._r.iter() if a.get(qn("r:embed")))
        if isi is not None:
            naskah.dokumen.part.related_parts[rel]._blob = isi

    return sunting


@pytest.mark.parametrize(
    ("langkah", "jenis", "teks"),
    [
        (catatan_kaki, "catatan kaki", "Sumber: BPS."),
        (tambah(PENGANTAR, "<w:r><w:object/></w:r>"), "objek", PENGANTAR),
        (
            tambah(PENGANTAR, f"<w:r><w:pict><v:shape><v:textbox>{ISI_KOTAK}</v:textbox></v:shape>"
                   "</w:pict></w:r>"),
            "kotak teks",
            "Isi kotak",
        ),
        (
            tambah(PENGANTAR, BAGAN),
            "bagan",
            PENGANTAR,
        ),
        (gambar(PENGANTAR, b"EMF"), "gambar yang jenisnya tidak didukung", PENGANTAR),
    ],
    ids=["catatan kaki", "objek", "kotak teks", "bagan", "gambar"],
)  # fmt: skip
def test_isi_yang_tidak_ikut_disebut_jenis_dan_teksnya(meja: Meja, langkah, jenis, teks):
    rencana = meja.rencana(meja.sunting(1, langkah), "kasubag")
    temuan = find_temuan(rencana, "DOK418")
    assert temuan.masalah.startswith(f"{jenis} tidak ikut")
    assert teks in temuan.masalah
    assert temuan.lembar == "KATA PENGANTAR"


def test_bidang_word_disebut_menjadi_teks_biasa(meja: Meja):
    xml = '<w:fldSimple w:instr="DATE"><w:r><w:t> hari ini</w:t></w:r></w:fldSimple>'
    hasil = meja.koreksi(meja.sunting(1, tambah(IKU_01, xml)), "kasubag")
    temuan = find_temuan(hasil, "DOK424")
    assert temuan.masalah.startswith("bidang DATE menjadi teks biasa pada konsep berikutnya")
    assert "gambar PNG" not in temuan.perbaikan
    meja.lkjip()
    assert meja.teks(2, KALIMAT)[0].endswith("hari ini")


def test_yang_terhapus_terlacak_bukan_isi_baru(meja: Meja):
    xml = '<w:del w:id="9" w:author="Contoh"><w:r><w:object/></w:r></w:del>'
    assert list_kode(meja.rencana(meja.sunting(1, tambah(PENGANTAR, xml)), "kasubag")) == []


def test_tulisan_di_kepala_halaman_disebut(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        naskah.dokumen.sections[-1].footer.paragraphs[0].add_run(" Rahasia")

    temuan = find_temuan(meja.rencana(meja.sunting(1, sunting), "kasubag"), "DOK419")
    assert "kaki halaman" in temuan.masalah
    assert "Rahasia" in temuan.masalah


def test_bagian_yang_dipindahkan_disebut_satu_kali(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        badan = naskah.dokumen.element.body
        judul = [p for p in badan.iter(qn("w:p")) if _baca(p) in {"A. Simpulan", "BAB IV PENUTUP"}]
        bab, simpulan = judul[-2:]
        tujuan = next(p for p in badan.iter(qn("w:p")) if _baca(p).startswith("Puji syukur"))
        tujuan.addprevious(simpulan)
        tujuan.addprevious(bab)

    rencana = meja.rencana(meja.sunting(1, sunting), "kasubag")
    assert "A. Simpulan" in find_temuan(rencana, "DOK420").masalah


def _baca(paragraf: _Element) -> str:
    return "".join(t.text or "" for t in paragraf.iter(qn("w:t")))


def test_baris_dan_bagan_buatan_program_yang_dihapus_disebut(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        tabel = naskah.dokumen.tables[-1]
        tabel._tbl.remove(tabel.rows[1]._tr)
        paragraf = next(naskah.dokumen.element.body.iter(qn("w:drawing"))).getparent().getparent()
        paragraf.getparent().remove(paragraf)

    temuan = [
        t for t in meja.rencana(meja.sunting(1, sunting), "kasubag").temuan if t.kode == "DOK421"
    ]
    assert ["1. Target dan realisasi" in temuan[0].lembar, len(temuan)] == [True, 2]
    assert temuan[1].lembar == "LAMPIRAN 6 KEBIJAKAN PENGHITUNGAN"
    assert "Makin tinggi makin baik" in temuan[1].masalah


@pytest.mark.parametrize(
    ("langkah", "ada"),
    [
        (tambah(IKU_01, "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"), "m:t"),
        (tambah(IKU_01, '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "w:sym"),
        (gambar(IKU_01), "w:drawing"),
    ],
    ids=["rumus", "simbol", "gambar"],
)
def test_isi_bukan_teks_di_kalimat_yang_tidak_diubah_bertahan(meja: Meja, langkah, ada: str):
    hasil = meja.koreksi(meja.sunting(1, langkah), "kasubag")
    assert list_kode(hasil) == []
    meja.lkjip()
    unsur = _find_unsur(meja)
    tag = ada if ada != "m:t" else "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
    assert next(unsur.iter(tag if tag.startswith("{") else qn(tag)), None) is not None
    assert list_kode(meja.rencana(meja.sunting(2), "sekretaris")) == []


def _find_unsur(meja: Meja) -> _Element:
    return next(b.unsur for b in meja.baca(2).blok if b.slot == KALIMAT)


def test_kalimat_yang_ditebalkan_seluruhnya_tetap_tebal(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        for sifat in [r.get_or_add_rPr() for r in naskah.find(IKU_01)._p.iter(qn("w:r"))]:
            sifat.append(build_unsur("<w:b/>"))

    meja.koreksi(meja.sunting(1, sunting), "kasubag")
    meja.lkjip()
    unsur = _find_unsur(meja)
    assert all(r.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for r in unsur.iter(qn("w:r")))


def test_angka_yang_diganti_terlacak_tetap_kembali_menurut_data(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        kontrol = naskah.find_kontrol(IKU_01, "realisasi")
        for xml in (
            '<w:del w:id="5" w:author="Contoh"><w:r><w:delText>79,1</w:delText></w:r></w:del>',
            '<w:ins w:id="6" w:author="Contoh"><w:r><w:t>88,8</w:t></w:r></w:ins>',
        ):
            kontrol.addprevious(build_unsur(xml))
        kontrol.getparent().remove(kontrol)

    hasil = meja.koreksi(
        meja.sunting(1, sunting, ganti(IKU_01, "sedangkan targetnya", "padahal targetnya")),
        "kasubag",
    )
    assert {"DOK401", "DOK408"} == set(list_kode(hasil))
    assert [u["teks"] for u in hasil.data["ulasan"]] == ["79,1", "88,8"]
    meja.lkjip()
    satuan = next(s for s in meja.baca(2).naskah.satuan if s.slot == KALIMAT)
    assert "padahal targetnya" in satuan.teks
    assert "88,8" not in satuan.teks
    assert R01 in satuan.kunci
