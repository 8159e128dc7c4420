"""Setiap jenis indikator: target dan realisasi yang terbaca, dan hasil beserta alasannya."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.jenis import JENIS, AturanHitung, BacaTarget, Target
from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import KOSONG, Nilai

D = Decimal
ORANG, INDEKS = AcuanBaca("orang"), AcuanBaca("Indeks")
GANDA = "1.250 dapat berarti 1.250 (ribuan) atau 1,25 (desimal)"


def angka(teks: str) -> Nilai:
    return Nilai.dari_angka(teks)


# (jenis, tulisan, acuan, bacaan)
TARGET = [
    ("angka", "≥ 1.250", ORANG,
     BacaTarget(Target("1250", "≥ 1.250", D(1250)), terbaca="1.250")),
    ("angka", " 95,50 ", INDEKS, BacaTarget(Target("95.5", "95,50", D("95.50")))),
    ("angka", "1.250", INDEKS, BacaTarget(None, GANDA, ambigu=True)),
    ("angka", "", INDEKS, BacaTarget(None, "target kosong")),
    ("angka", "minimal", INDEKS, BacaTarget(None, "target kosong")),
    ("angka", "abc", INDEKS, BacaTarget(None, "bukan angka")),
    ("rasio", "80%", INDEKS, BacaTarget(Target("80", "80%", D(80)))),
    ("rentang", "1.250 - 1.500,50", ORANG,
     BacaTarget(Target("1250..1500.5", "1.250 - 1.500,5", bawah=D(1250), atas=D("1500.50")))),
    ("rentang", "1.250 - 2", INDEKS, BacaTarget(None, GANDA, ambigu=True)),
    ("rentang", "1 - 1.250", INDEKS, BacaTarget(None, GANDA, ambigu=True)),
    ("rentang", "abc .. 5", INDEKS, BacaTarget(None, "bukan angka")),
    ("rentang", "5 .. abc", INDEKS, BacaTarget(None, "bukan angka")),
    ("rentang", "5 ..", INDEKS, BacaTarget(None, "batas rentang kosong")),
    ("rentang", "60", INDEKS, BacaTarget(None, "rentang ditulis seperti 60 - 85")),
    ("rentang", "60 - 70 - 80", INDEKS, BacaTarget(None, "rentang ditulis seperti 60 - 85")),
    ("rentang", "85 - 85", INDEKS,
     BacaTarget(None, "batas bawah harus lebih kecil daripada batas atas")),
    ("predikat", "", INDEKS, BacaTarget(None, "predikat kosong")),
    ("predikat", "N/A", INDEKS, BacaTarget(None, "predikat kosong")),
    ("predikat", " WTP ", INDEKS, BacaTarget(Target("WTP", "WTP", predikat="WTP"))),
    ("predikat", "80.125", INDEKS, BacaTarget(Target("80.125", "80.125", D("80.125")))),
    ("predikat", "A (80,50)", INDEKS,
     BacaTarget(Target("80.5", "A (80,50)", D("80.50"), predikat="A"))),
    ("predikat", "80.125 (A)", INDEKS,
     BacaTarget(Target("80.125", "80.125 (A)", D("80.125"), predikat="A"))),
    ("predikat", "BB: 75", INDEKS, BacaTarget(Target("75", "BB: 75", D(75), predikat="BB"))),
    ("ya_tidak", " Ada ", INDEKS, BacaTarget(Target("ya", "ya", predikat="ya"))),
    ("ya_tidak", "belum", INDEKS, BacaTarget(Target("tidak", "tidak", predikat="tidak"))),
    ("ya_tidak", "mungkin", INDEKS, BacaTarget(None, "target harus ya atau tidak")),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "tulisan", "acuan", "bacaan"), TARGET)
def test_target_terbaca_atau_ditolak_dengan_alasan(jenis, tulisan, acuan, bacaan):
    assert JENIS[JenisIndikator(jenis)].read_target(tulisan, acuan) == bacaan


# (jenis, isian, acuan, bacaan)
REALISASI = [
    ("angka", "1.250", ORANG, Bacaan(angka("1250"), "1.250")),
    ("rasio", "1.250", ORANG, Bacaan(angka("1250"), "1.250")),
    ("rentang", "1.250", ORANG, Bacaan(angka("1250"), "1.250")),
    ("angka", "1.250", INDEKS, Bacaan(Nilai.tak_terbaca("1.250"), alasan=GANDA, ambigu=True)),
    ("rentang", None, INDEKS, Bacaan(KOSONG)),
    ("predikat", None, INDEKS, Bacaan(KOSONG)),
    ("predikat", "  ", INDEKS, Bacaan(KOSONG)),
    ("predikat", 80.5, INDEKS, Bacaan(angka("80.5"))),
    ("predikat", "80.125", INDEKS, Bacaan(angka("80.125"), "80,125")),
    ("predikat", " BB  (79,39)", INDEKS, Bacaan(Nilai.dari_teks("BB (79,39)"))),
    ("predikat", " n/a", INDEKS,
     Bacaan(Nilai.tak_terbaca(" n/a"), alasan="'n/a' bukan predikat; tulis alasannya")),
    ("ya_tidak", None, INDEKS, Bacaan(KOSONG)),
    ("ya_tidak", " ", INDEKS, Bacaan(KOSONG)),
    ("ya_tidak", "ya", INDEKS, Bacaan(Nilai.dari_teks("ya"))),
    ("ya_tidak", " YA ", INDEKS, Bacaan(Nilai.dari_teks("ya"))),
    ("ya_tidak", "Tidak", INDEKS, Bacaan(Nilai.dari_teks("tidak"))),
    ("ya_tidak", "Ada", INDEKS, Bacaan(Nilai.dari_teks("ya"), "ya")),
    ("ya_tidak", "belum ada", INDEKS, Bacaan(Nilai.dari_teks("tidak"), "tidak")),
    ("ya_tidak", 5, INDEKS, Bacaan(Nilai.tak_terbaca("5"), alasan="harus ya atau tidak")),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "isian", "acuan", "bacaan"), REALISASI)
def test_realisasi_terbaca_atau_ditolak_dengan_alasan(jenis, isian, acuan, bacaan):
    assert JENIS[JenisIndikator(jenis)].read_realisasi(isian, acuan) == bacaan


def hitung(
    jenis: str, target: str, nilai: Nilai, arah: str = "naik", **ubahan: str
) -> HasilCapaian:
    mesin = JENIS[JenisIndikator(jenis)]
    skala = ubahan.pop("skala", "")
    bacaan = mesin.read_target(target, AcuanBaca())
    assert bacaan.target is not None
    aturan = AturanHitung(build_kebijakan(ubahan), Arah(arah), skala=skala)
    return mesin.calculate(bacaan.target, nilai, aturan)


SETIAP_JENIS = [
    ("angka", "80", "naik"),
    ("rasio", "80", "naik"),
    ("rentang", "60 - 85", "rentang"),
    ("predikat", "WTP", "predikat"),
    ("ya_tidak", "ya", "ya_tidak"),
]


@pytest.mark.parametrize(("jenis", "target", "rumus"), SETIAP_JENIS)
@pytest.mark.parametrize(
    ("nilai", "alasan"),
    [
        (KOSONG, "realisasi belum dilaporkan"),
        (Nilai.belum_ada("menunggu BPS"), "menunggu BPS"),
    ],
)
def test_tanpa_data_selalu_belum_ada_beserta_alasannya(jenis, target, rumus, nilai, alasan):
    assert hitung(jenis, target, nilai) == HasilCapaian(
        StatusHitung.BELUM_ADA_DATA,
        rumus,
        alasan=alasan,
        penjelasan=f"Capaian belum dapat dihitung: {alasan}.",
    )


@pytest.mark.parametrize(("jenis", "target", "rumus"), SETIAP_JENIS)
def test_yang_tidak_terbaca_tidak_dapat_dihitung(jenis, target, rumus):
    alasan = "realisasi 'x1' tidak terbaca"

    assert hitung(jenis, target, Nilai.tak_terbaca("x1")) == HasilCapaian(
        StatusHitung.TIDAK_DAPAT_DIHITUNG,
        rumus,
        alasan=alasan,
        penjelasan=f"Capaian tidak dapat dihitung: {alasan}.",
    )


# (jenis, target, realisasi, arah dan kebijakan, kode rumus, alasan)
DITOLAK = [
    ("angka", "80", Nilai.dari_teks("A"), {}, "naik", "realisasi bukan angka"),
    ("angka", "80", Nilai.dari_teks("A"), {"arah": "turun"}, "turun_selisih",
     "realisasi bukan angka"),
    ("angka", "0", angka("5"), {}, "naik", "target nol, persentase tidak terdefinisi"),
    ("angka", "-5", angka("5"), {}, "naik",
     "target negatif, arti persentasenya tidak pasti"),
    ("angka", "5", angka("0"), {"arah": "turun", "rumus_turun": "turun_rasio"}, "turun_rasio",
     "realisasi nol, rumus target / realisasi tidak terdefinisi"),
    ("rentang", "60 - 85", Nilai.dari_teks("A"), {}, "rentang",
     "realisasi atau rentang bukan angka"),
    ("rentang", "-5 - 70", angka("-6"), {}, "rentang",
     "target negatif, arti persentasenya tidak pasti"),
    ("predikat", "0", angka("5"), {}, "predikat",
     "predikat 5 dan 0 tidak berada dalam satu skala yang dikenal"),
    ("predikat", "A", angka("0"), {}, "predikat",
     "predikat 0 dan A tidak berada dalam satu skala yang dikenal"),
    ("predikat", "A", Nilai.dari_teks("WTP"), {}, "predikat",
     "predikat WTP dan A tidak berada dalam satu skala yang dikenal"),
    ("predikat", "A", Nilai.dari_teks("Sangat Baik (85)"), {}, "predikat",
     "predikat Sangat Baik dan A tidak berada dalam satu skala yang dikenal"),
    ("predikat", "A", angka("85"), {"skala": "opini_bpk"}, "predikat",
     "predikat 85 dan A tidak berada dalam satu skala yang dikenal"),
    ("ya_tidak", "ya", Nilai.dari_teks("mungkin"), {}, "ya_tidak",
     "realisasi bukan ya atau tidak"),
    ("ya_tidak", "ya", angka("1"), {}, "ya_tidak", "realisasi bukan ya atau tidak"),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "target", "nilai", "lain", "rumus", "alasan"), DITOLAK)
def test_yang_tidak_tentu_artinya_ditolak(jenis, target, nilai, lain, rumus, alasan):
    assert hitung(jenis, target, nilai, **lain) == HasilCapaian(
        StatusHitung.TIDAK_DAPAT_DIHITUNG,
        rumus,
        alasan=alasan,
        penjelasan=f"Capaian tidak dapat dihitung: {alasan}.",
    )


@pytest.mark.parametrize("jenis", ["angka", "rentang"])
@pytest.mark.parametrize("arah", ["naik", "turun"])
def test_target_tanpa_angka_ditolak(jenis, arah):
    """Target jenis lain pada indikator yang jenisnya baru diganti."""
    aturan = AturanHitung(build_kebijakan(), Arah(arah))
    kosong = Target("WTP", "WTP", predikat="WTP")
    rumus = {"rentang": "rentang", "naik": "naik", "turun": "turun_selisih"}

    hasil = JENIS[JenisIndikator(jenis)].calculate(kosong, angka("5"), aturan)

    assert hasil.status is StatusHitung.TIDAK_DAPAT_DIHITUNG
    assert "bukan angka" in hasil.alasan
    assert hasil.kode_rumus == rumus["rentang" if jenis == "rentang" else arah]


# (jenis, target, realisasi, arah dan kebijakan, tercetak, kategori, kode rumus, rumus)
TERHITUNG = [
    ("angka", "80,1234567", angka("40"), {}, "49.92", "Sangat Rendah", "naik",
     "40 / 80,123457 x 100 = 49,92"),
    ("angka", "0", angka("0"), {"arah": "turun", "target_nol": "konvensi"}, "100.00",
     "Sangat Tinggi", "turun_selisih", "konvensi target nol, realisasi 0 = 100,00"),
    ("angka", "0", angka("2.5"), {"arah": "turun", "target_nol": "konvensi"}, "0.00",
     "Sangat Rendah", "turun_selisih", "konvensi target nol, realisasi 2,5 = 0,00"),
    ("rentang", "60 - 85", angka("85"), {}, "100.00", "Sangat Tinggi", "rentang",
     "85 berada di dalam 60 - 85 = 100,00"),
    ("rentang", "60 - 85", angka("90"), {}, "105.88", "Sangat Tinggi", "rentang",
     "90 / 85 x 100 (batas atas 60 - 85) = 105,88"),
    ("rentang", "60 - 85", angka("30"), {}, "50.00", "Sangat Rendah", "rentang",
     "30 / 60 x 100 (batas bawah 60 - 85) = 50,00"),
    ("rentang", "0 - 85", angka("90"), {"arah": "turun"}, "94.12", "Sangat Tinggi", "rentang",
     "(2 x 85 - 90) / 85 x 100 (batas atas 0 - 85) = 94,12"),
    ("predikat", "WTP", Nilai.dari_teks("wtp"), {}, "100.00", "Sangat Tinggi", "predikat",
     "predikat wtp sama dengan target = 100,00"),
    ("predikat", "WTP", Nilai.dari_teks("WDP"), {}, "75.00", "Sedang", "predikat",
     "peringkat WDP (3) / peringkat WTP (4) x 100 = 75,00"),
    ("predikat", "WTP", Nilai.dari_teks("disclaimer"), {}, "25.00", "Sangat Rendah", "predikat",
     "peringkat TMP (1) / peringkat WTP (4) x 100 = 25,00"),
    ("predikat", "A", angka("75"), {}, "83.33", "Tinggi", "predikat",
     "peringkat BB (5) / peringkat A (6) x 100 = 83,33"),
    ("predikat", "1", angka("0.5"), {}, "50.00", "Sangat Rendah", "naik",
     "0,5 / 1 x 100 = 50,00"),
    ("ya_tidak", "ya", Nilai.dari_teks("tidak"), {}, "0.00", "Sangat Rendah", "ya_tidak",
     "target ya, realisasi tidak = 0,00"),
    ("ya_tidak", "tidak", Nilai.dari_teks("belum"), {}, "100.00", "Sangat Tinggi", "ya_tidak",
     "target tidak, realisasi tidak = 100,00"),
]  # fmt: skip


@pytest.mark.parametrize("kasus", TERHITUNG)
def test_rumus_tertulis_dengan_angkanya(kasus):
    jenis, target, nilai, lain, tercetak, kategori, kode, rumus = kasus
    hasil = hitung(jenis, target, nilai, **lain)

    assert hasil.status is StatusHitung.TERHITUNG
    assert (str(hasil.tercetak), hasil.kategori) == (tercetak, kategori)
    assert (hasil.kode_rumus, hasil.rumus, hasil.alasan) == (kode, rumus, "")


@pytest.mark.parametrize(
    ("ubahan", "capaian"),
    [
        ({"batas_atas": "90", "batas_atas_untuk": "angka"}, "90.00"),
        ({"batas_atas": "90", "batas_atas_untuk": "rerata"}, "100.00"),
    ],
)
@pytest.mark.parametrize(
    ("jenis", "target", "nilai"),
    [
        ("angka", "80", angka("80")),
        ("rentang", "60 - 85", angka("70")),
        ("predikat", "WTP", Nilai.dari_teks("WTP")),
        ("predikat", "80", angka("80")),
        ("ya_tidak", "ya", Nilai.dari_teks("ya")),
    ],
)
def test_batas_kebijakan_berlaku_untuk_setiap_jenis(jenis, target, nilai, ubahan, capaian):
    assert str(hitung(jenis, target, nilai, **ubahan).tercetak) == capaian


def test_capaian_dihitung_teliti_sebelum_dibulatkan():
    """Lebih banyak digit daripada ``decimal`` biasa, agar r / t x 100 tidak menggeser batas."""
    hasil = hitung("angka", "3", angka("1"))

    assert str(hasil.capaian).startswith("33." + "3" * 40)


@pytest.mark.parametrize("batas", [{}, {"bawah": D(60)}, {"atas": D(85)}])
def test_rentang_tanpa_kedua_batasnya_ditolak(batas):
    aturan = AturanHitung(build_kebijakan(), Arah.NAIK)
    target = Target("60..85", "60 - 85", **batas)

    hasil = JENIS[JenisIndikator.RENTANG].calculate(target, angka("70"), aturan)

    assert (hasil.status, hasil.capaian) == (StatusHitung.TIDAK_DAPAT_DIHITUNG, None)
    assert hasil.alasan == "realisasi atau rentang bukan angka"
