"""Capaian satu indikator pada satu periode: apa yang dibandingkan, dan kapan belum dapat."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.indikator import HitungPeriode, build_aturan, calculate_periode
from kinerja_cli.capaian.jenis import AturanHitung, Target
from kinerja_cli.model.fakta import KOLOM_NILAI
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Agregasi, Arah, Frekuensi, JenisIndikator, Sifat
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import KOSONG, Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import build_definisi, build_fakta
from tests.capaian.rencana_kecil import build_baris, build_rencana, report

D = Decimal
JUMLAH = {"agregasi": Agregasi.JUMLAH, "cara_isi": Sifat.PER_TRIWULAN}
SEMUA = {"tw1": "20", "tw2": "25", "tw3": "30", "tw4": "23"}


def hitung(periode, *, target="", isi=None, **ubahan) -> HitungPeriode:
    definisi = build_rencana(build_baris(**ubahan), teks_target=target)
    fakta = build_fakta(*report("IKU-1", **(SEMUA if isi is None else isi)))
    hasil = calculate_periode(definisi, definisi.indikator[0], fakta, Periode(periode))
    assert hasil is not None
    return hasil


def test_aturan_dari_kebijakan_dan_baris_indikatornya():
    kebijakan = build_kebijakan()
    baris = build_baris(arah=Arah.TURUN, rumus_capaian="turun_rasio", skala="opini_bpk", satuan="%")

    assert build_aturan(kebijakan, baris) == AturanHitung(
        kebijakan, Arah.TURUN, "turun_rasio", "opini_bpk", "%"
    )


def test_hitungan_periode_selengkapnya():
    assert hitung("tw2") == HitungPeriode(
        periode=Periode.TW2,
        target_teks="50",
        target=Target("50", "50", D(50)),
        realisasi=Nilai.dari_angka(25),
        sampai=Nilai.dari_angka(25),
        hasil=HasilCapaian(
            StatusHitung.TERHITUNG,
            "naik",
            D(50),
            D("50.00"),
            "Sangat Rendah",
            "25 / 50 x 100 = 50,00",
            "Capaian 50,00 % (Sangat Rendah), di bawah target: 25 / 50 x 100.",
        ),
        kemajuan=HasilCapaian(
            StatusHitung.TERHITUNG,
            "naik",
            D(25),
            D("25.00"),
            "",
            "25 / 100 x 100 = 25,00",
            "Capaian 25,00 % (Sangat Rendah), di bawah target: 25 / 100 x 100.",
        ),
    )


def test_belum_waktunya_tidak_dihitung():
    hasil = hitung("tw1", frekuensi=Frekuensi.TAHUNAN)

    assert hasil == HitungPeriode(
        periode=Periode.TW1,
        target_teks="25",
        target=Target("25", "25", D(25)),
        realisasi=KOSONG,
        sampai=KOSONG,
        hasil=HasilCapaian(StatusHitung.BELUM_ADA_DATA, "", alasan="belum waktunya"),
    )
    assert hasil.belum_waktunya
    assert not hitung("tahun", frekuensi=Frekuensi.TAHUNAN).belum_waktunya


# (periode, sifat target, cara isi, realisasi yang dibandingkan, s.d. periode)
BANDING = [
    ("tw2", Sifat.PER_TRIWULAN, Sifat.PER_TRIWULAN, "25", "45"),
    ("tw2", Sifat.SAMPAI_DENGAN, Sifat.PER_TRIWULAN, "45", "45"),
    ("tw2", Sifat.PER_TRIWULAN, Sifat.SAMPAI_DENGAN, "5", "25"),
    ("tw2", Sifat.SAMPAI_DENGAN, Sifat.SAMPAI_DENGAN, "25", "25"),
    ("tahun", Sifat.PER_TRIWULAN, Sifat.PER_TRIWULAN, "98", "98"),
    ("tahun", Sifat.PER_TRIWULAN, Sifat.SAMPAI_DENGAN, "23", "23"),
]


@pytest.mark.parametrize(("periode", "sifat", "cara", "realisasi", "sampai"), BANDING)
def test_realisasi_jumlah_menurut_sifat_target(periode, sifat, cara, realisasi, sampai):
    hasil = hitung(periode, agregasi=Agregasi.JUMLAH, sifat_target=sifat, cara_isi=cara)

    assert (hasil.realisasi, hasil.sampai) == (
        Nilai.dari_angka(realisasi),
        Nilai.dari_angka(sampai),
    )


# (isi, periode, ubahan, status, alasan, triwulan kosong)
KURANG = [
    ({"tw1": "20", "tw3": "30"}, "tw3", JUMLAH, "belum_ada_data",
     "Triwulan II tidak dilaporkan, jumlahnya belum lengkap", "tw2"),
    ({"tw1": "20"}, "tw3", JUMLAH, "belum_ada_data",
     "Triwulan II, Triwulan III tidak dilaporkan, jumlahnya belum lengkap", "tw2 tw3"),
    ({"tw1": "20", "tw3": "30"}, "tahun", JUMLAH | {"sifat_target": Sifat.PER_TRIWULAN},
     "belum_ada_data",
     "Triwulan II, Triwulan IV tidak dilaporkan, jumlahnya belum lengkap", "tw2 tw4"),
    ({"tw1": "20", "tw3": "30"}, "tw3", JUMLAH | {"sifat_target": Sifat.PER_TRIWULAN},
     "terhitung", "", "tw2"),
    ({"tw1": "20", "tw3": "30"}, "tw3", {"agregasi": Agregasi.RATA_RATA}, "terhitung", "", "tw2"),
    ({"tw1": "20", "tw2": "1"}, "tw3", {}, "terhitung", "", "tw3"),
    ({}, "tw2", JUMLAH, "belum_ada_data", "realisasi belum dilaporkan", "tw1 tw2"),
    ({"tw2": "20", "tw4": "30"}, "tw4", JUMLAH | {"frekuensi": Frekuensi.SEMESTERAN},
     "terhitung", "", ""),
    ({"tw2": "20"}, "tw2", JUMLAH | {"tersedia": "2025-04"}, "terhitung", "", ""),
    ({"tahun": "98"}, "tahun", JUMLAH, "terhitung", "", ""),
    ({"tw1": "5", "tahun": "98"}, "tahun", JUMLAH, "terhitung", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("isi", "periode", "ubahan", "status", "alasan", "kosong"), KURANG)
def test_triwulan_kosong_disebut_dan_jumlah_tak_lengkap_tidak_dibandingkan(
    isi, periode, ubahan, status, alasan, kosong
):
    hasil = hitung(periode, isi=isi, **ubahan)

    assert (hasil.hasil.status.value, hasil.hasil.alasan) == (status, alasan)
    assert hasil.kosong == tuple(Periode(p) for p in kosong.split())


@pytest.mark.parametrize(
    ("target", "alasan"),
    [
        ("100 25 - 75 100", "target periode tidak ditetapkan"),
        ("100 25 abc 75 100", "bukan angka"),
    ],
)
def test_tanpa_target_periode_tetap_ada_kemajuan(target, alasan):
    hasil = hitung("tw2", target=target)

    assert hasil.target is None
    assert hasil.hasil == HasilCapaian(StatusHitung.TIDAK_DAPAT_DIHITUNG, "", alasan=alasan)
    assert str(hasil.kemajuan.tercetak) == "25.00"


@pytest.mark.parametrize(("periode", "target"), [("tahun", ""), ("tw2", "- 25 50 75 100")])
def test_kemajuan_hanya_terhadap_target_tahun_yang_ada(periode, target):
    assert hitung(periode, target=target).kemajuan is None


def test_di_luar_dokumen_yang_berlaku_tidak_ada_hitungan():
    definisi = build_rencana(build_baris(), target=())

    assert calculate_periode(definisi, definisi.indikator[0], build_fakta(), Periode.TW1) is None


# (periode, sifat target, realisasi, s.d. periode) dari pembilang 10 lalu 30, penyebut 100 lalu 150
RASIO = [
    ("tw1", Sifat.PER_TRIWULAN, "10", "10"),
    ("tw2", Sifat.PER_TRIWULAN, "40", "20"),
    ("tw2", Sifat.SAMPAI_DENGAN, "20", "20"),
    ("tahun", Sifat.PER_TRIWULAN, "20", "20"),
]


def hitung_rasio(periode, isi, **ubahan):
    asal = build_definisi()
    (baris,) = (i for i in asal.indikator if i.jenis is JenisIndikator.RASIO)
    elemen = tuple(
        e.model_copy(update={"agregasi": Agregasi.JUMLAH, "cara_isi": Sifat.SAMPAI_DENGAN})
        for e in asal.elemen
    )
    definisi = build_definisi(indikator=(baris.model_copy(update=ubahan),), elemen=elemen)
    fakta = build_fakta(*(i for kode, nilai in isi for i in report(kode, KOLOM_NILAI, **nilai)))
    return calculate_periode(definisi, definisi.indikator[0], fakta, Periode(periode))


@pytest.mark.parametrize(("periode", "sifat", "realisasi", "sampai"), RASIO)
def test_rasio_dari_elemen_yang_dipisah_menurut_sifat_target(periode, sifat, realisasi, sampai):
    isi = (("EL-01A", {"tw1": "10", "tw2": "30"}), ("EL-01B", {"tw1": "100", "tw2": "150"}))
    hasil = hitung_rasio(periode, isi, sifat_target=sifat)

    assert (hasil.realisasi.angka, hasil.sampai.angka) == (D(realisasi), D(sampai))


def test_rasio_menyebut_triwulan_kosong_kedua_elemennya_sekali():
    isi = (("EL-01A", {"tw1": "10"}), ("EL-01B", {"tw1": "100", "tw2": "150"}))
    hasil = hitung_rasio("tw3", isi)

    assert hasil.kosong == (Periode.TW2, Periode.TW3)
    assert hasil.sampai.angka == D(10) / 150 * 100


def test_rasio_tahun_dari_isian_tahun_elemennya():
    isi = (("EL-01A", {"tw1": "10", "tahun": "60"}), ("EL-01B", {"tw1": "100", "tahun": "120"}))
    hasil = hitung_rasio("tahun", isi)

    assert (hasil.realisasi.angka, hasil.kosong) == (D(50), ())
