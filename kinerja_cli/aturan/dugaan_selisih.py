"""Sebab tunggal yang menerangkan selisih satu sub kegiatan dengan bendahara sampai rupiah."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kinerja_cli.aturan.dugaan import Dugaan, JenisDugaan, build_dugaan, sort_dugaan
from kinerja_cli.aturan.dugaan_angka import BENDAHARA, BIDANG, explain_angka
from kinerja_cli.aturan.keuangan import (
    JumlahLaporan,
    Pembanding,
    RingkasanKeuangan,
    find_versi_pagu,
    sum_per_laporan,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.konteks_dinas import CocokKode
from kinerja_cli.aturan.laporan_bendahara import LaporanBendahara
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.keuangan import BarisSpj, JenjangSpj

NOL = Decimal(0)
Baris = tuple[str, BarisSpj]


@dataclass(frozen=True)
class PencariSebab:
    """Mencari sebab selisih; kedua pihak semua sub kegiatan dihitung sekali bila diperlukan."""

    konteks: KonteksVerifikasi
    pembanding: Pembanding

    @property
    def semua(self) -> dict[str, CocokKode]:
        """Kedua pihak setiap sub kegiatan."""
        return self.konteks.dinas.cocok

    @cached_property
    def beda(self) -> tuple[CocokKode, ...]:
        """Sub kegiatan yang berbeda, termasuk yang hanya ada di bendahara."""
        return tuple(c for c in self.semua.values() if self._is_beda(c))

    @cached_property
    def per_laporan(self) -> tuple[JumlahLaporan, ...]:
        """Jumlah per sub kegiatan dari laporan yang tidak sebanding."""
        acuan = (self.pembanding.basis, self.pembanding.tanggal, self.pembanding.versi)
        keuangan = self.konteks.keuangan or RingkasanKeuangan()
        semua = sum_per_laporan(keuangan, self.konteks.definisi)
        return tuple(s for s in semua if s.acuan != acuan)

    @cached_property
    def sebanding(self) -> tuple[LaporanBendahara, ...]:
        """Laporan yang sebasis, setanggal, dan sepagu dengan pembandingnya."""
        acuan = (self.pembanding.basis, self.pembanding.tanggal, self.pembanding.versi)
        keuangan = self.konteks.keuangan or RingkasanKeuangan()
        return tuple(
            b
            for b in keuangan.laporan
            if (b.keterangan.basis, b.keterangan.sampai_tanggal, b.keterangan.versi) == acuan
        )

    def explain(self, kode: str) -> list[Dugaan]:
        """Dugaan yang pas sampai rupiah untuk satu sub kegiatan; kosong bila tidak ada."""
        cocok = self.semua.get(kode)
        if cocok is None or not self._is_beda(cocok):
            return []
        perkara = _Perkara(self, cocok.kode, cocok.bidang or NOL, cocok.bendahara or NOL)
        return sort_dugaan([d for periksa in DAFTAR_PERIKSA for d in periksa(perkara)])

    def sebut(self, kode: str) -> str:
        """Kode dan nama sub kegiatan."""
        jumlah = self.pembanding.per_kode.get(kode)
        pagu = self.konteks.pagu_per_kode.get(kode, ())
        nama = (
            self.konteks.definisi.nama_nomenklatur.get(kode)
            or next((p.uraian for p in pagu), "")
            or (jumlah.uraian if jumlah else "")
        )
        return f"{kode} {nama}".strip()

    def _is_beda(self, cocok: CocokKode) -> bool:
        if cocok.kode not in self.konteks.pagu_per_kode:
            return bool(cocok.bendahara) and not cocok.tertahan
        return cocok.is_beda(self.konteks.definisi.kebijakan.toleransi_rupiah)


@dataclass(frozen=True)
class _Perkara:
    """Satu selisih: ``a`` angka bidang, ``b`` angka bendahara, ``d`` = a - b."""

    pencari: PencariSebab
    kode: str
    a: Decimal
    b: Decimal

    @property
    def d(self) -> Decimal:
        return self.a - self.b

    @cached_property
    def baris(self) -> tuple[Baris, ...]:
        """(berkas, baris) sub kegiatan ini di laporan bendahara."""
        jumlah = self.pencari.pembanding.per_kode.get(self.kode)
        return jumlah.baris if jumlah else ()

    @cached_property
    def formulir(self) -> list[tuple[str, Decimal]]:
        """(nama, realisasi) baris bidang bila sub kegiatannya mempunyai beberapa baris."""
        konteks = self.pencari.konteks
        baris = konteks.pagu_per_kode.get(self.kode, ())
        angka = [(p, konteks.nilai_uang(p).angka) for p in baris]
        semua = [(f"{p.kode_unit} {p.sumber_dana}", a) for p, a in angka if a]
        return semua if len(semua) > 1 else []


def _check_angka(p: _Perkara) -> Iterator[Dugaan]:
    yield from explain_angka(p.a, p.b)


def _check_pasangan(p: _Perkara) -> Iterator[Dugaan]:
    """Angka tertukar, tercatat pada kode lain, atau selisih yang saling meniadakan."""
    for lain in p.pencari.beda:
        a, b = lain.bidang or NOL, lain.bendahara or NOL
        if lain.kode == p.kode or (p.a, p.b) == (a, b):
            continue
        sebut = p.pencari.sebut(lain.kode)
        if (p.a, p.b) == (b, a):
            if p.a and p.b:
                yield build_dugaan(JenisDugaan.TERTUKAR, lain=sebut)
            else:
                pihak = BENDAHARA if p.a else BIDANG
                yield build_dugaan(JenisDugaan.KODE, pihak=pihak, lain=sebut)
        elif a - b == -p.d:
            yield build_dugaan(JenisDugaan.PINDAH, lain=sebut)


def _check_jumlah_atas(p: _Perkara) -> Iterator[Dugaan]:
    """Jumlah kegiatan di laporan bendahara masih memuat belanja yang barisnya tidak ada."""
    for laporan in p.pencari.sebanding if p.d > 0 else ():
        for b in laporan.baris:
            if b.jenjang is not JenjangSpj.KEGIATAN or not p.kode.startswith(f"{b.kode}."):
                continue
            rinci = [s.realisasi for s in laporan.sub_kegiatan if s.kode.startswith(f"{b.kode}.")]
            if b.realisasi - sum(rinci, NOL) == p.d:
                asal = {"berkas": laporan.keterangan.berkas, "sel": b.sel}
                yield build_dugaan(JenisDugaan.JUMLAH_ATAS, kegiatan=b.kode, **asal)


def _check_laporan_lain(p: _Perkara) -> Iterator[Dugaan]:
    """Bidang memakai batas tanggal atau basis lain."""
    acuan = p.pencari.pembanding
    awal = _find_akhir_lalu(p)
    for lain in p.pencari.per_laporan if p.a else ():
        jumlah = lain.per_kode.get(p.kode)
        if lain.basis is acuan.basis and lain.tanggal != acuan.tanggal:
            if jumlah == p.a:
                tanggal = format_tanggal(lain.tanggal)
                yield build_dugaan(JenisDugaan.TANGGAL, tanggal=tanggal)
            elif jumlah and lain.tanggal == awal and p.b - jumlah == p.a:
                yield build_dugaan(JenisDugaan.TRIWULAN)
        elif lain.basis is not acuan.basis and lain.tanggal == acuan.tanggal and jumlah == p.a:
            yield build_dugaan(JenisDugaan.BASIS, basis=lain.basis.value)


def _find_akhir_lalu(p: _Perkara) -> date | None:
    konteks = p.pencari.konteks
    lalu = konteks.periode_uang.sebelum()
    return lalu[-1].akhir(konteks.definisi.tahun) if lalu else None


def _check_kolom(p: _Perkara) -> Iterator[Dugaan]:
    """Bidang memakai kolom lain laporan yang sama, atau mengisi pagu."""
    if not p.a:
        return
    semua = [b for _, b in p.baris]
    if _sum([b.lalu for b in semua]) == p.a:
        yield build_dugaan(JenisDugaan.BULAN_LALU)
    if _sum([b.ls for b in semua]) == p.a:
        yield build_dugaan(JenisDugaan.LS)
    for versi in find_versi_pagu(p.pencari.konteks.definisi, p.kode, p.a):
        yield build_dugaan(JenisDugaan.PAGU, versi=versi)


def _sum(daftar: list[Decimal | None]) -> Decimal | None:
    """Jumlah; ``None`` bila satu saja tidak diketahui."""
    ada = [n for n in daftar if n is not None]
    return sum(ada, NOL) if ada and len(ada) == len(daftar) else None


def _check_bendahara_lama(p: _Perkara) -> Iterator[Dugaan]:
    """Bendahara masih pada angka yang dilaporkan bidang triwulan sebelumnya."""
    konteks = p.pencari.konteks
    baris = konteks.pagu_per_kode.get(p.kode, ())
    for periode in konteks.periode_uang.sebelum():
        if p.b and _sum([konteks.nilai_uang(b, periode).angka for b in baris]) == p.b:
            yield build_dugaan(JenisDugaan.BENDAHARA_LAMA, periode=periode.nama)


def _check_rekening(p: _Perkara) -> Iterator[Dugaan]:
    """Satu baris SPJ sebesar selisihnya: terlewat atau terhitung dua kali."""
    rekening = [(f, r) for f, b in p.baris for r in b.rekening]
    banyak = Counter((r.rekening, r.realisasi) for _, r in rekening)
    for berkas, r in rekening:
        if not r.realisasi or abs(p.d) != r.realisasi or r.realisasi == p.b:
            continue
        jenis = JenisDugaan.REKENING_GANDA if p.d > 0 else JenisDugaan.REKENING_HILANG
        if p.d < 0 and banyak[r.rekening, r.realisasi] > 1:
            jenis = JenisDugaan.SPJ_GANDA
        sebut = f"{r.rekening} {r.uraian} ({berkas} {r.sel})"
        yield build_dugaan(jenis, rekening=sebut)


def _check_spj_ganda(p: _Perkara) -> Iterator[Dugaan]:
    """Baris sub kegiatan yang tersalin di laporan bendahara."""
    ada: set[tuple[str, str, str, Decimal]] = set()
    for berkas, b in p.baris:
        kembar = (berkas, b.unit, b.sumber_dana, b.realisasi)
        if kembar in ada and p.d == -b.realisasi:
            sebut = f"{b.kode} ({berkas} {b.sel})"
            yield build_dugaan(JenisDugaan.SPJ_GANDA, rekening=sebut)
        ada.add(kembar)


def _check_formulir(p: _Perkara) -> Iterator[Dugaan]:
    """Satu baris bidang sebesar selisihnya: tidak ada, atau dua kali, di bendahara."""
    for nama, angka in p.formulir:
        if abs(p.d) == angka != p.a:
            jenis = JenisDugaan.BARIS_HILANG if p.d > 0 else JenisDugaan.BARIS_GANDA
            yield build_dugaan(jenis, nama=nama)


DAFTAR_PERIKSA: tuple[Callable[[_Perkara], Iterator[Dugaan]], ...] = (
    _check_angka,
    _check_pasangan,
    _check_jumlah_atas,
    _check_laporan_lain,
    _check_kolom,
    _check_bendahara_lama,
    _check_spj_ganda,
    _check_rekening,
    _check_formulir,
)
