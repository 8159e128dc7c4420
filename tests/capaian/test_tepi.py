"""Tepi yang hanya terlihat di penjelasan atau tepat di batasnya."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.model.baris_tabel import BarisMentah
from kinerja_cli.model.kebijakan import build_kebijakan


def hitung(target, realisasi, **isi):
    mentah = BarisMentah(2, {"indikator": "A", "target": target, "realisasi": realisasi} | isi)
    return calculate_baris(mentah, build_kebijakan(), "t.csv", "").hasil


@pytest.mark.parametrize(
    ("realisasi", "kata"),
    [("99,99", "di bawah target"), ("100", "sesuai target"), ("100,01", "melampaui target"),
     ("100,004", "sesuai target")],
)  # fmt: skip
def test_tepat_target_bukan_melampaui(realisasi, kata):
    assert kata in hitung("100", realisasi).penjelasan


@pytest.mark.parametrize("realisasi", ["80", "85", "90"])
@pytest.mark.parametrize("arah", ["naik", "turun"])
def test_kedua_batas_rentang_termasuk_di_dalam(realisasi, arah):
    hasil = hitung("80 - 90", realisasi, arah=arah)

    assert hasil.capaian == 100
    assert f"{realisasi} berada di dalam 80 - 90" in hasil.penjelasan


@pytest.mark.parametrize(
    ("skor", "capaian"),
    [("80", "83.33"), ("80,01", "100.00"), ("90", "100.00"), ("90,01", "116.67"),
     ("50", "33.33"), ("30", "16.67")],
)  # fmt: skip
def test_batas_skor_akip_terbuka_di_bawah(skor, capaian):
    """A adalah > 80 sampai 90, BB > 70 sampai 80: tepat 80 masih BB."""
    assert str(hitung("A", skor).tercetak) == capaian
