"""Bentuk lembar verifikasi: uraian murni, dan cara temuan menjadi Ya/Tidak dan catatan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinerja_cli.aturan.verifikasi import Keputusan
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, Tingkat

YA = "Ya"
TIDAK = "Tidak"

IsiLembar = str | Decimal | None


@dataclass(frozen=True, slots=True)
class BarisVerifikasi:
    """Satu indikator. ``hasil`` adalah nilai sesudah klarifikasi; sama dengan yang dilaporkan bila
    tidak ada kesepakatan lain. ``kesesuaian`` kosong bila belum waktunya.
    """

    nomor: int
    jenjang: str
    kode: str
    indikator: str
    satuan: str
    target: str
    dilaporkan: IsiLembar
    hasil: IsiLembar
    desimal: int
    capaian: Decimal | None
    bukti: str
    kesesuaian: str
    catatan: str
    diperbaiki: date | None = None
    """Tanggal temuannya selesai diperbaiki lewat formulir kembali."""
    paraf: str = ""


@dataclass(frozen=True, slots=True)
class BarisAnggaranVerifikasi:
    """Satu sumber dana, atau jumlah satu sub kegiatan bila sumber dananya lebih dari satu.

    Bendahara hanya mencatat jumlah sub kegiatan, maka rincian per sumber dana tidak dibandingkan.
    """

    nomor: int | None
    kode: str
    uraian: str
    sumber_dana: str
    pagu: Decimal
    realisasi_bidang: Decimal | None
    realisasi_bendahara: Decimal | None
    selisih: Decimal | None
    kesesuaian: str
    catatan: str
    jumlah: bool = False


@dataclass(frozen=True, slots=True)
class BarisRtlVerifikasi:
    """Satu butir RTL perbaikan dengan sebutan barisnya."""

    nomor: int
    nama: str
    butir: ButirRtl


@dataclass(frozen=True, slots=True)
class LembarVerifikasi:
    """Lembar verifikasi satu unit; ``catatan`` temuan yang tidak terikat pada satu baris."""

    kode_unit: str
    nama_unit: str
    periode: Periode
    keputusan: Keputusan
    indikator: tuple[BarisVerifikasi, ...]
    anggaran: tuple[BarisAnggaranVerifikasi, ...]
    pembanding: str
    """Laporan bendahara yang dibandingkan, atau alasan belum dibandingkan."""
    catatan: tuple[str, ...] = ()
    rtl: tuple[BarisRtlVerifikasi, ...] = ()
    """RTL semua formulir kembali unit itu; kosong bila belum pernah dikembalikan."""


def judge_kesesuaian(temuan: Iterable[Temuan]) -> str:
    """Tidak sesuai bila ada galat."""
    return TIDAK if any(t.tingkat is Tingkat.GALAT for t in temuan) else YA


def count_ya(jawaban: Sequence[str]) -> str:
    """``11 dari 12``; garis bila tidak ada yang dinilai."""
    return f"{jawaban.count(YA)} dari {len(jawaban)}" if jawaban else "-"


def join_masalah(temuan: Iterable[Temuan]) -> str:
    """Masalah tanpa nama di depannya; namanya sudah ada di barisnya."""
    return "; ".join(dict.fromkeys(_strip_nama(t) for t in temuan))


def _strip_nama(temuan: Temuan) -> str:
    nama, pisah, isi = temuan.masalah.partition(": ")
    return isi if pisah and nama.startswith(temuan.kunci.split(":")[0]) else temuan.masalah
