"""Letak setiap baris dan sel pada lembar formulir, diketahui sebelum lembarnya ditulis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kinerja_cli.formulir.bentuk import BarisFormulir, LembarFormulir
from kinerja_cli.model.isi_sel import format_alamat, format_kolom

BARIS_TEKNIS = 4
BARIS_KEPALA = 5
KOLOM_DATA = 2
"""Kolom A kunci dan kolom B sidik tersembunyi."""

POLA_BIDANG = re.compile(r"\{(?:([^{}!]+)!([^{}!]+)!)?(\w+)\}")
"""``{bidang}`` di baris sendiri, atau ``{lembar!kunci!bidang}`` di lembar lain."""


@dataclass(frozen=True, slots=True)
class TataLembar:
    """Letak satu lembar; baris dan kolom mulai 0."""

    uraian: LembarFormulir
    awal: int
    """Baris pertama sesudah kepala."""
    kelompok: Mapping[int, str]
    """Judul kelompok menurut barisnya."""
    baris: Mapping[str, int]
    """Baris data menurut kuncinya, berurutan."""
    kolom: Mapping[str, int]

    @property
    def akhir(self) -> int:
        """Baris tanda akhir tabel."""
        return self.awal + len(self.kelompok) + len(self.baris)

    @property
    def data(self) -> list[int]:
        """Semua baris data."""
        return list(self.baris.values())

    def iterate(self) -> Iterable[tuple[int, BarisFormulir]]:
        """Baris data beserta uraiannya."""
        return zip(self.baris.values(), self.uraian.baris, strict=True)


def build_tata(uraian: LembarFormulir) -> TataLembar:
    """Kepala satu atau dua tingkat, lalu baris; judul kelompok mendahului baris pertamanya."""
    tingkat = max((len(k.kolom.judul_baris) for k in uraian.kolom), default=1)
    awal = r = BARIS_KEPALA + tingkat
    kelompok: dict[int, str] = {}
    baris: dict[str, int] = {}
    judul = ["", *(b.kelompok[-1] if b.kelompok else "" for b in uraian.baris)]
    for b, (sebelum, kini) in zip(uraian.baris, pairwise(judul), strict=True):
        if kini and kini != sebelum:
            kelompok[r] = kini
            r += 1
        baris[b.kunci] = r
        r += 1
    kolom = {k.bidang: c for c, k in enumerate(uraian.kolom, start=KOLOM_DATA)}
    return TataLembar(uraian, awal, kelompok, baris, kolom)


def write_alamat(rumus: str, r: int, sendiri: TataLembar, tata: Mapping[str, TataLembar]) -> str:
    """Rumus dengan alamat sel; yang di lembar lain ditulis mutlak."""

    def ganti(cocok: re.Match[str]) -> str:
        lembar, kunci, bidang = cocok.groups()
        if not lembar:
            return format_alamat(r, sendiri.kolom[bidang])
        lain = tata[lembar]
        kolom, baris = format_kolom(lain.kolom[bidang]), lain.baris[kunci] + 1
        return f"'{lembar}'!${kolom}${baris}"

    return POLA_BIDANG.sub(ganti, rumus)
