"""Kalimat Indonesia untuk setiap jenis kesalahan Pydantic yang dapat muncul dari model kita."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TEMPLAT = {
    "missing": "wajib diisi",
    "extra_forbidden": "tidak dikenal",
    "string_type": "harus berupa teks",
    "string_too_short": "tidak boleh kosong",
    "string_pattern_mismatch": "bentuknya tidak sesuai ({pattern})",
    "enum": "harus salah satu dari {expected}",
    "literal_error": "harus salah satu dari {expected}",
    "int_parsing": "harus bilangan bulat",
    "int_type": "harus bilangan bulat",
    "int_from_float": "harus bilangan bulat",
    "decimal_parsing": "harus angka",
    "decimal_type": "harus angka",
    "finite_number": "harus angka",
    "date_type": "harus tanggal",
    "date_parsing": "harus tanggal",
    "date_from_datetime_parsing": "harus tanggal",
    "date_from_datetime_inexact": "harus tanggal tanpa jam",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "harus sekurang-kurangnya {ge}",
    "less_than_equal": "harus paling besar {le}",
    "model_type": "harus berupa tabel",
    "dict_type": "harus berupa tabel",
    "tuple_type": "harus berupa daftar",
    "value_error": "{error}",
}


def explain_kesalahan(butir: ErrorDetails) -> str:
    """Satu keterangan singkat; jenis yang belum terpetakan adalah cacat program."""
    return TEMPLAT[butir["type"]].format_map(butir.get("ctx", {}))
