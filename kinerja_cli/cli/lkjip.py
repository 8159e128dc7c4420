"""Perintah ``kinerja lkjip``."""

from __future__ import annotations

from typing import Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.cli import tampilan_periksa as t
from kinerja_cli.model.periode import Periode


def lkjip(
    ctx: typer.Context,
    periode: opsi.PERIODE = Periode.TAHUN,
    tanpa_pdf: Annotated[
        bool, typer.Option("--tanpa-pdf", help="Hanya .docx, walaupun LibreOffice ada.")
    ] = False,
    periksa: t.PERIKSA = False,
    semua: opsi.SEMUA = False,
    timpa: opsi.TIMPA = False,
    oleh: opsi.OLEH = None,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Susunannya menurut PermenPANRB 53/2014; angkanya dari kompilasi terakhir.

    Konsepnya bernomor: nomor baru hanya bila data, kata-kata orang, atau templat berubah, atau
    sesudah koreksi. Kata-kata orang ditaruh kembali dari laporan/narasi/; konsep yang disunting
    tetapi belum diambil `kinerja koreksi` disebut dan tidak ditinggalkan.

    Urutan, judul, dan teks tetap ada di templat yang dapat disunting di Word. Yang belum ada
    ditandai di dokumen dan disebut di sini. Dengan --periksa konsep tidak dibuat: setiap kriteria
    disebut terpenuhi, belum, atau tidak dapat diperiksa, beserta tempatnya. Itu pemeriksaan
    sendiri, bukan penilaian evaluator.
    """
    ruang, jam = opsi.open_ruang(ctx), opsi.read_waktu(waktu)
    dipilih = periode or Periode.TAHUN
    if periksa:
        return t.run_periksa(ruang, dipilih, jam, uji_coba=uji_coba, json=json, semua=semua)
    from kinerja_cli.tahap import lkjip as langkah  # noqa: PLC0415 -- memuat pustaka dokumen

    pilihan = langkah.OpsiLkjip(dipilih, jam, timpa, not tanpa_pdf, oleh or "")
    rencana = langkah.plan(ruang, pilihan)
    if uji_coba:
        return tampilan.print_rencana(
            [k.jalur for k in rencana.keluaran], rencana.temuan, json=json
        )
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        if hasil.data.get("baru"):
            keluaran.print_baris(f"Konsep {hasil.data['konsep']} terbit.", "bold")
        keluaran.print_berkas(hasil.berkas)
        tampilan.print_temuan_bila_ada(hasil.temuan)
    return keluaran.calculate_keluar(hasil.temuan)
