"""Semua yang dilihat aturan verifikasi atas satu unit dan satu periode."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypedDict

from kinerja_cli.aturan.keuangan import Pembanding, RingkasanKeuangan
from kinerja_cli.aturan.konteks_dinas import REALISASI, KonteksDinas
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.capaian.indikator import HitungPeriode, calculate_periode
from kinerja_cli.capaian.waktu import is_diisi
from kinerja_cli.model.baca_angka import SATUAN_BULAT, AcuanBaca, read_angka
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, Jenjang, Sifat
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import SetelanKantor, read_batas
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator, BarisPagu, BarisRiwayat

KINERJA = "Kinerja"
ANGGARAN = "Anggaran"
DATA_DUKUNG = "Data Dukung"


class Tempat(TypedDict):
    """Tempat sebuah temuan; kunci dan kolom adalah identitasnya lintas putaran."""

    kunci: str
    kolom: str
    berkas: str
    lembar: str
    sel: str


@dataclass(frozen=True, slots=True)
class SelRealisasi:
    """Satu sel realisasi yang diminta dari unit: indikator itu sendiri atau satu elemennya."""

    indikator: BarisIndikator
    kunci: str
    """Kunci barisnya di formulir."""
    subjek: str
    kolom_fakta: str
    kolom: str
    nama: str
    satuan: str
    agregasi: Agregasi
    cara_isi: Sifat
    bulat: bool


@dataclass(frozen=True, slots=True)
class SelUang:
    """Satu baris anggaran unit."""

    pagu: BarisPagu
    kunci: str
    nama: str


@dataclass(frozen=True)
class KonteksVerifikasi:
    """Definisi, fakta semua periode sejauh ini, dan laporan bendahara; tidak berubah."""

    definisi: Definisi
    periode: Periode
    unit: str
    fakta: KumpulanFakta
    keuangan: RingkasanKeuangan | None = None
    setelan: SetelanKantor = field(default_factory=dict)
    """Tingkat dan ambang aturan menurut kantor."""
    bersama: KonteksDinas | None = field(default=None, compare=False, repr=False)
    """Dihitung sekali untuk semua unit; tanpa itu dihitung sendiri."""

    def batas(self, kode: str) -> Decimal:
        """Ambang aturan berkode itu."""
        return read_batas(self.setelan, kode)

    @cached_property
    def indikator(self) -> tuple[BarisIndikator, ...]:
        """Indikator yang dilaporkan unit ini, apa pun waktunya."""
        return tuple(
            i
            for i in self.definisi.indikator
            if self.definisi.pelapor.get(i.kode_indikator) == self.unit
        )

    @cached_property
    def jatuh_tempo(self) -> tuple[BarisIndikator, ...]:
        """Indikator unit yang realisasinya diminta pada periode ini."""
        return tuple(i for i in self.indikator if self.is_diminta(i))

    def is_diminta(self, indikator: BarisIndikator) -> bool:
        """Benar bila angkanya diisi pada formulir periode ini."""
        return is_diisi(self.definisi, indikator, self.periode, self.fakta)

    @cached_property
    def sel_realisasi(self) -> tuple[SelRealisasi, ...]:
        """Sel realisasi yang harus diisi unit ini, termasuk elemen untuk indikator unit lain."""
        hasil = []
        for i in self.definisi.indikator:
            elemen = self.list_elemen(i)
            milik = self.definisi.pelapor.get(i.kode_indikator) == self.unit
            if not elemen and milik and self.is_diminta(i):
                hasil.append(_build_sel(i))
            hasil.extend(
                build_sel_elemen(i, e, milik=milik)
                for e in elemen
                if e.unit_penyedia == self.unit and self.is_diminta(i)
            )
        return tuple(hasil)

    def list_elemen(self, indikator: BarisIndikator) -> tuple[BarisElemen, ...]:
        """Elemen rasio indikator; kosong untuk jenis lain."""
        return self.definisi.elemen_menurut_indikator.get(indikator.kode_indikator, ())

    def list_alamat(self, indikator: BarisIndikator) -> list[tuple[str, str]]:
        """(subjek, kolom) fakta yang membentuk realisasi indikator."""
        elemen = self.list_elemen(indikator)
        if elemen:
            return [(e.kode_elemen, KOLOM_NILAI) for e in elemen]
        return [(indikator.kode_indikator, REALISASI)]

    def has_nilai(self, indikator: BarisIndikator) -> bool:
        """Benar bila periode ini sendiri bernilai; mesin meneruskan nilai triwulan sebelumnya."""
        if self.periode is Periode.TAHUN:
            return True
        return all(self.fakta.nilai(self.periode, *a).ada for a in self.list_alamat(indikator))

    @cached_property
    def uang(self) -> tuple[SelUang, ...]:
        """Baris anggaran unit menurut DPA yang berlaku."""
        return tuple(
            SelUang(p, _kunci_uang(p), self.format_uang(p))
            for p in self.dinas.pagu_per_unit.get(self.unit, ())
        )

    @cached_property
    def dinas(self) -> KonteksDinas:
        """Yang sama bagi semua unit; ``bersama`` bila memang dari masukan yang sama."""
        b = self.bersama
        isi = (self.definisi, self.periode, self.fakta, self.keuangan)
        if b and all(
            x is y for x, y in zip((b.definisi, b.periode, b.fakta, b.keuangan), isi, strict=True)
        ):
            return b
        return KonteksDinas(*isi)

    @property
    def pagu_per_kode(self) -> dict[str, tuple[BarisPagu, ...]]:
        """Baris pagu semua unit menurut kode sub kegiatan."""
        return self.dinas.pagu_per_kode

    @property
    def periode_uang(self) -> Periode:
        """Anggaran diisi sampai dengan triwulan; tahun memakai triwulan keempat."""
        return self.dinas.periode_uang

    @property
    def pembanding(self) -> Pembanding | str:
        """Jumlah bendahara yang sebanding, atau alasan belum dapat dibandingkan."""
        return self.dinas.pembanding

    @property
    def riwayat_lalu(self) -> dict[str, BarisRiwayat]:
        """Realisasi tahun lalu menurut kode_indikator; pendahulu hanya bila sebanding."""
        return self.dinas.riwayat_lalu

    def sejarah(self, indikator: BarisIndikator) -> list[Decimal]:
        """Realisasi tahun-tahun lalu indikator itu yang berupa angka, menurut tahun."""
        acuan = AcuanBaca(satuan=indikator.satuan)
        daftar = self.dinas.riwayat.get(indikator.kode_indikator, ())
        angka = (read_angka(r.realisasi, acuan).nilai.angka for r in daftar)
        return [a for a in angka if a is not None]

    @cached_property
    def _hitung(self) -> dict[str, HitungPeriode | None]:
        return {}

    def hitung(self, indikator: BarisIndikator) -> HitungPeriode | None:
        """Capaian indikator pada periode ini; ``None`` bila tidak ada dalam versi yang berlaku."""
        kode = indikator.kode_indikator
        if kode not in self._hitung:
            self._hitung[kode] = calculate_periode(
                self.definisi, indikator, self.fakta, self.periode
            )
        return self._hitung[kode]

    def nilai(self, sel: SelRealisasi, periode: Periode | None = None) -> Nilai:
        """Nilai sel pada periode ini atau periode lain."""
        return self.fakta.nilai(periode or self.periode, sel.subjek, sel.kolom_fakta)

    def nilai_uang(self, pagu: BarisPagu, periode: Periode | None = None) -> Nilai:
        """Realisasi anggaran sejak 1 Januari."""
        return self.dinas.nilai_uang(pagu, periode)

    def penjelasan(self, subjek: str, *kolom: str) -> str:
        """Penjelasan pertama yang benar-benar berisi; kosong bila tidak ada."""
        daftar = (self.fakta.teks(self.periode, subjek, k).strip() for k in kolom)
        return next((t for t in daftar if is_berisi(t)), "")

    def penjelasan_uang(self, kunci: str) -> str:
        """Kolom Penjelasan baris anggaran."""
        teks = self.fakta.teks(self.periode_uang, kunci, "penjelasan").strip()
        return teks if is_berisi(teks) else ""

    def tempat(self, kunci: str, kolom: str, lembar: str) -> Tempat:
        """Tempat isian sebuah subjek; tanpa sel bila belum pernah diisi."""
        return self._locate(self.fakta.fakta(self.periode, kunci, kolom), kunci, kolom, lembar)

    def tempat_indikator(self, indikator: BarisIndikator, kolom: str = REALISASI) -> Tempat:
        """Tempat sebuah kolom baris indikator pada lembar Kinerja."""
        kode = indikator.kode_indikator
        sel = next((s for s in self.sel_realisasi if (s.kunci, s.kolom) == (kode, kolom)), None)
        return self.tempat_sel(sel) if sel else self.tempat(kode, kolom, KINERJA)

    def tempat_sel(self, sel: SelRealisasi) -> Tempat:
        """Tempat sel realisasi; kunci dan kolomnya seperti di formulir."""
        fakta = self.fakta.fakta(self.periode, sel.subjek, sel.kolom_fakta)
        return self._locate(fakta, sel.kunci, sel.kolom, KINERJA)

    def tempat_uang(self, kunci: str) -> Tempat:
        """Tempat realisasi anggaran."""
        fakta = self.fakta.fakta(self.periode_uang, kunci, REALISASI)
        return self._locate(fakta, kunci, REALISASI, ANGGARAN)

    def _locate(self, fakta: FaktaIsian | None, kunci: str, kolom: str, lembar: str) -> Tempat:
        return Tempat(
            kunci=kunci,
            kolom=kolom,
            berkas=fakta.berkas if fakta else self._berkas,
            lembar=(fakta.lembar if fakta else "") or lembar,
            sel=fakta.sel if fakta else "",
        )

    @property
    def _berkas(self) -> str:
        """Berkas kiriman unit bila hanya satu; sel kosong dicari orang di sana."""
        nama = self.dinas.berkas.get(self.unit, frozenset())
        return next(iter(nama)) if len(nama) == 1 else ""

    def format_uang(self, pagu: BarisPagu) -> str:
        """Nama baris anggaran untuk disebut dalam kalimat."""
        uraian = pagu.uraian or self.definisi.nama_nomenklatur.get(pagu.kode, "")
        return f"{pagu.kode} {uraian} ({pagu.sumber_dana})"

    def format_unit(self, kode: str) -> str:
        """Nama unit pada akhir periode."""
        pada = self.definisi.unit_pada(self.periode.akhir(self.definisi.tahun))
        return next((u.nama for u in pada if u.kode_unit == kode), kode)


def format_indikator(indikator: BarisIndikator) -> str:
    """Nama indikator untuk disebut dalam kalimat."""
    return f"{indikator.kode_indikator} {indikator.indikator}"


def is_sub_kegiatan(indikator: BarisIndikator) -> bool:
    """Keluaran sub kegiatan mengikuti DPA, jenjang lain PK."""
    return indikator.jenjang is Jenjang.SUB_KEGIATAN


def _kunci_uang(pagu: BarisPagu) -> str:
    return build_kunci_uang(pagu.kode, pagu.kode_unit, pagu.sumber_dana)


def _build_sel(i: BarisIndikator) -> SelRealisasi:
    satuan_bulat = _is_satuan_bulat(i.satuan) and i.agregasi is not Agregasi.RATA_RATA
    return SelRealisasi(
        indikator=i,
        kunci=i.kode_indikator,
        subjek=i.kode_indikator,
        kolom_fakta=REALISASI,
        kolom=REALISASI,
        nama=format_indikator(i),
        satuan=i.satuan,
        agregasi=i.agregasi,
        cara_isi=i.cara_isi,
        bulat=i.presisi == 0 or satuan_bulat,
    )


def build_sel_elemen(i: BarisIndikator, e: BarisElemen, *, milik: bool) -> SelRealisasi:
    """Sel satu elemen; untuk indikator unit lain barisnya di formulir adalah elemen itu sendiri."""
    return SelRealisasi(
        indikator=i,
        kunci=i.kode_indikator if milik else e.kode_elemen,
        subjek=e.kode_elemen,
        kolom_fakta=KOLOM_NILAI,
        kolom=e.peran.value if milik else REALISASI,
        nama=f"{i.kode_indikator} {e.nama}",
        satuan=e.satuan,
        agregasi=e.agregasi,
        cara_isi=e.cara_isi,
        bulat=_is_satuan_bulat(e.satuan) and e.agregasi is not Agregasi.RATA_RATA,
    )


def _is_satuan_bulat(satuan: str) -> bool:
    kata = satuan.casefold().split()
    return bool(kata) and kata[0] in SATUAN_BULAT
