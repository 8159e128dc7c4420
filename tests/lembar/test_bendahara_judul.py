"""Judul laporan bendahara: bulan terakhirnya terbaca hanya bila tidak berarti ganda."""

from __future__ import annotations

import pytest

from kinerja_cli.lembar.bendahara_judul import read_judul

JELAS = {
    "Bulan : Desember": 12,
    "Bulan : Juni 2025": 6,
    "BULAN MARET": 3,
    "REKAP REALISASI BELANJA S.D. 30 JUNI 2025 (contoh)": 6,
    "Laporan realisasi sampai dengan bulan September 2025": 9,
    "Keadaan s/d 31 Maret 2025": 3,
    "Periode 1 Januari sd 30 Jun 2025": 6,
    "Periode : 01/01/2025 s.d. 30/09/2025": 9,
    "Periode 01-01-2025 s/d 31-03-2025": 3,
    "Bulan : Januari s.d. Juni 2025": 6,
    "Bulan April - Juni 2025": 6,
    "Bulan Januari 2025 – Maret 2025": 3,
    "Realisasi anggaran Triwulan II Tahun 2025": 6,
    "Triwulan I s.d. Triwulan III": 9,
    "Triwulan I - III": 9,
    "TW 4": 12,
    "Semester I Tahun Anggaran 2025": 6,
    "Keadaan per 30 Juni 2025": 6,
    "Posisi per tanggal 30 Nopember 2025": 11,
    "Bulan : Pebruari": 2,
    "Bulan : Agustus": 8,
    "s.d. Agt 2025": 8,
    "hingga akhir bulan Mei": 5,
}
GANDA = (
    "",
    "Tahun Anggaran : 2025",
    "s.d. Bulan Lalu Bulan Ini s.d. Bulan Ini",
    "Realisasi s.d. Triwulan I Realisasi s.d. Triwulan II",
    "Triwulan I dan II",
    "Bulan Januari, Februari",
    "Bulan Mei dan Juni",
    "DPA per 1 Juni 2025",
    "SPD s.d. Triwulan III",
    "Dicetak per 5 Juli 2025",
    "Mojokerto, 5 Juli 2025",
    "Bidang Marka dan Rambu",
    "Nama : Juni Mariani",
)


@pytest.mark.parametrize(("judul", "bulan"), JELAS.items())
def test_bulan_terakhir(judul: str, bulan: int):
    assert read_judul([judul]).bulan == bulan


@pytest.mark.parametrize("judul", GANDA)
def test_yang_tidak_pasti_tidak_ditebak(judul: str):
    assert read_judul([judul]).bulan is None


def test_dua_baris_yang_bertentangan_tidak_ditebak():
    assert read_judul(["Bulan : Juni", "s.d. 30 Juni 2025"]).bulan == 6
    assert read_judul(["Bulan : Juni", "s.d. 31 Juli 2025"]).bulan is None
    assert read_judul(["Tahun Anggaran 2024", "Bulan : Juni 2025"]).tahun == {2024, 2025}
