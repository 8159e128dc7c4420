"""Nilai semua sel formulir asli, untuk ditulis ulang dalam bentuk berkas lain."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from python_calamine import CalamineWorkbook

from tests.lembar.aneh_buatan.alat import alamat, asli

Lembar = dict[str, list[list[object]]]
GALAT = "#DIV/0!"


class Persen(float):
    """Angka yang selnya berformat persen."""


class Galat(str):
    """Sel galat rumus."""


@cache
def _baca() -> Lembar:
    with CalamineWorkbook.from_filelike(BytesIO(asli())) as buku:
        return {
            m.name: buku.get_sheet_by_name(m.name).to_python(skip_empty_area=False)
            for m in buku.sheets_metadata
        }


def salin(**ganti: object) -> Lembar:
    """Salinan nilai; ``IKU02__realisasi=5`` mengganti satu sel lembar Kinerja."""
    lembar = {nama: [list(b) for b in baris] for nama, baris in _baca().items()}
    for tujuan, nilai in ganti.items():
        kunci, kolom = tujuan.split("__")
        r, c = posisi(f"{kunci[:-2]}-{kunci[-2:]}", kolom)
        lembar["Kinerja"][r][c] = nilai
    return lembar


def posisi(kunci: str, kolom: str) -> tuple[int, int]:
    """Indeks baris dan kolom mulai 0."""
    tempat = alamat(kunci, kolom)
    huruf = tempat.rstrip("0123456789")
    c = 0
    for h in huruf:
        c = c * 26 + ord(h) - 64
    return int(tempat[len(huruf) :]) - 1, c - 1
