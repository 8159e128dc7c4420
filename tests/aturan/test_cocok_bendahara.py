"""Mencocokkan realisasi bidang dengan bendahara."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja_cli.aturan.cocok_bendahara import check_laporan
from kinerja_cli.aturan.keuangan import RingkasanKeuangan, summarise
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.fakta import FaktaIsian
from kinerja_cli.model.istilah import BasisKeuangan
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import (
    DAU,
    ambil_kode,
    build_daftar,
    build_konteks,
    build_spj,
    teks,
    ubah_fakta,
)
from tests.buatan import SUB, UNIT_LAIN, build_definisi

TW4 = Periode.TW4


def banding(*baris, definisi=None, **ubahan):
    return build_konteks(
        definisi=definisi, keuangan=summarise([(build_daftar(**ubahan), tuple(baris))])
    )


def toleransi(rupiah):
    definisi = build_definisi()
    kebijakan = definisi.kebijakan.model_copy(update={"toleransi_rupiah": Decimal(rupiah)})
    return definisi.model_copy(update={"kebijakan": kebijakan})


def test_selisih_menyebut_kedua_pihak_dan_jumlahnya():
    temuan = check_unit(banding(build_spj("1700e6")))
    assert [(t.kode, t.kunci, t.kolom) for t in temuan] == [("KEU311", DAU, "realisasi")]
    assert temuan[0].tingkat.value == "galat"
    for potongan in ("bidang Rp1.709.000.000", "bendahara Rp1.700.000.000", "selisih Rp9.000.000"):
        assert potongan in temuan[0].masalah
    assert "basis SPJ s.d. 31 Desember 2025" in temuan[0].masalah


def test_selisih_yang_dijelaskan_menjadi_peringatan():
    konteks = ubah_fakta(
        banding(build_spj("1700e6")), TW4, DAU, "penjelasan", teks("GU Desember belum di-SPJ-kan.")
    )
    assert ambil_kode(konteks) == ["KEU312"]
    strip = ubah_fakta(konteks, TW4, DAU, "penjelasan", teks("-"))
    assert ambil_kode(strip) == ["KEU311"]


@pytest.mark.parametrize(
    ("bendahara", "batas", "kode"),
    [
        ("1708999999", 0, ["KEU311"]),
        ("1708999999", 1, []),
        ("1708999998.99", 1, ["KEU311"]),
        ("1709000001", 1, []),
        ("1709000000", 0, []),
    ],
)
def test_toleransi_rupiah(bendahara, batas, kode):
    assert ambil_kode(banding(build_spj(bendahara), definisi=toleransi(batas))) == kode


def test_tidak_ada_di_bendahara():
    lain = build_spj("5", kode="1.04.03.2.01.0004")
    assert ambil_kode(banding(lain)) == ["KEU313"]


def test_nol_dan_tidak_ada_di_bendahara_wajar():
    konteks = build_konteks(
        Periode.TW1,
        keuangan=summarise(
            [(build_daftar(Periode.TW1), (build_spj("5", kode="1.04.03.2.01.0004"),))]
        ),
    )
    for kunci in (DAU, DAU.replace("DAU", "PAD")):
        konteks = ubah_fakta(konteks, Periode.TW1, kunci, "realisasi", Nilai.dari_angka(0))
    assert ambil_kode(konteks) == []


@pytest.mark.parametrize(
    "keuangan",
    [RingkasanKeuangan(), summarise([(build_daftar(versi="perubahan"), (build_spj(),))])],
)
def test_belum_dibandingkan_satu_peringatan_dengan_alasannya(keuangan):
    temuan = check_unit(build_konteks(keuangan=keuangan))
    assert [t.kode for t in temuan] == ["KEU314"]
    assert temuan[0].tingkat.value == "peringatan"


def test_realisasi_sendiri_belum_lengkap_tidak_dibandingkan():
    konteks = ubah_fakta(banding(build_spj("1700e6")), TW4, DAU, "realisasi", None)
    assert ambil_kode(konteks) == ["NIL301"]


def test_belum_ada_data_padahal_bendahara_mencatat():
    nilai = Nilai.belum_ada("menunggu rekonsiliasi dengan BPKAD")
    konteks = ubah_fakta(banding(build_spj("1700e6")), TW4, DAU, "realisasi", nilai)
    temuan = check_unit(konteks)
    assert [t.kode for t in temuan] == ["KEU311"]
    assert "menunggu rekonsiliasi" in temuan[0].masalah


def build_bersama():
    """Sub kegiatan yang pagunya dimiliki dua unit."""
    definisi = build_definisi(penyedia_lain=True)
    lain = definisi.pagu[0].model_copy(update={"kode_unit": UNIT_LAIN, "pagu": Decimal("10e6")})
    return definisi.model_copy(update={"pagu": (*definisi.pagu, lain)})


def test_sub_kegiatan_bersama_menunggu_unit_lain():
    temuan = check_unit(banding(build_spj("1714e6"), definisi=build_bersama()))
    assert [t.kode for t in temuan] == ["KEU315"]
    assert "Bidang Perhubungan" in temuan[0].masalah


def test_sub_kegiatan_bersama_dijumlah_semua_unit():
    konteks = banding(build_spj("1714e6"), definisi=build_bersama())
    kunci = f"{SUB}:{UNIT_LAIN}:DAU"
    isi = dict(konteks.fakta.isi)
    isi[TW4, kunci, "realisasi"] = FaktaIsian(
        TW4, kunci, "realisasi", UNIT_LAIN, Nilai.dari_angka(Decimal("5e6"))
    )
    konteks.fakta.isi.update(isi)
    assert ambil_kode(konteks) == []


def test_temuan_tingkat_dinas():
    keuangan = summarise(
        [(build_daftar(), (build_spj(anggaran="1800e6"), build_spj("7", kode="1.04.03.2.01.0004")))]
    )
    temuan = check_laporan(build_definisi(), TW4, keuangan)
    assert [(t.kode, t.kunci) for t in temuan] == [
        ("KEU317", SUB),
        ("KEU316", "1.04.03.2.01.0004"),
    ]
    assert temuan[0].berkas == "sumber/keuangan/SPJ.xlsx"
    assert temuan[0].sel == "M20"
    assert check_laporan(build_definisi(), TW4, None) == []


def test_dugaan_disebut_dalam_masalah_dan_sarannya_di_depan_perbaikan():
    (temuan,) = check_unit(banding(build_spj("1790e6")))
    assert temuan.masalah.endswith(
        "kemungkinan sebab: dua digit bersebelahan terbalik (09 pada bidang, 90 pada bendahara)"
    )
    assert temuan.perbaikan.startswith("cocokkan digit itu dengan SPJ; bila bukan itu, cocokkan")
    (tanpa,) = check_unit(banding(build_spj("1700e6")))
    assert "kemungkinan" not in tanpa.masalah
    assert tanpa.perbaikan.startswith("cocokkan dengan bendahara")


def test_di_luar_dpa_menyebut_sub_kegiatan_bidang_yang_sejumlah():
    konteks = banding(build_spj("1709e6", kode="1.04.03.2.01.0004"))
    temuan = check_unit(konteks)
    assert [t.kode for t in temuan] == ["KEU313"]
    assert "bendahara mencatat jumlah yang sama di 1.04.03.2.01.0004" in temuan[0].masalah
    (dinas,) = check_laporan(konteks.definisi, TW4, konteks.keuangan, konteks.fakta)
    assert dinas.kode == "KEU316"
    assert f"bidang mencatat jumlah yang sama di {SUB}" in dinas.masalah


def test_pagu_yang_sama_dengan_versi_lain_disebut():
    definisi = build_definisi()
    lama = [
        p.model_copy(update={"versi": "rancangan", "pagu": Decimal("900e6")}) for p in definisi.pagu
    ]
    versi = definisi.versi_dpa[0]
    ubahan = {
        "pagu": (*definisi.pagu, *lama),
        "versi_dpa": (
            versi,
            versi.model_copy(update={"versi": "rancangan", "berlaku_mulai": date(2024, 1, 1)}),
        ),
    }
    keuangan = summarise(
        [(build_daftar(), (build_spj(anggaran="1800e6"), build_spj("0", "5", "1.04.03.2.01.0004")))]
    )
    (temuan,) = check_laporan(definisi.model_copy(update=ubahan), TW4, keuangan)
    assert temuan.kode == "KEU317"
    assert temuan.masalah.endswith("; sama dengan pagu rancangan")


def test_laporan_yang_tidak_dijumlah_disebut_sekali_per_berkas():
    isi = (build_spj(),)
    keuangan = summarise(
        [
            (build_daftar(), isi),
            (build_daftar(berkas="Salinan.xlsx"), isi),
            (build_daftar(berkas="SP2D.xlsx", basis=BasisKeuangan.SP2D), isi),
        ]
    )
    temuan = check_laporan(build_definisi(), TW4, keuangan)
    assert [(t.kode, t.tingkat.value, t.masalah) for t in temuan] == [
        (
            "KEU318",
            "catatan",
            "SP2D.xlsx tidak ikut dijumlahkan: berbasis SP2D, yang dipakai SPJ",
        ),
        (
            "KEU318",
            "catatan",
            "Salinan.xlsx tidak ikut dijumlahkan: isinya sama dengan SPJ.xlsx",
        ),
    ]


def test_belanja_yang_hanya_ada_di_laporan_tidak_sebanding_belum_dibandingkan():
    keuangan = summarise(
        [
            (build_daftar(), (build_spj("5", kode="1.04.03.2.01.0004"),)),
            (
                build_daftar(berkas="BPP.xlsx", bendahara="Pembantu", versi="pergeseran 1"),
                (build_spj("1"),),
            ),
        ]
    )
    (temuan,) = check_unit(build_konteks(keuangan=keuangan))
    assert (temuan.kode, temuan.tingkat.value) == ("KEU319", "peringatan")
    assert "BPP.xlsx memakai pagu pergeseran 1, yang berlaku murni" in temuan.masalah
