"""Rumus lembar setiap jenis indikator: sama dengan mesin, dan tidak pernah menjadi nilai galat."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from kinerja_cli.capaian.agregasi import divide_rasio
from kinerja_cli.capaian.jenis import JENIS, AturanHitung, SelRumus, Target
from kinerja_cli.capaian.rumus import quote_lembar
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai
from tests.capaian.lembar_kecil import Isi, evaluate

D = Decimal
SEL = SelRumus("D5", "C5", "E5", pembilang="F5", penyebut="G5")
TIDAK_DAPAT = "tidak dapat dihitung"

KEBIJAKAN = (
    {},
    {"rumus_turun": "turun_rasio"},
    {"target_nol": "konvensi"},
    {"batas_bawah": "0"},
    {"batas_bawah": "10", "batas_atas": "120", "batas_atas_untuk": "angka"},
    {"batas_atas": "90", "batas_atas_untuk": "angka"},
    {"batas_atas": "120", "batas_atas_untuk": "rerata"},
    {"pembulatan": "potong"},
    {"skala": "maluku_tengah_2021"},
)
ANGKA = tuple(D(a) for a in ("0", "-3", "30", "60", "70", "79.996", "80", "85", "86.5", "300"))
ATURAN = [
    AturanHitung(build_kebijakan(ubahan), arah, rumus, satuan="%")
    for ubahan, arah, rumus in product(KEBIJAKAN, Arah, ("", "turun_rasio"))
]


def read_target(jenis: str, teks: str) -> Target:
    target = JENIS[JenisIndikator(jenis)].read_target(teks, AcuanBaca()).target
    assert target is not None
    return target


def evaluate_baris(
    jenis: str, target: Target, aturan: AturanHitung, sel: SelRumus = SEL, **isi: Isi
) -> tuple[Isi, Isi, Isi]:
    """(realisasi, capaian, kategori) sebagaimana tampil di formulir."""
    rumus = JENIS[JenisIndikator(jenis)].formula(target, aturan, sel)
    if rumus.realisasi is not None:
        isi["D5"] = evaluate(rumus.realisasi, **isi)
    capaian = evaluate(rumus.capaian, **isi)
    return isi.get("D5"), capaian, evaluate(rumus.kategori, E5=capaian)


def check_sama(capaian: Isi, kategori: Isi, mesin: HasilCapaian) -> None:
    if mesin.capaian is None:
        assert (capaian, kategori) == (TIDAK_DAPAT, "")
    else:
        assert isinstance(capaian, Decimal)
        assert abs(capaian - mesin.capaian) < D("1e-9")
        assert kategori == mesin.kategori


@pytest.mark.parametrize(
    ("jenis", "teks"),
    [(j, t) for j in ("angka", "rasio") for t in ("80", "0", "-5", "0,1")]
    + [("rentang", t) for t in ("60 - 85", "0 - 60", "-5 - 70", "0,5 - 79,996")],
)
def test_capaian_lembar_sama_dengan_mesin(jenis, teks):
    target = read_target(jenis, teks)
    mesin = JENIS[JenisIndikator(jenis)]
    for aturan, angka in product(ATURAN, ANGKA):
        bahan = {"D5": angka} if jenis != "rasio" else {"F5": angka, "G5": D(2)}
        realisasi, capaian, kategori = evaluate_baris(jenis, target, aturan, **bahan)
        check_sama(capaian, kategori, mesin.calculate(target, Nilai.dari_angka(realisasi), aturan))


@pytest.mark.parametrize("satuan", ["%", "rasio"])
@pytest.mark.parametrize("penyebut", ["0", "4", "-2"])
def test_realisasi_rasio_lembar_sama_dengan_mesin(satuan, penyebut):
    aturan = AturanHitung(build_kebijakan(), Arah.NAIK, satuan=satuan)
    mesin = divide_rasio(Nilai.dari_angka(3), Nilai.dari_angka(penyebut), satuan).angka

    realisasi, capaian, _ = evaluate_baris(
        "rasio", read_target("rasio", "80"), aturan, F5=D(3), G5=D(penyebut)
    )

    assert realisasi == (TIDAK_DAPAT if mesin is None else mesin)
    assert isinstance(capaian, Decimal) is (mesin is not None)


@pytest.mark.parametrize(
    ("jenis", "target", "isi", "capaian"),
    [
        ("angka", "80", None, ""),
        ("angka", "80", "lima", "isi angka"),
        ("rentang", "60 - 85", None, ""),
        ("rentang", "60 - 85", "lima", "isi angka"),
        ("predikat", "WTP", None, ""),
        ("predikat", "WTP", "entah", "isi predikat"),
        ("predikat", "WTP", D(5), "isi predikat"),
        ("ya_tidak", "ya", None, ""),
        ("ya_tidak", "ya", "mungkin", "isi ya atau tidak"),
    ],
)
def test_kosong_tetap_kosong_dan_isian_keliru_menjadi_petunjuk(jenis, target, isi, capaian):
    hasil = evaluate_baris(jenis, read_target(jenis, target), ATURAN[0], D5=isi)

    assert hasil == (isi, capaian, "")


@pytest.mark.parametrize(
    ("pembilang", "penyebut", "realisasi", "capaian"),
    [
        (None, D(5), "", ""),
        (D(5), None, "", ""),
        ("lima", D(5), "isi angka", "isi angka"),
        (D(5), "lima", "isi angka", "isi angka"),
        (D(5), D(0), TIDAK_DAPAT, "isi angka"),
    ],
)
def test_rasio_menunggu_kedua_elemennya(pembilang, penyebut, realisasi, capaian):
    hasil = evaluate_baris(
        "rasio", read_target("rasio", "80"), ATURAN[0], F5=pembilang, G5=penyebut
    )

    assert hasil == (realisasi, capaian, "")


@pytest.mark.parametrize(("jenis", "target"), [("angka", "80"), ("rentang", "80 - 90")])
@pytest.mark.parametrize(
    ("isi", "capaian", "kategori"),
    [
        (D(40), D(75), "Sedang"),
        (D(0), D(25), "Sangat Rendah"),
        (None, "", ""),
        ("lima", "isi angka", ""),
    ],
)
def test_yang_diperiksa_sel_isian_bukan_jumlahnya(jenis, target, isi, capaian, kategori):
    """Realisasi s.d. triwulan adalah isian ditambah 20; isian kosong bukan capaian 25 %."""
    sel = SelRumus("(B5+20)", "C5", "E5", mentah=("B5",))

    hasil = evaluate_baris(jenis, read_target(jenis, target), ATURAN[0], sel, B5=isi)

    assert hasil[1:] == (capaian, kategori)


@pytest.mark.parametrize(("isi", "realisasi"), [(D(3), D(50)), (None, ""), ("x", "isi angka")])
def test_rasio_pun_diperiksa_sel_isiannya(isi, realisasi):
    sel = SelRumus("D5", "C5", "E5", pembilang="(B5+1)", penyebut="8", mentah=("B5",))

    hasil = evaluate_baris("rasio", read_target("rasio", "80"), ATURAN[0], sel, B5=isi)

    assert hasil[0] == realisasi


def test_capaian_rasio_yang_tidak_terhitung_tidak_menjadi_galat():
    sel = SelRumus("D5", "C5", "E5", pembilang="(B5+1)", penyebut="0", mentah=("B5",))

    hasil = evaluate_baris("rasio", read_target("rasio", "80"), ATURAN[0], sel, B5=D(3))

    assert hasil == (TIDAK_DAPAT, "isi angka", "")


SKALA_PREDIKAT = [
    (skala, target.nama)
    for skala, daftar in build_kebijakan().predikat.items()
    for target in daftar.tingkat
]


@pytest.mark.parametrize(("skala", "target"), SKALA_PREDIKAT)
def test_predikat_lembar_sama_dengan_mesin(skala, target):
    kebijakan = build_kebijakan()
    aturan = AturanHitung(kebijakan, Arah.NAIK, skala=skala)
    sasaran = read_target("predikat", target)
    for tingkat in kebijakan.predikat[skala].tingkat:
        mesin = JENIS[JenisIndikator.PREDIKAT].calculate(
            sasaran, Nilai.dari_teks(tingkat.nama), aturan
        )
        _, capaian, kategori = evaluate_baris("predikat", sasaran, aturan, D5=tingkat.nama)
        check_sama(capaian, kategori, mesin)


@pytest.mark.parametrize(
    ("isi", "capaian"), [("Paripurna", D(100)), ("paripurna", D(100)), ("WTP", "isi predikat")]
)
def test_predikat_tanpa_skala_hanya_mengenal_targetnya(isi, capaian):
    hasil = evaluate_baris("predikat", read_target("predikat", "Paripurna"), ATURAN[0], D5=isi)

    assert hasil[1] == capaian


def test_predikat_yang_tidak_terhitung_menjadi_petunjuk():
    """Skala mengenal WDP, tetapi target di luar skala tidak dapat dibandingkan dengannya."""
    aturan = AturanHitung(build_kebijakan(), Arah.NAIK, skala="opini_bpk")

    hasil = evaluate_baris("predikat", read_target("predikat", "Paripurna"), aturan, D5="WDP")

    assert hasil[1:] == ("isi predikat", "")


@pytest.mark.parametrize("target", ["ya", "tidak"])
@pytest.mark.parametrize("isi", ["ya", "tidak", "Ya"])
def test_ya_tidak_lembar_sama_dengan_mesin(target, isi):
    sasaran = read_target("ya_tidak", target)
    mesin = JENIS[JenisIndikator.YA_TIDAK].calculate(sasaran, Nilai.dari_teks(isi), ATURAN[0])

    _, capaian, kategori = evaluate_baris("ya_tidak", sasaran, ATURAN[0], D5=isi)

    check_sama(capaian, kategori, mesin)


@pytest.mark.parametrize("teks", ["A", 'A "plus"', '""', ""])
def test_tanda_kutip_di_dalam_teks_tetap_utuh(teks):
    assert evaluate(quote_lembar(teks)) == teks


@pytest.mark.parametrize("capaian", [None, "", "isi angka", TIDAK_DAPAT])
def test_tanpa_capaian_tidak_ada_kategori(capaian):
    rumus = JENIS[JenisIndikator.ANGKA].formula(read_target("angka", "80"), ATURAN[0], SEL)

    assert evaluate(rumus.kategori, E5=capaian) == ""


@pytest.mark.parametrize("jenis", ["angka", "rasio", "rentang"])
def test_target_tanpa_angka_tidak_dapat_dihitung_di_lembar(jenis):
    """Target jenis lain pada indikator yang jenisnya baru diganti."""
    target = Target("WTP", "WTP", predikat="WTP")

    hasil = evaluate_baris(jenis, target, ATURAN[0], D5=D(5), F5=D(5), G5=D(2))

    assert hasil[1:] == (TIDAK_DAPAT, "")


@pytest.mark.parametrize(
    ("mentah", "awal"),
    [
        ((), 'IF(D5="","",IF(ISNUMBER(D5),'),
        (("D5",), 'IF(D5="","",IF(ISNUMBER(D5),'),
        (("F5", "G5"), 'IF(OR(F5="",G5=""),"",IF(AND(ISNUMBER(F5),ISNUMBER(G5)),'),
    ],
)
@pytest.mark.parametrize(("jenis", "target"), [("angka", "80"), ("rentang", "60 - 85")])
def test_satu_sel_isian_diperiksa_tanpa_fungsi_penggabung(jenis, target, mentah, awal):
    aturan = AturanHitung(build_kebijakan(), Arah.NAIK)
    sel = SelRumus("D5", "C5", "E5", mentah=mentah)

    rumus = JENIS[JenisIndikator(jenis)].formula(read_target(jenis, target), aturan, sel)

    assert rumus.capaian.startswith(awal)
