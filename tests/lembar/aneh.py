"""Berkas aneh dan jahat, dibuat oleh kode dari formulir yang sah."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from tests.lembar.test_formulir import render, susun

XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
TAWA = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def build_sah() -> bytes:
    """Formulir yang sah, belum terisi."""
    return render(susun())


def change_zip(isi: bytes, ubah: Callable[[str, bytes], bytes], tambah: dict[str, bytes]) -> bytes:
    """Zip yang sama dengan setiap anggota melewati ``ubah``, dan anggota tambahan."""
    wadah = BytesIO()
    with zipfile.ZipFile(BytesIO(isi)) as lama, zipfile.ZipFile(wadah, "w", 8) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, ubah(nama, lama.read(nama)))
        for nama, tambahan in tambah.items():
            baru.writestr(nama, tambahan)
    return wadah.getvalue()


def add_komentar(isi: bytes, teks: str) -> bytes:
    """Zip yang sama dengan komentar, sehingga byte-nya berbeda."""
    ekor = teks.encode()
    return isi[:-2] + len(ekor).to_bytes(2, "little") + ekor


def add_baris(isi: bytes, xml: str) -> bytes:
    """Sisipkan XML di akhir data setiap lembar."""
    ujung = b"</sheetData>"
    return change_zip(isi, lambda _, b: b.replace(ujung, xml.encode() + ujung), {})


def build_zip(**anggota: bytes) -> bytes:
    """Zip berisi anggota-anggota itu."""
    wadah = BytesIO()
    with zipfile.ZipFile(wadah, "w", 8) as arsip:
        for nama, isi in anggota.items():
            arsip.writestr(nama.replace("__", "/"), isi)
    return wadah.getvalue()


def lie_ukuran(isi: bytes) -> bytes:
    """Direktori zip yang menyebut setiap anggota hanya satu byte."""
    hasil = bytearray(isi)
    letak = hasil.find(b"PK\x01\x02")
    while letak >= 0:
        hasil[letak + 24 : letak + 28] = (1).to_bytes(4, "little")
        letak = hasil.find(b"PK\x01\x02", letak + 4)
    return bytes(hasil)


def iterate_tolak() -> Iterator[tuple[str, bytes, str]]:
    """(nama, isi, kode penolakan) berkas yang tidak boleh dibaca sebagai formulir."""
    sah = build_sah()
    bom = {"bom.xml": b"0" * 200_000_000}
    banyak = {f"x{n}.xml": b"" for n in range(10_000)}
    yield "kosong.xlsx", b"", "STR003"
    yield "satu byte.xlsx", b"P", "STR006"
    yield "terpotong.xlsx", sah[: len(sah) // 2], "STR007"
    yield "tanpa direktori.xlsx", sah[: sah.find(b"PK\x01\x02")], "STR007"
    yield "bom.xlsx", change_zip(sah, lambda _, b: b, bom), "STR004"
    yield "mampat.xlsx", change_zip(sah, lambda _, b: b, {"m.xml": b"0" * 20_000_000}), "STR004"
    yield "banyak anggota.xlsx", change_zip(sah, lambda _, b: b, banyak), "STR004"
    yield "ukuran palsu.xlsx", lie_ukuran(sah), "STR007"
    yield "zip lain.xlsx", build_zip(catatan__txt=b"halo"), "STR006"
    yield "dokumen.xlsx", build_zip(word__document=b"<w/>"), "STR006"
    yield "halaman.xls", b"<html><table><tr><td>1</td></tr></table></html>", "STR006"
    yield "tabel.xlsx", b"kode;realisasi\nA;1\n", "STR006"
    yield "excel2003.xlsx", b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "STR006"
    yield "cetak.xlsx", b"%PDF-1.7 contoh", "STR006"
    yield "gambar.xlsx", b"\x89PNG\r\n\x1a\n contoh", "STR006"
    yield "arsip.xlsx", b"Rar!\x1a\x07\x00", "STR006"
    yield (
        "sandi.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "STR005",
    )
    for nama, alamat in (("biasa", 'r="XFD1048576"'), ("tab", "\tr = 'XFD1048576'"),
                         ("baris", "\nr='XFD1048576'")):  # fmt: skip
        xml = f"<row><c {alamat} t='n'><v>1</v></c></row>"
        yield f"sel jauh {nama}.xlsx", add_baris(sah, xml), "STR008"
    yield (
        "baris jauh.xlsx",
        add_baris(sah, '<row r="1048576"><c t="n"><v>1</v></c></row>'),
        "STR008",
    )


def iterate_terbaca() -> Iterator[tuple[str, bytes]]:
    """Berkas ganjil yang isinya tetap terbaca lengkap."""
    sah = build_sah()
    yield "tanpa akhiran", sah
    yield "akhiran lain.xls", sah
    yield "Ünïcode \u202egnp.xlsx", sah
    yield "macro.xlsm", change_zip(sah, lambda _, b: b, {"xl/vbaProject.bin": b"\xd0\xcf macro"})
    jahat = {"../../luar.txt": b"x", "/etc/contoh": b"x", "..\\luar.txt": b"x"}
    yield "jalur.xlsx", change_zip(sah, lambda _, b: b, jahat)
    tautan = {"xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="x"/>'}
    yield "tautan luar.xlsx", change_zip(sah, lambda _, b: b, tautan)
    yield "sel berformat jauh.xlsx", add_baris(sah, '<row r="900"><c r="XFD900" s="1"/></row>')


def iterate_entitas() -> Iterator[tuple[str, bytes]]:
    """DTD dan entitas di setiap bagian; tidak boleh dimekarkan atau dibaca dari disk."""
    sah = build_sah()
    for awalan, sebut in ((XXE, "&b;"), (TAWA, "&a9;")):

        def ubah(nama: str, isi: bytes, awalan: str = awalan, sebut: str = sebut) -> bytes:
            if not nama.startswith("xl/worksheets/"):
                return isi
            badan = isi.split(b"?>", 1)[1].replace(b"<t>Realisasi", f"<t>{sebut}".encode())
            return awalan.encode() + badan

        yield f"entitas {sebut[1]}.xlsx", change_zip(sah, ubah, {})
        ods = build_zip(mimetype=ODS, **{"content.xml": f"{awalan}<x>{sebut}</x>".encode()})
        yield f"entitas {sebut[1]}.ods", ods


def iterate_rusak(isi: bytes, banyak: int, benih: int = 7) -> Iterator[bytes]:
    """Berkas terpotong di sembarang tempat, lalu berkas dengan satu byte berubah."""
    acak = random.Random(benih)
    for _ in range(banyak // 4):
        yield isi[: acak.randrange(len(isi))]
    for _ in range(banyak):
        rusak = bytearray(isi)
        rusak[acak.randrange(len(isi))] ^= 1 << acak.randrange(8)
        yield bytes(rusak)
