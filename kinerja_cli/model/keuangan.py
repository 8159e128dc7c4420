"""Baris laporan keuangan bendahara yang sudah dibaca; angkanya sejak 1 Januari."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja_cli.model.kunci import POLA_SUB_KEGIATAN


class JenjangSpj(StrEnum):
    """Jenjang baris laporan; hanya sub kegiatan yang dijumlahkan, yang lain pembanding."""

    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub kegiatan"
    JUMLAH = "jumlah"


@dataclass(frozen=True, slots=True)
class RekeningSpj:
    """Satu rekening terinci di bawah sub kegiatan; ``realisasi`` adalah kolom 13."""

    rekening: str
    uraian: str
    realisasi: Decimal
    sel: str


@dataclass(frozen=True, slots=True)
class BarisSpj:
    """Satu baris laporan bendahara dalam rupiah; ``realisasi`` adalah kolom 13.

    ``kode`` sudah tanpa awalan urusan dan kosong pada baris jumlah. ``unit`` dan ``sumber_dana``
    kosong bila laporannya tidak memerinci; ``lalu`` (kolom 4 + 7 + 10) dan ``ls`` (kolom 6 + 9)
    ``None`` pada tabel biasa.
    """

    kode: str
    uraian: str
    jenjang: JenjangSpj
    anggaran: Decimal
    realisasi: Decimal
    sel: str
    unit: str = ""
    sumber_dana: str = ""
    lalu: Decimal | None = None
    ls: Decimal | None = None
    rekening: tuple[RekeningSpj, ...] = ()


POLA_REKENING = re.compile(r"[456](\.\d(\.\d{2}(\.\d{2}(\.\d{2}(\.\d{4,5})?)?)?)?)?")
POLA_SKPD = re.compile(r"[1-9](\.\d{2}(\.\d\.\d{2}(\.\d\.\d{2}(\.\d{2}(\.\d{4})?)?)?)?)?")
"""Urusan, bidang urusan, dan kode SKPD; barisnya hanya jumlah dari program di bawahnya."""
POLA_AWALAN = re.compile(r"^[1-9]\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}\.(?=\d)")
"""Kode SKPD lengkap di depan kode lain."""
POLA_SUB = re.compile(rf"(?:^|\.)(?=[1-9])({POLA_SUB_KEGIATAN.pattern})(?=\.|$)")
POLA_KEGIATAN = re.compile(r"(?:^|\.)([1-9]\.\d{2}\.\d{2}\.[12]\.\d{2})$")
POLA_PROGRAM = re.compile(r"(?:^|\.)([1-9]\.\d{2}\.\d{2})$")


@dataclass(frozen=True, slots=True)
class KodeSpj:
    """Kode baris laporan; ``jenjang`` kosong pada baris urusan, SKPD, dan rekening lepas."""

    jenjang: JenjangSpj | None
    kode: str = ""
    rekening: str = ""


def parse_kode(teks: str) -> KodeSpj | None:
    """Kode menurut jenjangnya, tanpa awalan urusan atau SKPD; ``None`` bila tidak dikenal.

    Kode yang berawalan sub kegiatan dan berlanjut adalah rekening di bawahnya.
    """
    kode = POLA_AWALAN.sub("", re.sub(r"[\s.]+", ".", teks.strip()).strip("."), count=1)
    if temu := POLA_SUB.search(kode):
        return KodeSpj(JenjangSpj.SUB_KEGIATAN, temu[1], kode[temu.end() :].lstrip("."))
    if temu := POLA_KEGIATAN.search(kode):
        return KodeSpj(JenjangSpj.KEGIATAN, temu[1])
    if POLA_REKENING.fullmatch(kode):
        return KodeSpj(None, rekening=kode)
    if temu := POLA_PROGRAM.search(kode):
        return KodeSpj(JenjangSpj.PROGRAM, temu[1])
    if POLA_SKPD.fullmatch(kode):
        return KodeSpj(None)
    return None
