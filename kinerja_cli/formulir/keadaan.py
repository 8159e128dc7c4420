"""Kolom "Keadaan": rumus hidup dan nilai tersimpannya, dari satu urutan pertanyaan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja_cli.formulir.bentuk import Gaya, Sel

LENGKAP = "lengkap"
BERALASAN = "belum ada, beralasan"
AWAL_KURANG = "isi "
"""Setiap keadaan yang masih kurang dimulai begini; penghitung di atas lembar mencarinya."""


@dataclass(frozen=True, slots=True)
class Tanya:
    """Bila ``rumus`` benar maka keadaannya ``jawab``; ``benar`` jawabannya sekarang."""

    rumus: str
    benar: bool
    jawab: str


def build_keadaan(tanya: Sequence[Tanya], akhir: str = LENGKAP) -> Sel:
    """Sel keadaan: jawaban pertanyaan pertama yang benar, selain itu ``akhir``."""
    rumus = f'"{akhir}"'
    for t in reversed(tanya):
        rumus = f'IF({t.rumus},"{t.jawab}",{rumus})'
    nilai = next((t.jawab for t in tanya if t.benar), akhir)
    return Sel(nilai=nilai, rumus=rumus if tanya else "", gaya=Gaya.HITUNG)


def is_kosong(*bidang: str) -> str:
    """Rumus: semua sel itu kosong."""
    return _join("AND", [f'{{{b}}}=""' for b in bidang])


def has_kosong(*bidang: str) -> str:
    """Rumus: salah satu sel itu kosong."""
    return _join("OR", [f'{{{b}}}=""' for b in bidang])


def join_dan(*rumus: str) -> str:
    """Rumus: semuanya benar."""
    return _join("AND", rumus)


def _join(fungsi: str, rumus: Sequence[str]) -> str:
    return rumus[0] if len(rumus) == 1 else f"{fungsi}({','.join(rumus)})"
