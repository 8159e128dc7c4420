"""Tanda tangan tidak terpotong halaman, dan kolom isian muat di dua halaman lebar."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from kinerja_cli.lembar.halaman import (
    LEBAR_CETAK,
    calculate_skala,
    choose_bawa,
    list_awal_halaman,
)
from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, KolomBuku, LembarBuku, write_buku


@pytest.mark.parametrize(
    ("tinggi", "ulang", "awal"),
    [
        ([10] * 10, 0, []),
        ([10] * 11, 0, [10]),
        ([10] * 25, 0, [10, 20]),
        ([10] * 25, 20, [10, 18]),  # halaman berikut lebih sedikit karena kepalanya berulang
        ([10, 250, 10], 0, [1, 2]),  # baris yang lebih tinggi dari halaman berdiri sendiri
        ([0] * 50, 0, []),
    ],
)
def test_awal_setiap_halaman(tinggi, ulang, awal):
    assert list_awal_halaman(tinggi, ulang, 100) == awal


@pytest.mark.parametrize(
    ("data", "bawa"),
    [
        ([7, 8, 9], 8),
        ([7, 9, 10], 8),  # baris 8 judul kelompok
        ([7], 7),
        ([7, 9], 7),
    ],
)
def test_dua_baris_terakhir_dan_judul_kelompoknya_ikut(data, bawa):
    assert choose_bawa(data) == bawa


def test_skala_tidak_pernah_membesarkan():
    assert calculate_skala(LEBAR_CETAK / 2) == 100
    assert calculate_skala(LEBAR_CETAK * 2) == 50


def render(banyak):
    kolom = (KolomBuku("No"), KolomBuku("Isi", lebar=60), KolomBuku("A"), KolomBuku("B"))
    baris = [BarisBuku((str(n), "isi", "", "")) for n in range(banyak)]
    lembar = LembarBuku("Satu", ("Judul",), kolom, baris, tanda_tangan=("Tempat", "", "Nama"))
    wadah = BytesIO()
    write_buku(Buku((lembar,)), wadah, datetime(2025, 1, 1))
    buku = openpyxl.load_workbook(BytesIO(wadah.getvalue()))
    return [b.id for b in buku["Satu"].row_breaks.brk]


def test_halaman_baru_hanya_bila_tanda_tangan_dapat_terpotong():
    """Judul, sela, dan kepala di baris 1-3; sehalaman memuat sekitar 35 baris setinggi 16 poin."""
    assert render(3) == []
    assert render(20) == []
    assert render(31) == [3 + 31 - 2]
    assert render(45) == []
