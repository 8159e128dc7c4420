"""Aturan atas nilai realisasi."""

from __future__ import annotations

import pytest

from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.istilah import Agregasi, Frekuensi, Sifat
from kinerja_cli.model.nilai import KOSONG, Nilai
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import (
    DAU,
    ambil_kode,
    angka,
    build_konteks,
    teks,
    ubah_fakta,
    ubah_indikator,
    ubah_target,
)
from tests.buatan import UNIT_LAIN, build_definisi

TW4 = Periode.TW4


@pytest.mark.parametrize(
    ("subjek", "kolom", "kunci", "kolom_temuan"),
    [
        ("EL-01A", "nilai", "IKU-01", "pembilang"),
        ("EL-01B", "nilai", "IKU-01", "penyebut"),
        ("IKU-02", "realisasi", "IKU-02", "realisasi"),
        (DAU, "realisasi", DAU, "realisasi"),
    ],
)
@pytest.mark.parametrize("nilai", [None, KOSONG])
def test_yang_sudah_waktunya_tetapi_kosong(subjek, kolom, kunci, kolom_temuan, nilai):
    konteks = ubah_fakta(build_konteks(), TW4, subjek, kolom, nilai)
    temuan = [t for t in check_unit(konteks) if t.kode == "NIL301"]
    assert [(t.kunci, t.kolom) for t in temuan] == [(kunci, kolom_temuan)]
    assert temuan[0].berkas == ("masuk/kp.xlsx" if nilai is None else "")


def test_nol_bukan_kosong():
    konteks = ubah_fakta(build_konteks(), TW4, "SUB-01", "realisasi", angka(0))
    assert "NIL301" not in ambil_kode(konteks)


def test_belum_waktunya_tidak_ditagih():
    definisi = ubah_indikator(build_definisi(), "IKU-02", frekuensi=Frekuensi.TAHUNAN)
    konteks = build_konteks(definisi=definisi)
    konteks = ubah_fakta(konteks, TW4, "IKU-02", "realisasi", None)
    assert ambil_kode(konteks) == []


def test_tahunan_ditagih_pada_periode_tahun():
    definisi = ubah_indikator(build_definisi(), "IKU-02", tersedia="2026-02")
    konteks = build_konteks(Periode.TAHUN, definisi=definisi)
    assert "NIL301" in ambil_kode(konteks)
    terisi = ubah_fakta(konteks, Periode.TAHUN, "IKU-02", "realisasi", angka("10.45"))
    assert "NIL301" not in ambil_kode(terisi)


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [
        (Nilai.tak_terbaca("1.2.3"), ["NIL302"]),
        (Nilai.belum_ada(""), ["NIL303"]),
        (Nilai.belum_ada("-"), ["NIL303"]),
        (Nilai.belum_ada("Rilis BPS bulan Maret 2026"), []),
    ],
)
def test_tak_terbaca_dan_belum_ada(nilai, kode):
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", nilai)
    assert ambil_kode(konteks) == kode


@pytest.mark.parametrize(
    ("subjek", "kolom", "isi", "kode"),
    [
        ("SUB-01", "realisasi", "22.5", ["NIL304"]),
        ("SUB-01", "realisasi", "22.0", []),
        ("EL-01A", "nilai", "65100.25", ["NIL304"]),
        ("IKU-02", "realisasi", "10.37", []),
    ],
)
def test_pecahan_hanya_pada_satuan_yang_tidak_bulat(subjek, kolom, isi, kode):
    assert ambil_kode(ubah_fakta(build_konteks(), TW4, subjek, kolom, angka(isi))) == kode


def test_rata_rata_boleh_berpecahan_meskipun_satuannya_orang():
    definisi = ubah_indikator(
        build_definisi(), "SUB-01", satuan="Orang", agregasi=Agregasi.RATA_RATA, presisi=2
    )
    konteks = ubah_fakta(
        build_konteks(definisi=definisi), TW4, "SUB-01", "realisasi", angka("22.5")
    )
    assert "NIL304" not in ambil_kode(konteks)


def test_persen_di_atas_seratus_perlu_penjelasan():
    konteks = ubah_fakta(build_konteks(), TW4, "EL-01A", "nilai", angka(91000))
    assert ambil_kode(konteks) == ["NIL306"]
    for kolom in ("pendorong", "penghambat"):
        konteks = ubah_fakta(konteks, TW4, "IKU-01", kolom, teks("-"))
    assert "NIL305" in ambil_kode(konteks)


def test_persen_yang_ditargetkan_di_atas_seratus_wajar():
    definisi = ubah_target(build_definisi(), "IKU-01", tahun="105", tw4="105")
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "EL-01A", "nilai", angka(91000))
    assert not {"NIL305", "NIL306"} & set(ambil_kode(konteks))


@pytest.mark.parametrize(
    ("nama", "target", "ada"),
    [
        ("Luas kawasan permukiman kumuh", "10,5", True),
        ("Laju pertumbuhan kawasan kumuh", "10,5", False),
        ("Luas kawasan permukiman kumuh", "-2", False),
    ],
)
def test_negatif(nama, target, ada):
    definisi = ubah_indikator(build_definisi(), "IKU-02", indikator=nama)
    definisi = ubah_target(definisi, "IKU-02", tahun=target)
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "IKU-02", "realisasi", angka(-3))
    assert ("NIL307" in ambil_kode(konteks)) is ada


@pytest.mark.parametrize(
    ("cara", "agregasi", "ada"),
    [
        (Sifat.SAMPAI_DENGAN, Agregasi.JUMLAH, True),
        (Sifat.PER_TRIWULAN, Agregasi.JUMLAH, False),
        (Sifat.SAMPAI_DENGAN, Agregasi.POSISI_AKHIR, False),
    ],
)
def test_jumlah_sampai_dengan_tidak_turun(cara, agregasi, ada):
    definisi = ubah_indikator(build_definisi(), "SUB-01", cara_isi=cara, agregasi=agregasi)
    temuan = [t for t in check_unit(build_konteks(definisi=definisi)) if t.kode == "NIL308"]
    assert bool(temuan) is ada
    if ada:
        assert "22 lebih kecil daripada 30 pada Triwulan III" in temuan[0].masalah


def test_elemen_untuk_unit_lain_ditagih_pada_penyedianya():
    definisi = build_definisi(penyedia_lain=True)
    konteks = build_konteks(definisi=definisi, unit=UNIT_LAIN)
    assert ambil_kode(konteks) == []
    kosong = ubah_fakta(konteks, TW4, "EL-01B", "nilai", None)
    assert [(t.kode, t.kunci, t.kolom) for t in check_unit(kosong)] == [
        ("NIL301", "EL-01B", "realisasi")
    ]


@pytest.mark.parametrize("nilai", [None, Nilai.belum_ada("Rilis BPS bulan Maret 2026")])
def test_nilai_triwulan_lalu_tidak_dinilai_sebagai_triwulan_ini(nilai):
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", nilai)
    for kolom in ("penghambat", "pendorong", "rencana_tindak_lanjut", "bukti"):
        konteks = ubah_fakta(konteks, TW4, "IKU-02", kolom, None)
    assert ambil_kode(konteks) == (["NIL301"] if nilai is None else [])
