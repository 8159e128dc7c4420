"""Jam: satu-satunya tempat yang melihat waktu sekarang, dan hitungan hari kerja."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import Periode

URUTAN_TAHAP = ("3", "4a", "5", "6", "7", "8", "9", "10", "11")
HARI_TAHAP = {"3": 2, "4a": 5, "5": 3, "6": 1, "7": 2, "8": 3, "9": 1, "10": 1, "11": 1}
"""Lama tahap menurut SOP 5459/SOP/VIII/2023. SOP tidak menyebut lama tahap 9, dan 30 menit
untuk tahap 10; keduanya dihitung satu hari. Apakah hari berarti hari kerja tidak disebut SOP;
di sini hari kerja."""


def read_waktu(teks: str | None) -> datetime:
    """``--waktu`` atau sekarang. Galat ``PemakaianError`` bila bukan ISO 8601."""
    if teks is None:
        return datetime.now().replace(microsecond=0)
    try:
        return datetime.fromisoformat(teks).replace(tzinfo=None)
    except ValueError as galat:
        raise PemakaianError(
            f"waktu {teks!r} tidak terbaca", "tulis seperti 2026-01-15 atau 2026-01-15T09:30"
        ) from galat


def build_libur(definisi: Definisi) -> set[date]:
    """Libur nasional dan cuti bersama tahun berjalan dan berikutnya, ditambah tabel Libur."""
    import holidays  # noqa: PLC0415 -- hanya perintah yang menghitung hari kerja memerlukannya

    nasional = holidays.country_holidays(
        "ID",
        years=(definisi.tahun, definisi.tahun + 1),
        categories=("public", "government"),
    )
    return {*nasional, *(b.tanggal for b in definisi.libur)}


def add_hari_kerja(mulai: date, hari: int, libur: Iterable[date]) -> date:
    """Tanggal sesudah sekian hari kerja; ``hari`` negatif berarti mundur."""
    terlarang = set(libur)
    langkah = timedelta(days=1 if hari >= 0 else -1)
    tanggal = mulai
    for _ in range(abs(hari)):
        tanggal += langkah
        while tanggal.weekday() >= 5 or tanggal in terlarang:
            tanggal += langkah
    return tanggal


def build_jadwal(definisi: Definisi, periode: Periode) -> dict[str, date]:
    """Batas tiap tahap SOP satu periode.

    Triwulan dihitung maju dari akhir triwulan; tahun dihitung mundur dari akhir Februari
    (PermenPANRB 53/2014 Lampiran II.D: dua bulan setelah tahun anggaran berakhir).
    Baris pada tabel Jadwal menang atas hitungan.
    """
    libur = build_libur(definisi)
    jadwal: dict[str, date] = {}
    if periode is Periode.TAHUN:
        batas = add_hari_kerja(date(definisi.tahun + 1, 3, 1), -1, libur)
        for tahap in reversed(URUTAN_TAHAP):
            jadwal[tahap] = batas
            batas = add_hari_kerja(batas, -HARI_TAHAP[tahap], libur)
    else:
        batas = periode.akhir(definisi.tahun)
        for tahap in URUTAN_TAHAP[:5]:
            batas = add_hari_kerja(batas, HARI_TAHAP[tahap], libur)
            jadwal[tahap] = batas
    jadwal.update({b.tahap: b.batas for b in definisi.jadwal if b.periode is periode})
    return jadwal
