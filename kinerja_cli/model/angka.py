"""Angka sebagai teks kanonik dan angka dari sel lembar kerja."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal


def format_kanonik(angka: Decimal) -> str:
    """Teks kanonik: titik desimal, tanpa pemisah ribuan, tanpa nol ekor, tanpa eksponen."""
    if angka == 0:
        return "0"
    teks = format(angka, "f")
    return teks.rstrip("0").rstrip(".") if "." in teks else teks


def from_float(angka: float) -> Decimal:
    """Angka dari sel lembar kerja lewat teks 15 digitnya; derau biner hilang di sini."""
    return Decimal(format(angka, ".15g"))


def round_setengah_naik(angka: Decimal, desimal: int = 2) -> Decimal:
    """Pembulatan setengah menjauhi nol, sama dengan ROUND di lembar kerja."""
    return _quantize(angka, desimal, ROUND_HALF_UP)


def round_potong(angka: Decimal, desimal: int = 2) -> Decimal:
    """Digit sesudahnya dibuang, sama dengan TRUNC di lembar kerja."""
    return _quantize(angka, desimal, ROUND_DOWN)


def _quantize(angka: Decimal, desimal: int, cara: str) -> Decimal:
    # Ketelitian mengikuti angkanya: 30 digit yang tertempel di sel bukan alasan berhenti.
    konteks = Context(prec=max(28, angka.adjusted() + desimal + 2))
    bulat = angka.quantize(Decimal(1).scaleb(-desimal), cara, konteks)
    # Nol tidak bertanda: -0,0001 tercetak 0,00, bukan -0,00.
    return abs(bulat) if bulat == 0 else bulat
