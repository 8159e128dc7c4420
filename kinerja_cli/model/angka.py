"""Angka sebagai teks kanonik dan angka dari sel lembar kerja."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def format_kanonik(angka: Decimal) -> str:
    """Teks kanonik: titik desimal, tanpa pemisah ribuan, tanpa nol ekor, tanpa eksponen."""
    if angka == 0:
        return "0"
    return format(angka.normalize(), "f")


def from_float(angka: float) -> Decimal:
    """Angka dari sel lembar kerja lewat teks 15 digitnya; derau biner hilang di sini."""
    return Decimal(format(angka, ".15g"))


def round_setengah_naik(angka: Decimal, desimal: int = 2) -> Decimal:
    """Pembulatan setengah menjauhi nol, sama dengan ROUND di lembar kerja."""
    bulat = angka.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)
    # Nol tidak bertanda: -0,0001 tercetak 0,00, bukan -0,00.
    return abs(bulat) if bulat == 0 else bulat
