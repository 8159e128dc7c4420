"""Siapa yang boleh memeriksa formulir sebuah unit."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import JenisUnit
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat


def explain_larangan(
    definisi: Definisi, unit: str, oleh: str, pengganti: tuple[str, ...] = ()
) -> str:
    """Sebab pejabat itu tidak boleh memeriksa unit itu; kosong bila boleh.

    Tidak seorang pun memeriksa formulir unitnya sendiri, termasuk subbag di bawahnya. Formulir
    Sekretariat diperiksa Sekretaris atau ``pengganti`` yang disebut di kinerja.toml, sebab
    pemeriksa lain juga bagian dari Sekretariat. Karena itu pemeriksanya harus disebut.
    """
    if not oleh:
        return "pemeriksanya belum disebut" if _is_sekretariat(definisi, unit) else ""
    if oleh in pengganti:
        return ""
    daftar = [p for p in definisi.pejabat if p.kunci == oleh]
    if not any(unit in iterate_induk(definisi, p.kode_unit) for p in daftar):
        return ""
    if _is_sekretariat(definisi, unit) and any(_is_sekretaris(p, unit) for p in daftar):
        return ""
    return f"{oleh} bagian dari unit itu sendiri"


def list_boleh(
    definisi: Definisi, unit: str, periode: Periode, pengganti: tuple[str, ...] = ()
) -> list[str]:
    """Kunci pejabat yang boleh memeriksa unit itu; Sekretaris dan pengganti di depan."""
    pada = periode.akhir(definisi.tahun)
    kunci = dict.fromkeys(
        p.kunci
        for p in definisi.pejabat
        if p.dari <= pada and (p.sampai is None or pada <= p.sampai)
    )
    boleh = [k for k in kunci if not explain_larangan(definisi, unit, k, pengganti)]
    utama = [k for k in boleh if k in pengganti or _is_kepala(definisi, k, unit)]
    return [*utama, *(k for k in boleh if k not in utama)]


def _is_kepala(definisi: Definisi, kunci: str, unit: str) -> bool:
    return any(p.kunci == kunci and _is_sekretaris(p, unit) for p in definisi.pejabat)


def iterate_induk(definisi: Definisi, unit: str) -> Iterator[str]:
    """Unit itu lalu semua induknya."""
    induk = {u.kode_unit: u.induk for u in definisi.unit}
    dilihat: set[str] = set()
    while unit and unit not in dilihat:
        dilihat.add(unit)
        yield unit
        unit = induk.get(unit, "")


def _is_sekretariat(definisi: Definisi, unit: str) -> bool:
    return any(u.kode_unit == unit and u.jenis is JenisUnit.SEKRETARIAT for u in definisi.unit)


def _is_sekretaris(pejabat: BarisPejabat, unit: str) -> bool:
    return pejabat.kode_unit == unit and pejabat.jabatan.casefold().startswith("sekretaris")
