"""Nilai menjadi teks cetak: angka id_ID, atau n/a yang selalu beralasan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.model.data_kinerja import Fakta
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode

PEMBUAT = PembuatFakta(2025, Periode.TW2)
KUNCI = "2025:tw2:IKU-1:realisasi"
BAGIAN = ("IKU-1", "realisasi")


def build_angka(angka: str, teks: str) -> Fakta:
    return Fakta(kunci=KUNCI, nilai=Nilai.dari_angka(angka), teks=teks)


def build_kosong(alasan: str) -> Fakta:
    return Fakta(kunci=KUNCI, nilai=Nilai.belum_ada(alasan), teks="n/a", catatan=alasan)


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks", "catatan"),
    [
        (Nilai.dari_angka("1234.565"), 2, "1.234,57", ""),
        (Nilai.dari_angka("1234.565"), 0, "1.235", ""),
        (Nilai.dari_angka("0"), 2, "0", ""),
        (Nilai.dari_teks("WTP"), 2, "WTP", ""),
        (KOSONG, 2, "n/a", "belum dilaporkan"),
        (Nilai.belum_ada("menunggu rilis BPS"), 2, "n/a", "menunggu rilis BPS"),
        (Nilai(JenisNilai.BELUM_ADA), 2, "n/a", "belum ada data"),
        (Nilai.tak_terbaca("12x"), 2, "n/a", "isian '12x' tidak terbaca"),
    ],
)
def test_nilai_tercetak_dengan_alasannya(nilai, desimal, teks, catatan):
    fakta = PEMBUAT.nilai(nilai, desimal, *BAGIAN)

    assert fakta == Fakta(kunci=KUNCI, nilai=nilai, teks=teks, catatan=catatan)
    assert fakta.status is StatusAngka.FINAL


def test_teks_dokumen_dan_catatan_sendiri_menang():
    fakta = PEMBUAT.nilai(
        Nilai.dari_angka("80.5"), 2, *BAGIAN,
        status=StatusAngka.SEMENTARA, catatan="rilis Maret", teks="A (80,50)",
    )  # fmt: skip

    assert (fakta.teks, fakta.status, fakta.catatan) == (
        "A (80,50)", StatusAngka.SEMENTARA, "rilis Maret",
    )  # fmt: skip


def test_catatan_sendiri_menang_atas_alasan_nilai():
    assert PEMBUAT.nilai(KOSONG, 2, *BAGIAN, catatan="belum waktunya").catatan == "belum waktunya"


@pytest.mark.parametrize(
    ("angka", "harapan"),
    [
        ("98.615", build_angka("98.615", "98,62")),
        ("100", build_angka("100", "100,00")),
        (None, build_kosong("pagu nol")),
    ],
)
def test_persen_dua_desimal_atau_alasan(angka, harapan):
    isi = None if angka is None else Decimal(angka)

    assert PEMBUAT.persen(isi, *BAGIAN, alasan="pagu nol") == harapan


@pytest.mark.parametrize(
    ("angka", "harapan"),
    [
        ("1500000", build_angka("1500000", "Rp1.500.000")),
        ("0.5", build_angka("0.5", "Rp0,50")),
        (None, build_kosong("belum dilaporkan")),
    ],
)
def test_rupiah_penuh_atau_alasan(angka, harapan):
    isi = None if angka is None else Decimal(angka)

    assert PEMBUAT.rupiah(isi, *BAGIAN, alasan="belum dilaporkan") == harapan


@pytest.mark.parametrize(
    ("hasil", "harapan"),
    [
        (
            HasilCapaian(StatusHitung.TERHITUNG, "naik", Decimal("98.615"), Decimal("98.62")),
            build_angka("98.615", "98,62"),
        ),
        (
            HasilCapaian(StatusHitung.TIDAK_DAPAT_DIHITUNG, "naik", alasan="target nol"),
            build_kosong("target nol"),
        ),
    ],
)
def test_capaian_tercetak_atau_alasan(hasil, harapan):
    assert PEMBUAT.capaian(hasil, *BAGIAN) == harapan
