"""Daftar temuan sebagai buku kerja, untuk dikirim kepada bidang."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, KolomBuku, LembarBuku
from kinerja_cli.model.kolom import Wujud
from kinerja_cli.model.temuan import Temuan, describe_jumlah

KOLOM = (
    KolomBuku("No", Wujud.BULAT, 5),
    KolomBuku("Tingkat", lebar=12),
    KolomBuku("Berkas", lebar=30),
    KolomBuku("Lembar", lebar=13),
    KolomBuku("Sel", lebar=8),
    KolomBuku("Kode baris", lebar=18),
    KolomBuku("Masalah", lebar=56),
    KolomBuku("Perbaikan", lebar=50),
    KolomBuku("Aturan", lebar=9),
)


def build_buku(kepala: tuple[str, ...], kelompok: Mapping[str, Sequence[Temuan]]) -> Buku:
    """Satu lembar; temuan per kelompok (unit), masing-masing dengan jumlahnya."""
    baris: list[BarisBuku] = []
    for judul, daftar in kelompok.items():
        baris.append(BarisBuku((f"{judul} · {describe_jumlah(daftar)}",), kelompok=True))
        baris += [_build_baris(n, t) for n, t in enumerate(daftar, start=1)]
    semua = [t for daftar in kelompok.values() for t in daftar]
    atas = (*kepala, describe_jumlah(semua))
    return Buku((LembarBuku("Temuan", atas, KOLOM, baris, kolom_warna=(1,)),), kepala[-1])


def _build_baris(nomor: int, t: Temuan) -> BarisBuku:
    berkas = t.berkas.rpartition("/")[2]
    return BarisBuku(
        (nomor, t.tingkat.value, berkas, t.lembar, t.sel, t.kunci, t.masalah, t.perbaikan, t.kode)
    )
