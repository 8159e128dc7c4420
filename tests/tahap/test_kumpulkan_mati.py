"""``kinerja kumpulkan`` yang dibunuh, dijalankan berdua, atau kehabisan tempat."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.model.galat import TulisError
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang import pembaca_masuk
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import buat_format, kumpulkan, mulai
from tests.tahap.jalan import AKAR, copy_ruang, dump_register, hash_keluaran, read_di_sini
from tests.tahap.mati import BUNUH

WAKTU = datetime(2025, 4, 10, 8, 0)
MATI = (
    BUNUH
    + """
from kinerja_cli.register import basis
from kinerja_cli.tahap import kumpulkan

class Sambungan:
    def __init__(self, asli):
        self.asli = asli
        self.execute = bunuh(asli.execute)
        self.executemany = bunuh(asli.executemany)
    def __getattr__(self, nama):
        return getattr(self.asli, nama)

if __name__ == "__main__":
    sisa, urut = int(sys.argv.pop(1)), count(1)
    asli = basis.Register._connect
    basis.Register._connect = lambda self, **b: Sambungan(asli(self, **b))
    os.fsync = bunuh(os.fsync)
    Path.replace = bunuh(Path.replace)
    Path.mkdir = bunuh(Path.mkdir)
    kumpulkan.KELOMPOK = 3
    kode = run()
    print(f"selesai sesudah {next(urut)}", file=sys.stderr)
    sys.exit(kode)
"""
)
"""Membunuh prosesnya sendiri pada panggilan ke-sekian ke register atau sistem berkas."""


@pytest.fixture(scope="module")
def dibagikan(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    """Dinas contoh, formulir tw1 sudah dibagikan, kiriman tw1 dan berkas aneh sudah di masuk."""
    akar = tmp_path_factory.mktemp("mati") / "ruang"
    opsi = mulai.OpsiMulai(akar, WAKTU, 2025, contoh=True)
    mulai.apply(opsi, mulai.plan(opsi))
    ruang = find_ruang(akar, naik=False)
    buat_format.apply(buat_format.plan(ruang, buat_format.OpsiBuatFormat(Periode.TW1, WAKTU)))
    for lain in ("tw2", "tw3", "tw4", "tahun"):
        shutil.rmtree(ruang.masuk / lain)
    (ruang.masuk / "tw1" / "kosong.xlsx").touch()
    (ruang.masuk / "tw1" / "catatan.xlsx").write_bytes(b"bukan buku kerja")
    return ruang


def _run_mati(ruang: Ruang, ke: int, skrip: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(skrip), str(ke), "-C", str(ruang.akar), "kumpulkan",
         "--periode", "tw1", "--waktu", WAKTU.isoformat()],
        cwd=AKAR.parent,
        env={**os.environ, "PYTHONPATH": str(AKAR.parent)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def _list_titik(banyak: int) -> Iterator[int]:
    """Titik mati: rapat di awal dan akhir, lalu merata di antaranya."""
    yield from (1, 2, 5, banyak - 1, banyak)
    yield from range(banyak // 8, banyak - 1, banyak // 8)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
def test_dibunuh_di_mana_pun_perintah_yang_sama_menyelesaikannya(dibagikan: Ruang, tmp_path: Path):
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")
    utuh = copy_ruang(dibagikan.akar, tmp_path / "utuh")
    selesai = _run_mati(utuh, 0, skrip)
    banyak = int(selesai.stderr.rsplit(maxsplit=1)[-1]) - 1
    assert banyak > 100, selesai.stderr
    register, keluaran = dump_register(utuh), hash_keluaran(utuh)
    assert len(register["kiriman"]) == 8

    for ke in _list_titik(banyak):
        ruang = copy_ruang(dibagikan.akar, tmp_path / f"mati {ke}")
        assert _run_mati(ruang, ke, skrip).returncode == -signal.SIGKILL, ke
        lagi = _run_mati(ruang, 0, skrip)
        assert lagi.returncode == selesai.returncode, (ke, lagi.stderr)
        assert dump_register(ruang) == register, ke
        hasil = hash_keluaran(ruang)
        sisa = {n for n in hasil if n.endswith(".tmp")}
        assert {n: h for n, h in hasil.items() if n not in sisa} == keluaran, ke
        assert len(sisa) <= 1, "hanya berkas sementara yang sedang ditulis yang tertinggal"
        shutil.rmtree(ruang.akar)


def test_dua_sekaligus_satu_menunggu_giliran_dengan_pesan(dibagikan: Ruang, tmp_path: Path):
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")
    ruang = copy_ruang(dibagikan.akar, tmp_path / "berdua")
    perintah = [sys.executable, str(skrip), "0", "-C", str(ruang.akar), "kumpulkan",
                "--periode", "tw1", "--waktu", WAKTU.isoformat()]  # fmt: skip
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR.parent)}
    proses = [
        subprocess.Popen(perintah, env=lingkungan, stderr=subprocess.PIPE, text=True,
                         stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]  # fmt: skip
    galat = [p.communicate()[1] for p in proses]
    assert any("sedang dipakai" in g for g in galat) or all(p.returncode == 1 for p in proses)
    utuh = copy_ruang(dibagikan.akar, tmp_path / "utuh")
    _run_mati(utuh, 0, skrip)
    _run_mati(ruang, 0, skrip)
    assert dump_register(ruang) == dump_register(utuh)


@pytest.mark.parametrize(
    ("nomor", "kata"),
    [(errno.ENOSPC, "sisa ruang disk"), (errno.EROFS, "izin folder"), (errno.EACCES, "terkunci")],
)
def test_disk_penuh_atau_hanya_baca_satu_baris_lalu_dapat_dilanjutkan(
    dibagikan: Ruang,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    nomor: int,
    kata: str,
):
    ruang = copy_ruang(dibagikan.akar, tmp_path / "penuh")
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU)
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    asli, urut = os.fsync, iter(range(100))

    def gagal(berkas: int) -> None:
        if next(urut) == 4:
            raise OSError(nomor, os.strerror(nomor))
        asli(berkas)

    with monkeypatch.context() as ganti:
        ganti.setattr(os, "fsync", gagal)
        with pytest.raises(TulisError) as galat:
            kumpulkan.apply(kumpulkan.plan(ruang, opsi))
    assert kata in f"{galat.value.masalah} {galat.value.perbaikan}"
    assert "\n" not in galat.value.masalah + galat.value.perbaikan
    assert not list(ruang.akar.rglob("*.tmp"))

    hasil = kumpulkan.apply(kumpulkan.plan(ruang, opsi))
    assert sum(b["hasil"] == "terima" for b in hasil.data["berkas"]) == 8
