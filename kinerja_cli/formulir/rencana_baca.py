"""Kolom isian mana yang dibaca pada setiap pola baris, disusun sekali untuk satu lembar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from kinerja_cli.formulir.cetakan import KOLOM_ANGKA, TERTUTUP, LembarCetakan
from kinerja_cli.model.isi_sel import format_kolom

ALASAN = "alasan_belum_ada"


class KolomBaca(NamedTuple):
    """Kolom isian yang terbuka: urutannya dalam pola, bidangnya, dan indeks kolomnya di berkas."""

    urut: int
    bidang: str
    letak: int | None
    huruf: str
    """Huruf kolomnya; kosong bila kolomnya tidak ada."""


class Rencana(NamedTuple):
    """Kolom terbuka sebaris: kolom angka, kolom lain, pengambil isi kolom lain, isi kosongnya."""

    angka: tuple[KolomBaca, ...]
    lain: tuple[KolomBaca, ...]
    ambil: Callable[[Sequence[object]], object] | None
    kosong: tuple[str, ...]


def build_rencana(
    uraian: LembarCetakan, letak: Mapping[str, int], lebar: int
) -> tuple[list[Rencana], list[int]]:
    """Rencana lembar itu, dan nomornya menurut pola; pola yang membuka kolom sama berbagi rencana.

    ``lebar`` banyak kolom yang pasti ada pada setiap baris; nol bila sel kosong pun perlu dilihat.
    """
    nomor: dict[tuple[int, ...], int] = {}
    urutan = [nomor.setdefault(_list_tertutup(pola), len(nomor)) for pola in uraian.pola]
    return [_build_rencana(uraian, letak, lebar, tertutup) for tertutup in nomor], urutan


def _list_tertutup(pola: Sequence[int]) -> tuple[int, ...]:
    if TERTUTUP not in pola:
        return ()
    return tuple(n for n, nomor in enumerate(pola) if nomor == TERTUTUP)


def _build_rencana(
    uraian: LembarCetakan, letak: Mapping[str, int], lebar: int, tertutup: Sequence[int]
) -> Rencana:
    kolom_angka = KOLOM_ANGKA.get(uraian.nama, ())
    kolom = [
        KolomBaca(
            n, bidang, letak.get(bidang), format_kolom(letak[bidang]) if bidang in letak else ""
        )
        for n, bidang in enumerate(uraian.isian)
        if n not in tertutup and bidang != ALASAN
    ]
    angka = tuple(k for k in kolom if k.bidang in kolom_angka)
    lain = tuple(k for k in kolom if k.bidang not in kolom_angka and k.letak is not None)
    dekat = [k.letak for k in lain if k.letak is not None and k.letak < lebar]
    ambil = itemgetter(*dekat) if len(dekat) == len(lain) > 1 else None
    return Rencana(angka, lain, ambil, ("",) * len(lain))
