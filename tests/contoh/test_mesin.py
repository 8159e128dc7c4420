"""Mesin capaian atas angka rencana contoh harus sama dengan hitungan tangan di ``harapan/``."""

import csv

import pytest
from alat.tabel import AKAR

from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.model.angka import format_kanonik, round_setengah_naik
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_capaian_sama_dengan_hitungan_tangan(definisi, fakta, periode):
    with (AKAR / "harapan" / f"capaian_{periode.value}.csv").open(encoding="utf-8") as berkas:
        harapan = list(csv.DictReader(berkas, delimiter=";"))
    beda = []
    for baris in harapan:
        indikator = definisi.indikator_menurut_kode[baris["kode_indikator"]]
        if baris["keterangan"].startswith("BID-KESEL"):
            continue
        hitung = calculate_periode(definisi, indikator, fakta, periode)
        tercetak = hitung.hasil.tercetak if hitung else None
        sampai = hitung.sampai if hitung else None
        dapat = (
            "" if tercetak is None else str(tercetak),
            "" if sampai is None else _tampil(sampai),
        )
        if dapat != (baris["capaian"], baris["sampai_dengan"]):
            beda.append((baris["kode_indikator"], dapat, baris))

    assert beda == []


def _tampil(nilai):
    if nilai.angka is not None:
        return format_kanonik(round_setengah_naik(nilai.angka, 6))
    return nilai.teks or "" if nilai.ada else ""


def test_kategori_tahun_sama_dengan_hitungan_tangan(definisi, fakta):
    with (AKAR / "harapan" / "capaian_tahun.csv").open(encoding="utf-8") as berkas:
        daftar = [
            b for b in csv.DictReader(berkas, delimiter=";") if "BID-KESEL" not in b["keterangan"]
        ]
    harapan = {b["kode_indikator"]: b["kategori"] for b in daftar}
    for kode, kategori in harapan.items():
        hitung = calculate_periode(
            definisi, definisi.indikator_menurut_kode[kode], fakta, Periode.TAHUN
        )
        assert (hitung.hasil.kategori if hitung else "") == kategori, kode


def test_triwulan_yang_tidak_dikirim_disebut(definisi, fakta):
    indikator = definisi.indikator_menurut_kode["IKU-09"]
    hitung = calculate_periode(definisi, indikator, fakta, Periode.TAHUN)

    assert hitung.kosong == (Periode.TW4,)


def test_data_kurang_satu_triwulan_tidak_menjadi_capaian_tahun(definisi, fakta):
    """Kecelakaan 123 kejadian dari tiga triwulan bukan capaian 126,79 % atas target setahun."""
    indikator = definisi.indikator_menurut_kode["IKU-09"]
    hitung = calculate_periode(definisi, indikator, fakta, Periode.TAHUN)

    assert hitung.hasil.tercetak is None
