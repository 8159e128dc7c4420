"""Setiap perintah mempunyai bantuan dan contoh yang dapat dijalankan."""

from __future__ import annotations

import shlex

import pytest
import typer

from kinerja_cli.cli import opsi
from kinerja_cli.cli.aplikasi import build_aplikasi
from kinerja_cli.cli.daftar import DAFTAR_PERINTAH, PERINTAH_AWAL
from tests.cli.alat import AKAR

MILIK_BERSAMA = {
    "__init__",
    "aplikasi",
    "daftar",
    "jalan",
    "keluaran",
    "opsi",
    "penanya",
    "sandi",
    "tampilan",
    "tampilan_periksa",
    "tampilan_putaran",
    "tanda",
    "tinjau",
}
BERSAMA = {
    "--periode",
    "--unit",
    "--timpa",
    "--uji-coba",
    "--json",
    "--waktu",
    "--oleh",
    "--semua",
}


@pytest.fixture(scope="module")
def grup():
    return build_aplikasi()


@pytest.mark.parametrize("butir", DAFTAR_PERINTAH, ids=lambda b: b.nama)
def test_perintah_mempunyai_bantuan_dan_contoh(butir, grup):
    perintah = grup.commands[butir.nama].load()
    assert butir.ringkasan.endswith(".")
    assert len(butir.ringkasan) <= 90
    assert perintah.help.startswith(butir.ringkasan + "\n\n")
    assert butir.contoh
    assert all(c.startswith(f"kinerja {butir.nama}") for c in butir.contoh)
    konteks = typer.Context(perintah)
    tanpa_bantuan = [p.name for p in perintah.get_params(konteks) if not p.help]
    assert tanpa_bantuan == []


@pytest.mark.parametrize("contoh", [c for b in DAFTAR_PERINTAH for c in b.contoh])
def test_contoh_sesuai_dengan_pilihan_perintahnya(contoh, grup):
    _, nama, *argumen = shlex.split(contoh)
    konteks = grup.commands[nama].make_context(nama, argumen)
    assert konteks.command.name == nama


@pytest.mark.parametrize("butir", DAFTAR_PERINTAH, ids=lambda b: b.nama)
def test_pilihan_bersama_dinyatakan_sekali(butir, grup):
    """Nama pilihan yang sama selalu berbantuan sama di semua perintah."""
    dari_opsi = _collect_bantuan_opsi()
    perintah = grup.commands[butir.nama].load()
    for parameter in perintah.params:
        for nama in BERSAMA & set(parameter.opts):
            assert parameter.help == dari_opsi[nama]


def _collect_bantuan_opsi():
    info = [
        alias.__metadata__[0]
        for nama, alias in vars(opsi).items()
        if nama.isupper() and hasattr(alias, "__metadata__")
    ]
    return {nama: i.help for i in info for nama in (i.default, *(i.param_decls or ())) if nama}


def test_setiap_modul_perintah_terdaftar():
    modul = {b.stem for b in (AKAR / "kinerja_cli" / "cli").glob("*.py")}
    assert modul - MILIK_BERSAMA == {b.fungsi for b in DAFTAR_PERINTAH}


def test_perintah_awal_terdaftar():
    assert PERINTAH_AWAL in {b.nama for b in DAFTAR_PERINTAH}
