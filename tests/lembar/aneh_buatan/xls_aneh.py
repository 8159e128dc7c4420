"""Penulis .xls (BIFF8 di dalam wadah OLE) sekecilnya."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.lembar.aneh_buatan.alat import TERIMA, Aneh, aneh, asli
from tests.lembar.aneh_buatan.isi_asli import GALAT, Galat, Lembar, Persen, salin
from tests.lembar.aneh_buatan.xlsb_aneh import KODE_GALAT

SEKTOR = 512
AKHIR, BEBAS, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
BOF_BUKU = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
BOF_LEMBAR = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)


def catat(jenis: int, isi: bytes = b"") -> bytes:
    return struct.pack("<HH", jenis, len(isi)) + isi


def teks(isi: str, panjang: str = "<H") -> bytes:
    mentah = isi.encode("utf-16-le")
    return struct.pack(panjang, len(mentah) // 2) + b"\x01" + mentah


def sel(r: int, c: int, nilai: object, *, rumus: bool = False) -> bytes:
    kepala = struct.pack("<HHH", r, c, 1 if isinstance(nilai, Persen) else 0)
    if isinstance(nilai, Galat):
        kode = KODE_GALAT[nilai]
        if rumus:
            isi = struct.pack("<BBBBBBH", 2, 0, kode, 0, 0, 0, 0xFFFF)
            return catat(0x0006, kepala + isi + struct.pack("<HIH", 0, 0, 0))
        return catat(0x0205, kepala + bytes([kode, 1]))
    if nilai is None or nilai == "":
        return b""
    if isinstance(nilai, float):
        return catat(0x0203, kepala + struct.pack("<d", nilai))
    return catat(0x0204, kepala + teks(str(nilai)))


def lembar(baris: list[list[object]], *, rumus: bool = False) -> bytes:
    lebar = max(map(len, baris), default=1)
    isi = [
        catat(0x0809, BOF_LEMBAR),
        catat(0x0200, struct.pack("<IIHHH", 0, len(baris), 0, lebar, 0)),
    ]
    for r, b in enumerate(baris):
        isi += [sel(r, c, x, rumus=rumus) for c, x in enumerate(b)]
    return b"".join([*isi, catat(0x000A)])


def alir(bagian: dict[str, bytes], *, depan: bytes = b"") -> bytes:
    """Aliran Workbook: buku lalu setiap lembar."""
    awal = catat(0x0809, BOF_BUKU) + depan
    awal += catat(0x041E, struct.pack("<H", 164) + teks("0.0%"))
    awal += b"".join(catat(0x00E0, struct.pack("<HH", 0, f) + bytes(16)) for f in (0, 9, 164))
    kepala = dict.fromkeys(bagian, b"\x00\x00")
    panjang = len(awal) + 4 + sum(4 + 4 + len(kepala[n]) + len(teks(n, "<B")) for n in bagian)
    daftar, letak = [], panjang
    for nama, isi in bagian.items():
        daftar.append(catat(0x0085, struct.pack("<I", letak) + kepala[nama] + teks(nama, "<B")))
        letak += len(isi)
    return awal + b"".join(daftar) + catat(0x000A) + b"".join(bagian.values())


def ole(isi_aliran: bytes, nama: str = "Workbook") -> bytes:
    """Wadah OLE berisi satu aliran; aliran kecil digenapi agar tidak masuk mini-FAT."""
    isi_aliran = isi_aliran.ljust(4096, b"\x00")
    n = -(-len(isi_aliran) // SEKTOR)
    banyak_fat = 1
    while banyak_fat * 128 < n + 1 + banyak_fat:
        banyak_fat += 1
    fat = [*range(1, n), AKHIR, AKHIR, *[FAT] * banyak_fat]
    fat += [BEBAS] * (banyak_fat * 128 - len(fat))
    kepala = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    kepala += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, banyak_fat, n, 0, 4096, AKHIR, 0, AKHIR, 0
    )
    difat = [n + 1 + i for i in range(banyak_fat)]
    kepala += struct.pack("<109I", *difat, *[BEBAS] * (109 - len(difat)))
    entri = _entri("Root Entry", 5, AKHIR, 0, 1) + _entri(nama, 2, 0, len(isi_aliran), BEBAS)
    entri += _entri("", 0, 0, 0, BEBAS) * 2
    badan = isi_aliran.ljust(n * SEKTOR, b"\x00")
    return kepala + badan + entri + struct.pack(f"<{len(fat)}I", *fat)


def _entri(nama: str, jenis: int, awal: int, ukuran: int, anak: int) -> bytes:
    mentah = (nama + "\0").encode("utf-16-le") if nama else b""
    return (
        mentah.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(mentah), jenis, 1, BEBAS, BEBAS, anak)
        + bytes(36)
        + struct.pack("<IQ", awal, ukuran)
    )


def tulis(isi: Lembar, **ganti: bytes) -> bytes:
    return ole(alir({nama: ganti.get(nama, lembar(b)) for nama, b in isi.items()}))


def iterate() -> Iterator[Aneh]:
    isi = salin()
    biasa = tulis(isi)
    yield aneh("biasa.xls", biasa, TERIMA)
    yield aneh("xls_bernama.xlsx", biasa, TERIMA)
    yield aneh("xlsx_bernama.xls", asli(), TERIMA)
    yield aneh("persen.xls", tulis(salin(IKU02__realisasi=Persen(0.5))), "persen")
    yield aneh("galat.xls", tulis(salin(IKU02__realisasi=Galat(GALAT))), "galat")
    rumus = lembar(salin(IKU02__realisasi=Galat("#N/A"))["Kinerja"], rumus=True)
    yield aneh("galat_rumus.xls", tulis(isi, Kinerja=rumus), "galat")
    utuh = lembar(isi["Kinerja"])
    jauh = utuh[:-4] + sel(65_535, 255, 1.0) + catat(0x000A)
    yield aneh("sel_terjauh.xls", tulis(isi, Kinerja=jauh), "STR008")
    yield aneh(
        "lembar_terpotong.xls", tulis(isi, Kinerja=utuh[: len(utuh) // 2]), "STR007", "STR008"
    )
    yield aneh("tanpa_eof.xls", tulis(isi, Kinerja=utuh[:-4]), "STR007", "STR035", TERIMA)
    for i in (1, 2, 3, 5, 7, 9):
        yield aneh(f"terpotong_{i}.xls", biasa[: len(biasa) * i // 10], "STR007", "STR035")
    sandi = alir({n: lembar(b) for n, b in isi.items()}, depan=catat(0x002F, bytes(54)))
    yield aneh("bersandi.xls", ole(sandi), "STR005")
    paket = ole(b"\x00" * 8 + b"\x11" * 5000, "EncryptedPackage")
    yield aneh("bersandi.xlsx", paket, "STR005")
    yield aneh("dokumen_word_lama.xls", ole(b"\x00" * 5000, "WordDocument"), "STR006", "STR007")
    yield aneh("rantai_berputar.xls", _putar(biasa), "STR007", "STR035", "STR009")
    yield aneh("ole_hanya_kepala.xls", biasa[:SEKTOR], "STR007", "STR035")
    yield aneh("ole_hanya_magic.xls", biasa[:8], "STR007", "STR035")


def _putar(isi: bytes) -> bytes:
    """FAT yang sektor keduanya menunjuk kembali ke sektor pertama."""
    rusak = bytearray(isi)
    (fat,) = struct.unpack_from("<I", isi, 76)
    struct.pack_into("<I", rusak, (fat + 1) * SEKTOR + 4, 0)
    return bytes(rusak)
