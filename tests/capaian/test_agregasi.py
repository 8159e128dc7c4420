"""Triwulan menjadi nilai s.d. periode: aturan lazim E.81 dan jebakan yang pernah terjadi."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.capaian.agregasi import (
    NilaiAgregat,
    aggregate,
    derive_triwulan,
    divide_rasio,
    is_persen,
)
from kinerja_cli.model.istilah import Agregasi, Sifat
from kinerja_cli.model.nilai import KOSONG, Nilai
from kinerja_cli.model.periode import TRIWULAN, Periode

PER, SD = Sifat.PER_TRIWULAN, Sifat.SAMPAI_DENGAN
TW1, TW2, TW3, TW4 = TRIWULAN
BELUM = "belum"


def susun(*isi: str | None) -> dict[Periode, Nilai]:
    """Isi per triwulan; ``None`` tidak pernah diisi, ``belum`` dinyatakan belum ada."""
    daftar = {}
    for periode, teks in zip(TRIWULAN, isi, strict=False):
        if teks == BELUM:
            daftar[periode] = Nilai.belum_ada("menunggu BPS")
        elif teks is not None:
            daftar[periode] = (
                Nilai.dari_teks(teks) if teks.isalpha() else Nilai.dari_angka(Decimal(teks))
            )
    return daftar


# (isi per triwulan, agregasi, cara isi, sampai, nilai, triwulan kosong, sumber harapan)
TABEL = [
    (("10", "20", "30", "40"), Agregasi.JUMLAH, PER, TW4, "100", (), "E.81 12 = 8+..+11"),
    (("10", "20", "30", "40"), Agregasi.JUMLAH, PER, TW2, "30", (), "s.d. TW II"),
    (("10", "20", "30", "40"), Agregasi.JUMLAH, PER, Periode.TAHUN, "100", (), "tahun"),
    (("10", None, "30", "40"), Agregasi.JUMLAH, PER, TW4, "80", (TW2,), "T7"),
    (("10", "20", "30"), Agregasi.JUMLAH, PER, TW4, "60", (TW4,), "T7"),
    (("10", "0", "30", "40"), Agregasi.JUMLAH, PER, TW4, "80", (), "T13: nol ada"),
    (("30", "40", "50", "70"), Agregasi.JUMLAH, SD, TW4, "70", (), "T20: bukan jumlah"),
    (("30", "40", "50"), Agregasi.JUMLAH, SD, TW4, "50", (TW4,), "isian terakhir"),
    (("30", None, "50", None), Agregasi.JUMLAH, SD, TW4, "50", (TW4,), "celah tak apa"),
    (("91", "90", "88", "60"), Agregasi.POSISI_AKHIR, PER, TW4, "60", (), "T4: bukan maks"),
    (("91", "90", None, None), Agregasi.POSISI_AKHIR, PER, TW4, "90", (TW3, TW4), "T4"),
    (("91", "0"), Agregasi.POSISI_AKHIR, PER, TW2, "0", (), "T13: nol adalah nilai"),
    (("91", BELUM), Agregasi.POSISI_AKHIR, PER, TW2, "91", (TW2,), "belum ada bukan nol"),
    (("B", "BB"), Agregasi.POSISI_AKHIR, PER, TW4, "BB", (TW3, TW4), "predikat terakhir"),
    (("80", "90", "70", "60"), Agregasi.RATA_RATA, PER, TW4, "75", (), "rata-rata"),
    (("80", None, "70"), Agregasi.RATA_RATA, PER, TW3, "75", (TW2,), "bukan nol"),
    (("80", "0"), Agregasi.RATA_RATA, PER, TW2, "40", (), "nol ikut"),
    (("80", "90", "70"), Agregasi.MAKSIMUM, PER, TW3, "90", (), "bila dinyatakan"),
    (("80", "90", "70"), Agregasi.MINIMUM, PER, TW3, "70", (), "bila dinyatakan"),
    (("1", "2", "3"), Agregasi.RASIO, PER, TW3, "3", (), "elemen rasio: terakhir"),
]  # fmt: skip


@pytest.mark.parametrize("kasus", TABEL)
def test_nilai_sampai_dengan(kasus):
    isi, agregasi, cara, sampai, nilai, kosong, sumber = kasus
    hasil = aggregate(susun(*isi), agregasi, cara, sampai)

    harap = Nilai.dari_teks(nilai) if nilai.isalpha() else Nilai.dari_angka(nilai)
    assert (hasil.nilai.jenis, hasil.nilai.angka, hasil.nilai.teks) == (
        harap.jenis,
        harap.angka,
        harap.teks,
    ), sumber
    assert hasil.kosong == kosong


@pytest.mark.parametrize("agregasi", list(Agregasi))
def test_tanpa_satu_pun_nilai_tetap_kosong(agregasi):
    hasil = aggregate({}, agregasi, PER, TW2)

    assert hasil == NilaiAgregat(KOSONG, (TW1, TW2))


@pytest.mark.parametrize("agregasi", list(Agregasi))
def test_alasan_belum_ada_terakhir_yang_kembali(agregasi):
    isi = {TW1: Nilai.belum_ada("menunggu BPS"), TW2: Nilai.belum_ada("survei diundur")}

    hasil = aggregate(isi, agregasi, PER, TW3)

    assert hasil.nilai == Nilai.belum_ada("survei diundur")
    assert hasil.kosong == (TW1, TW2, TW3)


@pytest.mark.parametrize(
    "agregasi", [Agregasi.JUMLAH, Agregasi.RATA_RATA, Agregasi.MAKSIMUM, Agregasi.MINIMUM]
)
def test_predikat_tidak_dapat_dijumlah_atau_dirata(agregasi):
    hasil = aggregate(susun("B", "BB"), agregasi, PER, TW2)

    assert hasil == NilaiAgregat(Nilai.tak_terbaca("predikat"), ())


def test_triwulan_sesudah_periode_tidak_ikut():
    isi = susun("10", "20", "30", "40")

    assert aggregate(isi, Agregasi.JUMLAH, PER, TW1).nilai.angka == 10
    assert aggregate(isi, Agregasi.POSISI_AKHIR, PER, TW2).nilai.angka == 20


TRIWULAN_SENDIRI = [
    (("10", "20"), Agregasi.JUMLAH, PER, TW2, "20"),
    (("30", "40", "50", "70"), Agregasi.JUMLAH, SD, TW4, "20"),
    (("30", "40", "50", "70"), Agregasi.JUMLAH, SD, TW1, "30"),
    (("50", "40"), Agregasi.JUMLAH, SD, TW2, "-10"),
    (("91", "90"), Agregasi.POSISI_AKHIR, SD, TW2, "90"),
    (("91", "90"), Agregasi.RATA_RATA, SD, TW2, "90"),
]


@pytest.mark.parametrize("kasus", TRIWULAN_SENDIRI)
def test_nilai_triwulan_itu_sendiri(kasus):
    isi, agregasi, cara, periode, nilai = kasus

    assert derive_triwulan(susun(*isi), agregasi, cara, periode) == Nilai.dari_angka(nilai)


@pytest.mark.parametrize("cara", [PER, SD])
@pytest.mark.parametrize("isi", [KOSONG, Nilai.belum_ada("menunggu BPS")])
def test_triwulan_tanpa_angka_tetap_sebagaimana_diisi(cara, isi):
    nilai = derive_triwulan({TW1: Nilai.dari_angka(10), TW2: isi}, Agregasi.JUMLAH, cara, TW2)

    assert nilai == isi


@pytest.mark.parametrize("cara", [PER, SD])
def test_triwulan_yang_tidak_diisi_kosong(cara):
    assert derive_triwulan(susun("10"), Agregasi.JUMLAH, cara, TW2) == KOSONG


@pytest.mark.parametrize("lalu", [None, BELUM])
def test_selisih_tanpa_triwulan_sebelumnya_bukan_seluruhnya(lalu):
    nilai = derive_triwulan(susun("30", lalu, "50"), Agregasi.JUMLAH, SD, TW3)

    assert nilai == Nilai.belum_ada(
        "Triwulan II tidak dilaporkan, nilai triwulan tidak dapat dipisah"
    )


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_jumlah_sama_dari_isian_per_triwulan_dan_sampai_dengan(isian):
    per = {p: Nilai.dari_angka(n) for p, n in zip(TRIWULAN, isian, strict=True)}
    sd = {p: Nilai.dari_angka(sum(isian[: p.nomor])) for p in TRIWULAN}

    for periode in TRIWULAN:
        assert (
            aggregate(per, Agregasi.JUMLAH, PER, periode).nilai
            == aggregate(sd, Agregasi.JUMLAH, SD, periode).nilai
        )
        assert derive_triwulan(sd, Agregasi.JUMLAH, SD, periode).angka == isian[periode.nomor - 1]


def agregat(*isi: str | None, agregasi: Agregasi = Agregasi.JUMLAH) -> Nilai:
    return aggregate(susun(*isi), agregasi, PER, TW4).nilai


def test_rasio_dari_jumlah_bukan_rata_rata_persentase():
    """10/10 dan 0/90 adalah 10 %, bukan rata-rata 50 %."""
    hasil = divide_rasio(agregat("10", "0", "0", "0"), agregat("10", "90", "0", "0"), "%")

    assert hasil.angka == 10


def test_penyebut_stok_tidak_dijumlah_empat_kali():
    pembilang = agregat("10", "20", "15", "5")
    penyebut = agregat("200", "200", "200", "200", agregasi=Agregasi.POSISI_AKHIR)

    assert divide_rasio(pembilang, penyebut, "persen").angka == 25


def test_rasio_tanpa_persen_tidak_dikali_seratus():
    assert divide_rasio(agregat("3"), agregat("4"), "rasio").angka == Decimal("0.75")


@pytest.mark.parametrize(
    ("pembilang", "penyebut", "nilai"),
    [
        ("1", "0", Nilai.belum_ada("penyebut nol")),
        (None, "5", KOSONG),
        ("1", None, KOSONG),
        (BELUM, "5", Nilai.belum_ada("menunggu BPS")),
        ("1", BELUM, Nilai.belum_ada("menunggu BPS")),
        (BELUM, "0", Nilai.belum_ada("menunggu BPS")),
        ("A", "5", Nilai.tak_terbaca("predikat")),
        ("0", "5", Nilai.dari_angka(0)),
    ],
)
def test_rasio_tanpa_kedua_angkanya_bukan_nol(pembilang, penyebut, nilai):
    assert divide_rasio(agregat(pembilang), agregat(penyebut), "%") == nilai


@pytest.mark.parametrize(
    ("satuan", "persen"),
    [("%", True), (" Persen ", True), ("Prosen", True), ("persentase", True), ("orang", False)],
)
def test_satuan_persen(satuan, persen):
    assert is_persen(satuan) is persen
