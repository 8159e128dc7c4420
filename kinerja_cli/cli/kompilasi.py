"""Perintah ``kinerja kompilasi``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan

if TYPE_CHECKING:
    from kinerja_cli.model.data_kinerja import DataKinerja


def kompilasi(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Data yang sudah diputuskan Ya menjadi dokumen data kinerja dan data_kinerja.json.

    Yang belum terverifikasi disisihkan dan disebut, kecuali kinerja.toml menyertakannya.
    """
    from kinerja_cli.tahap import kompilasi as langkah  # noqa: PLC0415 -- memuat penulis lembar

    ruang = opsi.open_ruang(ctx)
    rencana = langkah.plan(ruang, opsi.choose_periode(periode, ruang), opsi.read_waktu(waktu))
    if uji_coba:
        return tampilan.print_rencana(
            [k.jalur for k in rencana.keluaran], rencana.temuan, json=json
        )
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        _print_sasaran(rencana.data)
        keluaran.print_berkas(hasil.berkas)
        tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
    return keluaran.calculate_keluar(hasil.temuan)


def _print_sasaran(data: DataKinerja) -> None:
    keluaran.print_tabel(
        ("Sasaran", "Rata-rata (%)", "Kategori", "Dihitung", "Serapan (%)"),
        [
            (
                f"{s.kode} {s.uraian}",
                s.rerata.capaian.teks,
                s.rerata.kategori,
                f"{s.rerata.n} dari {s.rerata.m}",
                s.serapan.teks,
            )
            for s in data.sasaran
        ],
        kanan=(1, 4),
    )
    keluaran.print_baris()
