"""Cetakan: yang perlu diketahui tentang formulir terbit untuk memeriksa kirimannya.

Disimpan di register saat formulir diterbitkan, sehingga kiriman diperiksa terhadap yang
benar-benar dibagikan, tanpa menyusun formulir itu lagi.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.formulir.bentuk import (
    BarisFormulir,
    Formulir,
    Gaya,
    IdentitasFormulir,
    LembarFormulir,
)
from kinerja_cli.formulir.bentuk import Sel as SelFormulir
from kinerja_cli.formulir.peta import AlamatFakta, map_sel, map_umum, parse_koreksi
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kolom import KolomModel, Peran, iterate_kolom
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator

KOLOM_ANGKA: Mapping[str, tuple[str, ...]] = {
    "Kinerja": ("pembilang", "penyebut", "realisasi"),
    "Anggaran": ("realisasi",),
    "Koreksi": ("nilai_baru",),
}
"""Kolom yang berisi angka atau predikat, dan wajib kecuali pada Koreksi."""

BERUBAH_SENDIRI = frozenset({"nomor", "realisasi_sebelum", "nilai_lama", "laporan_lalu", "keadaan"})
"""Kolom terkunci yang isinya mengikuti kiriman lain, jadi boleh berbeda."""


KOLOM_NAMA = ("indikator", "uraian", "label")
"""Kolom yang menyebut barisnya, menurut urutan dicari."""

TERTUTUP = -1
PENGEMBANGAN = 16
"""Kali ukuran cetakan sesudah dimekarkan; hanya agar memorinya disiapkan sekali."""


class AturanSel(NamedTuple):
    """Cara membaca satu sel terbuka.

    ``wujud`` angka, pilihan, tanggal, atau teks. ``jenis`` jenis indikator; kosong berarti angka
    biasa. ``pembanding`` angka lain di barisnya, untuk memutuskan ``1.250``.
    """

    wujud: str
    satuan: str = ""
    jenis: str = ""
    pembanding: Sequence[str] = ()
    minimum: str = ""
    pilihan: Sequence[str] = ()


class BarisCetakan(NamedTuple):
    """Satu baris: isi kolom terkunci, nomor pola aturannya, dan alamat fakta yang tidak biasa."""

    kunci: str
    hash: str
    terkunci: Sequence[str | float]
    pola: int
    alamat: Mapping[str, Sequence[str]] = {}
    tetap: Sequence[str | float | None] = ()
    """Isi kolom isian yang terkunci pada formulir kembali, menurut urutan ``isian``.

    ``None`` tidak dibandingkan.
    """


class LembarCetakan(NamedTuple):
    """Satu lembar: bidang terkunci dan terbuka, pola aturan, dan baris-barisnya.

    Pola memuat nomor aturan menurut urutan ``isian``; ``TERTUTUP`` bila sel itu tidak dibuka.
    """

    nama: str
    terkunci: Sequence[str]
    isian: Sequence[str]
    pola: Sequence[Sequence[int]]
    baris: Sequence[BarisCetakan]

    def find_nama(self, baris: BarisCetakan) -> str:
        """Sebutan baris sebagaimana dilihat pengisi."""
        isi = dict(zip(self.terkunci, baris.terkunci, strict=True))
        return next((str(isi[b]) for b in KOLOM_NAMA if isi.get(b)), baris.kunci)

    def list_terbuka(self, baris: BarisCetakan) -> list[str]:
        """Bidang yang dibuka pada baris itu."""
        pola = self.pola[baris.pola]
        return [b for b, n in zip(self.isian, pola, strict=True) if n != TERTUTUP]


class Cetakan(NamedTuple):
    """Formulir terbit; ``aturan`` dipakai bersama banyak sel."""

    identitas: IdentitasFormulir
    aturan: Sequence[AturanSel]
    lembar: Sequence[LembarCetakan]

    def find_alamat(self, lembar: str, baris: BarisCetakan, bidang: str) -> AlamatFakta:
        """Alamat fakta sel terbuka."""
        if bidang in baris.alamat:
            periode, subjek, kolom = baris.alamat[bidang]
            return Periode(periode), subjek, kolom
        alamat = map_umum(self.identitas, lembar, baris.kunci, bidang)
        assert alamat is not None, "sel tanpa alamat tidak pernah dicatat terbuka"
        return alamat

    def list_wajib(self) -> list[AlamatFakta]:
        """Alamat semua angka yang wajib diisi; Koreksi tidak mewajibkan apa pun."""
        return [
            self.find_alamat(lembar.nama, baris, bidang)
            for lembar in self.lembar
            if lembar.nama != "Koreksi"
            for baris in lembar.baris
            for bidang in lembar.list_terbuka(baris)
            if bidang in KOLOM_ANGKA.get(lembar.nama, ())
        ]


@cache
def list_kolom(lembar: str) -> tuple[KolomModel, ...]:
    """Kolom sebuah lembar formulir selain kuncinya."""
    model = LEMBAR_FORMULIR[lembar]
    return tuple(k for k in iterate_kolom(model) if k.kolom.peran is not Peran.KUNCI)


@cache
def map_kolom(lembar: str) -> Mapping[str, KolomModel]:
    """Kolom sebuah lembar formulir menurut bidangnya."""
    return {k.bidang: k for k in list_kolom(lembar)}


def dump_cetakan(cetakan: Cetakan) -> bytes:
    """Bentuk ringkas untuk register; masukan yang sama menghasilkan byte yang sama."""
    isi = [cetakan.identitas.to_teks(), cetakan.aturan, cetakan.lembar]
    teks = json.dumps(isi, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(teks.encode())


def load_cetakan(isi: bytes) -> Cetakan:
    """Kebalikan ``dump_cetakan``."""
    identitas, aturan, lembar = json.loads(zlib.decompress(isi, bufsize=PENGEMBANGAN * len(isi)))
    return Cetakan(
        IdentitasFormulir.from_teks(identitas),
        [AturanSel(*a) for a in aturan],
        [
            LembarCetakan(nama, terkunci, isian, pola, [BarisCetakan(*b) for b in baris])
            for nama, terkunci, isian, pola, baris in lembar
        ],
    )


def build_cetakan(definisi: Definisi, formulir: Formulir) -> Cetakan:
    """Cetakan formulir yang diterbitkan atas definisi itu."""
    pencatat = _Pencatat(definisi, formulir.identitas)
    lembar = [pencatat.build_lembar(x) for x in formulir.lembar]
    return Cetakan(formulir.identitas, list(pencatat.aturan), lembar)


class _Pencatat:
    """Mencatat setiap lembar; aturan yang sama mendapat nomor yang sama."""

    def __init__(self, definisi: Definisi, identitas: IdentitasFormulir) -> None:
        self.definisi = definisi
        self.identitas = identitas
        self.kembali = identitas.putaran > 1
        self.aturan: dict[AturanSel, int] = {}

    def build_lembar(self, lembar: LembarFormulir) -> LembarCetakan:
        """Catat satu lembar."""
        terkunci = [
            k.bidang
            for k in lembar.kolom
            if k.kolom.peran is Peran.ACUAN and k.bidang not in BERUBAH_SENDIRI
        ]
        isian = [k.bidang for k in lembar.kolom if k.kolom.peran is Peran.ISIAN]
        pola: dict[tuple[int, ...], int] = {}
        baris = []
        for b in lembar.baris:
            nomor, alamat = self._build_isian(lembar.nama, b, isian)
            urut = pola.setdefault(nomor, len(pola))
            terkunci_isi = [_dump_isi(b.sel.get(x)) for x in terkunci]
            tetap = [_dump_tetap(b.sel.get(x)) for x in isian] if self.kembali else []
            tambahan = (alamat, tetap) if tetap else (alamat,) if alamat else ()
            baris.append(BarisCetakan(b.kunci, b.hash, terkunci_isi, urut, *tambahan))
        return LembarCetakan(lembar.nama, terkunci, isian, list(pola), baris)

    def _build_isian(
        self, lembar: str, baris: BarisFormulir, isian: Sequence[str]
    ) -> tuple[tuple[int, ...], dict[str, AlamatFakta]]:
        """Nomor aturan setiap bidang, dan alamat yang bukan alamat umum lembar itu."""
        nomor: list[int] = []
        khusus: dict[str, AlamatFakta] = {}
        for bidang in isian:
            sel = baris.sel.get(bidang)
            terbuka = sel is not None and sel.terbuka
            alamat = map_sel(self.definisi, self.identitas, lembar, baris.kunci, bidang)
            if not terbuka or alamat is None:
                nomor.append(TERTUTUP)
                continue
            aturan = self._build_aturan(lembar, baris, bidang, alamat)
            nomor.append(self.aturan.setdefault(aturan, len(self.aturan)))
            if alamat != map_umum(self.identitas, lembar, baris.kunci, bidang):
                khusus[bidang] = alamat
        return tuple(nomor), khusus

    def _build_aturan(
        self, lembar: str, baris: BarisFormulir, bidang: str, alamat: AlamatFakta
    ) -> AturanSel:
        validasi = baris.sel[bidang].validasi
        if bidang not in KOLOM_ANGKA.get(lembar, ()):
            wujud = validasi.jenis if validasi else "teks"
            pilihan = validasi.pilihan if validasi and wujud == "pilihan" else ()
            return AturanSel(wujud, pilihan=pilihan)
        batas = validasi.minimum if validasi else None
        minimum = "" if batas is None else format_kanonik(batas)
        kunci = alamat[1] if lembar == "Koreksi" and parse_koreksi(baris.kunci) else baris.kunci
        indikator = self.definisi.indikator_menurut_kode.get(kunci)
        if indikator is not None and bidang not in {"pembilang", "penyebut"}:
            pembanding = tuple(format_kanonik(a) for a in self._list_pembanding(baris, indikator))
            return AturanSel("angka", indikator.satuan, indikator.jenis, pembanding, minimum)
        return AturanSel("angka", self._find_satuan(alamat[1]), minimum=minimum)

    def _find_satuan(self, subjek: str) -> str:
        elemen = next((e for e in self.definisi.elemen if e.kode_elemen == subjek), None)
        return elemen.satuan if elemen else "rp"

    def _list_pembanding(
        self, baris: BarisFormulir, indikator: BarisIndikator
    ) -> tuple[Decimal, ...]:
        """Angka lain tentang indikator ini, untuk memutuskan ``1.250``."""
        periode = self.identitas.periode
        target = self.definisi.target_berlaku(indikator.kode_indikator, periode)
        teks = (target.teks(periode), target.tahun) if target else ()
        angka = [t.angka for x in teks if (t := read_target(indikator, x)[0]) is not None]
        lalu = baris.sel.get("realisasi_lalu", SelFormulir()).nilai
        if isinstance(lalu, str):
            angka.append(read_angka(lalu, AcuanBaca(indikator.satuan)).nilai.angka)
        sebelum = baris.sel.get("realisasi_sebelum", SelFormulir()).nilai
        if isinstance(sebelum, Decimal):
            angka.append(sebelum)
        return tuple(a for a in angka if a is not None)


def _dump_isi(sel: SelFormulir | None) -> str | float:
    """Isi sel terkunci sebagaimana terbaca kembali dari lembar."""
    isi = sel.nilai if sel else None
    if isinstance(isi, Decimal):
        return float(isi)
    return "" if isi is None else str(isi)


def _dump_tetap(sel: SelFormulir | None) -> str | float | None:
    """Isi sel isian yang terkunci; sel terbuka, hitungan, dan yang menunggu tidak dibandingkan."""
    if sel is None or sel.terbuka or sel.rumus or sel.gaya is not Gaya.ACUAN:
        return None
    return _dump_isi(sel)
