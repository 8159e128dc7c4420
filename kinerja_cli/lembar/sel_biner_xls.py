"""Sel galat dan sel berformat persen pada .xls (BIFF8, dan BIFF5 dari program lama)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kinerja_cli.lembar.sel_biner_ole import WadahOle
from kinerja_cli.lembar.tanda_sel import (
    FORMAT_PERSEN_BAWAAN,
    TakPastiError,
    TandaBuku,
    TandaSel,
    check_jauh,
    is_format_persen,
)

BOF, EOF = 0x0809, 0x000A
BERSANDI, LEMBAR, FORMAT, XF = 0x002F, 0x0085, 0x041E, 0x00E0
RUMUS, BENAR_GALAT, RK_BANYAK = 0x0006, 0x0205, 0x00BD
ANGKA = frozenset({0x0203, 0x027E})
TEKS = frozenset({0x00FD, 0x0204, 0x00D6})
SEL = ANGKA | TEKS | {RUMUS, BENAR_GALAT, RK_BANYAK}
BIFF8, BIFF5 = 0x0600, 0x0500
LEMBAR_KERJA = 0

Rekaman = tuple[int, bytes]


@dataclass
class _Buku:
    """Isi bagian buku: letak lembar, dan indeks XF yang formatnya persen."""

    versi: int
    lembar: list[tuple[str, int, int]] = field(default_factory=list)
    """(nama, jenis, letak) menurut urutannya."""
    xf: list[int] = field(default_factory=list)
    format_persen: set[int] = field(default_factory=lambda: set(FORMAT_PERSEN_BAWAAN))

    @property
    def gaya_persen(self) -> frozenset[int]:
        """Indeks XF berformat persen; format dapat tertulis sesudah XF yang memakainya."""
        return frozenset(i for i, f in enumerate(self.xf) if f in self.format_persen)


def find_tanda_xls(isi: bytes) -> TandaBuku:
    """Tanda sel setiap lembar; ``TakPastiError`` bila tidak terbaca lengkap."""
    try:
        wadah = WadahOle(isi)
        nama = next((n for n in ("Workbook", "WORKBOOK", "Book", "BOOK") if n in wadah.nama), "")
        if not nama:
            raise TakPastiError("STR006", "dokumen kantor lama, bukan buku kerja")
        aliran = wadah.read(nama)
        buku = _read_buku(aliran)
        gaya = buku.gaya_persen
        return {
            nama: _read_lembar(aliran, letak, gaya, nama) if jenis == LEMBAR_KERJA else TandaSel()
            for nama, jenis, letak in buku.lembar
        }
    except (struct.error, ValueError, IndexError) as galat:
        raise TakPastiError("STR007") from galat


def _iterate_rekaman(aliran: bytes, awal: int) -> Iterator[Rekaman]:
    """Rekaman dari BOF sampai EOF pasangannya; isi bagan di dalam lembar dilewati."""
    p, dalam = awal, 0
    while True:
        jenis, panjang = struct.unpack_from("<HH", aliran, p)
        isi = aliran[p + 4 : p + 4 + panjang]
        if len(isi) < panjang or (not dalam and jenis != BOF):
            raise ValueError("rekaman terpotong")
        p += 4 + panjang
        dalam += (jenis == BOF) - (jenis == EOF)
        if not dalam:
            return
        if dalam == 1 or jenis == BOF:
            yield jenis, isi


def _read_buku(aliran: bytes) -> _Buku:
    (versi,) = struct.unpack_from("<H", aliran, 4)
    if versi not in {BIFF8, BIFF5}:
        raise TakPastiError("STR035", "ditulis dengan Excel 4 atau lebih lama")
    buku = _Buku(versi)
    for jenis, isi in _iterate_rekaman(aliran, 0):
        if jenis == BERSANDI:
            raise TakPastiError("STR005")
        if jenis == LEMBAR:
            letak, _, jenis_lembar = struct.unpack_from("<IBB", isi)
            buku.lembar.append((_read_teks(isi, 6, versi), jenis_lembar, letak))
        elif jenis == FORMAT:
            lebar = "<H" if versi == BIFF8 else "<B"
            if is_format_persen(_read_teks(isi, 2, versi, lebar)):
                buku.format_persen.add(struct.unpack_from("<H", isi)[0])
        elif jenis == XF:
            buku.xf.append(struct.unpack_from("<H", isi, 2)[0])
    return buku


def _read_teks(isi: bytes, letak: int, versi: int, lebar: str = "<B") -> str:
    """Teks berpanjang di depan; BIFF8 menyebut apakah hurufnya satu atau dua byte."""
    (banyak,) = struct.unpack_from(lebar, isi, letak)
    letak += struct.calcsize(lebar)
    if versi == BIFF5:
        return isi[letak : letak + banyak].decode("cp1252", errors="replace")
    if isi[letak] & 1:
        return isi[letak + 1 : letak + 1 + banyak * 2].decode("utf-16-le", errors="replace")
    return isi[letak + 1 : letak + 1 + banyak].decode("latin-1")


def _read_lembar(aliran: bytes, letak: int, gaya: frozenset[int], nama: str) -> TandaSel:
    tanda = TandaSel()
    for jenis, isi in _iterate_rekaman(aliran, letak):
        if jenis not in SEL:
            continue
        baris, kolom, xf = struct.unpack_from("<HHH", isi)
        if jenis == RK_BANYAK:
            daftar = struct.iter_unpack("<HI", isi[4 : 4 + (len(isi) - 6) // 6 * 6])
            terakhir = kolom - 1
            for terakhir, (gaya_sel, _) in enumerate(daftar, start=kolom):
                if gaya_sel in gaya:
                    tanda.persen.add((baris, terakhir))
            check_jauh(baris, terakhir, nama)
            continue
        check_jauh(baris, kolom, nama)
        if PEMERIKSA_GALAT.get(jenis, _is_bukan_galat)(isi):
            tanda.galat.add((baris, kolom))
        elif xf in gaya and jenis not in TEKS:
            tanda.persen.add((baris, kolom))
    return tanda


def _is_bukan_galat(_: bytes) -> bool:
    return False


def _is_galat_tetap(isi: bytes) -> bool:
    return isi[7] == 1


def _is_galat_rumus(isi: bytes) -> bool:
    """Hasil rumus berakhir FF FF bila bukan angka; byte pertamanya 2 untuk galat."""
    return isi[12:14] == b"\xff\xff" and isi[6] == 2


PEMERIKSA_GALAT: dict[int, Callable[[bytes], bool]] = {
    BENAR_GALAT: _is_galat_tetap,
    RUMUS: _is_galat_rumus,
}
