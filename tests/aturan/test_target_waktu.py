"""Aturan atas target dan waktu."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisVersi
from tests.aturan.contoh import ambil_kode, angka, build_konteks, teks, ubah_fakta, ubah_target
from tests.buatan import TAHUN, UNIT, build_definisi

TW4 = Periode.TW4
PERUBAHAN = BarisVersi(
    versi="perubahan", tanggal=date(TAHUN, 10, 1), berlaku_mulai=date(TAHUN, 10, 1)
)


def build_definisi_perubahan():
    """PK perubahan Oktober yang menghapus IKU-02."""
    definisi = build_definisi()
    baru = [
        t.model_copy(update={"versi": "perubahan"})
        for t in definisi.target
        if t.kode_indikator == "IKU-01"
    ]
    return definisi.model_copy(
        update={
            "versi_pk": (*definisi.versi_pk, PERUBAHAN),
            "target": (*definisi.target, *baru),
        }
    )


def test_dilaporkan_padahal_tidak_ada_dalam_pk_yang_berlaku():
    konteks = build_konteks(definisi=build_definisi_perubahan())
    temuan = [t for t in check_unit(konteks) if t.kode == "TGT301"]
    assert [t.kunci for t in temuan] == ["IKU-02"]
    assert "PK perubahan" in temuan[0].masalah


def test_indikator_yang_dihapus_dan_tidak_dilaporkan_bukan_masalah():
    konteks = build_konteks(definisi=build_definisi_perubahan())
    assert ambil_kode(ubah_fakta(konteks, TW4, "IKU-02", "realisasi", None)) == []


def test_sebelum_perubahan_masih_berlaku():
    assert ambil_kode(build_konteks(Periode.TW3, definisi=build_definisi_perubahan())) == []


@pytest.mark.parametrize(
    ("ubah", "isi", "ada"),
    [
        ({"tahun": "0", "tw4": "0"}, "10.4", True),
        ({}, "10.4", False),
        ({"tw4": ""}, "10.4", False),
    ],
)
def test_capaian_tidak_terhitung_disebut_sebabnya(ubah, isi, ada):
    definisi = ubah_target(build_definisi(), "IKU-02", **ubah)
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "IKU-02", "realisasi", angka(isi))
    temuan = [t for t in check_unit(konteks) if t.kode == "TGT302"]
    assert [t.kunci for t in temuan] == (["IKU-02"] if ada else [])
    assert all(t.tingkat.value == "catatan" for t in temuan)


def test_penyebut_nol_disebut():
    konteks = ubah_fakta(build_konteks(), TW4, "EL-01B", "nilai", angka(0))
    temuan = [t for t in check_unit(konteks) if t.kode == "TGT302"]
    assert [t.kunci for t in temuan] == ["IKU-01"]
    assert "penyebut" in temuan[0].masalah


def test_menunggu_elemen_unit_lain_menyebut_unitnya():
    konteks = build_konteks(definisi=build_definisi(penyedia_lain=True))
    konteks = ubah_fakta(konteks, TW4, "EL-01B", "nilai", None)
    temuan = check_unit(konteks)
    assert [(t.kode, t.kunci, t.kolom) for t in temuan] == [("WKT301", "IKU-01", "penyebut")]
    assert "Bidang Perhubungan" in temuan[0].masalah
    assert konteks.unit == UNIT


@pytest.mark.parametrize(("status", "ada"), [("sementara", True), ("final", False), ("", False)])
def test_angka_sementara_dicatat(status, ada):
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "status_angka", teks(status))
    assert ([t.kode for t in check_unit(konteks)] == ["WKT302"]) is ada
