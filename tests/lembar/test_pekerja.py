from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kinerja_cli.formulir.mentah import KirimanMentah, Penolakan
from kinerja_cli.lembar.pekerja import read_banyak, read_satu
from kinerja_cli.model.batas import Batas
from tests.lembar.test_formulir import render, susun


class Mematikan:
    """Berkas yang mematikan pembacanya, seperti abort di pustaka Rust."""

    def is_file(self) -> bool:
        os._exit(1)


class Berisik:
    """Berkas yang pembacanya menulis jejak panik ke stderr, seperti pustaka Rust."""

    def is_file(self) -> bool:
        os.write(2, b"thread panicked\n")
        return False


class Lambat:
    def is_file(self) -> bool:
        time.sleep(60)
        return True


def sebab(hasil: object) -> str:
    assert isinstance(hasil, Penolakan)
    return f"{hasil.temuan[0].kode} {hasil.temuan[0].masalah}"


def test_pekerja_mati_dan_lambat_hanya_membawa_berkasnya(tmp_path: Path):
    baik = tmp_path / "baik.xlsx"
    baik.write_bytes(render(susun()))
    daftar = [("a", baik), ("b", Mematikan()), ("c", baik), ("d", Lambat()), ("e", baik)]
    hasil = dict(read_banyak(daftar, read_satu, Batas(detik=4)))  # type: ignore[arg-type]
    assert [isinstance(hasil[n], KirimanMentah) for n in "ace"] == [True, True, True]
    assert sebab(hasil["b"]).startswith("STR009")
    assert "batas waktu" in sebab(hasil["d"])
    assert list(hasil) == list("abcde")


def test_sekelompok_berkas_dengan_yang_mematikan_dan_lambat_tetap_terbaca(tmp_path: Path):
    """Berkas yang diserahkan bersama yang gagal dibaca lagi; masing-masing tepat satu kali."""
    baik = tmp_path / "baik.xlsx"
    baik.write_bytes(render(susun()))
    khusus = {6: Mematikan(), 7: Mematikan(), 13: Lambat(), 19: Mematikan()}
    daftar = [(f"{n:02}", khusus.get(n, baik)) for n in range(21)]

    batas = Batas(detik=4, pekerja=2)
    hasil = list(read_banyak(daftar, read_satu, batas))  # type: ignore[arg-type]

    assert [nama for nama, _ in hasil] == [nama for nama, _ in daftar]
    ditolak = {int(nama): sebab(h) for nama, h in hasil if isinstance(h, Penolakan)}
    assert ditolak.keys() == khusus.keys()
    assert {n for n, s in ditolak.items() if "batas waktu" in s} == {13}


def test_jejak_panik_pustaka_tidak_sampai_ke_layar(capfd: pytest.CaptureFixture[str]):
    list(read_banyak([("a", Berisik())], read_satu))  # type: ignore[list-item]
    assert capfd.readouterr().err == ""


def test_folder_dan_berkas_terkunci_disebut_sebabnya(tmp_path: Path):
    (tmp_path / "map.xlsx").mkdir()
    os.mkfifo(tmp_path / "pipa.xlsx") if hasattr(os, "mkfifo") else None
    daftar = [(p.name, p) for p in sorted(tmp_path.iterdir())]
    assert all(sebab(h).startswith("STR006") for _, h in read_banyak(daftar, read_satu))


def test_tanpa_berkas_tidak_menyalakan_pekerja(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kinerja_cli.lembar.pekerja.ProcessPool", None)
    assert list(read_banyak([], read_satu)) == []
