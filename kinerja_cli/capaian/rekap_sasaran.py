"""Rekap per sasaran strategis: rata-rata, program pendukung, anggaran, efisiensi."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kinerja_cli.capaian.efisiensi import (
    BahanEfisiensi,
    HasilEfisiensi,
    KeluaranEfisiensi,
    calculate_efisiensi,
)
from kinerja_cli.capaian.rekap_anggaran import (
    JumlahUang,
    RekapAnggaran,
    build_tiga,
    is_bagian,
    sum_uang,
)
from kinerja_cli.capaian.rekap_rerata import PenghitungRerata
from kinerja_cli.model.data_kinerja import DataAnggaran, DataIndikator, DataSasaran, Rerata
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.sumber import BarisCascading


@dataclass(frozen=True)
class PerekapSasaran:
    """Merekap setiap sasaran dari indikator dan anggaran seluruh perangkat daerah."""

    definisi: Definisi
    indikator: Sequence[DataIndikator]
    anggaran: RekapAnggaran
    rerata: PenghitungRerata

    def build(self) -> tuple[DataSasaran, ...]:
        """Satu entri per kode sasaran, menurut urutan di tabel Indikator.

        Program tanpa porsi yang mendukung lebih dari satu sasaran menjadi "anggaran bersama";
        jumlah per sasaran karena itu tidak dijumlahkan lagi.
        """
        kelompok: dict[str, list[DataIndikator]] = {}
        for i in self.indikator:
            if i.jenjang is Jenjang.SASARAN:
                kelompok.setdefault(i.kode, []).append(i)
        return tuple(self._build_sasaran(kode, daftar) for kode, daftar in kelompok.items())

    def _build_sasaran(self, kode: str, daftar: list[DataIndikator]) -> DataSasaran:
        pembuat = self.rerata.pembuat
        program = [c for c in self.definisi.cascading if c.induk == kode]
        banyak_induk = Counter(c.anak for c in self.definisi.cascading)
        jumlah = self._sum_program(program)
        rata = self.rerata.average(daftar, kode)
        efisiensi = self._calculate_efisiensi(program, jumlah, rata)
        return DataSasaran(
            kode=kode,
            uraian=daftar[0].uraian,
            indikator=tuple(i.kode_indikator for i in daftar),
            rerata=rata,
            program=tuple(c.anak for c in program),
            anggaran_bersama=any(c.porsi is None and banyak_induk[c.anak] > 1 for c in program),
            efisiensi=pembuat.persen(efisiensi.nilai, kode, "efisiensi", alasan=efisiensi.alasan),
            keterangan_efisiensi=efisiensi.penjelasan,
            **build_tiga(pembuat, jumlah, kode),
        )

    def _sum_program(self, program: Sequence[BarisCascading]) -> JumlahUang:
        return sum_uang(
            b.scale(_read_porsi(c))
            for c in program
            for b in self.anggaran.baris
            if is_bagian(b.kode, c.anak)
        )

    def _calculate_efisiensi(
        self, program: Sequence[BarisCascading], jumlah: JumlahUang, rata: Rerata
    ) -> HasilEfisiensi:
        if jumlah.belum:
            return HasilEfisiensi(None, f"realisasi anggaran belum lengkap, {jumlah.catatan}")
        sub = [
            (a, _read_porsi(c))
            for c in program
            for a in self.anggaran.daftar
            if a.jenjang == "sub kegiatan" and is_bagian(a.kode, c.anak)
        ]
        keluaran = [k for a, porsi in sub if (k := self._build_keluaran(a, porsi))]
        bahan = BahanEfisiensi(rata.capaian.nilai.angka, jumlah.serapan, keluaran, len(sub))
        return calculate_efisiensi(bahan, self.definisi.kebijakan)

    @cached_property
    def _menurut_sub(self) -> dict[str, list[DataIndikator]]:
        """Indikator keluaran menurut kode sub kegiatannya."""
        hasil: dict[str, list[DataIndikator]] = {}
        for i in self.indikator:
            if i.jenjang is Jenjang.SUB_KEGIATAN:
                hasil.setdefault(i.kode, []).append(i)
        return hasil

    def _build_keluaran(self, sub: DataAnggaran, porsi: Decimal) -> KeluaranEfisiensi | None:
        """Sub kegiatan dengan rata-rata capaian keluarannya; ``None`` bila tidak terhitung."""
        capaian = [
            c
            for i in self._menurut_sub.get(sub.kode, ())
            if (c := i.tahun.capaian.nilai.angka) is not None
        ]
        pagu, realisasi = sub.pagu.nilai.angka, sub.realisasi.nilai.angka
        if not capaian or pagu is None or realisasi is None:
            return None
        rata = sum(capaian, Decimal(0)) / len(capaian)
        return KeluaranEfisiensi(pagu * porsi, realisasi * porsi, rata)


def _read_porsi(cascading: BarisCascading) -> Decimal:
    """Bagian anggaran program untuk sasaran itu; tanpa porsi seluruhnya."""
    return (cascading.porsi or Decimal(100)) / 100
