"""Yang sama bagi semua unit: pagu, laporan bendahara, sejarah, dan kedua pihak sub kegiatan.

Dihitung sekali lalu dipakai bersama semua unit satu periode.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kinerja_cli.aturan.keuangan import Pembanding, RingkasanKeuangan, choose_pembanding
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPagu, BarisRiwayat

NOL = Decimal(0)
REALISASI = "realisasi"


@dataclass(frozen=True, slots=True)
class CocokKode:
    """Satu sub kegiatan di kedua pihak; ``None`` berarti pihak itu tidak mempunyai angkanya.

    ``bidang`` jumlah semua unit pemilik sub kegiatan, karena laporan bendahara tidak memisahkannya.
    """

    kode: str
    bidang: Decimal | None
    bendahara: Decimal | None
    menunggu: tuple[str, ...] = ()
    """Unit lain yang belum melaporkan."""
    tertahan: str = ""
    """Mengapa laporan bendaharanya belum dapat dipakai."""

    @property
    def selisih(self) -> Decimal | None:
        """Bidang dikurangi bendahara; ``None`` bila belum dapat dibandingkan."""
        if self.tertahan or self.bidang is None or (self.bendahara is None and self.bidang != 0):
            return None
        return self.bidang - (self.bendahara or NOL)

    def is_beda(self, toleransi: Decimal) -> bool:
        """Benar bila kedua pihak diketahui dan berbeda lebih dari toleransi rupiah."""
        if self.tertahan or self.bidang is None:
            return False
        return abs(self.bidang - (self.bendahara or NOL)) > toleransi


@dataclass(frozen=True)
class KonteksDinas:
    """Definisi, fakta, dan laporan bendahara satu periode; tidak berubah."""

    definisi: Definisi
    periode: Periode
    fakta: KumpulanFakta
    keuangan: RingkasanKeuangan | None = None

    @property
    def periode_uang(self) -> Periode:
        """Anggaran diisi sampai dengan triwulan; tahun memakai triwulan keempat."""
        return self.periode.triwulan()[-1]

    @cached_property
    def pagu_per_kode(self) -> dict[str, tuple[BarisPagu, ...]]:
        """Baris pagu semua unit menurut kode sub kegiatan."""
        hasil: dict[str, list[BarisPagu]] = {}
        for p in self.definisi.pagu_berlaku(self.periode):
            hasil.setdefault(p.kode, []).append(p)
        return {kode: tuple(daftar) for kode, daftar in hasil.items()}

    @cached_property
    def pagu_per_unit(self) -> dict[str, tuple[BarisPagu, ...]]:
        """Baris pagu yang berlaku menurut unitnya."""
        hasil: dict[str, list[BarisPagu]] = {}
        for p in self.definisi.pagu_berlaku(self.periode):
            hasil.setdefault(p.kode_unit, []).append(p)
        return {unit: tuple(daftar) for unit, daftar in hasil.items()}

    @cached_property
    def pembanding(self) -> Pembanding | str:
        """Jumlah bendahara yang sebanding, atau alasan belum dapat dibandingkan."""
        return choose_pembanding(self.keuangan, self.definisi, self.periode)

    @cached_property
    def cocok(self) -> dict[str, CocokKode]:
        """Semua sub kegiatan yang ada di salah satu pihak, menurut kodenya."""
        pembanding = self.pembanding
        if isinstance(pembanding, str):
            return {}
        kode = sorted({*self.pagu_per_kode, *pembanding.per_kode, *pembanding.tertahan})
        return {k: self.match(pembanding, k) for k in kode}

    def match(self, pembanding: Pembanding, kode: str, unit: str = "") -> CocokKode:
        """Jumlah kedua pihak untuk satu sub kegiatan; ``unit`` tidak menunggu dirinya sendiri."""
        baris = self.pagu_per_kode.get(kode, ())
        nilai = [(p.kode_unit, self.nilai_uang(p)) for p in baris]
        kosong = {u for u, n in nilai if n.angka is None}
        bidang = None if kosong or not baris else sum((n.angka or NOL for _, n in nilai), NOL)
        jumlah = pembanding.per_kode.get(kode)
        return CocokKode(
            kode,
            bidang,
            jumlah.realisasi if jumlah else None,
            tuple(sorted(kosong - {unit})),
            pembanding.tertahan.get(kode, ""),
        )

    def nilai_uang(self, pagu: BarisPagu, periode: Periode | None = None) -> Nilai:
        """Realisasi anggaran sejak 1 Januari."""
        kunci = build_kunci_uang(pagu.kode, pagu.kode_unit, pagu.sumber_dana)
        return self.fakta.nilai(periode or self.periode_uang, kunci, REALISASI)

    @cached_property
    def riwayat(self) -> dict[str, list[BarisRiwayat]]:
        """Realisasi tahun-tahun lalu setiap indikator, menurut tahun."""
        hasil: dict[str, list[BarisRiwayat]] = {}
        for baris in sorted(self.definisi.riwayat, key=lambda r: r.tahun):
            hasil.setdefault(baris.kode_indikator, []).append(baris)
        return hasil

    @cached_property
    def riwayat_lalu(self) -> dict[str, BarisRiwayat]:
        """Realisasi tahun lalu menurut kode_indikator; pendahulu hanya bila sebanding."""
        tahun = self.definisi.tahun - 1
        lalu = {r.kode_indikator: r for r in self.definisi.riwayat if r.tahun == tahun}
        pendahulu = {
            i.kode_indikator: lalu[i.menggantikan]
            for i in self.definisi.indikator
            if i.sebanding is YaTidak.YA and i.menggantikan in lalu
        }
        return {**pendahulu, **lalu}

    @cached_property
    def berkas(self) -> dict[str, frozenset[str]]:
        """Nama berkas yang membawa fakta periode ini, menurut unitnya."""
        hasil: dict[str, set[str]] = {}
        for f in self.fakta:
            if f.periode is self.periode:
                hasil.setdefault(f.unit, set()).add(f.berkas)
        return {unit: frozenset(nama) for unit, nama in hasil.items()}

    @cached_property
    def dilaporkan(self) -> KumpulanFakta:
        """Fakta sebelum klarifikasi; kumpulan itu sendiri bila tidak ada kesepakatan."""
        if all(f.hasil_verifikasi is None for f in self.fakta):
            return self.fakta
        return self.fakta.tanpa_hasil()
