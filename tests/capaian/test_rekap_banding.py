"""Satu indikator dibanding tahun lalu dan standar, beserta kata-kata bidangnya."""

from __future__ import annotations

import pytest

from kinerja_cli.model import sumber as s
from kinerja_cli.model.data_kinerja import NarasiIndikator
from kinerja_cli.model.istilah import Arah, YaTidak
from kinerja_cli.model.periode import Periode
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    compile_satu,
    print_fakta,
    report,
)

LENGKAP = tuple(report("IKU-1", tw1="20", tw2="45", tw3="75", tw4="98"))


def build_riwayat(*isi: tuple[str, int, str, str]) -> tuple[s.BarisRiwayat, ...]:
    """Riwayat dari (kode, tahun, target, realisasi)."""
    return tuple(
        s.BarisRiwayat(kode_indikator=k, tahun=t, target=sasaran, realisasi=r)
        for k, t, sasaran, r in isi
    )


def print_lalu(definisi):
    return [
        (t.tahun, t.target.teks, t.realisasi.teks, t.capaian.teks)
        for t in compile_satu(definisi).lalu
    ]


def test_tahun_lalu_berurutan_dan_dihitung_dengan_mesin_yang_sama():
    riwayat = build_riwayat(
        ("IKU-1", 2024, "80", "72"), ("IKU-1", 2022, "50", "60"), ("IKU-2", 2023, "1", "1"),
        ("IKU-1", 2025, "90", "90"), ("IKU-1", 2026, "90", "90"),
    )  # fmt: skip
    definisi = build_rencana(build_baris(), riwayat=riwayat)

    assert print_lalu(definisi) == [(2022, "50", "60", "120,00"), (2024, "80", "72", "90,00")]
    assert compile_satu(definisi).keterangan == ""


def test_kunci_tahun_lalu_memakai_tahunnya_dan_kode_sekarang():
    baris = build_baris(menggantikan="IKU-0")
    definisi = build_rencana(baris, riwayat=build_riwayat(("IKU-0", 2024, "80", "72")))
    lalu = compile_satu(definisi, periode=Periode.TW2).lalu[0]

    assert [f.kunci for f in (lalu.target, lalu.realisasi, lalu.capaian)] == [
        f"2024:tahun:IKU-1:{k}" for k in ("target", "realisasi", "capaian")
    ]


def test_tahun_lalu_memakai_arah_dan_desimal_indikator():
    baris = build_baris(arah=Arah.TURUN, presisi=1)
    definisi = build_rencana(baris, riwayat=build_riwayat(("IKU-1", 2024, "10", "12,26")))

    assert print_lalu(definisi) == [(2024, "10", "12,3", "77,40")]


def test_tahun_lalu_tanpa_target_atau_tak_terbaca_beralasan():
    riwayat = build_riwayat(("IKU-1", 2023, "", "72"), ("IKU-1", 2024, "80", "tidak didata"))
    tanpa_target, tanpa_realisasi = compile_satu(build_rencana(build_baris(), riwayat=riwayat)).lalu

    assert print_fakta(tanpa_target.target) == ("n/a", "final", "target periode tidak ditetapkan")
    assert print_fakta(tanpa_target.capaian) == ("n/a", "final", "target periode tidak ditetapkan")
    assert tanpa_target.capaian.kunci == "2023:tahun:IKU-1:capaian"
    assert tanpa_target.realisasi.teks == "72"
    assert print_fakta(tanpa_realisasi.realisasi) == (
        "n/a", "final", "isian 'tidak didata' tidak terbaca",
    )  # fmt: skip
    assert tanpa_realisasi.capaian.teks == "n/a"


@pytest.mark.parametrize(
    ("sebanding", "riwayat", "tahun", "keterangan"),
    [
        (YaTidak.YA, [("IKU-0", 2024, "80", "72")], [2024], ""),
        (YaTidak.TIDAK, [("IKU-0", 2024, "80", "72")], [], "indikator baru"),
        (YaTidak.TIDAK, [("IKU-1", 2024, "80", "72")], [2024], ""),
        (YaTidak.YA, [], [], "indikator baru"),
        (YaTidak.YA, [("IKU-1", 2025, "80", "72")], [], "indikator baru"),
    ],
)
def test_pendahulu_hanya_dipakai_bila_sebanding(sebanding, riwayat, tahun, keterangan):
    baris = build_baris(menggantikan="IKU-0", sebanding=sebanding)
    data = compile_satu(build_rencana(baris, riwayat=build_riwayat(*riwayat)))

    assert ([t.tahun for t in data.lalu], data.keterangan) == (tahun, keterangan)


@pytest.mark.parametrize("dibalik", [False, True])
def test_riwayat_sendiri_menang_atas_pendahulu_pada_tahun_yang_sama(dibalik):
    isi = [("IKU-1", 2024, "80", "72"), ("IKU-0", 2024, "80", "8"), ("IKU-0", 2023, "80", "40")]
    riwayat = build_riwayat(*(reversed(isi) if dibalik else isi))
    definisi = build_rencana(build_baris(menggantikan="IKU-0"), riwayat=riwayat)

    assert print_lalu(definisi) == [(2023, "80", "40", "50,00"), (2024, "80", "72", "90,00")]


def build_standar(*isi: tuple[str, str, str]) -> tuple[s.BarisStandar, ...]:
    """Standar dari (kode, lingkup, nilai)."""
    return tuple(
        s.BarisStandar(kode_indikator=k, lingkup=l_, nilai=n, tahun=2024, sumber=f"Sumber {l_}")
        for k, l_, n in isi
    )


def test_standar_dibandingkan_dengan_realisasi():
    standar = build_standar(
        ("IKU-2", "nasional", "1"), ("IKU-1", "nasional", "90,25"), ("IKU-1", "provinsi", "99")
    )
    data = compile_satu(build_rencana(build_baris(presisi=1), standar=standar), *LENGKAP)

    assert [(p.lingkup, p.nilai.teks, p.selisih.teks, p.tahun, p.sumber) for p in data.standar] == [
        ("nasional", "90,3", "7,8", 2024, "Sumber nasional"),
        ("provinsi", "99", "-1", 2024, "Sumber provinsi"),
    ]
    assert [f.kunci for p in data.standar for f in (p.nilai, p.selisih)] == [
        "2025:tahun:IKU-1:standar_nasional",
        "2025:tahun:IKU-1:selisih_nasional",
        "2025:tahun:IKU-1:standar_provinsi",
        "2025:tahun:IKU-1:selisih_provinsi",
    ]


@pytest.mark.parametrize(
    ("nilai", "isian"), [("90", ()), ("belum terbit", LENGKAP)], ids=["realisasi", "standar"]
)
def test_standar_yang_tidak_dapat_dibandingkan_beralasan(nilai, isian):
    standar = build_standar(("IKU-1", "nasional", nilai))
    pembanding = compile_satu(build_rencana(build_baris(), standar=standar), *isian).standar[0]

    assert print_fakta(pembanding.selisih) == ("n/a", "final", "tidak dapat dibandingkan")
    assert pembanding.selisih.kunci == "2025:tahun:IKU-1:selisih_nasional"


KOLOM = {
    "pendorong": "gotong royong",
    "penghambat": "hujan",
    "upaya": "lembur",
    "rencana_tindak_lanjut": "pengadaan dini",
    "pic": "Kabid",
    "batas_waktu": "Maret",
    "bukti": "rekap.pdf",
}


@pytest.mark.parametrize(
    ("diisi", "periode", "ada"),
    [
        ("tw4", Periode.TW4, True), ("tw4", Periode.TAHUN, True), ("tahun", Periode.TAHUN, True),
        ("tw3", Periode.TW4, False), ("tw3", Periode.TAHUN, False), ("tahun", Periode.TW4, False),
        ("tw4", Periode.TW3, False),
    ],
)  # fmt: skip
def test_narasi_periode_itu_dan_tahun_memakai_tw4(diisi, periode, ada):
    isian = [i for kolom, teks in KOLOM.items() for i in report("IKU-1", kolom, **{diisi: teks})]
    data = compile_satu(build_rencana(build_baris()), *isian, periode=periode)
    lengkap = NarasiIndikator(
        **{k: t for k, t in KOLOM.items() if k != "bukti"}, data_dukung="rekap.pdf"
    )

    assert data.narasi == (lengkap if ada else NarasiIndikator())


def test_narasi_tahunan_menang_atas_tw4():
    isian = report("IKU-1", "upaya", tw4="lembur", tahun="lembur setahun")

    assert compile_satu(build_rencana(build_baris()), *isian).narasi.upaya == "lembur setahun"
