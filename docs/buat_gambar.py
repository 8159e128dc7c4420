"""Membuat gambar README dari ruang kerja demo; dijalankan oleh ``make gambar`` sesudah demo.

Memerlukan LibreOffice dan pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kinerja_cli.dokumen.libreoffice import convert_pdf

DOCS = Path(__file__).parent
DEMO = DOCS.parent / "demo"
TUJUAN = DOCS / "gambar"
LEBAR = 1000
"""Lebar gambar dalam piksel."""


@dataclass(frozen=True, slots=True)
class Gambar:
    """Satu halaman sebuah berkas demo; halaman terakhir yang memuat ``kata``."""

    nama: str
    berkas: str
    kata: str


DAFTAR = (
    Gambar("formulir", "masuk/tw4/Bidang PSU TW IV.xlsx", "Capaian (%)"),
    Gambar("lkjip", "laporan/LKjIP 2025 konsep.docx", "Gambar 1. Rata-rata capaian"),
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
            ukuran = ("-scale-to-x", str(LEBAR), "-scale-to-y", "-1")
            letak = ("-singlefile", "-f", str(halaman), str(pdf), str(TUJUAN / gambar.nama))
            subprocess.run(["pdftoppm", "-png", *ukuran, *letak], check=True)
        sys.stdout.write(f"{TUJUAN / gambar.nama}.png halaman {halaman}\n")
    return 0


def find_halaman(pdf: Path, kata: str) -> int:
    """Halaman terakhir yang memuat kata: petunjuk dan daftar isi mendahului isinya."""
    teks = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout.split("\f")
    return max(n for n, isi in enumerate(teks, start=1) if kata in isi)


if __name__ == "__main__":
    raise SystemExit(main())
