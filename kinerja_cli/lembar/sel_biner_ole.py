"""Aliran di dalam wadah OLE, tempat .xls menyimpan buku kerjanya."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEKTOR_TERAKHIR = 0xFFFFFFFA
"""Nomor di atas ini menandai akhir rantai atau sektor yang tidak dipakai."""
UKURAN_ENTRI = 128
AKAR, ALIRAN = 5, 2


class _Entri(NamedTuple):
    """Satu nama di dalam wadah."""

    nama: str
    jenis: int
    awal: int
    ukuran: int


class WadahOle:
    """Isi wadah OLE; ``ValueError`` atau ``struct.error`` bila susunannya rusak."""

    def __init__(self, isi: bytes) -> None:
        if len(isi) < 512 or not isi.startswith(MAGIC_OLE):
            raise ValueError("bukan wadah OLE")
        pangkat, pangkat_kecil = struct.unpack_from("<HH", isi, 30)
        if pangkat not in {9, 12} or not 4 <= pangkat_kecil < pangkat:
            raise ValueError("ukuran sektor")
        self._isi = isi
        self._sektor = 1 << pangkat
        self._kecil = 1 << pangkat_kecil
        (direktori,) = struct.unpack_from("<I", isi, 48)
        self._ambang, awal_kecil = struct.unpack_from("<II", isi, 56)
        self._fat = self._unpack(self._read_sektor(n) for n in self._iterate_difat())
        self._fat_kecil = self._unpack([self._read_rantai(awal_kecil)])
        self._entri = list(_parse_entri(self._read_rantai(direktori)))

    @property
    def nama(self) -> frozenset[str]:
        """Nama semua aliran."""
        return frozenset(e.nama for e in self._entri if e.jenis == ALIRAN)

    def read(self, nama: str) -> bytes:
        """Isi aliran bernama itu, selengkap ukuran yang tercatat."""
        entri = next(e for e in self._entri if e.jenis == ALIRAN and e.nama == nama)
        if entri.ukuran < self._ambang:
            akar = next((e for e in self._entri if e.jenis == AKAR), None)
            if akar is None:
                raise ValueError("tanpa akar")
            mini = self._read_rantai(akar.awal)
            k = self._kecil
            rantai = _iterate_rantai(entri.awal, self._fat_kecil)
            isi = b"".join(mini[n * k : (n + 1) * k] for n in rantai)
        else:
            isi = self._read_rantai(entri.awal)
        if len(isi) < entri.ukuran:
            raise ValueError("aliran terpotong")
        return isi[: entri.ukuran]

    def _read_sektor(self, nomor: int) -> bytes:
        awal = (nomor + 1) * self._sektor
        if awal >= len(self._isi):
            raise ValueError("sektor di luar berkas")
        return self._isi[awal : awal + self._sektor]

    def _read_rantai(self, awal: int) -> bytes:
        return b"".join(self._read_sektor(n) for n in _iterate_rantai(awal, self._fat))

    def _iterate_difat(self) -> Iterator[int]:
        """Nomor sektor yang memuat tabel FAT; lanjutannya berantai di luar kepala."""
        daftar = list(struct.unpack_from("<109I", self._isi, 76))
        berikut, _ = struct.unpack_from("<II", self._isi, 68)
        for _ in range(len(self._isi) // self._sektor + 1):
            yield from (n for n in daftar if n < SEKTOR_TERAKHIR)
            if berikut >= SEKTOR_TERAKHIR:
                return
            *daftar, berikut = self._unpack([self._read_sektor(berikut)])
        raise ValueError("rantai berputar")

    @staticmethod
    def _unpack(potongan: Iterator[bytes] | list[bytes]) -> tuple[int, ...]:
        isi = b"".join(potongan)
        return struct.unpack(f"<{len(isi) // 4}I", isi[: len(isi) // 4 * 4])


def _iterate_rantai(awal: int, fat: tuple[int, ...]) -> Iterator[int]:
    nomor = awal
    for _ in range(len(fat) + 1):
        if nomor >= SEKTOR_TERAKHIR:
            return
        yield nomor
        if nomor >= len(fat):
            raise ValueError("rantai terputus")
        nomor = fat[nomor]
    raise ValueError("rantai berputar")


def _parse_entri(isi: bytes) -> Iterator[_Entri]:
    for p in range(0, len(isi) - UKURAN_ENTRI + 1, UKURAN_ENTRI):
        panjang, jenis = struct.unpack_from("<HB", isi, p + 64)
        nama = isi[p : p + max(0, min(panjang, 64) - 2)].decode("utf-16-le", errors="replace")
        awal, ukuran = struct.unpack_from("<II", isi, p + 116)
        yield _Entri(nama, jenis, awal, ukuran)
