from __future__ import annotations

import subprocess
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from kinerja_cli.dokumen.grafik import PenyisipGrafik
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.libreoffice import convert_pdf
from kinerja_cli.lembar.grafik import SeriGrafik, UraianGrafik, build_grafik

WAKTU = datetime(2026, 2, 13, 8, 0)
TRIWULAN = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELASI = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def build_seri(nama, *nilai, warna="#1F4E79"):
    return SeriGrafik(nama, tuple(None if n is None else Decimal(n) for n in nilai), warna)


KOLOM = UraianGrafik(
    "kolom",
    TRIWULAN,
    (
        build_seri("Target", "30", "31.5", "33", "34"),
        build_seri("Realisasi", "29.56", "32", None, "34.26"),
    ),
    "Persen",
)
BATANG = UraianGrafik(
    "batang",
    ("PROGRAM KAWASAN PERMUKIMAN", "PROGRAM PENGEMBANGAN PERUMAHAN", "PROGRAM LLAJ"),
    (build_seri("Capaian", "98.41", None, "107.88"),),
    "Persen",
)
GARIS = UraianGrafik(
    "garis",
    ("2022", "2023", "2024", "2025"),
    (build_seri("Satu", "95", "97", None, "98.4"), build_seri("Dua", "101", "96", "99", "102.5")),
    "Capaian (%)",
)


def write_docx(*grafik, dokumen=None):
    dokumen = dokumen or docx.Document()
    penyisip = PenyisipGrafik(dokumen)
    for g in grafik:
        penyisip.insert(dokumen.add_paragraph(), build_grafik(g), 15, 7, f"Uraian {g.jenis}")
    return save_dokumen(dokumen, WAKTU)


def read_bagan(isi, nomor=1):
    with ZipFile(BytesIO(isi)) as arsip:
        return etree.fromstring(arsip.read(f"word/charts/chart{nomor}.xml"))


def read_bagan_dari(grafik):
    return read_bagan(write_docx(grafik))


def test_bagian_dan_relasi_paket_lengkap():
    with ZipFile(BytesIO(write_docx(KOLOM, BATANG))) as arsip:
        nama = set(arsip.namelist())
        tipe = {
            u.get("PartName") or u.get("Extension"): u.get("ContentType")
            for u in etree.fromstring(arsip.read("[Content_Types].xml"))
        }
        for n in (1, 2):
            bagan, buku = f"word/charts/chart{n}.xml", f"word/embeddings/kinerja{n}.xlsx"
            assert {bagan, buku} <= nama
            assert tipe[f"/{bagan}"].endswith("drawingml.chart+xml")
            assert (tipe.get(f"/{buku}") or tipe["xlsx"]).endswith("spreadsheetml.sheet")
            (relasi,) = etree.fromstring(arsip.read(f"word/charts/_rels/chart{n}.xml.rels"))
            assert relasi.get("Target") == f"../embeddings/kinerja{n}.xlsx"
            assert relasi.get("Type").endswith("/package")
            luar = etree.fromstring(arsip.read(bagan)).find(f"{C}externalData")
            assert luar.get(f"{R}id") == relasi.get("Id")
            assert luar.find(f"{C}autoUpdate").get("val") == "0"
        dituju = {
            u.get("Id"): u.get("Target")
            for u in etree.fromstring(arsip.read("word/_rels/document.xml.rels")).iter(RELASI)
        }
        badan = etree.fromstring(arsip.read("word/document.xml"))
    acuan = [u.get(f"{R}id") for u in badan.iter(f"{C}chart")]
    assert [dituju[a] for a in acuan] == ["charts/chart1.xml", "charts/chart2.xml"]


@pytest.mark.parametrize("grafik", [KOLOM, BATANG, GARIS], ids=lambda g: g.jenis)
def test_nilai_tersimpan_dan_buku_data_sama_dengan_uraian(grafik):
    isi = write_docx(grafik)
    akar = read_bagan(isi)
    with ZipFile(BytesIO(isi)) as arsip:
        lembar = openpyxl.load_workbook(BytesIO(arsip.read("word/embeddings/kinerja1.xlsx")))[
            "Data"
        ]
    kolom = "BCDE"
    for n, (seri, unsur) in enumerate(zip(grafik.seri, akar.iter(f"{C}ser"), strict=True)):
        rumus = [f.text for f in unsur.iter(f"{C}f")]
        akhir = len(grafik.kategori) + 1
        assert rumus == [
            f"Data!${kolom[n]}$1",
            f"Data!$A$2:$A${akhir}",
            f"Data!${kolom[n]}$2:${kolom[n]}${akhir}",
        ]
        assert [t.text for t in unsur.iterfind(f"{C}cat//{C}v")] == list(grafik.kategori)
        tersimpan = {
            int(t.get("idx")): Decimal(t.findtext(f"{C}v"))
            for t in unsur.iterfind(f"{C}val//{C}pt")
        }
        assert tersimpan == {i: v for i, v in enumerate(seri.nilai) if v is not None}
        sel = [lembar.cell(r, n + 2).value for r in range(1, akhir + 1)]
        assert sel == [seri.nama, *(None if v is None else float(v) for v in seri.nilai)]
    assert [lembar.cell(r, 1).value for r in range(2, akhir + 1)] == list(grafik.kategori)


def test_yang_belum_ada_menjadi_celah():
    akar = read_bagan_dari(KOLOM)
    assert akar.find(f".//{C}dispBlanksAs").get("val") == "gap"


@pytest.mark.parametrize(
    ("jenis", "arah"), [("kolom", "minMax"), ("batang", "maxMin"), ("garis", "minMax")]
)
def test_hanya_urutan_kategori_batang_yang_dibalik(jenis, arah):
    """Sumbu nilai tidak pernah terbalik: batang tumbuh dari kiri, kolom dari bawah."""
    akar = read_bagan_dari(UraianGrafik(jenis, KOLOM.kategori, KOLOM.seri))
    baca = {s: akar.find(f".//{C}{s}/{C}scaling/{C}orientation") for s in ("catAx", "valAx")}
    assert baca["catAx"].get("val") == arah
    assert baca["valAx"].get("val") == "minMax"
    assert akar.find(f".//{C}catAx/{C}delete").get("val") == "0"


@pytest.mark.parametrize(
    ("jenis", "nilai", "dasar"),
    [
        ("kolom", ("95", "99"), "0"),
        ("batang", ("95", "99"), "0"),
        ("kolom", ("-3", "99"), None),
        ("garis", ("95", "99"), "94"),
        ("garis", ("10", "99"), "0"),
        ("garis", ("0", "0"), "0"),
        ("garis", ("100", "100"), "99.5"),
    ],
)
def test_kolom_dan_batang_mulai_nol(jenis, nilai, dasar):
    akar = read_bagan_dari(UraianGrafik(jenis, ("A", "B"), (build_seri("S", *nilai),)))
    unsur = akar.find(f".//{C}valAx/{C}scaling/{C}min")
    assert (None if unsur is None else Decimal(unsur.get("val"))) == (dasar and Decimal(dasar))


@pytest.mark.parametrize(
    ("nilai", "desimal", "format_angka"),
    [
        (("34", "33"), 2, "#,##0"),
        (("34", "33.5"), 2, "#,##0.0"),
        (("97.1", "98.41"), 2, "#,##0.00"),
        (("97.126", None), 2, "#,##0.00"),
        (("0.99999", "1"), 2, "#,##0"),
        (("1200", "100"), 0, "#,##0"),
        ((None, None), 2, "#,##0"),
    ],
)
def test_label_berdesimal_sama_tanpa_koma_menggantung(nilai, desimal, format_angka):
    grafik = UraianGrafik("kolom", ("A", "B"), (build_seri("S", *nilai),), desimal=desimal)
    kode = read_bagan_dari(grafik).find(f".//{C}dLbls/{C}numFmt").get("formatCode")
    assert kode.removeprefix("[$-421]") == format_angka


def test_label_dua_garis_tidak_bertumpuk():
    letak = [
        [t.find(f"{C}dLblPos").get("val") for t in seri.iterfind(f"{C}dLbls/{C}dLbl")]
        for seri in read_bagan_dari(GARIS).iter(f"{C}ser")
    ]
    assert [x[:2] + x[3:] for x in letak] == [["b", "t", "b"], ["t", "b", "t"]]


def test_garis_yang_banyak_hanya_berlabel_di_titik_terakhir():
    seri = tuple(build_seri(f"Seri {n}", str(n), str(n + 1), None) for n in range(3))
    akar = read_bagan_dari(UraianGrafik("garis", ("A", "B", "C"), seri))
    assert list_label_dihapus(akar) == [["0", "2"]] * 3


def test_label_di_ujung_garis_yang_berimpit_dihapus():
    seri = tuple(
        build_seri(f"Seri {n}", "100", akhir) for n, akhir in enumerate(("70", "70", "99"))
    )
    akar = read_bagan_dari(UraianGrafik("garis", ("A", "B"), seri))
    assert list_label_dihapus(akar) == [["0", "1"], ["0", "1"], ["0"]]


def list_label_dihapus(akar):
    return [
        [
            t.find(f"{C}idx").get("val")
            for t in seri.iterfind(f"{C}dLbls/{C}dLbl")
            if t.find(f"{C}delete") is not None
        ]
        for seri in akar.iter(f"{C}ser")
    ]


def test_label_lembah_di_bawah_garis():
    akar = read_bagan_dari(UraianGrafik("garis", TRIWULAN, (build_seri("S", "5", "3", "6", "2"),)))
    letak = [t.find(f"{C}dLblPos").get("val") for t in akar.iter(f"{C}dLbl")]
    assert letak == ["t", "b", "t", "t"]


def test_teks_yang_mirip_rumus_tetap_teks():
    seri = build_seri("=1+1", "2")
    isi = write_docx(UraianGrafik("kolom", ("=A1",), (seri,)))
    akar = read_bagan(isi)
    assert akar.findtext(f".//{C}tx//{C}v") == "=1+1"
    assert akar.findtext(f".//{C}cat//{C}v") == "=A1"


def test_pengenal_gambar_unik_dan_teks_pengganti_utuh():
    dokumen = docx.Document()
    uraian = 'Capaian <S1> & "S2"'
    penyisip = PenyisipGrafik(dokumen)
    for _ in range(2):
        # Paragraf yang belum terpasang ketika bagan berikutnya dibuat.
        paragraf = dokumen.add_paragraph()
        dokumen.element.body.remove(paragraf._p)
        penyisip.insert(paragraf, build_grafik(KOLOM), 15, 7, uraian)
        dokumen.element.body.insert(0, paragraf._p)
    dokumen = docx.Document(BytesIO(save_dokumen(dokumen, WAKTU)))
    PenyisipGrafik(dokumen).insert(dokumen.add_paragraph(), build_grafik(KOLOM), 15, 7, uraian)
    gambar = list(dokumen.element.body.iter(qn("wp:docPr")))
    assert len({g.get("id") for g in gambar}) == len(gambar) == 3
    assert {g.get("descr") for g in gambar} == {uraian}


def test_bagan_sama_menghasilkan_byte_sama():
    assert build_grafik(KOLOM) == build_grafik(KOLOM)
    assert write_docx(KOLOM, GARIS) == write_docx(KOLOM, GARIS)


@pytest.mark.libreoffice
def test_libreoffice_menggambar_nama_dan_nilai(tmp_path):
    """Setiap kategori dan label berkoma Indonesia tercetak, tanpa nol karangan."""
    asal, pdf = tmp_path / "bagan.docx", tmp_path / "bagan.pdf"
    asal.write_bytes(write_docx(KOLOM, BATANG, GARIS))
    convert_pdf(asal, pdf)
    teks = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    kata = set(teks.split())
    assert {"29,56", "31,50", "34,26", "98,41", "107,88", "102,5"} <= kata
    assert {"Target", "Realisasi", "Satu", "Dua", "2022", "Persen"} <= kata
    for nama in (*TRIWULAN, "PERMUKIMAN", "PERUMAHAN", "LLAJ"):
        assert nama in teks
    assert "0,00" not in kata
