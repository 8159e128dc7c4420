"""LibreOffice sungguhan: diisi dan ditempeli seperti orang, disimpan, lalu dibaca kembali utuh."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_cli.dokumen.libreoffice import run_skrip
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.model.fakta import KOLOM_NILAI
from kinerja_cli.model.nilai import KOSONG, Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import SUB, UNIT, build_definisi, build_fakta
from tests.formulir.test_susun import susun
from tests.lembar.test_formulir import DAU, baca, letak, render

pytestmark = pytest.mark.libreoffice

SKRIP = Path(__file__).with_name("isi_uno.py")
RTL = "rtl:tw1:IKU-02"
PERTAMA = "Kinerja__IKU-01__pembilang"
KETIK: dict[str, object] = {
    "Kinerja__IKU-01__pembilang": 62500,
    "Kinerja__IKU-01__penyebut": "82.100",
    "Kinerja__IKU-02__realisasi": 12.4,
    "Kinerja__IKU-02__batas_waktu": "31 Desember 2025",
    "Kinerja__SUB-01__realisasi": 0,
    "Data Dukung__IKU-02__bukti": "=HYPERLINK(1)",
    "Koreksi__tw1:SUB-01:realisasi__nilai_baru": 8,
    "Koreksi__tw1:SUB-01:realisasi__alasan": "baru direkap",
    f"RTL__{RTL}__status": "berjalan",
    f"RTL__{RTL}__tindakan": "Drainase separuh",
    "Catatan__pengisi__isi": "kosongkan",
}
TEMPEL: dict[str, list[list[object]]] = {
    f"Anggaran__{DAU}__realisasi": [[610000000], ["Rp 60.000.000"]],
    "Kinerja__IKU-02__pendorong": [["Gotong royong", "Lahan & izin <lama>", "Rapat\nbersama"]],
}
SIMPAN = {
    "a.xlsx": "Calc MS Excel 2007 XML",
    "a.ods": "calc8",
    "a.xls": "MS Excel 97",
}


def find_letak(buku: openpyxl.Workbook, alamat: str) -> list[Any]:
    lembar, kunci, kolom = alamat.split("__")
    sel = buku[lembar][letak(buku, lembar, kunci, kolom)]
    return [lembar, sel.row - 1, sel.column - 1]


@pytest.fixture(scope="module")
def rencana():
    """Formulir Triwulan II yang memuat semua lembar."""
    isi = Nilai.dari_teks("Menata drainase")
    return susun(fakta=build_fakta((Periode.TW1, "IKU-02", "rencana_tindak_lanjut", isi)))


@pytest.fixture(scope="module")
def tersimpan(rencana, tmp_path_factory) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Formulir yang sudah diisi dan disimpan LibreOffice, menurut nama berkas."""
    folder = tmp_path_factory.mktemp("uno")
    isi = render(rencana)
    (folder / "asal.xlsx").write_bytes(isi)
    buku = openpyxl.load_workbook(BytesIO(isi))
    masukan = {
        "sumber": str(folder / "asal.xlsx"),
        "ketik": [[*find_letak(buku, a), v] for a, v in KETIK.items()],
        "tempel": [[*find_letak(buku, a), v] for a, v in TEMPEL.items()],
        "kunci": [find_letak(buku, "Kinerja__IKU-02__target_periode")],
        "tab": ["Kinerja", 20],
        "simpan": {str(folder / n): s for n, s in SIMPAN.items()},
    }
    hasil = run_skrip(SKRIP, masukan)
    if hasil is None:
        pytest.skip("Python LibreOffice tidak mengenal UNO")
    return {n: (folder / n).read_bytes() for n in SIMPAN}, hasil


@pytest.mark.parametrize("nama", SIMPAN)
def test_yang_terbaca_persis_yang_diketik_dan_ditempel(rencana, tersimpan, nama: str):
    mentah = baca(tersimpan[0][nama], nama)
    sel, temuan = check_kiriman(build_cetakan(build_definisi(), rencana), mentah)

    assert {(s.periode, s.subjek, s.kolom): s.nilai for s in sel} == {
        ("tw2", "EL-01A", KOLOM_NILAI): Nilai.dari_angka(62500),
        ("tw2", "EL-01B", KOLOM_NILAI): Nilai.dari_angka(82100),
        ("tw2", "IKU-02", "realisasi"): Nilai.dari_angka("12.4"),
        ("tw2", "IKU-02", "batas_waktu"): Nilai.dari_teks("2025-12-31"),
        ("tw2", "IKU-02", "pendorong"): Nilai.dari_teks("Gotong royong"),
        ("tw2", "IKU-02", "penghambat"): Nilai.dari_teks("Lahan & izin <lama>"),
        ("tw2", "IKU-02", "upaya"): Nilai.dari_teks("Rapat\nbersama"),
        ("tw2", "SUB-01", "realisasi"): Nilai.dari_angka(0),
        ("tw2", "IKU-02", "bukti"): Nilai.dari_teks("=HYPERLINK(1)"),
        ("tw1", "SUB-01", "realisasi"): Nilai.dari_angka(8),
        ("tw1", "SUB-01", "alasan_koreksi"): Nilai.dari_teks("baru direkap"),
        ("tw2", RTL, "status"): Nilai.dari_teks("berjalan"),
        ("tw2", RTL, "tindakan"): Nilai.dari_teks("Drainase separuh"),
        ("tw2", DAU, "realisasi"): Nilai.dari_angka(610000000),
        ("tw2", f"{SUB}:{UNIT}:PAD", "realisasi"): Nilai.dari_angka(60000000),
        ("tw2", UNIT, "pengisi"): KOSONG,
    }
    assert {t.kode for t in temuan} <= {"NIL005"}, temuan


def test_sel_terkunci_tetap_terkunci(tersimpan):
    assert tersimpan[1]["terkunci"] == ["12,5"]


def test_tombol_tab_melompat_dari_isian_ke_isian(tersimpan):
    """LibreOffice menyusuri kolom demi kolom, Excel baris demi baris; keduanya hanya isian."""
    singgah = tersimpan[1]["tab"]
    awal = find_letak(openpyxl.load_workbook(BytesIO(tersimpan[0]["a.xlsx"])), PERTAMA)

    assert singgah[0][:2] == awal[1:]
    assert len({(b, k) for b, k, _ in singgah}) == len(singgah) == 20
    assert not any(terkunci for *_, terkunci in singgah)


def test_keadaan_dan_penghitung_mengikuti_isian(tersimpan):
    buku = openpyxl.load_workbook(BytesIO(tersimpan[0]["a.xlsx"]), data_only=True)
    keadaan = {
        (lembar, kunci): buku[lembar][letak(buku, lembar, kunci, "keadaan")].value
        for lembar, kunci in (
            ("Kinerja", "IKU-01"),
            ("Kinerja", "IKU-02"),
            ("Kinerja", "SUB-01"),
            ("Anggaran", DAU),
            ("Data Dukung", "IKU-02"),
            ("Koreksi", "tw1:SUB-01:realisasi"),
            ("RTL", RTL),
        )
    }
    penghitung = [s.value for s in buku["Kinerja"][2] if str(s.value or "").startswith("Terisi")]

    assert keadaan == {
        ("Kinerja", "IKU-01"): "isi penjelasan",
        ("Kinerja", "IKU-02"): "lengkap",
        ("Kinerja", "SUB-01"): "isi penjelasan",
        ("Anggaran", DAU): "lengkap",
        ("Data Dukung", "IKU-02"): "lengkap",
        ("Koreksi", "tw1:SUB-01:realisasi"): "lengkap",
        ("RTL", RTL): "lengkap",
    }
    assert penghitung == ["Terisi 1 dari 3"]
