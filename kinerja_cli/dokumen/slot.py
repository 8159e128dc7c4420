"""Slot: tempat kata-kata orang. Nama slot, dan penulisannya dari petikan atau teks bawaan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.figur import POLA
from kinerja_cli.dokumen.isi import Gambar, Keterangan, Tabel
from kinerja_cli.dokumen.petikan import Petikan, plant_petikan
from kinerja_cli.dokumen.xml_word import (
    GAYA_KOSONG,
    PenulisTeks,
    build_paragraf,
    build_run,
)
from kinerja_cli.model.draf import DUA_VERSI, KALIMAT, NARASI, SISIPAN, TEMPAT, TETAP

GAYA_BIASA = "BodyText"
TEKS_DUA_VERSI = (
    f"[{DUA_VERSI}: yang di atas baris ini kata-kata orang, yang di bawahnya versi baru dari data "
    "atau isian bidang. Pilih satu, lalu hapus yang lain beserta baris ini.]"
)


class AlamatBlok:
    """Nama slot dan tempat, unik di seluruh dokumen; tidak bergeser bila indikator bertambah."""

    def __init__(self) -> None:
        self._blok = ""
        self._muncul: dict[str, int] = {}
        self.terakhir = ""

    def open(self, blok: str) -> None:
        """Mulai satu blok; blok yang muncul dua kali di templat mendapat nama lain."""
        self._blok = self._number(blok, pemisah="#") if blok else blok

    def name_kalimat(self, teks: str) -> str:
        """Slot kalimat buatan program menurut subjek angka pertamanya."""
        kunci = POLA.search(teks)
        subjek = ":".join(kunci[1].split(":")[2:-1]) if kunci else "umum"
        return self._number(f"{KALIMAT}{self._blok}:{subjek}")

    def name_narasi(self, slot: str) -> str:
        """Slot narasi; indikator yang dibahas dua kali mendapat dua slot."""
        return self._number(f"{NARASI}{slot}", pemisah="#")

    def name_tempat(self, isi: Keterangan | Tabel | Gambar) -> str:
        """Tempat tabel, gambar, atau keterangan."""
        return self._number(f"{TEMPAT}{self._blok}:{type(isi).__name__.lower()}")

    def _number(self, nama: str, pemisah: str = ":") -> str:
        """Nama bernomor; dengan ``#`` yang pertama tanpa nomor."""
        urut = self._muncul[nama] = self._muncul.get(nama, 0) + 1
        self.terakhir = nama if pemisah == "#" and urut == 1 else f"{nama}{pemisah}{urut}"
        return self.terakhir


class AlamatTetap:
    """Nama slot teks tetap templat: judul di atasnya dan urutannya di bawah judul itu."""

    def __init__(self) -> None:
        self._judul: dict[int, str] = {}
        self._muncul: dict[str, int] = {}

    def name(self, teks: str, tingkat: int) -> str:
        """Slot paragraf itu; ``tingkat`` nol bila bukan judul."""
        if tingkat:
            self._judul = {t: j for t, j in self._judul.items() if t < tingkat} | {tingkat: teks}
        jejak = "\n".join(self._judul.values())
        nama = f"{TETAP}{sha256(jejak.encode()).hexdigest()[:8]}"
        self._muncul[nama] = self._muncul.get(nama, 0) + 1
        return f"{nama}:{self._muncul[nama]}"


class PenulisSlot:
    """Menaruh petikan pada slotnya dan mencatat yang terpakai, bentrok, dan dasar setiap slot."""

    def __init__(
        self, dokumen: Document, teks: PenulisTeks, petikan: Mapping[str, Petikan] | None = None
    ) -> None:
        self._dokumen = dokumen
        self.teks = teks
        self._petikan = petikan or {}
        self.dasar: dict[str, str] = {}
        """Hash teks bawaan setiap slot."""
        self.bentrok: list[str] = []
        """Slot yang dasarnya berubah sesudah disunting; kedua versinya dicetak."""

    @property
    def lepas(self) -> tuple[str, ...]:
        """Slot yang petikannya tersimpan tetapi tidak ada tempatnya."""
        return tuple(sorted(self._petikan.keys() - self.dasar.keys()))

    def map_dasar(self) -> dict[str, str]:
        """Hash dasar setiap slot, termasuk yang dikosongkan orang; kosong bagi tempat."""
        return dict.fromkeys(self.teks.list_slot(), "") | self.dasar

    def write(
        self, slot: str, dasar: str, build_bawaan: Callable[[], list[_Element]]
    ) -> list[_Element]:
        """Kata-kata orang bila ada; yang dasarnya berubah diikuti versi barunya."""
        self.dasar[slot] = hash_dasar(dasar)
        petikan = self._petikan.get(slot)
        if petikan is None:
            return self.teks.wrap_slot(slot, build_bawaan())
        isi = plant_petikan(petikan, self._dokumen, self.teks)
        if petikan.dasar and petikan.dasar != self.dasar[slot] and dasar.strip():
            self.bentrok.append(slot)
            isi += [build_batas(TEKS_DUA_VERSI), *build_bawaan()]
        elif not isi and slot.startswith(NARASI):
            isi = [] if dasar.strip() else build_bawaan()
        return self.teks.wrap_slot(slot, isi)

    def write_sisipan(self, tempat: str) -> list[_Element]:
        """Paragraf dan tabel yang ditambahkan orang sesudah tempat itu."""
        slot = f"{SISIPAN}{tempat}"
        petikan = self._petikan.get(slot)
        if petikan is None or not tempat:
            return []
        self.dasar[slot] = hash_dasar("")
        isi = plant_petikan(petikan, self._dokumen, self.teks)
        if isi and isi[0].tag == qn("w:tbl"):
            isi.insert(0, build_paragraf("SetelahTabel"))
        return self.teks.wrap_slot(slot, isi)


def build_batas(teks: str) -> _Element:
    """Baris menyolok di antara dua versi."""
    return build_paragraf(GAYA_BIASA, build_run(teks, gaya=GAYA_KOSONG))


def hash_dasar(teks: str) -> str:
    """Hash teks buatan program atau isian bidang, dengan kunci di tempat angkanya."""
    return sha256(" ".join(teks.split()).encode()).hexdigest()
