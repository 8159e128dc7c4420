"""Target tercetak: angka menurut presisi, selebihnya seperti di dokumen."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import build_fakta_target
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.capaian.rencana_kecil import build_baris

ANGKA, RASIO, RENTANG, PREDIKAT, YA_TIDAK = JenisIndikator
PEMBUAT = PembuatFakta(2025, Periode.TW3)


@pytest.mark.parametrize(
    ("jenis", "teks", "cetak", "nilai"),
    [
        (ANGKA, "1.250,456", "1.250,46", Nilai.dari_angka("1250.456")),
        (ANGKA, "≥ 95", "95", Nilai.dari_angka("95")),
        (RASIO, "80,5", "80,5", Nilai.dari_angka("80.5")),
        (RENTANG, "60 s.d. 85", "60 - 85", Nilai.dari_teks("60..85")),
        (PREDIKAT, "WTP", "WTP", Nilai.dari_teks("WTP")),
        (PREDIKAT, "A (80,50)", "A (80,50)", Nilai.dari_angka("80.50")),
        (PREDIKAT, "80,50", "80,5", Nilai.dari_angka("80.50")),
        (YA_TIDAK, "ya", "ya", Nilai.dari_teks("ya")),
    ],
)
def test_target_tercetak_menurut_jenisnya(jenis, teks, cetak, nilai):
    fakta = build_fakta_target(PEMBUAT, build_baris(jenis=jenis, presisi=2), teks, "target")

    assert (fakta.kunci, fakta.teks, fakta.catatan) == ("2025:tw3:IKU-1:target", cetak, "")
    assert fakta.nilai == nilai


def test_presisi_indikator_menentukan_desimal():
    fakta = build_fakta_target(PEMBUAT, build_baris(presisi=0), "1.250,456", "target")

    assert fakta.teks == "1.250"


@pytest.mark.parametrize(
    ("jenis", "teks", "alasan"),
    [
        (ANGKA, "", "target periode tidak ditetapkan"),
        (RENTANG, "60", "rentang ditulis seperti 60 - 85"),
        (RENTANG, "85 - 60", "batas bawah harus lebih kecil daripada batas atas"),
    ],
)
def test_target_tak_terbaca_menjadi_na_beralasan(jenis, teks, alasan):
    fakta = build_fakta_target(PEMBUAT, build_baris(jenis=jenis), teks, "renstra")

    assert (fakta.kunci, fakta.teks, fakta.catatan) == ("2025:tw3:IKU-1:renstra", "n/a", alasan)
