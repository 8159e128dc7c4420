"""``kinerja --help`` tidak memuat pustaka berat."""

from __future__ import annotations

import json

import pytest

from tests.cli.alat import run_python

BERAT = (
    "babel",
    "docx",
    "docxtpl",
    "holidays",
    "jinja2",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pebble",
    "pydantic",
    "python_calamine",
    "rich",
    "sqlite3",
    "xlsxwriter",
)
SKRIP = """
import json, sys
from kinerja_cli.__main__ import main
sys.argv[:] = ["kinerja", *{argumen!r}]
try:
    main()
except SystemExit:
    pass
print("MODUL", json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def modul_bantuan():
    return _collect_modul("--help")


def _collect_modul(*argumen: str) -> set[str]:
    keluaran = run_python("-c", SKRIP.format(argumen=list(argumen))).stdout
    bantuan, _, modul = keluaran.rpartition("MODUL ")
    assert bantuan.strip()
    return set(json.loads(modul))


@pytest.mark.parametrize("pustaka", BERAT)
def test_bantuan_tidak_memuat(pustaka, modul_bantuan):
    assert pustaka not in modul_bantuan


def test_bantuan_tidak_memuat_modul_perintah(modul_bantuan):
    milik = {m for m in modul_bantuan if m.startswith("kinerja_cli.cli.")}
    assert milik == {f"kinerja_cli.cli.{m}" for m in ("aplikasi", "bahasa", "daftar", "jalan")}


def test_alat_ini_melihat_pustaka_yang_dimuat():
    assert "rich" in _collect_modul("aturan")
