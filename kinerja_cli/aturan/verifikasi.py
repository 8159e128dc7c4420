"""Verifikasi satu unit: daftar aturan yang dijalankan dan keputusan Ya atau Tidak."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kinerja_cli.aturan import (
    anggaran,
    bukti,
    cocok_bendahara,
    kewajaran,
    narasi,
    nilai,
    salinan,
    satuan,
    target,
    tindak_lanjut,
    waktu,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.model.setelan import apply_setelan
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
    kewajaran.check_triwulan_lalu,
    kewajaran.check_pencilan,
    satuan.check_desimal,
    satuan.check_satuan_tertukar,
    satuan.check_persen_terketik,
    satuan.check_setahun,
    salinan.check_periode_lalu,
    salinan.check_baris_lain,
    tindak_lanjut.check_rencana,
    tindak_lanjut.check_pelaksanaan,
    anggaran.check_tanpa_anggaran,
)
"""Semua aturan, satu fungsi satu pokok; urutannya urutan baca di lembar verifikasi."""


BANYAK_ALASAN = 5
"""Alasan yang dirinci dalam tabel ringkasan."""
KODE_TANYA = "WJR202"
"""Temuan yang menyatakan ada klarifikasi terbuka."""


@dataclass(frozen=True, slots=True)
class Keputusan:
    """Ya bila data dapat diteruskan, Tidak bila dikembalikan, Klarifikasi bila masih ditanya."""

    jawaban: Literal["Ya", "Tidak", "Klarifikasi"]
    alasan: tuple[str, ...]


def shorten_alasan(alasan: Sequence[str], letak: str = "") -> str:
    """Alasan keputusan dalam satu kalimat; selebihnya disebut banyaknya dan ``letak``-nya."""
    disebut, sisa = alasan[:BANYAK_ALASAN], len(alasan) - BANYAK_ALASAN
    if sisa <= 1:
        return "; ".join(alasan)
    return "; ".join((*disebut, f"dan {sisa} lainnya{letak}"))


def check_unit(konteks: KonteksVerifikasi) -> list[Temuan]:
    """Temuan semua aturan atas satu unit menurut setelan kantor, terurut."""
    semua = (t for aturan in DAFTAR_ATURAN for t in aturan(konteks))
    return sort_temuan(apply_setelan(semua, konteks.setelan))


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
