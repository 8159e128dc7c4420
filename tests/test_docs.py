"""Dokumentasi yang ditulis tangan tetap menyebut semua yang ada di kode."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinerja_cli.model.batas import Batas
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.ruang.konfigurasi import Konfigurasi
from tests.cli.alat import run_python

AKAR = Path(__file__).parents[1]
DOCS = AKAR / "docs"


@pytest.mark.parametrize(
    "kunci", [*Konfigurasi.model_fields, *Kebijakan.model_fields, *Batas.model_fields]
)
def test_setiap_kunci_kinerja_toml_dijelaskan(kunci):
    assert re.search(rf"\b{kunci}\b", (DOCS / "ruang-kerja.md").read_text(encoding="utf-8"))


def test_setiap_ruang_ada_di_arsitektur():
    teks = (DOCS / "arsitektur.md").read_text(encoding="utf-8")
    ruang = {p.name for p in (AKAR / "kinerja_cli").iterdir() if p.is_dir() and p.name[0] != "_"}
    assert [r for r in ruang if f"| `{r}/` |" not in teks] == []


@pytest.mark.parametrize("halaman", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_tautan_dokumen_menunjuk_berkas_yang_ada(halaman):
    tautan = re.findall(r"\]\(([^)#:]+)\)", halaman.read_text(encoding="utf-8"))
    assert [t for t in tautan if not (DOCS / t).exists()] == []


def test_rujukan_dari_kode_sama_bila_dibuat_dua_kali():
    skrip = (
        "import sys; sys.path.insert(0, 'docs'); import buat_docs as b;"
        "sys.stdout.write(b.build_perintah_md() + b.build_temuan_md() + b.build_tabel_sumber_md())"
    )
    satu, dua = (
        run_python("-c", skrip, folder=AKAR, PYTHONHASHSEED=benih).stdout for benih in ("1", "2")
    )
    assert satu
    assert satu == dua
