"""Kode keluar dan pesan kontrak."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from kinerja_cli import VERSI
from tests.cli.alat import AKAR, run_kinerja, run_python

LEMPAR = """
import sys
from kinerja_cli.__main__ import main
from kinerja_cli.cli import aturan as modul
from kinerja_cli.model.galat import RuangError

def aturan(json: bool = False) -> int:
    {isi}

aturan.__annotations__["json"] = modul.opsi.JSON
modul.aturan = aturan
sys.argv[:] = ["kinerja", "aturan", *{argumen!r}]
main()
"""


def run_lempar(isi: str, *argumen: str) -> subprocess.CompletedProcess[str]:
    """``kinerja aturan`` dengan badan perintah pengganti."""
    return run_python("-c", LEMPAR.format(isi=isi, argumen=list(argumen)))


@pytest.mark.parametrize("kode", [0, 1])
def test_kode_perintah_menjadi_kode_keluar(kode):
    assert run_lempar(f"return {kode}").returncode == kode


def test_galat_yang_diperkirakan_satu_baris_dan_perbaikannya():
    hasil = run_lempar("raise RuangError('kinerja.toml rusak', 'perbaiki baris 3')")
    assert hasil.returncode == 3
    assert hasil.stdout == ""
    assert hasil.stderr == "Galat: kinerja.toml rusak\n→ perbaiki baris 3\n"


def test_galat_yang_diperkirakan_dengan_json():
    hasil = run_lempar("raise RuangError('rusak', 'perbaiki')", "--json")
    assert hasil.returncode == 3
    assert json.loads(hasil.stdout) == {
        "kesalahan": {"kode": "ruang", "masalah": "rusak", "perbaikan": "perbaiki"}
    }


@pytest.mark.parametrize(
    "argumen", [("aturan", "--json", "--salah"), ("--salah", "--json"), ("zzz", "--json")]
)
def test_kesalahan_pemakaian_dengan_json(argumen):
    hasil = run_kinerja(*argumen)
    assert hasil.returncode == 2
    kesalahan = json.loads(hasil.stdout)["kesalahan"]
    assert kesalahan["kode"] == "pemakaian"
    assert kesalahan["masalah"]
    assert kesalahan["perbaikan"].startswith("lihat `kinerja")


def test_json_sesudah_dua_tanda_hubung_adalah_nama_berkas():
    hasil = run_kinerja("aturan", "--salah", "--", "--json")
    assert hasil.returncode == 2
    assert hasil.stdout == ""


def test_kesalahan_program_memberi_jejak_dan_yang_perlu_dikirim():
    hasil = run_lempar("raise ZeroDivisionError('uji')")
    assert hasil.returncode == 70
    assert "Traceback" in hasil.stderr
    assert "ZeroDivisionError: uji" in hasil.stderr
    assert f"kinerja {VERSI}, Python" in hasil.stderr


def test_dihentikan_pemakai():
    hasil = run_lempar("raise KeyboardInterrupt")
    assert hasil.returncode == 130
    assert hasil.stderr == "Dihentikan; perintah yang sama melanjutkan sisanya.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sinyal POSIX")
def test_ctrl_c_di_tengah_perintah():
    # Uji yang dijalankan di latar belakang mewarisi SIGINT yang diabaikan.
    pasang = "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler)"
    isi = f"{pasang}; print('siap', flush=True); time.sleep(60)"
    skrip = LEMPAR.format(isi=isi, argumen=[])
    with subprocess.Popen(
        [sys.executable, "-c", skrip],
        cwd=AKAR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as proses:
        assert proses.stdout.readline() == "siap\n"
        proses.send_signal(signal.SIGINT)
        _, galat = proses.communicate(timeout=30)
    assert proses.returncode == 130
    assert "Traceback" not in galat


@pytest.mark.skipif(sys.platform == "win32", reason="pipa POSIX")
@pytest.mark.parametrize(
    "isi",
    [
        "[print('x' * 1000) for _ in range(1000)]; return 0",
        "modul.keluaran.print_json({'a': 'x' * 1000000}); return 0",
        "[modul.keluaran.print_baris('x' * 1000) for _ in range(1000)]; return 0",
    ],
)
def test_pembaca_pipa_pergi_lebih_dulu(isi):
    with subprocess.Popen(
        [sys.executable, "-c", LEMPAR.format(isi=isi, argumen=[])],
        cwd=AKAR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as proses:
        proses.stdout.close()
        galat = proses.stderr.read()
    assert proses.returncode == 141
    assert galat == b""


def test_keluaran_utf8_pada_lingkungan_bukan_utf8():
    hasil = run_python(
        "-c",
        LEMPAR.format(isi="print('→ \\udc80'); return 0", argumen=[]),
        PYTHONIOENCODING="ascii",
    )
    assert hasil.returncode == 0
    assert hasil.stdout == "→ \\udc80\n"


def test_versi():
    assert run_kinerja("--versi").stdout == f"kinerja {VERSI}\n"


def test_tanpa_perintah_di_luar_ruang_kerja_adalah_bantuan(tmp_path):
    hasil = run_kinerja(folder=tmp_path)
    assert hasil.returncode == 0
    assert hasil.stdout == run_kinerja("--help").stdout


def test_folder_ruang_yang_bukan_ruang_kerja(tmp_path):
    hasil = run_kinerja("-C", str(tmp_path), "status", "--json")
    assert hasil.returncode == 3
    assert json.loads(hasil.stdout)["kesalahan"]["kode"] == "ruang"


def test_tanpa_perintah_di_dalam_ruang_kerja_adalah_status(tmp_path):
    (tmp_path / "kinerja.toml").write_text("skema = 1\ntahun = 2025\n", encoding="utf-8")
    (tmp_path / "masuk").mkdir()
    awal = run_kinerja(folder=tmp_path / "masuk")
    assert awal.stdout == run_kinerja("status", folder=tmp_path).stdout
    assert awal.returncode == run_kinerja("status", folder=tmp_path).returncode
    assert "Pemakaian" not in awal.stdout


def test_pilihan_ruang_tidak_mengubah_arti_jalur_relatif(tmp_path):
    ruang, sini = tmp_path / "ruang", tmp_path / "sini"
    for folder in (ruang, sini):
        folder.mkdir()
    (ruang / "kinerja.toml").write_text("skema = 1\ntahun = 2025\n", encoding="utf-8")
    (sini / "catatan.xlsx").write_bytes(b"")
    hasil = run_kinerja("-C", str(ruang), "periksa", "catatan.xlsx", "--json", folder=sini)
    berkas = json.loads(hasil.stdout)["berkas"]
    assert [b["berkas"] for b in berkas] == ["catatan.xlsx"]
    assert berkas[0]["hasil"] == "tolak"
