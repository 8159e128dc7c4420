"""Perintah ``kinerja periksa``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan

if TYPE_CHECKING:
    from kinerja_cli.ruang.ruang import Ruang


def periksa(
    ctx: typer.Context,
    berkas: opsi.BERKAS,
    semua: opsi.SEMUA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Berkas dikenali dari isinya, tidak dari namanya, dan tidak ada yang dicatat.

    Di luar ruang kerja hanya susunan dan identitasnya yang diperiksa.
    """
    from kinerja_cli.tahap import periksa as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    pilihan = langkah.OpsiPeriksa(tuple(berkas), opsi.read_waktu(waktu).isoformat())
    with keluaran.show_kemajuan("Memeriksa berkas") as lapor:
        rencana = langkah.plan(_find_ruang(ctx), pilihan, lapor)
    hasil = langkah.apply(rencana)
    if json:
        keluaran.print_json(hasil.data)
    else:
        tampilan.print_berkas_dinilai(rencana, semua=semua)
        keluaran.print_temuan(hasil.temuan, semua=semua)
    ditolak = any(b.hasil in {"tolak", "temuan"} for b in rencana)
    return keluaran.calculate_keluar(hasil.temuan, tindakan=ditolak)


def _find_ruang(ctx: typer.Context) -> Ruang | None:
    """Tanpa ``-C``, tidak adanya ruang kerja bukan kesalahan; ruang yang rusak tetap kesalahan."""
    return opsi.open_ruang(ctx) if opsi.is_disebut(ctx) else None
