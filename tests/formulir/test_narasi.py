"""Penjelasan yang diminta formulir: sasaran dan program selalu, di bawahnya di luar ambang saja."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian import LABEL_CATATAN
from kinerja_cli.model.istilah import Agregasi, Jenjang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import build_definisi, build_fakta, build_indikator
from tests.formulir.test_susun import baris, susun

TARGET_TW2 = Decimal(40)


def ubah_jenjang(jenjang: Jenjang) -> Definisi:
    """SUB-01 pada jenjang lain, dengan target Triwulan II 40."""
    daftar = tuple(
        i.model_copy(update={"jenjang": jenjang} if i.kode_indikator == "SUB-01" else {})
        for i in build_indikator()
    )
    return build_definisi(indikator=daftar)


def isi(capaian: int, *narasi: str) -> KumpulanFakta:
    """Realisasi SUB-01 yang menghasilkan capaian itu, dan kolom penjelasan yang diisi."""
    realisasi = Nilai.dari_angka(TARGET_TW2 * capaian / 100)
    return build_fakta(
        (Periode.TW2, "SUB-01", "realisasi", realisasi),
        *((Periode.TW2, "SUB-01", k, Nilai.dari_teks("Karena gotong royong")) for k in narasi),
    )


@pytest.mark.parametrize(
    ("jenjang", "capaian", "keadaan"),
    [
        (Jenjang.TUJUAN, 105, "isi penjelasan"),
        (Jenjang.SASARAN, 105, "isi penjelasan"),
        (Jenjang.PROGRAM, 105, "isi penjelasan"),
        (Jenjang.KEGIATAN, 105, "lengkap"),
        (Jenjang.SUB_KEGIATAN, 105, "lengkap"),
        (Jenjang.SUB_KEGIATAN, 100, "lengkap"),
        (Jenjang.SUB_KEGIATAN, 120, "lengkap"),
        (Jenjang.SUB_KEGIATAN, 99, "isi penjelasan"),
        (Jenjang.SUB_KEGIATAN, 121, "isi penjelasan"),
        (Jenjang.KEGIATAN, 0, "isi penjelasan"),
    ],
)
def test_penjelasan_diminta_menurut_jenjang_dan_ambang(
    jenjang: Jenjang, capaian: int, keadaan: str
):
    formulir = susun(ubah_jenjang(jenjang), fakta=isi(capaian))

    assert baris(formulir, "Kinerja")["SUB-01"].sel["keadaan"].nilai == keadaan


@pytest.mark.parametrize("kolom", ["pendorong", "penghambat", "upaya"])
@pytest.mark.parametrize("jenjang", [Jenjang.SASARAN, Jenjang.SUB_KEGIATAN])
def test_satu_kolom_penjelasan_sudah_cukup(jenjang: Jenjang, kolom: str):
    """Menulis "-" di kolom lain tidak menolong siapa pun."""
    formulir = susun(ubah_jenjang(jenjang), fakta=isi(80, kolom))

    assert baris(formulir, "Kinerja")["SUB-01"].sel["keadaan"].nilai == "lengkap"


@pytest.mark.parametrize(
    ("satuan", "agregasi", "realisasi", "keadaan"),
    [
        ("Unit", Agregasi.JUMLAH, "41.5", "lengkap, periksa pecahannya"),
        ("Unit", Agregasi.JUMLAH, "41", "lengkap"),
        ("Unit", Agregasi.RATA_RATA, "41.5", "lengkap"),
        ("Km", Agregasi.JUMLAH, "41.5", "lengkap"),
        ("%", Agregasi.POSISI_AKHIR, "41.5", "lengkap"),
    ],
)
def test_angka_yang_janggal_hanya_diingatkan(
    satuan: str, agregasi: Agregasi, realisasi: str, keadaan: str
):
    ubahan = {"satuan": satuan, "agregasi": agregasi}
    definisi = build_definisi(
        indikator=tuple(
            i.model_copy(update=ubahan if i.kode_indikator == "SUB-01" else {})
            for i in build_indikator()
        )
    )
    fakta = build_fakta((Periode.TW2, "SUB-01", "realisasi", Nilai.dari_angka(realisasi)))

    assert baris(susun(definisi, fakta=fakta), "Kinerja")["SUB-01"].sel["keadaan"].nilai == keadaan


def test_persen_yang_ditulis_sebagai_pecahan_ditanyakan_sesudah_dijelaskan():
    definisi = build_definisi(
        indikator=tuple(
            i.model_copy(update={"satuan": "%"} if i.kode_indikator == "SUB-01" else {})
            for i in build_indikator()
        )
    )
    pecahan = (Periode.TW2, "SUB-01", "realisasi", Nilai.dari_angka("0.41"))
    upaya = (Periode.TW2, "SUB-01", "upaya", Nilai.dari_teks("Dipercepat"))
    keadaan = [
        baris(susun(definisi, fakta=build_fakta(*f)), "Kinerja")["SUB-01"].sel["keadaan"].nilai
        for f in ((pecahan,), (pecahan, upaya))
    ]

    assert keadaan == ["isi penjelasan", "lengkap, periksa: 0,95 atau 95?"]


def test_kaki_e81_satu_blok_untuk_setiap_formulir():
    catatan = baris(susun(), "Catatan")

    assert list(catatan) == list(LABEL_CATATAN)
    assert [b.sel["label"].nilai for b in catatan.values()][3:] == [
        "Faktor pendorong keberhasilan kinerja",
        "Faktor penghambat pencapaian kinerja",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya",
        "Tindak lanjut yang diperlukan dalam Renja berikutnya",
    ]
    assert all(b.sel["isi"].terbuka for b in catatan.values())
