"""Kemajuan terhadap target akhir Renstra yang diacu PK."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.rekap_renstra import read_nilai_riwayat
from kinerja_cli.model import sumber as s
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.capaian.rencana_kecil import (
    build_baris,
    build_rencana,
    build_target,
    build_versi,
    compile_satu,
    print_fakta,
    report,
)

REALISASI = tuple(report("IKU-1", tw1="20", tw2="49", tw4="98"))


def build_dokumen(*isi: tuple[str, int, int]) -> tuple[s.BarisRenstra, ...]:
    """Dokumen Renstra dari (kode, tahun awal, tahun akhir)."""
    return tuple(
        s.BarisRenstra(dokumen=d, nama=f"Renstra {d}", tahun_awal=awal, tahun_akhir=akhir)
        for d, awal, akhir in isi
    )


def build_sasaran(*isi: tuple[str, int, str], kode: str = "IKU-1", awal: str = ""):
    """Target Renstra dari (dokumen, tahun, target)."""
    return tuple(
        s.BarisTargetRenstra(
            dokumen=d, kode_indikator=kode, tahun=t, target=teks, kondisi_awal=awal
        )
        for d, t, teks in isi
    )


DOKUMEN = build_dokumen(("R1", 2021, 2026), ("R2", 2025, 2029))
TARGET = build_sasaran(
    ("R1", 2025, "90"), ("R1", 2026, "98"), ("R2", 2025, "100"), ("R2", 2029, "140")
)


def read_renstra(*, acuan: str = "", baris=None, isian=REALISASI, periode=Periode.TAHUN, **ubahan):
    definisi = build_rencana(
        baris or build_baris(),
        versi_pk=(build_versi("murni", renstra=acuan),),
        **({"renstra": DOKUMEN, "target_renstra": TARGET} | ubahan),
    )
    return compile_satu(definisi, *isian, periode=periode).renstra


def test_realisasi_terhadap_target_akhir_renstra():
    """98 dari target akhir 140 adalah 70 %; target tahun ini hanya disebut."""
    renstra = read_renstra()

    assert (renstra.dokumen, renstra.nama_dokumen, renstra.tahun_akhir) == (
        "R2", "Renstra R2", 2029,
    )  # fmt: skip
    assert [
        (f.kunci, f.teks) for f in (renstra.target_tahun, renstra.target_akhir, renstra.kemajuan)
    ] == [
        ("2025:tahun:IKU-1:renstra", "100"),
        ("2025:tahun:IKU-1:renstra_akhir", "140"),
        ("2025:tahun:IKU-1:kemajuan_renstra", "70,00"),
    ]


def test_triwulan_memakai_nilai_sampai_triwulan_itu():
    renstra = read_renstra(periode=Periode.TW2)

    assert renstra.kemajuan.kunci == "2025:tw2:IKU-1:kemajuan_renstra"
    assert renstra.kemajuan.teks == "35,00"


@pytest.mark.parametrize(
    ("acuan", "dokumen", "kemajuan"),
    [("", "R2", "70,00"), ("R2", "R2", "70,00"), ("R1", "R1", "100,00")],
)
def test_renstra_yang_diacu_pk(acuan, dokumen, kemajuan):
    renstra = read_renstra(acuan=acuan)

    assert (renstra.dokumen, renstra.kemajuan.teks) == (dokumen, kemajuan)


@pytest.mark.parametrize(
    ("acuan", "ubahan"),
    [
        ("R9", {}),
        ("", {"renstra": ()}),
        ("", {"target_renstra": ()}),
        ("R2", {"target_renstra": build_sasaran(("R2", 2025, "100"))}),
        ("R2", {"target_renstra": build_sasaran(("R1", 2029, "140"))}),
        ("R2", {"target_renstra": build_sasaran(("R2", 2029, "140"), kode="IKU-2")}),
        ("R2", {"target_renstra": build_sasaran(("R2", 2029, "meningkat"))}),
    ],
)
def test_tanpa_target_akhir_tidak_ada_kemajuan(acuan, ubahan):
    assert read_renstra(acuan=acuan, **ubahan) is None


@pytest.mark.parametrize(
    ("masa", "dokumen"),
    [
        ([("LAMA", 2020, 2024), ("KINI", 2021, 2025)], "KINI"),
        ([("BARU", 2026, 2030), ("KINI", 2021, 2026)], "KINI"),
        ([("KINI", 2025, 2029), ("TUA", 2021, 2026)], "KINI"),
        ([("BARU", 2026, 2030), ("LAMA", 2020, 2024)], None),
    ],
)
def test_tanpa_acuan_renstra_terbaru_yang_memuat_tahun_ini(masa, dokumen):
    target = build_sasaran(*((d, akhir, "140") for d, _, akhir in masa))
    renstra = read_renstra(renstra=build_dokumen(*masa), target_renstra=target)

    assert (renstra and renstra.dokumen) == dokumen


@pytest.mark.parametrize(("periode", "dokumen"), [(Periode.TW2, "R1"), (Periode.TW3, "R2")])
def test_acuan_mengikuti_versi_pk_pada_periode(periode, dokumen):
    definisi = build_rencana(
        build_baris(),
        versi_pk=(
            build_versi("murni", renstra="R1"),
            build_versi("perubahan", bulan=7, renstra="R2"),
        ),
        target=tuple(build_target("IKU-1", "100 25 50 75 100", v) for v in ("murni", "perubahan")),
        renstra=DOKUMEN,
        target_renstra=TARGET,
    )

    assert compile_satu(definisi, periode=periode).renstra.dokumen == dokumen


def test_target_tahun_ini_boleh_tidak_ada():
    renstra = read_renstra(target_renstra=build_sasaran(("R2", 2029, "140")))

    assert renstra.target_tahun is None
    assert renstra.kemajuan.teks == "70,00"


@pytest.mark.parametrize(
    ("awal", "akhir", "kini", "kemajuan"),
    [
        ("20", "8", "14", "50,00"),
        ("20", "8", "8", "100,00"),
        ("20", "8", "23", "-25,00"),
        ("", "8", "14", "25,00"),
        ("tidak didata", "8", "14", "25,00"),
        ("8", "8", "14", "25,00"),
    ],
)
def test_makin_rendah_makin_baik_diukur_dari_kondisi_awal(awal, akhir, kini, kemajuan):
    """Dari 20 menuju 8, kini 14: setengah jalan. Tanpa kondisi awal (2 x 8 - 14) / 8."""
    renstra = read_renstra(
        baris=build_baris(arah=Arah.TURUN),
        isian=report("IKU-1", tw4=kini),
        target_renstra=build_sasaran(("R2", 2029, akhir), awal=awal),
    )

    assert (renstra.kemajuan.teks, renstra.kemajuan.kunci) == (
        kemajuan, "2025:tahun:IKU-1:kemajuan_renstra",
    )  # fmt: skip


def test_makin_tinggi_makin_baik_tidak_memakai_kondisi_awal():
    renstra = read_renstra(target_renstra=build_sasaran(("R2", 2029, "140"), awal="40"))

    assert renstra.kemajuan.teks == "70,00"


def test_kondisi_awal_dari_baris_mana_pun_milik_dokumen_dan_indikatornya():
    target = (
        *build_sasaran(("R1", 2026, "8"), awal="100"),
        *build_sasaran(("R2", 2029, "8"), kode="IKU-2", awal="50"),
        *build_sasaran(("R2", 2029, "8")),
        *build_sasaran(("R2", 2025, "16"), awal="20"),
    )
    renstra = read_renstra(
        baris=build_baris(arah=Arah.TURUN),
        isian=report("IKU-1", tw4="14"),
        target_renstra=target,
    )

    assert renstra.kemajuan.teks == "50,00"


def test_rentang_makin_rendah_makin_baik_tanpa_kondisi_awal():
    renstra = read_renstra(
        baris=build_baris(arah=Arah.TURUN, jenis=JenisIndikator.RENTANG),
        isian=report("IKU-1", tw4="70"),
        target_renstra=build_sasaran(("R2", 2029, "60 - 85"), awal="90"),
    )

    assert (renstra.target_akhir.teks, renstra.kemajuan.teks) == ("60 - 85", "100,00")


@pytest.mark.parametrize("arah", list(Arah))
def test_realisasi_belum_ada_tidak_menjadi_kemajuan(arah):
    target = build_sasaran(("R2", 2029, "8"), awal="20")
    renstra = read_renstra(baris=build_baris(arah=arah), isian=(), target_renstra=target)

    assert print_fakta(renstra.kemajuan) == ("n/a", "final", "realisasi belum dilaporkan")


def test_predikat_terhadap_predikat_akhir_menurut_skalanya():
    """WDP bernilai 3 dari 4 pada skala opini."""
    baris = build_baris(jenis=JenisIndikator.PREDIKAT, skala="opini_bpk")
    renstra = read_renstra(
        baris=baris,
        isian=report("IKU-1", tw4="WDP"),
        target_renstra=build_sasaran(("R2", 2029, "WTP")),
    )

    assert renstra.kemajuan.teks == "75,00"


@pytest.mark.parametrize(("satuan", "angka"), [("%", "74.5"), ("Unit", "74500")])
def test_titik_pada_riwayat_dibaca_menurut_satuan(satuan, angka):
    """Titik tunggal pada persen adalah desimal, pada cacah pemisah ribuan."""
    nilai = read_nilai_riwayat(build_baris(satuan=satuan), "74.500")

    assert nilai == Nilai.dari_angka(angka)
