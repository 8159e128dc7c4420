"""Kalimat LKjIP untuk setiap keadaan data; kalimat lengkapnya dibaca sebagai bahasa Indonesia."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.indikator import BELUM_WAKTUNYA
from kinerja_cli.capaian.rekap_indikator import TIDAK_BERLAKU
from kinerja_cli.dokumen.laporan.bahasa import (
    format_nama,
    join_butir,
    join_dan,
    to_awal_kecil,
)
from kinerja_cli.dokumen.laporan.kalimat import explain_sasaran
from kinerja_cli.dokumen.laporan.kalimat_banding import explain_renstra, explain_standar
from kinerja_cli.dokumen.laporan.kalimat_tahun import explain_tahun_lalu
from kinerja_cli.model.istilah import Arah, StatusAngka
from tests.dokumen.indikator_buatan import build_bahan, build_indikator, cetak

RUMAH = "Persentase rumah layak huni"
KUMUH = "Luas kawasan kumuh"
LAKA = "Jumlah kecelakaan"
LHR = "Rasio V/C"
HA = {"satuan": "Ha", "arah": Arah.TURUN, "kode": "IKU-02"}
"""Indikator yang makin rendah makin baik."""


def baca_sasaran(*daftar, urut=1, rerata="95"):
    bahan = build_bahan(*daftar, rerata=rerata, urut=urut)
    return cetak(bahan, explain_sasaran(bahan, bahan.data.sasaran[-1]))


def baca_tahun(*daftar, urut=1):
    bahan = build_bahan(*daftar, urut=urut)
    return cetak(bahan, explain_tahun_lalu(bahan, bahan.data.sasaran[-1]))


SATU = [
    (
        "melampaui",
        build_indikator(RUMAH, "90", "95", "105.56"),
        1,
        "Persentase rumah layak huni melampaui target: realisasinya 95 persen, lebih tinggi "
        "daripada target 90 persen, sehingga capaiannya 105,56 persen (Tinggi).",
    ),
    (
        "melampaui, susunan lain",
        build_indikator(RUMAH, "90", "95", "105.56"),
        2,
        "Target persentase rumah layak huni sebesar 90 persen terlampaui dengan realisasi 95 "
        "persen; capaiannya 105,56 persen (Tinggi).",
    ),
    (
        "makin rendah makin baik, melampaui",
        build_indikator(KUMUH, "10", "8", "120", **HA),
        1,
        "Luas kawasan kumuh lebih baik daripada target: realisasinya 8 hektare, lebih rendah "
        "daripada target 10 hektare, sehingga capaiannya 120,00 persen (Tinggi). Pada indikator "
        "ini realisasi yang makin rendah berarti makin baik.",
    ),
    (
        "tepat memenuhi",
        build_indikator(RUMAH, "90", "90", "100"),
        1,
        "Persentase rumah layak huni sesuai dengan target, yaitu 90 persen; capaiannya 100,00 "
        "persen (Tinggi).",
    ),
    (
        "tepat memenuhi, susunan lain",
        build_indikator("Opini BPK", "WTP", "WTP", "100", satuan="Predikat", jenis="predikat"),
        2,
        "Target opini BPK, yaitu WTP, terpenuhi; capaiannya 100,00 persen (Tinggi).",
    ),
    (
        "di bawah target",
        build_indikator(RUMAH, "90", "81", "90"),
        1,
        "Persentase rumah layak huni belum memenuhi target: realisasinya 81 persen, sedangkan "
        "targetnya 90 persen, sehingga capaiannya 90,00 persen (Tinggi).",
    ),
    (
        "di bawah target, susunan lain",
        build_indikator(RUMAH, "90", "81", "90"),
        2,
        "Realisasi persentase rumah layak huni 81 persen belum memenuhi target 90 persen; "
        "capaiannya 90,00 persen (Tinggi).",
    ),
    (
        "realisasi nol",
        build_indikator("Jumlah rumah", "20", "0", "0", satuan="Unit"),
        1,
        "Jumlah rumah belum terealisasi: 0 unit terhadap target 20 unit, dengan capaian 0,00 "
        "persen (Tinggi).",
    ),
    (
        "realisasi negatif",
        build_indikator("Pertumbuhan kunjungan", "5", "-2.24", "-44.8"),
        1,
        "Pertumbuhan kunjungan belum memenuhi target: realisasinya -2,24 persen, sedangkan "
        "targetnya 5 persen, sehingga capaiannya -44,80 persen (Tinggi).",
    ),
    (
        "rentang",
        build_indikator(LHR, "0,45 - 0,6", "0.6", "100", satuan="Rasio", jenis="rentang"),
        1,
        "Rasio V/C mencapai 0,6 dan berada dalam rentang target 0,45 - 0,6; capaiannya 100,00 "
        "persen (Tinggi).",
    ),
    (
        "sementara",
        build_indikator(
            RUMAH,
            "90",
            "81",
            "90",
            status=StatusAngka.SEMENTARA,
            catatan="angka sementara; Triwulan IV tidak dilaporkan",
        ),
        1,
        "Persentase rumah layak huni belum memenuhi target: realisasinya 81* persen, sedangkan "
        "targetnya 90 persen, sehingga capaiannya 90,00 persen (Tinggi). Angka ini masih sementara "
        "karena triwulan IV tidak dilaporkan.",
    ),
    (
        "memakai angka tahun lalu",
        build_indikator("Nilai AKIP", "81", "80", "98.77", satuan="Nilai",
                        status=StatusAngka.TAHUN_LALU),
        2,
        "Realisasi nilai AKIP 80* belum memenuhi target 81; capaiannya 98,77 persen (Tinggi). "
        "Angka ini memakai data tahun lalu karena angka tahun 2025 belum terbit.",
    ),
    (
        "belum ada",
        build_indikator(RUMAH, "90", None, None, catatan="survei belum selesai"),
        1,
        "Persentase rumah layak huni belum dapat diukur: survei belum selesai.",
    ),
    (
        "jumlah belum lengkap",
        build_indikator(
            LAKA, "168", "123", None, satuan="Kejadian", arah=Arah.TURUN,
            status=StatusAngka.SEMENTARA, catatan="Triwulan IV tidak dilaporkan",
        ),
        1,
        "Jumlah kecelakaan belum dapat diukur: Triwulan IV tidak dilaporkan. Sampai data terakhir "
        "tercatat 123* kejadian.",
    ),
    (
        "belum waktunya",
        build_indikator(RUMAH, "90", None, None, keterangan=BELUM_WAKTUNYA, rerata=False),
        1,
        "Persentase rumah layak huni belum waktunya diukur sehingga tidak masuk rata-rata.",
    ),
    (
        "tidak ada lagi di PK",
        build_indikator(RUMAH, None, "12", None, keterangan=TIDAK_BERLAKU, rerata=False),
        1,
        "Persentase rumah layak huni tidak lagi tercantum pada perjanjian kinerja yang berlaku "
        "sehingga capaiannya tidak dihitung; realisasi terakhir yang tercatat 12 persen.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("indikator", "urut", "kalimat"), [k[1:] for k in SATU],
                         ids=[k[0] for k in SATU])  # fmt: skip
def test_satu_indikator(indikator, urut, kalimat):
    assert baca_sasaran(indikator, urut=urut)[1] == kalimat


def test_yang_berkeadaan_sama_menjadi_satu_kalimat():
    paragraf = baca_sasaran(
        build_indikator(RUMAH, "90", "81", "90"), build_indikator(KUMUH, "10", "12", "80", **HA)
    )
    assert paragraf == [
        "Semua indikator sasaran ini belum memenuhi target. Rata-rata capaian sasaran ini 95,00 "
        "persen (Tinggi).",
        "Target belum terpenuhi pada persentase rumah layak huni (realisasi 81 persen, target 90 "
        "persen, capaian 90,00 persen) dan luas kawasan kumuh (realisasi 12 hektare, target 10 "
        "hektare, capaian 80,00 persen). Pada luas kawasan kumuh, realisasi yang makin rendah "
        "berarti makin baik.",
    ]


def test_keadaan_bercampur_dibuka_dengan_bilangannya():
    paragraf = baca_sasaran(
        build_indikator(RUMAH, "90", "95", "105.56"),
        build_indikator(KUMUH, "10", "10", "100", **HA),
        build_indikator(LAKA, "9", None, None, kode="IKU-03", catatan="menunggu kepolisian"),
    )
    assert paragraf[0] == (
        "Dari 3 indikator sasaran ini, 1 melampaui target, 1 memenuhi target, dan 1 belum dapat "
        "diukur. Rata-rata capaian sasaran ini 95,00 persen (Tinggi), dihitung dari 2 di antara 3 "
        "indikator yang sudah waktunya diukur."
    )


def test_tanpa_satu_pun_angka_rata_rata_menyebut_sebabnya():
    paragraf = baca_sasaran(build_indikator(RUMAH, "90", None, None, catatan="x"), rerata=None)
    assert paragraf[0] == "Rata-rata capaian sasaran ini belum dapat dihitung: kosong."


DULU = {2024: ("92.41", "99.9")}
TREN = {2022: ("90.62", "99"), 2023: ("91.44", "99.5"), 2024: ("92.41", "99.9")}
TAHUN = [
    (
        "naik dan membaik",
        build_indikator(RUMAH, "93.5", "93.45", "99.95", lalu=DULU),
        1,
        "Persentase rumah layak huni membaik: naik 1,04 poin persen dari 92,41 persen pada tahun "
        "2024 menjadi 93,45 persen.",
    ),
    (
        "naik, susunan lain",
        build_indikator(RUMAH, "93.5", "93.45", "99.95", lalu=DULU),
        2,
        "Dibandingkan dengan tahun 2024, persentase rumah layak huni naik 1,04 poin persen dari "
        "92,41 persen menjadi 93,45 persen; keadaannya membaik.",
    ),
    (
        "naik setiap tahun",
        build_indikator(RUMAH, "93.5", "93.45", "99.95", lalu=TREN),
        1,
        "Persentase rumah layak huni membaik: naik 1,04 poin persen dari 92,41 persen pada tahun "
        "2024 menjadi 93,45 persen, dan naik setiap tahun sejak 2022.",
    ),
    (
        "turun dan memburuk",
        build_indikator(RUMAH, "93.5", "90", "96", lalu=DULU),
        1,
        "Dibandingkan dengan tahun 2024, persentase rumah layak huni turun 2,41 poin persen dari "
        "92,41 persen menjadi 90 persen; keadaannya memburuk.",
    ),
    (
        "turun tetapi membaik",
        build_indikator(KUMUH, "38.5", "39.2", "98", lalu={2024: ("47.25", "99")}, **HA),
        1,
        "Luas kawasan kumuh membaik: turun 8,05 hektare dari 47,25 hektare pada tahun 2024 menjadi "
        "39,2 hektare.",
    ),
    (
        "tetap",
        build_indikator(RUMAH, "93.5", "92.41", "98", lalu=DULU),
        1,
        "Persentase rumah layak huni bertahan pada 92,41 persen seperti pada tahun 2024.",
    ),
    (
        "dari nol",
        build_indikator("Jumlah rumah", "9", "4", "44", satuan="Unit", lalu={2024: ("0", "0")}),
        1,
        "Jumlah rumah membaik: naik 4 unit dari 0 unit pada tahun 2024 menjadi 4 unit.",
    ),
    (
        "negatif",
        build_indikator("Pertumbuhan", "5", "-2", "-40", lalu={2024: ("-3.5", "-70")}),
        1,
        "Pertumbuhan membaik: naik 1,5 poin persen dari -3,5 persen pada tahun 2024 menjadi -2 "
        "persen.",
    ),
    (
        "selisih yang pembulatannya tidak cocok tidak disebut",
        build_indikator(RUMAH, "100", "96.875", "96.88", lalu={2024: ("100", "100")}),
        1,
        "Dibandingkan dengan tahun 2024, persentase rumah layak huni turun dari 100 persen menjadi "
        "96,88 persen; keadaannya memburuk.",
    ),
    (
        "predikat berubah",
        build_indikator("Opini BPK", "WTP", "WTP", "100", satuan="Predikat", jenis="predikat",
                        lalu={2024: ("WDP", "75")}),
        1,
        "Opini BPK berubah: dari WDP pada tahun 2024 menjadi WTP.",
    ),
    (
        "tahun pertama",
        build_indikator(RUMAH, "93.5", "93.45", "99.95", keterangan="indikator baru"),
        1,
        "Persentase rumah layak huni belum mempunyai realisasi tahun lalu yang sebanding karena "
        "merupakan indikator baru.",
    ),
    (
        "belum ada",
        build_indikator(RUMAH, "93.5", None, None, lalu=DULU),
        1,
        "Persentase rumah layak huni belum dapat dibandingkan karena realisasi tahun 2025 belum "
        "ada.",
    ),
    (
        "jumlah belum lengkap tidak dibandingkan",
        build_indikator(LAKA, "168", "123", None, satuan="Kejadian", arah=Arah.TURUN,
                        status=StatusAngka.SEMENTARA, lalu={2024: ("171", "102")}),
        1,
        "Jumlah kecelakaan baru tercatat 123* kejadian dari data yang belum lengkap, sehingga "
        "belum dapat dibandingkan dengan 171 kejadian pada tahun 2024.",
    ),
    (
        "angka pinjaman tahun lalu tidak dinilai",
        build_indikator("Nilai AKIP", "81", "80.12", "98", satuan="Nilai",
                        status=StatusAngka.TAHUN_LALU, lalu={2024: ("80.12", "99")}),
        1,
        "Perubahan nilai AKIP (80,12*) belum dapat dinilai karena angka tahun 2025 belum terbit "
        "dan yang tercetak adalah angka tahun lalu.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("indikator", "urut", "kalimat"), [k[1:] for k in TAHUN],
                         ids=[k[0] for k in TAHUN])  # fmt: skip
def test_dibandingkan_tahun_lalu(indikator, urut, kalimat):
    assert baca_tahun(indikator, urut=urut)[0] == kalimat


def test_perubahan_searah_menjadi_satu_kalimat_dan_capaiannya_dihitung():
    paragraf = baca_tahun(
        build_indikator(RUMAH, "93.5", "93.45", "99.95", lalu=DULU),
        build_indikator(KUMUH, "38.5", "39.2", "98", lalu={2024: ("47.25", "99")}, **HA),
    )
    assert paragraf == [
        "Dibandingkan dengan tahun sebelumnya, keadaan membaik pada persentase rumah layak huni "
        "(naik 1,04 poin persen dari 92,41 persen pada tahun 2024 menjadi 93,45 persen) dan luas "
        "kawasan kumuh (turun 8,05 hektare dari 47,25 hektare pada tahun 2024 menjadi 39,2 "
        "hektare).",
        "Persentase capaiannya lebih tinggi daripada tahun sebelumnya pada 1 indikator dan lebih "
        "rendah pada 1 indikator.",
    ]


RENSTRA = [
    (
        [build_indikator(RUMAH, "90", "95", "105", renstra=("96.3", "98.65"))],
        "Dibandingkan dengan target akhir Renstra Dinas 2025-2029 (tahun 2029), persentase rumah "
        "layak huni mencatat tingkat kemajuan 98,65 persen terhadap target akhir 96,3 persen.",
    ),
    (
        [build_indikator(RUMAH, "90", "97", "105", renstra=("96.3", "100.73"))],
        "Dibandingkan dengan target akhir Renstra Dinas 2025-2029 (tahun 2029), yang sudah "
        "terpenuhi adalah persentase rumah layak huni (target akhir 96,3 persen).",
    ),
    (
        [build_indikator(LAKA, "168", "123", None, satuan="Kejadian", renstra=("136", None))],
        "Kemajuan jumlah kecelakaan belum dapat dihitung karena jumlahnya belum lengkap.",
    ),
    (
        [
            build_indikator(RUMAH, "90", "95", "105", renstra=("96.3", "98.65")),
            build_indikator(KUMUH, "10", "12", "80", renstra=("5", "40"), **HA),
        ],
        "Dibandingkan dengan target akhir Renstra Dinas 2025-2029 (tahun 2029), tingkat kemajuan "
        "indikator sasaran ini sebagai berikut: persentase rumah layak huni 98,65 persen (target "
        "akhir 96,3 persen) dan luas kawasan kumuh 40,00 persen (target akhir 5 hektare).",
    ),
]


@pytest.mark.parametrize(("daftar", "kalimat"), RENSTRA)
def test_terhadap_target_akhir_renstra(daftar, kalimat):
    bahan = build_bahan(*daftar)
    assert cetak(bahan, explain_renstra(bahan, bahan.data.sasaran[-1])) == [kalimat]


STANDAR = [
    (
        build_indikator(RUMAH, "90", "93", "103", standar={"nasional": "65.25"}),
        "Realisasi persentase rumah layak huni 93 persen lebih baik daripada standar nasional 2024 "
        "(65,25 persen).",
    ),
    (
        build_indikator(RUMAH, "90", "93", "103", standar={"nasional": "65.25", "provinsi": "95"}),
        "Realisasi persentase rumah layak huni 93 persen lebih baik daripada standar nasional 2024 "
        "(65,25 persen), tetapi belum menyamai standar provinsi 2024 (95 persen).",
    ),
    (
        build_indikator(RUMAH, "90", "93", "103", standar={"nasional": "93"}),
        "Realisasi persentase rumah layak huni 93 persen sama dengan standar nasional 2024 (93 "
        "persen).",
    ),
    (
        build_indikator(KUMUH, "9", "8", "110", standar={"nasional": "10"}, **HA),
        "Realisasi luas kawasan kumuh 8 hektare lebih baik daripada standar nasional 2024 (10 "
        "hektare).",
    ),
    (
        build_indikator("Opini BPK", "WTP", "WTP", "100", satuan="Predikat", jenis="predikat",
                        standar={"nasional": "WTP"}),
        "Realisasi opini BPK WTP sama dengan standar nasional 2024 (WTP).",
    ),
    (
        build_indikator(RUMAH, "90", None, None, standar={"nasional": "93"}),
        "Persentase rumah layak huni belum dapat dibandingkan dengan standar karena realisasinya "
        "belum ada.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("indikator", "kalimat"), STANDAR)
def test_terhadap_standar(indikator, kalimat):
    bahan = build_bahan(indikator, urut=2)
    assert cetak(bahan, explain_standar(bahan, bahan.data.sasaran[-1])) == [kalimat]


def test_tanpa_standar_tidak_ada_kalimat():
    bahan = build_bahan(build_indikator(RUMAH, "90", "93", "103"))
    assert explain_standar(bahan, bahan.data.sasaran[-1]) == []


def test_daftar_kata():
    assert [join_dan(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a dan b", "a, b, dan c"]
    assert join_butir(["a (1, 2)", "b", "c"]) == "a (1, 2); b; dan c"
    assert to_awal_kecil("AKIP dinas") == "AKIP dinas"
    assert to_awal_kecil("Jumlah rumah") == "jumlah rumah"


@pytest.mark.parametrize(
    ("asal", "hasil"),
    [
        ("PROGRAM PENGEMBANGAN PERUMAHAN", "Program Pengembangan Perumahan"),
        (
            "PROGRAM PENINGKATAN PRASARANA, SARANA DAN UTILITAS UMUM (PSU)",
            "Program Peningkatan Prasarana, Sarana dan Utilitas Umum (PSU)",
        ),
        ("URUSAN DAERAH KABUPATEN/KOTA", "Urusan Daerah Kabupaten/Kota"),
        ("Penataan Kawasan di Bawah 10 (Sepuluh) Ha", "Penataan Kawasan di Bawah 10 (Sepuluh) Ha"),
    ],
)
def test_nama_program_huruf_besar_menjadi_huruf_biasa(asal, hasil):
    assert format_nama(asal) == hasil
