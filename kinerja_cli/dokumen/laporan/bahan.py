"""Bahan bersama semua blok LKjIP: data kinerja, definisi, penanda angka, dan slot narasi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.isi import Narasi
from kinerja_cli.dokumen.laporan.bahasa import format_satuan
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

    @cached_property
    def turunan(self) -> dict[str, list[DataAnggaran]]:
        """Program beserta kegiatan dan sub kegiatannya, menurut kode program."""
        hasil: dict[str, list[DataAnggaran]] = {}
        for a in self.data.anggaran:
            hasil.setdefault(".".join(a.kode.split(".")[:3]), []).append(a)
        return hasil

    @cached_property
    def _sejenjang(self) -> dict[Jenjang, list[DataIndikator]]:
        hasil: dict[Jenjang, list[DataIndikator]] = {j: [] for j in Jenjang}
        for i in self.data.indikator:
            hasil[i.jenjang].append(i)
        return hasil

    @cached_property
    def _nomor(self) -> dict[str, int]:
        return {kode: n for n, kode in enumerate(self.sasaran, start=1)}

    def sejenjang(self, jenjang: Jenjang) -> list[DataIndikator]:
        """Indikator satu jenjang menurut urutan di PK."""
        return self._sejenjang[jenjang]

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

    def nilai(self, fakta: Fakta, indikator: DataIndikator) -> str:
        """Angka beserta satuannya di dalam kalimat."""
        return f"{self.angka(fakta)}{format_satuan(indikator)}"

    def excuse(self, fakta: Fakta) -> str:
        """Angka yang boleh n/a: aturannya sendiri yang membuatnya tidak dihitung."""
        bintang = "" if fakta.status is StatusAngka.FINAL else "*"
        return f"{self.figur.excuse(fakta)}{bintang}"

    def nomor(self, sasaran: DataSasaran) -> int:
        """Nomor urut sasaran di laporan, mulai 1."""
        return self._nomor[sasaran.kode]

    def slot(self, slot: str, bawaan: str, harap: str) -> Narasi:
        """Narasi sebuah slot; ``bawaan`` dari isian bidang atau tabel sumber."""
        return Narasi(slot, bawaan, harap)
