"""Lembar rekonsiliasi dengan bendahara dalam buku lembar verifikasi."""

from __future__ import annotations

from dataclasses import replace

from kinerja_cli.aturan.bentuk_rekonsiliasi import (
    BarisRekonsiliasi,
    KeadaanCocok,
    Rekonsiliasi,
)
from kinerja_cli.lembar.tulis_buku import BarisBuku, IsiBuku, KolomBuku, LembarBuku
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.kolom import Wujud

RUPIAH = Wujud.RUPIAH
KOLOM = (
    KolomBuku("Jenjang", lebar=12),
    KolomBuku("Kode", lebar=19),
    KolomBuku("Uraian", lebar=40),
    KolomBuku("Unit", lebar=13),
    KolomBuku(("Pagu (Rp)", "DPA"), RUPIAH, 17),
    KolomBuku(("Pagu (Rp)", "Bendahara"), RUPIAH, 17),
    KolomBuku(("Realisasi (Rp)", "Bidang"), RUPIAH, 17),
    KolomBuku(("Realisasi (Rp)", "Bendahara"), RUPIAH, 17),
    KolomBuku("Selisih (Rp)", RUPIAH, 15),
    KolomBuku("Keadaan", lebar=14),
    KolomBuku("Kemungkinan sebab", lebar=48),
    KolomBuku("Penjelasan", lebar=40),
)
WARNA = {
    KeadaanCocok.BEDA: "galat",
    KeadaanCocok.HANYA_BIDANG: "galat",
    KeadaanCocok.HANYA_BENDAHARA: "galat",
    KeadaanCocok.DIJELASKAN: "peringatan",
    KeadaanCocok.BELUM: "catatan",
}
LEBAR_KOSONG = 18
"""Lebar kolom kata-kata yang tidak berisi, agar angkanya tercetak lebih besar."""
RINCIAN = Jenjang.SUB_KEGIATAN.value


def build_lembar_rekonsiliasi(kepala: tuple[str, ...], isi: Rekonsiliasi) -> LembarBuku:
    """Satu lembar: program, kegiatan, sub kegiatan, lalu jumlah dinas."""
    pembanding = isi.pembanding[:1].upper() + isi.pembanding[1:]
    judul = ("REKONSILIASI REALISASI ANGGARAN", *kepala[1:], pembanding)
    kosong = [not any(_isi(b)[n] for b in isi.baris) for n in range(len(KOLOM))]
    kolom = [
        replace(k, lebar=LEBAR_KOSONG) if kosong[n] and k.lebar > LEBAR_KOSONG else k
        for n, k in enumerate(KOLOM)
    ]
    return LembarBuku(
        "Rekonsiliasi",
        judul,
        tuple(kolom),
        [BarisBuku(_isi(b), WARNA.get(b.keadaan, ""), b.jenjang != RINCIAN) for b in isi.baris],
        catatan=isi.catatan,
    )


def _isi(b: BarisRekonsiliasi) -> tuple[IsiBuku, ...]:
    return (
        b.jenjang.capitalize(),
        b.kode,
        b.uraian,
        b.unit,
        b.pagu,
        b.anggaran,
        b.bidang,
        b.bendahara,
        b.selisih,
        b.keadaan.value,
        b.sebab,
        b.penjelasan,
    )
