"""Pembaca kiriman atas berkas aneh dan jahat: sebab yang jelas, tidak pernah galat program."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.mentah import KirimanMentah, Penolakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.lembar.baca_formulir import read_kiriman
from tests.buatan import build_definisi
from tests.lembar import aneh
from tests.lembar.test_formulir import isi_sel, render, susun, ubah

ANGKA = {"SUB-01": 41, "IKU-02": 12.5}


@pytest.mark.parametrize(
    ("nama", "isi", "kode"), [pytest.param(*b, id=b[0]) for b in aneh.iterate_tolak()]
)
def test_ditolak_dengan_sebabnya(nama: str, isi: bytes, kode: str):
    hasil = read_kiriman(isi, nama)
    assert isinstance(hasil, Penolakan), nama
    assert [t.kode for t in hasil.temuan] == [kode]
    assert hasil.temuan[0].masalah
    assert hasil.temuan[0].perbaikan


@pytest.mark.parametrize(
    ("nama", "isi"), [pytest.param(*b, id=b[0]) for b in aneh.iterate_terbaca()]
)
def test_ganjil_tetapi_terbaca_lengkap(nama: str, isi: bytes):
    utuh = read_kiriman(aneh.build_sah(), "utuh.xlsx")
    hasil = read_kiriman(isi, nama)
    assert isinstance(utuh, KirimanMentah)
    assert isinstance(hasil, KirimanMentah), hasil
    assert [[b.kunci for b in x.baris] for x in hasil.lembar] == [
        [b.kunci for b in x.baris] for x in utuh.lembar
    ]


@pytest.mark.parametrize(
    ("nama", "isi"), [pytest.param(*b, id=b[0]) for b in aneh.iterate_entitas()]
)
def test_entitas_tidak_dimekarkan(nama: str, isi: bytes):
    rahasia = (
        Path("/etc/passwd").read_text(encoding="utf-8") if Path("/etc/passwd").exists() else "-"
    )
    hasil = read_kiriman(isi, nama)
    tampil = repr(hasil)
    assert rahasia.splitlines()[0] not in tampil
    assert "hahahaha" not in tampil


def test_byte_rusak_tidak_pernah_menjadi_angka_lain():
    """Yang terbaca persis yang ditulis, atau berkasnya ditolak, atau ada temuannya."""
    terisi = ubah(
        render(susun()), isi_sel(**{f"Kinerja__{k}__realisasi": v for k, v in ANGKA.items()})
    )
    cetakan = build_cetakan(build_definisi(), susun())
    utuh, temuan_utuh = check_kiriman(cetakan, _baca(terisi))
    ditolak = sama = 0
    for isi in aneh.iterate_rusak(terisi, 160):
        hasil = read_kiriman(isi, "rusak.xlsx")
        if isinstance(hasil, Penolakan):
            ditolak += 1
            continue
        sel, temuan = check_kiriman(cetakan, hasil)
        lebih = {t.identitas for t in temuan} - {t.identitas for t in temuan_utuh}
        assert sel == utuh or lebih, "isinya berubah tanpa temuan"
        sama += sel == utuh
    assert ditolak > 40
    assert sama > 0


def _baca(isi: bytes) -> KirimanMentah:
    hasil = read_kiriman(isi, "x.xlsx")
    assert isinstance(hasil, KirimanMentah)
    return hasil
