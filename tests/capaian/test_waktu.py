"""Kapan realisasi diminta, menurut frekuensi dan bulan tersedianya data."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.waktu import is_hanya_tahunan, is_waktunya
from kinerja_cli.model.istilah import Frekuensi
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from tests.capaian.rencana_kecil import build_baris

# (frekuensi, bulan tersedia, periode yang diminta)
WAKTU = [
    (Frekuensi.TRIWULANAN, "", "tw1 tw2 tw3 tw4 tahun"),
    (Frekuensi.SEMESTERAN, "", "tw2 tw4 tahun"),
    (Frekuensi.TAHUNAN, "", "tahun"),
    (Frekuensi.TRIWULANAN, "2025-03", "tw1 tw2 tw3 tw4 tahun"),
    (Frekuensi.TRIWULANAN, "2025-04", "tw2 tw3 tw4 tahun"),
    (Frekuensi.TRIWULANAN, "2025-12", "tw4 tahun"),
    (Frekuensi.TRIWULANAN, "2026-01", "tahun"),
    (Frekuensi.SEMESTERAN, "2025-07", "tw4 tahun"),
]


@pytest.mark.parametrize(("frekuensi", "tersedia", "diminta"), WAKTU)
def test_periode_yang_diminta(frekuensi, tersedia, diminta):
    baris = build_baris(frekuensi=frekuensi, tersedia=tersedia)

    assert [p for p in DAFTAR_PERIODE if is_waktunya(baris, p, 2025)] == [
        Periode(p) for p in diminta.split()
    ]
    assert is_hanya_tahunan(baris, 2025) is ("tw4" not in diminta)


def test_tahun_lain_menggeser_bulan_tersedia():
    baris = build_baris(tersedia="2025-06")

    assert is_waktunya(baris, Periode.TW1, 2026)
    assert not is_waktunya(baris, Periode.TW1, 2025)
