"""RTL perbaikan data (SOP langkah 4b): tutup sendiri bila temuannya sudah tidak ada."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, Tingkat, build_temuan

LEMBAR = "RTL"
ISIAN = ("pic", "batas_waktu", "tindakan", "status", "kendala", "bukti")
Identitas = tuple[str, str, str]


class PutaranKembali(NamedTuple):
    """Satu pengembalian: putaran formulirnya, temuannya, kapan, dan sudahkah datang lagi."""

    putaran: int
    temuan: tuple[Temuan, ...]
    baris: frozenset[str]
    """Kunci yang mendapat baris sendiri di lembar RTL-nya."""
    waktu: str
    diterima: bool


class PutusanLalu(NamedTuple):
    """Satu keputusan unit yang tercatat: waktunya dan identitas temuan yang perlu tindakan."""

    waktu: str
    temuan: frozenset[Identitas]


def list_identitas(temuan: Iterable[Temuan]) -> frozenset[Identitas]:
    """Identitas temuan selain catatan."""
    return frozenset(t.identitas for t in temuan if t.tingkat is not Tingkat.CATATAN)


def build_rtl(
    fakta: KumpulanFakta,
    periode: Periode,
    unit: str,
    kembali: Sequence[PutaranKembali],
    putusan: Sequence[PutusanLalu],
    kini: Iterable[Temuan],
) -> list[ButirRtl]:
    """Satu butir setiap baris RTL semua formulir kembali satu unit, menurut putaran.

    ``putusan`` menurut waktu; ``kini`` temuan yang sekarang ada. Yang belum diterima kembali
    belum dapat selesai.
    """
    masih = list_identitas(kini)
    hasil = []
    for k in kembali:
        for kunci, daftar in _group_galat(k, unit).items():
            milik = list_identitas(daftar)
            subjek = build_kunci_rtl(f"v{k.putaran}", kunci)
            terbuka = not k.diterima or bool(milik & masih)
            isian = {x: fakta.teks(periode, subjek, x) for x in ISIAN}
            ditutup = None if terbuka else _find_tutup(milik, k.waktu, putusan)
            hasil.append(
                ButirRtl(
                    k.putaran, kunci, tuple(daftar), terbuka, k.diterima, **isian, ditutup=ditutup
                )
            )
    return hasil


def _group_galat(kembali: PutaranKembali, unit: str) -> dict[str, list[Temuan]]:
    """Galat menurut baris RTL-nya; peringatan cukup dijelaskan, jadi tanpa RTL."""
    hasil: dict[str, list[Temuan]] = {}
    for t in kembali.temuan:
        if t.tingkat is Tingkat.GALAT:
            kunci = t.kunci if t.kunci in kembali.baris else unit
            hasil.setdefault(kunci, []).append(t)
    return hasil


def _find_tutup(
    milik: frozenset[Identitas], sejak: str, putusan: Sequence[PutusanLalu]
) -> date | None:
    """Tanggal keputusan pertama sesudah temuan itu terakhir kali ada."""
    tutup: date | None = None
    for p in putusan:
        if milik & p.temuan:
            tutup = None
        elif tutup is None and p.waktu > sejak:
            tutup = _read_tanggal(p.waktu)
    return tutup


def close_rtl(rtl: Iterable[ButirRtl], waktu: datetime) -> tuple[ButirRtl, ...]:
    """Yang baru selesai pada keputusan ini ditutup pada tanggalnya."""
    return tuple(b if b.terbuka or b.ditutup else replace(b, ditutup=waktu.date()) for b in rtl)


def check_perbaikan(rtl: Iterable[ButirRtl], putaran: int) -> Iterator[Temuan]:
    """Temuan yang masih ada sesudah kembali: RTL-nya harus lengkap dan tidak boleh berkata selesai.

    ``putaran`` formulir kembali terakhir; putaran sebelumnya sudah dijawab olehnya.
    """
    for b in rtl:
        if b.putaran != putaran or not (b.terbuka and b.diperiksa):
            continue
        kunci = build_kunci_rtl(f"v{b.putaran}", b.kunci)
        nama = b.temuan[0].masalah.partition(": ")[0]
        tempat = {"kunci": kunci, "lembar": LEMBAR, "nama": nama, "putaran": b.putaran}
        if b.kurang:
            yield build_temuan("NRS311", **tempat, kolom="tindakan", kurang=", ".join(b.kurang))
        elif b.status == StatusTindak.SELESAI:
            yield build_temuan("NRS312", **tempat, kolom="status", tindakan=b.tindakan)


def list_rtl_tutup(rtl: Iterable[ButirRtl]) -> dict[str, date]:
    """Tanggal setiap baris formulir terakhir kali selesai diperbaiki; yang masih terbuka tidak."""
    daftar = list(rtl)
    terbuka = {b.kunci for b in daftar if b.terbuka}
    return {b.kunci: b.ditutup for b in daftar if b.ditutup and b.kunci not in terbuka}


def _read_tanggal(waktu: str) -> date:
    return datetime.fromisoformat(waktu).date()
