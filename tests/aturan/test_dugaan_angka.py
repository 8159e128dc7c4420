"""Sebab selisih yang terlihat dari kedua angkanya, pas sampai rupiah."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.aturan.dugaan import Dugaan, JenisDugaan, build_dugaan, join_dugaan, sort_dugaan
from kinerja_cli.aturan.dugaan_angka import explain_angka


def jelaskan(bidang: str, bendahara: str) -> list[Dugaan]:
    return list(explain_angka(Decimal(bidang), Decimal(bendahara)))


@pytest.mark.parametrize(
    ("bidang", "bendahara", "kalimat"),
    [
        ("1709", "1708.75", "bidang dibulatkan ke rupiah"),
        ("1708000", "1708499", "bidang dibulatkan ke ribuan"),
        ("1709000", "1708500", "bidang dibulatkan ke ribuan"),
        ("1708000", "1708999", "bidang dibulatkan ke ribuan"),
        ("1708432", "1708000", "bendahara dibulatkan ke ribuan"),
        ("1709000000", "1708600123", "bidang dibulatkan ke jutaan"),
        ("400", "400000", "bidang ditulis dalam ribuan rupiah"),
        ("1708.6", "1708600000", "bidang ditulis dalam jutaan rupiah"),
        ("1708600123", "1708600", "bendahara ditulis dalam ribuan rupiah"),
        ("17086001", "170860010", "1 angka nol di belakang tertinggal pada bidang"),
        ("1709e6", "17.09e6", "2 angka nol di belakang tertinggal pada bendahara"),
        ("1790123456", "1709123456", "(90 pada bidang, 09 pada bendahara)"),
        ("12345678", "6172839", "bidang tepat dua kali pihak lain"),
        ("6172839", "12345678", "bendahara tepat dua kali pihak lain"),
    ],
)
def test_satu_sebab_yang_pas(bidang, bendahara, kalimat):
    assert [d.kalimat for d in jelaskan(bidang, bendahara) if kalimat in d.kalimat], jelaskan(
        bidang, bendahara
    )


@pytest.mark.parametrize(
    ("bidang", "bendahara"),
    [
        ("1709000", "1708499"),
        ("1707000", "1708999"),
        ("1709001", "1708500"),
        ("0", "400"),
        ("400", "0"),
        ("1709123456", "1709123456"),
        ("1790123456", "1709123457"),
        ("-1790123456", "1709123456"),
        ("1719123456", "1791123451"),
        ("12.5", "1.25"),
        ("402", "400999"),
        ("12345677", "6172839"),
    ],
)
def test_yang_tidak_pas_sampai_rupiah_tidak_diduga(bidang, bendahara):
    jenis = {d.jenis for d in jelaskan(bidang, bendahara)}
    assert jenis <= ({JenisDugaan.NOL} if bidang == "12.5" else set()), jelaskan(bidang, bendahara)


def test_setiap_jenis_mempunyai_kalimat_dan_saran():
    isi = dict.fromkeys(
        ("pihak", "satuan", "banyak", "bidang", "bendahara", "lain", "tanggal", "asal", "periode",
         "basis", "versi", "rekening", "nama", "kegiatan", "berkas", "sel"),
        "X",
    )  # fmt: skip
    semua = [build_dugaan(j, **isi) for j in JenisDugaan]
    assert len({d.kalimat for d in semua}) == len(JenisDugaan)
    assert all(d.saran and "{" not in d.kalimat for d in semua)


def test_dugaan_diurut_tanpa_kembar_dan_disebut_paling_banyak_tiga():
    lipat = build_dugaan(JenisDugaan.LIPAT, pihak="bidang")
    nol = [build_dugaan(JenisDugaan.NOL, pihak="bidang", banyak=n) for n in (1, 2, 3)]
    daftar = sort_dugaan([lipat, *nol, lipat])
    assert daftar == [*nol, lipat]
    assert join_dugaan(daftar) == "; atau ".join(d.kalimat for d in nol)
    assert join_dugaan([]) == ""
