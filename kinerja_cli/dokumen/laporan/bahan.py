"""Bahan bersama semua blok LKjIP: data kinerja, definisi, penanda angka, dan slot narasi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.isi import Narasi
from kinerja_cli.model.data_kinerja import (
    DataAnggaran,
    DataIndikator,
    DataKinerja,
    DataSasaran,
    Fakta,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Jenjang, StatusAngka
from kinerja_cli.model.nilai import Nilai


@dataclass(frozen=True)
class Bahan:
    """Masukan setiap blok; blok hanya membaca ini dan tidak menghitung capaian."""

    data: DataKinerja
    definisi: Definisi
    tanggal: date
    figur: Figur

    @cached_property
    def pembuat(self) -> PembuatFakta:
        """Pembuat fakta tambahan (cacah, selisih) pada tahun dan periode laporan."""
        return PembuatFakta(self.data.tahun, self.data.periode)

    @cached_property
    def indikator(self) -> dict[str, DataIndikator]:
        """Indikator menurut kode."""
        return {i.kode_indikator: i for i in self.data.indikator}

    @cached_property
    def sasaran(self) -> dict[str, DataSasaran]:
        """Sasaran menurut kode."""
        return {s.kode: s for s in self.data.sasaran}

    @cached_property
    def anggaran(self) -> dict[str, DataAnggaran]:
        """Program, kegiatan, dan sub kegiatan menurut kode."""
        return {a.kode: a for a in self.data.anggaran}

    def sejenjang(self, jenjang: Jenjang) -> list[DataIndikator]:
        """Indikator satu jenjang menurut urutan di PK."""
        return [i for i in self.data.indikator if i.jenjang is jenjang]

    def milik(self, sasaran: DataSasaran) -> list[DataIndikator]:
        """Indikator sebuah sasaran."""
        return [self.indikator[k] for k in sasaran.indikator]

    def hitungan(self, banyak: int, *bagian: str) -> str:
        """Penanda sebuah cacah (n indikator, n program); juga angka dari data."""
        return self.figur(self.pembuat.nilai(Nilai.dari_angka(Decimal(banyak)), 0, *bagian))

    def angka(self, fakta: Fakta) -> str:
        """Penanda angka; yang bukan final diikuti bintang, dijelaskan di bawah tabelnya."""
        bintang = "" if fakta.status is StatusAngka.FINAL else "*"
        return f"{self.figur(fakta)}{bintang}"

    def sebut_anggaran(self, a: DataAnggaran) -> tuple[str, ...]:
        """Kode, uraian, pagu, realisasi, dan serapan satu baris anggaran."""
        angka = (self.angka(f) for f in (a.pagu, a.realisasi, a.serapan))
        return (a.kode, a.uraian, *angka)

    def slot(self, slot: str, bawaan: str, harap: str) -> Narasi:
        """Narasi sebuah slot; ``bawaan`` dari isian bidang atau tabel sumber."""
        return Narasi(slot, bawaan, harap)


def format_satuan(indikator: DataIndikator) -> str:
    """Satuan sebagai kata sesudah angka: ``persen``, `` perumahan``; kosong bila tidak lazim."""
    satuan = indikator.satuan.strip()
    if satuan == "%":
        return " persen"
    if indikator.jenis in {"predikat", "ya_tidak"} or satuan.casefold() in TANPA_SATUAN:
        return ""
    return f" {satuan if satuan.isupper() or len(satuan) <= 3 else satuan[0].lower() + satuan[1:]}"


TANPA_SATUAN = frozenset({"indeks", "nilai", "rasio", "predikat", "skor", "angka"})
