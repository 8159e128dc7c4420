"""Membaca angka sebagaimana orang menuliskannya: contoh nyata dan sifat umumnya."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.baca_angka import AcuanBaca, normalize_teks, read_angka
from kinerja_cli.model.cetak import format_angka, format_persen, format_rupiah
from kinerja_cli.model.nilai import JenisNilai

TERBACA = [
    # koma desimal, titik ribuan
    ("12,5", "12.5"),
    ("0,26", "0.26"),
    ("0,332", "0.332"),
    ("2,165", "2.165"),
    (",5", "0.5"),
    ("1.234,5", "1234.5"),
    ("1.550.220,39", "1550220.39"),
    ("36.919.809,00", "36919809"),
    ("37.713.625", "37713625"),
    ("467.998.630.663,83", "467998630663.83"),
    ("1516969,88", "1516969.88"),
    # titik yang pasti desimal
    ("12.5", "12.5"),
    ("4.25", "4.25"),
    ("57.05", "57.05"),
    ("85.00", "85"),
    ("0.321", "0.321"),
    ("0.7", "0.7"),
    ("1234.567", "1234.567"),
    ("1,234.56", "1234.56"),
    # nol dan tanda
    ("0", "0"),
    ("0,00", "0"),
    ("-3", "-3"),
    ("-5", "-5"),
    ("-2.24 ", "-2.24"),
    ("\u22122,24", "-2.24"),
    ("\u20133", "-3"),
    ("(2.315,00)", "-2315"),
    ("-100%", "-100"),
    ("+4", "4"),
    # persen
    ("121 %", "121"),
    ("79.9 %", "79.9"),
    ("95%", "95"),
    ("109,337%", "109.337"),
    ("0,26 %", "0.26"),
    # rupiah
    ("Rp 1.000.000", "1000000"),
    ("Rp.3.783.296.000", "3783296000"),
    ("Rp. 22.275.313.470,-", "22275313470"),
    ("Rp 548.000.000,-", "548000000"),
    ("1.877.248.000,-", "1877248000"),
    ("925.896.500,00", "925896500"),
    ("Rp60.000.000,00", "60000000"),
    ("Rp 1.250", "1250"),
    ("Rp-2.315", "-2315"),
    ("590.\n090.455,00", "590090455"),
    ("                   8.866.374.688  ", "8866374688"),
    # satuan menempel dan spasi keras
    ("232 Org", "232"),
    ("4 Desa/Kel", "4"),
    ("15 Nagari", "15"),
    ("5 sumber air", "5"),
    ("250 m\u00b2", "250"),
    ("\u00a098,62\u00a0%\u00a0", "98.62"),
    ("９５", "95"),
    # pengali dalam kata
    ("5 juta buku", "5000000"),
    ("2,5 juta buku", "2500000"),
    ("Rp1,5 miliar", "1500000000"),
    ("3 ribu", "3000"),
    # derau biner lembar kerja
    ("233.33333333333334", "233.333333333333"),
    ("100.00000000000001", "100"),
    ("0.6299999999999999", "0.63"),
    ("0.9059824562433705", "0.90598245624337"),
    ("553668398427.35", "553668398427.35"),
]


@pytest.mark.parametrize(("teks", "angka"), TERBACA)
def test_terbaca(teks, angka):
    bacaan = read_angka(teks)

    assert bacaan.nilai.angka == Decimal(angka)
    assert bacaan.alasan == ""


DITOLAK = [
    ("WTP", "bukan angka"),
    ("A (80,50)", "bukan angka"),
    ("Diukur di TW IV", "bukan angka"),
    ("n/a", "belum ada"),
    ("N/A", "belum ada"),
    ("NA", "belum ada"),
    ("-", "belum ada"),
    ("-    ", "belum ada"),
    ("**)", "belum ada"),
    ("\u2014", "belum ada"),
    ("nihil", "belum ada"),
    ("#DIV/0!", "galat rumus"),
    ("#REF!", "galat rumus"),
    ("38% (Evaluasi Semester I)", "bukan angka"),
    ("Belum Tercapai (realisasi s.d. Oktober 82 %)", "bukan angka"),
    ("1,49 (21 km)", "lebih dari satu angka"),
    ("1:32", "lebih dari satu angka"),
    ("1:17,9", "lebih dari satu angka"),
    ("162/100.000", "lebih dari satu angka"),
    ("60 \u2013 85", "lebih dari satu angka"),
    ("80 - 90%", "lebih dari satu angka"),
    ("7-8", "lebih dari satu angka"),
    ("100 dari 110 organisasi", "lebih dari satu angka"),
    ("50% 50% 53,13%", "lebih dari satu angka"),
    ("1,5,4", "koma lebih dari satu"),
    ("1.25.000", "titik pemisah ribuan"),
    ("1.000.50", "titik pemisah ribuan"),
    ("1.5,4.2", "susunan titik dan koma"),
    ("Rp 1,5 M", "tidak dikenal"),
    ("(5", "bukan angka"),
    ("12abc3", "lebih dari satu angka"),
]


@pytest.mark.parametrize(("teks", "sebab"), DITOLAK)
def test_ditolak_dengan_sebabnya(teks, sebab):
    bacaan = read_angka(teks)

    assert bacaan.nilai.jenis is JenisNilai.TAK_TERBACA
    assert bacaan.nilai.teks == teks
    assert sebab in bacaan.alasan
    assert not bacaan.ambigu


@pytest.mark.parametrize("teks", [None, "", "   ", "\u00a0", "\n"])
def test_kosong_bukan_nol(teks):
    assert read_angka(teks).nilai.jenis is JenisNilai.KOSONG


def test_benar_salah_bukan_angka():
    assert read_angka(True).nilai.jenis is JenisNilai.TAK_TERBACA


@pytest.mark.parametrize(
    ("sel", "angka"),
    [(233.33333333333334, "233.333333333333"), (0.1 + 0.2, "0.3"), (80, "80"), (1.125, "1.125")],
)
def test_angka_dari_sel_lewat_lima_belas_digit(sel, angka):
    bacaan = read_angka(sel)

    assert bacaan.nilai.angka == Decimal(angka)
    assert bacaan.terbaca is None


@pytest.mark.parametrize("teks", ["1.250", "3.286", "8.706", "23.105", "110.000"])
def test_titik_tunggal_tiga_angka_tidak_ditebak(teks):
    bacaan = read_angka(teks)

    assert bacaan.ambigu
    assert bacaan.nilai.jenis is JenisNilai.TAK_TERBACA
    assert "ribuan" in bacaan.alasan
    assert "desimal" in bacaan.alasan


D = Decimal
DIPUTUSKAN = [
    # satuan yang dicacah dan satuan yang tidak sampai ribuan
    ("1.250", AcuanBaca("dokumen"), "1250"),
    ("1.250", AcuanBaca("Orang / Bulan"), "1250"),
    ("1.250", AcuanBaca("%"), "1.250"),
    ("1.250", AcuanBaca("Persen"), "1.250"),
    ("1.250 orang", AcuanBaca(), "1250"),
    ("1.250%", AcuanBaca(), "1.250"),
    # angka lain di barisnya
    ("3.666", AcuanBaca("", (D("3.88"),)), "3.666"),
    ("23.105", AcuanBaca("", (D("56.03"),)), "23.105"),
    ("44.113", AcuanBaca("", (D("135000"),)), "44113"),
    ("1.250", AcuanBaca("indeks", (D("1.3"),)), "1.250"),
    ("1.250", AcuanBaca("indeks", (D("1300"),)), "1250"),
    ("1.250", AcuanBaca("ha", (D("1400"),)), "1250"),
    # batas sepuluh kali lipat
    ("1.250", AcuanBaca("", (D("12.5"),)), "1.250"),
    ("1.250", AcuanBaca("", (D("0.125"),)), "1.250"),
    ("1.250", AcuanBaca("", (D("125"),)), "1250"),
    ("1.250", AcuanBaca("", (D("12500"),)), "1250"),
    # petunjuk hanya bila yang lain diam
    ("3.286", AcuanBaca(petunjuk="unit"), "3286"),
    ("3.286", AcuanBaca(petunjuk="%"), "3.286"),
    ("3.666", AcuanBaca("", (D("3.88"),), petunjuk="unit"), "3.666"),
    # pengali: angka lain di baris diukur dalam satuan yang sama
    ("1.250 juta", AcuanBaca("rp", (D("1300000000"),)), "1250000000"),
    ("1.250 juta", AcuanBaca("rp", (D("1300000"),)), "1250000"),
]


@pytest.mark.parametrize(("teks", "acuan", "angka"), DIPUTUSKAN)
def test_titik_tunggal_diputuskan_bila_pasti(teks, acuan, angka):
    assert read_angka(teks, acuan).nilai.angka == Decimal(angka)


BELUM_PASTI = [
    AcuanBaca("indeks"),
    AcuanBaca("ha"),
    AcuanBaca("", (D("100000"),)),
    AcuanBaca("", (D("12.6"),)),
    AcuanBaca("", (D("124"),)),
    AcuanBaca("", (D(0),)),
    # dua angka lain yang berlawanan, walaupun ada petunjuk
    AcuanBaca("", (D("1.3"), D("1300")), petunjuk="unit"),
]


@pytest.mark.parametrize("acuan", BELUM_PASTI)
def test_titik_tunggal_tetap_ditolak_bila_tidak_pasti(acuan):
    assert read_angka("1.250", acuan).ambigu


@pytest.mark.parametrize(
    ("teks", "acuan", "terbaca"),
    [
        ("4.6", AcuanBaca(), "4,6"),
        ("85.00", AcuanBaca(), "85"),
        ("1.250", AcuanBaca("dokumen"), "1.250"),
        ("Rp 548.000.000,-", AcuanBaca(), "548.000.000"),
        ("(2.315,00)", AcuanBaca(), "-2.315"),
        ("232 Org", AcuanBaca(), "232"),
        ("5 juta buku", AcuanBaca(), "5.000.000"),
        ("118.39999999999999", AcuanBaca(), "118,4"),
    ],
)
def test_yang_tidak_polos_menyebut_terbaca_sebagai(teks, acuan, terbaca):
    assert read_angka(teks, acuan).terbaca == terbaca


@pytest.mark.parametrize("teks", ["100", "98,62", "-3", "95%", "95 %", "1.234,50", "1.250.000"])
def test_tulisan_baku_tidak_perlu_keterangan(teks):
    assert read_angka(teks).terbaca is None


def test_penjumlahan_hanya_bila_diizinkan():
    assert read_angka("2 + 0,8 + 1,2").nilai.jenis is JenisNilai.TAK_TERBACA

    bacaan = read_angka("2 + 0,8 + 1,2", AcuanBaca(jumlahan=True))

    assert bacaan.nilai.angka == Decimal("4.0")
    assert bacaan.terbaca == "4"


@pytest.mark.parametrize("teks", ["2 + ", "2 + WTP", "2 + + 3"])
def test_penjumlahan_tak_lengkap_ditolak(teks):
    assert read_angka(teks, AcuanBaca(jumlahan=True)).nilai.jenis is JenisNilai.TAK_TERBACA


def test_tanda_tambah_di_depan_bukan_penjumlahan():
    assert read_angka("+4", AcuanBaca(jumlahan=True)).nilai.angka == 4


ANGKA = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@given(ANGKA, st.integers(min_value=0, max_value=4))
def test_yang_dicetak_terbaca_sama(angka, desimal):
    cetak = format_angka(angka, desimal, tetap=True)
    # Tiga angka di belakang titik tunggal adalah ketaksaan tulisan, bukan kesalahan baca.
    bacaan = read_angka(cetak, AcuanBaca("unit"))

    assert bacaan.nilai.angka is not None
    assert bacaan.nilai.angka == round_setengah_naik(angka, desimal)
    assert abs(bacaan.nilai.angka - angka) <= Decimal("0.5").scaleb(-desimal)


@given(ANGKA)
def test_persen_yang_dicetak_terbaca_sama(angka):
    cetak = format_persen(angka)

    assert read_angka(cetak + " %").nilai.angka == round_setengah_naik(angka, 2)


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=2))
def test_rupiah_yang_dicetak_terbaca_sama(angka):
    assert read_angka(format_rupiah(angka)).nilai.angka == angka


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_sel_angka_tidak_pernah_ditolak(sel):
    angka = read_angka(sel).nilai.angka

    assert angka is not None
    assert float(angka) == pytest.approx(sel, rel=1e-14, abs=0)


@given(st.text(max_size=30))
def test_teks_apa_pun_tidak_menggagalkan_dan_kosong_tetap_kosong(teks):
    bacaan = read_angka(teks)

    if bacaan.nilai.jenis is JenisNilai.TAK_TERBACA:
        assert bacaan.nilai.teks == teks
        assert bacaan.alasan
    if not any("0" <= h <= "9" for h in normalize_teks(teks)):
        assert bacaan.nilai.angka is None
