"""Membuat gambar README dari ruang kerja demo; dijalankan oleh ``make gambar`` sesudah demo.

Memerlukan LibreOffice dan poppler (pdftotext, pdftoppm).
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kinerja_cli.dokumen.libreoffice import convert_pdf

DOCS = Path(__file__).parent
DEMO = DOCS.parent / "demo"
TUJUAN = DOCS / "gambar"
DPI_AWAL = 72
PUTIH = 250
"""Piksel yang ketiga warnanya sekurangnya ini dianggap kertas kosong."""
TEPI = 0.006
"""Kertas yang disisakan di sekeliling isi, bagian dari lebar halaman."""
PALING_BANYAK_WARNA = 256
Warna = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Gambar:
    """Satu halaman sebuah berkas demo: halaman terakhir yang memuat ``kata``.

    ``atas`` dan ``bawah`` membatasi bagian halaman (0-1) yang diambil; tepi kosongnya dipangkas.
    """

    nama: str
    berkas: str
    kata: str
    lebar: int
    atas: float = 0.0
    bawah: float = 1.0


@dataclass(frozen=True, slots=True)
class Raster:
    """Gambar RGB, tiga byte satu piksel."""

    lebar: int
    tinggi: int
    isi: bytes


DAFTAR = (
    Gambar("formulir", "masuk/tw4/Bidang PSU TW IV.xlsx", "Capaian (%)", 1200, 0.05, 0.74),
    Gambar(
        "lkjip",
        "laporan/LKjIP 2025 konsep 1.docx",
        "Gambar 2. Target dan realisasi per triwulan",
        900,
        0.06,
        0.93,
    ),
)


def main() -> int:
    """Buat setiap gambar; 1 bila demo belum dijalankan."""
    TUJUAN.mkdir(exist_ok=True)
    for gambar in DAFTAR:
        asal = DEMO / gambar.berkas
        if not asal.is_file():
            sys.stderr.write(f"{asal} tidak ada; jalankan `make demo` lebih dahulu\n")
            return 1
        with TemporaryDirectory() as folder:
            pdf = Path(folder) / "halaman.pdf"
            convert_pdf(asal, pdf)
            halaman = find_halaman(pdf, gambar.kata)
            isi = build_png(draw_halaman(pdf, halaman, gambar))
        tujuan = TUJUAN / f"{gambar.nama}.png"
        tujuan.write_bytes(isi)
        sys.stdout.write(f"{tujuan} halaman {halaman}, {len(isi) // 1024} KB\n")
    return 0


def find_halaman(pdf: Path, kata: str) -> int:
    """Halaman terakhir yang memuat kata: petunjuk dan daftar isi mendahului isinya."""
    teks = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout.split("\f")
    return max(n for n, isi in enumerate(teks, start=1) if kata in isi)


def draw_halaman(pdf: Path, halaman: int, gambar: Gambar) -> Raster:
    """Bagian halaman yang berisi, selebar ``gambar.lebar`` piksel."""
    kasar = read_raster(pdf, halaman, DPI_AWAL)
    kiri, atas, kanan, bawah = find_isi(kasar, gambar.atas, gambar.bawah)
    skala = gambar.lebar / (kanan - kiri)
    kotak = [round(n * skala) for n in (kiri, atas, kanan - kiri, bawah - atas)]
    return read_raster(pdf, halaman, DPI_AWAL * skala, kotak)


def read_raster(pdf: Path, halaman: int, dpi: float, kotak: list[int] | None = None) -> Raster:
    """Gambar halaman dari pdftoppm; ``kotak`` adalah kiri, atas, lebar, tinggi dalam piksel."""
    perintah = ["pdftoppm", "-r", f"{dpi:.2f}", "-f", str(halaman), "-singlefile"]
    for nama, nilai in zip(("-x", "-y", "-W", "-H"), kotak or (), strict=False):
        perintah += [nama, str(nilai)]
    ppm = subprocess.run([*perintah, str(pdf)], capture_output=True, check=True).stdout
    # Kepala PPM: P6, lebar dan tinggi, nilai terbesar, masing-masing satu baris.
    _, ukuran, _, isi = ppm.split(b"\n", 3)
    lebar, tinggi = map(int, ukuran.split())
    return Raster(lebar, tinggi, isi)


def find_isi(raster: Raster, atas: float, bawah: float) -> tuple[int, int, int, int]:
    """Kotak terkecil (kiri, atas, kanan, bawah) yang memuat semua piksel bukan putih."""
    panjang = raster.lebar * 3
    baris, kolom = [], set()
    for y in range(round(atas * raster.tinggi), round(bawah * raster.tinggi)):
        garis = raster.isi[y * panjang : (y + 1) * panjang]
        terisi = {x // 3 for x, nilai in enumerate(garis) if nilai < PUTIH}
        if terisi:
            baris.append(y)
            kolom |= terisi
    tepi = max(1, round(TEPI * raster.lebar))
    return (
        max(0, min(kolom) - tepi),
        max(0, baris[0] - tepi),
        min(raster.lebar, max(kolom) + tepi + 1),
        min(raster.tinggi, baris[-1] + tepi + 1),
    )


def build_png(raster: Raster) -> bytes:
    """PNG berpalet: sepertiga ukuran RGB, dan pdftoppm hanya dapat menulis RGB."""
    piksel = list(zip(raster.isi[0::3], raster.isi[1::3], raster.isi[2::3], strict=True))
    nomor, palet = build_palet(piksel)
    data = bytes(nomor[w] for w in piksel)
    garis = (data[y * raster.lebar : (y + 1) * raster.lebar] for y in range(raster.tinggi))
    kepala = struct.pack(">IIBBBBB", raster.lebar, raster.tinggi, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            build_potong(b"IHDR", kepala),
            build_potong(b"PLTE", bytes(n for w in palet for n in w)),
            build_potong(b"IDAT", zlib.compress(b"".join(b"\0" + g for g in garis), 9)),
            build_potong(b"IEND", b""),
        )
    )


def build_palet(piksel: list[Warna]) -> tuple[dict[Warna, int], list[Warna]]:
    """Warna terbanyak menjadi palet; warna tepi huruf yang jarang memakai yang terdekat."""
    daftar = [w for w, _ in Counter(piksel).most_common()]
    palet = daftar[:PALING_BANYAK_WARNA]
    nomor = {w: n for n, w in enumerate(palet)}
    for warna in daftar[PALING_BANYAK_WARNA:]:
        dekat = min(palet, key=partial(measure_jarak, warna))
        nomor[warna] = nomor[dekat]
    return nomor, palet


def measure_jarak(satu: Warna, dua: Warna) -> int:
    """Kuadrat jarak dua warna."""
    return sum((a - b) ** 2 for a, b in zip(satu, dua, strict=True))


def build_potong(jenis: bytes, isi: bytes) -> bytes:
    """Satu potong (chunk) PNG dengan panjang dan CRC-nya."""
    return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))


if __name__ == "__main__":
    raise SystemExit(main())
