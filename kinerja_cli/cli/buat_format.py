"""Perintah ``kinerja buat-format``."""

from __future__ import annotations

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan


def buat_format(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    timpa: opsi.TIMPA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Isi sumber/ dibekukan menjadi definisi bernomor; kiriman dicocokkan dengannya."""
    from kinerja_cli.tahap import buat_format as langkah  # noqa: PLC0415 -- memuat penulis lembar

    ruang = opsi.open_ruang(ctx)
    pilihan = langkah.OpsiBuatFormat(
        opsi.choose_periode(periode, ruang), opsi.read_waktu(waktu), tuple(unit or ()), timpa
    )
    with keluaran.show_kemajuan("Menyusun formulir") as lapor:
        rencana = langkah.plan(ruang, pilihan, lapor)
    if uji_coba:
        return tampilan.print_rencana(
            [k.jalur for k in rencana.keluaran], rencana.temuan, json=json
        )
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        keluaran.print_berkas(hasil.berkas)
        for nama in rencana.nihil:
            keluaran.print_baris(f"{nama}: nihil, tidak ada yang perlu diisi")
        if rencana.tetap:
            keluaran.print_baris(f"{len(rencana.tetap)} formulir tidak berubah")
        tampilan.print_temuan_bila_ada(hasil.temuan)
    return keluaran.calculate_keluar(hasil.temuan)
