"""``kinerja periksa-sah`` di luar ruang kerja."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.alat import run_kinerja


def test_di_luar_ruang_kerja_arsip_harus_disebut(tmp_path: Path):
    hasil = run_kinerja("periksa-sah", folder=tmp_path)
    assert hasil.returncode == 2
    assert "sebut arsip" in hasil.stderr


def test_bukan_arsip_satu_baris_juga_sebagai_json(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"PK rusak")
    hasil = run_kinerja("periksa-sah", "a.zip", "--json", folder=tmp_path)
    assert hasil.returncode == 3
    assert json.loads(hasil.stdout)["kesalahan"]["kode"] == "naskah"
