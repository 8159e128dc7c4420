"""Penjelasan yang diminta formulir: sasaran dan program selalu, di bawahnya di luar ambang saja."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian import LABEL_CATATAN
from kinerja_cli.model.istilah import Jenjang
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
