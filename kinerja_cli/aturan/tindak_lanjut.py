"""Aturan atas rencana tindak lanjut dan pelaksanaannya."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.aturan.konteks import KINERJA, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.capaian.tindak_lanjut import TindakLanjut, list_tindak_lanjut, read_rencana
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.istilah import JENJANG_NARASI
from kinerja_cli.model.temuan import Temuan, build_temuan

RTL = "RTL"


def check_rencana(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Rencana tindak lanjut yang tertulis memerlukan penanggung jawab dan batas waktu."""
    for indikator in konteks.indikator:
        kode = indikator.kode_indikator
        rencana = read_rencana(konteks.fakta, konteks.periode, kode)
        if not is_berisi(rencana) or indikator.jenjang not in JENJANG_NARASI:
            continue
        kurang = [
            nama
            for kolom, nama in (("pic", "penanggung jawab"), ("batas_waktu", "batas waktu"))
            if not konteks.fakta.teks(konteks.periode, kode, kolom)
        ]
        if kurang:
            yield build_temuan(
                "NRS307",
                **konteks.tempat(kode, "rencana_tindak_lanjut", KINERJA),
                nama=format_indikator(indikator),
                kurang=" dan ".join(kurang),
            )


def check_pelaksanaan(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Rencana triwulan lalu yang jatuh tempo harus dilaporkan pelaksanaannya."""
    if konteks.unit not in konteks.dinas.berkas:
        return
    for tindak in list_tindak_lanjut(
        konteks.definisi, konteks.unit, konteks.periode, konteks.fakta
    ):
        kode = _judge_pelaksanaan(konteks, tindak)
        if kode:
            yield build_temuan(
                kode,
                **konteks.tempat(tindak.kunci, "status", RTL),
                nama=tindak.nama,
                asal=tindak.asal,
                rencana=tindak.rencana,
            )


def _judge_pelaksanaan(konteks: KonteksVerifikasi, tindak: TindakLanjut) -> str:
    """Kode temuan atas pelaksanaan satu rencana; kosong bila sudah dilaporkan dengan benar."""
    isi = {
        k: konteks.fakta.teks(konteks.periode, tindak.kunci, k)
        for k in ("status", "bukti", "batas_baru")
    }
    akhir = konteks.periode.akhir(konteks.definisi.tahun)
    lewat = tindak.batas_waktu is not None and tindak.batas_waktu <= akhir
    if not isi["status"]:
        return "NRS308"
    if isi["status"] == StatusTindak.SELESAI:
        return "" if is_berisi(isi["bukti"]) else "NRS309"
    return "NRS310" if lewat and not isi["batas_baru"] else ""
