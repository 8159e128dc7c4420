"""Bentuk formulir: uraian murni tentang lembar, baris, dan sel; tanpa pustaka lembar kerja."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kinerja_cli.model.kolom import KolomModel
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import Baris

SKEMA_FORMULIR = 1

KOSONGKAN = "kosongkan"
"""Kata yang ditulis pengisi untuk menarik nilai yang pernah dikirim; sel kosong tidak menarik."""

IsiSel = str | Decimal | date | None


class Gaya(StrEnum):
    """Rupa sel menurut artinya; warnanya ditentukan tempat menulis."""

    ACUAN = "acuan"
    ISIAN = "isian"
    HITUNG = "hitung"
    MENUNGGU = "menunggu"
    SALAH = "salah"
    TANYA = "tanya"


@dataclass(frozen=True, slots=True)
class Terbitan:
    """Yang diputuskan saat menerbitkan: nomor definisi di register dan putaran ke berapa."""

    definisi: int
    putaran: int = 1
    versi_program: str = ""


@dataclass(frozen=True, slots=True)
class IdentitasFormulir:
    """Identitas yang dibawa setiap formulir; ``id`` sama untuk masukan yang sama."""

    id: str
    skema: int
    versi_program: str
    tahun: int
    instansi: str
    unit: str
    nama_unit: str
    periode: Periode
    definisi: int
    putaran: int

    def to_teks(self) -> dict[str, str]:
        """Bentuk teks untuk disimpan di berkas."""
        return {k: str(getattr(self, k)) for k in self.__slots__}

    @classmethod
    def from_teks(cls, isi: dict[str, str]) -> IdentitasFormulir:
        """Kebalikan ``to_teks``; galat ``KeyError`` atau ``ValueError`` bila rusak."""
        return cls(
            id=isi["id"],
            skema=int(isi["skema"]),
            versi_program=isi["versi_program"],
            tahun=int(isi["tahun"]),
            instansi=isi["instansi"],
            unit=isi["unit"],
            nama_unit=isi["nama_unit"],
            periode=Periode(isi["periode"]),
            definisi=int(isi["definisi"]),
            putaran=int(isi["putaran"]),
        )


@dataclass(frozen=True, slots=True)
class Validasi:
    """Aturan isian pada sel; ``keras`` menolak isian yang salah, selain itu hanya mengingatkan."""

    jenis: Literal["pilihan", "angka", "bulat", "tanggal", "teks"]
    pilihan: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maksimum: Decimal | None = None
    dari: date | None = None
    sampai: date | None = None
    pesan: str = ""
    keras: bool = False


@dataclass(frozen=True, slots=True)
class Sel:
    """Satu sel; ``nilai`` adalah hasil ``rumus`` bila rumusnya ada.

    Rumus memakai ``{bidang}`` untuk sel lain di barisnya, dan ``{lembar!kunci!bidang}`` untuk
    sel di lembar lain.
    """

    nilai: IsiSel = None
    terbuka: bool = False
    rumus: str = ""
    validasi: Validasi | None = None
    bantuan: str = ""
    gaya: Gaya = Gaya.ACUAN
    desimal: int | None = None
    """Banyak desimal saat tampil; ``None`` menurut wujud kolom."""
    catatan: str = ""
    """Komentar sel: teks lengkap tentang baris, atau pesan pada formulir kembali."""


@dataclass(frozen=True, slots=True)
class BarisFormulir:
    """Satu baris data; ``kelompok`` adalah judul yang dicetak bila berbeda dari baris di atas."""

    kunci: str
    hash: str
    sel: dict[str, Sel]
    kelompok: tuple[str, ...] = ()
    keterangan: str = ""
    """Yang diketahui tentang baris, misalnya "data untuk indikator unit lain"."""


@dataclass(frozen=True, slots=True)
class LembarFormulir:
    """Satu lembar: model barisnya, kolom yang tampil, dan barisnya."""

    nama: str
    model: type[Baris]
    kolom: tuple[KolomModel, ...]
    baris: tuple[BarisFormulir, ...]
    judul: str = ""
    catatan: str = ""
    tetap: str = ""
    """Bidang terakhir yang tetap terlihat saat lembar digeser dan berulang saat dicetak."""
    halaman_baru: str = ""
    """Bidang pertama di halaman cetak kedua; kosong berarti selebar satu halaman."""
    dihitung: bool = True
    """Baris yang lengkap dihitung di atas lembar."""


@dataclass(frozen=True, slots=True)
class ButirPetunjuk:
    """Satu baris lembar Petunjuk; ``judul`` kosong berarti alinea."""

    judul: str
    isi: str = ""
    gaya: Gaya | None = None


@dataclass(frozen=True, slots=True)
class TandaTangan:
    """Blok tanda tangan di kaki lembar."""

    tempat: str
    jabatan: str
    nama: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Formulir:
    """Satu buku kerja untuk satu unit dan satu periode."""

    identitas: IdentitasFormulir
    judul: tuple[str, ...]
    petunjuk: tuple[ButirPetunjuk, ...]
    lembar: tuple[LembarFormulir, ...]
    tanda_tangan: TandaTangan
    kategori: tuple[str, ...] = ()
    """Nama kategori skala yang berlaku, tertinggi lebih dahulu; untuk pewarnaan."""
