"""Bentuk laporan bendahara yang dibandingkan: satu laporan, jumlahnya, dan yang dikeluarkan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kinerja_cli.model.keuangan import BarisSpj, JenjangSpj
from kinerja_cli.model.sumber import BarisKeuangan


@dataclass(frozen=True)
class LaporanBendahara:
    """Satu laporan; ``baris`` kosong bila laporannya terdaftar tetapi tidak terbaca."""

    keterangan: BarisKeuangan
    baris: tuple[BarisSpj, ...]

    @cached_property
    def sub_kegiatan(self) -> tuple[BarisSpj, ...]:
        """Baris yang dijumlahkan; jenjang di atasnya sudah memuatnya."""
        return tuple(b for b in self.baris if b.jenjang is JenjangSpj.SUB_KEGIATAN)

    @cached_property
    def bendahara(self) -> str:
        """Nama bendahara untuk dibandingkan: huruf kecil, spasi tunggal."""
        return " ".join(self.keterangan.bendahara.casefold().split())


@dataclass(frozen=True, slots=True)
class LaporanLain:
    """Laporan yang tidak ikut dijumlahkan, dan sebabnya."""

    laporan: LaporanBendahara
    alasan: str


@dataclass(frozen=True, slots=True)
class JumlahBendahara:
    """Jumlah satu sub kegiatan dari semua bendahara; ``baris`` (berkas, baris) asalnya."""

    kode: str
    uraian: str
    anggaran: Decimal
    realisasi: Decimal
    baris: tuple[tuple[str, BarisSpj], ...]

    @property
    def asal(self) -> tuple[str, str]:
        """(berkas, sel) baris pertamanya."""
        berkas, baris = self.baris[0]
        return berkas, baris.sel
