"""Rupa baris .xlsx: XML satu baris dengan setiap digit menjadi ``0``.

Baris formulir berulang, maka rupanya hanya segelintir. Setiap rupa diperiksa satu kali terhadap
tata bahasa yang ketat selama proses hidup, dan dari rupanya diketahui kolom mana berisi nilai apa.
Yang tidak persis berbentuk lazim tidak ditebak: ``None``, dan bukunya dibaca dengan cara lain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter, lt
from string import ascii_uppercase, digits
from typing import Any, NamedTuple
from xml.parsers import expat

RINGKAS = bytes.maketrans(digits.encode(), b"0" * len(digits))
AWAL, AKHIR, TUTUP = b"<sheetData>", b"</sheetData>", b"</row>"
BARIS = rb'<row r="(0{1,4})"(?: s="0{1,5}"| [A-Za-z0:]{2,30}="[^"<>]*")*'
RUMUS = rb"(?:<f[^<>]*(?:/>|>[^<]*</f>))?"
SEL = (
    rb'<c r="(?P<kolom>[A-Z]{1,2})(?P<nomor>0{1,4})"(?: s="(?P<gaya>0{1,5})")?'
    rb'(?: t="(?P<jenis>s|n|b|str)")?(?:/>|>' + RUMUS + rb"<v>(?P<nilai>[^<]*)</v></c>)"
)
POLA_BARIS = re.compile(rb"(?:" + BARIS + rb"/>)*" + BARIS.replace(b"(0{1,4})", b"(?P<r>0{1,4})"))
POLA_SEL = re.compile(SEL)
ISI_NILAI = {
    b"s": re.compile(rb"0{1,7}"),
    b"b": re.compile(rb"0"),
    b"n": re.compile(rb"-?0+(?:\.0+)?(?:[Ee][+-]?0{1,3})?"),
    b"str": re.compile(rb"[^<]*"),
}
AKHIRAN = (b'" s="', b'" t="', b'">', b'"/>')
BATAS_RUPA, BATAS_PANJANG = 5_000, 20_000


class SelLain(NamedTuple):
    """Sel bernilai selain teks bersama: letak nilai dan gayanya di dalam XML barisnya."""

    nilai: slice
    gaya: slice
    jenis: bytes


class Rupa(NamedTuple):
    """Yang diketahui dari rupa satu baris; letak di dalam XML-nya sama untuk semua baris serupa."""

    nomor: slice
    akhiran: tuple[tuple[bytes, int], ...]
    """Banyak nomor baris yang diikuti teks itu, bila semua sel menyebut barisnya sendiri."""
    alamat: tuple[slice, ...]
    """Letak nomor baris di setiap sel, bila hitungan akhiran dapat disamari angka lain."""
    bersama: Callable[[bytes], tuple[bytes, ...]]
    """Pengambil nomor teks bersama."""
    lain: tuple[SelLain, ...]
    susun: Callable[[Sequence[object]], tuple[object, ...]]
    """Baris nilai dari teks bersama, nilai lain, dan satu teks kosong."""
    lebar: int


class LembarLazim(NamedTuple):
    """Lembar yang semua barisnya lazim: XML setiap baris, nomornya mulai 1, dan rupanya."""

    baris: list[bytes]
    nomor: list[int]
    rupa: list[Rupa]


_rupa: dict[bytes, Rupa] = {}


def split_lazim(isi: bytes) -> LembarLazim | None:
    """Urai lembar yang seluruhnya lazim; ``None`` bila ada yang tidak persis berbentuk lazim.

    Setiap sel lembar lazim menyebut alamatnya sendiri (paling jauh baris 9999 kolom ZZ), tidak
    ada yang berulang, tidak ada galat, dan setiap rumus membawa hasilnya.
    """
    awal, akhir = isi.find(AWAL), isi.rfind(AKHIR)
    if not 0 <= awal < akhir:
        return None
    kepala, badan, ekor = isi[:awal], isi[awal + len(AWAL) : akhir], isi[akhir + len(AKHIR) :]
    if b"sheetData" in kepala or b"sheetData" in ekor:
        return None
    *daftar, terakhir = badan.split(TUTUP)
    if terakhir or not is_xml(kepala + AWAL + AKHIR + ekor):
        return None
    kenal = _rupa.get
    ringkas = [baris.translate(RINGKAS) for baris in daftar]
    rupa = [kenal(x) or _store_rupa(x) for x in ringkas]
    lengkap = [x for x in rupa if x is not None]
    if len(lengkap) < len(rupa):
        return None
    nomor = [baris[x.nomor] for baris, x in zip(daftar, lengkap, strict=True)]
    urut = [*map(int, nomor)]
    if not all(map(lt, [0, *urut], urut)) or not _is_sebaris(daftar, nomor, lengkap):
        return None
    return LembarLazim(daftar, urut, lengkap)


def is_xml(isi: bytes) -> bool:
    """Benar bila bagian ini XML yang sah dan tidak memuat DTD."""
    pengurai = expat.ParserCreate()
    pengurai.StartDoctypeDeclHandler = _reject
    try:
        pengurai.Parse(isi, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _reject(*_: object) -> None:
    raise ValueError("DTD")


def _is_sebaris(daftar: list[bytes], nomor: list[bytes], rupa: list[Rupa]) -> bool:
    """Benar bila setiap sel menyebut nomor baris tempatnya ditulis."""
    for baris, angka, satu in zip(daftar, nomor, rupa, strict=True):
        for teks, banyak in satu.akhiran:
            if baris.count(angka + teks) != banyak:
                return False
        if satu.alamat and any(baris[a] != angka for a in satu.alamat):
            return False
    return True


def _store_rupa(ringkas: bytes) -> Rupa | None:
    if len(_rupa) >= BATAS_RUPA:
        _rupa.clear()
    rupa = _build_rupa(ringkas) if len(ringkas) <= BATAS_PANJANG else None
    if rupa is not None:
        _rupa[ringkas] = rupa
    return rupa


def _build_rupa(ringkas: bytes) -> Rupa | None:
    """Periksa satu rupa terhadap tata bahasanya."""
    kepala = POLA_BARIS.match(ringkas)
    if kepala is None or ringkas[kepala.end() : kepala.end() + 1] != b">":
        return None
    if not is_xml(b"<a>" + ringkas + TUTUP + b"</a>"):
        return None
    daftar: list[re.Match[bytes]] = []
    letak = kepala.end() + 1
    while letak < len(ringkas):
        sel = POLA_SEL.match(ringkas, letak)
        if sel is None or len(sel["nomor"]) != len(kepala["r"]) or not _is_nilai_lazim(sel):
            return None
        daftar.append(sel)
        letak = sel.end()
    kolom = [read_kolom(sel["kolom"]) for sel in daftar]
    if kolom != sorted(set(kolom)):
        return None
    berisi = [(k, sel) for k, sel in zip(kolom, daftar, strict=True) if sel["nilai"] is not None]
    bersama = [x for x in berisi if x[1]["jenis"] == b"s"]
    lain = [x for x in berisi if x[1]["jenis"] != b"s"]
    akhiran = _count_akhiran(ringkas, kepala.start("r"), len(kepala["r"]), daftar)
    lebar = berisi[-1][0] + 1 if berisi else 0
    urutan = {k: n for n, (k, _) in enumerate((*bersama, *lain))}
    return Rupa(
        _slice(kepala, "r"),
        akhiran or (),
        () if akhiran else tuple(_slice(sel, "nomor") for sel in daftar),
        build_pengambil([_slice(sel, "nilai") for _, sel in bersama]),
        tuple(
            SelLain(_slice(sel, "nilai"), _slice(sel, "gaya"), sel["jenis"] or b"n")
            for _, sel in lain
        ),
        build_pengambil([urutan.get(k, len(urutan)) for k in range(lebar)]),
        lebar,
    )


def _slice(cocok: re.Match[bytes], nama: str) -> slice:
    """Letak satu kelompok; kosong bila tidak ada."""
    awal, akhir = cocok.span(nama)
    return slice(max(awal, 0), max(akhir, 0))


def build_pengambil(letak: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Fungsi yang mengambil semua letak itu sebagai tuple, berapa pun banyaknya."""
    if len(letak) > 1:
        return itemgetter(*letak)
    return lambda isi: tuple(isi[x] for x in letak)


def _is_nilai_lazim(sel: re.Match[bytes]) -> bool:
    return sel["nilai"] is None or bool(ISI_NILAI[sel["jenis"] or b"n"].fullmatch(sel["nilai"]))


def _count_akhiran(
    ringkas: bytes, awal: int, panjang: int, daftar: list[re.Match[bytes]]
) -> tuple[tuple[bytes, int], ...] | None:
    """Banyak nomor baris menurut teks sesudahnya; ``None`` bila angka lain dapat menyamarinya.

    Nomor baris dihitung di dalam XML-nya, maka tidak boleh ada angka lain yang diikuti teks yang
    sama: gaya ``s="14">`` pada baris 14, misalnya.
    """
    tempat = [awal + panjang, *(sel.end("nomor") for sel in daftar)]
    banyak = {a: sum(ringkas.startswith(a, t) for t in tempat) for a in AKHIRAN}
    if sum(banyak.values()) - any(ringkas.startswith(a, tempat[0]) for a in AKHIRAN) < len(daftar):
        return None
    hitung = tuple((a, n) for a, n in banyak.items() if n)
    return hitung if all(ringkas.count(b"0" * panjang + a) == n for a, n in hitung) else None


def read_kolom(huruf: bytes) -> int:
    """Indeks kolom mulai 0 dari hurufnya."""
    nomor = 0
    for h in huruf:
        nomor = nomor * 26 + h - ord(ascii_uppercase[0]) + 1
    return nomor - 1
