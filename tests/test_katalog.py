"""Katalog temuan dan pemakaiannya di dalam kode."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from kinerja_cli.model.temuan import Tingkat, build_temuan, read_katalog

PAKET = Path(__file__).parents[1] / "kinerja_cli"
POLA = re.compile(r"(STR|IDN|NIL|TGT|WKT|KEU|BKT|NRS|WJR|DOK)\d{3}")
TEMPAT = {"berkas", "lembar", "sel", "kunci", "kolom"}
KATALOG = read_katalog()
MILIK_DINAS = {"KEU316", "KEU317"}
"""Temuan antara laporan bendahara dan DPA; tidak ikut dikembalikan ke bidang."""


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


HANYA_PERENCANA = ("kinerja ", "bukti/", "sumber/", "folder", ".toml", "daftar.xlsx", "--", "`")
"""Yang tidak dimiliki atau tidak dapat dijalankan bidang."""


@pytest.mark.parametrize("kode", KATALOG)
def test_perbaikan_bagi_bidang_dapat_dilakukan_bidang(kode):
    butir = KATALOG[kode]
    topik = kode[:3] in {"NIL", "TGT", "KEU", "BKT", "NRS", "WJR"}
    # Catatan tidak dikembalikan; temuan laporan bendahara sendiri dan tabel sumber milik dinas.
    milik_bidang = kode[3] in "03" or kode in {"NIL101", "WJR202"}
    if not topik or not milik_bidang or kode in MILIK_DINAS or butir.tingkat is Tingkat.CATATAN:
        return
    teks = build_temuan(kode, **dict.fromkeys(_collect_nama(kode), "X")).perbaikan_bidang
    assert not [kata for kata in HANYA_PERENCANA if kata in teks]


def test_perbaikan_bagi_bidang_tanpa_isian():
    assert not [k for k, b in KATALOG.items() if "{" in b.perbaikan_bidang]


def test_katalog_urut_menurut_kode():
    isi = tomllib.loads((PAKET / "model" / "katalog.toml").read_text(encoding="utf-8"))
    assert list(isi) == sorted(isi)
