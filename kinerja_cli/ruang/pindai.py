"""Memindai folder masuk: nama, ukuran, dan waktu ubah, tanpa membaca isinya."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kinerja_cli.register.basis import Register

TAK_TERBACA = -1
Entri = tuple[str, str, int, int]
"""Isi ``BerkasMasuk`` menurut urutan bidangnya."""


class BerkasMasuk(NamedTuple):
    """Satu entri bukan folder. ``nama`` dari akar ruang kerja, aman untuk register dan layar."""

    nama: str
    jalur: str
    ukuran: int
    diubah: int
    """Nanodetik; bersama ukuran menandai berkas yang tidak berubah."""


def scan_berkas(folder: Path, akar: Path) -> list[Entri]:
    """Semua berkas di folder itu dan di bawahnya, tanpa urutan tertentu."""
    awalan = "" if folder == akar else f"{folder.relative_to(akar).as_posix()}/"
    hasil: list[Entri] = []
    _walk(os.fspath(folder), awalan, hasil)
    return hasil


def sort_berkas(daftar: Iterable[Entri]) -> list[BerkasMasuk]:
    """Urut menurut folder lalu nama.

    Akhiran tidak ikut diurutkan agar "X.xlsx" mendahului salinannya, "X (1).xlsx".
    """
    return sorted(itertools.starmap(BerkasMasuk, daftar), key=_urut)


def hash_pindaian(daftar: Iterable[Entri]) -> str:
    """Sidik seluruh pindaian: sama hanya bila nama, ukuran, dan waktu ubah semuanya sama."""
    baris = sorted([f"{nama}\n{ukuran}\n{diubah}" for nama, _, ukuran, diubah in daftar])
    return sha256("\n".join(baris).encode()).hexdigest()


def clean_nama(nama: str) -> str:
    """Nama berkas tanpa byte yang bukan UTF-8; byte itu tampil sebagai ``\\xff``."""
    return nama.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _walk(folder: str, awalan: str, hasil: list[Entri]) -> None:
    """Kumpulkan tuple biasa; ribuan berkas yang tidak berubah tidak perlu lebih dari itu."""
    try:
        isi = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entri in isi:
        nama = entri.name if entri.name.isascii() else clean_nama(entri.name)
        if entri.is_dir(follow_symlinks=False):
            _walk(entri.path, f"{awalan}{nama}/", hasil)
            continue
        try:
            stat = entri.stat()
            hasil.append((awalan + nama, entri.path, stat.st_size, stat.st_mtime_ns))
        except OSError:
            hasil.append((awalan + nama, entri.path, TAK_TERBACA, 0))


def _urut(berkas: BerkasMasuk) -> tuple[str, str, str]:
    folder, _, nama = berkas.nama.rpartition("/")
    batang, titik, akhiran = nama.rpartition(".")
    return (folder, batang, akhiran) if titik else (folder, nama, "")


def read_pindaian(register: Register) -> dict[tuple[str, int, int], str]:
    """Nama kiriman menurut (nama berkas, ukuran, waktu ubah) yang pernah dipindai dan diterima."""
    return {
        (nama, ukuran, diubah): kiriman
        for nama, ukuran, diubah, kiriman in register.sambungan.execute(
            "SELECT p.berkas, p.ukuran, p.diubah, COALESCE(k.berkas, s.berkas, t.berkas)"
            " FROM pindaian p LEFT JOIN kiriman k ON k.sha256 = p.sha256"
            " LEFT JOIN salinan s ON s.sha256 = p.sha256"
            " LEFT JOIN lembar_ttd t ON t.sha256 = p.sha256"
            " WHERE COALESCE(k.berkas, s.berkas, t.berkas) IS NOT NULL"
        )
    }


def store_pindaian(register: Register, berkas: BerkasMasuk, tanda: str) -> None:
    """Catat keadaan berkas yang isinya ber-sha256 itu. Dipanggil di dalam transaksi."""
    register.sambungan.execute(
        "INSERT INTO pindaian VALUES (?, ?, ?, ?) ON CONFLICT (berkas) DO UPDATE SET"
        " ukuran = excluded.ukuran, diubah = excluded.diubah, sha256 = excluded.sha256 WHERE"
        " (ukuran, diubah, sha256) IS NOT (excluded.ukuran, excluded.diubah, excluded.sha256)",
        (berkas.nama, berkas.ukuran, berkas.diubah, tanda),
    )


def is_utuh(register: Register, sidik: str) -> bool:
    """Benar bila sesudah pengumpulan terakhir semua berkas dengan sidik itu sudah diterima."""
    baris = register.sambungan.execute("SELECT sidik FROM pindaian_utuh").fetchone()
    return baris is not None and baris[0] == sidik


def store_utuh(register: Register, sidik: str) -> None:
    """Catat sidik pindaian; kosong bila masih ada berkas yang perlu dibaca lagi."""
    register.sambungan.execute("DELETE FROM pindaian_utuh")
    if sidik:
        register.sambungan.execute("INSERT INTO pindaian_utuh VALUES (?)", (sidik,))
