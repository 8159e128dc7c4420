"""Komentar sel: teks lengkap yang tidak muat di pesan isian."""

from __future__ import annotations

from textwrap import wrap

from kinerja_cli.lembar.gaya import LembarTulis, clean_teks

LEBAR_PIKSEL = 380
HURUF_SEBARIS = 62
TINGGI_SEBARIS = 15
TINGGI_TERBESAR = 600


def write_komentar(lembar: LembarTulis, r: int, c: int, teks: str) -> None:
    """Komentar tersembunyi yang kotaknya memuat seluruh teks; tidak ikut tercetak."""
    bersih = clean_teks(teks)
    baris = sum(len(wrap(b, HURUF_SEBARIS)) or 1 for b in bersih.split("\n"))
    tinggi = min(baris * TINGGI_SEBARIS + 14, TINGGI_TERBESAR)
    lembar.write_comment(r, c, bersih, {"width": LEBAR_PIKSEL, "height": tinggi, "font_size": 9})
