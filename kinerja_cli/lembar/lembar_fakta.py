"""Lembar Fakta: setiap angka keluaran menurut kuncinya, untuk dicocokkan dengan dokumen lain."""

from __future__ import annotations

from kinerja_cli.lembar.tulis_buku import BarisBuku, KolomBuku, LembarBuku
from kinerja_cli.model.data_kinerja import DataKinerja

NAMA_FAKTA = "Fakta"
KOLOM_FAKTA = (
    KolomBuku("Kunci fakta", lebar=44),
    KolomBuku("Tercetak", lebar=22),
    KolomBuku("Status", lebar=22),
    KolomBuku("Catatan", lebar=60),
)


def build_lembar_fakta(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    """Satu baris setiap fakta; kuncinya sama dengan tag kontrol isi di LKjIP."""
    baris = [BarisBuku((f.kunci, f.teks, f.status.value, f.catatan)) for f in data.iterate_fakta()]
    return LembarBuku(NAMA_FAKTA, kepala, KOLOM_FAKTA, baris)
