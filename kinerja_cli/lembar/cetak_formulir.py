"""Tata cetak lembar formulir: kepala berulang, halaman, dan tanda tangan yang utuh."""

from __future__ import annotations

from kinerja_cli.lembar import gaya
from kinerja_cli.lembar.gaya import LembarTulis
from kinerja_cli.lembar.halaman import (
    LONGGAR,
    calculate_skala,
    choose_bawa,
    count_lebar,
    keep_bersama,
)
from kinerja_cli.lembar.tata_formulir import BARIS_KEPALA, KOLOM_DATA, TataLembar

JARAK_TANDA_TANGAN = 2
TINGGI_TANDA_TANGAN = 7
"""Baris blok tanda tangan, dan jaraknya dari tabel."""


def setup_cetak_formulir(lembar: LembarTulis, tata: TataLembar, kaki: str) -> None:
    """Selebar satu halaman, atau dua halaman dengan kolom pengenal berulang bila sangat lebar."""
    kepala = (BARIS_KEPALA, tata.awal - 1)
    gaya.setup_cetak(lembar, kaki=kaki, baris_judul=kepala)
    tetap, baru = _read_lipatan(tata)
    skala = _calculate_skala(lembar, tata)
    if tetap is not None and baru is not None:
        lembar.fit_page = False
        lembar.set_print_scale(int(skala))
        lembar.set_v_pagebreaks([baru])
        lembar.repeat_columns(KOLOM_DATA, tetap)
    # Blok tanda tangan sehalaman dengan dua baris terakhir tabel.
    keep_bersama(
        lembar,
        tata.akhir + JARAK_TANDA_TANGAN + TINGGI_TANDA_TANGAN - 1,
        skala=skala,
        kepala=kepala,
        bawa=choose_bawa(tata.data),
    )


def _read_lipatan(tata: TataLembar) -> tuple[int | None, int | None]:
    """(kolom terakhir yang berulang, kolom pertama halaman kedua)."""
    return tata.kolom.get(tata.uraian.tetap), tata.kolom.get(tata.uraian.halaman_baru)


def _calculate_skala(lembar: LembarTulis, tata: TataLembar) -> float:
    """Dua halaman lebar dengan kolom pengenal berulang terbaca; satu halaman mengecil separuh."""
    lebar = [k.kolom.lebar for k in tata.uraian.kolom]
    tetap, baru = _read_lipatan(tata)
    if tetap is None or baru is None:
        return calculate_skala(count_lebar(lebar), lembar.kertas)
    kiri = count_lebar(lebar[: baru - KOLOM_DATA])
    kanan = count_lebar(lebar[: tetap - KOLOM_DATA + 1] + lebar[baru - KOLOM_DATA :])
    return calculate_skala(max(kiri, kanan), lembar.kertas) * LONGGAR
