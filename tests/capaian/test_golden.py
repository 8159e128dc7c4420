"""Angka emas: rumus, tepi, dan keadaan menurut contoh hitung yang diterbitkan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.capaian.jenis import JENIS, AturanHitung
from kinerja_cli.capaian.jenis_predikat import split_skor
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import KOSONG, Nilai

TERHITUNG = StatusHitung.TERHITUNG


def hitung(
    target: str, realisasi: str | Nilai, jenis: str = "angka", arah: str = "naik", **kebijakan: str
) -> HasilCapaian:
    mesin = JENIS[JenisIndikator(jenis)]
    skala = kebijakan.pop("skala", "")
    aturan = AturanHitung(build_kebijakan(kebijakan), Arah(arah), skala=skala)
    bacaan = mesin.read_target(target, AcuanBaca())
    assert bacaan.target is not None, bacaan.alasan
    nilai = (
        realisasi
        if isinstance(realisasi, Nilai)
        else mesin.read_realisasi(realisasi, AcuanBaca()).nilai
    )
    return mesin.calculate(bacaan.target, nilai, aturan)


@pytest.mark.parametrize(
    ("target", "realisasi", "naik", "selisih", "rasio"),
    [
        ("10", "8", "80.00", "120.00", "125.00"),
        ("10", "12", "120.00", "80.00", "83.33"),
        ("10", "5", "50.00", "150.00", "200.00"),
        ("10", "20", "200.00", "0.00", "50.00"),
        ("10", "25", "250.00", "-50.00", "40.00"),
        ("3", "1", "33.33", "166.67", "300.00"),
        ("5,5", "5,2", "94.55", "105.45", "105.77"),
    ],
)
def test_tiga_rumus_arah(target, realisasi, naik, selisih, rasio):
    turun = {"arah": "turun"}
    assert str(hitung(target, realisasi).tercetak) == naik
    assert str(hitung(target, realisasi, **turun).tercetak) == selisih
    hasil = hitung(target, realisasi, **turun, rumus_turun="turun_rasio")
    assert (str(hasil.tercetak), hasil.kode_rumus) == (rasio, "turun_rasio")


@pytest.mark.parametrize(
    ("target", "realisasi", "arah", "capaian"),
    [
        ("80 - 90", "85", "naik", "100.00"),
        ("80 - 90", "80", "naik", "100.00"),
        ("80 - 90", "90", "naik", "100.00"),
        ("80 - 90", "70", "naik", "87.50"),
        ("80 - 90", "92", "naik", "102.22"),
        ("7 – 8", "6,5", "turun", "107.14"),
        ("7 – 8", "9", "turun", "87.50"),
        ("60..85", "90", "naik", "105.88"),
        ("60 s.d. 85", "30", "naik", "50.00"),
    ],
)
def test_rentang_memakai_batas_terdekat(target, realisasi, arah, capaian):
    """Contoh 92/90 = 113 % pada peraturannya adalah salah hitung; yang benar 102,22."""
    assert str(hitung(target, realisasi, "rentang", arah).tercetak) == capaian


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "rumus"),
    [
        ("WTP", "WTP", "100.00", "predikat"),
        ("wtp", "WTP", "100.00", "predikat"),
        ("WTP", "WDP", "75.00", "predikat"),
        ("A (80,50)", "BB (79,39)", "98.62", "naik"),
        ("A (80,50)", "BB(78,84)", "97.94", "naik"),
        ("Utama", "Utama", "100.00", "predikat"),
    ],
)
def test_predikat_dengan_dan_tanpa_skor(target, realisasi, capaian, rumus):
    hasil = hitung(target, realisasi, "predikat")
    assert (str(hasil.tercetak), hasil.kode_rumus) == (capaian, rumus)


def test_predikat_di_luar_skala_tidak_dihitung():
    hasil = hitung("Paripurna", "Madya", "predikat", skala="opini_bpk")
    assert hasil.status is StatusHitung.TIDAK_DAPAT_DIHITUNG
    assert "skala" in hasil.alasan


def test_skor_predikat_terbaca_dengan_atau_tanpa_spasi():
    assert split_skor("BB(78,84)") == ("BB", Decimal("78.84"))
    assert split_skor("BB (78,84)") == ("BB", Decimal("78.84"))


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian"),
    [("ya", "ya", 100), ("ya", "tidak", 0), ("tidak", "ya", 0), ("ya", "Ada", 100)],
)
def test_ya_tidak(target, realisasi, capaian):
    assert hitung(target, realisasi, "ya_tidak").tercetak == capaian


@pytest.mark.parametrize(
    ("capaian", "kategori"),
    [
        ("91", "Sangat Tinggi"),
        ("90.995", "Sangat Tinggi"),
        ("90.994", "Tinggi"),
        ("90.5", "Tinggi"),
        ("76", "Tinggi"),
        ("75.994", "Sedang"),
        ("75.9", "Sedang"),
        ("66", "Sedang"),
        ("65.99", "Rendah"),
        ("51", "Rendah"),
        ("50.995", "Rendah"),
        ("50.994", "Sangat Rendah"),
        ("50.5", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-50", "Sangat Rendah"),
        ("300", "Sangat Tinggi"),
    ],
)
def test_kategori_diputuskan_atas_dua_desimal_setengah_naik(capaian, kategori):
    assert hitung("100", capaian.replace(".", ",")).kategori == kategori


def test_setengah_dibulatkan_menjauhi_nol():
    assert str(hitung("100", "98,625").tercetak) == "98.63"
    assert str(hitung("100", "-98,625").tercetak) == "-98.63"


@pytest.mark.parametrize(
    ("target", "realisasi", "arah", "kebijakan", "capaian"),
    [
        ("0", "5", "naik", {}, None),
        ("0", "0", "turun", {}, None),
        ("0", "0", "turun", {"target_nol": "konvensi"}, "100.00"),
        ("0", "2", "turun", {"target_nol": "konvensi"}, "0.00"),
        ("0", "0", "naik", {"target_nol": "konvensi"}, None),
        ("-5", "3", "naik", {}, None),
        ("10", "0", "turun", {"rumus_turun": "turun_rasio"}, None),
        ("10", "0", "turun", {}, "200.00"),
        ("10", "0", "naik", {}, "0.00"),
        ("10", "25", "turun", {"batas_bawah": "0"}, "0.00"),
        ("10", "30", "naik", {"batas_atas": "120", "batas_atas_untuk": "angka"}, "120.00"),
        ("10", "30", "naik", {"batas_atas": "120", "batas_atas_untuk": "rerata"}, "300.00"),
    ],
)
def test_tepi_menurut_kebijakan(target, realisasi, arah, kebijakan, capaian):
    hasil = hitung(target, realisasi, "angka", arah, **kebijakan)
    assert hasil.tercetak == (None if capaian is None else Decimal(capaian))
    if capaian is None:
        assert hasil.status is StatusHitung.TIDAK_DAPAT_DIHITUNG
        assert hasil.alasan


@pytest.mark.parametrize(
    ("nilai", "status"),
    [
        (KOSONG, StatusHitung.BELUM_ADA_DATA),
        (Nilai.belum_ada("rilis BPS bulan Maret"), StatusHitung.BELUM_ADA_DATA),
        (Nilai.tak_terbaca("x1"), StatusHitung.TIDAK_DAPAT_DIHITUNG),
        (Nilai.dari_angka(0), TERHITUNG),
    ],
)
@pytest.mark.parametrize("jenis", ["angka", "rasio", "rentang"])
def test_tiga_keadaan_tidak_pernah_bertukar(jenis, nilai, status):
    target = "5 - 10" if jenis == "rentang" else "10"
    assert hitung(target, nilai, jenis).status is status


def test_alasan_belum_ada_sampai_ke_penjelasan():
    hasil = hitung("10", Nilai.belum_ada("rilis BPS bulan Maret"))
    assert "rilis BPS bulan Maret" in hasil.penjelasan


@pytest.mark.parametrize(
    ("target", "jenis"),
    [
        ("100 dari 110 organisasi", "angka"),
        ("1:32", "angka"),
        ("60 - 85", "angka"),
        ("85 - 60", "rentang"),
        ("60", "rentang"),
        ("-", "predikat"),
        ("mungkin", "ya_tidak"),
    ],
)
def test_target_majemuk_ditolak_dengan_alasan(target, jenis):
    bacaan = JENIS[JenisIndikator(jenis)].read_target(target, AcuanBaca())
    assert bacaan.target is None
    assert bacaan.alasan


@pytest.mark.parametrize("tulis", ["≥ 95", ">=95", "min. 95", "minimal 95"])
def test_tanda_batas_dibaca_sebagai_angkanya(tulis):
    bacaan = JENIS[JenisIndikator.ANGKA].read_target(tulis, AcuanBaca())
    assert bacaan.target is not None
    assert bacaan.target.angka == 95


POSITIF = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)


@given(POSITIF, POSITIF)
def test_kedua_rumus_turun_bertemu_tepat_di_target(target, realisasi):
    selisih = hitung(str(target).replace(".", ","), str(realisasi).replace(".", ","), arah="turun")
    rasio = hitung(
        str(target).replace(".", ","),
        str(realisasi).replace(".", ","),
        arah="turun",
        rumus_turun="turun_rasio",
    )
    assert (selisih.capaian >= 100) == (realisasi <= target) == (rasio.capaian >= 100)
    assert rasio.capaian >= selisih.capaian


def test_penjelasan_memuat_rumus_dengan_angkanya():
    hasil = hitung("80,5", "79,39")
    assert hasil.rumus == "79,39 / 80,5 x 100 = 98,62"
    assert hasil.penjelasan.endswith(".")
    assert "98,62" in hasil.penjelasan
