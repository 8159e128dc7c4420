"""Ukuran kertas keluaran yang dicetak."""

from __future__ import annotations

from enum import StrEnum


class Kertas(StrEnum):
    """F4 dicetak sebagai Folio 8,5 x 13 inci: Excel tidak mempunyai kode kertas untuk F4."""

    F4 = "F4"
    A4 = "A4"
