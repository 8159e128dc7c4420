"""Pemeriksaan sendiri LKjIP sebagai buku satu lembar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, KolomBuku, LembarBuku
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.kriteria import LABEL, PENEGASAN, HasilKriteria, Keadaan

KOLOM = (
    KolomBuku("Kode", lebar=9),
    KolomBuku("Kriteria", lebar=40),
    KolomBuku("Sasaran", lebar=9),
    KolomBuku("Keadaan", lebar=13),
    KolomBuku("Letak di laporan", lebar=34),
    KolomBuku("Kunci data", lebar=32),
    KolomBuku("Yang kurang atau alasan", lebar=46),
    KolomBuku("Yang perlu dilakukan", lebar=36),
)
BANYAK_KUNCI = 6


def build_buku(data: DataKinerja, daftar: Sequence[HasilKriteria]) -> Buku:
    """Satu baris setiap kriteria dan sasaran, dikelompokkan menurut sumbernya."""
    judul = (f"{LABEL} LKjIP {data.tahun}", data.nama_instansi, PENEGASAN)
    baris: list[BarisBuku] = []
    for kelompok, isi in groupby(daftar, key=lambda h: h.butir.judul_kelompok):
        baris.append(BarisBuku((kelompok,), kelompok=True))
        baris += [_build_baris(h) for h in isi]
    sumber = dict.fromkeys(f"{h.butir.sumber.nama}: {h.butir.sumber.kepastian}." for h in daftar)
    lembar = LembarBuku(LABEL, judul, KOLOM, baris, catatan=tuple(sumber), kolom_warna=(3,))
    return Buku((lembar,), judul[0])


def _build_baris(h: HasilKriteria) -> BarisBuku:
    sisa = len(h.kunci) - BANYAK_KUNCI
    kunci = [*h.kunci[:BANYAK_KUNCI], *([f"dan {sisa} lainnya"] if sisa > 0 else [])]
    return BarisBuku(
        (
            h.butir.kode,
            h.butir.kriteria,
            h.sasaran,
            h.keadaan.value,
            "\n".join(x.describe() for x in h.letak),
            "\n".join(kunci),
            "\n".join(h.kurang) or h.alasan,
            "" if h.keadaan is Keadaan.TERPENUHI else h.butir.perbaikan,
        )
    )
