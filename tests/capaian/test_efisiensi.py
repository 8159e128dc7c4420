"""Efisiensi: dua rumus yang berbagi satu nama, dan kapan ia tidak dinilai."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.efisiensi import (
    BahanEfisiensi,
    KeluaranEfisiensi,
    calculate_efisiensi,
    calculate_nilai_pmk,
)
from kinerja_cli.model.kebijakan import build_kebijakan

SELISIH = {"efisiensi": "selisih_capaian_serapan"}
SERATUS = {"efisiensi": "seratus_kurang_serapan"}


def hitung(capaian, serapan, ubahan):
    bahan = BahanEfisiensi(
        None if capaian is None else Decimal(capaian),
        None if serapan is None else Decimal(serapan),
    )
    return calculate_efisiensi(bahan, build_kebijakan(ubahan))


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


@pytest.mark.parametrize(
    ("efisiensi", "nilai"),
    [("-20", "0"), ("-10", "25"), ("0", "50"), ("5", "62.5"), ("20", "100"), ("74.03", "100")],
)
def test_nilai_efisiensi_pmk_dibatasi(efisiensi, nilai):
    """Tanpa batas, E 74,03 menjadi 235 % sebagaimana pernah tercetak di laporan."""
    assert calculate_nilai_pmk(Decimal(efisiensi)) == Decimal(nilai)


KELUARAN = (
    KeluaranEfisiensi(Decimal(100), Decimal(90), Decimal(100)),
    KeluaranEfisiensi(Decimal(200), Decimal(180), Decimal(80)),
)


@pytest.mark.parametrize(
    ("rumus", "nilai"),
    # 249: ((1 - 0,9) + (1 - 0,9/0,8)) / 2 x 100; 22: (100 + 160 - 270) / 260 x 100
    [("pmk_249_2011", "-1.25"), ("pmk_22_2021", "-3.85")],
)
def test_rumus_pmk_atas_keluaran(rumus, nilai):
    bahan = BahanEfisiensi(None, None, KELUARAN, 3)
    hasil = calculate_efisiensi(bahan, build_kebijakan({"efisiensi": rumus}))
    assert round(hasil.nilai, 2) == Decimal(nilai)
    assert "2 dari 3 keluaran" in hasil.penjelasan
    assert "adaptasi" in hasil.penjelasan


@pytest.mark.parametrize("rumus", ["pmk_249_2011", "pmk_22_2021"])
def test_rumus_pmk_tanpa_keluaran_tidak_dihitung(rumus):
    hasil = calculate_efisiensi(
        BahanEfisiensi(Decimal(100), Decimal(90)), build_kebijakan({"efisiensi": rumus})
    )
    assert hasil.nilai is None
    assert hasil.alasan


# (keluaran: pagu, realisasi, capaian; rumus; nilai; banyak yang terhitung)
KELUARAN_TEPI = [
    ([("1", "1", "1")], "pmk_249_2011", "-9900", 1),
    ([("1", "1", "100")], "pmk_22_2021", "0", 1),
    ([("0", "5", "100"), ("100", "90", "100")], "pmk_249_2011", "10", 1),
    ([("100", "5", "0"), ("100", "90", "100")], "pmk_249_2011", "10", 1),
    ([("100", "60", "0"), ("100", "40", "100")], "pmk_22_2021", "0", 2),
]


@pytest.mark.parametrize(("keluaran", "rumus", "nilai", "banyak"), KELUARAN_TEPI)
def test_keluaran_tanpa_pagu_atau_capaian(keluaran, rumus, nilai, banyak):
    daftar = [KeluaranEfisiensi(*map(Decimal, k)) for k in keluaran]
    bahan = BahanEfisiensi(None, None, daftar, 5)

    hasil = calculate_efisiensi(bahan, build_kebijakan({"efisiensi": rumus}))

    assert hasil.nilai == Decimal(nilai)
    assert f"atas {banyak} dari 5 keluaran" in hasil.penjelasan


@pytest.mark.parametrize("rumus", ["pmk_249_2011", "pmk_22_2021"])
def test_semua_keluaran_nol_beralasan(rumus):
    bahan = BahanEfisiensi(None, None, [KeluaranEfisiensi(*[Decimal(0)] * 3)], 1)

    hasil = calculate_efisiensi(bahan, build_kebijakan({"efisiensi": rumus}))

    assert hasil.nilai is None
    assert hasil.alasan == "tidak ada keluaran yang pagu dan capaiannya terhitung"


def test_penjelasan_pmk_menyebut_nilai_dan_nilai_efisiensinya():
    bahan = BahanEfisiensi(None, None, KELUARAN, 3)

    hasil = calculate_efisiensi(bahan, build_kebijakan({"efisiensi": "pmk_249_2011"}))

    assert hasil.penjelasan == (
        "E = -1,25 atas 2 dari 3 keluaran; nilai efisiensi = 50 + (E / 20 x 50) = 46,88 (adaptasi)"
    )
