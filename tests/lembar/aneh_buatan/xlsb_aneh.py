"""Penulis .xlsb (BIFF12) sekecilnya."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.lembar.aneh_buatan.alat import TERIMA, Aneh, aneh, rakit
from tests.lembar.aneh_buatan.isi_asli import GALAT, Galat, Lembar, Persen, salin

KODE_GALAT = {"#NULL!": 0, GALAT: 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#N/A": 42}
RELASI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006"
GAYA_PERSEN = 1
GAYA_PERSEN_BUATAN = 2


def catat(jenis: int, isi: bytes = b"") -> bytes:
    """Satu rekaman: nomor jenis satu atau dua byte, panjang tujuh bit per byte."""
    kepala = bytes([jenis]) if jenis < 128 else bytes([jenis & 0x7F | 0x80, jenis >> 7])
    panjang, n = bytearray(), len(isi)
    while True:
        panjang.append(n & 0x7F | (0x80 if n > 0x7F else 0))
        n >>= 7
        if not n:
            return kepala + bytes(panjang) + isi


def teks(isi: str) -> bytes:
    mentah = isi.encode("utf-16-le")
    return struct.pack("<I", len(mentah) // 2) + mentah


def sel(kolom: int, nilai: object, *, rumus: bool = False) -> bytes:
    """Rekaman satu sel; kosong untuk sel kosong."""
    gaya = GAYA_PERSEN if isinstance(nilai, Persen) else 0
    kepala = struct.pack("<II", kolom, gaya)
    ekor = struct.pack("<HII", 0, 0, 0) if rumus else b""
    if isinstance(nilai, Galat):
        return catat(11 if rumus else 3, kepala + bytes([KODE_GALAT[nilai]]) + ekor)
    if nilai is None or nilai == "":
        return b""
    if isinstance(nilai, float):
        return catat(9 if rumus else 5, kepala + struct.pack("<d", nilai) + ekor)
    return catat(8 if rumus else 6, kepala + teks(str(nilai)) + ekor)


def lembar(baris: list[list[object]], *, rumus: bool = False, dimensi: bool = True) -> bytes:
    lebar = max(map(len, baris), default=1)
    hasil = [catat(129)]
    if dimensi:
        hasil.append(catat(148, struct.pack("<IIII", 0, max(len(baris), 1) - 1, 0, lebar - 1)))
    hasil.append(catat(145))
    for r, b in enumerate(baris):
        hasil.append(catat(0, struct.pack("<IIHBHBI", r, 0, 300, 0, 0, 0, 0)))
        hasil += [sel(c, x, rumus=rumus) for c, x in enumerate(b)]
    return b"".join([*hasil, catat(146), catat(130)])


def gaya() -> bytes:
    """Gaya 0 umum, 1 persen bawaan (9), 2 persen buatan (164)."""
    xf = [struct.pack("<HHHHHBBHH", 0xFFFF, f, 0, 0, 0, 0, 0, 0, 0) for f in (0, 9, 164)]
    return b"".join(
        [
            catat(278),
            catat(615, struct.pack("<I", 1)),
            catat(44, struct.pack("<H", 164) + teks("0.00%")),
            catat(616),
            catat(617, struct.pack("<I", len(xf))),
            *(catat(47, x) for x in xf),
            catat(618),
            catat(279),
        ]
    )


def bungkus(bagian_lembar: dict[str, bytes], **lain: bytes) -> bytes:
    daftar = [
        catat(156, struct.pack("<II", 0, i) + teks(f"rId{i}") + teks(nama))
        for i, nama in enumerate(bagian_lembar, 1)
    ]
    buku = b"".join([catat(131), catat(143), *daftar, catat(144), catat(132)])
    relasi = "".join(
        f'<Relationship Id="rId{i}" Type="{RELASI}/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(bagian_lembar) + 1)
    )
    relasi += f'<Relationship Id="rIdG" Type="{RELASI}/styles" Target="styles.bin"/>'
    kepala = f'<?xml version="1.0"?><Relationships xmlns="{PAKET}/relationships">'
    jenis = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    bagian = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PAKET}/content-types">'
        f'<Default Extension="bin" ContentType="{jenis}"/></Types>'.encode(),
        "_rels/.rels": f'{kepala}<Relationship Id="r1" Type="{RELASI}/officeDocument"'
        ' Target="xl/workbook.bin"/></Relationships>'.encode(),
        "xl/workbook.bin": buku,
        "xl/_rels/workbook.bin.rels": f"{kepala}{relasi}</Relationships>".encode(),
        "xl/styles.bin": gaya(),
        **{f"xl/worksheets/sheet{i}.bin": x for i, x in enumerate(bagian_lembar.values(), 1)},
    }
    return rakit({**bagian, **{k.replace("__", "/"): v for k, v in lain.items()}})


def tulis(isi: Lembar, **ganti: bytes) -> bytes:
    return bungkus({nama: ganti.get(nama, lembar(b)) for nama, b in isi.items()})


def iterate() -> Iterator[Aneh]:
    isi = salin()
    yield aneh("biasa.xlsb", tulis(isi), TERIMA)
    yield aneh("xlsb_bernama.xlsx", tulis(isi), TERIMA)
    yield aneh("persen.xlsb", tulis(salin(IKU02__realisasi=Persen(0.5))), "persen")
    yield aneh("galat.xlsb", tulis(salin(IKU02__realisasi=Galat(GALAT))), "galat")
    rumus = lembar(salin(IKU02__realisasi=Galat("#REF!"))["Kinerja"], rumus=True)
    yield aneh("galat_rumus.xlsb", tulis(isi, Kinerja=rumus), "galat")
    utuh = lembar(isi["Kinerja"])
    jauh = catat(0, struct.pack("<IIHBHBI", 1_048_575, 0, 300, 0, 0, 0, 0)) + sel(16_383, 1.0)
    yield aneh(
        "sel_terjauh.xlsb",
        tulis(isi, Kinerja=utuh.replace(catat(146), jauh + catat(146))),
        "STR008",
    )
    raksasa = catat(0, struct.pack("<IIHBHBI", 0xFFFFFFF0, 0, 300, 0, 0, 0, 0)) + sel(5, 1.0)
    yield aneh(
        "baris_raksasa.xlsb",
        tulis(isi, Kinerja=utuh.replace(catat(146), raksasa + catat(146))),
        "STR008",
        "STR035",
    )
    for i in (4, 2):
        potong = utuh[: len(utuh) * i // 5]
        yield aneh(f"lembar_terpotong_{i}.xlsb", tulis(isi, Kinerja=potong), "STR007", "STR035")
    panjang = utuh.replace(catat(146), b"\x06\xff\xff\xff\x7f" + catat(146))
    yield aneh("rekaman_raksasa.xlsb", tulis(isi, Kinerja=panjang), "STR007", "STR035")
    asing = utuh.replace(catat(146), catat(6000, b"apa saja") + catat(146))
    yield aneh("rekaman_asing.xlsb", tulis(isi, Kinerja=asing), TERIMA)
    bohong = lembar(isi["Kinerja"]).replace(
        struct.pack("<IIII", 0, len(isi["Kinerja"]) - 1, 0, len(isi["Kinerja"][0]) - 1),
        struct.pack("<IIII", 0, 1_048_575, 0, 16_383),
    )
    yield aneh("dimensi_penuh.xlsb", tulis(isi, Kinerja=bohong), TERIMA, "STR008", "STR035")
    yield aneh("lembar_kosong_nol_byte.xlsb", tulis(isi, Kinerja=b""), "STR007", "STR035")
    st_jauh = catat(7, struct.pack("<III", 12, 0, 999_999))
    yield aneh(
        "indeks_teks_jauh.xlsb",
        tulis(isi, Kinerja=utuh.replace(catat(146), st_jauh + catat(146))),
        "STR007",
        "STR035",
    )
