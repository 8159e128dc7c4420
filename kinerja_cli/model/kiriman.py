"""Kiriman: satu berkas formulir yang sudah dibaca lengkap, dengan sel isiannya."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan


@dataclass(frozen=True, slots=True)
class SelKiriman:
    """Satu sel isian; nilai kosong berarti pengisi menulis "kosongkan"."""

    periode: Periode
    subjek: str
    kolom: str
    nilai: Nilai
    lembar: str
    sel: str


@dataclass(frozen=True, slots=True)
class Kiriman:
    """Satu kiriman menurut sha256; ``hasil`` adalah ``terima`` atau ``temuan``."""

    sha256: str
    berkas: str
    hasil: str
    formulir: str
    unit: str
    periode: Periode
    putaran: int
    waktu: str
    temuan: tuple[Temuan, ...]
    sel: tuple[SelKiriman, ...]
    utama: bool = False
    """Dipilih perencana: nilainya menang bila dua kiriman berbeda."""
