"""Kiriman: satu berkas formulir yang sudah dibaca lengkap, dengan sel isiannya."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan


class SelKiriman(NamedTuple):
    """Satu sel isian sebagaimana disimpan; nilai kosong berarti pengisi menulis "kosongkan".

    ``isi`` bentuk teks ``Nilai.dump``: teks yang sama berarti nilai yang sama.
    """

    periode: str
    subjek: str
    kolom: str
    isi: str
    lembar: str
    sel: str

    @property
    def nilai(self) -> Nilai:
        """Nilai bertandanya."""
        return Nilai.load(self.isi)


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
    utama: bool = False
    """Dipilih perencana: nilainya menang bila dua kiriman berbeda."""
