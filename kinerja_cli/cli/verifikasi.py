"""Perintah ``kinerja verifikasi``."""

from __future__ import annotations

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan


def verifikasi(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    oleh: opsi.OLEH = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Realisasi dibandingkan dengan target, laporan bendahara, bukti, dan riwayat.

    Setiap unit mendapat Ya atau Tidak dengan alasannya; lembar verifikasi ditulis di hasil/.
    """
    from kinerja_cli.tahap import verifikasi as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    ruang = opsi.open_ruang(ctx)
    pilihan = langkah.OpsiVerifikasi(
        opsi.choose_periode(periode, ruang),
        opsi.read_waktu(waktu),
        tuple(unit or ()),
        oleh or "",
    )
    with keluaran.show_kemajuan("Memverifikasi") as lapor:
        rencana = langkah.plan(ruang, pilihan, lapor)
    if uji_coba:
        return tampilan.print_rencana(
            [k.jalur for k in rencana.keluaran], rencana.temuan, json=json
        )
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        keluaran.print_tabel(
            ("Unit", "Keputusan", "Alasan"),
            [(k.unit, k.keputusan, "; ".join(k.alasan)) for k in rencana.keputusan],
        )
        for kode, banding in rencana.perbandingan.items():
            keluaran.print_baris(f"{kode} {banding.describe()}")
        keluaran.print_berkas(hasil.berkas)
        keluaran.print_temuan(hasil.temuan, semua=semua)
    return keluaran.calculate_keluar(hasil.temuan)
