"""Wadah zip yang berbohong, menggelembung, atau menyesatkan."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.lembar.aneh_buatan.alat import (
    LEMBAR_KINERJA,
    TERIMA,
    Aneh,
    aneh,
    asli,
    bongkar,
    ganti,
    iterate_pusat,
    rakit,
    tambal,
)

TEKS_BERSAMA = "xl/sharedStrings.xml"
LUAR = ("../../luar.xml", "/etc/luar.xml", "C:\\luar.xml", "..\\..\\luar.xml", "xl/\x00luar.xml")


def iterate() -> Iterator[Aneh]:
    isi = asli()
    bagian = bongkar(isi)
    yield aneh("bom_satu_anggota.xlsx", bom({"xl/media/a.png": 200_000_000}), "STR004")
    yield aneh("bom_banyak_kecil.xlsx", bom({f"xl/m/{i}": 900_000 for i in range(150)}), "STR004")
    yield aneh("bom_rasio.xlsx", bom({"xl/media/a.png": 30_000_000}), "STR004")
    yield aneh("bom_bersarang.xlsx", ganti(isi, {"xl/media/a.zip": bom({"b": 90_000_000})}), TERIMA)
    kosong = {f"xl/m/{i}": b"" for i in range(10_000)}
    yield aneh("sepuluh_ribu_anggota.xlsx", ganti(isi, kosong), "STR004")
    yield aneh("tersimpan_tanpa_mampat.xlsx", rakit(bagian, ZIP_STORED), TERIMA)
    yield from _bohong(isi, bagian)
    yield from _nama(isi, bagian)
    yield from _bingkai(isi)


def bom(anggota: dict[str, int]) -> bytes:
    """Formulir asli ditambah anggota berisi nol sebanyak itu."""
    wadah = BytesIO(asli())
    with ZipFile(wadah, "a", ZIP_DEFLATED) as arsip:
        for nama, banyak in anggota.items():
            arsip.writestr(nama, bytes(banyak))
    return wadah.getvalue()


def _bohong(isi: bytes, bagian: dict[str, bytes]) -> Iterator[Aneh]:
    """Ukuran dan letak di direktori pusat yang tidak sama dengan datanya."""
    lembar = bagian[LEMBAR_KINERJA]
    for nama in (LEMBAR_KINERJA, TEKS_BERSAMA):
        awal = bagian[nama][: len(bagian[nama]) // 2]
        potong = tambal(isi, nama, ukuran=len(awal), crc=zlib.crc32(awal))
        pendek = nama.rsplit("/", 1)[-1]
        yield aneh(f"ukuran_bohong_{pendek}.xlsx", potong, "STR007", "STR035")
        yield aneh(f"ukuran_nol_{pendek}.xlsx", tambal(isi, nama, ukuran=0), "STR007", "STR035")
        yield aneh(f"ukuran_lebih_{pendek}.xlsx", tambal(isi, nama, ukuran=99_999_999), "STR004")
        yield aneh(f"crc_salah_{pendek}.xlsx", tambal(isi, nama, crc=1), "STR007")
        yield aneh(f"anggota_bersandi_{pendek}.xlsx", tambal(isi, nama, bendera=1), "STR005")
        yield aneh(f"cara_mampat_asing_{pendek}.xlsx", tambal(isi, nama, cara=99), "STR007")
    letak = {n: setempat for _, n, setempat in iterate_pusat(isi)}
    tumpang = tambal(isi, "docProps/app.xml", letak=letak[LEMBAR_KINERJA])
    yield aneh("anggota_bertumpang.xlsx", tumpang, TERIMA)
    yield aneh("letak_di_luar.xlsx", tambal(isi, LEMBAR_KINERJA, letak=0x7FFFFFFF), "STR007")
    p, _, _ = next(x for x in iterate_pusat(isi) if x[1] == LEMBAR_KINERJA)
    lain = bytearray(isi)
    lain[p + 46 : p + 46 + len(LEMBAR_KINERJA)] = LEMBAR_KINERJA.replace("2", "9").encode()
    yield aneh("nama_pusat_lain.xlsx", bytes(lain), "STR007", "STR035")
    jujur = ganti(isi, {LEMBAR_KINERJA: lembar + b" " * 50_000_000})
    bohong = tambal(jujur, LEMBAR_KINERJA, ukuran=len(lembar), crc=zlib.crc32(lembar))
    yield aneh("mekar_melebihi_catatan.xlsx", bohong, "STR007")


def _nama(isi: bytes, bagian: dict[str, bytes]) -> Iterator[Aneh]:
    """Nama anggota yang menunjuk keluar, kembar, atau hanya beda huruf besar."""
    for i, nama in enumerate(LUAR):
        yield aneh(f"nama_keluar_{i}.xlsx", ganti(isi, {nama: b"<a/>"}), TERIMA, "STR035")
    palsu = bagian[LEMBAR_KINERJA].replace(b"61200", b"99999")
    kembar = rakit([*bagian.items(), (LEMBAR_KINERJA, palsu)])
    yield aneh("anggota_kembar.xlsx", kembar, "STR035")
    huruf = rakit([*bagian.items(), (LEMBAR_KINERJA.upper(), palsu)])
    yield aneh("anggota_beda_huruf.xlsx", huruf, "STR035")
    terbalik = {n.replace("/", "\\"): x for n, x in bagian.items()}
    yield aneh("nama_garis_miring_terbalik.xlsx", rakit(terbalik), TERIMA, "STR006", "STR035")


def _bingkai(isi: bytes) -> Iterator[Aneh]:
    """Data sebelum, sesudah, dan di antara bingkai zip."""
    pdf = b"%PDF-1.4\n1 0 obj<<>>endobj\n"
    yield aneh("pdf_dan_zip.xlsx", pdf + isi, "STR006")
    yield aneh("pdf_dan_zip.pdf", pdf + isi, "IDN209")
    yield aneh("sampah_di_depan.xlsx", b"\n" * 7 + isi, "STR006", "STR035")
    yield aneh("zip_di_depan_zip.xlsx", rakit({"a.txt": b"a"}) + isi, TERIMA)
    yield aneh("zip_di_belakang.xlsx", isi + rakit({"a.txt": b"a"}), "STR006", "STR035")
    yield aneh("sampah_di_belakang.xlsx", isi + b"\x00" * 100, TERIMA)
    yield aneh("akhir_zip_ganda.xlsx", isi[:-2] + struct.pack("<H", 22) + isi[-22:], "STR007")
    yield aneh("tanpa_direktori_pusat.xlsx", isi[: isi.index(b"PK\x01\x02")], "STR007")
    yield aneh("hanya_akhir_zip.xlsx", isi[-22:], "STR006", "STR007")
    yield aneh("hanya_kepala_zip.xlsx", b"PK\x03\x04", "STR007")
    yield aneh("zip_kosong.xlsx", rakit({}), "STR006", "STR007")


def iterate_terpotong() -> Iterator[tuple[str, bytes]]:
    """Formulir yang terputus di banyak tempat."""
    isi = asli()
    titik = {1, 2, 4, 29, 30, 100, len(isi) - 1, len(isi) - 21, len(isi) - 22, len(isi) - 23}
    titik |= {len(isi) * i // 40 for i in range(1, 40)}
    for n in sorted(titik):
        yield f"terpotong_{n}.xlsx", isi[:n]


def iterate_terbalik(banyak: int = 200, benih: int = 4) -> Iterator[tuple[str, bytes]]:
    """Satu byte dibalik di tempat acak yang tetap; sebagian pada direktori pusat."""
    isi = asli()
    acak = random.Random(benih)
    pusat = isi.index(b"PK\x01\x02")
    for i in range(banyak):
        p = acak.randrange(pusat, len(isi)) if i % 3 == 0 else acak.randrange(len(isi))
        rusak = bytearray(isi)
        rusak[p] ^= 1 << acak.randrange(8)
        yield f"byte_{p}_{i}.xlsx", bytes(rusak)
