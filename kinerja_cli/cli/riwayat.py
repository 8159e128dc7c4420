"""Perintah ``kinerja riwayat``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan

if TYPE_CHECKING:
    from kinerja_cli.tahap.riwayat import Riwayat

TERAKHIR = 20
"""Peristiwa yang tampil tanpa ``--semua``."""

PERIKSA = Annotated[
    bool,
    typer.Option("--periksa", help="Cari yang diubah sesudah dicatat: riwayat, register, arsip."),
]
JEJAK = Annotated[
    str | None,
    typer.Option(
        "--jejak",
        metavar="NOMOR-SIDIK",
        help="Cocokkan jejak yang tercetak di berita acara; sekaligus --periksa.",
    ),
]


def riwayat(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    periksa: PERIKSA = False,
    jejak: JEJAK = None,
    semua: opsi.SEMUA = False,
    json: opsi.JSON = False,
) -> int:
    """Riwayat hanya bertambah, dan setiap barisnya mengikat baris sebelumnya."""
    from kinerja_cli.tahap import riwayat as langkah  # noqa: PLC0415 -- memuat register

    ruang = opsi.open_ruang(ctx)
    if periksa or jejak:
        from kinerja_cli.ruang.keutuhan import check_riwayat  # noqa: PLC0415 -- memuat register

        with keluaran.show_kemajuan("Memeriksa keutuhan") as lapor:
            temuan = check_riwayat(ruang, lapor, jejak or "")
        if json:
            keluaran.print_json({"skema": 1, "temuan": [t.to_json() for t in temuan]})
        elif temuan:
            tampilan.print_temuan_bila_ada(temuan, semua=semua)
        else:
            keluaran.print_baris("Riwayat, register, dan arsip utuh.", "green")
        return keluaran.calculate_keluar(temuan)
    hasil = langkah.build_riwayat(ruang, langkah.OpsiRiwayat(periode, tuple(unit or ())))
    if json:
        keluaran.print_json(hasil.to_json())
    else:
        _print_riwayat(hasil, semua=semua)
    return 0


def _print_riwayat(hasil: Riwayat, *, semua: bool) -> None:
    if not hasil.peristiwa:
        keluaran.print_baris("Belum ada peristiwa.")
        return
    daftar = hasil.peristiwa if semua else hasil.peristiwa[-TERAKHIR:]
    sisa = len(hasil.peristiwa) - len(daftar)
    if sisa:
        keluaran.print_baris(f"{sisa} peristiwa sebelumnya; tampilkan dengan --semua.", "dim")
    keluaran.print_tabel(
        ("No", "Waktu", "Peristiwa", "Oleh"),
        [(b.nomor, b.waktu.replace("T", " "), b.teks, b.oleh) for b in daftar],
        kanan=(0,),
    )
    keluaran.print_baris()
    keluaran.print_tabel(
        ("Unit", "Periode", "Putaran", "Dibagikan", "Diterima", "Diputuskan", "Isi", "Periksa"),
        [
            (
                p.unit,
                p.periode,
                p.putaran,
                p.dibagikan[:10],
                p.diterima[:10],
                f"{p.keputusan} {p.diputuskan[:10]}".strip(),
                _format_hari(p.hari_isi),
                _format_hari(p.hari_periksa),
            )
            for p in hasil.putaran
        ],
        kanan=(2,),
    )


def _format_hari(hari: int | None) -> str:
    return "" if hari is None else f"{hari} hari"
