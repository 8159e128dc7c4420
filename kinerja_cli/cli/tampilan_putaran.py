"""Yang selesai, masih terbuka, dan baru sesudah formulir kembali diterima, dan RTL-nya."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_cli.cli import keluaran

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_cli.aturan.perbandingan import Perbandingan
    from kinerja_cli.model.perbaikan import ButirRtl
    from kinerja_cli.tahap.verifikasi import RencanaVerifikasi

BATAS = 12
"""Baris setiap tabel yang tampil tanpa ``--semua``."""
GAYA = {"selesai": "green", "masih terbuka": "red", "baru": "red"}


def print_putaran(rencana: RencanaVerifikasi, *, semua: bool) -> None:
    """Perbandingan setiap unit yang pernah dikembalikan, lalu keadaan RTL-nya."""
    for unit, banding in rencana.perbandingan.items():
        keluaran.print_baris()
        keluaran.print_baris(f"{unit} {banding.describe()}", "bold")
        _print_banding(banding, semua=semua)
        _print_rtl(rencana.rtl.get(unit, ()), semua=semua)
    if rencana.perbandingan:
        keluaran.print_baris()


def _print_banding(banding: Perbandingan, *, semua: bool) -> None:
    daftar = [
        (keadaan, t)
        for keadaan, isi in (
            ("selesai", banding.selesai), ("masih terbuka", banding.terbuka), ("baru", banding.baru)
        )
        for t in isi
    ]  # fmt: skip
    for keadaan, t in daftar if semua else daftar[:BATAS]:
        keluaran.print_baris(f"  {keadaan:<13} {t.kode}  {t.masalah}", GAYA[keadaan])
    _print_sisa(len(daftar), semua=semua)


def _print_rtl(daftar: Sequence[ButirRtl], *, semua: bool) -> None:
    if not daftar:
        return
    tampil = daftar if semua else daftar[:BATAS]
    keluaran.print_tabel(
        ("RTL", "Putaran", "Keadaan", "Ditutup", "Tindakan bidang", "Penanggung jawab"),
        [
            (
                b.kunci,
                b.putaran,
                b.keadaan,
                b.ditutup.strftime("%d/%m/%Y") if b.ditutup else "",
                b.tindakan or "(tidak ditulis)",
                b.pic,
            )
            for b in tampil
        ],
        kanan=(1,),
    )
    _print_sisa(len(daftar), semua=semua)


def _print_sisa(jumlah: int, *, semua: bool) -> None:
    if not semua and jumlah > BATAS:
        keluaran.print_baris(f"  ... {jumlah - BATAS} lagi; tampilkan dengan --semua", "dim")
