"""Sebab selisih yang memerlukan kedua pihak: baris, pasangan, batas tanggal, basis, dan pagu."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from kinerja_cli.aturan.dugaan import JenisDugaan
from kinerja_cli.aturan.dugaan_selisih import PencariSebab
from kinerja_cli.aturan.keuangan import Pembanding, summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import BasisKeuangan
from kinerja_cli.model.keuangan import JenjangSpj, RekeningSpj
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPagu
from tests.aturan.contoh import build_daftar, build_spj
from tests.buatan import TAHUN, UNIT, build_definisi

TW1, TW2 = Periode.TW1, Periode.TW2
A, B, C = (f"1.04.03.2.01.000{n}" for n in (1, 2, 3))
PAGU = {A: ("DAU", "90000000"), B: ("DAU", "70000000")}


def build_pencari(
    bidang: dict[str, Iterable[str]],
    *laporan,
    periode=TW2,
    lalu: dict[str, str] | None = None,
    pagu_lain: dict[str, str] | None = None,
) -> PencariSebab:
    """``bidang`` realisasi per sumber dana (DAU, lalu PAD) menurut kode sub kegiatan."""
    definisi = build_definisi()
    pagu = [
        BarisPagu(versi="murni", kode=k, kode_unit=UNIT, sumber_dana=d, pagu=Decimal("90000000"))
        for k, isi in bidang.items()
        for d, _ in zip(("DAU", "PAD"), isi, strict=False)
    ]
    pagu += [
        BarisPagu(versi="perubahan", kode=k, kode_unit=UNIT, sumber_dana="DAU", pagu=Decimal(n))
        for k, n in (pagu_lain or {}).items()
    ]
    nanti = definisi.versi_dpa[0].model_copy(
        update={"versi": "perubahan", "berlaku_mulai": date(TAHUN, 10, 1)}
    )
    definisi = definisi.model_copy(
        update={"pagu": tuple(pagu), "versi_dpa": (*definisi.versi_dpa, nanti)}
    )
    fakta = [
        _build_fakta(periode, k, d, n)
        for k, isi in bidang.items()
        for d, n in zip(("DAU", "PAD"), isi, strict=False)
    ]
    fakta += [_build_fakta(TW1, k, "DAU", n) for k, n in (lalu or {}).items()]
    konteks = KonteksVerifikasi(
        definisi, periode, UNIT, KumpulanFakta.dari(fakta), summarise(laporan)
    )
    assert isinstance(konteks.pembanding, Pembanding), konteks.pembanding
    return PencariSebab(konteks, konteks.pembanding)


def _build_fakta(periode: Periode, kode: str, dana: str, angka: str) -> FaktaIsian:
    nilai = Nilai.dari_angka(Decimal(angka))
    return FaktaIsian(periode, f"{kode}:{UNIT}:{dana}", "realisasi", UNIT, nilai)


def spj(*baris, periode=TW2, **ubahan):
    return (build_daftar(periode, **ubahan), baris)


def rinci(kode, realisasi, *rekening, **ubahan):
    """Sub kegiatan dengan rekening bernomor urut."""
    daftar = tuple(
        RekeningSpj(f"5.1.02.01.01.{i:04}", f"Belanja {i}", Decimal(n), f"M{20 + i}")
        for i, n in enumerate(rekening, start=1)
    )
    return build_spj(realisasi, "90000000", kode, rekening=daftar, **ubahan)


def jenis(pencari: PencariSebab, kode: str = A) -> list[str]:
    return [d.jenis.value for d in pencari.explain(kode)]


def test_tanpa_selisih_tanpa_dugaan():
    assert jenis(build_pencari({A: ["1234"]}, spj(rinci(A, "1234", "1234")))) == []
    assert jenis(build_pencari({A: ["1234"]}, spj(rinci(A, "1234"))), "9.99.99.2.01.0001") == []


def test_yang_tidak_pas_sampai_rupiah_tidak_diberi_sebab():
    pencari = build_pencari({A: ["3001", "500"]}, spj(rinci(A, "3917", "417", "3500")))
    assert jenis(pencari) == []


@pytest.mark.parametrize(
    ("bidang", "realisasi", "rekening", "sebab"),
    [
        (["3500"], "3917", ["417", "3500"], "rekening hilang"),
        (["4334"], "3917", ["417", "3500"], "rekening ganda"),
        (["3500"], "3917", ["417", "3083", "417"], "rekening hilang"),
        (["3004", "917"], "3004", [], "baris hilang"),
        (["3004", "917"], "4838", [], "baris ganda"),
    ],
)
def test_satu_baris_sebesar_selisihnya(bidang, realisasi, rekening, sebab):
    pencari = build_pencari({A: bidang}, spj(rinci(A, realisasi, *rekening)))
    assert jenis(pencari) == [sebab] * (2 if rekening.count("417") > 1 else 1)


def test_rekening_yang_terlewat_disebut_kode_nama_berkas_dan_selnya():
    pencari = build_pencari({A: ["3500"]}, spj(rinci(A, "3917", "417", "3500")))
    (dugaan,) = pencari.explain(A)
    assert "5.1.02.01.01.0001 Belanja 1 (SPJ.xlsx M21)" in dugaan.kalimat


def test_baris_spj_yang_tersalin():
    pencari = build_pencari({A: ["3917"]}, spj(rinci(A, "3917"), rinci(A, "3917", sel="M30")))
    dugaan = pencari.explain(A)
    assert [d.jenis for d in dugaan] == [JenisDugaan.SPJ_GANDA, JenisDugaan.LIPAT]
    assert "(SPJ.xlsx M30)" in dugaan[0].kalimat


def test_rekening_yang_tersalin():
    kembar = (RekeningSpj("5.1.02.01.01.0001", "ATK", Decimal(417), f"M{n}") for n in (21, 22))
    baris = build_spj("3917", "90000000", A, rekening=tuple(kembar))
    assert set(jenis(build_pencari({A: ["3500"]}, spj(baris)))) == {"spj ganda"}


def test_pasangan_tertukar_disebut_di_kedua_sub_kegiatan():
    pencari = build_pencari({A: ["7131"], B: ["2648"]}, spj(rinci(A, "2648"), rinci(B, "7131")))
    assert (jenis(pencari, A), jenis(pencari, B)) == (["tertukar"], ["tertukar"])
    assert f"tertukar dengan {B}" in pencari.explain(A)[0].kalimat


def test_belanja_dibukukan_di_sub_kegiatan_lain():
    pencari = build_pencari({A: ["7131"], B: ["2648"]}, spj(rinci(A, "7002"), rinci(B, "2777")))
    assert (jenis(pencari, A), jenis(pencari, B)) == (["pindah"], ["pindah"])


def test_kode_yang_berbeda_di_kedua_pihak():
    pencari = build_pencari({A: ["7131"]}, spj(rinci(C, "7131")))
    assert (jenis(pencari, A), jenis(pencari, C)) == (["kode"], ["kode"])
    assert pencari.explain(A)[0].kalimat == f"bendahara mencatat jumlah yang sama di {C} " + (
        "Perbaikan RTLH"
    )


def test_sub_kegiatan_yang_cocok_tidak_dijadikan_pasangan():
    pencari = build_pencari({A: ["7131"], B: ["2648"]}, spj(rinci(A, "2648"), rinci(B, "2648")))
    assert jenis(pencari, A) == []


@pytest.mark.parametrize(
    ("bidang", "sebab"), [("3100", "tanggal"), ("4031", "triwulan"), ("3101", None)]
)
def test_batas_tanggal_lain(bidang, sebab):
    pencari = build_pencari(
        {A: [bidang]}, spj(rinci(A, "7131")), spj(rinci(A, "3100"), periode=TW1, berkas="lalu.xlsx")
    )
    assert jenis(pencari) == ([sebab] if sebab else [])


def test_batas_tanggal_menyebut_tanggalnya():
    antara = spj(rinci(A, "5222"), sampai_tanggal=date(TAHUN, 5, 31), berkas="mei.xlsx")
    pencari = build_pencari({A: ["5222"]}, spj(rinci(A, "7131")), antara)
    assert pencari.explain(A)[0].kalimat == "bidang sama dengan bendahara s.d. 31 Mei 2025"


def test_kolom_sampai_bulan_lalu_dan_ls_saja():
    baris = rinci(A, "7131", lalu=Decimal(5222), ls=Decimal(6041))
    assert jenis(build_pencari({A: ["5222"]}, spj(baris))) == ["bulan lalu"]
    assert jenis(build_pencari({A: ["6041"]}, spj(baris))) == ["ls"]


def test_bendahara_masih_pada_angka_triwulan_lalu():
    pencari = build_pencari({A: ["7131"]}, spj(rinci(A, "3100")), lalu={A: "3100"})
    assert jenis(pencari) == ["bendahara lama"]


def test_basis_lain_pada_tanggal_yang_sama():
    sp2d = spj(rinci(A, "6900"), basis=BasisKeuangan.SP2D, berkas="sp2d.xlsx")
    pencari = build_pencari({A: ["6900"]}, spj(rinci(A, "7131")), sp2d)
    assert [d.kalimat for d in pencari.explain(A)] == [
        "bidang sama dengan laporan basis SP2D pada tanggal yang sama"
    ]


def test_pagu_terisi_sebagai_realisasi_dengan_versinya():
    pencari = build_pencari({A: ["8123456"]}, spj(rinci(A, "7131")), pagu_lain={A: "8123456"})
    assert [d.kalimat for d in pencari.explain(A)] == [
        "bidang sama dengan pagu perubahan, bukan realisasi"
    ]


def test_pembulatan_lewat_pencari():
    assert jenis(build_pencari({A: ["7000000"]}, spj(rinci(A, "7131000")))) == ["pembulatan"]


@pytest.mark.parametrize(
    ("kegiatan", "baris", "ada"),
    [
        ("4334", ["417"], True),  # baris B hilang: 4334 - 417 = 3917
        ("4335", ["417"], False),
        ("4334", ["417", "3917"], False),
    ],
)
def test_jumlah_kegiatan_memuat_baris_yang_hilang(kegiatan, baris, ada):
    atas = build_spj(
        kegiatan, "90000000", A.rpartition(".")[0], jenjang=JenjangSpj.KEGIATAN, sel="M14"
    )
    rinci_sub = [rinci(k, n) for k, n in zip((A, B), baris, strict=False)]
    pencari = build_pencari({A: ["417"], B: ["3917"]}, spj(atas, *rinci_sub))
    dugaan = pencari.explain(B)
    assert [d.jenis for d in dugaan] == ([JenisDugaan.JUMLAH_ATAS] if ada else [])
    assert all("(SPJ.xlsx M14)" in d.kalimat for d in dugaan)
