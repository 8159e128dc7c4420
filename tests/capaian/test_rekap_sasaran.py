"""Rekap per sasaran: program pendukung, anggaran menurut porsi, efisiensi."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.model import sumber as s
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.kebijakan import build_kebijakan
from tests.buatan import UNIT
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    compile_data,
    print_fakta,
    report,
)

A1, A2, B1 = "1.04.03.2.01.0001", "1.04.03.2.01.0002", "1.04.04.2.01.0001"
PROGRAM_A, PROGRAM_B = "1.04.03", "1.04.04"
PAGU = tuple(
    s.BarisPagu(versi="murni", kode=k, kode_unit=UNIT, sumber_dana="PAD", pagu=Decimal(p))
    for k, p in [(A1, "100"), (A2, "300"), (B1, "600")]
)
REALISASI = {A1: "80", A2: "240", B1: "300"}


def build_cascading(*isi: tuple[str, str, str | None]) -> tuple[s.BarisCascading, ...]:
    """Cascading dari (sasaran, program, porsi)."""
    return tuple(
        s.BarisCascading(induk=i, anak=a, porsi=None if p is None else Decimal(p))
        for i, a, p in isi
    )


SASARAN = (
    build_baris("IKU-1", kode="S1", uraian="Sasaran satu"),
    build_baris("IKU-2", kode="S2", uraian="Sasaran dua"),
    build_baris("IKU-3", kode="S1", uraian="Sasaran satu, ditulis lain"),
)
CAPAIAN = {"IKU-1": "90", "IKU-2": "120", "IKU-3": "110"}


def build_data(*cascading, capaian=None, realisasi=None, tambahan=(), **kebijakan):
    """S1 (IKU-1 dan IKU-3) dan S2 (IKU-2); capaian sama dengan realisasinya."""
    definisi = build_rencana(
        *SASARAN,
        *tambahan,
        pagu=PAGU,
        cascading=build_cascading(*cascading),
        kebijakan=build_kebijakan(kebijakan),
    )
    isian = [i for k, n in (CAPAIAN if capaian is None else capaian).items()
             for i in report(k, tw4=n)]  # fmt: skip
    uang = [i for k, n in (REALISASI if realisasi is None else realisasi).items()
            for i in report(f"{k}:{UNIT}:PAD", tw4=n)]  # fmt: skip
    return compile_data(definisi, *isian, *uang)


def print_uang(sasaran):
    return sasaran.pagu.teks, sasaran.realisasi.teks, sasaran.serapan.teks


def test_satu_entri_per_sasaran_menurut_urutan_indikator():
    data = build_data(("S2", PROGRAM_B, None), ("S1", PROGRAM_A, None))

    assert [(x.kode, x.uraian, x.indikator, x.program) for x in data.sasaran] == [
        ("S1", "Sasaran satu", ("IKU-1", "IKU-3"), (PROGRAM_A,)),
        ("S2", "Sasaran dua", ("IKU-2",), (PROGRAM_B,)),
    ]
    assert [(x.rerata.capaian.teks, x.rerata.n, x.rerata.m) for x in data.sasaran] == [
        ("100,00", 2, 2),
        ("120,00", 1, 1),
    ]


def test_kunci_fakta_sasaran():
    sasaran = build_data(("S1", PROGRAM_A, None)).sasaran[0]

    fakta = (sasaran.rerata.capaian, sasaran.pagu, sasaran.realisasi, sasaran.serapan,
             sasaran.efisiensi)  # fmt: skip
    assert [f.kunci for f in fakta] == [
        f"2025:tahun:S1:{k}" for k in ("rerata", "pagu", "anggaran", "serapan", "efisiensi")
    ]


def test_indikator_program_bukan_sasaran():
    program = build_baris("PRG-1", jenjang=Jenjang.PROGRAM, kode=PROGRAM_A)

    assert [x.kode for x in build_data(tambahan=(program,)).sasaran] == ["S1", "S2"]


@pytest.mark.parametrize(
    ("cascading", "uang", "bersama"),
    [
        ([("S1", PROGRAM_A, None)], ("Rp400", "Rp320", "80,00"), False),
        (
            [("S1", PROGRAM_A, None), ("S1", PROGRAM_B, None)],
            ("Rp1.000", "Rp620", "62,00"),
            False,
        ),
        ([("S1", PROGRAM_A, "25"), ("S2", PROGRAM_A, "75")], ("Rp100", "Rp80", "80,00"), False),
        (
            [("S1", PROGRAM_A, "25"), ("S1", PROGRAM_B, "50"), ("S2", PROGRAM_A, "75")],
            ("Rp400", "Rp230", "57,50"),
            False,
        ),
        ([("S1", PROGRAM_A, None), ("S2", PROGRAM_A, None)], ("Rp400", "Rp320", "80,00"), True),
        ([("S1", PROGRAM_A, "50"), ("S2", PROGRAM_A, None)], ("Rp200", "Rp160", "80,00"), False),
        (
            [("S1", PROGRAM_A, None), ("S1", PROGRAM_B, None), ("S2", PROGRAM_B, None)],
            ("Rp1.000", "Rp620", "62,00"),
            True,
        ),
        ([("S2", PROGRAM_A, None)], ("Rp0", "Rp0", "n/a"), False),
        ([("S1", "1.04.0", None)], ("Rp0", "Rp0", "n/a"), False),
    ],
)
def test_anggaran_sasaran_menurut_porsi_program(cascading, uang, bersama):
    sasaran = build_data(*cascading).sasaran[0]

    assert (print_uang(sasaran), sasaran.anggaran_bersama) == (uang, bersama)


def test_sasaran_tanpa_program_disebut():
    data = build_data(("S2", PROGRAM_A, None))

    assert print_fakta(data.sasaran[0].serapan) == ("n/a", "final", "pagu nol")
    assert [k for k in data.kekurangan if k.startswith("Sasaran")] == [
        "Sasaran S1: belum ada program pendukung"
    ]


def test_anggaran_yang_belum_lengkap_tidak_dibandingkan():
    """80 dari pagu 50 + 150 masih sementara; efisiensi menunggu realisasinya lengkap."""
    kurang = "1 dari 2 baris anggaran belum dilaporkan atau diverifikasi"
    sasaran = build_data(("S1", PROGRAM_A, "50"), realisasi={A1: "160"}).sasaran[0]

    assert print_fakta(sasaran.realisasi) == ("Rp80", "sementara", kurang)
    assert print_fakta(sasaran.serapan) == ("40,00", "sementara", kurang)
    assert print_fakta(sasaran.efisiensi) == (
        "n/a", "final", f"realisasi anggaran belum lengkap, {kurang}",
    )  # fmt: skip
    assert sasaran.keterangan_efisiensi == ""


def test_efisiensi_selisih_capaian_dan_serapan():
    sasaran = build_data(("S1", PROGRAM_A, None)).sasaran[0]

    assert print_fakta(sasaran.efisiensi) == ("20,00", "final", "")
    assert sasaran.keterangan_efisiensi == "100,00 - 80,00 = 20,00"


@pytest.mark.parametrize(
    ("capaian", "alasan"),
    [
        ({"IKU-1": "90"}, "rata-rata capaian di bawah syarat 100,00 %"),
        ({}, "capaian belum terhitung"),
    ],
)
def test_efisiensi_tanpa_syaratnya_beralasan(capaian, alasan):
    sasaran = build_data(("S1", PROGRAM_A, None), capaian=capaian).sasaran[0]

    assert print_fakta(sasaran.efisiensi) == ("n/a", "final", alasan)


KELUARAN = (
    build_baris("SUB-1", jenjang=Jenjang.SUB_KEGIATAN, kode=A1),
    build_baris("SUB-2", jenjang=Jenjang.SUB_KEGIATAN, kode=A1),
    build_baris("SUB-3", jenjang=Jenjang.SUB_KEGIATAN, kode=A2),
    build_baris("SUB-4", jenjang=Jenjang.SUB_KEGIATAN, kode=B1),
)


def read_pmk(cascading, capaian, **kebijakan):
    data = build_data(
        *cascading,
        capaian=CAPAIAN | capaian,
        tambahan=kebijakan.pop("keluaran", KELUARAN),
        efisiensi="pmk_22_2021",
        **kebijakan,
    )
    sasaran = data.sasaran[0]
    return sasaran.efisiensi.teks, sasaran.keterangan_efisiensi.split(";")[0]


SATU = [("S1", PROGRAM_A, None)]
DUA = [("S1", PROGRAM_A, "50"), ("S1", PROGRAM_B, None)]


@pytest.mark.parametrize(
    ("cascading", "capaian", "efisiensi", "keterangan"),
    [
        # (100 x 100 % + 300 x 100 % - 320) / 400
        (SATU, {"SUB-1": "100", "SUB-2": "100", "SUB-3": "100"}, "20,00", "2 dari 2"),
        # rata-rata keluaran A1 (60 + 100) / 2 = 80 %: (80 + 300 - 320) / 380
        (SATU, {"SUB-1": "60", "SUB-2": "100", "SUB-3": "100"}, "15,79", "2 dari 2"),
        # A2 tanpa capaian: (100 - 80) / 100
        (SATU, {"SUB-1": "100"}, "20,00", "1 dari 2"),
        # separuh program A: (50 + 150 + 600 - 40 - 120 - 300) / 800
        (DUA, {"SUB-1": "100", "SUB-3": "100", "SUB-4": "100"}, "42,50", "3 dari 3"),
    ],
)
def test_keluaran_menurut_sub_kegiatan(cascading, capaian, efisiensi, keterangan):
    teks, penjelasan = read_pmk(cascading, capaian)

    assert (teks, penjelasan) == (efisiensi, f"E = {efisiensi} atas {keterangan} keluaran")


def test_tanpa_keluaran_efisiensi_pmk_tidak_dihitung():
    assert read_pmk(SATU, {}) == ("n/a", "")


@pytest.mark.parametrize(
    "bukan_keluaran",
    [
        build_baris("LAIN-1", jenjang=Jenjang.KEGIATAN, kode=A1),
        build_baris("LAIN-1", jenjang=Jenjang.SUB_KEGIATAN, kode="1.04.03.2.01.0009"),
    ],
    ids=["jenjang lain", "sub kegiatan lain"],
)
def test_hanya_indikator_sub_kegiatan_itu_yang_menjadi_keluaran(bukan_keluaran):
    keluaran = (KELUARAN[0], bukan_keluaran)
    hasil = read_pmk(SATU, {"SUB-1": "100", "LAIN-1": "50"}, keluaran=keluaran)

    assert hasil == ("20,00", "E = 20,00 atas 1 dari 2 keluaran")


def test_pagu_nol_tidak_menghapus_keluaran_lain():
    nol = PAGU[0].model_copy(update={"pagu": Decimal(0)})
    definisi = build_rencana(
        *SASARAN,
        *KELUARAN,
        pagu=(nol, PAGU[1]),
        cascading=build_cascading(*SATU),
        kebijakan=build_kebijakan({"efisiensi": "pmk_249_2011"}),
    )
    isian = [
        *(i for k in ("SUB-1", "SUB-3") for i in report(k, tw4="100")),
        *report(f"{A1}:{UNIT}:PAD", tw4="0"),
        *report(f"{A2}:{UNIT}:PAD", tw4="240"),
    ]
    sasaran = compile_data(definisi, *isian).sasaran[0]

    assert sasaran.keterangan_efisiensi.startswith("E = 20,00 atas 1 dari 2 keluaran")
