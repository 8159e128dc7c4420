"""Katalog temuan dan pemakaiannya di dalam kode."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from kinerja_cli.model.temuan import build_temuan, read_katalog

PAKET = Path(__file__).parents[1] / "kinerja_cli"
POLA = re.compile(r"(STR|IDN|NIL|TGT|WKT|KEU|BKT|NRS|WJR|DOK)\d{3}")
TEMPAT = {"berkas", "lembar", "sel", "kunci", "kolom"}
KATALOG = read_katalog()


def _collect_pohon() -> list[tuple[Path, ast.Module]]:
    return [(b, ast.parse(b.read_text(encoding="utf-8"))) for b in sorted(PAKET.rglob("*.py"))]


POHON = _collect_pohon()
DIPAKAI = {
    s.value
    for _, pohon in POHON
    for s in ast.walk(pohon)
    if isinstance(s, ast.Constant) and isinstance(s.value, str) and POLA.fullmatch(s.value)
} - {"DOK000"}  # kode dasar KinerjaError, bukan temuan


def _collect_nama(kode: str) -> set[str]:
    butir = KATALOG[kode]
    return {
        nama.partition(".")[0].partition("[")[0]
        for teks in (butir.masalah, butir.perbaikan)
        for _, nama, _, _ in Formatter().parse(teks)
        if nama
    }


def test_setiap_kode_dalam_kode_program_ada_di_katalog():
    assert DIPAKAI - set(KATALOG) == set()


def test_setiap_kode_katalog_dipakai():
    assert set(KATALOG) - DIPAKAI == set()


@pytest.mark.parametrize("kode", KATALOG)
def test_butir_katalog_lengkap(kode):
    butir = KATALOG[kode]
    assert POLA.fullmatch(kode)
    for teks in (butir.judul, butir.masalah, butir.perbaikan, butir.mengapa):
        assert teks.strip() == teks
        assert teks
        assert "  " not in teks
        assert "\n" not in teks


@pytest.mark.parametrize("kode", KATALOG)
def test_templat_terisi(kode):
    nama = _collect_nama(kode)
    temuan = build_temuan(kode, **{n: f"<{n}>" for n in nama})
    kalimat = temuan.masalah + temuan.perbaikan
    assert "{" not in kalimat
    assert all(f"<{n}>" in kalimat for n in nama)


def test_pemanggil_mengisi_semua_bagian_templat():
    kurang = []
    for berkas, pohon in POHON:
        for simpul in ast.walk(pohon):
            if not _is_build_temuan(simpul):
                continue
            kode, isi = simpul.args[:1], {k.arg for k in simpul.keywords}
            if None in isi or not kode or not isinstance(kode[0], ast.Constant):
                continue
            hilang = _collect_nama(kode[0].value) - TEMPAT - isi
            if hilang:
                kurang.append(f"{berkas.name}:{simpul.lineno} {kode[0].value} {sorted(hilang)}")
    assert kurang == []


def _is_build_temuan(simpul: ast.AST) -> bool:
    return (
        isinstance(simpul, ast.Call)
        and isinstance(simpul.func, ast.Name)
        and simpul.func.id == "build_temuan"
    )


def test_katalog_urut_menurut_kode():
    isi = tomllib.loads((PAKET / "model" / "katalog.toml").read_text(encoding="utf-8"))
    assert list(isi) == sorted(isi)
