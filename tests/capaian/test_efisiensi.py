"""Efisiensi: dua rumus yang berbagi satu nama, dan kapan ia tidak dinilai."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.efisiensi import calculate_efisiensi
from kinerja_cli.model.kebijakan import build_kebijakan

SELISIH = {"efisiensi": "selisih_capaian_serapan"}
SERATUS = {"efisiensi": "seratus_kurang_serapan"}


def hitung(capaian, serapan, ubahan):
    return calculate_efisiensi(
        None if capaian is None else Decimal(capaian),
        None if serapan is None else Decimal(serapan),
        build_kebijakan(ubahan),
    )


# (capaian, serapan, kebijakan, nilai, penjelasan, sumber harapan)
TABEL = [
    ("105.26", "92.5", SELISIH, "12.76", "105,26 - 92,50 = 12,76", "LKjIP: capaian - serapan"),
    ("105.26", "92.5", SERATUS, "7.5", "100 - 92,50 = 7,50", "Sukabumi: 100 - serapan"),
    ("100", "100", SELISIH, "0", "100,00 - 100,00 = 0,00", "tepat di syarat"),
    ("100", "0", SELISIH, "100", "100,00 - 0,00 = 100,00", "serapan nol adalah angka"),
    ("100", "103.5", SERATUS, "-3.5", "100 - 103,50 = -3,50", "serapan di atas pagu"),
]


@pytest.mark.parametrize(("capaian", "serapan", "ubahan", "nilai", "penjelasan", "sumber"), TABEL)
def test_nilai(capaian, serapan, ubahan, nilai, penjelasan, sumber):
    hasil = hitung(capaian, serapan, ubahan)

    assert hasil.nilai == Decimal(nilai), sumber
    assert hasil.penjelasan == penjelasan
    assert hasil.alasan == ""


@pytest.mark.parametrize("ubahan", [SELISIH, SERATUS])
@pytest.mark.parametrize(
    ("capaian", "serapan", "alasan"),
    [
        (None, "90", "capaian belum terhitung"),
        ("105", None, "serapan anggaran tidak dapat dihitung"),
        (None, None, "capaian belum terhitung"),
        # T25: capaian 60 % dengan serapan 50 % bukan efisien
        ("60", "50", "di bawah syarat 100,00 %"),
        ("99.99", "50", "di bawah syarat 100,00 %"),
    ],
)
def test_tidak_dinilai_dengan_alasan(capaian, serapan, alasan, ubahan):
    hasil = hitung(capaian, serapan, ubahan)

    assert hasil.nilai is None
    assert alasan in hasil.alasan


def test_syarat_capaian_adalah_pilihan_instansi():
    assert hitung("80", "50", SELISIH | {"efisiensi_syarat_capaian": "80"}).nilai == 30
    assert hitung("79.99", "50", SELISIH | {"efisiensi_syarat_capaian": "80"}).nilai is None
    assert hitung("1", "50", SELISIH | {"efisiensi_syarat_capaian": None}).nilai == -49
