"""Sel galat dan sel berformat persen pada .xlsb (BIFF12)."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import ParseError

from kinerja_cli.lembar.relasi_buku import read_relasi
from kinerja_cli.lembar.tanda_sel import (
    FORMAT_PERSEN_BAWAAN,
    TakPastiError,
    TandaBuku,
    TandaSel,
    check_jauh,
    is_format_persen,
)

BUKU, RELASI, GAYA = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"
BARIS, LEMBAR, FORMAT, XF = 0, 156, 44, 47
AWAL_XF, AKHIR_XF = 617, 618
AWAL_DATA, AKHIR_DATA = 145, 146
GALAT = frozenset({3, 11})
ANGKA = frozenset({2, 5, 9})
SEL = GALAT | ANGKA | {4, 6, 7, 8, 10, 62}
SEL_PENDEK = frozenset(range(12, 19))
"""Sel tanpa nomor kolom; pembaca nilai melewatinya."""

Rekaman = tuple[int, bytes]


def find_tanda_xlsb(isi: bytes) -> TandaBuku:
    """Tanda sel setiap lembar; ``TakPastiError`` bila tidak terbaca lengkap."""
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            ada = set(arsip.namelist())
            gaya = _find_gaya_persen(arsip.read(GAYA)) if GAYA in ada else frozenset()
            relasi = read_relasi(arsip.read(RELASI))
            hasil: TandaBuku = {}
            for nama, nomor in _iterate_lembar(arsip.read(BUKU)):
                jenis, tujuan = relasi[nomor]
                lembar = jenis.endswith("/worksheet")
                hasil[nama] = _read_lembar(arsip.read(tujuan), gaya, nama) if lembar else TandaSel()
            return hasil
    except (struct.error, ValueError, IndexError, KeyError, zlib.error, EOFError) as galat:
        raise TakPastiError("STR007") from galat
    except (zipfile.BadZipFile, NotImplementedError, ParseError, LookupError, OSError) as galat:
        raise TakPastiError("STR007") from galat


def _iterate_rekaman(isi: bytes) -> Iterator[Rekaman]:
    """Rekaman sampai akhir bagian; nomor dan panjangnya tujuh bit per byte."""
    p, akhir = 0, len(isi)
    while p < akhir:
        jenis = isi[p]
        p += 1
        if jenis & 0x80:
            jenis = jenis & 0x7F | (isi[p] & 0x7F) << 7
            p += 1
        panjang = geser = 0
        while True:
            panjang |= (isi[p] & 0x7F) << geser
            geser += 7
            p += 1
            if not isi[p - 1] & 0x80 or geser == 28:
                break
        if p + panjang > akhir:
            raise ValueError("rekaman terpotong")
        yield jenis, isi[p : p + panjang]
        p += panjang


def _read_teks(isi: bytes, letak: int) -> tuple[str, int]:
    """(teks, letak sesudahnya)."""
    (banyak,) = struct.unpack_from("<I", isi, letak)
    akhir = letak + 4 + banyak * 2
    if akhir > len(isi):
        raise ValueError("teks terpotong")
    return isi[letak + 4 : akhir].decode("utf-16-le", errors="replace"), akhir


def _iterate_lembar(isi: bytes) -> Iterator[tuple[str, str]]:
    """(nama lembar, nomor relasinya)."""
    for jenis, rekaman in _iterate_rekaman(isi):
        if jenis == LEMBAR:
            nomor, letak = _read_teks(rekaman, 8)
            yield _read_teks(rekaman, letak)[0], nomor


def _find_gaya_persen(isi: bytes) -> frozenset[int]:
    """Indeks gaya sel yang format angkanya persen."""
    persen = set(FORMAT_PERSEN_BAWAAN)
    xf: list[int] = []
    di_sel = False
    for jenis, rekaman in _iterate_rekaman(isi):
        if jenis == FORMAT and is_format_persen(_read_teks(rekaman, 2)[0]):
            persen.add(struct.unpack_from("<H", rekaman)[0])
        elif jenis in {AWAL_XF, AKHIR_XF}:
            di_sel = jenis == AWAL_XF
        elif jenis == XF and di_sel:
            xf.append(struct.unpack_from("<H", rekaman, 2)[0])
    return frozenset(i for i, f in enumerate(xf) if f in persen)


def _read_lembar(isi: bytes, gaya: frozenset[int], nama: str) -> TandaSel:
    tanda = TandaSel()
    baris, di_data, lengkap = 0, False, False
    for jenis, rekaman in _iterate_rekaman(isi):
        if jenis in {AWAL_DATA, AKHIR_DATA}:
            di_data, lengkap = jenis == AWAL_DATA, jenis == AKHIR_DATA
        elif not di_data:
            continue
        elif jenis == BARIS:
            (baris,) = struct.unpack_from("<I", rekaman)
        elif jenis in SEL:
            kolom, sisa = struct.unpack_from("<II", rekaman)
            check_jauh(baris, kolom, nama)
            if jenis in GALAT:
                tanda.galat.add((baris, kolom))
            elif jenis in ANGKA and sisa & 0xFFFFFF in gaya:
                tanda.persen.add((baris, kolom))
        elif jenis in SEL_PENDEK:
            raise TakPastiError("STR035", f"lembar {nama} memuat sel tanpa nomor kolom")
    if not lengkap:
        raise ValueError("lembar terpotong")
    return tanda
