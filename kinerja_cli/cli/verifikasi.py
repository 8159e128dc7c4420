"""Perintah ``kinerja verifikasi``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.cli import tanda as t
from kinerja_cli.cli.tampilan_putaran import print_putaran
from kinerja_cli.cli.tinjau import TINJAU, review
from kinerja_cli.model.galat import PemakaianError

if TYPE_CHECKING:
    from kinerja_cli.ruang.langkah import Hasil
    from kinerja_cli.tahap.verifikasi import RencanaVerifikasi


DEFINISI_BARU = Annotated[
    bool,
    typer.Option(
        "--definisi-baru",
        help="Nilai lagi yang sudah Ya dengan rencana yang kini tertulis di tabel sumber.",
    ),
]


def verifikasi(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    unit: opsi.UNIT = None,
    oleh: opsi.OLEH = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
    tinjau: TINJAU = False,
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
    definisi_baru: DEFINISI_BARU = False,
) -> int:
    """Realisasi dibandingkan dengan target, laporan bendahara, bukti, dan riwayat.

    Setiap unit mendapat Ya, Tidak, atau Klarifikasi dengan alasannya; lembar verifikasi ditulis
    di hasil/. Dengan --indikator satu baris ditandai, lalu unitnya diputuskan lagi. Dengan
    --tinjau baris bertemuan ditanyakan satu per satu, lalu unitnya diputuskan bila semua selesai.
    """
    from kinerja_cli.tahap import verifikasi as langkah  # noqa: PLC0415 -- memuat pembaca lembar
    from kinerja_cli.tahap.tinjau import OpsiTinjau  # noqa: PLC0415

    ruang = opsi.open_ruang(ctx)
    dipilih = opsi.choose_periode(periode, ruang)
    tindakan = {"tanya": tanya, "jawab": jawab, "tidak": tidak, "sepakat": sepakat,
                "kecualikan": kecualikan, "batal": "" if batal else None}  # fmt: skip
    tanda = t.Tanda(indikator, tindakan, kolom, alasan, bukti)
    if tinjau:
        _check_sendiri(tanda, uji_coba=uji_coba, json=json)
        baris = OpsiTinjau(dipilih, oleh or "", tuple(unit or ()), semua, definisi_baru)
        if not review(ruang, baris, waktu):
            return 0
    jam = opsi.read_waktu(waktu)
    ditandai = tanda.check() if uji_coba else t.store_tanda(tanda, ruang, dipilih, jam, oleh or "")
    satu = [ditandai] if ditandai and not uji_coba else []
    pilihan = langkah.OpsiVerifikasi(dipilih, jam, tuple(unit or satu), oleh or "", definisi_baru)
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


def _check_sendiri(tanda: t.Tanda, *, uji_coba: bool, json: bool) -> None:
    """Tinjauan bertanya kepada orang, jadi tidak digabung dengan yang tanpa orang."""
    bentrok = {"--uji-coba": uji_coba, "--json": json, "--indikator": bool(tanda.check())}
    if disebut := [nama for nama, ada in bentrok.items() if ada]:
        raise PemakaianError(
            f"--tinjau tidak dapat bersama {', '.join(disebut)}", "pakai salah satu saja"
        )


def _print_putusan(rencana: RencanaVerifikasi, hasil: Hasil, *, semua: bool) -> None:
    from kinerja_cli.aturan.verifikasi import shorten_alasan  # noqa: PLC0415 -- memuat pydantic

    if not rencana.keputusan:
        keluaran.print_baris("Belum ada kiriman periode ini yang dapat diputuskan.", "yellow")
        tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
        return
    keluaran.print_tabel(
        ("Unit", "Keputusan", "Alasan"),
        [(k.unit, k.keputusan, shorten_alasan(k.alasan)) for k in rencana.keputusan],
    )
    print_putaran(rencana, semua=semua)
    keluaran.print_berkas(hasil.berkas)
    keluaran.print_temuan(hasil.temuan, semua=semua)
