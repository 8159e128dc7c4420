"""Rencana tindak lanjut yang masih harus dilaporkan pelaksanaannya."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinerja_cli.model.baca_angka import PLACEHOLDER
from kinerja_cli.model.definisi import Definisi, sort_indikator
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.periode import Periode


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
        asal = next((p for p in reversed(periode.sebelum()) if read_rencana(fakta, p, kode)), None)
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
                rencana=read_rencana(fakta, asal, kode),
                pic=fakta.teks(asal, kode, "pic"),
                batas_waktu=next((date.fromisoformat(b) for b in reversed(batas) if b), None),
                laporan_lalu=next((f"{p.nama}: {s}" for p, s in reversed(status.items())), ""),
            )
        )
    return hasil


def read_rencana(fakta: KumpulanFakta, periode: Periode, kode: str) -> str:
    """Rencana yang ditulis; tanda hubung dan sejenisnya bukan rencana."""
    teks = fakta.teks(periode, kode, "rencana_tindak_lanjut")
    return "" if teks.casefold() in PLACEHOLDER else teks
