"""Banding capaian tercetak, dan kolom yang seluruhnya tertulis pecahan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.capaian.tercetak import compare_tercetak, is_kolom_pecahan
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
        ([("0", "0"), ("0", "0"), ("0", "0")], False),
        ([], False),
    ],
)
def test_kolom_pecahan_hanya_bila_sekolom(pasangan, pecahan):
    assert is_kolom_pecahan([(D(t), D(k)) for t, k in pasangan]) is pecahan
