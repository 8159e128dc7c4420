"""Verifikasi satu unit: daftar aturan yang dijalankan dan keputusan Ya atau Tidak."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kinerja_cli.aturan import (
    anggaran,
    bukti,
    cocok_bendahara,
    kewajaran,
    narasi,
    nilai,
    target,
    waktu,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.model.temuan import Temuan, Tingkat, sort_temuan

AturanVerifikasi = Callable[[KonteksVerifikasi], Iterator[Temuan]]

DAFTAR_ATURAN: tuple[AturanVerifikasi, ...] = (
    nilai.check_kosong,
    nilai.check_bulat,
    nilai.check_persen,
    nilai.check_negatif,
    nilai.check_turun,
    target.check_dokumen,
    target.check_terhitung,
    waktu.check_menunggu,
    waktu.check_status,
    anggaran.check_pagu,
    anggaran.check_turun,
    anggaran.check_keluaran,
    cocok_bendahara.check_bendahara,
    bukti.check_bukti,
    narasi.check_penjelasan,
    narasi.check_tanpa_isi,
    kewajaran.check_tahun_lalu,
)
"""Semua aturan, satu fungsi satu pokok; urutannya urutan baca di lembar verifikasi."""


KODE_TANYA = "WJR202"
"""Temuan yang menyatakan ada klarifikasi terbuka."""


@dataclass(frozen=True, slots=True)
class Keputusan:
    """Ya bila data dapat diteruskan, Tidak bila dikembalikan, Klarifikasi bila masih ditanya."""

    jawaban: Literal["Ya", "Tidak", "Klarifikasi"]
    alasan: tuple[str, ...]


def check_unit(konteks: KonteksVerifikasi) -> list[Temuan]:
    """Temuan semua aturan atas satu unit, terurut."""
    return sort_temuan(t for aturan in DAFTAR_ATURAN for t in aturan(konteks))


def decide(temuan: Iterable[Temuan]) -> Keputusan:
    """Satu galat berarti Tidak; pertanyaan yang belum dijawab menahan Ya; peringatan tidak."""
    daftar = list(temuan)
    galat = tuple(t.masalah for t in daftar if t.tingkat is Tingkat.GALAT)
    if galat:
        return Keputusan("Tidak", galat)
    tanya = tuple(t.masalah for t in daftar if t.kode == KODE_TANYA)
    if tanya:
        return Keputusan("Klarifikasi", tanya)
    peringatan = sum(t.tingkat is Tingkat.PERINGATAN for t in daftar)
    if peringatan:
        return Keputusan("Ya", (f"tidak ada galat; {peringatan} peringatan perlu diklarifikasi",))
    return Keputusan("Ya", ("tidak ada temuan yang perlu ditindaklanjuti",))
