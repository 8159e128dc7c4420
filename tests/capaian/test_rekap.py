"""Data kinerja utuh: rata-rata n dari m per jenjang dan unit, dan yang masih kurang."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.rekap import KeadaanRekap
from kinerja_cli.model import sumber as s
from kinerja_cli.model.istilah import Agregasi, Frekuensi, Jenjang, PeranPengampu
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import SUB, UNIT
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    build_versi,
    compile_data,
    print_fakta,
    report,
)

LAIN = "BID-HUB"
KP = KeadaanRekap(UNIT, "Bidang Kawasan Permukiman", "lengkap", "Ya")
HUB = KeadaanRekap(LAIN, "Bidang Perhubungan", "sebagian", "Tidak")
TIGA = tuple(build_baris(f"IKU-{n}") for n in (1, 2, 3))


def report_semua(**isi: str):
    """Realisasi TW IV: ``IKU_1="80"`` untuk IKU-1."""
    return [i for k, n in isi.items() for i in report(k.replace("_", "-"), tw4=n)]


def print_rerata(rerata):
    return rerata.capaian.teks, rerata.kategori, rerata.n, rerata.m


def test_kepala_data_kinerja():
    definisi = build_rencana(*TIGA, kebijakan=build_kebijakan({"nama": "Kebijakan dinas"}))
    data = compile_data(definisi, periode=Periode.TW3)

    assert (data.versi_program, data.tahun, data.periode, data.waktu, data.definisi) == (
        "9.9", 2025, Periode.TW3, "2026-01-31T08:00:00", 7,
    )  # fmt: skip
    assert data.nama_instansi == "Dinas Perumahan Rakyat, Kawasan Permukiman dan Perhubungan"
    assert data.kebijakan.nama == "Kebijakan dinas"
    assert [i.kode_indikator for i in data.indikator] == ["IKU-1", "IKU-2", "IKU-3"]


@pytest.mark.parametrize(
    ("realisasi", "kebijakan", "harapan"),
    [
        ({"IKU_1": "80", "IKU_2": "100", "IKU_3": "75"}, {}, ("85,00", "Tinggi", 3, 3)),
        ({"IKU_1": "80", "IKU_2": "100"}, {}, ("90,00", "Tinggi", 2, 3)),
        ({"IKU_1": "0"}, {}, ("0,00", "Sangat Rendah", 1, 3)),
        ({}, {}, ("n/a", "", 0, 3)),
        ({"IKU_1": "80", "IKU_2": "100"}, {"rerata": "bobot"}, ("95,00", "Sangat Tinggi", 2, 3)),
    ],
)
def test_rerata_menyebut_n_dari_m(realisasi, kebijakan, harapan):
    """Berbobot 1 dan 3: (80 + 3 x 100) / 4; IKU-3 tanpa bobot tidak ikut."""
    bobot = (Decimal(1), Decimal(3), None)
    indikator = [i.model_copy(update={"bobot": b}) for i, b in zip(TIGA, bobot, strict=True)]
    definisi = build_rencana(*indikator, kebijakan=build_kebijakan(kebijakan))
    rerata = compile_data(definisi, *report_semua(**realisasi)).total.rerata

    assert list(rerata) == [Jenjang.SASARAN]
    assert print_rerata(rerata[Jenjang.SASARAN]) == harapan


def test_rerata_yang_tidak_ada_beralasan():
    rerata = compile_data(build_rencana(*TIGA)).total.rerata[Jenjang.SASARAN]

    assert print_fakta(rerata.capaian) == ("n/a", "final", "belum ada indikator yang terhitung")
    assert rerata.capaian.kunci == "2025:tahun:dinas:sasaran:rerata"


def test_rerata_tidak_mencampur_jenjang():
    indikator = (
        TIGA[0],
        build_baris("SUB-1", jenjang=Jenjang.SUB_KEGIATAN, kode=SUB),
        build_baris("SUB-2", jenjang=Jenjang.SUB_KEGIATAN, kode=SUB),
    )
    data = compile_data(
        build_rencana(*indikator), *report_semua(IKU_1="80", SUB_1="100", SUB_2="60")
    )

    assert {j: (r.capaian.kunci, r.capaian.teks, r.m) for j, r in data.total.rerata.items()} == {
        Jenjang.SASARAN: ("2025:tahun:dinas:sasaran:rerata", "80,00", 1),
        Jenjang.SUB_KEGIATAN: ("2025:tahun:dinas:sub_kegiatan:rerata", "80,00", 2),
    }


def test_belum_waktunya_dan_yang_dihapus_tidak_masuk_rerata():
    tahunan = build_baris("IKU-2", frekuensi=Frekuensi.TAHUNAN)
    definisi = build_rencana(TIGA[0], tahunan, TIGA[2])
    hanya_murni = definisi.target[2]
    perubahan = [t.model_copy(update={"versi": "perubahan"}) for t in definisi.target[:2]]
    definisi = definisi.model_copy(
        update={
            "versi_pk": (build_versi("murni"), build_versi("perubahan", bulan=7)),
            "target": (*perubahan, hanya_murni),
        }
    )
    isian = [
        *report("IKU-1", tw3="60"), *report("IKU-2", tw3="75"), *report("IKU-3", tw2="50"),
    ]  # fmt: skip
    data = compile_data(definisi, *isian, periode=Periode.TW3)

    assert [(i.kode_indikator, i.masuk_rerata) for i in data.indikator] == [
        ("IKU-1", True), ("IKU-2", False), ("IKU-3", False),
    ]  # fmt: skip
    assert print_rerata(data.total.rerata[Jenjang.SASARAN]) == ("80,00", "Tinggi", 1, 1)


def build_dua_bidang():
    """IKU-1 dan IKU-2 milik BID-KP, IKU-3 milik BID-HUB; pagu 100 dan 300."""
    pengampu = tuple(
        s.BarisPengampu(kode_indikator=k, kode_unit=u, peran=PeranPengampu.PELAPOR)
        for k, u in [("IKU-1", UNIT), ("IKU-2", UNIT), ("IKU-3", LAIN)]
    )
    pagu = tuple(
        s.BarisPagu(versi="murni", kode=SUB, kode_unit=u, sumber_dana="PAD", pagu=Decimal(p))
        for u, p in [(UNIT, "100"), (LAIN, "300")]
    )
    return build_rencana(*TIGA, pengampu=pengampu, pagu=pagu)


def test_setiap_unit_hanya_dari_indikator_dan_pagunya():
    isian = [
        *report_semua(IKU_1="80", IKU_2="100", IKU_3="40"),
        *report(f"{SUB}:{UNIT}:PAD", tw4="50"),
        *report(f"{SUB}:{LAIN}:PAD", tw4="300"),
    ]
    data = compile_data(build_dua_bidang(), *isian, unit=(KP, HUB))

    assert [
        (u.kode_unit, u.nama, u.status, u.keputusan, print_rerata(u.rerata[Jenjang.SASARAN]),
         u.pagu.teks, u.realisasi.teks, u.serapan.teks)
        for u in data.unit
    ] == [
        (UNIT, KP.nama, "lengkap", "Ya", ("90,00", "Tinggi", 2, 2), "Rp100", "Rp50", "50,00"),
        (LAIN, HUB.nama, "sebagian", "Tidak", ("40,00", "Sangat Rendah", 1, 1),
         "Rp300", "Rp300", "100,00"),
    ]  # fmt: skip


def test_kunci_fakta_unit():
    unit = compile_data(build_dua_bidang(), unit=(KP,)).unit[0]

    fakta = (unit.rerata[Jenjang.SASARAN].capaian, unit.pagu, unit.realisasi, unit.serapan)
    assert [f.kunci for f in fakta] == [
        f"2025:tahun:unit:BID-KP:{k}" for k in ("sasaran:rerata", "pagu", "anggaran", "serapan")
    ]


def test_unit_tanpa_indikator_tanpa_rerata():
    data = compile_data(build_rencana(*TIGA), unit=(HUB,))

    assert data.unit[0].rerata == {}


def test_tidak_ada_dua_fakta_berkunci_sama():
    data = compile_data(build_dua_bidang(), *report_semua(IKU_1="80"), unit=(KP, HUB))
    kunci = [f.kunci for f in data.iterate_fakta()]

    assert len(kunci) == len(set(kunci))
    assert all(k.startswith("2025:") for k in kunci)


@pytest.mark.parametrize(
    ("status", "keputusan", "kurang", "butir"),
    [
        ("lengkap", "Ya", (), ()),
        ("lengkap", "", (), ("Bidang X: lengkap",)),
        ("lengkap", "Perbaiki", (), ("Bidang X: lengkap, verifikasi Perbaiki",)),
        ("belum", "", (), ("Bidang X: belum",)),
        (
            "sebagian",
            "Ya",
            ("Triwulan II belum", "Triwulan III sebagian"),
            ("Bidang X: sebagian, Triwulan II belum, Triwulan III sebagian, verifikasi Ya",),
        ),
        ("tidak wajib", "", (), ()),
    ],
)
def test_unit_yang_belum_lengkap_atau_belum_terverifikasi_disebut(status, keputusan, kurang, butir):
    keadaan = KeadaanRekap("X", "Bidang X", status, keputusan, kurang)
    definisi = build_rencana(pagu=(), cascading=())

    assert compile_data(definisi, unit=(keadaan,)).kekurangan == butir


def list_kekurangan(baris, *isian, periode: Periode = Periode.TAHUN):
    definisi = build_rencana(baris, pagu=())
    return compile_data(definisi, *isian, periode=periode).kekurangan


PENDORONG = tuple(report("IKU-1", "pendorong", tw4="gotong royong"))


@pytest.mark.parametrize(
    ("isi", "butir"),
    [
        ({"tw4": "98"}, ()),
        ({}, ("IKU-1 Indikator IKU-1: belum dilaporkan",)),
        (
            {"tw4": Nilai.belum_ada("menunggu BPS")},
            ("IKU-1 Indikator IKU-1: menunggu BPS",),
        ),
        ({"tw3": "75"}, ("IKU-1 Indikator IKU-1: Triwulan IV tidak dilaporkan",)),
    ],
)
def test_realisasi_yang_belum_ada_disebut(isi, butir):
    assert list_kekurangan(TIGA[0], *PENDORONG, *report("IKU-1", **isi)) == butir


def test_realisasi_jumlah_yang_kurang_disebut_triwulannya():
    baris = build_baris(agregasi=Agregasi.JUMLAH, cara_isi="per triwulan")
    isian = report("IKU-1", tw1="20", tw2="30", tw4="30")

    assert list_kekurangan(baris, *PENDORONG, *isian) == (
        "IKU-1 Indikator IKU-1: Triwulan III tidak dilaporkan",
    )


@pytest.mark.parametrize("jenjang", list(Jenjang))
@pytest.mark.parametrize("kolom", ["pendorong", "penghambat", "upaya"])
def test_uraian_diminta_pada_jenjang_bernarasi(jenjang, kolom):
    """Upaya saja tidak menjelaskan capaian; kegiatan dan sub kegiatan tidak ditanya."""
    kode = SUB if jenjang is Jenjang.SUB_KEGIATAN else "S1"
    baris = build_baris(jenjang=jenjang, kode=kode)
    isian = (*report("IKU-1", tw4="98"), *report("IKU-1", kolom, tw4="hujan"))
    ditanya = jenjang in {Jenjang.TUJUAN, Jenjang.SASARAN, Jenjang.PROGRAM} and kolom == "upaya"
    butir = ("IKU-1 Indikator IKU-1: belum ada uraian pendorong dan penghambat",)

    assert list_kekurangan(baris, *isian) == (butir if ditanya else ())


def test_indikator_di_luar_rerata_tidak_ditagih():
    baris = build_baris(frekuensi=Frekuensi.TAHUNAN)

    assert list_kekurangan(baris, periode=Periode.TW2) == ()


def test_anggaran_yang_belum_dilaporkan_disebut_per_sub_kegiatan():
    definisi = build_dua_bidang()
    isian = report(f"{SUB}:{UNIT}:PAD", tw4="50")

    assert [k for k in compile_data(definisi, *isian).kekurangan if "Anggaran" in k] == [
        f"Anggaran {SUB} Perbaikan Rumah Tidak Layak Huni: "
        "1 dari 2 baris anggaran belum dilaporkan atau diverifikasi"
    ]
