"""Konsep LKjIP ketika LibreOffice tidak sanggup menyelesaikannya."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_cli.dokumen.libreoffice import LambatError
from kinerja_cli.model.periode import Periode
from kinerja_cli.tahap import lkjip
from tests.tahap.meja import WAKTU, open_meja


def test_libreoffice_yang_terlalu_lambat_tidak_ditunggu_dua_kali(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    meja = open_meja(tmp_path, monkeypatch)

    def lambat(*_: object) -> None:
        raise LambatError("LibreOffice tidak selesai dalam 180 detik", "dari Word")

    ditunggu = []
    monkeypatch.setattr(lkjip, "find_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(lkjip, "read_halaman", lambat)
    monkeypatch.setattr(lkjip, "convert_pdf", lambda *_: ditunggu.append(1))
    hasil = lkjip.apply(lkjip.plan(meja.ruang, lkjip.OpsiLkjip(Periode.TAHUN, WAKTU, timpa=True)))
    assert [t.masalah for t in hasil.temuan if t.kode == "DOK204"] == [
        "LibreOffice tidak selesai dalam 180 detik; dari Word"
    ]
    assert [b.suffix for b in hasil.berkas] == [".docx"]
    assert ditunggu == []
