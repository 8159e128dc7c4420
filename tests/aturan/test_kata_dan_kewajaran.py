"""Aturan atas bukti, narasi, dan kewajaran."""

from __future__ import annotations

import pytest

from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisRiwayat
from tests.aturan.contoh import (
    ambil_kode,
    angka,
    build_konteks,
    teks,
    ubah_fakta,
    ubah_indikator,
    ubah_target,
)
from tests.buatan import TAHUN, build_definisi

TW3, TW4 = Periode.TW3, Periode.TW4


@pytest.mark.parametrize(
    ("isi", "berisi"),
    [
        ("", False),
        ("-", False),
        ("...", False),
        ("OK", False),
        ("ok.", False),
        ("n/a", False),
        ("Tidak ada", False),
        ("sda", False),
        ("123", False),
        ("Lahan belum dibebaskan", True),
        ("Baik cuaca maupun bahan mendukung", True),
    ],
)
def test_berisi(isi, berisi):
    assert is_berisi(isi) is berisi


@pytest.mark.parametrize("isi", [None, "-", "belum"])
def test_bukti_wajib_tidak_ada(isi):
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "bukti", isi and teks(isi))
    temuan = check_unit(konteks)
    assert [(t.kode, t.kunci, t.kolom) for t in temuan] == [("BKT301", "IKU-02", "bukti")]
    assert "Keputusan penetapan kawasan kumuh" in temuan[0].masalah


def test_bukti_tidak_ditagih_bila_tidak_disyaratkan_atau_belum_ada_angka():
    definisi = ubah_indikator(build_definisi(), "IKU-02", data_dukung="")
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "IKU-02", "bukti", None)
    assert ambil_kode(konteks) == []


def luar_ambang(**narasi):
    """IKU-02 pada triwulan III: 98,18 %, di bawah ambang 100 %."""
    konteks = build_konteks(TW3)
    for kolom in ("penghambat", "pendorong", "rencana_tindak_lanjut"):
        isi = narasi.get(kolom)
        konteks = ubah_fakta(konteks, TW3, "IKU-02", kolom, isi and teks(isi))
    return konteks


@pytest.mark.parametrize(
    ("narasi", "kode"),
    [
        ({}, ["NRS301", "NRS302"]),
        ({"penghambat": "Lahan belum dibebaskan", "rencana_tindak_lanjut": "Rapat BPN"}, []),
        ({"pendorong": "Dana pusat terlambat", "rencana_tindak_lanjut": "Rapat BPN"}, []),
        ({"penghambat": "Lahan belum dibebaskan"}, ["NRS302"]),
        ({"penghambat": "ok", "rencana_tindak_lanjut": "Rapat BPN"}, ["NRS303"]),
        ({"penghambat": "-", "rencana_tindak_lanjut": "-"}, ["NRS302", "NRS303"]),
    ],
)
def test_di_bawah_ambang_perlu_penjelasan_dan_tindak_lanjut(narasi, kode):
    assert ambil_kode(luar_ambang(**narasi)) == kode


def test_temuan_narasi_menyebut_capaian_dan_ambang():
    temuan = next(t for t in check_unit(luar_ambang()) if t.kode == "NRS301")
    assert "capaian 98,18 % di bawah ambang 100 %" in temuan.masalah
    assert temuan.kolom == "penghambat"


def test_di_atas_ambang_menunjuk_faktor_pendorong():
    definisi = ubah_target(build_definisi(), "IKU-02", tw3="30")
    konteks = build_konteks(TW3, definisi=definisi)
    for kolom in ("penghambat", "pendorong"):
        konteks = ubah_fakta(konteks, TW3, "IKU-02", kolom, None)
    temuan = [t for t in check_unit(konteks) if t.kode == "NRS301"]
    assert [(t.kunci, t.kolom) for t in temuan] == [("IKU-02", "pendorong")]
    assert "di atas ambang 120 %" in temuan[0].masalah


def test_sub_kegiatan_di_bawah_ambang_tidak_wajib_dijelaskan():
    konteks = build_konteks(Periode.TW1)
    for kolom in ("penghambat", "pendorong", "rencana_tindak_lanjut"):
        konteks = ubah_fakta(konteks, Periode.TW1, "SUB-01", kolom, None)
    assert ambil_kode(konteks) == []


@pytest.mark.parametrize(("isi", "kode"), [("ok", ["NRS304"]), ("-", []), ("", [])])
def test_kata_kosong_pada_baris_yang_tidak_wajib_hanya_dicatat(isi, kode):
    konteks = ubah_fakta(build_konteks(), TW4, "SUB-01", "pendorong", teks(isi))
    temuan = check_unit(konteks)
    assert [t.kode for t in temuan] == kode
    assert all(t.tingkat.value == "catatan" for t in temuan)


def riwayat(kode, realisasi):
    definisi = build_definisi()
    daftar = tuple(
        BarisRiwayat(kode_indikator=r.kode_indikator, tahun=TAHUN - 1, realisasi=realisasi)
        if r.kode_indikator == kode
        else r
        for r in definisi.riwayat
    )
    return definisi.model_copy(update={"riwayat": daftar})


@pytest.mark.parametrize(
    ("kode", "lalu", "ada"),
    [
        ("IKU-02", "10,4", True),
        ("IKU-02", "10,40", True),
        ("IKU-02", "10,41", False),
        ("IKU-01", "79,10", True),
        ("SUB-01", "101", True),
        ("SUB-01", "100", False),
    ],
)
def test_sama_persis_dengan_tahun_lalu(kode, lalu, ada):
    temuan = check_unit(build_konteks(definisi=riwayat(kode, lalu)))
    assert [(t.kode, t.kunci) for t in temuan] == ([("WJR301", kode)] if ada else [])


def test_sama_dengan_target_yang_direncanakan_wajar():
    konteks = build_konteks(definisi=riwayat("IKU-02", "10,5"))
    konteks = ubah_fakta(konteks, TW4, "IKU-02", "realisasi", angka("10.5"))
    assert ambil_kode(konteks) == []


def test_dinyatakan_memakai_data_tahun_lalu():
    konteks = build_konteks(definisi=riwayat("IKU-02", "10,4"))
    konteks = ubah_fakta(konteks, TW4, "IKU-02", "status_angka", teks("memakai data tahun lalu"))
    assert ambil_kode(konteks) == []


def test_triwulan_belum_setahun_tidak_dibandingkan_dengan_tahun_lalu():
    assert ambil_kode(build_konteks(TW3, definisi=riwayat("IKU-02", "11,2"))) == []
