"""Perintah ``kinerja hitung``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError

if TYPE_CHECKING:
    from kinerja_cli.capaian.jejak import BagianJejak
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
    jelaskan: Annotated[
        str | None,
        typer.Option(
            "--jelaskan",
            metavar="KODE",
            help="Jejak satu indikator: dari sel kiriman sampai capaian.",
        ),
    ] = None,
    lembar: Annotated[
        str,
        typer.Option(
            "--lembar",
            metavar="NAMA",
            help="Untuk TABEL: lembar yang dibaca.",
            show_default="yang kolomnya paling lengkap",
        ),
    ] = "",
    semua: opsi.SEMUA = False,
    json: opsi.JSON = False,
) -> int:
    """Setiap persentase disertai rumus dengan angkanya dan satu kalimat penjelasan.

    Pada TABEL yang memuat kolom capaian, angka tercetak dibandingkan dengan hasil hitung.
    """
    if tabel is not None:
        if periode or unit or jelaskan:
            raise PemakaianError(
                "--periode, --unit, dan --jelaskan tidak berlaku untuk TABEL",
                "hapus pilihan itu, atau jalankan tanpa TABEL untuk data ruang kerja",
            )
        hasil_tabel = _plan_tabel(ctx, tabel, kebijakan or [], lembar)
        if json:
            keluaran.print_json(hasil_tabel.dokumen.to_json())
        else:
            _print_tabel(hasil_tabel, semua=semua)
        return keluaran.calculate_keluar(hasil_tabel.temuan)
    if kebijakan or lembar:
        raise PemakaianError(
            "--kebijakan dan --lembar hanya berlaku untuk TABEL",
            "kebijakan ruang kerja diatur di kinerja.toml, tabel [kebijakan]",
        )
    from kinerja_cli.tahap import hitung as langkah  # noqa: PLC0415 -- memuat register

    ruang = opsi.open_ruang(ctx)
    if jelaskan:
        jejak = langkah.explain(ruang, opsi.choose_periode(periode, ruang), jelaskan)
        _print_jejak(jejak, json=json)
        return 0
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


def _print_jejak(jejak: Sequence[BagianJejak], *, json: bool) -> None:
    if json:
        keluaran.print_json({"skema": 1, "jejak": [b.to_json() for b in jejak]})
        return
    for bagian in jejak:
        keluaran.print_baris(bagian.judul, "bold")
        keluaran.print_tabel(("", ""), [(f"  {nama}", isi) for nama, isi in bagian.baris])


def _plan_tabel(ctx: typer.Context, tabel: Path, pilihan: list[str], lembar: str) -> HitungTabel:
    from kinerja_cli.tahap import hitung_tabel as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    return langkah.plan(tabel, opsi.choose_kebijakan(ctx, pilihan), lembar)


def _print_tabel(hasil: HitungTabel, *, semua: bool) -> None:
    """Hasil hitung di samping angka tercetak, yang perlu dilihat, lalu berapa yang cocok."""
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
    tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
    if hasil.tabel.lembar_lain:
        lain = ", ".join(hasil.tabel.lembar_lain)
        keluaran.print_baris(f"Dibaca lembar {hasil.tabel.lembar}; tabel lain ada di {lain}.")
    if hasil.tabel.dilewati:
        baris = ", ".join(f"{d.baris} ({d.sebab})" for d in hasil.tabel.dilewati)
        keluaran.print_baris(f"Baris yang dilewati: {baris}.")
    terhitung = sum(e.hasil.tercetak is not None for e in entri)
    banding = [e.cocok for e in entri if e.cocok is not None]
    keluaran.print_baris(
        f"Kebijakan: {hasil.dokumen.nama_kebijakan}. {terhitung} dari {len(entri)} baris terhitung."
    )
    if banding:
        keluaran.print_baris(f"{sum(banding)} dari {len(banding)} cocok.", "bold")
