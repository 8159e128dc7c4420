"""Mencocokkan PDF dengan naskahnya: setiap angka terikat harus tercetak, menurut urutannya.

Teks PDF tidak menyimpan spasi dan paragraf dengan pasti, maka kedua teks dibandingkan tanpa spasi.
Paragraf yang utuh menjadi jangkar; hanya teks di antara jangkar yang dicocokkan per huruf.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kinerja_cli.model.draf import Satuan

JANGKAR = 12
"""Huruf paling sedikit agar sebuah paragraf dianggap khas."""
JENDELA = 30_000
"""Sejauh ini (huruf) sebuah jangkar dicari dari jangkar sebelumnya; kira-kira 15 halaman."""
SELA_HALAMAN = 250
"""Kaki dan kepala halaman di antara dua satuan."""
SELA_PENDEK = 3
"""Nomor urut di depan satuan pendek."""
LUAS = 6_000_000
"""Hasil kali panjang kedua teks yang masih dicocokkan per huruf."""
TAK_TAMPAK = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Angka:
    """Satu angka terikat di naskah dan judul di atasnya."""

    kunci: str
    teks: str
    judul: str


@dataclass(frozen=True, slots=True)
class SelisihPdf:
    """Angka yang tidak ditemukan sebagaimana mestinya; ``tercetak`` kosong bila tidak ada."""

    angka: Angka
    tercetak: str
    halaman: int


@dataclass(frozen=True, slots=True)
class Lurus:
    """Teks tanpa spasi; ``sela`` menandai huruf yang didahului spasi atau awal halaman."""

    teks: str
    sela: frozenset[int]
    awal_halaman: tuple[int, ...]

    def find_halaman(self, letak: int) -> int:
        """Nomor halaman (mulai 1) sebuah huruf."""
        return max(1, bisect_right(self.awal_halaman, letak))


def straighten(halaman: Iterable[str]) -> Lurus:
    """Teks semua halaman tanpa spasi."""
    huruf: list[str] = []
    sela: set[int] = set()
    awal: list[int] = []
    for teks in halaman:
        awal.append(len(huruf))
        sela.add(len(huruf))
        for satu in unicodedata.normalize("NFKC", teks):
            if satu.isspace():
                sela.add(len(huruf))
            elif satu not in TAK_TAMPAK:
                huruf.append(satu)
    return Lurus("".join(huruf), frozenset(sela), tuple(awal))


def compare_pdf(daftar: Sequence[Satuan], pdf: Lurus) -> list[SelisihPdf]:
    """Angka naskah yang tidak tercetak sama di PDF, menurut urutannya."""
    naskah = [straighten([s.teks]).teks for s in daftar]
    jangkar = list(_iterate_jangkar(naskah, pdf.teks))
    hasil: list[SelisihPdf] = []
    mulai, awal = 0, 0
    for urut, letak in [*jangkar, (len(daftar), len(pdf.teks))]:
        if any(s.kunci for s in daftar[mulai:urut]):
            hasil += _compare_sela(daftar[mulai:urut], pdf, awal, letak)
        if urut < len(daftar):
            hasil += _check_tepi(daftar[urut], pdf, letak)
            mulai, awal = urut + 1, letak + len(naskah[urut])
    return hasil


def _iterate_jangkar(naskah: Sequence[str], pdf: str) -> Iterator[tuple[int, int]]:
    """(urutan satuan, letak di PDF) satuan yang tercetak utuh, menurut urutannya.

    Yang khas dicari sampai jauh; yang berulang hanya di dekat tempat seharusnya.
    """
    gabung = "".join(naskah)
    kini, tunggu, tempat = 0, 0, 0
    for urut, teks in enumerate(naskah):
        tempat += len(teks)
        if not teks:
            continue
        if len(teks) < JANGKAR:
            jauh = 0 if tunggu else SELA_PENDEK
        else:
            # Satuan yang diubah tidak boleh tertukar dengan kembarannya di tempat kemudian.
            kembar = gabung.find(teks, tempat, tempat + JENDELA) >= 0
            jauh = tunggu + SELA_HALAMAN if kembar else JENDELA
        letak = pdf.find(teks, kini, kini + len(teks) + jauh)
        if letak >= 0 and jauh:
            yield urut, letak
            kini, tunggu = letak + len(teks), 0
        else:
            tunggu += len(teks)


def _list_angka(daftar: Iterable[Satuan]) -> tuple[str, list[tuple[int, int, Angka]]]:
    """Teks tanpa spasi dan tempat setiap angka terikat di dalamnya."""
    teks = ""
    hasil = []
    for satuan in daftar:
        for potong in satuan.potong:
            lurus = straighten([potong.teks]).teks
            if potong.kunci and lurus:
                angka = Angka(potong.kunci, " ".join(potong.teks.split()), satuan.judul)
                hasil.append((len(teks), len(teks) + len(lurus), angka))
            teks += lurus
    return teks, hasil


def _check_tepi(satuan: Satuan, pdf: Lurus, letak: int) -> Iterator[SelisihPdf]:
    """Angka di tepi paragraf jangkar tidak boleh bersambung dengan angka lain."""
    teks, daftar = _list_angka([satuan])
    for awal, akhir, angka in daftar:
        if (awal == 0 or akhir == len(teks)) and not _is_berdiri(
            pdf, letak + awal, letak + akhir, (awal > 0, akhir < len(teks))
        ):
            yield _report(angka, pdf, letak + awal, letak + akhir)


def _compare_sela(
    daftar: Sequence[Satuan], pdf: Lurus, awal: int, akhir: int
) -> Iterator[SelisihPdf]:
    """Cocokkan teks di antara dua jangkar, huruf demi huruf."""
    teks, angka = _list_angka(daftar)
    lain = pdf.teks[awal:akhir]
    kasar = len(teks) * len(lain) > LUAS
    blok = SequenceMatcher(None, teks, lain, autojunk=kasar).get_matching_blocks()
    mulai_blok = [b.a for b in blok]
    for dari, sampai, satu in angka:
        b = blok[max(0, bisect_right(mulai_blok, dari) - 1)]
        geser = awal + b.b - b.a
        utuh = b.a <= dari and sampai <= b.a + b.size
        dalam = (dari > b.a, sampai < b.a + b.size)
        if not utuh or not _is_berdiri(pdf, geser + dari, geser + sampai, dalam):
            kiri = geser + min(dari, b.a + b.size)
            lanjut = next((x for x in blok if x.a >= sampai), blok[-1])
            kanan = awal + lanjut.b - (lanjut.a - sampai if lanjut.a > sampai else 0)
            yield _report(satu, pdf, kiri, max(kiri, kanan))


def _is_berdiri(pdf: Lurus, awal: int, akhir: int, dalam: tuple[bool, bool]) -> bool:
    """Benar bila angka itu tidak didahului atau diikuti angka yang bukan bagian naskahnya."""
    kiri = dalam[0] or awal in pdf.sela or not pdf.teks[awal - 1 : awal].isdigit()
    kanan = dalam[1] or akhir in pdf.sela or not pdf.teks[akhir : akhir + 1].isdigit()
    return kiri and kanan


def _report(angka: Angka, pdf: Lurus, awal: int, akhir: int) -> SelisihPdf:
    """Yang tercetak di tempat itu, dilebarkan sampai tepi katanya."""
    while awal > 0 and awal not in pdf.sela and pdf.teks[awal - 1] in "0123456789.,-*%Rp":
        awal -= 1
    while akhir < len(pdf.teks) and akhir not in pdf.sela and pdf.teks[akhir] in "0123456789.,*%":
        akhir += 1
    tercetak = pdf.teks[awal:akhir]
    return SelisihPdf(angka, tercetak if len(tercetak) <= 40 else "", pdf.find_halaman(awal))
