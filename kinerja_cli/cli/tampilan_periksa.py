"""Pilihan ``kinerja lkjip --periksa`` dan cetakannya di terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kinerja_cli.cli import keluaran, tampilan

if TYPE_CHECKING:
    from datetime import datetime

    from kinerja_cli.model.kriteria import HasilKriteria
    from kinerja_cli.model.periode import Periode
    from kinerja_cli.ruang.ruang import Ruang
    from kinerja_cli.tahap.periksa_laporan import RencanaPeriksaLaporan

PERIKSA: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--periksa",
        help="Periksa sendiri laporannya menurut kriteria LKE dan daftar periksa reviu.",
    ),
]
KEPALA = ("Kode", "Keadaan", "Belum pada", "Halaman", "Kriteria")
BATAS_KURANG = 3
"""Kekurangan tiap kriteria yang tampil tanpa ``--semua``."""


def run_periksa(
    ruang: Ruang, periode: Periode, waktu: datetime, *, uji_coba: bool, json: bool, semua: bool
) -> int:
    """Periksa, tulis bukunya kecuali uji coba, dan cetak; 1 bila ada yang belum terpenuhi."""
    from kinerja_cli.tahap import periksa_laporan as langkah  # noqa: PLC0415 -- pustaka dokumen

    rencana = langkah.plan(ruang, langkah.OpsiPeriksaLaporan(periode, waktu))
    tindakan = rencana.perlu_tindakan
    if uji_coba:
        tampilan.print_rencana([k.jalur for k in rencana.keluaran], json=json)
        return keluaran.calculate_keluar((), tindakan=tindakan)
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        _print_hasil(rencana, semua=semua)
        keluaran.print_berkas(hasil.berkas)
    return keluaran.calculate_keluar((), tindakan=tindakan)


def _print_hasil(rencana: RencanaPeriksaLaporan, *, semua: bool) -> None:
    from kinerja_cli.model.kriteria import LABEL, PENEGASAN, Keadaan  # noqa: PLC0415 -- pydantic

    keluaran.print_baris(f"{LABEL} LKjIP {rencana.tahun}", "bold")
    keluaran.print_baris(PENEGASAN)
    diperiksa = [h for h in rencana.hasil if h.keadaan is not Keadaan.ORANG]
    for judul, isi in groupby(diperiksa, key=lambda h: h.butir.judul_kelompok):
        keluaran.print_baris()
        keluaran.print_baris(judul, "bold")
        keluaran.print_tabel(KEPALA, _iterate_baris(isi))
    _print_kurang([h for h in rencana.hasil if h.kurang], semua=semua)
    orang = [h.butir.kode for h in rencana.hasil if h.keadaan is Keadaan.ORANG]
    keluaran.print_baris(f"Diperiksa orang: {', '.join(orang)}.", "dim")
    keluaran.print_baris()


def _iterate_baris(daftar: Iterable[HasilKriteria]) -> Iterable[tuple[str, ...]]:
    """Satu baris tiap kriteria, untuk semua sasaran sekaligus."""
    for kode, isi in groupby(daftar, key=lambda h: h.butir.kode):
        semua = [*isi]
        belum = [h.sasaran for h in semua if h.kurang and h.sasaran]
        halaman = dict.fromkeys(x.halaman for h in semua for x in h.letak if x.halaman)
        yield (
            kode,
            _summarise([h.keadaan.value for h in semua]),
            ", ".join(belum),
            ", ".join(halaman),
            semua[0].butir.kriteria,
        )


def _summarise(keadaan: Sequence[str]) -> str:
    """Yang terberat mewakili semua sasaran."""
    urutan = ("belum", "terpenuhi", "tidak dapat diperiksa")
    return min(keadaan, key=urutan.index)


def _print_kurang(daftar: Sequence[HasilKriteria], *, semua: bool) -> None:
    """Yang kurang dan yang perlu dilakukan, tiap kriteria."""
    for kode, isi in groupby(daftar, key=lambda h: h.butir.kode):
        hasil = [*isi]
        kurang = list(dict.fromkeys(k for h in hasil for k in h.kurang))
        keluaran.print_baris()
        keluaran.print_baris(f"{kode} {hasil[0].butir.kriteria}", "bold")
        tampil = kurang if semua else kurang[:BATAS_KURANG]
        for kalimat in tampil:
            keluaran.print_baris(f"  {kalimat}")
        if sisa := len(kurang) - len(tampil):
            keluaran.print_baris(f"  ... {sisa} lagi; tampilkan dengan --semua", "dim")
        keluaran.print_baris(f"  → {hasil[0].butir.perbaikan}", "dim")
    keluaran.print_baris()
