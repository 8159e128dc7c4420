"""Mencocokkan PDF dengan naskahnya: setiap angka terikat harus tercetak, menurut urutannya.

Teks PDF tidak menyimpan spasi dan paragraf dengan pasti, maka kedua teks dibandingkan tanpa spasi.
Paragraf yang utuh menjadi jangkar; hanya teks di antara jangkar yang dicocokkan per huruf.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

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
TANDA_HUBUNG = str.maketrans(dict.fromkeys("\u2010\u2011\u2212", "-"))
"""Tanda hubung tak terputus dan tanda minus; NFKC menyamakan dua yang pertama saja."""
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
        for satu in unicodedata.normalize("NFKC", teks).translate(TANDA_HUBUNG):
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


@dataclass(frozen=True, slots=True)
class _Naskah:
    """Teks beberapa satuan tanpa spasi, tempat setiap angkanya, dan huruf yang didahului spasi."""

    teks: str
    angka: tuple[tuple[int, int, Angka], ...]
    sela: frozenset[int]


def _join(daftar: Iterable[Satuan]) -> _Naskah:
    teks = ""
    angka: list[tuple[int, int, Angka]] = []
    sela: set[int] = set()
    for satuan in daftar:
        sela.add(len(teks))
        for potong in satuan.potong:
            lurus = straighten([potong.teks])
            # Awal potongan bukan sela, kecuali teksnya memang diawali spasi.
            sela |= {len(teks) + i for i in lurus.sela if i or potong.teks[:1].isspace()}
            if potong.kunci and lurus.teks:
                satu = Angka(potong.kunci, " ".join(potong.teks.split()), satuan.judul)
                angka.append((len(teks), len(teks) + len(lurus.teks), satu))
            teks += lurus.teks
    return _Naskah(teks, tuple(angka), frozenset({*sela, len(teks)}))


def _check_tepi(satuan: Satuan, pdf: Lurus, letak: int) -> Iterator[SelisihPdf]:
    """Angka di tepi satuan jangkar tidak boleh bersambung dengan digit lain."""
    naskah = _join([satuan])
    for dari, sampai, angka in naskah.angka:
        tepi = dari == 0 or sampai == len(naskah.teks)
        if tepi and not _is_tercetak(naskah, (dari, sampai), pdf, letak + dari):
            yield _report(angka, pdf, letak + dari, letak + sampai)


def _compare_sela(
    daftar: Sequence[Satuan], pdf: Lurus, awal: int, akhir: int
) -> Iterator[SelisihPdf]:
    """Cocokkan teks di antara dua jangkar, huruf demi huruf."""
    naskah = _join(daftar)
    lain = pdf.teks[awal:akhir]
    kasar = len(naskah.teks) * len(lain) > LUAS
    blok = SequenceMatcher(None, naskah.teks, lain, autojunk=kasar).get_matching_blocks()
    mulai = [b.a for b in blok]
    for dari, sampai, angka in naskah.angka:
        pertama = max(0, bisect_right(mulai, dari) - 1)
        # Blok dapat terbelah di tengah angka, misalnya karena kepala halaman berakhir digit sama.
        potong = [b for b in blok[pertama:] if b.a < sampai]
        lanjut = [*(b.a for b in potong[1:]), sampai]
        utuh = bool(potong) and potong[0].a <= dari
        utuh = utuh and all(b.a + b.size >= n for b, n in zip(potong, lanjut, strict=True))
        calon = (awal + b.b - b.a + dari for b in potong)
        if not (utuh and any(_is_tercetak(naskah, (dari, sampai), pdf, c) for c in calon)):
            yield _report(angka, pdf, *_find_tempat(blok, awal, dari, sampai))


def _is_tercetak(naskah: _Naskah, rentang: tuple[int, int], pdf: Lurus, letak: int) -> bool:
    """Benar bila angka itu utuh di letak itu dan tidak bersambung dengan digit lain."""
    dari, sampai = rentang
    akhir = letak + sampai - dari
    if letak < 0 or pdf.teks[letak:akhir] != naskah.teks[dari:sampai]:
        return False
    kiri, kanan = pdf.teks[letak - 1 : letak], pdf.teks[akhir : akhir + 1]
    sama_kiri = dari not in naskah.sela and kiri == naskah.teks[dari - 1 : dari]
    sama_kanan = sampai not in naskah.sela and kanan == naskah.teks[sampai : sampai + 1]
    return (letak in pdf.sela or not kiri.isdigit() or sama_kiri) and (
        akhir in pdf.sela or not kanan.isdigit() or sama_kanan
    )


def _find_tempat(blok: Sequence[Match], awal: int, dari: int, sampai: int) -> tuple[int, int]:
    """Rentang di PDF tempat angka itu seharusnya, di antara blok yang cocok."""
    kiri = next((b for b in reversed(blok) if b.a <= dari), blok[0])
    kanan = next((b for b in blok if b.a >= sampai), blok[-1])
    mulai = awal + kiri.b + min(dari - kiri.a, kiri.size)
    akhir = awal + kanan.b - max(kanan.a - sampai, 0)
    return mulai, max(mulai, akhir)


def _report(angka: Angka, pdf: Lurus, awal: int, akhir: int) -> SelisihPdf:
    """Yang tercetak di tempat itu, dilebarkan sampai tepi katanya."""
    while awal > 0 and awal not in pdf.sela and pdf.teks[awal - 1] in "0123456789.,-*%Rp":
        awal -= 1
    while akhir < len(pdf.teks) and akhir not in pdf.sela and pdf.teks[akhir] in "0123456789.,*%":
        akhir += 1
    tercetak = pdf.teks[awal:akhir]
    return SelisihPdf(angka, tercetak if len(tercetak) <= 40 else "", pdf.find_halaman(awal))
