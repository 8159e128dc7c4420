"""Satu indikator dalam data kinerja: periode, status, dan yang tidak berlaku lagi."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja_cli.model.istilah import Agregasi, Arah, Frekuensi, JenisIndikator, Jenjang, YaTidak
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, build_definisi
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    build_target,
    build_versi,
    compile_data,
    compile_satu,
    print_fakta,
    report,
)

SETAHUN = {"tw1": "20", "tw2": "45", "tw3": "75", "tw4": "98"}
TIDAK_BERLAKU = "tidak ada lagi dalam dokumen yang berlaku; realisasi tetap dicatat"
LENGKAP = tuple(report("IKU-1", **SETAHUN))
RASIO = {"jenis": JenisIndikator.RASIO, "agregasi": Agregasi.RASIO, "satuan": "%"}


def test_setiap_triwulan_dibandingkan_dengan_targetnya_dan_target_tahun():
    data = compile_satu(build_rencana(build_baris()), *LENGKAP)

    assert [
        (c.periode.value, c.target.teks, c.realisasi.teks, c.capaian.teks, c.kategori,
         c.kemajuan and c.kemajuan.teks)
        for c in (*data.triwulan, data.tahun)
    ] == [
        ("tw1", "25", "20", "80,00", "Tinggi", "20,00"),
        ("tw2", "50", "45", "90,00", "Tinggi", "45,00"),
        ("tw3", "75", "75", "100,00", "Sangat Tinggi", "75,00"),
        ("tw4", "100", "98", "98,00", "Sangat Tinggi", "98,00"),
        ("tahun", "100", "98", "98,00", "Sangat Tinggi", None),
    ]  # fmt: skip


def test_kunci_fakta_menyebut_periodenya():
    data = compile_satu(build_rencana(build_baris()), *LENGKAP)
    tw2 = data.triwulan[1]

    assert [f.kunci for f in (tw2.target, tw2.realisasi, tw2.capaian, tw2.kemajuan)] == [
        f"2025:tw2:IKU-1:{k}" for k in ("target", "realisasi", "capaian", "kemajuan")
    ]
    assert data.tahun.capaian.kunci == "2025:tahun:IKU-1:capaian"


def test_rumus_dan_penjelasan_ikut_tercatat():
    tahun = compile_satu(build_rencana(build_baris()), *LENGKAP).tahun

    assert (tahun.kode_rumus, tahun.rumus) == ("naik", "98 / 100 x 100 = 98,00")
    assert tahun.penjelasan == ("Capaian 98,00 % (Sangat Tinggi), di bawah target: 98 / 100 x 100.")


def test_hanya_triwulan_sampai_periode_kompilasi():
    data = compile_satu(build_rencana(build_baris()), *LENGKAP, periode=Periode.TW2)

    assert [c.periode for c in data.triwulan] == [Periode.TW1, Periode.TW2]
    assert data.tahun == data.triwulan[1]


def test_salinan_register_ikut_tersimpan():
    baris = build_baris(
        jenjang=Jenjang.PROGRAM, kode="1.04.03", uraian="Program perumahan", satuan="Ha",
        arah=Arah.TURUN, presisi=3, iku=YaTidak.YA, definisi_operasional="Luas kumuh.",
        rumus="Jumlah luas", sumber_data="SK bupati", agregasi=Agregasi.MINIMUM,
    )  # fmt: skip
    data = compile_satu(build_rencana(baris))

    assert data.model_dump(
        include={
            "kode_indikator", "jenjang", "kode", "uraian", "indikator", "satuan", "jenis", "arah",
            "agregasi", "desimal", "iku", "unit", "nama_unit", "definisi_operasional", "rumus",
            "sumber_data",
        }
    ) == {
        "kode_indikator": "IKU-1",
        "jenjang": Jenjang.PROGRAM,
        "kode": "1.04.03",
        "uraian": "Program perumahan",
        "indikator": "Indikator IKU-1",
        "satuan": "Ha",
        "jenis": "angka",
        "arah": Arah.TURUN,
        "agregasi": "minimum",
        "desimal": 3,
        "iku": True,
        "unit": UNIT,
        "nama_unit": "Bidang Kawasan Permukiman",
        "definisi_operasional": "Luas kumuh.",
        "rumus": "Jumlah luas",
        "sumber_data": "SK bupati",
    }  # fmt: skip


def test_indikator_biasa_bukan_iku():
    assert compile_satu(build_rencana(build_baris())).iku is False


@pytest.mark.parametrize(
    ("periode", "nama"), [(Periode.TW2, "Bidang Lama"), (Periode.TW3, "Bidang Baru")]
)
def test_nama_unit_menurut_akhir_periode(periode, nama):
    lama = (
        build_definisi()
        .unit[0]
        .model_copy(update={"nama": "Bidang Lama", "berlaku_sampai": date(2025, 6, 30)})
    )
    baru = lama.model_copy(
        update={
            "nama": "Bidang Baru", "berlaku_dari": date(2025, 7, 1), "berlaku_sampai": None
        }
    )  # fmt: skip
    definisi = build_rencana(build_baris(), unit=(lama, baru))

    assert compile_satu(definisi, periode=periode).nama_unit == nama


def test_unit_tanpa_nama_disebut_kodenya():
    data = compile_satu(build_rencana(build_baris(), unit=()))

    assert (data.unit, data.nama_unit) == (UNIT, UNIT)


def test_indikator_tanpa_pelapor_tanpa_unit():
    data = compile_satu(build_rencana(build_baris(), pengampu=()))

    assert (data.unit, data.nama_unit) == ("", "")


def test_target_triwulan_tidak_ditetapkan():
    data = compile_satu(build_rencana(build_baris(), teks_target="100 - 50 75 100"), *LENGKAP)
    tw1 = data.triwulan[0]

    assert print_fakta(tw1.target) == ("n/a", "final", "target periode tidak ditetapkan")
    assert tw1.target.kunci == "2025:tw1:IKU-1:target"
    assert print_fakta(tw1.capaian) == ("n/a", "final", "target periode tidak ditetapkan")
    assert tw1.penjelasan == "target periode tidak ditetapkan"
    assert tw1.realisasi.teks == "20"


@pytest.mark.parametrize(
    ("isi", "realisasi", "capaian"),
    [
        ({}, "belum dilaporkan", "realisasi belum dilaporkan"),
        ({"tw1": Nilai.belum_ada("menunggu BPS")}, "menunggu BPS", "menunggu BPS"),
        (
            {"tw1": Nilai.tak_terbaca("8O")},
            "isian '8O' tidak terbaca",
            "realisasi '8O' tidak terbaca",
        ),
    ],
)
def test_realisasi_yang_tidak_ada_beralasan(isi, realisasi, capaian):
    isian = report("IKU-1", **isi)
    data = compile_satu(build_rencana(build_baris()), *isian, periode=Periode.TW1)

    assert (data.tahun.realisasi.teks, data.tahun.realisasi.catatan) == ("n/a", realisasi)
    assert (data.tahun.capaian.teks, data.tahun.capaian.catatan) == ("n/a", capaian)


@pytest.mark.parametrize(
    ("status", "isi", "harapan", "catatan"),
    [
        ("", SETAHUN, "final", ""),
        ("final", SETAHUN, "final", ""),
        ("bukan pilihan", SETAHUN, "final", ""),
        ("sementara", SETAHUN, "sementara", "angka sementara"),
        (
            "memakai data tahun lalu",
            SETAHUN,
            "memakai data tahun lalu",
            "angka memakai data tahun lalu",
        ),
        ("", {"tw1": "20", "tw2": "45"}, "sementara", "Triwulan III, Triwulan IV tidak dilaporkan"),
        (
            "memakai data tahun lalu",
            {"tw3": "75"},
            "memakai data tahun lalu",
            "angka memakai data tahun lalu; Triwulan IV tidak dilaporkan",
        ),
        ("sementara", {"tw4": Nilai.belum_ada("gempa")}, "sementara", "gempa"),
    ],
)
def test_status_dan_catatan_realisasi(status, isi, harapan, catatan):
    isian = (*report("IKU-1", **isi), *report("IKU-1", "status_angka", tw4=status))
    data = compile_satu(build_rencana(build_baris()), *isian, periode=Periode.TW4)

    assert (data.tahun.realisasi.status.value, data.tahun.realisasi.catatan) == (harapan, catatan)
    assert data.tahun.capaian.status.value == harapan


@pytest.mark.parametrize(
    ("angka", "status", "harapan"),
    [
        ({}, {"tw4": "sementara"}, "sementara"),
        ({}, {"tw3": "sementara"}, "final"),
        ({}, {"tw4": "sementara", "tahun": "final"}, "final"),
        ({}, {"tahun": "sementara"}, "sementara"),
        ({"tahun": "99"}, {"tw4": "sementara"}, "final"),
        ({"tahun": "99"}, {"tw4": "sementara", "tahun": "sementara"}, "sementara"),
    ],
)
def test_angka_tahun_sementara_sampai_diisi_lagi(angka, status, harapan):
    isian = (*report("IKU-1", **(SETAHUN | angka)), *report("IKU-1", "status_angka", **status))
    tahun = compile_satu(build_rencana(build_baris()), *isian).tahun

    assert tahun.realisasi.status.value == harapan


@pytest.mark.parametrize(
    ("diisi", "harapan"), [((), "sementara"), (("A",), "sementara"), (("A", "B"), "final")]
)
def test_rasio_tahun_final_bila_semua_elemennya_diisi_lagi(diisi, harapan):
    asli = build_definisi()
    elemen = tuple(
        e.model_copy(update={"kode_indikator": "IKU-1", "kode_elemen": k})
        for e, k in zip(asli.elemen, "AB", strict=True)
    )
    isian = [
        *report("A", "nilai", tw4="40"),
        *report("B", "nilai", tw4="80"),
        *report("IKU-1", "status_angka", tw4="sementara"),
        *(i for k in diisi for i in report(k, "nilai", tahun="50")),
    ]
    tahun = compile_satu(build_rencana(build_baris(**RASIO), elemen=elemen), *isian).tahun

    assert tahun.realisasi.status.value == harapan


def test_triwulan_tidak_memakai_status_triwulan_lain():
    isian = (*LENGKAP, *report("IKU-1", "status_angka", tw4="sementara"))
    data = compile_satu(build_rencana(build_baris()), *isian)

    assert [c.realisasi.status.value for c in data.triwulan] == [*["final"] * 3, "sementara"]


def test_jumlah_yang_triwulannya_kurang_sementara_dan_tanpa_capaian():
    baris = build_baris(agregasi=Agregasi.JUMLAH, cara_isi="per triwulan")
    data = compile_satu(build_rencana(baris), *report("IKU-1", tw1="20", tw3="30", tw4="40"))

    assert print_fakta(data.tahun.realisasi) == (
        "90", "sementara", "Triwulan II tidak dilaporkan",
    )  # fmt: skip
    assert print_fakta(data.tahun.capaian) == (
        "n/a", "sementara", "Triwulan II tidak dilaporkan, jumlahnya belum lengkap",
    )  # fmt: skip


def test_indikator_tahunan_belum_waktunya_pada_triwulan():
    definisi = build_rencana(build_baris(frekuensi=Frekuensi.TAHUNAN))
    data = compile_satu(definisi, *LENGKAP, periode=Periode.TW2)

    assert (data.keterangan, data.masuk_rerata) == ("belum waktunya", False)
    assert print_fakta(data.tahun.realisasi) == ("n/a", "final", "belum waktunya")
    assert print_fakta(data.tahun.capaian) == ("n/a", "final", "belum waktunya")
    assert data.tahun.target.teks == "50"
    assert data.tahun.kemajuan is None


def build_dihapus(**ubahan):
    """IKU-1 hanya ada pada PK murni; PK perubahan berlaku mulai Juli."""
    versi = (build_versi("murni"), build_versi("perubahan", bulan=7))
    return build_rencana(build_baris(), **{"versi_pk": versi, **ubahan})


def test_indikator_yang_dihapus_tetap_dicatat_tanpa_capaian():
    data = compile_satu(build_dihapus(), *report("IKU-1", tw1="20", tw2="45"))

    assert (data.keterangan, data.masuk_rerata) == (TIDAK_BERLAKU, False)
    assert [c.periode for c in data.triwulan] == [Periode.TW1, Periode.TW2]
    assert data.triwulan[1].capaian.teks == "90,00"
    assert data.tahun.periode is Periode.TAHUN
    assert print_fakta(data.tahun.target) == ("n/a", "final", "target periode tidak ditetapkan")
    assert print_fakta(data.tahun.realisasi) == ("45", "final", "")
    assert print_fakta(data.tahun.capaian) == ("n/a", "final", TIDAK_BERLAKU)
    assert (data.tahun.kategori, data.tahun.kemajuan) == ("", None)
    assert data.tahun.penjelasan == TIDAK_BERLAKU


@pytest.mark.parametrize(("bulan", "realisasi"), [(4, ["20"]), (7, ["20", "45"]),
                                                  (10, ["20", "45", "75"])])  # fmt: skip
def test_realisasi_terakhir_sebelum_dihapus_yang_dicatat(bulan, realisasi):
    versi = (build_versi("murni"), build_versi("perubahan", bulan=bulan))
    data = compile_satu(build_dihapus(versi_pk=versi), *LENGKAP)

    assert [c.realisasi.teks for c in data.triwulan] == realisasi
    assert data.tahun.realisasi.teks == realisasi[-1]


def test_indikator_yang_dihapus_tidak_ditunggu_lagi():
    """Triwulan II kosong tidak membuat angka penutupnya sementara."""
    data = compile_satu(build_dihapus(), *report("IKU-1", tw1="20"))

    assert data.triwulan[1].realisasi.status.value == "sementara"
    assert print_fakta(data.tahun.realisasi) == ("20", "final", "")


def test_indikator_yang_dihapus_dicatat_nilai_sampai_dengan():
    baris = build_baris(
        agregasi=Agregasi.JUMLAH, cara_isi="per triwulan", sifat_target="per triwulan"
    )
    definisi = build_dihapus(indikator=(baris,))
    data = compile_satu(definisi, *report("IKU-1", tw1="20", tw2="25"))

    assert (data.triwulan[1].realisasi.teks, data.tahun.realisasi.teks) == ("25", "45")


def test_indikator_baru_pada_pk_perubahan_mulai_dari_triwulannya():
    definisi = build_dihapus(target=(build_target("IKU-1", "100 25 50 75 100", "perubahan"),))

    assert compile_data(definisi, *LENGKAP, periode=Periode.TW2).indikator == ()
    data = compile_satu(definisi, *LENGKAP, periode=Periode.TW4)
    assert [c.periode for c in data.triwulan] == [Periode.TW3, Periode.TW4]
    assert data.masuk_rerata is True
