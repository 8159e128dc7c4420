"""Definisi yang dipakai sebuah periode: yang terakhir, kecuali bagi angka yang sudah Ya."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from kinerja_cli.aturan.potret import Potret, keep_rencana
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import VersiFakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.keputusan import read_potret
from kinerja_cli.ruang.langkah import require_definisi


@dataclass(frozen=True, slots=True)
class RencanaPakai:
    """Definisi terakhir beserta nomornya, dan yang dipakai karena potret keputusan Ya."""

    nomor: int
    definisi: Definisi
    berbeda: tuple[Temuan, ...]
    """TGT306 untuk setiap kolom yang kini tertulis lain di tabel sumber."""
    potret: Mapping[str, Potret]
    """Potret unit yang sudah Ya pada periode itu."""


def read_rencana_pakai(
    register: Register,
    periode: Periode,
    versi: VersiFakta | None = None,
    *,
    lepas: Container[str] = (),
) -> RencanaPakai:
    """``versi`` dari ``read_versi`` bila pemanggil sudah membacanya.

    Unit dalam ``lepas`` dinilai dengan definisi terakhir pada periode itu.
    """
    nomor, terakhir = require_definisi(register)
    potret = read_potret(register, versi)
    potret[periode] = {u: p for u, p in potret.get(periode, {}).items() if u not in lepas}
    definisi, temuan = keep_rencana(terakhir, potret, periode)
    return RencanaPakai(nomor, definisi, tuple(temuan), potret[periode])
