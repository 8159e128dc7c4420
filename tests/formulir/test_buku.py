"""Formulir sesudah ditulis: sel terkunci, validasi, dan batas-batas Excel."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

from kinerja_cli.formulir.bentuk import Formulir
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.lembar.penanda import LEMBAR_IDENTITAS, LEMBAR_PILIHAN
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from tests.buatan import UNIT, UNIT_LAIN, build_definisi, build_fakta_lengkap
from tests.formulir.test_susun import baris, build_banyak, contoh, iterate_formulir, susun
from tests.lembar.test_formulir import letak

__all__ = ["contoh"]

WAKTU = datetime(2025, 4, 1, 8, 0)
PANJANG_RUMUS_VALIDASI = 255
PANJANG_PESAN = 255
PANJANG_JUDUL_PESAN = 32
PANJANG_NAMA_LEMBAR = 31
PANJANG_RUMUS = 8192
BARIS_DATA = 7


def render(formulir: Formulir) -> bytes:
    wadah = BytesIO()
    write_formulir(formulir, wadah, WAKTU)
    return wadah.getvalue()


def open_buku(formulir: Formulir) -> Workbook:
    return openpyxl.load_workbook(BytesIO(render(formulir)))


def list_terbuka(buku: Workbook) -> set[tuple[str, str]]:
    return {
        (lembar.title, sel.coordinate)
        for lembar in buku
        for kolom in lembar.iter_rows()
        for sel in kolom
        if not sel.protection.locked
    }


def list_nama(isi: bytes) -> list[tuple[str, str]]:
    """Nama terdefinisi dan lembarnya, sebagaimana tertulis di berkas."""
    with ZipFile(BytesIO(isi)) as arsip:
        xml = arsip.read("xl/workbook.xml").decode()
    return re.findall(r'<definedName name="([^"]+)" localSheetId="(\d+)"', xml)


def check_batas(buku: Workbook) -> int:
    """Periksa setiap validasi dan rumus terhadap batas Excel; hasilnya banyak validasi."""
    banyak = 0
    nama = [lembar.title for lembar in buku]
    assert all(len(n) <= PANJANG_NAMA_LEMBAR for n in nama)
    assert len({n.casefold() for n in nama}) == len(nama)
    for lembar in buku:
        terpakai: set[tuple[int, int]] = set()
        for v in lembar.data_validations.dataValidation:
            banyak += 1
            assert len((v.formula1 or "").strip('"')) <= PANJANG_RUMUS_VALIDASI
            assert len(v.prompt or "") <= PANJANG_PESAN
            assert len(v.error or "") <= PANJANG_PESAN
            assert len(v.promptTitle or "") <= PANJANG_JUDUL_PESAN
            assert len(v.errorTitle or "") <= PANJANG_JUDUL_PESAN
            sel = list_sel(str(v.sqref))
            assert len(sel) == len(set(sel))
            assert not terpakai & set(sel), (lembar.title, v.sqref)
            terpakai |= set(sel)
            if v.type == "custom":
                _check_alamat_nisbi(v.formula1, sel)
        for rumus in (s.value for b in lembar.iter_rows() for s in b if s.data_type == "f"):
            assert len(rumus) <= PANJANG_RUMUS
            assert not re.search(r"\{\w+\}", rumus), rumus
        assert len(lembar.merged_cells.ranges) == len(set(map(str, lembar.merged_cells.ranges)))
    return banyak


def list_sel(sqref: str) -> list[tuple[int, int]]:
    hasil = []
    for bagian in sqref.split():
        k1, b1, k2, b2 = range_boundaries(bagian)
        hasil += [(b, k) for b in range(b1, b2 + 1) for k in range(k1, k2 + 1)]
    return hasil


def _check_alamat_nisbi(rumus: str, sel: list[tuple[int, int]]) -> None:
    """Alamat nisbi berpangkal di sel kiri atas; sel sekolom membuatnya sama di semua aplikasi."""
    (alamat,) = set(re.findall(r"\b[A-Z]+\d+\b", rumus))
    kolom, awal, *_ = range_boundaries(alamat)
    assert {k for _, k in sel} == {kolom}
    assert min(b for b, _ in sel) == awal


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_yang_terbuka_di_berkas_persis_sel_isian(contoh, periode: Periode):
    for unit, formulir in iterate_formulir(contoh, periode):
        buku = open_buku(formulir)
        harap = {
            (x.nama, letak(buku, x.nama, b.kunci, bidang))
            for x in formulir.lembar
            for b in x.baris
            for bidang, sel in b.sel.items()
            if sel.terbuka
        }
        assert list_terbuka(buku) == harap, unit
        assert all(lembar.protection.sheet for lembar in buku)
        assert buku[LEMBAR_IDENTITAS].sheet_state == "veryHidden"


@pytest.mark.parametrize("periode", [Periode.TW1, Periode.TW4, Periode.TAHUN])
def test_formulir_contoh_di_dalam_batas_excel(contoh, periode: Periode):
    assert sum(check_batas(open_buku(f)) for _, f in iterate_formulir(contoh, periode)) > 0


def test_bidang_dengan_dua_ratus_baris_di_dalam_batas_excel():
    formulir = susun(build_banyak(200))
    buku = open_buku(formulir)

    assert check_batas(buku) > 0
    nama = list_nama(render(formulir))
    assert len(set(nama)) == len(nama) > 0
    assert {n for n, _ in nama} == {"_xlnm._FilterDatabase", "_xlnm.Print_Titles"}
    assert render(formulir) == render(susun(build_banyak(200)))
    kiriman = read_kiriman(render(formulir), "x.xlsx")
    terbaca = {x.nama: [b.kunci for b in x.baris] for x in kiriman.lembar}
    assert terbaca["Kinerja"] == list(baris(formulir, "Kinerja"))
    assert terbaca["Anggaran"] == list(baris(formulir, "Anggaran"))


def test_baris_di_berkas_urut_seperti_uraiannya(contoh):
    for _, formulir in iterate_formulir(contoh, Periode.TW4):
        buku = open_buku(formulir)
        for x in formulir.lembar:
            kunci = [str(b[0].value or "") for b in buku[x.nama].iter_rows(min_row=BARIS_DATA)]
            milik = {b.kunci for b in x.baris}
            assert [k for k in kunci if k in milik] == [b.kunci for b in x.baris]


def test_elemen_unit_lain_diisi_penyedianya_dan_terkunci_di_pelapor():
    definisi = build_definisi(penyedia_lain=True)
    penyedia, pelapor = (open_buku(susun(definisi, u)) for u in (UNIT_LAIN, UNIT))

    assert ("Kinerja", letak(penyedia, "Kinerja", "EL-01B", "realisasi")) in list_terbuka(penyedia)
    tunggu = pelapor["Kinerja"][letak(pelapor, "Kinerja", "IKU-01", "penyebut")]
    assert tunggu.protection.locked
    assert tunggu.value == "menunggu dari Bidang Perhubungan"
    with pytest.raises(AssertionError):
        letak(pelapor, "Kinerja", "EL-01B", "realisasi")
    with pytest.raises(AssertionError):
        letak(penyedia, "Kinerja", "IKU-01", "realisasi")


def test_elemen_unit_lain_yang_sudah_diterima_tampak_terkunci_dan_capaiannya_hidup():
    definisi = build_definisi(penyedia_lain=True)
    buku = open_buku(susun(definisi, fakta=build_fakta_lengkap(Periode.TW2)))
    sel = {
        k: buku["Kinerja"][letak(buku, "Kinerja", "IKU-01", k)] for k in ("penyebut", "realisasi")
    }

    assert (sel["penyebut"].value, sel["penyebut"].protection.locked) == (82100, True)
    assert str(sel["realisasi"].value).startswith("=IF(")


@pytest.mark.parametrize(
    ("nama", "langsung"),
    [
        ("Predikat", True),
        (f"Predikat {'x' * 40}", False),
        ("Baik, cukup", False),
        ('Baik "A"', False),
    ],
    ids=["pendek", "melebihi batas Excel", "berkoma", "berkutip"],
)
def test_pilihan_predikat_yang_tidak_muat_menunjuk_lembar_tersembunyi(nama: str, langsung: bool):
    """Skala buatan instansi boleh panjang; Excel menolak berkas yang daftarnya tidak muat."""
    tingkat = [{"nama": f"{nama} {n}", "nilai": str(9 - n)} for n in range(8)]
    skala = {"nama": "Skala", "sumber": "uji", "kepastian": "uji", "tingkat": tingkat}
    dasar = build_definisi()
    ubahan = {"jenis": JenisIndikator.PREDIKAT, "skala": "instansi"}
    definisi = build_definisi(
        kebijakan=build_kebijakan({"predikat": {"instansi": skala}}),
        indikator=tuple(
            i.model_copy(update=ubahan if i.kode_indikator == "IKU-02" else {})
            for i in dasar.indikator
        ),
        target=tuple(
            t.model_copy(
                update={"tw1": f"{nama} 0", "tw2": f"{nama} 0"}
                if t.kode_indikator == "IKU-02"
                else {}
            )
            for t in dasar.target
        ),
    )
    buku = open_buku(susun(definisi))
    harap = [f"{nama} {n}" for n in range(8)]

    assert check_batas(buku) > 0
    for lembar, kunci, kolom in (
        ("Kinerja", "IKU-02", "realisasi"),
        ("Koreksi", "tw1:IKU-02:realisasi", "nilai_baru"),
    ):
        alamat = letak(buku, lembar, kunci, kolom)
        (daftar,) = [v for v in buku[lembar].data_validations.dataValidation if alamat in v.sqref]
        assert daftar.type == "list"
        if langsung:
            assert daftar.formula1 == f'"{",".join(harap)}"'
        else:
            assert read_nama(buku, daftar.formula1) == harap
    assert (LEMBAR_PILIHAN in buku.sheetnames) is not langsung


def read_nama(buku: Workbook, nama: str) -> list[object]:
    """Isi rentang yang dinamai itu."""
    lembar, rentang = next(iter(buku.defined_names[nama].destinations))
    return [b[0].value for b in buku[lembar][rentang]]
