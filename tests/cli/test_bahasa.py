"""Tidak ada kata Inggris milik Typer pada bantuan dan kesalahan pemakaian."""

from __future__ import annotations

import re

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kinerja_cli.cli.bahasa import translate
from kinerja_cli.cli.daftar import DAFTAR_PERINTAH
from tests.cli.alat import AKAR, run_kinerja

FOLDER = AKAR / "kinerja_cli" / "cli" / "bahasa"
INGGRIS = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|message|exit|required|default|error|missing|"
    r"try|for help|help\.|invalid|value|such|did you mean|possible|unexpected|extra|choose|"
    r"one of|takes?|requires?|must|should|valid|input|text|integer|path|directory|file|"
    r"(?-i:str|int)|aborted|deprecated|args)\b",
    re.IGNORECASE,
)
BUKAN_KATA = re.compile(r"--?[a-z-]+|'[^']*'|`[^`]*`|\S+\.(?:xlsx|docx|toml|json)\b")
"""Nama pilihan, isi yang dikutip, dan nama berkas bukan kata bantuan."""


def find_inggris(teks: str) -> list[str]:
    return INGGRIS.findall(BUKAN_KATA.sub(" ", teks))


@pytest.mark.parametrize("perintah", [(), *((p.nama,) for p in DAFTAR_PERINTAH)], ids=str)
def test_bantuan_tanpa_kata_inggris(perintah):
    hasil = run_kinerja(*perintah, "--help")
    assert hasil.returncode == 0
    assert hasil.stdout.startswith("Pemakaian: kinerja")
    assert "Contoh: kinerja" in hasil.stdout
    assert find_inggris(hasil.stdout) == []


@pytest.mark.parametrize(
    ("argumen", "isi"),
    [
        (("--salah",), "Pilihan --salah tidak ada."),
        (("aturan", "--jsn"), "Pilihan --jsn tidak ada; maksud Anda --json?"),
        (("aturn",), "Perintah 'aturn' tidak ada. Maksud Anda 'aturan'?"),
        (("zzz",), "Perintah 'zzz' tidak ada."),
        (("aturan", "A", "B"), "Argumen berlebih: B."),
        (("-C",), "Pilihan '-C' memerlukan isi."),
        (("aturan", "--json=1"), "Pilihan '--json' tidak menerima isi."),
        (("mulai",), "Argumen 'FOLDER' belum disebut."),
        (("mulai", "x", "--tahun", "lalu"), "Isi '--tahun' tidak cocok: tulis sebagai bilangan"),
        (("mulai", "x", "--tahun", "1"), "Isi '--tahun' tidak cocok: paling sedikit 2000."),
        (
            ("buat-format", "--periode", "q1"),
            "Isi '--periode' tidak cocok: 'q1' bukan salah satu dari 'tw1', 'tw2', 'tw3', 'tw4',",
        ),
        (("aturan", "ZZZ"), "kode 'ZZZ' tidak ada dalam katalog aturan"),
    ],
)
def test_kesalahan_pemakaian_berbahasa_indonesia(argumen, isi):
    hasil = run_kinerja(*argumen)
    assert hasil.returncode == 2
    assert hasil.stdout == ""
    assert isi in hasil.stderr
    assert "→ " in hasil.stderr
    assert find_inggris(hasil.stderr) == []


def test_bahasa_tidak_mengikuti_lingkungan():
    hasil = run_kinerja("aturan", "--help", LANGUAGE="de", LC_ALL="C", LANG="C")
    assert "Pilihan:" in hasil.stdout
    assert hasil.stdout == run_kinerja("aturan", "--help").stdout


@pytest.mark.parametrize(
    ("inggris", "indonesia"),
    [
        ("Missing option '--oleh'. Choose from:\n\ta,\n\tb", "Pilihan '--oleh' belum disebut."),
        ("Invalid value for 'X': Value error, 'z' is not one of 'a'.", "Isi 'X' tidak cocok: 'z'"),
        ("path 'a' does not exist.", "jalur 'a' tidak ada."),
        ("kalimat lain", "kalimat lain"),
    ],
)
def test_kalimat_berisi_nilai_diterjemahkan(inggris, indonesia):
    assert translate(inggris).startswith(indonesia)
    assert find_inggris(translate(inggris)) == []


def test_nilai_pemakai_tidak_ikut_diterjemahkan():
    assert translate("No such option: --file") == "Pilihan --file tidak ada."
    assert translate("Got unexpected extra argument(s) (file)") == "Argumen berlebih: file."


def test_katalog_terkompilasi_sama_dengan_sumbernya():
    assert _read_pesan("id.mo", read_mo) == _read_pesan("id.po", read_po)


def _read_pesan(nama, baca):
    with (FOLDER / nama).open("rb") as berkas:
        return {p.id: p.string for p in baca(berkas) if p.id}


def test_semua_terjemahan_terisi_dan_bagiannya_cocok():
    with (FOLDER / "id.po").open("rb") as berkas:
        pesan = [p for p in read_po(berkas) if p.id]
    pola = re.compile(r"\{\w+[^}]*\}")
    assert [p.id for p in pesan if not p.string] == []
    assert [p.id for p in pesan if not set(pola.findall(p.string)) <= set(pola.findall(p.id))] == []
