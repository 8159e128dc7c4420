"""Banding capaian tercetak, dan kolom yang seluruhnya tertulis pecahan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.capaian.tercetak import (
    AngkaBaris,
    compare_tercetak,
    guess_sebab,
    is_kolom_pecahan,
    read_tercetak,
    trim_derau,
)
from kinerja_cli.model.angka import round_setengah_naik

D = Decimal


@pytest.mark.parametrize(
    ("tercetak", "kita", "cocok", "dipotong"),
    [
        ("98.62", "98.6249", True, False),
        ("98.62", "98.615", True, False),
        ("98.61", "98.615", True, True),
        ("98.62", "98.6149", False, False),
        ("220", "220.909", True, True),
        ("221", "220.909", True, False),
        ("-44.01", "-44.016", True, True),
        ("-44.02", "-44.016", True, False),
        ("100.0", "100.04", True, False),
        ("100.0", "100.05", True, True),
        ("100.0", "100.1", False, False),
        ("159.666666666667", "159.66666666666666666", True, False),
        ("159.666666766667", "159.66666666666666666", False, False),
        # delapan desimal masih cetakan orang, sembilan sudah isi sel
        ("98.62111802", "98.621118025", True, True),
        ("98.621118020", "98.62111803", True, False),
        ("98.621118020", "98.621118035", False, False),
    ],
)
def test_banding_pada_desimal_tercetak(tercetak, kita, cocok, dipotong):
    banding = compare_tercetak(D(tercetak), D(kita))

    assert (banding.cocok, banding.dipotong) == (cocok, dipotong)


@given(st.decimals(min_value=-500, max_value=500, places=6), st.integers(min_value=0, max_value=6))
def test_yang_dibulatkan_selalu_cocok_dan_tidak_dipotong(kita, desimal):
    banding = compare_tercetak(round_setengah_naik(kita, desimal), kita)

    assert banding.cocok
    assert not banding.dipotong


@pytest.mark.parametrize(
    ("pasangan", "pecahan"),
    [
        ([("0.5", "50"), ("0.75", "75"), ("1", "100")], True),
        ([("0.5", "50"), ("0.75", "75"), ("1", "100"), ("0.25", "0"), ("0", "0")], True),
        ([("0.5", "50"), ("0.75", "75")], False),
        ([("0.5", "50"), ("0.75", "75"), ("1", "100"), ("80", "80")], False),
        ([("50", "50"), ("75", "75"), ("100", "100")], False),
        ([("0", "0"), ("0.5", "50"), ("0.75", "75"), ("1", "100")], True),
        ([("80", "80"), ("0.5", "50"), ("0.75", "75"), ("1", "100")], False),
        ([("80", "80"), ("90", "90"), ("0.5", "50"), ("0.75", "75"), ("1", "100")], False),
        ([("0", "0"), ("0", "0"), ("0", "0")], False),
        ([], False),
    ],
)
def test_kolom_pecahan_hanya_bila_sekolom(pasangan, pecahan):
    assert is_kolom_pecahan([(D(t), D(k)) for t, k in pasangan]) is pecahan


# (tercetak, kita, target, realisasi, dugaan)
DUGAAN = [
    ("98.63", "98.6211", "80.5", "79.39", "digit terakhir dibulatkan ke atas"),
    ("98.63", "98.62", None, None, ""),
    ("98.63", "98.615", None, None, ""),
    ("83.33", "80", "10", "12", "dihitung dengan rumus turun_rasio (target / realisasi x 100)"),
    ("80", "83.33", "10", "12",
     "dihitung dengan rumus turun_selisih ((2 x target - realisasi) / target x 100)"),
    ("120", "80", "10", "12", "dihitung dengan rumus naik (realisasi / target x 100)"),
    ("83.33", "80", "0.5", "0.6",
     "dihitung dengan rumus turun_rasio (target / realisasi x 100)"),
    ("77", "80", "10", "0", ""),
    ("77", "80", "10", None, ""),
    ("77", "80", None, "12", ""),
    ("77", "80", "0", "12", ""),
    ("83.33", "80", "-10", "-12", ""),
    ("100", "300", None, None, "dibatasi paling tinggi 100"),
    ("110.0", "300", None, None, "dibatasi paling tinggi 110"),
    ("120", "90", None, None, ""),
    ("130", "300", None, None, ""),
    ("9862", "98.62", None, None, "tanda desimal bergeser 2 angka"),
    ("0.9862", "98.62", None, None, "tanda desimal bergeser 2 angka"),
    ("986.2", "98.62", None, None, "tanda desimal bergeser 1 angka"),
    ("9.862", "98.62", None, None, "tanda desimal bergeser 1 angka"),
    ("98620", "98.62", None, None, "tanda desimal bergeser 3 angka"),
    ("0.09862", "98.62", None, None, "tanda desimal bergeser 3 angka"),
    ("0.009862", "98.62", None, None, ""),
    ("986200", "98.62", None, None, ""),
    ("0", "0.004", None, None, "digit terakhir dibulatkan ke atas"),
    ("0", "55", None, None, ""),
    ("79.39", "98.62", "80.5", "79.39", "menyalin realisasi"),
    ("80.5", "98.62", "80.5", "79.39", "menyalin target"),
    ("96.82", "98.62", None, None, "dua angka tertukar tempat"),
    ("86.9", "98.62", None, None, "dua angka tertukar tempat"),
    ("55", "98.62", "80.5", "79.39", ""),
]  # fmt: skip


@pytest.mark.parametrize(("tercetak", "kita", "target", "realisasi", "dugaan"), DUGAAN)
def test_dugaan_sebab(tercetak, kita, target, realisasi, dugaan):
    lain = [None if a is None else D(a) for a in (target, realisasi)]

    assert guess_sebab(D(tercetak), D(kita), AngkaBaris(*lain)) == dugaan


@pytest.mark.parametrize(
    ("isi", "kita", "angka"),
    [
        ("1.250", "1250", "1250"),
        ("1.250", "1.25", "1.250"),
        ("1.250", None, "1.250"),
        ("98,60", "98.6", "98.60"),
        ("1,5 ribu", None, "1500.0"),
        ("Tercapai", "98.6", None),
        (None, "98.6", None),
        (98.6, "98.6", "98.6"),
        (D("98.6211180124224"), "98.6", "98.62111801"),
    ],
)
def test_capaian_tercetak_terbaca(isi, kita, angka):
    hasil = read_tercetak(isi, None if kita is None else D(kita))

    assert (None if hasil is None else str(hasil)) == angka


@pytest.mark.parametrize(
    ("angka", "tanpa_derau"),
    [
        ("98.6211180124224", "98.62111801"),
        ("0.986211180124224", "0.9862111801"),
        ("1234567890.123", "1234567890"),
        ("98.62", "98.62"),
        ("12345678901", "12345678901"),
        ("0", "0"),
    ],
)
def test_sepuluh_digit_sel_yang_dipercaya(angka, tanpa_derau):
    assert str(trim_derau(D(angka))) == tanpa_derau


@pytest.mark.parametrize(
    ("tercetak", "kini", "lalu", "dugaan"),
    [
        ("87.5", ("90", "81"), ("80", "70", "87.5"), "menyalin capaian tahun lalu"),
        ("77.78", ("90", "81"), (None, "70"), "dihitung dari realisasi tahun lalu"),
        ("87.5", ("90", "81"), ("80", "70"), "capaian tahun lalu"),
        ("101.25", ("90", "81"), ("80", None), "dihitung terhadap target tahun lalu"),
        ("64.2", ("90", "81"), ("80", "70", "87.5"), ""),
        ("50", ("2", "0.4"), ("0.8", None), "dihitung terhadap target tahun lalu"),
        ("64.2", ("90", "81"), ("0", "70"), ""),
    ],
)
def test_angka_tahun_lalu_yang_tertinggal_diduga(tercetak, kini, lalu, dugaan):
    def baca(isi):
        return AngkaBaris(*(None if a is None else D(a) for a in isi))

    assert guess_sebab(D(tercetak), D("90"), baca(kini), baca(lalu)) == dugaan
