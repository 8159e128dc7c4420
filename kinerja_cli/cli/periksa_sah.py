"""Perintah ``kinerja periksa-sah``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError

SASARAN = Annotated[
    Path | None,
    typer.Argument(
        metavar="[ARSIP]",
        readable=False,
        help="Arsip .zip, folder hasil membukanya, atau PDF; kosong berarti ruang kerja ini.",
    ),
]


def periksa_sah(
    ctx: typer.Context,
    arsip: SASARAN = None,
    semua: opsi.SEMUA = False,
    json: opsi.JSON = False,
) -> int:
    """Tanpa ARSIP yang diperiksa ruang kerja: register, riwayat, arsip, masukan, dan laporan/sah/.

    Arsip .zip dan foldernya dapat diperiksa di komputer mana pun, tanpa ruang kerja. Yang tidak
    dapat diperiksa di sini disebut.
    """
    from kinerja_cli.tahap import periksa_sah as langkah  # noqa: PLC0415 -- memuat pustaka dokumen

    if arsip is None and not opsi.is_disebut(ctx):
        raise PemakaianError(
            "di luar ruang kerja sebut arsip yang diperiksa",
            "misalnya `kinerja periksa-sah 'LKjIP 2025 arsip.zip'`",
        )
    ruang = opsi.open_ruang(ctx) if opsi.is_disebut(ctx) else None
    with keluaran.show_kemajuan("Memeriksa") as lapor:
        hasil = langkah.check(ruang, arsip, lapor)
    if json:
        keluaran.print_json(hasil.to_json())
        return keluaran.calculate_keluar(hasil.temuan)
    for baris in hasil.diperiksa:
        keluaran.print_baris(baris)
    tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
    if hasil.utuh:
        keluaran.print_baris("Utuh: semua yang diperiksa sama dengan yang disahkan.", "green")
    return keluaran.calculate_keluar(hasil.temuan)
