"""Roda (wheel) yang dipasang di luar checkout memuat perintah, templat, dan data contoh."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kinerja_cli.tahap.mulai import ISI_CONTOH

AKAR = Path(__file__).parents[1]
BAWAAN = "kinerja_cli/_bawaan/"


@pytest.fixture(scope="session")
def roda(tmp_path_factory):
    """Roda dari pohon ini; tanpa isolasi agar tidak memerlukan jaringan."""
    tujuan = tmp_path_factory.mktemp("roda")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tujuan, folder=AKAR)
    return next(tujuan.glob("*.whl"))


@pytest.fixture(scope="session")
def terpasang(roda, tmp_path_factory):
    """Lingkungan baru berisi roda; pustakanya dipinjam dari lingkungan uji."""
    rumah = tmp_path_factory.mktemp("terpasang")
    venv.create(rumah, with_pip=False, symlinks=os.name != "nt")
    jalur = {"base": str(rumah), "platbase": str(rumah)}
    situs = Path(sysconfig.get_path("purelib", "venv", jalur))
    skrip = Path(sysconfig.get_path("scripts", "venv", jalur))
    python = skrip / ("python.exe" if os.name == "nt" else "python")
    run(
        *(sys.executable, "-m", "pip", "--python", python),
        *("install", "--no-deps", "--no-index", "--quiet", roda),
        folder=rumah,
    )
    # Folder yang disebut .pth tidak dibaca .pth-nya, sehingga paket tetap berasal dari roda.
    (situs / "pinjam.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return rumah, skrip / ("kinerja.exe" if os.name == "nt" else "kinerja")


def run(*perintah: object, folder: Path) -> subprocess.CompletedProcess[str]:
    lingkungan = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PIP_USER"}}
    hasil = subprocess.run(
        [str(p) for p in perintah],
        cwd=folder,
        env=lingkungan,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    return hasil


def test_isi_roda(roda):
    with zipfile.ZipFile(roda) as arsip:
        nama = set(arsip.namelist())
    assert "kinerja_cli/cli/bahasa/id.mo" in nama
    assert "kinerja_cli/model/katalog.toml" in nama
    assert f"{BAWAAN}contoh_data/sumber/identitas.xlsx" in nama
    assert any(n.startswith(f"{BAWAAN}templates/") for n in nama)
    assert any(n.endswith(".dist-info/licenses/LICENSE") for n in nama)
    asing = [n for n in nama if "__pycache__" in n or "/alat/" in n or n.startswith("tests/")]
    assert asing == []


def test_perintah_terpasang_memakai_roda(terpasang):
    rumah, kinerja = terpasang
    assert run(kinerja, "--help", folder=rumah).stdout.startswith("Pemakaian: kinerja")
    lihat = "import kinerja_cli; print(kinerja_cli.__file__)"
    lokasi = run(kinerja.with_name(Path(sys.executable).name), "-c", lihat, folder=rumah).stdout
    assert str(rumah) in lokasi


def test_templat_dan_data_contoh_ditemukan(terpasang):
    rumah, kinerja = terpasang
    lihat = (
        "from kinerja_cli.ruang.bawaan import find_bawaan\n"
        "for nama in ('templates', 'contoh_data'):\n"
        "    folder = find_bawaan(nama)\n"
        "    assert '_bawaan' in folder.parts, folder\n"
        "    assert any(folder.iterdir()), folder\n"
    )
    run(kinerja.with_name(Path(sys.executable).name), "-c", lihat, folder=rumah)


def test_ruang_kerja_contoh_dari_roda(terpasang):
    rumah, kinerja = terpasang
    run(kinerja, "mulai", "contoh", "--contoh", folder=rumah)
    assert (rumah / "contoh" / "kinerja.toml").is_file()
    for nama in ISI_CONTOH:
        asli = read_folder(AKAR / "contoh_data" / nama)
        assert read_folder(rumah / "contoh" / nama) == asli


def read_folder(folder: Path) -> dict[Path, bytes]:
    return {j.relative_to(folder): j.read_bytes() for j in folder.rglob("*") if j.is_file()}
