"""Angka kanonik dan pembulatan, sampai ke angka yang jauh lebih panjang daripada wajar."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.model.angka import format_kanonik, round_potong, round_setengah_naik
from kinerja_cli.model.baca_angka import read_angka
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.nilai import JenisNilai

BESAR = "1" + "0" * 27 + "1"


@pytest.mark.parametrize(
    ("angka", "teks"),
    [
        ("0", "0"),
        ("-0.00", "0"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("1.50", "1.5"),
        ("2.000", "2"),
        ("-12.340", "-12.34"),
        (BESAR, BESAR),
    ],
)
def test_teks_kanonik(angka: str, teks: str):
    assert format_kanonik(Decimal(angka)) == teks


@pytest.mark.parametrize(
    ("angka", "bulat", "potong"),
    [
        ("2.675", "2.68", "2.67"),
        ("-2.675", "-2.68", "-2.67"),
        ("-0.004", "0.00", "0.00"),
        ("99.995", "100.00", "99.99"),
        (BESAR, f"{BESAR}.00", f"{BESAR}.00"),
        ("9" * 30 + ".999", "1" + "0" * 30 + ".00", "9" * 30 + ".99"),
    ],
)
def test_dua_desimal(angka: str, bulat: str, potong: str):
    assert str(round_setengah_naik(Decimal(angka))) == bulat
    assert str(round_potong(Decimal(angka))) == potong


def test_angka_yang_sangat_panjang_tetap_tercetak():
    assert format_angka(Decimal(BESAR), 2, tetap=True) == (
        "10.000.000.000.000.000.000.000.000.001,00"
    )
    assert format_angka(Decimal("1E+300"), 0) == "1" + ".000" * 100


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60),
    st.integers(0, 12),
)
def test_pembulatan_tidak_bergeser_lebih_dari_setengah(angka: Decimal, desimal: int):
    satuan = Decimal(1).scaleb(-desimal)
    for hasil, batas in (
        (round_setengah_naik(angka, desimal), satuan / 2),
        (round_potong(angka, desimal), satuan),
    ):
        assert hasil.as_tuple().exponent == -desimal
        assert abs(Fraction(hasil) - Fraction(angka)) <= Fraction(batas)


@pytest.mark.parametrize(
    "isi", ["9" * 40, "1" + "0" * 400, 1e300, Decimal("1E+40"), "-" + "9" * 40]
)
def test_angka_yang_mustahil_ditolak_bukan_dihitung(isi: str | float | Decimal):
    bacaan = read_angka(isi)

    assert bacaan.nilai.jenis is JenisNilai.TAK_TERBACA
    assert bacaan.alasan == "terlalu besar untuk sebuah angka kinerja"
    assert read_angka("9" * 20).nilai.angka == Decimal("9" * 20)
