"""Perintah ``kinerja hitung``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError

if TYPE_CHECKING:
    from kinerja_cli.tahap.hitung_tabel import HitungTabel


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
    kebijakan: Annotated[
        list[str] | None,
        typer.Option(
            "--kebijakan",
            metavar="PILIHAN",
            help="Untuk TABEL: kunci=nilai, kode rumus turun, atau berkas .toml; boleh diulang.",
        ),
    ] = None,
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
        return _run_tabel(ctx, tabel, kebijakan or [], json=json)
    if kebijakan:
        raise PemakaianError(
            "--kebijakan hanya berlaku untuk TABEL",
            "kebijakan ruang kerja diatur di kinerja.toml, tabel [kebijakan]",
        )
    from kinerja_cli.tahap import hitung as langkah  # noqa: PLC0415 -- memuat register

    ruang = opsi.open_ruang(ctx)
    hasil = langkah.plan(ruang, opsi.choose_periode(periode, ruang), tuple(unit or ()))
    if json:
        keluaran.print_json(hasil.dokumen.to_json())
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


def _run_tabel(ctx: typer.Context, tabel: Path, pilihan: list[str], *, json: bool) -> int:
    from kinerja_cli.tahap import hitung_tabel as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    hasil = langkah.plan(tabel, opsi.choose_kebijakan(ctx, pilihan))
    if json:
        keluaran.print_json(hasil.dokumen.to_json())
    else:
        _print_tabel(hasil)
    return keluaran.calculate_keluar(hasil.temuan)


def _print_tabel(hasil: HitungTabel) -> None:
    """Hasil hitung di samping angka tercetak, lalu yang perlu dilihat."""
    from kinerja_cli.model.cetak import format_persen  # noqa: PLC0415 -- memuat Babel

    entri = hasil.dokumen.entri
    keluaran.print_tabel(
        ("Baris", "Indikator", "Target", "Realisasi", "Capaian", "Tercetak", "Cocok", "Penjelasan"),
        [
            (
                e.baris,
                e.indikator,
                e.target_teks,
                e.realisasi_teks,
                "-" if e.hasil.tercetak is None else format_persen(e.hasil.tercetak),
                (e.tercetak or "").replace(".", ","),
                {True: "ya", False: "TIDAK", None: ""}[e.cocok],
                e.hasil.penjelasan or e.hasil.alasan,
            )
            for e in entri
        ],
        kanan=(0, 2, 3, 4, 5),
    )
    terhitung = sum(e.hasil.tercetak is not None for e in entri)
    banding = [e.cocok for e in entri if e.cocok is not None]
    ringkas = f"{terhitung} dari {len(entri)} baris terhitung"
    if banding:
        ringkas += f"; {sum(banding)} dari {len(banding)} angka tercetak cocok"
    keluaran.print_baris(f"{ringkas}. Kebijakan: {hasil.dokumen.nama_kebijakan}.")
    tampilan.print_temuan_bila_ada(hasil.temuan)
