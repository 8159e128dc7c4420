"""Bahan pemeriksaan sendiri LKjIP, dan jejak yang dihasilkan setiap pemeriksaannya."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja, DataSasaran, Fakta
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kriteria import LetakBlok
from kinerja_cli.model.periode import Periode

NamaBlok = tuple[str, str]
"""(nama blok, kode sasaran); kode kosong bila bloknya milik seluruh laporan."""


@dataclass(frozen=True, slots=True)
class Jejak:
    """Satu hal yang dilihat: ada (hanya ``kunci``), kurang, atau dilewati beserta alasannya."""

    kunci: str
    kurang: str = ""
    lewat: str = ""


@dataclass(frozen=True, slots=True)
class CatatanKerja:
    """Yang diketahui register dan ruang kerja tentang jalannya penyusunan."""

    konsep: tuple[str, ...] = ()
    """Nama berkas konsep laporan."""
    dikompilasi: frozenset[Periode] = frozenset()
    formulir: frozenset[Periode] = frozenset()
    """Periode yang formulirnya dibagikan."""
    berbukti: frozenset[str] = frozenset()
    """Indikator yang buktinya sudah dicocokkan dengan berkas atau tautan."""
    bertanda_tangan: frozenset[str] = frozenset()
    """Unit yang pindaian bertanda tangannya sudah diterima."""
    tindak_lanjut: tuple[tuple[str, str, str], ...] = ()
    """(kunci, unit, rencana) tindak lanjut yang belum selesai dilaporkan."""
    berubah: tuple[tuple[str, str], ...] = ()
    """(kunci fakta, kalimat) angka yang berubah sesudah kompilasi terakhir."""
    disahkan: date | None = None


@dataclass(frozen=True)
class BahanLaporan:
    """Masukan semua pemeriksaan; ``definisi`` yang terbaru, ``data`` kompilasi terakhir."""

    data: DataKinerja
    definisi: Definisi
    tanggal: date
    batas: date
    """Batas penyampaian laporan menurut jadwal."""
    blok: Mapping[NamaBlok, LetakBlok]
    """Blok yang ada di templat."""
    wajib: frozenset[str]
    """Nama blok yang diminta PermenPANRB 53/2014 Lampiran II."""
    narasi: Mapping[str, str] = field(default_factory=dict)
    """Kata orang menurut slotnya; menang atas isian bidang."""
    catatan: CatatanKerja = CatatanKerja()

    @cached_property
    def indikator(self) -> dict[str, DataIndikator]:
        """Indikator menurut kode."""
        return {i.kode_indikator: i for i in self.data.indikator}

    def milik(self, sasaran: DataSasaran) -> Iterator[DataIndikator]:
        """Indikator sasaran yang dibandingkan; yang dihapus atau belum waktunya tidak ikut."""
        return (i for i in self.semua(sasaran) if i.masuk_rerata)

    def semua(self, sasaran: DataSasaran) -> Iterator[DataIndikator]:
        """Semua indikator sasaran."""
        return (self.indikator[k] for k in sasaran.indikator)

    def read_narasi(self, indikator: DataIndikator, kolom: str) -> str:
        """Kata orang pada slot itu, atau isian bidang."""
        bawaan = str(getattr(indikator.narasi, kolom))
        return self.narasi.get(f"{indikator.kode_indikator}:{kolom}", bawaan)


def look_fakta(fakta: Fakta, nama: str, sebab: str) -> Jejak:
    """Jejak sebuah angka: ada, atau kurang dengan catatannya (``sebab`` bila tanpa catatan)."""
    return Jejak(fakta.kunci, "" if fakta.nilai.ada else f"{nama}: {fakta.catatan or sebab}")


def look_uang(fakta: Fakta, nama: str) -> Jejak:
    """Jejak sebuah jumlah uang; yang sebagian barisnya belum dilaporkan juga kurang."""
    lengkap = fakta.nilai.ada and not fakta.catatan
    return Jejak(fakta.kunci, "" if lengkap else f"{nama}: {fakta.catatan or 'belum ada'}")
