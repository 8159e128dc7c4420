from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja_cli.aturan.langkah_laporan import (
    Gerak,
    Peran,
    Putusan,
    explain_larangan,
    find_letak,
    find_peran,
)
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.sumber import BarisPejabat

T, K = Putusan.TERUSKAN, Putusan.KEMBALIKAN
STAF, KASUBAG, SEKRETARIS, KADIS = Peran


def jalan(*gerak: tuple[Peran, Putusan]):
    return find_letak("2026-02-01", [Gerak(p, k, f"2026-02-0{n}") for n, (p, k) in
                                     enumerate(gerak, start=2)])  # fmt: skip


@pytest.mark.parametrize(
    ("gerak", "pada", "terbuka", "selesai"),
    [
        ((), STAF, (STAF, KASUBAG, SEKRETARIS), set()),
        (((STAF, T),), KASUBAG, (KASUBAG, SEKRETARIS), {"8"}),
        (((KASUBAG, T),), SEKRETARIS, (SEKRETARIS,), {"8", "9"}),
        (((KASUBAG, T), (SEKRETARIS, T)), KADIS, (), {"8", "9", "10"}),
        (((KASUBAG, T), (SEKRETARIS, K)), KASUBAG, (KASUBAG, SEKRETARIS), {"8"}),
        (((KASUBAG, K),), STAF, (STAF, KASUBAG, SEKRETARIS), set()),
        (
            ((STAF, T), (KASUBAG, T), (SEKRETARIS, T), (KADIS, K)),
            SEKRETARIS,
            (SEKRETARIS,),
            {"8", "9"},
        ),
        (((KASUBAG, T), (SEKRETARIS, T), (KADIS, T)), None, (), {"8", "9", "10"}),
    ],
)
def test_letak_sesudah_setiap_rangkaian_koreksi(gerak, pada, terbuka, selesai):
    letak = jalan(*gerak)
    assert (letak.pada, letak.terbuka, letak.selesai) == (pada, terbuka, selesai)
    assert letak.sejak == f"2026-02-0{1 + len(gerak)}"


@pytest.mark.parametrize(
    ("gerak", "peran", "putusan", "larangan"),
    [
        ((), STAF, T, ""),
        ((), KASUBAG, T, ""),
        ((), SEKRETARIS, T, "konsep ada pada Staf Perencana, bukan Sekretaris"),
        ((), KADIS, K, "konsep ada pada Staf Perencana, bukan Kepala Dinas"),
        ((), STAF, K, "staf adalah langkah pertama, tidak ada tempat mengembalikan"),
        (((STAF, T),), STAF, T, ""),
        (((STAF, T), (STAF, T)), KASUBAG, T, ""),
        (
            ((KASUBAG, T), (SEKRETARIS, K)),
            STAF,
            T,
            "konsep ada pada Kasubag/Perencana, bukan Staf Perencana",
        ),
        (((STAF, T),), SEKRETARIS, T, "konsep ada pada Kasubag/Perencana, bukan Sekretaris"),
        (((KASUBAG, T),), KASUBAG, T, "konsep ada pada Sekretaris, bukan Kasubag/Perencana"),
        (((KASUBAG, T),), SEKRETARIS, K, ""),
        (((KASUBAG, T), (SEKRETARIS, T)), KADIS, T, ""),
        (((KASUBAG, T), (SEKRETARIS, T), (KADIS, T)), KADIS, K, ""),
        (
            ((KASUBAG, T), (SEKRETARIS, T), (KADIS, T)),
            STAF,
            T,
            "konsep ada pada Kepala Dinas, bukan Staf Perencana",
        ),
    ],
)
def test_langkah_tidak_dapat_dilewati(gerak, peran, putusan, larangan):
    assert explain_larangan(jalan(*gerak), peran, putusan) == larangan


@pytest.mark.parametrize("peran", Peran)
def test_konsep_yang_disahkan_menerima_kata_kata_siapa_pun_tetapi_tidak_dikembalikan(peran):
    letak = replace(jalan((KASUBAG, T), (SEKRETARIS, T)), disahkan=True)
    assert (letak.nama, letak.keterangan, letak.terbuka) == ("disahkan", "sudah disahkan", ())
    assert explain_larangan(letak, peran, T) == ""
    assert "tidak dapat dikembalikan" in explain_larangan(letak, peran, K)


@pytest.mark.parametrize(
    ("gerak", "keterangan"),
    [
        ((), "pada Staf Perencana"),
        (((KASUBAG, T), (SEKRETARIS, T), (KADIS, T)), "selesai dikoreksi"),
    ],
)
def test_keterangan_letak_menyambung_konsep_kini(gerak, keterangan):
    assert jalan(*gerak).keterangan == keterangan


@pytest.mark.parametrize(
    ("jabatan", "peran"),
    [
        ("Kepala Dinas", KADIS),
        ("Kepala Dinas Perumahan Rakyat", KADIS),
        ("Kepala Badan Perencanaan Pembangunan Daerah", KADIS),
        ("Sekretaris", SEKRETARIS),
        ("Sekretaris Dinas", SEKRETARIS),
        ("Ka.Sub.Bag Program", KASUBAG),
        ("Ka. Sub. Bag. Penyusunan Program", KASUBAG),
        ("Kasubbag Perencanaan dan Pelaporan", KASUBAG),
        ("Kepala Sub Bagian Penyusunan Program", KASUBAG),
        ("Kepala Subbagian Program", KASUBAG),
        ("Pejabat Fungsional Perencana", KASUBAG),
        ("Perencana Ahli Muda", KASUBAG),
        ("Staf Perencana", STAF),
        ("Pelaksana Sub Bagian Program", STAF),
        ("Kepala Bidang Perumahan", None),
        ("Kepala Sub Bagian Keuangan", None),
        ("Kepala UPTD Pengujian Kendaraan Bermotor", None),
        ("Bendahara Pengeluaran", None),
    ],
)
def test_peran_menurut_sebutan_jabatan(jabatan, peran):
    assert find_peran(pejabat("X", jabatan)) is peran


def test_kinerja_toml_menang_atas_sebutan_jabatan():
    setelan = {KASUBAG: ("KEU",)}
    assert find_peran(pejabat("KEU", "Kepala Sub Bagian Keuangan"), setelan) is KASUBAG
    assert find_peran(pejabat("LAIN", "Kepala Sub Bagian Keuangan"), setelan) is None


def pejabat(kunci: str, jabatan: str) -> BarisPejabat:
    return BarisPejabat(
        kunci=kunci,
        jabatan=jabatan,
        nama="Nama Contoh",
        status=StatusJabatan.DEFINITIF,
        dari=date(2025, 1, 1),
    )
