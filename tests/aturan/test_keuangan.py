"""Laporan bendahara: dijumlah tanpa terhitung dua kali, dan hanya yang sebanding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja_cli.aturan.keuangan import Pembanding, choose_pembanding, summarise
from kinerja_cli.model.istilah import BasisKeuangan
from kinerja_cli.model.keuangan import JenjangSpj
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import build_daftar, build_spj
from tests.buatan import SUB, TAHUN, build_definisi

TW4 = Periode.TW4


def pilih(*daftar, periode=TW4):
    return choose_pembanding(summarise(daftar), build_definisi(), periode)


def jumlah(*daftar, kode=SUB):
    hasil = pilih(*daftar)
    assert isinstance(hasil, Pembanding), hasil
    return hasil.per_kode[kode].realisasi


def test_bendahara_berbeda_dijumlah():
    assert jumlah(
        (build_daftar(berkas="a.xlsx", bendahara="Pengeluaran"), (build_spj("100"),)),
        (build_daftar(berkas="b.xlsx", bendahara="Pembantu"), (build_spj("100"),)),
    ) == Decimal(200)


@pytest.mark.parametrize("berkas", ["a.xlsx", "A.XLSX", "salinan a.xlsx"])
def test_berkas_yang_sama_tidak_dijumlah_dua_kali(berkas):
    isi = (build_spj("100"), build_spj("7", kode="1.04.03.2.01.0004"))
    assert jumlah((build_daftar(berkas="a.xlsx"), isi), (build_daftar(berkas=berkas), isi)) == 100


def test_bendahara_sama_dengan_sub_kegiatan_lain_dijumlah():
    lain = "1.04.03.2.01.0004"
    daftar = (
        (build_daftar(berkas="a.xlsx"), (build_spj("100"),)),
        (build_daftar(berkas="b.xlsx"), (build_spj("7", kode=lain),)),
    )
    assert (jumlah(*daftar), jumlah(*daftar, kode=lain)) == (100, 7)


def test_bendahara_sama_dengan_isi_berbeda_tidak_ditebak():
    hasil = pilih(
        (build_daftar(berkas="a.xlsx"), (build_spj("100"),)),
        (build_daftar(berkas="a baru.xlsx"), (build_spj("120"),)),
    )
    assert isinstance(hasil, str)
    assert "a.xlsx dan a baru.xlsx" in hasil


def test_hanya_baris_sub_kegiatan_yang_dijumlah():
    induk = build_spj("900", kode="1.04.03", jenjang=JenjangSpj.PROGRAM)
    hasil = pilih((build_daftar(), (induk, build_spj("100"))))
    assert isinstance(hasil, Pembanding)
    assert list(hasil.per_kode) == [SUB]


@pytest.mark.parametrize(
    ("ubahan", "alasan"),
    [
        ({"sampai_tanggal": date(TAHUN, 11, 30)}, "belum ada laporan bendahara s.d. 31 Desember"),
        ({"versi": "pergeseran 1"}, "memakai pagu pergeseran 1, yang berlaku murni"),
    ],
)
def test_yang_tidak_sebanding_disebut_alasannya(ubahan, alasan):
    hasil = pilih((build_daftar(**ubahan), (build_spj(),)))
    assert isinstance(hasil, str)
    assert alasan in hasil


def test_tanpa_laporan():
    assert isinstance(choose_pembanding(None, build_definisi(), TW4), str)


def test_satu_laporan_tidak_terbaca_membatalkan_perbandingan():
    hasil = pilih(
        (build_daftar(berkas="a.xlsx"), (build_spj(),)),
        (build_daftar(berkas="b.xlsx", bendahara="Pembantu"), ()),
    )
    assert isinstance(hasil, str)
    assert "b.xlsx" in hasil


@pytest.mark.parametrize(
    ("periode", "basis", "realisasi"),
    [(TW4, BasisKeuangan.SPJ, 100), (Periode.TAHUN, BasisKeuangan.LRA, 90)],
)
def test_basis_tidak_dicampur_dan_tahun_memakai_lra(periode, basis, realisasi):
    hasil = pilih(
        (build_daftar(berkas="a.xlsx", basis=BasisKeuangan.LRA), (build_spj("90"),)),
        (build_daftar(berkas="b.xlsx", basis=BasisKeuangan.SPJ), (build_spj("100"),)),
        periode=periode,
    )
    assert isinstance(hasil, Pembanding)
    assert (hasil.basis, hasil.per_kode[SUB].realisasi) == (basis, realisasi)
