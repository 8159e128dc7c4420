"""Orang mengetik ``95%``; aplikasi menyimpannya 0,95 dengan format persen."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook

from kinerja_cli.dokumen.libreoffice import find_libreoffice
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.sel_ods import find_tanda_ods
from kinerja_cli.lembar.tanda_sel import TandaSel
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, JenisIndikator
from kinerja_cli.model.nilai import JenisNilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, build_definisi, build_indikator
from tests.lembar.test_formulir import baca, letak, render, susun, ubah


def isi_persen(kunci: str, nilai: float, format_angka: str = "0%"):
    def fungsi(wb: Workbook) -> None:
        sel = wb["Kinerja"][letak(wb, "Kinerja", kunci, "realisasi")]
        sel.value, sel.number_format = nilai, format_angka

    return fungsi


def periksa(satuan: str, fungsi):
    indikator = build_indikator()
    ubahan = {"jenis": JenisIndikator.ANGKA, "agregasi": Agregasi.POSISI_AKHIR, "satuan": satuan}
    indikator = (*indikator[:2], indikator[2].model_copy(update=ubahan))
    definisi = build_definisi(indikator=indikator)
    formulir = build_formulir(definisi, UNIT, Periode.TW2, KumpulanFakta(), Terbitan(1))
    mentah = baca(ubah(render(formulir), fungsi))
    sel, temuan = check_kiriman(build_cetakan(definisi, formulir), mentah, "x.xlsx")
    isian = {(s.subjek, s.kolom): s.nilai for s in sel}
    return isian.get(("SUB-01", "realisasi")), [t for t in temuan if t.kunci == "SUB-01"]


@pytest.mark.parametrize("format_angka", ["0%", "0.00%", "#,##0.0 %"])
def test_sel_persen_terbaca_seperti_tampilnya(format_angka):
    nilai, temuan = periksa("%", isi_persen("SUB-01", 0.955, format_angka))
    assert str(nilai.angka) == "95.5"
    assert [(t.kode, t.masalah.rpartition("terbaca")[2]) for t in temuan] == [
        ("NIL005", " sebagai 95,5")
    ]


def test_sel_persen_pada_satuan_lain_ditolak():
    nilai, temuan = periksa("Unit", isi_persen("SUB-01", 0.95))
    assert nilai.jenis is JenisNilai.TAK_TERBACA
    assert [t.kode for t in temuan] == ["NIL003"]
    assert "berformat persen" in temuan[0].masalah


def test_tanda_persen_di_dalam_kutipan_bukan_format_persen():
    nilai, temuan = periksa("%", isi_persen("SUB-01", 95.5, '0.0" %"'))
    assert str(nilai.angka) == "95.5"
    assert temuan == []


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<table:table table:name="A"><table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="2"/>
<table:table-cell office:value-type="percentage" office:value="0.5"/>
<table:table-cell office:value-type="string" calcext:value-type="error"/>
</table:table-row></table:table></office:document-content>"""


def test_sel_ods_yang_berulang_dihitung_letaknya():
    wadah = BytesIO()
    with ZipFile(wadah, "w") as arsip:
        arsip.writestr("content.xml", ODS)
    assert find_tanda_ods(wadah.getvalue()) == {
        "A": TandaSel(galat={(0, 3), (1, 3)}, persen={(0, 2), (1, 2)})
    }


SUFFIX = ("xls", "ods", "xlsx")


@pytest.mark.libreoffice
def test_galat_dan_persen_sama_dari_setiap_jenis_berkas(tmp_path: Path):
    """LibreOffice menyimpan formulir yang sama sebagai .xls, .ods, dan .xlsx."""

    def isi(wb: Workbook) -> None:
        wb["Kinerja"][letak(wb, "Kinerja", "IKU-02", "realisasi")].value = "=1/0"
        isi_persen("SUB-01", 0.955)(wb)

    asal = tmp_path / "formulir.xlsx"
    asal.write_bytes(ubah(render(susun()), isi))
    terbaca = {}
    for akhiran in SUFFIX:
        jadi = convert(asal, tmp_path / akhiran, akhiran)
        sel, temuan = check_kiriman(build_cetakan(build_definisi(), susun()), baca(jadi), "x")
        terbaca[akhiran] = (
            {(s.subjek, s.kolom): str(s.nilai.angka) for s in sel if s.subjek == "SUB-01"},
            sorted(t.kode for t in temuan if t.kunci in {"IKU-02", "SUB-01"}),
        )

    assert "NIL010" in terbaca["xlsx"][1]
    assert terbaca["xls"] == terbaca["xlsx"] == terbaca["ods"]


def convert(asal: Path, folder: Path, akhiran: str) -> bytes:
    folder.mkdir()
    subprocess.run(
        [
            str(find_libreoffice()),
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            *("--headless", "--convert-to", akhiran, "--outdir", str(folder), str(asal)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"formulir.{akhiran}").read_bytes()
