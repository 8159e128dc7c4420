"""Perintah ``kinerja kumpulkan``."""

from __future__ import annotations

from typing import Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan


def kumpulkan(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    utamakan: Annotated[
        list[str] | None,
        typer.Option(
            "--utamakan",
            metavar="BERKAS",
            help="Nilai berkas ini menang bila dua kiriman berbeda; boleh diulang.",
        ),
    ] = None,
    oleh: opsi.OLEH = None,
    semua: opsi.SEMUA = False,
    teliti: Annotated[
        bool,
        typer.Option(
            "--teliti", help="Baca ulang byte semua berkas, tidak hanya ukuran dan waktu ubahnya."
        ),
    ] = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Semua berkas di masuk/ dikenali dari isinya, disimpan menurut hash, dan digabung per sel.

    Berkas yang sama tidak diterima dua kali; sel kosong tidak pernah menghapus nilai.
    """
    from kinerja_cli.tahap import kumpulkan as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    ruang = opsi.open_ruang(ctx)
    pilihan = langkah.OpsiKumpulkan(
        opsi.choose_periode(periode, ruang),
        opsi.read_waktu(waktu),
        tuple(utamakan or ()),
        oleh or "",
        teliti,
        rinci=json,
    )
    rencana = langkah.plan(ruang, pilihan)
    with keluaran.show_kemajuan("Membaca kiriman") as lapor:
        if uji_coba:
            dinilai = langkah.preview(rencana, lapor)
        else:
            hasil = langkah.apply(rencana, lapor)
    if uji_coba:
        diterima = [ruang.akar / b.berkas for b in dinilai if b.kiriman]
        temuan = [t for b in dinilai for t in b.temuan]
        return tampilan.print_rencana(diterima, temuan, json=json)
    if json:
        keluaran.print_json(hasil.data)
    else:
        tampilan.print_berkas_dinilai(hasil.berkas, tetap=hasil.banyak_tetap, semua=semua)
        tampilan.print_kelengkapan([u.to_json() for u in hasil.papan])
        temuan = tampilan.select_tampil(hasil.temuan)
        keluaran.print_temuan(temuan, semua=semua, sebut=hasil.build_sebutan())
        if hasil.ditulis:
            keluaran.print_baris()
            keluaran.print_berkas(hasil.ditulis)
    ditolak = any(b.hasil in {"tolak", "temuan"} for b in hasil.berkas)
    return keluaran.calculate_keluar(hasil.temuan, tindakan=ditolak)
