"""Mencetak angka dan tanggal untuk orang Indonesia (id_ID)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from kinerja_cli.model.angka import round_setengah_naik

LOKAL = Locale("id", "ID")
DIGIT_BIASA = 28
"""Ketelitian bawaan ``decimal``."""


def format_angka(angka: Decimal, desimal: int, *, tetap: bool = False) -> str:
    """``1.234,5``; paling banyak ``desimal`` angka di belakang koma, ``tetap`` menahan nol ekor."""
    pola = _build_pola(desimal, tetap=tetap)
    bulat = round_setengah_naik(angka, desimal)
    digit = bulat.adjusted() + desimal + 2
    if digit < DIGIT_BIASA:
        return format_decimal(bulat, format=pola, locale=LOKAL)
    # Babel membulatkan dengan ketelitian bawaan dan berhenti pada angka yang lebih panjang.
    with localcontext(prec=digit):
        return format_decimal(bulat, format=pola, locale=LOKAL)


@cache
def _build_pola(desimal: int, *, tetap: bool) -> NumberPattern:
    """Pola yang sudah diurai; mengurainya setiap kali memakan separuh waktu mencetak."""
    ekor = ("0" if tetap else "#") * desimal
    return parse_pattern("#,##0" + (f".{ekor}" if ekor else ""))


def format_persen(angka: Decimal) -> str:
    """Persen dua desimal tanpa lambang: ``98,62``."""
    return format_angka(angka, 2, tetap=True)


def format_rupiah(angka: Decimal) -> str:
    """``Rp1.234.567``; sen dicetak hanya bila ada."""
    desimal = 0 if angka == angka.to_integral_value() else 2
    tanda = "-" if angka < 0 else ""
    return f"{tanda}Rp{format_angka(abs(angka), desimal, tetap=True)}"


def format_tanggal(tanggal: date) -> str:
    """``23 November 2026``."""
    return format_date(tanggal, "d MMMM y", locale=LOKAL)


def format_bulan(bulan: int) -> str:
    """``Juni``."""
    return str(LOKAL.months["format"]["wide"][bulan])
