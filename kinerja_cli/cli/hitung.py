"""Perintah ``kinerja hitung``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.periode import Periode

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
    arah: Annotated[
        Arah | None,
        typer.Option(
            "--arah",
            metavar="naik|turun",
            help="Untuk TABEL: arah baris yang tidak menyebut arahnya.",
            show_default="naik",
        ),
    ] = None,
    tulis: Annotated[
        Path | None,
        typer.Option("--tulis", metavar="BERKAS", help="Untuk TABEL: buku hasil .xlsx."),
    ] = None,
    timpa: opsi.TIMPA = False,
    semua: opsi.SEMUA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Setiap persentase disertai rumus dengan angkanya dan satu kalimat penjelasan.

    Pada TABEL yang memuat kolom capaian, angka tercetak dibandingkan dengan hasil hitung.
    """
    if tabel is None:
        _forbid(
            "hanya berlaku untuk TABEL",
            {"--kebijakan": kebijakan, "--lembar": lembar, "--arah": arah, "--tulis": tulis},
        )
        return _run_ruang(ctx, periode, unit or [], jelaskan, json=json)
    _forbid(
        "tidak berlaku untuk TABEL",
        {"--periode": periode, "--unit": unit, "--jelaskan": jelaskan},
    )
    from kinerja_cli.tahap import hitung_tabel as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    bantuan = langkah.OpsiTabel(
        lembar, arah.value if arah else "", tulis, timpa, opsi.read_waktu(waktu)
    )
    hasil = langkah.plan(tabel, opsi.choose_kebijakan(ctx, kebijakan or []), bantuan)
    berkas = langkah.apply(hasil)
    if json:
        keluaran.print_json(hasil.dokumen.to_json())
    else:
        _print_tabel(hasil, semua=semua)
        if berkas:
            keluaran.print_berkas(berkas)
    return keluaran.calculate_keluar(hasil.temuan)


def _forbid(sebab: str, pilihan: dict[str, object]) -> None:
    """Galat ``PemakaianError`` yang menyebut semua pilihan yang tidak cocok."""
    salah = [nama for nama, isi in pilihan.items() if isi]
    if salah:
        raise PemakaianError(
            f"{', '.join(salah)} {sebab}",
            "hapus pilihan itu; TABEL dihitung sendiri, tanpa TABEL dihitung data ruang kerja",
        )


def _run_ruang(
    ctx: typer.Context, periode: Periode | None, unit: list[str], kode: str | None, *, json: bool
) -> int:
    from kinerja_cli.tahap import hitung as langkah  # noqa: PLC0415 -- memuat register

    ruang = opsi.open_ruang(ctx)
    dipilih = opsi.choose_periode(periode, ruang)
    if kode:
        _print_jejak(langkah.explain(ruang, dipilih, kode), json=json)
        return 0
    hasil = langkah.plan(ruang, dipilih, tuple(unit))
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
