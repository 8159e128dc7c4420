"""``verifikasi`` dan ``kembalikan`` yang dibunuh di tengah jalan, lalu diulang."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from tests.tahap.jalan import AKAR, dump_register, hash_keluaran
from tests.tahap.test_kembalikan import PERIKSA, TW2, Putaran
from tests.tahap.test_kumpulkan_mati import MATI

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
TITIK = 5


def jalankan(ruang: Ruang, perintah: str, ke: int, skrip: Path) -> subprocess.CompletedProcess[str]:
    """Satu perintah yang membunuh dirinya pada panggilan ke-sekian; nol berarti tidak."""
    return subprocess.run(
        [
            sys.executable, str(skrip), str(ke), "-C", str(ruang.akar), perintah,
            "--periode", "tw2", "--waktu", PERIKSA.isoformat(), "--oleh", "KADIS",
        ],
        cwd=AKAR.parent,
        env={**os.environ, "PYTHONPATH": str(AKAR.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("perintah", ["verifikasi", "kembalikan"])
def test_dibunuh_di_mana_pun_perintah_yang_sama_menyelesaikannya(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, perintah: str
):
    asal = tmp_path / "asal"
    asal.mkdir()
    kantor = Putaran(asal, monkeypatch)
    shutil.rmtree(kantor.ruang.hasil(TW2))
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")

    def salin(nama: str) -> Ruang:
        shutil.copytree(kantor.ruang.akar, tmp_path / nama)
        return find_ruang(tmp_path / nama, naik=False)

    utuh = salin("utuh")
    selesai = jalankan(utuh, perintah, 0, skrip)
    assert selesai.returncode in {0, 1}, selesai.stderr
    banyak = int(selesai.stderr.rsplit(maxsplit=1)[-1]) - 1
    assert banyak > 10, selesai.stderr
    harap = dump_register(utuh), hash_keluaran(utuh)
    for ke in sorted({1, banyak, *range(banyak // TITIK, banyak, banyak // TITIK)}):
        ruang = salin(f"mati {ke}")
        assert jalankan(ruang, perintah, ke, skrip).returncode == -signal.SIGKILL, ke
        assert check_riwayat(ruang) == [], ke
        assert jalankan(ruang, perintah, 0, skrip).returncode == selesai.returncode, ke
        assert (dump_register(ruang), hash_keluaran(ruang)) == harap, ke
        assert check_riwayat(ruang) == []
        assert not [*ruang.akar.rglob("*.tmp")]
