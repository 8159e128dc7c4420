"""Perintah ``kinerja hitung``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kinerja_cli.cli import keluaran, opsi
from kinerja_cli.model.galat import PemakaianError


def hitung(
    ctx: typer.Context,
    tabel: Annotated[
        Path | None,
        typer.Argument(
            metavar="TABEL",
            readable=False,
            help="Tabel apa pun berkolom indikator, target, realisasi; kosong: data ruang kerja.",
        ),
    ] = None,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    json: opsi.JSON = False,
) -> int:
    """Setiap persentase disertai rumus dengan angkanya dan satu kalimat penjelasan.

    Pada TABEL yang memuat kolom capaian, angka tercetak dibandingkan dengan hasil hitung.
    """
    if tabel is not None:
        if periode or unit:
            raise PemakaianError(
                "--periode dan --unit tidak berlaku untuk TABEL",
                "hapus pilihan itu, atau jalankan tanpa TABEL untuk data ruang kerja",
            )
        return _run_tabel(tabel, json=json)
    from kinerja_cli.tahap import hitung as langkah  # noqa: PLC0415 -- memuat register

    ruang = opsi.open_ruang(ctx)
    hasil = langkah.plan(ruang, opsi.choose_periode(periode, ruang), tuple(unit or ()))
    if json:
        keluaran.print_json(hasil.to_json())
        return 0
    keluaran.print_tabel(
        ("Kode", "Indikator", "Target", "Realisasi", "Capaian", "Kategori", "Penjelasan"),
        [
            (
                b.indikator.kode_indikator,
                b.indikator.indikator,
                b.capaian.target.teks,
                b.capaian.realisasi.teks,
                b.capaian.capaian.teks,
                b.capaian.kategori,
                b.capaian.penjelasan,
            )
            for b in hasil.baris
        ],
        kanan=(2, 3, 4),
    )
    return 0


def _run_tabel(tabel: Path, *, json: bool) -> int:
    raise NotImplementedError
