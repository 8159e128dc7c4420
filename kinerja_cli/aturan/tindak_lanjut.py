"""Rencana tindak lanjut: yang masih harus dilaporkan, dan aturan atasnya."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinerja_cli.aturan.konteks import KINERJA, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.model.baca_angka import PLACEHOLDER
from kinerja_cli.model.definisi import Definisi, sort_indikator
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.istilah import JENJANG_NARASI
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan

RTL = "RTL"


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """Satu tindak lanjut yang harus dilaporkan, dari mana pun asalnya."""

    kunci: str
    asal: str
    """Yang memintanya, untuk dibaca orang: "Rencana Triwulan I"."""
    nama: str
    """Indikator atau hal yang ditindaklanjuti."""
    rencana: str
    pic: str = ""
    batas_waktu: date | None = None
    laporan_lalu: str = ""


def list_tindak_lanjut(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta
) -> list[TindakLanjut]:
    """Rencana terakhir setiap indikator unit sebelum periode itu, tanpa yang sudah selesai."""
    hasil = []
    milik = (i for i in definisi.indikator if definisi.pelapor.get(i.kode_indikator) == unit)
    for indikator in sort_indikator(milik):
        kode = indikator.kode_indikator
        asal = next((p for p in reversed(periode.sebelum()) if _read_rencana(fakta, p, kode)), None)
        if asal is None:
            continue
        kunci = build_kunci_rtl(asal.value, kode)
        sesudah = [p for p in periode.sebelum() if p.nomor > asal.nomor]
        status = {p: s for p in sesudah if (s := fakta.teks(p, kunci, "status"))}
        if StatusTindak.SELESAI in status.values():
            continue
        batas = [fakta.teks(asal, kode, "batas_waktu")]
        batas += [fakta.teks(p, kunci, "batas_baru") for p in sesudah]
        hasil.append(
            TindakLanjut(
                kunci=kunci,
                asal=f"Rencana {asal.nama}",
                nama=indikator.indikator,
                rencana=_read_rencana(fakta, asal, kode),
                pic=fakta.teks(asal, kode, "pic"),
                batas_waktu=next((date.fromisoformat(b) for b in reversed(batas) if b), None),
                laporan_lalu=next((f"{p.nama}: {s}" for p, s in reversed(status.items())), ""),
            )
        )
    return hasil


def _read_rencana(fakta: KumpulanFakta, periode: Periode, kode: str) -> str:
    """Rencana yang ditulis; tanda hubung dan sejenisnya bukan rencana."""
    teks = fakta.teks(periode, kode, "rencana_tindak_lanjut")
    return "" if teks.casefold() in PLACEHOLDER else teks


def check_rencana(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Rencana tindak lanjut yang tertulis memerlukan penanggung jawab dan batas waktu."""
    for indikator in konteks.indikator:
        kode = indikator.kode_indikator
        rencana = _read_rencana(konteks.fakta, konteks.periode, kode)
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
    if not any(f.periode is konteks.periode and f.unit == konteks.unit for f in konteks.fakta):
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
