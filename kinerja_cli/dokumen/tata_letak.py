"""Tata letak yang diganti orang tanpa menyentuh kata-katanya: perataan dan pemisah halaman.

Tata letak setiap konsep berasal dari templat; yang diganti disebut supaya tidak hilang diam-diam.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.ambil import DAFTAR_OTOMATIS
from kinerja_cli.dokumen.baca_draf import Blok, Draf
from kinerja_cli.dokumen.baca_kontrol import TERHAPUS, P
from kinerja_cli.dokumen.xml_word import TEKS_UNSUR
from kinerja_cli.model.draf import TEMPAT

PANJANG_KUTIPAN = 60
KIRI = "kiri"
ARTI = {"center": "tengah", "right": "kanan", "end": "kanan", "both": "kiri-kanan",
        "distribute": "kiri-kanan"}  # fmt: skip
"""Nilai ``w:jc``; selain ini rata kiri."""
MATI = frozenset({"0", "false", "off"})
BATAS_BAGIAN = f"{qn('w:pPr')}/{qn('w:sectPr')}"


@dataclass(frozen=True, slots=True)
class TataLetak:
    """Satu jenis perubahan di bawah satu judul: banyaknya, dan yang pertama."""

    jenis: str
    judul: str
    banyak: int
    teks: str


@dataclass(frozen=True, slots=True)
class _Paragraf:
    kunci: tuple[str, str]
    """Slot dan teksnya; hanya teksnya bagi yang di luar slot."""
    judul: str
    teks: str
    perataan: str
    pisah: bool
    """Benar bila dimulai di halaman baru karena pemisah."""


def list_tata_letak(terbit: Draf, draf: Draf, diambil: Collection[str]) -> list[TataLetak]:
    """Yang tata letaknya lain; slot yang ``diambil`` membawa tata letaknya sendiri."""
    lama, baru = _read(terbit, diambil), _read(draf, diambil)
    return [*_compare_perataan(lama, baru), *_compare_pisah(lama, baru)]


def _read(draf: Draf, diambil: Collection[str]) -> list[_Paragraf]:
    pembaca = _PembacaGaya(draf.dokumen)
    bagian = _list_bagian(draf.dokumen)
    hasil = []
    pisah = False
    for blok in draf.blok:
        for unsur in [blok.unsur] if blok.unsur.tag == P else blok.unsur.iter(P):
            teks, awal, akhir = _split_pisah(unsur)
            pisah = pisah or awal or pembaca.has_pisah(unsur)
            # Bagian baru mulai di halaman baru, dengan atau tanpa pemisah di paragrafnya.
            akhir = akhir or unsur.find(BATAS_BAGIAN) in bagian
            if not teks:
                pisah = pisah or akhir
                continue
            if blok.slot not in diambil and not _is_otomatis(blok):
                slot = "" if blok.slot.startswith(TEMPAT) else blok.slot
                kunci = (slot, "" if slot else teks)
                perataan = pembaca.read_perataan(unsur)
                hasil.append(_Paragraf(kunci, blok.judul, teks, perataan, pisah))
            pisah = akhir
    return hasil


def _list_bagian(dokumen: Document) -> set[_Element]:
    """Batas bagian yang diikuti halaman baru; jenisnya ditulis pada bagian sesudahnya."""
    daftar = list(dokumen.element.body.iter(qn("w:sectPr")))
    jenis = [s.find(qn("w:type")) for s in daftar]
    menerus = [j is not None and j.get(qn("w:val")) == "continuous" for j in jenis]
    return {s for s, lanjut in zip(daftar, menerus[1:], strict=False) if not lanjut}


def _is_otomatis(blok: Blok) -> bool:
    return blok.gaya.casefold().startswith(DAFTAR_OTOMATIS)


def _split_pisah(paragraf: _Element) -> tuple[str, bool, bool]:
    """Teks, apakah ada pemisah halaman di depannya, dan di belakang huruf terakhirnya."""
    teks: list[str] = []
    awal = akhir = False
    terhapus = {anak for unsur in paragraf.iter(*TERHAPUS) for anak in unsur.iter()}
    for unsur in paragraf.iter(qn("w:t"), *TEKS_UNSUR):
        if unsur in terhapus:
            continue
        if unsur.tag == qn("w:br") and unsur.get(qn("w:type")) == "page":
            berisi = bool("".join(teks).strip())
            awal, akhir = awal or not berisi, berisi
            continue
        isi = (unsur.text or "") if unsur.tag == qn("w:t") else TEKS_UNSUR[str(unsur.tag)]
        teks.append(isi)
        akhir = akhir and not isi.strip()
    return " ".join("".join(teks).split()), awal, akhir


def _compare_perataan(lama: Sequence[_Paragraf], baru: Sequence[_Paragraf]) -> Iterator[TataLetak]:
    """Paragraf yang sama menurut urutannya; yang jumlahnya lain sudah disebut pemeriksaan lain."""
    asal, kini = _group(lama), _group(baru)
    beda = [
        (kedua, f"perataan (dari {satu.perataan} menjadi {kedua.perataan})")
        for kunci, daftar in kini.items()
        if len(daftar) == len(asal.get(kunci, ()))
        for satu, kedua in zip(asal[kunci], daftar, strict=True)
        if satu.perataan != kedua.perataan
    ]
    yield from _summarise(beda)


def _group(daftar: Sequence[_Paragraf]) -> dict[tuple[str, str], list[_Paragraf]]:
    hasil: dict[tuple[str, str], list[_Paragraf]] = defaultdict(list)
    for p in daftar:
        hasil[p.kunci].append(p)
    return hasil


def _compare_pisah(lama: Sequence[_Paragraf], baru: Sequence[_Paragraf]) -> Iterator[TataLetak]:
    """Pemisah halaman yang ditambah, dan yang dihapus di depan paragraf yang masih ada."""
    dulu, kini = (Counter(p.kunci for p in d if p.pisah) for d in (lama, baru))
    ada = {p.kunci for p in baru}
    tambah, hapus = kini - dulu, dulu - kini
    beda = [(p, "pemisah halaman baru di depan") for p in _take(baru, tambah)]
    beda += [
        (p, "pemisah halaman yang dihapus di depan") for p in _take(lama, hapus) if p.kunci in ada
    ]
    yield from _summarise(beda)


def _take(daftar: Sequence[_Paragraf], banyak: Counter[tuple[str, str]]) -> Iterator[_Paragraf]:
    for p in daftar:
        if p.pisah and banyak[p.kunci] > 0:
            banyak[p.kunci] -= 1
            yield p


def _summarise(beda: Sequence[tuple[_Paragraf, str]]) -> Iterator[TataLetak]:
    """Satu butir setiap jenis dan judul."""
    kelompok: dict[tuple[str, str], list[_Paragraf]] = defaultdict(list)
    for paragraf, jenis in beda:
        kelompok[jenis, paragraf.judul].append(paragraf)
    for (jenis, judul), daftar in kelompok.items():
        yield TataLetak(jenis, judul, len(daftar), daftar[0].teks[:PANJANG_KUTIPAN])


class _PembacaGaya:
    """Perataan dan pemisah halaman sebuah paragraf, juga yang berasal dari gayanya."""

    def __init__(self, dokumen: Document) -> None:
        self._gaya = {str(g.style_id): g.element for g in dokumen.styles if g.style_id}
        bawaan = dokumen.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self._bawaan = str(bawaan.style_id) if bawaan is not None else ""
        self._hafal: dict[tuple[str, str], str | None] = {}

    def read_perataan(self, paragraf: _Element) -> str:
        """``kiri``, ``tengah``, ``kanan``, atau ``kiri-kanan``."""
        return ARTI.get(self._find(paragraf, "jc") or "", KIRI)

    def has_pisah(self, paragraf: _Element) -> bool:
        """Benar bila paragrafnya selalu dimulai di halaman baru."""
        nilai = self._find(paragraf, "pageBreakBefore")
        return nilai is not None and nilai not in MATI

    def _find(self, paragraf: _Element, nama: str) -> str | None:
        """Nilai sifat dari paragrafnya, lalu gaya dan induknya; ``None`` bila tidak ada."""
        sifat = paragraf.find(qn("w:pPr"))
        ada = sifat.find(qn(f"w:{nama}")) if sifat is not None else None
        if ada is not None:
            return str(ada.get(qn("w:val"), "1"))
        gaya = sifat.find(qn("w:pStyle")) if sifat is not None else None
        return self._resolve(gaya.get(qn("w:val"), "") if gaya is not None else self._bawaan, nama)

    def _resolve(self, kode: str, nama: str) -> str | None:
        """Nilai sifat menurut gaya; gaya yang menunjuk dirinya sendiri berhenti di situ."""
        if (kode, nama) not in self._hafal:
            self._hafal[kode, nama] = None
            unsur = self._gaya.get(kode)
            if unsur is not None:
                ada = unsur.find(f"{qn('w:pPr')}/{qn(f'w:{nama}')}")
                induk = unsur.find(qn("w:basedOn"))
                if ada is not None:
                    self._hafal[kode, nama] = str(ada.get(qn("w:val"), "1"))
                elif induk is not None:
                    self._hafal[kode, nama] = self._resolve(induk.get(qn("w:val"), ""), nama)
        return self._hafal[kode, nama]
