from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan
from kinerja_cli.model.cetak import format_persen
from kinerja_cli.model.kebijakan import build_kebijakan, read_bawaan

SKALA = sorted(read_bawaan()["skala"])


@pytest.mark.parametrize("nama", SKALA)
def test_setiap_skala_bawaan_tanpa_celah_dan_bersumber(nama):
    skala = build_kebijakan({"skala": nama}).skala
    assert skala.sumber
    assert skala.kepastian
    batas = [p.batas_bawah for p in skala.pita if p.batas_bawah is not None]
    for b in batas:
        atas, bawah = skala.read_kategori(b), skala.read_kategori(b - Decimal("0.01"))
        assert atas != bawah
    assert skala.read_kategori(Decimal(-1000)) == skala.pita[-1]
    assert skala.read_kategori(Decimal(1000)) == skala.pita[0]


def test_ada_skala_bawaan_dan_sedikitnya_empat_lainnya():
    assert len(SKALA) >= 5


@pytest.mark.parametrize(
    ("skala", "capaian", "nama"),
    [
        ("pringsewu", "105", "Tercapai"),
        ("pringsewu", "105.01", "Melampaui"),
        ("maluku_tengah_2021", "85", "Memuaskan"),
        ("maluku_tengah_2021", "75", "Baik"),
        ("tiga_tingkat", "100", "Tercapai"),
        ("tiga_tingkat", "99.99", "Tidak Tercapai"),
        ("lan_239_2003", "54.99", "Tidak Berhasil"),
        ("sukabumi", "80", "Sangat Baik"),
    ],
)
def test_tepi_skala(skala, capaian, nama):
    assert build_kebijakan({"skala": skala}).skala.read_kategori(Decimal(capaian)).nama == nama


@pytest.mark.parametrize(
    "pita",
    [
        [],
        [{"batas_bawah": "90", "nama": "A", "kode": "A"}],
        [{"nama": "A", "kode": "A"}, {"nama": "B", "kode": "B"}],
        [
            {"batas_bawah": "50", "nama": "A", "kode": "A"},
            {"batas_bawah": "60", "nama": "B", "kode": "B"},
            {"nama": "C", "kode": "C"},
        ],
        [
            {"batas_bawah": "50", "nama": "A", "kode": "A"},
            {"batas_bawah": "50", "nama": "B", "kode": "B"},
            {"nama": "C", "kode": "C"},
        ],
    ],
)
def test_skala_bercelah_atau_bertumpuk_ditolak(pita):
    isi = {"nama": "x", "sumber": "x", "kepastian": "x", "pita": pita}
    with pytest.raises(ValidationError):
        build_kebijakan({"skala": isi})


@pytest.mark.parametrize(
    ("capaian", "potong"),
    [("98.626", "98.62"), ("98.6199999999", "98.62"), ("98.6199", "98.61"), ("-1.239", "-1.23")],
)
def test_memotong_dua_desimal(capaian, potong):
    kebijakan = build_kebijakan({"pembulatan": "potong"})
    assert kebijakan.cut_capaian(Decimal(capaian)) == Decimal(potong)
    assert build_kebijakan().cut_capaian(Decimal(capaian)) == Decimal(capaian)


def test_nol_negatif_tidak_tercetak_bertanda():
    assert format_persen(Decimal("-0.0001")) == "0,00"


def test_setiap_butir_kebijakan_bersumber():
    for ubahan in (
        {},
        {"efisiensi": "pmk_249_2011", "pembulatan": "potong", "rumus_turun": "turun_rasio"},
        {"efisiensi": "pmk_22_2021", "rerata": "geometrik", "batas_atas": "120"},
    ):
        for nama, isi, sumber in build_ringkasan(build_kebijakan(ubahan)).butir:
            assert nama and isi and sumber
