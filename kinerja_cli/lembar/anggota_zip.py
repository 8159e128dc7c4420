"""Membaca anggota arsip sekali mekar, dengan jaminan yang sama seperti pustaka zip."""

from __future__ import annotations

import zlib
from typing import cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

GALAT_MEKAR: type[Exception]
try:
    from isal import isal_zlib
except ImportError:
    # Tidak setiap prosesor mempunyai roda isal; pustaka baku memberi hasil yang sama.
    decompress, crc32, GALAT_MEKAR = zlib.decompress, zlib.crc32, zlib.error
else:
    decompress, crc32 = isal_zlib.decompress, isal_zlib.crc32
    # Stub isal menyebutnya contoh galat, bukan kelasnya.
    GALAT_MEKAR = cast("type[Exception]", isal_zlib.error)

MAGIC_ANGGOTA = b"PK\x03\x04"
BENDERA_BIASA = 0x80E
"""Pilihan mampat, penjelas di belakang, dan nama UTF-8; bendera lain diserahkan ke pustaka."""
MAMPAT_AMAN = 64_000
"""Deflate mengembang paling banyak 1032 kali, jadi yang sekecil ini tidak dapat menjadi bom."""


def read_anggota(isi: bytes, arsip: ZipFile, anggota: ZipInfo) -> bytes:
    """Isi satu anggota yang ukuran dan jumlah periksanya cocok.

    ``BadZipFile`` bila rusak; selebihnya galatnya sama dengan ``ZipFile.read``. Pustaka memekarkan
    sepotong demi sepotong; anggota kecil yang biasa dimekarkan di sini dalam satu langkah.
    """
    mampat = _slice_biasa(isi, anggota)
    if mampat is None:
        return arsip.read(anggota)
    try:
        mekar = decompress(mampat, -zlib.MAX_WBITS, max(anggota.file_size, 1))
    except GALAT_MEKAR as galat:
        raise BadZipFile(anggota.filename) from galat
    if len(mekar) != anggota.file_size or crc32(mekar) != anggota.CRC:
        raise BadZipFile(anggota.filename)
    return mekar


def _slice_biasa(isi: bytes, anggota: ZipInfo) -> bytes | None:
    """Byte mampat anggota yang biasa; ``None`` bila perlu aturan pustaka."""
    if anggota.flag_bits & ~BENDERA_BIASA or anggota.compress_type != ZIP_DEFLATED:
        return None
    if anggota.compress_size > MAMPAT_AMAN or anggota.file_size > anggota.compress_size * 1100:
        return None
    nama = anggota.orig_filename.encode(errors="replace")
    letak = anggota.header_offset
    akhir_nama = letak + 30 + len(nama)
    kepala = isi[letak : letak + 30]
    if kepala[:4] != MAGIC_ANGGOTA or isi[letak + 30 : akhir_nama] != nama:
        return None
    if int.from_bytes(kepala[26:28], "little") != len(nama):
        return None
    mulai = akhir_nama + int.from_bytes(kepala[28:30], "little")
    return isi[mulai : mulai + anggota.compress_size]
