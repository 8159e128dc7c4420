"""Halaman cetak: ukuran kertas mendatar, skala, dan blok yang tidak boleh terpotong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kinerja_cli.lembar.gaya import LembarTulis
from kinerja_cli.model.kertas import Kertas

LEBAR_CETAK = 871.0
"""Lebar isi Folio mendatar dalam poin, sesudah tepi."""

TINGGI_CETAK = 525.0
"""Tinggi isi Folio mendatar dalam poin, sesudah tepi."""

UKURAN_CETAK: Mapping[Kertas, tuple[float, float]] = {
    Kertas.F4: (LEBAR_CETAK, TINGGI_CETAK),
    Kertas.A4: (777.0, 508.0),
}
"""(lebar, tinggi) isi halaman mendatar dalam poin, sesudah tepi."""

LONGGAR = 0.95
"""Lebar kolom Excel dan LibreOffice berbeda beberapa persen; hitungan dibuat lebih sempit."""

RAGAM_TINGGI = (0.97, 1.0, 1.03, 1.06, 1.09, 1.12)
"""Isi satu halaman: LibreOffice memuat sampai sepersepuluh lebih banyak daripada Excel."""


def count_lebar(lebar: Iterable[float]) -> float:
    """Lebar kolom-kolom dalam poin; ``lebar`` dalam karakter Arial 10."""
    return sum(k * 5.25 + 3.75 for k in lebar)


def calculate_skala(lebar: float, kertas: Kertas = Kertas.F4) -> float:
    """Persen skala bila isi selebar itu dipaskan satu halaman."""
    return min(100.0, UKURAN_CETAK[kertas][0] / lebar * 100)


def choose_bawa(data: Sequence[int], banyak: int = 2) -> int:
    """Baris pertama yang ikut pindah: beberapa baris data terakhir beserta judul kelompoknya."""
    ikut = data[-banyak:]
    sebelum = data[-banyak - 1] if len(data) > banyak else ikut[0] - 1
    return ikut[0] if ikut[0] == sebelum + 1 else sebelum + 1


def keep_bersama(
    lembar: LembarTulis, akhir: int, *, skala: float, kepala: tuple[int, int], bawa: int
) -> None:
    """Mulai halaman baru di baris ``bawa`` bila ``bawa`` sampai ``akhir`` dapat terpotong.

    ``kepala`` baris yang berulang di setiap halaman; ``skala`` dalam persen.
    """
    tinggi = [lembar.read_tinggi(r) for r in range(akhir + 1)]
    ulang = sum(tinggi[kepala[0] : kepala[1] + 1])
    muat = UKURAN_CETAK[lembar.kertas][1]
    for faktor in RAGAM_TINGGI:
        awal = list_awal_halaman(tinggi, ulang, muat * faktor / skala * 100)
        if any(bawa < r <= akhir for r in awal):
            lembar.set_h_pagebreaks([bawa])
            return


def list_awal_halaman(tinggi: Sequence[float], ulang: float, muat: float) -> list[int]:
    """Baris pertama halaman kedua dan seterusnya; ``ulang`` tinggi kepala yang berulang."""
    awal: list[int] = []
    terpakai = 0.0
    for r, t in enumerate(tinggi):
        if terpakai + t > muat and terpakai > ulang:
            awal.append(r)
            terpakai = ulang
        terpakai += t
    return awal
