"""Pengembalian dan keputusan setiap unit dari register, sebagai bahan RTL perbaikan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kinerja_cli.aturan.perbaikan import (
    LEMBAR,
    PutaranKembali,
    PutusanLalu,
    build_rtl,
    list_identitas,
)
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.kunci import parse_rtl
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_cetakan
from kinerja_cli.register.kembalian import Kembalian
from kinerja_cli.register.keputusan import list_putusan


class BahanRtl(NamedTuple):
    """Pengembalian satu unit menurut putaran, dan semua keputusannya menurut waktu."""

    kembali: tuple[PutaranKembali, ...]
    putusan: tuple[PutusanLalu, ...]

    def build(
        self, fakta: KumpulanFakta, periode: Periode, unit: str, kini: Iterable[Temuan]
    ) -> list[ButirRtl]:
        """Butir RTL semua putaran unit itu."""
        return build_rtl(fakta, periode, unit, self.kembali, self.putusan, kini)


def read_bahan_rtl(
    register: Register,
    periode: Periode,
    kembalian: Mapping[str, Sequence[Kembalian]],
    kiriman: Iterable[Kiriman],
) -> dict[str, BahanRtl]:
    """Bahan setiap unit yang pernah dikembalikan pada periode itu."""
    datang = {k.formulir for k in kiriman}
    putusan = list_putusan(register, periode) if kembalian else {}
    return {
        unit: BahanRtl(
            tuple(
                PutaranKembali(
                    k.putaran,
                    k.temuan,
                    _list_baris(register, k),
                    k.waktu,
                    _is_datang(daftar, k, datang),
                )
                for k in daftar
            ),
            tuple(PutusanLalu(p.waktu, list_identitas(p.temuan)) for p in putusan.get(unit, ())),
        )
        for unit, daftar in kembalian.items()
    }


def _is_datang(daftar: Sequence[Kembalian], kembalian: Kembalian, datang: set[str]) -> bool:
    """Putaran yang sudah disusul putaran lain juga sudah pernah datang."""
    return any(k.formulir in datang for k in daftar if k.putaran >= kembalian.putaran)


def _list_baris(register: Register, kembalian: Kembalian) -> frozenset[str]:
    cetakan = read_cetakan(register, kembalian.formulir)
    lembar = next((x for x in cetakan.lembar if x.nama == LEMBAR), None) if cetakan else None
    asal = f"v{kembalian.putaran}"
    pasangan = (parse_rtl(b.kunci) for b in lembar.baris) if lembar else ()
    return frozenset(p[1] for p in pasangan if p and p[0] == asal)
