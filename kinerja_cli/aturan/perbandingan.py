"""Temuan sesudah perbaikan dibandingkan dengan temuan yang dikembalikan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kinerja_cli.model.temuan import Temuan, Tingkat


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Temuan yang selesai, masih terbuka, dan baru; ``putaran`` formulir kembalinya.

    Dicocokkan menurut identitas (kode, kunci, kolom), tidak menurut letak selnya.
    """

    putaran: int
    selesai: tuple[Temuan, ...]
    terbuka: tuple[Temuan, ...]
    baru: tuple[Temuan, ...]

    def describe(self) -> str:
        """Misalnya ``putaran 2: 4 selesai, 1 masih terbuka, 0 baru``."""
        return (
            f"putaran {self.putaran}: {len(self.selesai)} selesai, "
            f"{len(self.terbuka)} masih terbuka, {len(self.baru)} baru"
        )

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON pada keputusan unit."""
        daftar = {"selesai": self.selesai, "terbuka": self.terbuka, "baru": self.baru}
        return {
            "putaran": self.putaran,
            **{nama: [t.to_json() for t in isi] for nama, isi in daftar.items()},
        }


def compare_temuan(
    putaran: int, dikembalikan: Iterable[Temuan], kini: Iterable[Temuan]
) -> Perbandingan:
    """Perbandingan dua daftar temuan; catatan tidak ikut."""
    lama = [t for t in dikembalikan if t.tingkat is not Tingkat.CATATAN]
    baru = [t for t in kini if t.tingkat is not Tingkat.CATATAN]
    dahulu = {t.identitas for t in lama}
    masih = {t.identitas for t in baru}
    return Perbandingan(
        putaran,
        tuple(t for t in lama if t.identitas not in masih),
        tuple(t for t in baru if t.identitas in dahulu),
        tuple(t for t in baru if t.identitas not in dahulu),
    )
