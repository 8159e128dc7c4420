from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from alat.spj import PERHUBUNGAN, build_baris, sum_kolom, sum_sub
from alat.tabel import AKAR, load_tabel, read_csv

from kinerja_cli.lembar.tulis_tabel import IsiTabel, write_tabel
from kinerja_cli.model.sumber import TABEL_SUMBER

KEUANGAN = AKAR / "sumber" / "keuangan"
UNIT = tuple(dict.fromkeys(b["kode_unit"] for b in read_csv("unit")))
LAIN = tuple(u for u in UNIT if u not in PERHUBUNGAN)


@pytest.mark.parametrize("unit", [LAIN, PERHUBUNGAN], ids=["dinas", "perhubungan"])
def test_hitungan_empat_belas_kolom_benar(unit):
    for baris in build_baris("perubahan", "tw4", unit):
        k = dict(enumerate(baris.angka, start=3))
        assert k[6] == k[4] + k[5]
        assert k[9] == k[7] + k[8]
        assert k[12] == k[10] + k[11]
        assert k[13] == k[6] + k[9] + k[12]
        assert k[14] == k[3] - k[13]


def test_setiap_tingkat_berjumlah_sama():
    baris = build_baris("perubahan", "tw4", LAIN)
    jumlah = [sum_kolom([b.angka for b in baris if b.tingkat == t]) for t in (1, 2, 3, 4)]

    assert len(set(jumlah)) == 1


def test_dua_laporan_bersama_sama_dengan_dpa_dan_rencana_uang():
    pagu = sum(int(b["pagu"]) for b in read_csv("pagu") if b["versi"] == "perubahan")
    realisasi = sum(int(b["tw4"]) for b in read_csv("rencana_uang"))
    laporan = [
        sum_kolom([b.angka for b in build_baris("perubahan", "tw4", u) if b.tingkat == 1])
        for u in (LAIN, PERHUBUNGAN)
    ]

    assert sum(x[0] for x in laporan) == pagu
    assert sum(x[10] for x in laporan) == realisasi


def test_realisasi_rencana_tidak_turun_dan_tidak_melebihi_pagu():
    versi = {"tw1": "murni", "tw2": "pergeseran 1", "tw3": "pergeseran 1", "tw4": "perubahan"}
    sebelum: dict[str, int] = {}
    for periode, nama in versi.items():
        for kode, (pagu, realisasi) in sum_sub(nama, periode, UNIT).items():
            assert sebelum.get(kode, 0) <= realisasi <= pagu, (periode, kode)
            sebelum[kode] = realisasi


@pytest.mark.parametrize(
    ("nama", "tempat"),
    [
        ("SPJ Fungsional Des 2025 - Bendahara Pengeluaran.xlsx", 1),
        ("SPJ Fungsional Des 2025 - BPP Perhubungan.xlsx", 6),
    ],
)
def test_berkas_fungsional_berjumlah_benar_dan_kode_berupa_teks(nama, tempat):
    lembar = openpyxl.load_workbook(KEUANGAN / nama).active
    baris = [[s.value for s in b] for b in lembar.iter_rows(min_row=13)]
    rekening = [b for b in baris if str(b[tempat - 1] or "").startswith("5.")]
    jumlah = next(b for b in baris if b[0] == "JUMLAH")

    assert all(isinstance(k, str) for b in rekening for k in b[:tempat] if k is not None)
    for kolom in range(tempat + 1, tempat + 13):
        assert sum(b[kolom] for b in rekening) == jumlah[kolom]


@pytest.mark.parametrize(
    ("berkas", "periode"),
    [
        ("SPJ sd 31 Maret 2025.xlsx", "tw1"),
        ("SPJ sd 30 Juni 2025.xlsx", "tw2"),
        ("SPJ sd 30 September 2025.xlsx", "tw3"),
    ],
)
def test_rekap_triwulan_sama_dengan_rencana_uang(berkas, periode):
    lembar = openpyxl.load_workbook(KEUANGAN / berkas).active
    baris = list(lembar.iter_rows(min_row=4, values_only=True))
    isi = {":".join((b[0], b[3], b[2])): b[5] for b in baris if b[0]}
    uang = {b["kunci"]: int(b[periode]) for b in read_csv("rencana_uang")}

    assert isi == {k: uang[k] for k in isi}
    assert baris[-1][5] == sum(uang.values())


def test_daftar_keuangan_menyebut_setiap_berkas():
    assert {b["berkas"] for b in read_csv("keuangan")} == {
        p.name for p in KEUANGAN.glob("SPJ*.xlsx")
    }


def test_berkas_sumber_sama_dengan_tabel_teks():
    """Isi setiap anggota zip harus sama dengan yang dibuat ulang; mampatannya boleh berbeda."""
    for nama in dict.fromkeys(t.berkas for t in TABEL_SUMBER):
        wadah = BytesIO()
        daftar = [
            IsiTabel(t.lembar, t.model, baris=load_tabel(t))
            for t in TABEL_SUMBER
            if t.berkas == nama
        ]
        write_tabel(daftar, wadah, datetime(2025, 1, 2, 8, 0))
        assert _read_anggota(AKAR / "sumber" / nama) == _read_anggota(wadah), nama


def _read_anggota(berkas):
    with ZipFile(berkas) as arsip:
        return {nama: arsip.read(nama) for nama in arsip.namelist()}
