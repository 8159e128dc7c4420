"""Perintah ``kinerja koreksi``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError

if TYPE_CHECKING:
    from kinerja_cli.ruang.langkah import Hasil


def koreksi(
    ctx: typer.Context,
    # readable=False: berkas yang tak terbaca dijelaskan langkahnya, bukan kesalahan pemakaian.
    draf: Annotated[
        Path, typer.Argument(metavar="DRAF.docx", readable=False, help="Konsep yang disunting.")
    ],
    oleh: opsi.OLEH = None,
    kembalikan: Annotated[
        str | None,
        typer.Option(
            "--kembalikan", metavar="ALASAN", help="Kembalikan satu langkah, bukan meneruskan."
        ),
    ] = None,
    konsep: Annotated[
        int | None,
        typer.Option("--konsep", metavar="NOMOR", help="Draf ini dari konsep lama bernomor itu."),
    ] = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Disebut beserta tempatnya: angka yang diubah, dihapus, atau diketik; kata yang bertentangan.

    Angka di konsep berikutnya kembali menurut data. Kata-kata, tabel, dan gambar yang ditulis orang
    diambil ke laporan/narasi/ dan ditaruh kembali oleh `kinerja lkjip`; lembar koreksi dan bedanya
    ditulis di laporan/koreksi/. Setiap koreksi menutup langkah pengoreksinya dan meneruskan: staf,
    kasubag, sekretaris, kadis; langkah tidak dapat dilewati. --oleh di sini juga menerima nama
    peran itu.
    """
    from kinerja_cli.tahap import koreksi as langkah  # noqa: PLC0415 -- memuat pustaka dokumen

    if kembalikan is not None and not kembalikan.strip():
        raise PemakaianError("alasan pengembalian kosong", 'tulis --kembalikan "ALASAN"')
    pilihan = langkah.OpsiKoreksi(
        draf, oleh or "", opsi.read_waktu(waktu), (kembalikan or "").strip(), konsep
    )
    rencana = langkah.plan(opsi.open_ruang(ctx), pilihan)
    if uji_coba:
        return tampilan.print_rencana(rencana.keluaran, rencana.temuan, json=json)
    hasil = langkah.apply(rencana)
    if json:
        tampilan.print_hasil_json(hasil)
    else:
        _print_hasil(hasil, semua=semua)
    return keluaran.calculate_keluar(hasil.temuan)


def _print_hasil(hasil: Hasil, *, semua: bool) -> None:
    from kinerja_cli.aturan.langkah_laporan import (  # noqa: PLC0415 -- mulai seketika
        DISAHKAN,
        SELESAI,
    )

    data = hasil.data
    if not data["sudah_diambil"]:
        keluaran.print_baris(
            f"Koreksi {data['koreksi']} atas konsep {data['konsep']} oleh {data['oleh']}: "
            f"{len(data['perubahan'])} bagian teks diambil, {len(data['ulasan'])} catatan."
        )
    khusus = {SELESAI: "Semua koreksi selesai.", DISAHKAN: "Konsep terakhir sudah disahkan."}
    letak = data["letak"]
    keluaran.print_baris(khusus.get(letak, f"Konsep kini pada {letak}."), "bold")
    keluaran.print_berkas(hasil.berkas)
    tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
