"""Bukti: dicocokkan dengan folder ``bukti/``, dicatat sidiknya, dan perubahannya ketahuan."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.register.bukti import read_bukti
from kinerja_cli.ruang.bukti import GudangBukti
from kinerja_cli.ruang.keutuhan import check_riwayat
from tests.tahap.test_kembalikan import BENAR, NANTI, SALAH, Putaran

TW2 = Periode.TW2
LAGI = datetime(2025, 7, 20, 8, 0)


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Putaran:
    for kunci, isi in BENAR.items():
        if not kunci.startswith("RTL"):
            monkeypatch.setitem(SALAH, kunci, isi)
    return Putaran(tmp_path, monkeypatch)


def kode(putusan) -> set[str]:
    """Kode bukti selain indikator yang memang belum menyebutnya."""
    return {k for t in putusan["temuan"] if (k := t["kode"])[:3] == "BKT" and k != "BKT301"}


def test_nama_dicocokkan_tanpa_melihat_huruf_besar_dan_dicatat_sidiknya(kantor: Putaran):
    assert kode(kantor.putusan) == set()
    with kantor.ruang.register() as register:
        (bukti,) = read_bukti(register, TW2)
    assert (bukti.kunci, bukti.sebutan, bukti.jalur) == ("IKU-02", "sk.pdf", "bukti/SK.PDF")
    assert len(bukti.sha256) == 64


def test_bukti_yang_berubah_atau_hilang_sesudah_diverifikasi_ketahuan(kantor: Putaran):
    berkas = kantor.ruang.bukti / "SK.PDF"
    berkas.write_bytes(b"bukti lain")
    assert [t.kode for t in check_riwayat(kantor.ruang)] == ["BKT304"]
    assert kode(kantor.verifikasi(NANTI)) == {"BKT304"}
    assert kode(kantor.verifikasi(LAGI)) == set()
    berkas.unlink()
    assert [t.kode for t in check_riwayat(kantor.ruang)] == ["BKT302"]
    assert kode(kantor.verifikasi(LAGI)) == {"BKT302"}


@pytest.mark.parametrize(
    ("sebutan", "harap"),
    [
        ("sk.pdf; tidak ada.pdf", {"BKT302"}),
        ("https://contoh.invalid/a", {"BKT303"}),
        ("../../etc/passwd", {"BKT302"}),
        ("rapat  KOORDINASI", set()),
        ("kembar.pdf", {"BKT306"}),
        ("sama.pdf", set()),
        ("rekap kosong.pdf", {"BKT307"}),
        ("http://arsip foto", {"BKT308"}),
        ("https://contoh.invalid/a; www.", {"BKT303", "BKT308"}),
    ],
)
def test_sebutan_bermacam_macam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sebutan: str, harap: set[str]
):
    monkeypatch.setitem(SALAH, "Data Dukung__IKU-02__bukti", sebutan)
    kantor = Putaran(tmp_path, monkeypatch)
    for nama, isi in (
        ("foto/rapat koordinasi.JPG", b"a"),
        ("satu/kembar.pdf", b"b"),
        ("dua/kembar.pdf", b"c"),
        ("satu/sama.pdf", b"d"),
        ("dua/sama.pdf", b"d"),
        ("rekap kosong.pdf", b""),
    ):
        jalur = kantor.ruang.bukti / nama
        jalur.parent.mkdir(exist_ok=True)
        jalur.write_bytes(isi)
    assert kode(kantor.verifikasi(NANTI)) == harap


def test_bukti_yang_sedang_dibuka_program_lain_disebut(
    kantor: Putaran, monkeypatch: pytest.MonkeyPatch
):
    def terkunci(*_: object) -> str:
        raise PermissionError(13, "dipakai program lain")

    monkeypatch.setattr(GudangBukti, "hash", terkunci)
    putusan = kantor.verifikasi(NANTI)
    assert kode(putusan) == {"BKT305"}
    assert "dipakai program lain" in str(putusan["temuan"])


@pytest.mark.skipif(os.name != "posix", reason="tautan simbolik")
def test_tautan_simbolik_tidak_diikuti(kantor: Putaran, tmp_path: Path):
    (kantor.ruang.bukti / "SK.PDF").unlink()
    rahasia = tmp_path.parent / "rahasia.txt"
    rahasia.write_bytes(b"rahasia")
    (kantor.ruang.bukti / "SK.PDF").symlink_to(rahasia)
    assert kode(kantor.verifikasi(NANTI)) == {"BKT302"}
