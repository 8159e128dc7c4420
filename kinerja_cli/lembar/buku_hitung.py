"""Tabel yang sudah dihitung sebagai buku: hasil di samping angka tercetak dan catatannya."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, KolomBuku, LembarBuku
from kinerja_cli.model.entri_hitung import DokumenHitung, EntriHitung
from kinerja_cli.model.kolom import Wujud

KOLOM = (
    KolomBuku("Baris", Wujud.BULAT, 8),
    KolomBuku("Indikator", lebar=44),
    KolomBuku("Target", lebar=14),
    KolomBuku("Realisasi", lebar=14),
    KolomBuku("Arah", lebar=8),
    KolomBuku(("Capaian (%)", "Hitung"), Wujud.DESIMAL, 11, 2),
    KolomBuku(("Capaian (%)", "Tercetak"), lebar=11),
    KolomBuku("Kategori", lebar=15),
    KolomBuku("Cocok", lebar=9),
    KolomBuku("Penjelasan", lebar=44),
    KolomBuku("Catatan", lebar=52),
)
COCOK = {True: "ya", False: "tidak", None: ""}


def build_buku(dokumen: DokumenHitung, nama_berkas: str) -> Buku:
    """Satu lembar; nama berkas dan kebijakan disebut di kepalanya."""
    lembar = LembarBuku(
        "Hitung",
        ("PEMERIKSAAN CAPAIAN", nama_berkas, f"Kebijakan: {dokumen.nama_kebijakan}"),
        KOLOM,
        [_build_baris(e) for e in dokumen.entri],
        kolom_warna=(7,),
    )
    return Buku((lembar,), kaki=f"Pemeriksaan {nama_berkas}")


def _build_baris(entri: EntriHitung) -> BarisBuku:
    hasil = entri.hasil
    catatan = "\n".join(f"{t.kode} {t.masalah}; {t.perbaikan}" for t in entri.temuan)
    capaian: Decimal | None = hasil.tercetak
    return BarisBuku(
        (
            entri.baris,
            entri.indikator,
            entri.target_teks,
            entri.realisasi_teks,
            entri.arah,
            capaian,
            (entri.tercetak or "").replace(".", ","),
            hasil.kategori,
            COCOK[entri.cocok],
            hasil.penjelasan or hasil.alasan,
            catatan,
        ),
        tebal=entri.cocok is False,
    )
