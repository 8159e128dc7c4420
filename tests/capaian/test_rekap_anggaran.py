"""Anggaran disimpan per sub kegiatan, unit, sumber dana; dijumlah ke atas tanpa menganggap nol."""

from __future__ import annotations

from decimal import Decimal
from itertools import starmap

import pytest

from kinerja_cli.model import sumber as s
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    build_versi,
    compile_data,
    print_fakta,
    report,
)

A1, A2, B1 = "1.04.03.2.01.0001", "1.04.03.2.02.0001", "1.04.04.2.01.0001"
LAIN = "BID-HUB"


def build_pagu(
    kode: str, unit: str, dana: str, pagu: str, versi: str = "murni", uraian: str = ""
) -> s.BarisPagu:
    return s.BarisPagu(
        versi=versi, kode=kode, kode_unit=unit, sumber_dana=dana, uraian=uraian, pagu=Decimal(pagu)
    )


PAGU = tuple(
    starmap(
        build_pagu,
        [(B1, LAIN, "PAD", "400"), (A1, UNIT, "PAD", "100"), (A1, LAIN, "DAU", "300"),
         (A2, UNIT, "PAD", "200")],
    )
)  # fmt: skip
NOMENKLATUR = tuple(
    s.BarisNomenklatur(kode=k, nama=n)
    for k, n in [("1.04.03", "Program A"), ("1.04.03.2.01", "Kegiatan A1"), (A1, "Sub A1")]
)


def pay(kunci: dict[str, str], periode: str = "tw4"):
    return [i for k, nilai in kunci.items() for i in report(k, **{periode: nilai})]


LUNAS = {
    f"{A1}:{UNIT}:PAD": "90",
    f"{A1}:{LAIN}:DAU": "150",
    f"{A2}:{UNIT}:PAD": "200",
    f"{B1}:{LAIN}:PAD": "0",
}


def build_data(*isian, periode: Periode = Periode.TAHUN, **ubahan):
    isi = {"pagu": PAGU, "nomenklatur": NOMENKLATUR} | ubahan
    return compile_data(build_rencana(build_baris(), **isi), *isian, periode=periode)


def test_setiap_kode_dijumlah_ke_atas_berurutan():
    data = build_data(*pay(LUNAS))

    assert [
        (a.kode, a.jenjang, a.unit, a.pagu.teks, a.realisasi.teks, a.serapan.teks, a.sisa.teks)
        for a in data.anggaran
    ] == [
        ("1.04.03", "program", "", "Rp600", "Rp440", "73,33", "Rp160"),
        ("1.04.03.2.01", "kegiatan", "", "Rp400", "Rp240", "60,00", "Rp160"),
        (A1, "sub kegiatan", "BID-HUB, BID-KP", "Rp400", "Rp240", "60,00", "Rp160"),
        ("1.04.03.2.02", "kegiatan", "", "Rp200", "Rp200", "100,00", "Rp0"),
        (A2, "sub kegiatan", UNIT, "Rp200", "Rp200", "100,00", "Rp0"),
        ("1.04.04", "program", "", "Rp400", "Rp0", "0,00", "Rp400"),
        ("1.04.04.2.01", "kegiatan", "", "Rp400", "Rp0", "0,00", "Rp400"),
        (B1, "sub kegiatan", LAIN, "Rp400", "Rp0", "0,00", "Rp400"),
    ]


def test_kunci_fakta_anggaran():
    anggaran = build_data(*pay(LUNAS), periode=Periode.TW4).anggaran[2]

    fakta = (anggaran.pagu, anggaran.realisasi, anggaran.serapan, anggaran.sisa)
    assert [f.kunci for f in fakta] == [
        f"2025:tw4:{A1}:{k}" for k in ("pagu", "anggaran", "serapan", "sisa")
    ]
    assert {(f.status.value, f.catatan) for f in fakta} == {("final", "")}


@pytest.mark.parametrize(
    ("uraian", "nomenklatur", "nama"),
    [
        ("Uraian DPA", NOMENKLATUR, "Sub A1"),
        ("Uraian DPA", (), "Uraian DPA"),
        ("", (), A1),
    ],
)
def test_nama_dari_nomenklatur_lalu_dpa_lalu_kode(uraian, nomenklatur, nama):
    data = build_data(
        pagu=(build_pagu(A1, UNIT, "PAD", "100", uraian=uraian),), nomenklatur=nomenklatur
    )

    assert data.anggaran[2].uraian == nama


def test_program_tanpa_nama_memakai_kodenya():
    assert [a.uraian for a in build_data(nomenklatur=()).anggaran][:2] == [
        "1.04.03", "1.04.03.2.01",
    ]  # fmt: skip


KURANG = "1 dari 2 baris anggaran belum dilaporkan atau diverifikasi"


def test_baris_yang_belum_dilaporkan_tidak_dianggap_nol():
    """Hanya PAD yang masuk: 90 dari pagu 400, sementara, dan disebut."""
    sub = build_data(*pay({f"{A1}:{UNIT}:PAD": "90"})).anggaran[2]

    assert [print_fakta(f) for f in (sub.pagu, sub.realisasi, sub.serapan, sub.sisa)] == [
        ("Rp400", "final", ""),
        ("Rp90", "sementara", KURANG),
        ("22,50", "sementara", KURANG),
        ("Rp310", "sementara", KURANG),
    ]


def test_tanpa_laporan_semuanya_na_beralasan():
    sub = build_data().anggaran[2]
    kurang = "2 dari 2 baris anggaran belum dilaporkan atau diverifikasi"

    assert [print_fakta(f) for f in (sub.realisasi, sub.serapan, sub.sisa)] == [
        ("n/a", "sementara", kurang)
    ] * 3
    assert {f.nilai for f in (sub.realisasi, sub.serapan, sub.sisa)} == {Nilai.belum_ada(kurang)}


def test_pagu_nol_tidak_berserapan():
    data = build_data(*pay({f"{A1}:{UNIT}:PAD": "0"}), pagu=(build_pagu(A1, UNIT, "PAD", "0"),))

    sub = data.anggaran[2]
    assert print_fakta(sub.serapan) == ("n/a", "final", "pagu nol")
    assert (sub.realisasi.teks, sub.sisa.teks) == ("Rp0", "Rp0")


def test_sisa_dapat_negatif():
    data = build_data(*pay({f"{A1}:{UNIT}:PAD": "120"}), pagu=(build_pagu(A1, UNIT, "PAD", "100"),))

    assert (data.anggaran[2].sisa.teks, data.anggaran[2].serapan.teks) == ("-Rp20", "120,00")


@pytest.mark.parametrize(
    ("laporan", "periode", "realisasi"),
    [
        ({"tw2": "40", "tw4": "90"}, Periode.TW2, "Rp40"),
        ({"tw2": "40", "tw4": "90"}, Periode.TW3, "n/a"),
        ({"tw2": "40", "tw4": "90"}, Periode.TAHUN, "Rp90"),
        ({"tw4": "90", "tahun": "95"}, Periode.TAHUN, "Rp95"),
        ({"tw4": "90", "tahun": "95"}, Periode.TW4, "Rp90"),
        ({"tw4": "90", "tahun": "belum direkonsiliasi"}, Periode.TAHUN, "Rp90"),
        ({"tw3": "80"}, Periode.TAHUN, "n/a"),
    ],
)
def test_realisasi_sampai_periode_dan_tahun_memakai_tw4(laporan, periode, realisasi):
    data = build_data(
        *report(f"{A1}:{UNIT}:PAD", **laporan),
        periode=periode,
        pagu=(build_pagu(A1, UNIT, "PAD", "100"),),
    )

    assert data.anggaran[2].realisasi.teks == realisasi


@pytest.mark.parametrize(("periode", "pagu"), [(Periode.TW2, "Rp100"), (Periode.TW3, "Rp150")])
def test_pagu_menurut_dpa_yang_berlaku(periode, pagu):
    data = build_data(
        periode=periode,
        versi_dpa=(build_versi("murni"), build_versi("pergeseran", bulan=7)),
        pagu=(
            build_pagu(A1, UNIT, "PAD", "100"),
            build_pagu(A1, UNIT, "PAD", "150", versi="pergeseran"),
        ),
    )

    assert (data.anggaran[0].pagu.teks, data.total.pagu.teks) == (pagu, pagu)


def test_dua_generasi_nomenklatur_tidak_saling_terhitung():
    """``...01.00`` adalah awalan ``...01.0001``, tetapi bukan induknya."""
    lama = "1.04.03.2.01.00"
    data = build_data(pagu=(build_pagu(lama, UNIT, "PAD", "7"), build_pagu(A1, UNIT, "PAD", "100")))

    assert [(a.kode, a.pagu.teks) for a in data.anggaran] == [
        ("1.04.03", "Rp107"), ("1.04.03.2.01", "Rp107"), (lama, "Rp7"), (A1, "Rp100"),
    ]  # fmt: skip


def test_total_dinas_sama_dengan_seluruh_dpa():
    total = build_data(*pay(LUNAS)).total

    assert [(f.kunci, f.teks) for f in (total.pagu, total.realisasi, total.serapan)] == [
        ("2025:tahun:dinas:pagu", "Rp1.000"),
        ("2025:tahun:dinas:anggaran", "Rp440"),
        ("2025:tahun:dinas:serapan", "44,00"),
    ]


def test_tanpa_dpa_total_nol_dan_tidak_berserapan():
    total = build_data(pagu=()).total

    assert print_fakta(total.realisasi) == ("Rp0", "final", "")
    assert print_fakta(total.serapan) == ("n/a", "final", "pagu nol")
