"""Rata-rata capaian selalu menyebut n dari m dan tidak pernah menganggap kosong sebagai nol."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.capaian.rerata import ButirRerata, HasilRerata, average, limit
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.kebijakan import build_kebijakan

BAWAAN = build_kebijakan()


def butir(capaian: str | None, bobot: str | None = None) -> ButirRerata:
    if capaian is None:
        hasil = HasilCapaian(StatusHitung.BELUM_ADA_DATA, "naik", alasan="belum ada")
    else:
        hasil = HasilCapaian(StatusHitung.TERHITUNG, "naik", Decimal(capaian))
    return ButirRerata(hasil, None if bobot is None else Decimal(bobot))


def hitung(daftar: list[str | None], **ubahan: object) -> object:
    return average([butir(c) for c in daftar], build_kebijakan(ubahan))


# (capaian, kebijakan, tercetak, kategori, n, m, sumber harapan)
TABEL = [
    (["100", "80"], {}, "90.00", "Tinggi", 2, 2, "rata-rata hitung"),
    (["100", None, "80"], {}, "90.00", "Tinggi", 2, 3, "T22: yang kosong tidak menjadi nol"),
    (["100", "0"], {}, "50.00", "Sangat Rendah", 2, 2, "T13: nol ikut dirata"),
    (["90.985", "91.005"], {}, "91.00", "Sangat Tinggi", 2, 2, "kategori atas dua desimal"),
    (["90.994", "90.995"], {}, "90.99", "Tinggi", 2, 2, "tepat di bawah batas 91"),
    (["300", "10"], {}, "155.00", "Sangat Tinggi", 2, 2, "tanpa batas, 300 menutupi kegagalan"),
    (["300", "10"], {"batas_atas": "120"}, "65.00", "Rendah", 2, 2, "batas sebelum merata-rata"),
    (["-50", "100"], {"batas_bawah": "0"}, "50.00", "Sangat Rendah", 2, 2, "batas bawah"),
    (["-50", "100"], {}, "25.00", "Sangat Rendah", 2, 2, "tanpa batas bawah"),
    (["100", "90"], {"rerata": "geometrik"}, "94.87", "Sangat Tinggi", 2, 2, "PMK 22/2021"),
    (["66.6666666666667", "66.6666666666667", "100"], {"rerata": "geometrik"}, "76.31", "Tinggi",
     3, 3, "PMK 22/2021"),
    (["94.87", "76.31"], {"rerata": "geometrik"}, "85.09", "Tinggi", 2, 2, "PMK 22/2021, program"),
    (["0.5", "2"], {"rerata": "geometrik"}, "1.00", "Sangat Rendah", 2, 2, "di bawah satu"),
    (["100", None, "90"], {"rerata": "geometrik"}, "94.87", "Sangat Tinggi", 2, 3, "n dari m"),
]  # fmt: skip


@pytest.mark.parametrize("kasus", TABEL)
def test_rata_rata(kasus):
    daftar, ubahan, tercetak, kategori, n, m, sumber = kasus
    hasil = hitung(daftar, **ubahan)

    assert str(hasil.tercetak) == tercetak, sumber
    assert hasil.kategori == kategori
    assert (hasil.n, hasil.m) == (n, m)


@pytest.mark.parametrize("daftar", [[], [None], [None, None]])
@pytest.mark.parametrize("rerata", ["aritmetik", "bobot", "geometrik"])
def test_tanpa_satu_pun_capaian_tidak_ada_rata_rata(daftar, rerata):
    hasil = hitung(daftar, rerata=rerata)

    assert (hasil.capaian, hasil.tercetak, hasil.kategori) == (None, None, "")
    assert (hasil.n, hasil.m) == (0, len(daftar))


@pytest.mark.parametrize("terendah", ["0", "-1"])
def test_geometrik_dengan_nol_atau_negatif_tidak_dihitung(terendah):
    hasil = hitung(["100", terendah], rerata="geometrik")

    assert hasil == HasilRerata(None, None, "", 0, 2)


# (capaian dan bobot, tercetak, n, m)
BERBOBOT = [
    ([("100", "3"), ("60", "1")], "90.00", 2, 2),
    ([("100", "1"), ("60", "1")], "80.00", 2, 2),
    ([("100", "0"), ("60", "2")], "60.00", 2, 2),
    ([("100", "3"), (None, "5"), ("60", "1")], "90.00", 2, 3),
    ([("100", None), ("60", None)], "80.00", 2, 2),
    ([("100", "3"), ("60", "1"), ("10", None)], "90.00", 2, 3),
]


@pytest.mark.parametrize(("daftar", "tercetak", "n", "m"), BERBOBOT)
def test_rata_rata_tertimbang(daftar, tercetak, n, m):
    """Bobot nol adalah nol; tanpa bobot di antara yang berbobot tidak ikut, dan terlihat di n."""
    hasil = average([butir(*d) for d in daftar], build_kebijakan({"rerata": "bobot"}))

    assert str(hasil.tercetak) == tercetak
    assert (hasil.n, hasil.m) == (n, m)


def test_semua_bobot_nol_tidak_ada_rata_rata():
    daftar = [butir("100", "0"), butir("60", "0")]

    hasil = average(daftar, build_kebijakan({"rerata": "bobot"}))

    assert hasil == HasilRerata(None, None, "", 0, 2)


def test_bobot_diabaikan_oleh_rata_rata_hitung():
    assert average([butir("100", "3"), butir("60", "1")], BAWAAN).capaian == 80


@pytest.mark.parametrize(
    ("capaian", "harap"), [("-1", "0"), ("0", "0"), ("119.99", "119.99"), ("120", "120"),
                           ("120.01", "120")],
)  # fmt: skip
def test_batas(capaian, harap):
    kebijakan = build_kebijakan({"batas_bawah": "0", "batas_atas": "120"})

    assert limit(Decimal(capaian), kebijakan) == Decimal(harap)


CAPAIAN = st.decimals(min_value=1, max_value=200, places=2)


@given(st.lists(CAPAIAN, min_size=1, max_size=8), st.sampled_from(["aritmetik", "geometrik"]))
def test_rata_rata_di_antara_terendah_dan_tertinggi(daftar, rerata):
    hasil = average(
        [ButirRerata(HasilCapaian(StatusHitung.TERHITUNG, "naik", c)) for c in daftar],
        build_kebijakan({"rerata": rerata}),
    )

    assert min(daftar) <= hasil.tercetak <= max(daftar)
    assert hasil.n == hasil.m == len(daftar)
