"""Formulir asli yang dibongkar, dirakit lagi, dan dirusak pada tempat yang disebut."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl

from tests.lembar.test_formulir import letak, render, susun

TERIMA = "terima"
LEMBAR_KINERJA = "xl/worksheets/sheet2.xml"
WAKTU_ZIP = (2025, 4, 1, 8, 0, 0)
ISIAN = {"pembilang": 61200, "penyebut": 82000}


@dataclass(frozen=True, slots=True)
class Aneh:
    """Nama berkas, isinya, dan hasil baca yang diharapkan.

    ``harapan`` adalah ``terima`` (semua sel sama dengan formulir aslinya), ``beda`` (diterima
    tetapi selnya lain dengan sengaja), atau kode temuan yang boleh menjadi sebab penolakan.
    """

    nama: str
    isi: bytes
    harapan: tuple[str, ...]

    def __str__(self) -> str:
        return self.nama


def aneh(nama: str, isi: bytes, *harapan: str) -> Aneh:
    return Aneh(nama, isi, harapan)


@cache
def asli() -> bytes:
    """Formulir sebagaimana dibagikan, rasio IKU-01 terisi."""
    isi = render(susun())
    buku = openpyxl.load_workbook(BytesIO(isi))
    xml = bongkar(isi)[LEMBAR_KINERJA]
    for kolom, nilai in ISIAN.items():
        xml = isi_sel(xml, letak(buku, "Kinerja", "IKU-01", kolom), b"<v>%d</v>" % nilai)
    return ganti(isi, {LEMBAR_KINERJA: xml})


@cache
def alamat(kunci: str, kolom: str) -> str:
    """Alamat sel isian di lembar Kinerja."""
    return letak(openpyxl.load_workbook(BytesIO(asli())), "Kinerja", kunci, kolom)


def isi_sel(xml: bytes, alamat_sel: str, dalam: bytes, atribut: bytes = b"") -> bytes:
    """Sel kosong di alamat itu diisi XML ``dalam``."""
    pola = rb'<c r="%s"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)' % alamat_sel.encode()
    baru, banyak = re.subn(
        pola,
        lambda m: b'<c r="%s"%s%s>%s</c>' % (alamat_sel.encode(), m[1] or b"", atribut, dalam),
        xml,
    )
    assert banyak == 1, alamat_sel
    return baru


def isi_kinerja(kunci: str, kolom: str, dalam: bytes, atribut: bytes = b"") -> bytes:
    """Formulir asli dengan satu sel Kinerja yang XML-nya diganti."""
    return ubah_lembar(lambda x: isi_sel(x, alamat(kunci, kolom), dalam, atribut))


def ubah_lembar(fungsi, bagian: str = LEMBAR_KINERJA) -> bytes:
    lama = bongkar(asli())[bagian]
    baru = fungsi(lama)
    assert baru != lama
    return ganti(asli(), {bagian: baru})


def sub(lama: bytes, baru: bytes, banyak: int = 1):
    """Pengganti teks yang gagal bila teks lamanya tidak ada."""

    def fungsi(xml: bytes) -> bytes:
        assert lama in xml, lama
        return xml.replace(lama, baru, banyak)

    return fungsi


def bongkar(isi: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(isi)) as arsip:
        return {a.filename: arsip.read(a) for a in arsip.infolist()}


def rakit(bagian: Mapping[str, bytes] | list[tuple[str, bytes]], cara: int = ZIP_DEFLATED) -> bytes:
    wadah = BytesIO()
    with ZipFile(wadah, "w", cara) as arsip:
        for nama, isi in bagian.items() if isinstance(bagian, Mapping) else bagian:
            info = ZipInfo(nama, WAKTU_ZIP)
            info.filename = nama  # ZipInfo memotong nama pada NUL
            info.compress_type = cara
            arsip.writestr(info, isi)
    return wadah.getvalue()


def ganti(isi: bytes, baru: Mapping[str, bytes]) -> bytes:
    return rakit({**bongkar(isi), **baru})


def iterate_pusat(isi: bytes):
    """(letak entri, nama, letak kepala setempat) dari direktori pusat zip."""
    akhir = isi.rindex(b"PK\x05\x06")
    banyak, _, p = struct.unpack_from("<HII", isi, akhir + 10)
    for _ in range(banyak):
        n, x, k = struct.unpack_from("<HHH", isi, p + 28)
        (setempat,) = struct.unpack_from("<I", isi, p + 42)
        yield p, isi[p + 46 : p + 46 + n].decode("cp437"), setempat
        p += 46 + n + x + k


def tambal(isi: bytes, nama: str, *, ukuran: int | None = None, **lain: int) -> bytes:
    """Ubah entri anggota di direktori pusat dan kepala setempatnya.

    ``ukuran`` ukuran mekar; ``crc``, ``bendera``, ``cara``, ``letak`` bidang lain.
    """
    hasil = bytearray(isi)
    for p, n, setempat in iterate_pusat(isi):
        if n != nama:
            continue
        if ukuran is not None:
            struct.pack_into("<I", hasil, p + 24, ukuran)
            struct.pack_into("<I", hasil, setempat + 22, ukuran)
        for bidang, nilai in lain.items():
            format_bidang, pusat, lokal = {
                "crc": ("<I", 16, 14),
                "bendera": ("<H", 8, 6),
                "cara": ("<H", 10, 8),
                "termampat": ("<I", 20, 18),
                "letak": ("<I", 42, None),
            }[bidang]
            struct.pack_into(format_bidang, hasil, p + pusat, nilai)
            if lokal is not None:
                struct.pack_into(format_bidang, hasil, setempat + lokal, nilai)
    assert bytes(hasil) != isi
    return bytes(hasil)
