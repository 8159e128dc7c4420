"""Satu baris tabel apa pun: jenis menurut tulisannya, titik ribuan menurut barisnya, cetakannya."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.model.baris_tabel import BarisMentah
from kinerja_cli.model.kebijakan import build_kebijakan

D = Decimal


def hitung(target, realisasi, *, kebijakan=None, **isi):
    mentah = BarisMentah(2, {"indikator": "Indeks", "target": target, "realisasi": realisasi} | isi)
    return calculate_baris(mentah, build_kebijakan(kebijakan or {}), "t.csv", "")


def kode(entri):
    return [t.kode for t in entri.temuan]


def test_bentuk_kontrak():
    assert hitung("A (80,50)", "BB (79,39)", indikator="Nilai AKIP", capaian="98.62").to_json() == {
        "baris": 2,
        "indikator": "Nilai AKIP",
        "target_teks": "A (80,50)",
        "target": "80.50",
        "realisasi_teks": "BB (79,39)",
        "realisasi": "79.39",
        "arah": "naik",
        "status": "terhitung",
        "capaian": "98.62",
        "kategori": "Sangat Tinggi",
        "kode_rumus": "naik",
        "penjelasan": "Capaian 98,62 % (Sangat Tinggi), di bawah target: 79,39 / 80,5 x 100.",
        "tercetak": "98.62",
        "cocok": True,
        "temuan": [],
    }


# (target, realisasi, isi lain, target kanonik, realisasi kanonik, capaian, kode rumus)
JENIS = [
    ("95", "100", {}, "95", "100", "105.26", "naik"),
    ("4.38", "4.6", {}, "4.38", "4.6", "105.02", "naik"),
    ("0%", "0%", {}, "0", "0", None, "naik"),
    ("10", "12", {"arah": "turun"}, "10", "12", "80.00", "turun_selisih"),
    ("10", "12", {"arah": "Makin rendah makin baik"}, "10", "12", "80.00", "turun_selisih"),
    ("10", "12", {"arah": "turun", "rumus": "turun_rasio"}, "10", "12", "83.33", "turun_rasio"),
    ("10", "12", {"rumus": "Turun_Rasio"}, "10", "12", "83.33", "turun_rasio"),
    ("≥95", "96", {}, "95", "96", "101.05", "naik"),
    ("≤ 5", "4", {}, "5", "4", "120.00", "turun_selisih"),
    ("Maksimal 5", "4", {}, "5", "4", "120.00", "turun_selisih"),
    ("≤ 5", "4", {"arah": "naik"}, "5", "4", "80.00", "naik"),
    ("60 – 85", "90", {}, "60..85", "90", "105.88", "rentang"),
    ("80 - 90%", "85%", {}, "80..90", "85", "100.00", "rentang"),
    ("7 – 8 bulan", "9", {"arah": "turun"}, "7..8", "9", "87.50", "rentang"),
    ("WTP", "WTP", {}, "WTP", "WTP", "100.00", "predikat"),
    ("WTP", "wtp ", {"arah": "turun"}, "WTP", "wtp", "100.00", "predikat"),
    ("WTP", "WDP", {"arah": "turun"}, "WTP", "WDP", "75.00", "predikat"),
    ("Terlaksana", "terlaksana", {}, "Terlaksana", "terlaksana", "100.00", "predikat"),
    ("BB", "A", {}, "BB", "A", "120.00", "predikat"),
    ("BB", "BB (79,39)", {}, "BB", "79.39", "100.00", "predikat"),
    ("BB(78,84)", "BB (79,39)", {}, "78.84", "79.39", "100.70", "naik"),
    ("80,50 (A)", "A / 82", {}, "80.50", "82", "101.86", "naik"),
    ("80,5", "BB (79,39)", {}, "80.5", "79.39", "98.62", "naik"),
    ("A (80,5)", "79,39", {}, "80.5", "79.39", "98.62", "naik"),
    ("A", "75", {}, "A", "75", "83.33", "predikat"),
    ("Ya", "Tidak", {}, "ya", "tidak", "0.00", "ya_tidak"),
    ("Ada", "Ada", {}, "Ada", "Ada", "100.00", "predikat"),
    (D("0.7"), D("0.73"), {}, "0.7", "0.73", "104.29", "naik"),
    ("100", "2 + 0.8 + 1.2", {}, "100", "4.0", "4.00", "naik"),
    ("5 juta buku", "2,5 juta buku", {}, "5000000", "2500000.0", "50.00", "naik"),
]


@pytest.mark.parametrize("kasus", JENIS)
def test_jenis_menurut_tulisannya(kasus):
    target, realisasi, lain, kanonik_t, kanonik_r, capaian, rumus = kasus
    isi = hitung(target, realisasi, **lain).to_json()

    assert (isi["target"], isi["realisasi"]) == (kanonik_t, kanonik_r)
    assert (isi["capaian"], isi["kode_rumus"]) == (capaian, rumus)


# (target, realisasi, isi lain, target, realisasi) untuk titik tunggal dengan tiga angka
TITIK = [
    ("110.000", "243.000", {"indikator": "Jumlah Kunjungan"}, "110000", "243000"),
    ("110.000", "243.000", {"satuan": "orang"}, "110000", "243000"),
    ("1.250", "1.300", {"indikator": "Persentase jalan"}, "1.250", "1.300"),
    ("3,88", "3.666", {}, "3.88", "3.666"),
    ("23.105", "56,03", {}, "23.105", "56.03"),
    ("135000", "44.113", {}, "135000", "44113"),
    ("1.250", "1300", {"satuan": "Indeks"}, "1250", "1300"),
]


@pytest.mark.parametrize(("target", "realisasi", "lain", "harap_t", "harap_r"), TITIK)
def test_titik_ribuan_diputuskan_satuan_dan_angka_sebaris(
    target, realisasi, lain, harap_t, harap_r
):
    entri = hitung(target, realisasi, **lain)

    assert (entri.target, entri.realisasi) == (harap_t, harap_r)
    assert "NIL004" not in kode(entri)


def test_titik_yang_tidak_pasti_menjadi_temuan_bukan_tebakan():
    entri = hitung("1.250", "1.300", satuan="Indeks", capaian="104")

    assert kode(entri) == ["NIL004", "NIL004"]
    assert (entri.target, entri.realisasi, entri.hasil.capaian) == (None, None, None)
    assert entri.to_json()["status"] == "tidak_dapat_dihitung"
    assert (entri.tercetak, entri.cocok) == ("104", None)


@pytest.mark.parametrize("realisasi", [None, "", "-", "n/a", "N/A", "NA", "**)", "\u2014"])
def test_tanpa_realisasi_belum_ada_data(realisasi):
    isi = hitung("95", realisasi, capaian="n/a").to_json()

    assert isi["status"] == "belum_ada_data"
    assert (isi["realisasi"], isi["capaian"], isi["kategori"]) == (None, None, None)
    assert (isi["tercetak"], isi["cocok"]) == (None, None)
    assert isi["penjelasan"]


def test_realisasi_nol_adalah_angka():
    entri = hitung("95", "0", capaian="0")

    assert (entri.to_json()["capaian"], entri.cocok) == ("0.00", True)


@pytest.mark.parametrize(
    ("target", "realisasi", "temuan"),
    [
        ("0", "2", ["NIL408"]),
        ("-5", "2", ["NIL408"]),
        (None, "5", []),
        ("100 dari 110 organisasi", "90", ["NIL402"]),
        ("1:32", "30", ["NIL402"]),
        ("1,49 (21 km)", "1,5", ["NIL402"]),
        ("25%", "38% (Evaluasi Semester I)", ["NIL003"]),
        ("A", "Diukur di TW IV", ["NIL408"]),
        ("WTP", "Paripurna", ["NIL408"]),
    ],
)
def test_yang_tidak_dapat_dihitung_beralasan(target, realisasi, temuan):
    entri = hitung(target, realisasi)

    assert entri.to_json()["status"] == "tidak_dapat_dihitung"
    assert entri.hasil.alasan
    assert kode(entri) == temuan


def test_konvensi_target_nol_hanya_bila_dipilih():
    entri = hitung("0%", "0%", arah="turun", kebijakan={"target_nol": "konvensi"})

    assert entri.to_json()["capaian"] == "100.00"
    assert kode(entri) == []


def test_arah_yang_tidak_dikenal_tidak_ditebak():
    entri = hitung("10", "12", arah="stabil")

    assert kode(entri) == ["NIL401"]
    assert entri.hasil.capaian is None


def test_rumus_yang_tidak_dikenal_disebut():
    assert kode(hitung("10", "12", rumus="terbalik")) == ["NIL403"]


def test_uraian_rumus_bukan_kode_rumus():
    assert kode(hitung("10", "12", rumus="(jumlah / total) x 100")) == []


def test_baris_yang_bergeser_tidak_dihitung():
    mentah = BarisMentah(3, {"indikator": "A", "target": "95", "realisasi": "93"}, geser=True)
    entri = calculate_baris(mentah, build_kebijakan(), "t.csv", "")

    assert kode(entri) == ["NIL407"]
    assert entri.hasil.capaian is None


def test_galat_lembar_kerja_bukan_kosong():
    mentah = BarisMentah(
        3,
        {"indikator": "A", "target": D(4), "realisasi": None},
        galat=frozenset({"realisasi"}),
        alamat={"realisasi": "D3"},
    )
    entri = calculate_baris(mentah, build_kebijakan(), "t.xlsx", "Data")

    assert [(t.kode, t.lembar, t.sel) for t in entri.temuan] == [("NIL010", "Data", "D3")]
    assert entri.to_json()["status"] == "tidak_dapat_dihitung"


# (capaian tercetak, tercetak kanonik, cocok, temuan) untuk 79,39 / 80,5 = 98,6211...
CETAK = [
    ("98,62", "98.62", True, []),
    ("98.62", "98.62", True, []),
    ("98,62 %", "98.62", True, []),
    ("98,6", "98.6", True, []),
    ("99", "99", True, []),
    ("98", "98", True, ["NIL404"]),
    ("98,621", "98.621", True, []),
    ("98,63", "98.63", False, ["NIL405"]),
    ("98,61", "98.61", False, ["NIL405"]),
    ("98,60", "98.60", False, ["NIL405"]),
    ("9862", "9862", False, ["NIL405"]),
    ("0,9862", "0.9862", False, ["NIL405"]),
    ("-", None, None, []),
    ("n/a", None, None, []),
    ("#DIV/0!", None, None, []),
    ("Tercapai", None, None, []),
    (None, None, None, []),
    (D("98.6211180124224"), "98.62111801", True, []),
]


@pytest.mark.parametrize(("cetak", "tercetak", "cocok", "temuan"), CETAK)
def test_capaian_tercetak(cetak, tercetak, cocok, temuan):
    entri = hitung("80,5", "79,39", capaian=cetak)

    assert (entri.tercetak, entri.cocok) == (tercetak, cocok)
    assert kode(entri) == temuan


# (target, realisasi, tercetak, dugaan)
DUGAAN = [
    ("10", "12", "83,33", "rumus turun_rasio"),
    ("10", "12", "80", "rumus turun_selisih"),
    ("82", "97,84", "97,84", "menyalin realisasi"),
    ("82", "97,84", "82", "menyalin target"),
    ("30", "90", "120", "dibatasi paling tinggi 120"),
    ("80,5", "79,39", "0,9862", "tanda desimal bergeser 2 angka"),
    ("80,5", "79,39", "9862", "tanda desimal bergeser 2 angka"),
    ("80,5", "79,39", "98,63", "digit terakhir dibulatkan ke atas"),
    ("80,5", "79,39", "96,82", "dua angka tertukar tempat"),
    ("80,5", "79,39", "55", ""),
]


@pytest.mark.parametrize(("target", "realisasi", "cetak", "dugaan"), DUGAAN)
def test_selisih_disertai_dugaan_yang_disebut_dugaan(target, realisasi, cetak, dugaan):
    temuan = next(t for t in hitung(target, realisasi, capaian=cetak).temuan if t.kode == "NIL405")

    assert ("dugaan: " in temuan.perbaikan) is bool(dugaan)
    assert dugaan in temuan.perbaikan
