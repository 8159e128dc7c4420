"""Validasi sel formulir dari uraian murninya."""

from __future__ import annotations

from typing import Any

from kinerja_cli.formulir.bentuk import KOSONGKAN, Validasi
from kinerja_cli.lembar.gaya import BukuTulis, clean_teks
from kinerja_cli.lembar.penanda import LEMBAR_PILIHAN
from kinerja_cli.lembar.validasi import (
    build_angka_atau_kata,
    build_pilihan,
    build_tanggal_atau_kata,
    can_pilihan,
)
from kinerja_cli.model.isi_sel import format_kolom

AWAL_NAMA = "Pilihan_"


class DaftarPilihan:
    """Pilihan yang terlalu panjang atau bertanda baca; disimpan di lembar tersembunyi.

    Validasi menunjuknya lewat nama, sebab Excel 2007 menolak acuan ke lembar lain.
    """

    def __init__(self) -> None:
        self._nomor: dict[tuple[str, ...], int] = {}

    def find_nama(self, pilihan: tuple[str, ...]) -> str:
        """Nama rentang pilihan itu; yang sama dipakai bersama."""
        return f"{AWAL_NAMA}{self._nomor.setdefault(pilihan, len(self._nomor) + 1)}"

    def write(self, tulis: BukuTulis) -> None:
        """Tulis lembarnya bila ada pilihan yang memerlukannya."""
        if not self._nomor:
            return
        lembar = tulis.buku.add_worksheet(LEMBAR_PILIHAN)
        for kolom, pilihan in enumerate(self._nomor):
            for r, isi in enumerate(pilihan):
                lembar.write_string(r, kolom, clean_teks(isi))
            huruf = format_kolom(kolom)
            rentang = f"'{LEMBAR_PILIHAN}'!${huruf}$1:${huruf}${len(pilihan)}"
            tulis.buku.define_name(self.find_nama(pilihan), f"={rentang}")
        lembar.protect()
        lembar.very_hidden()


def build_aturan(validasi: Validasi, alamat: str, daftar: DaftarPilihan) -> dict[str, Any] | None:
    """Aturan Excel untuk rentang yang dimulai di ``alamat``; ``None`` bila boleh apa saja."""
    aturan: dict[str, Any] | None = None
    if validasi.jenis == "pilihan":
        # Yang menolak isian lain harus tetap menerima kata penarik nilai.
        pilihan = (*validasi.pilihan, *((KOSONGKAN,) if validasi.keras else ()))
        nama = "" if can_pilihan(pilihan) else daftar.find_nama(pilihan)
        aturan = build_pilihan(pilihan, nama)
    elif validasi.jenis == "angka":
        aturan = build_angka_atau_kata(alamat, KOSONGKAN, validasi.minimum, validasi.maksimum)
    elif validasi.jenis == "tanggal" and validasi.dari and validasi.sampai:
        aturan = build_tanggal_atau_kata(alamat, KOSONGKAN, validasi.dari, validasi.sampai)
    if aturan is None:
        return None
    if validasi.pesan:
        aturan["error_message"] = validasi.pesan
    return {**aturan, "error_type": "stop" if validasi.keras else "warning"}
