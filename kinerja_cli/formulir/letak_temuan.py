"""Letak temuan pada formulir: barisnya, sel yang ditandai, dan baris Koreksi yang ikut dibuka."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir, Sel
from kinerja_cli.formulir.cetakan import KOLOM_ANGKA
from kinerja_cli.formulir.peta import map_sel, parse_koreksi
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.temuan import Temuan, Tingkat, sort_temuan

KODE_KOREKSI = frozenset({"NIL307", "NIL308", "NIL310"})
"""Temuan yang perbaikannya dapat berupa angka triwulan lalu di lembar Koreksi."""


@dataclass(frozen=True, slots=True)
class LetakTemuan:
    """Temuan pada satu baris formulir; ``bidang`` sel yang ditandai, kosong bila seluruh baris."""

    lembar: str
    kunci: str
    bidang: tuple[str, ...]
    temuan: Temuan


def locate_temuan(
    formulir: Formulir, temuan: Iterable[Temuan]
) -> tuple[list[LetakTemuan], list[Temuan]]:
    """Temuan menurut baris dan sel formulir, dan galat yang tidak menunjuk baris mana pun."""
    letak: list[LetakTemuan] = []
    umum: list[Temuan] = []
    baris = {(x.nama, b.kunci): b for x in formulir.lembar for b in x.baris}
    for t in sort_temuan(temuan):
        if t.tingkat is Tingkat.CATATAN:
            continue
        lembar = _find_lembar(baris, t)
        if lembar:
            sel = baris[lembar, t.kunci].sel
            bidang = _choose_bidang(lembar, sel, t)
            if bidang:
                letak.append(LetakTemuan(lembar, t.kunci, bidang, t))
                continue
        if t.tingkat is Tingkat.GALAT:
            umum.append(t)
    return letak, umum


def find_koreksi(
    definisi: Definisi, formulir: Formulir, letak: Iterable[LetakTemuan]
) -> frozenset[str]:
    """Kunci baris Koreksi yang angkanya mungkin sebab temuan itu."""
    alamat = {
        a[1:]
        for x in letak
        if x.temuan.kode in KODE_KOREKSI
        for bidang in x.bidang
        if (a := map_sel(definisi, formulir.identitas, x.lembar, x.kunci, bidang))
    }
    return frozenset(
        b.kunci
        for x in formulir.lembar
        if x.nama == "Koreksi"
        for b in x.baris
        if (a := parse_koreksi(b.kunci)) and a[1:] in alamat
    )


def _find_lembar(baris: Mapping[tuple[str, str], BarisFormulir], temuan: Temuan) -> str:
    calon = [temuan.lembar, *LEMBAR_FORMULIR]
    return next((x for x in calon if (x, temuan.kunci) in baris), "")


def _choose_bidang(lembar: str, sel: Mapping[str, Sel], temuan: Temuan) -> tuple[str, ...]:
    """Sel yang ditandai: yang disebut temuan; bila itu sel hitungan, angka-angka pembentuknya."""
    terbuka = tuple(b for b, s in sel.items() if s.terbuka)
    if temuan.kolom in terbuka:
        return (temuan.kolom,)
    if temuan.kolom and temuan.kolom not in KOLOM_ANGKA.get(lembar, ()):
        return ()
    return tuple(b for b in KOLOM_ANGKA.get(lembar, terbuka) if b in terbuka)
