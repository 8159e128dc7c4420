"""Validasi sel Excel dengan pesan Indonesia dan batas panjang yang diterima Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kinerja_cli.lembar.gaya import clean_teks

PANJANG_JUDUL = 32
PANJANG_PESAN = 255
PANJANG_PILIHAN = 255
"""Batas Excel untuk judul, pesan, dan daftar pilihan yang ditulis langsung."""

SELENGKAPNYA = " (selengkapnya: komentar pada nama indikator)"

PESAN_TANGGAL = "Isi dengan tanggal, misalnya 31/12/2025 (tanggal/bulan/tahun)."

Rentang = tuple[int, int, int, int]


def cut_teks(teks: str, panjang: int) -> str:
    """Teks yang muat; yang dipotong diakhiri tanda elipsis."""
    return teks if len(teks) <= panjang else teks[: panjang - 1].rstrip() + "…"


def cut_bantuan(teks: str, *, lengkap: bool) -> str:
    """Pesan isian yang muat; ``lengkap`` berarti teks utuhnya ada di komentar baris itu."""
    bersih = clean_teks(teks)
    if len(bersih) <= PANJANG_PESAN or not lengkap:
        return cut_teks(bersih, PANJANG_PESAN)
    return cut_teks(bersih, PANJANG_PESAN - len(SELENGKAPNYA)) + SELENGKAPNYA


def can_pilihan(pilihan: Sequence[str]) -> bool:
    """Benar bila daftar pilihan muat ditulis langsung di validasi."""
    muat = len(",".join(pilihan)) + 2 <= PANJANG_PILIHAN
    return muat and not any("," in p or '"' in p or p != p.strip() for p in pilihan)


def build_pilihan(pilihan: Sequence[str], sumber: str = "") -> dict[str, Any]:
    """Aturan daftar pilihan; ``sumber`` nama rentang bagi yang tidak muat ditulis langsung."""
    return {
        "validate": "list",
        "source": f"={sumber}" if sumber else list(pilihan),
        "error_message": f"Pilih salah satu: {', '.join(pilihan)}.",
    }


def build_angka(minimum: Decimal | None = None, maksimum: Decimal | None = None) -> dict[str, Any]:
    """Aturan angka di antara dua batas; tanpa batas, angka apa saja."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": float(minimum) if minimum is not None else -1e15,
        "maximum": float(maksimum) if maksimum is not None else 1e15,
        "error_message": explain_batas(minimum, maksimum),
    }


def build_angka_atau_kata(
    alamat: str, kata: str, minimum: Decimal | None = None, maksimum: Decimal | None = None
) -> dict[str, Any]:
    """Aturan angka yang juga menerima satu kata; ``alamat`` sel pertama rentangnya."""
    bawah = f"{alamat}>={minimum}" if minimum is not None else "TRUE"
    atas = f"{alamat}<={maksimum}" if maksimum is not None else "TRUE"
    return {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({alamat}),AND({bawah},{atas}),LOWER({alamat})="{kata}")',
        "error_message": explain_batas(minimum, maksimum),
    }


def explain_batas(minimum: Decimal | None, maksimum: Decimal | None) -> str:
    """Pesan untuk isian yang bukan angka atau di luar batas."""
    batas = "" if minimum is None else f" Paling kecil {minimum}."
    batas += "" if maksimum is None else f" Paling besar {maksimum}."
    return f"Isi dengan angka saja, tanpa satuan dan tanpa tanda persen.{batas}"


def build_tanggal(dari: date, sampai: date) -> dict[str, Any]:
    """Aturan tanggal di antara dua tanggal."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": dari,
        "maximum": sampai,
        "error_message": PESAN_TANGGAL,
    }


def build_tanggal_atau_kata(alamat: str, kata: str, dari: date, sampai: date) -> dict[str, Any]:
    """Aturan tanggal di antara dua tanggal yang juga menerima satu kata."""
    batas = f"AND({alamat}>={_hitung_hari(dari)},{alamat}<={_hitung_hari(sampai)})"
    return {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({alamat}),{batas},LOWER({alamat})="{kata}")',
        "error_message": PESAN_TANGGAL,
    }


def _hitung_hari(tanggal: date) -> int:
    """Nomor hari Excel (sistem 1900) untuk tanggal sesudah Februari 1900."""
    return (tanggal - date(1899, 12, 30)).days


def write_validasi(
    lembar: Worksheet,
    rentang: Rentang,
    aturan: dict[str, Any],
    judul: str,
    bantuan: str = "",
) -> None:
    """Pasang aturan pada rentang; ``error_type`` warning hanya mengingatkan."""
    isi = {
        "error_type": "stop",
        **aturan,
        "error_title": cut_teks("Isian tidak sesuai", PANJANG_JUDUL),
        "error_message": cut_teks(clean_teks(aturan.get("error_message", "")), PANJANG_PESAN),
        "ignore_blank": True,
    }
    if bantuan:
        isi |= {
            "input_title": cut_teks(judul, PANJANG_JUDUL),
            "input_message": cut_teks(bantuan, PANJANG_PESAN),
        }
    lembar.data_validation(*rentang, isi)
