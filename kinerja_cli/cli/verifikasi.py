"""Perintah ``kinerja verifikasi``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.cli import tanda as t

if TYPE_CHECKING:
    from kinerja_cli.ruang.langkah import Hasil
    from kinerja_cli.tahap.verifikasi import RencanaVerifikasi


def verifikasi(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    oleh: opsi.OLEH = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
    indikator: t.INDIKATOR = None,
    kolom: t.KOLOM = None,
    tanya: t.TANYA = None,
    jawab: t.JAWAB = None,
    tidak: t.TIDAK = None,
    sepakat: t.SEPAKAT = None,
    kecualikan: t.KECUALIKAN = None,
    batal: t.BATAL = False,
    alasan: t.ALASAN = None,
    bukti: t.BUKTI = None,
) -> int:
    """Realisasi dibandingkan dengan target, laporan bendahara, bukti, dan riwayat.

    Setiap unit mendapat Ya, Tidak, atau Klarifikasi dengan alasannya; lembar verifikasi ditulis
    di hasil/. Dengan --indikator satu baris ditandai, lalu unitnya diputuskan lagi.
    """
    from kinerja_cli.tahap import verifikasi as langkah  # noqa: PLC0415 -- memuat pembaca lembar

    ruang, jam = opsi.open_ruang(ctx), opsi.read_waktu(waktu)
    dipilih = opsi.choose_periode(periode, ruang)
    tindakan = {"tanya": tanya, "jawab": jawab, "tidak": tidak, "sepakat": sepakat,
                "kecualikan": kecualikan, "batal": "" if batal else None}  # fmt: skip
    tanda = t.Tanda(indikator, tindakan, kolom, alasan, bukti)
    ditandai = tanda.check() if uji_coba else t.store_tanda(tanda, ruang, dipilih, jam, oleh or "")
    satu = [ditandai] if ditandai and not uji_coba else []
    pilihan = langkah.OpsiVerifikasi(dipilih, jam, tuple(unit or satu), oleh or "")
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
        _print_putusan(rencana, hasil, semua=semua)
    return keluaran.calculate_keluar(hasil.temuan)


def _print_putusan(rencana: RencanaVerifikasi, hasil: Hasil, *, semua: bool) -> None:
    keluaran.print_tabel(
        ("Unit", "Keputusan", "Alasan"),
        [(k.unit, k.keputusan, "; ".join(k.alasan)) for k in rencana.keputusan],
    )
    for kode, banding in rencana.perbandingan.items():
        keluaran.print_baris(f"{kode} {banding.describe()}")
    keluaran.print_berkas(hasil.berkas)
    keluaran.print_temuan(hasil.temuan, semua=semua)
