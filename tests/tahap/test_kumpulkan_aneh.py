"""Folder masuk berisi apa saja: semua yang baik masuk, semua yang lain disebut sebabnya."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.tahap import buat_format, mulai
from tests.lembar import aneh
from tests.tahap.jalan import AKAR

WAKTU = datetime(2025, 4, 10, 8, 0)


@pytest.mark.skipif(os.name != "posix", reason="pipa dan nama bukan UTF-8 hanya ada di POSIX")
def test_satu_folder_berisi_apa_saja(tmp_path: Path):
    akar = tmp_path / "ruang"
    opsi = mulai.OpsiMulai(akar, WAKTU, 2025, contoh=True)
    mulai.apply(opsi, mulai.plan(opsi))
    ruang = find_ruang(akar, naik=False)
    buat_format.apply(buat_format.plan(ruang, buat_format.OpsiBuatFormat(Periode.TW1, WAKTU)))
    masuk = ruang.masuk / "tw1"
    baik = {p.relative_to(akar).as_posix() for p in masuk.iterdir()}
    harap = {f"masuk/tw1/{nama}": kode for nama, isi, kode in _fill(masuk)}
    sekitar = {p.name for p in tmp_path.iterdir()}

    proses = subprocess.run(
        [sys.executable, "-m", "kinerja_cli", "-C", str(akar), "kumpulkan", "--periode", "tw1",
         "--json", "--waktu", WAKTU.isoformat()],
        env={**os.environ, "PYTHONPATH": str(AKAR.parent), "LC_ALL": "C"},
        capture_output=True,
        check=False,
        timeout=120,
    )  # fmt: skip

    assert proses.returncode == 1, proses.stderr.decode()
    hasil = {b["berkas"]: b for b in json.loads(proses.stdout)["berkas"]}
    kode = {nama: [t["kode"] for t in b["temuan"]] for nama, b in hasil.items()}
    assert {n for n in baik if hasil[n]["hasil"] == "terima"} == baik
    assert {n: k for n, k in harap.items() if kode.get(n) != [k]} == {}
    assert Counter(n.startswith("masuk/tw1/") for n in hasil)[True] == len(harap) + len(baik)
    assert {p.name for p in tmp_path.iterdir()} == sekitar
    assert b"Traceback" not in proses.stderr


def _fill(masuk: Path) -> list[tuple[str, bytes, str]]:
    """Isi folder dengan berkas aneh; (nama, isi, kode temuan yang diharapkan)."""
    daftar = list(aneh.iterate_tolak())
    daftar += [
        (f"asing {nama}", aneh.add_komentar(isi, nama), "IDN201")
        for nama, isi in aneh.iterate_terbaca()
    ]
    daftar += [
        ("~$sedang dibuka.xlsx", b"x", "STR001"),
        (".~lock.x.xlsx#", b"x", "STR001"),
        ("Thumbs.db", b"x", "STR002"),
        ("baris\nbaru \x1b[31m.xlsx", b"x", "STR006"),
        ("n" * 240 + ".xlsx", b"bukan buku", "STR006"),
        ("pindaian BID-PERUM.pdf", b"%PDF-1.7", "IDN209"),
    ]
    unik = []
    for nomor, (nama, isi, kode) in enumerate(daftar):
        # Byte pembeda di ekor menjaga agar dua isi yang sama tidak dianggap salinan.
        ekor = (
            b"" if not isi or kode not in {"STR006", "STR001", "STR002"} else bytes([nomor % 256])
        )
        (masuk / nama).write_bytes(isi + ekor)
        unik.append((nama, isi, kode))
    (masuk / "putus.xlsx").symlink_to("tidak ada")
    os.mkfifo(masuk / "pipa.xlsx")
    Path(os.fsdecode(os.fsencode(masuk) + b"/bukan-\xff-utf8.xlsx")).write_bytes(b"bukan utf8")
    (masuk / "folder.xlsx").mkdir()
    unik += [(n, b"", "STR006") for n in ("putus.xlsx", "pipa.xlsx", "bukan-\\xff-utf8.xlsx")]
    return unik
