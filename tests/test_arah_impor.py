"""Impor hanya ke bawah menurut urutan ruang, termasuk impor di dalam fungsi."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

AKAR = Path(__file__).parents[1]
PAKET = AKAR / "kinerja_cli"
URUTAN = (
    "cli",
    "tahap",
    "ruang",
    "register",
    "dokumen",
    "lembar",
    "formulir",
    "aturan",
    "capaian",
    "model",
)
MURNI = {
    "formulir": {"model", "capaian"},
    "aturan": {"model", "capaian"},
    "capaian": {"model"},
}
MILIK = {
    "typer": {"cli"},
    "rich": {"cli"},
    "openpyxl": {"lembar"},
    "xlsxwriter": {"lembar"},
    "python_calamine": {"lembar"},
    "pebble": {"lembar"},
    "docx": {"dokumen"},
    "docxtpl": {"dokumen"},
    "pypdf": {"dokumen"},
    "pyhanko": {"dokumen"},
    "jinja2": {"dokumen"},
    "lxml": {"dokumen"},
    "uno": {"dokumen"},
    "sqlite3": {"register"},
    "filelock": {"ruang"},
}
"""Pustaka yang hanya boleh ditemui ruang tertentu."""
BAWAAN = {"docx", "lxml", "jinja2", "pydantic_core"}
"""Ikut terpasang bersama docxtpl dan pydantic."""
MILIK_LIBREOFFICE = {"uno", "com"}
"""Hanya ada di Python milik LibreOffice, yang menjalankan skrip UNO sebagai proses sendiri."""
TERLARANG_MURNI = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "zipfile"}


class Impor(NamedTuple):
    """Satu impor pada sebuah modul."""

    berkas: Path
    baris: int
    modul: str

    @property
    def ruang(self) -> str:
        return _get_ruang(self.berkas)

    def __str__(self) -> str:
        return f"{self.berkas.relative_to(AKAR)}:{self.baris} mengimpor {self.modul}"


def _get_ruang(berkas: Path) -> str:
    bagian = berkas.relative_to(PAKET).parts
    return bagian[0] if len(bagian) > 1 else ""


def _iterate_impor() -> Iterator[Impor]:
    for berkas in sorted(PAKET.rglob("*.py")):
        for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
            if isinstance(simpul, ast.Import):
                yield from (Impor(berkas, simpul.lineno, a.name) for a in simpul.names)
            elif isinstance(simpul, ast.ImportFrom) and simpul.module:
                yield from (
                    Impor(berkas, simpul.lineno, f"{simpul.module}.{a.name}") for a in simpul.names
                )


IMPOR = list(_iterate_impor())
DALAM = [i for i in IMPOR if i.modul.startswith("kinerja_cli.") and i.ruang]
LUAR = [i for i in IMPOR if not i.modul.startswith("kinerja_cli")]


def test_semua_ruang_dikenal():
    ruang = {p.name for p in PAKET.iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert ruang == set(URUTAN)


def test_impor_hanya_ke_bawah():
    naik = []
    for impor in DALAM:
        tujuan = impor.modul.split(".")[1]
        if tujuan in URUTAN and URUTAN.index(tujuan) < URUTAN.index(impor.ruang):
            naik.append(str(impor))
    assert naik == []


@pytest.mark.parametrize("ruang", MURNI)
def test_ruang_murni_hanya_mengenal_yang_diizinkan(ruang):
    boleh = MURNI[ruang] | {ruang}
    lain = [
        str(i)
        for i in DALAM
        if i.ruang == ruang and (t := i.modul.split(".")[1]) in URUTAN and t not in boleh
    ]
    assert lain == []


@pytest.mark.parametrize("ruang", MURNI)
def test_ruang_murni_tanpa_pustaka_dan_tanpa_berkas(ruang):
    pustaka_baku = sys.stdlib_module_names - TERLARANG_MURNI
    asing = [
        str(i)
        for i in LUAR
        if i.ruang == ruang and i.modul.split(".")[0] not in pustaka_baku | {"pydantic"}
    ]
    assert asing == []


@pytest.mark.parametrize("ruang", MURNI)
def test_ruang_murni_tidak_membuka_berkas(ruang):
    buka = [
        f"{b.name}:{s.lineno}"
        for b in (PAKET / ruang).rglob("*.py")
        for s in ast.walk(ast.parse(b.read_text(encoding="utf-8")))
        if isinstance(s, ast.Call) and isinstance(s.func, ast.Name) and s.func.id == "open"
    ]
    assert buka == []


def test_langkah_tidak_mengimpor_langkah_lain():
    langgar = [
        str(i)
        for i in DALAM
        if i.ruang == "tahap"
        and i.modul.startswith("kinerja_cli.tahap.")
        and i.modul.split(".")[2] != i.berkas.stem
    ]
    assert langgar == []


@pytest.mark.parametrize("pustaka", MILIK)
def test_pustaka_hanya_ditemui_ruangnya(pustaka):
    salah = [
        str(i) for i in LUAR if i.modul.split(".")[0] == pustaka and i.ruang not in MILIK[pustaka]
    ]
    assert salah == []


def test_setiap_pustaka_dinyatakan_di_pyproject():
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pilihan = [d for daftar in proyek["optional-dependencies"].values() for d in daftar]
    nyata = {_normalize(d.split(">")[0].split("<")[0]) for d in [*proyek["dependencies"], *pilihan]}
    pemilik = packages_distributions()
    dipakai = (
        {i.modul.split(".")[0] for i in LUAR} - sys.stdlib_module_names - BAWAAN - MILIK_LIBREOFFICE
    )
    asing = {m for m in dipakai if not {_normalize(p) for p in pemilik.get(m, [])} & nyata}
    assert asing == set()


def _normalize(nama: str) -> str:
    return nama.strip().lower().replace("_", "-")
