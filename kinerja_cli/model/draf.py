"""Isi konsep laporan yang dibaca kembali: potongan teks, angka terikat, dan ulasan; tanpa Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

AWAL_ANGKA, AKHIR_ANGKA = "\ue000", "\ue001"
POLA_ANGKA = re.compile(f"{AWAL_ANGKA}([^{AKHIR_ANGKA}]+){AKHIR_ANGKA}")
NARASI, KALIMAT, TETAP, SISIPAN, TEMPAT = "narasi:", "kalimat:", "tetap:", "sisipan:", "tempat:"
SLOT_ORANG = (NARASI, KALIMAT, TETAP, SISIPAN)
"""Awalan slot yang kata-katanya milik orang; ``tempat:`` hanya menandai letak tabel dan gambar."""
DUA_VERSI = "DUA VERSI"
"""Awal baris penanda di antara dua versi sebuah slot; hilang bila orang sudah memilih."""


@dataclass(frozen=True, slots=True)
class Potong:
    """Sepotong teks; ``kunci`` bila ia angka terikat, ``lepas`` bila tinggal penandanya."""

    teks: str
    kunci: str = ""
    lepas: bool = False


@dataclass(frozen=True, slots=True)
class Satuan:
    """Satu paragraf atau satu baris tabel: potongan teksnya, slotnya, dan judul di atasnya."""

    potong: tuple[Potong, ...]
    slot: str = ""
    judul: str = ""
    gaya: str = ""

    @property
    def teks(self) -> str:
        """Seluruh teksnya dengan spasi tunggal."""
        return " ".join("".join(p.teks for p in self.potong).split())

    @property
    def bentuk(self) -> str:
        """Teksnya dengan kunci di tempat angka terikat: sama bila hanya angkanya yang berubah."""
        isi = "".join(f"{{{p.kunci}}}" if p.kunci else p.teks for p in self.potong)
        return " ".join(isi.split())

    @property
    def bertanda(self) -> str:
        """Teksnya dengan penanda angka, seperti teks buatan program."""
        isi = "".join(f"{AWAL_ANGKA}{p.kunci}{AKHIR_ANGKA}" if p.kunci else p.teks
                      for p in self.potong)  # fmt: skip
        return " ".join(isi.split())

    @property
    def kunci(self) -> tuple[str, ...]:
        """Kunci angka yang masih ada teksnya, menurut urutannya."""
        return tuple(p.kunci for p in self.potong if p.kunci and p.teks.strip())


@dataclass(frozen=True, slots=True)
class Ulasan:
    """Komentar, atau sisipan dan hapusan terlacak, beserta teks tempatnya."""

    jenis: str
    penulis: str
    waktu: str
    teks: str
    tempat: str


@dataclass(frozen=True, slots=True)
class Naskah:
    """Konsep yang dibaca: nomornya, satuannya menurut urutan, dan ulasannya."""

    satuan: tuple[Satuan, ...]
    konsep: int | None = None
    tahun: int | None = None
    tanda: str = ""
    """Awal hash masukan konsep; berbeda bagi konsep instansi lain yang nomornya sama."""
    ulasan: tuple[Ulasan, ...] = ()

    def iterate_angka(self) -> Iterator[tuple[Satuan, Potong]]:
        """Setiap angka terikat dan satuannya."""
        for satuan in self.satuan:
            for potong in satuan.potong:
                if potong.kunci:
                    yield satuan, potong

    def read_slot(self, slot: str) -> tuple[Satuan, ...]:
        """Satuan sebuah slot menurut urutannya."""
        return tuple(s for s in self.satuan if s.slot == slot)


def rapikan(teks: str) -> str:
    """Teks dengan spasi tunggal; spasi tak terputus sama dengan spasi."""
    return " ".join(teks.replace("\xa0", " ").split())
