"""Lembar Petunjuk formulir: langkah, arti warna, dan arti setiap kolom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format

from kinerja_cli.formulir.bentuk import Formulir, Gaya
from kinerja_cli.lembar import gaya
from kinerja_cli.lembar.gaya import BukuTulis, setup_cetak, write_isi

LATAR: Mapping[Gaya, Mapping[str, Any]] = {
    Gaya.ISIAN: {"bg_color": gaya.ISIAN, "border_color": gaya.GARIS_ISIAN},
    Gaya.ACUAN: {"bg_color": gaya.TERKUNCI},
    Gaya.HITUNG: {"bg_color": gaya.LATAR_HITUNG, "font_color": gaya.HITUNG, "italic": True},
    Gaya.SALAH: {"bg_color": gaya.WARNA_NAMA["galat"]},
    Gaya.TANYA: {"bg_color": gaya.JINGGA},
}


def write_petunjuk(tulis: BukuTulis, formulir: Formulir, kaki: str) -> None:
    """Lembar pertama; isinya diturunkan dari skema, jadi tidak pernah berbeda dengan lembarnya."""
    lembar = tulis.add_lembar("Petunjuk")
    lembar.set_column(0, 0, 30)
    lembar.set_column(1, 1, 108)
    besar = tulis.format(font_size=14, bold=True, font_color=gaya.TINTA)
    for r, teks in enumerate(formulir.judul):
        write_isi(lembar, r, 0, teks, besar if r == 0 else tulis.format(font_color=gaya.TINTA))
    r = len(formulir.judul) + 1
    for butir in formulir.petunjuk:
        if not butir.isi:
            kepala = tulis.format(bold=True, font_color=gaya.TINTA, bg_color=gaya.KELOMPOK)
            write_isi(lembar, r, 0, butir.judul, kepala)
            lembar.write_blank(r, 1, None, kepala)
        else:
            write_isi(lembar, r, 0, butir.judul, _build_rupa(tulis, butir.gaya))
            write_isi(lembar, r, 1, butir.isi, _build_rupa(tulis, None))
            lembar.set_row(r, gaya.count_tinggi([(butir.judul, 30), (butir.isi, 108)]))
        r += 1
    lembar.protect("", {"select_locked_cells": True, "format_rows": True})
    setup_cetak(lembar, kaki=kaki, baris_judul=None, tegak=False)


def _build_rupa(tulis: BukuTulis, warna: Gaya | None) -> Format:
    dasar: dict[str, Any] = {"text_wrap": True, "border": 1, "border_color": gaya.GARIS}
    return tulis.format(**{**dasar, **(LATAR.get(warna, {}) if warna else {})})
