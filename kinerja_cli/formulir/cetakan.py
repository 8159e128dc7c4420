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
from typing import Any, NamedTuple

from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir, IdentitasFormulir, LembarFormulir
from kinerja_cli.formulir.bentuk import Sel as SelFormulir
from kinerja_cli.formulir.peta import AlamatFakta, map_sel, parse_koreksi
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kolom import KolomModel, Peran, iterate_kolom
from kinerja_cli.model.sumber import BarisIndikator

KOLOM_ANGKA: Mapping[str, tuple[str, ...]] = {
    "Kinerja": ("pembilang", "penyebut", "realisasi"),
    "Anggaran": ("realisasi",),
    "Koreksi": ("nilai_baru",),
}
"""Kolom yang berisi angka atau predikat, dan wajib kecuali pada Koreksi."""

BERUBAH_SENDIRI = frozenset({"nomor", "realisasi_sebelum", "nilai_lama", "keadaan"})
"""Kolom terkunci yang isinya mengikuti kiriman lain, jadi boleh berbeda."""


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
    """Satu baris: isi kolom terkunci menurut urutan ``LembarCetakan.terkunci``, dan sel terbuka.

    ``isian`` memetakan bidang ke nomor aturan, atau ke [nomor, periode, subjek, kolom] bila
    alamat faktanya bukan (periode formulir, kunci, bidang).
    """

    kunci: str
    hash: str
    nama: str
    terkunci: Sequence[str | float]
    isian: Mapping[str, Any]


class LembarCetakan(NamedTuple):
    """Satu lembar: bidang yang terkunci dan baris-barisnya."""

    nama: str
    terkunci: Sequence[str]
    baris: Sequence[BarisCetakan]


class Cetakan(NamedTuple):
    """Formulir terbit; ``aturan`` dipakai bersama banyak sel."""

    identitas: IdentitasFormulir
    aturan: Sequence[AturanSel]
    lembar: Sequence[LembarCetakan]

    def find_alamat(self, baris: BarisCetakan, bidang: str) -> AlamatFakta:
        """Alamat fakta sel terbuka."""
        isi = baris.isian[bidang]
        if isinstance(isi, int):
            return self.identitas.periode, baris.kunci, bidang
        return isi[1], isi[2], isi[3]

    def find_aturan(self, baris: BarisCetakan, bidang: str) -> AturanSel:
        """Cara membaca sel terbuka."""
        isi = baris.isian[bidang]
        return self.aturan[isi if isinstance(isi, int) else isi[0]]

    def list_wajib(self) -> list[AlamatFakta]:
        """Alamat semua angka yang wajib diisi; Koreksi tidak mewajibkan apa pun."""
        return [
            self.find_alamat(baris, bidang)
            for lembar in self.lembar
            if lembar.nama != "Koreksi"
            for baris in lembar.baris
            for bidang in KOLOM_ANGKA.get(lembar.nama, ())
            if bidang in baris.isian
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
    identitas, aturan, lembar = json.loads(zlib.decompress(isi))
    return Cetakan(
        IdentitasFormulir.from_teks(identitas),
        [AturanSel(*a) for a in aturan],
        [
            LembarCetakan(nama, terkunci, [BarisCetakan(*b) for b in baris])
            for nama, terkunci, baris in lembar
        ],
    )


def build_cetakan(definisi: Definisi, formulir: Formulir) -> Cetakan:
    """Cetakan formulir yang diterbitkan atas definisi itu."""
    pencatat = _Pencatat(definisi, formulir.identitas)
    lembar = [pencatat.build_lembar(x) for x in formulir.lembar]
    return Cetakan(formulir.identitas, list(pencatat.aturan), lembar)


def find_nama(baris: BarisFormulir) -> str:
    """Sebutan baris sebagaimana dilihat pengisi."""
    for bidang in ("indikator", "uraian", "label"):
        isi = baris.sel.get(bidang)
        if isi and isinstance(isi.nilai, str) and isi.nilai:
            return isi.nilai
    return baris.kunci


class _Pencatat:
    """Mencatat setiap lembar; aturan yang sama mendapat nomor yang sama."""

    def __init__(self, definisi: Definisi, identitas: IdentitasFormulir) -> None:
        self.definisi = definisi
        self.identitas = identitas
        self.aturan: dict[AturanSel, int] = {}

    def build_lembar(self, lembar: LembarFormulir) -> LembarCetakan:
        terkunci = [
            k.bidang
            for k in lembar.kolom
            if k.kolom.peran is Peran.ACUAN and k.bidang not in BERUBAH_SENDIRI
        ]
        return LembarCetakan(
            lembar.nama,
            terkunci,
            [
                BarisCetakan(
                    b.kunci,
                    b.hash,
                    find_nama(b),
                    [_dump_isi(b.sel.get(x)) for x in terkunci],
                    self._build_isian(lembar.nama, b),
                )
                for b in lembar.baris
            ],
        )

    def _build_isian(self, lembar: str, baris: BarisFormulir) -> dict[str, int | list[object]]:
        hasil: dict[str, int | list[object]] = {}
        for bidang, sel in baris.sel.items():
            if not sel.terbuka:
                continue
            alamat = map_sel(self.definisi, self.identitas, lembar, baris.kunci, bidang)
            if alamat is None:
                continue
            aturan = self._build_aturan(lembar, baris, bidang, alamat)
            nomor = self.aturan.setdefault(aturan, len(self.aturan))
            biasa = alamat == (self.identitas.periode, baris.kunci, bidang)
            hasil[bidang] = nomor if biasa else [nomor, *alamat]
        return hasil

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
