from __future__ import annotations

import pytest

from kinerja_cli.aturan.angka_ketik import count_angka, find_kunci


@pytest.mark.parametrize(
    ("teks", "angka"),
    [
        ("rumah layak huni 98,62 persen", ["98,62"]),
        ("sebanyak 1.250 unit dan 12 kawasan", ["1.250", "12"]),
        ("anggaran Rp 1.000.000,00 terserap 95%", ["1.000.000,00", "95"]),
        ("naik 3 poin.", ["3"]),
        ("sejak tahun 2021 sampai 2026", []),
        ("periode 2021-2026", []),
        ("PermenPANRB 53/2014 Pasal 6 ayat (2)", []),
        ("Perda Nomor 6 Tahun 2021 tanggal 12 Maret 2021", []),
        ("lihat Tabel 3 dan Gambar 2 pada Bab 4", []),
        ("1. Meningkatkan koordinasi", []),
        ("10 unit rumah", ["10"]),
        ("IKU-01 pada triwulan 4", []),
        ("", []),
    ],
)
def test_angka_yang_berarti_data(teks, angka):
    assert sorted(count_angka([teks]).elements()) == sorted(angka)


def test_angka_tidak_bersambung_melewati_angka_terikat():
    assert count_angka(["capaian 1", "2 unit"]) == {"1": 1, "2": 1}


def test_kunci_sesubjek_didahulukan():
    kini = {"2025:tahun:A:capaian": "98,62", "2025:tahun:B:capaian": "98,62"}
    assert find_kunci("98,62", kini, ["2025:tahun:B:target"]) == "2025:tahun:B:capaian"
    assert find_kunci("98,62", kini, []) == "2025:tahun:A:capaian"
    assert find_kunci("1", kini, []) == ""


def test_angka_pendek_hanya_dicari_pada_subjek_yang_sama():
    kini = {"2025:tahun:dinas:banyak_sasaran": "3"}
    assert find_kunci("3", kini, ["2025:tahun:A:target"]) == ""
    assert find_kunci("3", kini, ["2025:tahun:dinas:pagu"]) == "2025:tahun:dinas:banyak_sasaran"
