"""Perintah ``kinerja mulai``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan


def mulai(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder ruang kerja baru.")],
    contoh: Annotated[
        bool, typer.Option("--contoh", help="Isi dengan dinas contoh tahun 2025.")
    ] = False,
    tahun: Annotated[
        int | None,
        typer.Option(
            "--tahun",
            metavar="TAHUN",
            min=2000,
            max=2100,
            help="Tahun anggaran.",
            show_default="tahun ini",
        ),
    ] = None,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Tabel sumber kosong dibuat di sumber/ dengan petunjuk, pilihan, dan satu baris contoh."""
    from kinerja_cli.tahap import mulai as langkah  # noqa: PLC0415 -- memuat penulis lembar

    saat = opsi.read_waktu(waktu)
    pilihan = langkah.OpsiMulai(folder, saat, tahun or saat.year, contoh)
    rencana = langkah.plan(pilihan)
    if uji_coba:
        return tampilan.print_rencana([k.jalur for k in rencana], json=json)
    hasil = langkah.apply(pilihan, rencana)
    if json:
        keluaran.print_json({"skema": 1, **hasil.data, "ditulis": [str(b) for b in hasil.berkas]})
        return 0
    keluaran.print_baris(f"Ruang kerja siap: {hasil.data['ruang']}", "green")
    keluaran.print_berkas([b for b in hasil.berkas if b.parent.name in {"sumber", "keuangan"}])
    langkah_berikut = "buat-format --periode tw1" if contoh else "isi tabel di sumber/"
    awalan = f"kinerja -C {folder} " if contoh else ""
    keluaran.print_baris(f"Berikutnya: {awalan}{langkah_berikut}")
    return 0
