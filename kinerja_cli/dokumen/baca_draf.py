"""Membaca konsep yang sudah disunting: angka terikat, slot teks, dan blok di luar slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_kontrol import (
    AKHIR,
    AWAL,
    SDT,
    P,
    find_awal,
    iterate_teks,
    read_kunci_kontrol,
    restore_tag,
    wrap_lepas,
)
from kinerja_cli.dokumen.baca_ulasan import read_ulasan
from kinerja_cli.dokumen.penanda import POLA_PENANDA, is_slot, map_penanda
from kinerja_cli.model.draf import Naskah, Potong, Satuan

TBL, TR, ISI = qn("w:tbl"), qn("w:tr"), qn("w:sdtContent")
PEMBUNGKUS = frozenset({SDT, ISI, qn("w:ins"), qn("w:customXml"), qn("w:smartTag")})
POLA_KONSEP = re.compile(r"kinerja (\d{4}) konsep (\d+)(?: ([0-9a-f]{8}))?")


@dataclass(frozen=True, slots=True)
class Blok:
    """Satu paragraf atau tabel di badan dokumen, slotnya, dan judul di atasnya."""

    unsur: _Element
    slot: str
    judul: str
    satuan: tuple[Satuan, ...]

    @property
    def gaya(self) -> str:
        """Nama gaya paragrafnya; kosong bagi tabel."""
        return self.satuan[0].gaya if self.satuan and self.unsur.tag == P else ""


@dataclass
class Draf:
    """Isi sebuah konsep: sebagai teks (``naskah``) dan sebagai unsur Word (``blok``)."""

    dokumen: Document
    naskah: Naskah = field(default_factory=lambda: Naskah(()))
    blok: list[Blok] = field(default_factory=list)
    badan: tuple[Satuan, ...] = ()
    """Satuan di badan dokumen; kepala dan kaki halaman tidak ikut."""


def read_draf(dokumen: Document, dikenal: Iterable[str] = ()) -> Draf:
    """Baca dokumen; ``dikenal`` memulihkan kunci yang tinggal penandanya.

    Tag kontrol yang hilang ditulis lagi pada dokumen di memori.
    """
    draf = Draf(dokumen)
    pembaca = _Pembaca(dokumen, map_penanda(dikenal), draf)
    pembaca.read(dokumen.element.body)
    banyak = len(pembaca.satuan)
    for bagian in dokumen.sections:
        for tepi in (bagian.header, bagian.footer):
            if not tepi.is_linked_to_previous:
                pembaca.read(tepi._element, badan=False)
    pembaca.fill_antara()
    draf.badan = tuple(pembaca.satuan[:banyak])
    cocok = POLA_KONSEP.search(dokumen.core_properties.keywords or "")
    draf.naskah = Naskah(
        tuple(pembaca.satuan),
        konsep=int(cocok[2]) if cocok else None,
        tahun=int(cocok[1]) if cocok else None,
        tanda=cocok[3] or "" if cocok else "",
        ulasan=tuple(read_ulasan(dokumen, pembaca.pasangan)),
    )
    return draf


class _Pembaca:
    def __init__(self, dokumen: Document, penanda: Mapping[str, str], draf: Draf) -> None:
        self._penanda = penanda
        self._draf = draf
        self._gaya = {str(g.style_id): str(g.name) for g in dokumen.styles if g.style_id}
        self._judul = ""
        self._tingkat: dict[int, str] = {}
        self._slot_terbuka: dict[str, str] = {}
        self._berakhir = {a.get(qn("w:id"), "") for a in dokumen.element.iter(AKHIR)}
        self.satuan: list[Satuan] = []
        self.pasangan: list[tuple[Satuan, _Element]] = []

    def read(self, akar: _Element, *, badan: bool = True) -> None:
        """Telusuri paragraf dan tabel pada satu tingkat; pembungkus dibuka."""
        for anak in list(akar):
            if anak.tag in PEMBUNGKUS:
                self.read(anak, badan=badan)
            elif anak.tag in {P, TBL}:
                self._read_blok(anak, badan=badan)
            elif anak.tag == AWAL:
                self._open(anak)
            elif anak.tag == AKHIR:
                self._slot_terbuka.pop(anak.get(qn("w:id"), ""), None)

    def fill_antara(self) -> None:
        """Blok di antara dua blok satu slot juga miliknya."""
        blok = self._draf.blok
        berslot = [n for n, b in enumerate(blok) if b.slot]
        baru: dict[int, Satuan] = {}
        for awal, akhir in pairwise(berslot):
            if blok[awal].slot != blok[akhir].slot:
                continue
            for n in range(awal + 1, akhir):
                satuan = tuple(replace(s, slot=blok[awal].slot) for s in blok[n].satuan)
                baru |= {id(s): k for s, k in zip(blok[n].satuan, satuan, strict=True)}
                blok[n] = replace(blok[n], slot=blok[awal].slot, satuan=satuan)
        if baru:
            self.satuan = [baru.get(id(s), s) for s in self.satuan]

    def _open(self, unsur: _Element) -> None:
        kunci = self._find_kunci(unsur)
        if is_slot(kunci):
            self._slot_terbuka[unsur.get(qn("w:id"), "")] = kunci

    def _find_kunci(self, awal: _Element) -> str:
        """Kunci penanda itu; slot yang tersalin bukan lagi slotnya."""
        cocok = POLA_PENANDA.fullmatch(awal.get(qn("w:name"), ""))
        kunci = self._penanda.get(cocok[1], "") if cocok else ""
        return "" if cocok and cocok["salinan"] and is_slot(kunci) else kunci

    def _read_blok(self, unsur: _Element, *, badan: bool) -> None:
        """Satu paragraf atau tabel, di dalam slot bila penandanya terbuka."""
        for awal in unsur.iter(AWAL):
            self._open(awal)
        slot = next(iter(self._slot_terbuka.values()), "")
        for akhir in unsur.iter(AKHIR):
            self._slot_terbuka.pop(akhir.get(qn("w:id"), ""), None)
        # LibreOffice memecah penanda menurut paragraf; pecahan tanpa akhir berlaku di sini saja.
        for awal in unsur.iter(AWAL):
            if (nomor := awal.get(qn("w:id"), "")) not in self._berakhir:
                self._slot_terbuka.pop(nomor, None)
        awal_satuan = len(self.satuan)
        for bagian in [unsur] if unsur.tag == P else unsur.iter(TR):
            self._add_satuan(bagian, slot)
        if badan:
            satuan = tuple(self.satuan[awal_satuan:])
            self._draf.blok.append(Blok(unsur, slot, self._judul, satuan))

    def _add_satuan(self, unsur: _Element, slot: str) -> None:
        gaya = unsur.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        nama = self._gaya.get(gaya.get(qn("w:val"), ""), "") if gaya is not None else ""
        satuan = Satuan(tuple(self._iterate_potong(unsur)), slot, self._judul, nama)
        if nama.casefold().startswith("heading") and satuan.teks:
            self._judul = self._read_jejak(nama, satuan.teks)
        self.satuan.append(satuan)
        self.pasangan.append((satuan, unsur))

    def _read_jejak(self, gaya: str, teks: str) -> str:
        """Judul ini di bawah judul setingkat di atasnya; judul analisis sama di setiap sasaran."""
        angka = gaya.rpartition(" ")[2]
        tingkat = int(angka) if angka.isdigit() else 1
        self._tingkat = {t: j for t, j in self._tingkat.items() if t < tingkat} | {tingkat: teks}
        return " › ".join(list(self._tingkat.values())[-2:])

    def _iterate_potong(self, unsur: _Element) -> Iterator[Potong]:
        """Potongan menurut urutannya; yang kehilangan tag atau kontrol diikat lagi."""
        kontrol, lepas = self._find_kontrol(unsur)
        yield from self._split(unsur, kontrol, lepas)
        for awal, kunci in lepas.items():
            wrap_lepas(awal, kunci)

    def _split(
        self, unsur: _Element, kontrol: dict[_Element, str], lepas: dict[_Element, str]
    ) -> Iterator[Potong]:
        for induk, teks in iterate_teks(unsur, kontrol, lepas):
            if induk is None:
                yield Potong(teks)
            elif induk in kontrol:
                yield Potong(teks, kontrol[induk])
            else:
                yield Potong(teks, lepas[induk], lepas=True)

    def _find_kontrol(self, unsur: _Element) -> tuple[dict[_Element, str], dict[_Element, str]]:
        """Kunci menurut kontrolnya, dan menurut penanda yang kontrolnya sudah dihapus."""
        kontrol: dict[_Element, str] = {}
        terpakai: set[_Element] = set()
        for satu in unsur.iter(SDT):
            awal = find_awal(satu)
            kunci = read_kunci_kontrol(satu)
            if not kunci and awal is not None:
                kunci = self._find_kunci(awal)
            if kunci:
                restore_tag(satu, kunci)
                kontrol[satu] = kunci
                if awal is not None:
                    terpakai.add(awal)
        lepas = {
            awal: kunci
            for awal in unsur.iter(AWAL)
            if awal not in terpakai and (kunci := self._find_kunci(awal)) and not is_slot(kunci)
        }
        return kontrol, lepas
