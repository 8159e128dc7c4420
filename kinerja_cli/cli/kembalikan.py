"""Perintah ``kinerja kembalikan``."""

from __future__ import annotations

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan


def kembalikan(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    oleh: opsi.OLEH = None,
    timpa: opsi.TIMPA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Formulir kembali memuat isian unit sendiri: yang keliru ditandai, yang benar terkunci.

    Ditulis di kembali/; kirimkan kepada kepala bidang. Keputusan yang sama tidak dikembalikan
    dua kali.
    """
    from kinerja_cli.tahap import kembalikan as langkah  # noqa: PLC0415 -- memuat penulis lembar

    ruang = opsi.open_ruang(ctx)
    pilihan = langkah.OpsiKembalikan(
        opsi.choose_periode(periode, ruang),
        opsi.read_waktu(waktu),
        tuple(unit or ()),
        oleh or "",
        timpa,
    )
    with keluaran.show_kemajuan("Menyusun formulir kembali") as lapor:
        rencana = langkah.plan(ruang, pilihan, lapor)
    if uji_coba:
        return tampilan.print_rencana(
            [k.jalur for k in rencana.keluaran], rencana.temuan, json=json
        )
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
        return keluaran.calculate_keluar(hasil.temuan)
    if rencana.daftar:
        keluaran.print_tabel(
            ("Unit", "Putaran", "Temuan", "Kembali paling lambat"),
            [
                (k["unit"], str(k["putaran"]), str(len(k["temuan"])), k["batas"])
                for k in hasil.data["kembalian"]
            ],
        )
    else:
        keluaran.print_baris("Tidak ada formulir yang perlu dikembalikan.")
    keluaran.print_berkas(hasil.berkas)
    tampilan.print_temuan_bila_ada(hasil.temuan)
    return keluaran.calculate_keluar(hasil.temuan)
