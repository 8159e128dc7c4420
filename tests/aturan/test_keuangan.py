"""Laporan bendahara: dijumlah tanpa terhitung dua kali, dan hanya yang sebanding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja_cli.aturan.keuangan import (
    Pembanding,
    choose_pembanding,
    find_versi_pagu,
    summarise,
)
from kinerja_cli.model.istilah import BasisKeuangan
from kinerja_cli.model.keuangan import JenjangSpj
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import build_daftar, build_spj
from tests.buatan import SUB, TAHUN, build_definisi

TW4 = Periode.TW4
PAGU = "1750e6"
LAIN = "1.04.03.2.01.0004"


def pilih(*daftar, periode=TW4):
    return choose_pembanding(summarise(daftar), build_definisi(), periode)


def jumlah(*daftar, kode=SUB):
    hasil = pilih(*daftar)
    assert isinstance(hasil, Pembanding), hasil
    return hasil.per_kode[kode].realisasi


def pengeluaran(*baris):
    return (build_daftar(berkas="a.xlsx", bendahara="Pengeluaran"), baris)


def pembantu(*baris, **ubahan):
    return (build_daftar(berkas="b.xlsx", bendahara="Pembantu", **ubahan), baris)


def test_bendahara_yang_membagi_pagu_dijumlah():
    hasil = pilih(pengeluaran(build_spj("100", "1000e6")), pembantu(build_spj("100", "750e6")))
    assert isinstance(hasil, Pembanding)
    assert (hasil.per_kode[SUB].realisasi, hasil.per_kode[SUB].anggaran) == (200, Decimal("1750e6"))
    assert hasil.lain == ()


@pytest.mark.parametrize(
    ("isi_pengeluaran", "isi_pembantu", "realisasi"),
    [
        # Laporan yang sama dalam berkas lain atas nama bendahara lain.
        ([("100", PAGU, SUB)], [("100", PAGU, SUB)], 100),
        # Pengeluaran sudah memuat pembantu: barisnya sama, sub kegiatan lainnya lebih banyak.
        ([("9", "20", LAIN), ("100", PAGU, SUB)], [("100", PAGU, SUB)], 100),
        # Pengeluaran memuat belanja sendiri ditambah pembantu yang pagunya hanya sebagian.
        ([("170", PAGU, SUB)], [("70", "750e6", SUB)], 170),
    ],
)
@pytest.mark.parametrize("balik", [False, True])
def test_pembantu_yang_sudah_termuat_dihitung_sekali(
    isi_pengeluaran, isi_pembantu, realisasi, balik
):
    daftar = [
        pengeluaran(*(build_spj(*isi) for isi in isi_pengeluaran)),
        pembantu(*(build_spj(*isi) for isi in isi_pembantu)),
    ]
    hasil = pilih(*(reversed(daftar) if balik else daftar))
    assert isinstance(hasil, Pembanding), hasil
    assert hasil.per_kode[SUB].realisasi == realisasi
    assert len(hasil.lain) == 1
    assert "sudah termuat di" in hasil.lain[0].alasan


def test_pengeluaran_yang_mencetak_pagu_pembantu_tanpa_belanjanya_dijumlah():
    hasil = pilih(pengeluaran(build_spj("0", PAGU)), pembantu(build_spj("60", PAGU)))
    assert isinstance(hasil, Pembanding), hasil
    assert (hasil.per_kode[SUB].realisasi, hasil.per_kode[SUB].anggaran) == (60, Decimal(PAGU))


def test_yang_rancu_tidak_dijumlah_dan_tidak_ditebak():
    hasil = pilih(pengeluaran(build_spj("100", PAGU)), pembantu(build_spj("60", PAGU)))
    assert isinstance(hasil, str)
    for potongan in ("a.xlsx dan b.xlsx", SUB, "Rp3.500.000.000", "tidak jelas"):
        assert potongan in hasil


def test_pembantu_pada_pagu_lain_menahan_sub_kegiatannya_saja():
    hasil = pilih(
        pengeluaran(build_spj("100")), pembantu(build_spj("7", kode=LAIN), versi="pergeseran 1")
    )
    assert isinstance(hasil, Pembanding)
    assert dict(hasil.tertahan) == {LAIN: "b.xlsx memakai pagu pergeseran 1, yang berlaku murni"}
    assert [x.laporan.keterangan.berkas for x in hasil.lain] == ["b.xlsx"]


def test_basis_lain_yang_memuat_sub_kegiatan_sama_hanya_disebut():
    hasil = pilih(
        pengeluaran(build_spj("100")), pembantu(build_spj("90"), basis=BasisKeuangan.SP2D)
    )
    assert isinstance(hasil, Pembanding)
    assert (hasil.per_kode[SUB].realisasi, dict(hasil.tertahan)) == (100, {})
    assert [x.alasan for x in hasil.lain] == ["berbasis SP2D, yang dipakai SPJ"]


def build_dua_versi():
    """DPA murni masih berlaku, tetapi pergeserannya sudah terdaftar."""
    definisi = build_definisi()
    geser = definisi.versi_dpa[0].model_copy(
        update={"versi": "pergeseran 1", "berlaku_mulai": date(TAHUN + 1, 1, 1)}
    )
    pagu = [
        p.model_copy(update={"versi": "pergeseran 1", "pagu": p.pagu + 5}) for p in definisi.pagu
    ]
    return definisi.model_copy(
        update={"versi_dpa": (*definisi.versi_dpa, geser), "pagu": (*definisi.pagu, *pagu)}
    )


def test_laporan_yang_seluruhnya_memakai_pagu_lain_tidak_dibandingkan():
    definisi = build_dua_versi()
    hasil = choose_pembanding(
        summarise([pengeluaran(build_spj("100", "1750000010"))]), definisi, TW4
    )
    assert hasil == (
        "laporan bendahara terdaftar memakai pagu murni, tetapi seluruh anggarannya sama dengan "
        "pagu pergeseran 1"
    )
    assert find_versi_pagu(definisi, SUB, Decimal("1750000010")) == ["pergeseran 1"]
    sebagian = summarise([pengeluaran(build_spj("100", "1750000011"))])
    assert isinstance(choose_pembanding(sebagian, definisi, TW4), Pembanding)


@pytest.mark.parametrize("berkas", ["a.xlsx", "A.XLSX", "salinan a.xlsx"])
def test_berkas_yang_sama_tidak_dijumlah_dua_kali(berkas):
    isi = (build_spj("100"), build_spj("7", kode="1.04.03.2.01.0004"))
    daftar = ((build_daftar(berkas="a.xlsx"), isi), (build_daftar(berkas=berkas), isi))
    assert jumlah(*daftar) == 100
    hasil = pilih(*daftar)
    assert isinstance(hasil, Pembanding)
    sebab = "isinya sama dengan a.xlsx" if " " in berkas else "terdaftar dua kali"
    assert [x.alasan for x in hasil.lain] == [sebab]


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
