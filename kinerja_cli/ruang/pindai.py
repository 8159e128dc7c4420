"""Memindai folder masuk: nama, ukuran, dan waktu ubah, tanpa membaca isinya."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kinerja_cli.register.basis import Register

TAK_TERBACA = -1


class BerkasMasuk(NamedTuple):
    """Satu entri bukan folder. ``nama`` dari akar ruang kerja, aman untuk register dan layar."""

    nama: str
    jalur: str
    ukuran: int
    diubah: int
    """Nanodetik; bersama ukuran menandai berkas yang tidak berubah."""


def scan_berkas(folder: Path, akar: Path) -> list[BerkasMasuk]:
    """Semua berkas di folder itu dan di bawahnya, urut menurut folder lalu nama.

    Akhiran tidak ikut diurutkan agar "X.xlsx" mendahului salinannya, "X (1).xlsx".
    """
    awalan = "" if folder == akar else f"{folder.relative_to(akar).as_posix()}/"
    return sorted(_walk(os.fspath(folder), awalan), key=_urut)


def clean_nama(nama: str) -> str:
    """Nama berkas tanpa byte yang bukan UTF-8; byte itu tampil sebagai ``\\xff``."""
    return nama.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _walk(folder: str, awalan: str) -> Iterator[BerkasMasuk]:
    try:
        isi = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entri in isi:
        nama = awalan + (entri.name if entri.name.isascii() else clean_nama(entri.name))
        if entri.is_dir(follow_symlinks=False):
            yield from _walk(entri.path, f"{nama}/")
            continue
        try:
            stat = entri.stat()
            yield BerkasMasuk(nama, entri.path, stat.st_size, stat.st_mtime_ns)
        except OSError:
            yield BerkasMasuk(nama, entri.path, TAK_TERBACA, 0)


def _urut(berkas: BerkasMasuk) -> tuple[str, str, str]:
    folder, _, nama = berkas.nama.rpartition("/")
    batang, titik, akhiran = nama.rpartition(".")
    return (folder, batang, akhiran) if titik else (folder, nama, "")


def read_pindaian(register: Register) -> dict[tuple[str, int, int], str]:
    """Nama kiriman menurut (nama berkas, ukuran, waktu ubah) yang pernah dipindai dan diterima."""
    return {
        (nama, ukuran, diubah): kiriman
        for nama, ukuran, diubah, kiriman in register.sambungan.execute(
            "SELECT p.berkas, p.ukuran, p.diubah, COALESCE(k.berkas, s.berkas) FROM pindaian p"
            " LEFT JOIN kiriman k ON k.sha256 = p.sha256"
            " LEFT JOIN salinan s ON s.sha256 = p.sha256"
            " WHERE COALESCE(k.berkas, s.berkas) IS NOT NULL"
        )
    }


def store_pindaian(register: Register, berkas: BerkasMasuk, tanda: str) -> None:
    """Catat keadaan berkas yang isinya ber-sha256 itu. Dipanggil di dalam transaksi."""
    register.sambungan.execute(
        "INSERT OR REPLACE INTO pindaian VALUES (?, ?, ?, ?)",
        (berkas.nama, berkas.ukuran, berkas.diubah, tanda),
    )
