"""Membaca konsep yang sudah disunting: angka terikat, slot teks, dan blok di luar slot.

Angka dikenal dari tag atau judul kontrolnya, atau dari penandanya bila aplikasi membuang keduanya.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_ulasan import read_ulasan
from kinerja_cli.dokumen.penanda import POLA_PENANDA, is_slot, map_penanda
from kinerja_cli.dokumen.xml_word import TEKS_UNSUR, build, build_kontrol, remove_unsur
from kinerja_cli.model.draf import Naskah, Potong, Satuan

P, TBL, TR, SDT, ISI = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:sdt"), qn("w:sdtContent")
AWAL, AKHIR, RUN = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:r")
PEMBUNGKUS = frozenset({SDT, ISI, qn("w:ins"), qn("w:customXml"), qn("w:smartTag")})
TERHAPUS = frozenset({qn("w:del"), qn("w:moveFrom")})
SISIP = frozenset({qn("w:ins"), qn("w:moveTo")})
POLA_KUNCI = re.compile(r"\d{4}:\S+")
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
            _wrap_lepas(awal, kunci)

    def _split(
        self, unsur: _Element, kontrol: dict[_Element, str], lepas: dict[_Element, str]
    ) -> Iterator[Potong]:
        for induk, teks in _iterate_teks(unsur, kontrol, lepas):
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
            awal = _find_awal(satu)
            kunci = read_kunci_kontrol(satu)
            if not kunci and awal is not None:
                kunci = self._find_kunci(awal)
            if kunci:
                _restore_tag(satu, kunci)
                kontrol[satu] = kunci
                if awal is not None:
                    terpakai.add(awal)
        lepas = {
            awal: kunci
            for awal in unsur.iter(AWAL)
            if awal not in terpakai and (kunci := self._find_kunci(awal)) and not is_slot(kunci)
        }
        return kontrol, lepas


def read_kunci_kontrol(unsur: _Element) -> str:
    """Kunci dari tag, atau dari judulnya bila tagnya hilang; kosong bila bukan milik kami."""
    for nama in ("w:tag", "w:alias"):
        sifat = unsur.find(f"{qn('w:sdtPr')}/{qn(nama)}")
        isi = sifat.get(qn("w:val"), "") if sifat is not None else ""
        if POLA_KUNCI.fullmatch(isi):
            return isi
    return ""


def _find_awal(kontrol: _Element) -> _Element | None:
    """Awal penanda tepat sebelum kontrol, atau yang pertama di dalamnya."""
    lalu = kontrol.getprevious()
    while lalu is not None and lalu.tag in {AWAL, AKHIR}:
        if lalu.tag == AWAL and POLA_PENANDA.fullmatch(lalu.get(qn("w:name"), "")):
            return lalu
        lalu = lalu.getprevious()
    return next(
        (a for a in kontrol.iter(AWAL) if POLA_PENANDA.fullmatch(a.get(qn("w:name"), ""))), None
    )


def _restore_tag(kontrol: _Element, kunci: str) -> None:
    sifat = kontrol.find(qn("w:sdtPr"))
    if sifat is None:
        sifat = build("sdtPr")
        kontrol.insert(0, sifat)
    for nama in ("tag", "alias"):
        ada = sifat.find(qn(f"w:{nama}"))
        if ada is None:
            sifat.insert(0, build(nama, val=kunci))
        else:
            ada.set(qn("w:val"), kunci)


def _wrap_lepas(awal: _Element, kunci: str) -> None:
    """Bungkus lagi run, juga yang disisipkan terlacak, di antara penanda tanpa kontrol."""
    run = []
    lalu = awal.getnext()
    while lalu is not None and lalu.tag != AKHIR:
        if lalu.tag in {RUN, *SISIP}:
            run.append(lalu)
        lalu = lalu.getnext()
    if lalu is not None and any(True for r in run for _ in r.iter(qn("w:t"))):
        acuan = build("r")
        run[0].addprevious(acuan)
        acuan.addnext(build_kontrol(kunci, run))
        remove_unsur(acuan)


def _iterate_teks(
    unsur: _Element, kontrol: Mapping[_Element, str], lepas: Mapping[_Element, str]
) -> Iterator[tuple[_Element | None, str]]:
    """(kontrol atau penanda induknya, teks) menurut urutan; yang terhapus tidak ikut."""
    terbuka: dict[str, _Element] = {}
    kini: _Element | None = None
    teks: list[str] = []
    for anak in unsur.iter():
        if anak.tag == AWAL and anak in lepas:
            terbuka[anak.get(qn("w:id"), "")] = anak
        elif anak.tag == AKHIR:
            terbuka.pop(anak.get(qn("w:id"), ""), None)
        isi = (anak.text or "") if anak.tag == qn("w:t") else TEKS_UNSUR.get(str(anak.tag), "")
        if anak is not unsur and anak.tag == P and teks:
            isi = " "
        if not isi or _is_terhapus(anak, unsur):
            continue
        induk = _find_induk(anak, unsur, kontrol)
        if induk is None:
            induk = next(iter(terbuka.values()), None)
        if induk is not kini and teks:
            yield kini, "".join(teks)
            teks = []
        kini = induk
        teks.append(isi)
    if teks:
        yield kini, "".join(teks)


def _find_induk(
    unsur: _Element, batas: _Element, kontrol: Mapping[_Element, str]
) -> _Element | None:
    for induk in unsur.iterancestors():
        if induk in kontrol:
            return induk
        if induk is batas:
            break
    return None


def _is_terhapus(unsur: _Element, batas: _Element) -> bool:
    for induk in unsur.iterancestors():
        if induk.tag in TERHAPUS:
            return True
        if induk is batas:
            break
    return False
