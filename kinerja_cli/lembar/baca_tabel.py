"""Membaca tabel sumber menjadi baris model; semua masalah sekaligus, dengan lembar dan sel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kinerja_cli.model.sumber import Baris, TabelSumber
from kinerja_cli.model.temuan import Temuan

B = TypeVar("B", bound=Baris)


@dataclass(slots=True)
class HasilBaca:
    """Baris menurut bidang definisi beserta nomor barisnya, dan semua temuan."""

    baris: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)

    def isi(self, bidang: str, model: type[B]) -> tuple[B, ...]:
        """Baris satu bidang tanpa nomornya."""
        return tuple(b for _, b in self.baris.get(bidang, ()) if isinstance(b, model))


def read_tabel(berkas: Path | bytes, nama: str, tabel: Sequence[TabelSumber]) -> HasilBaca:
    """Baca lembar-lembar ``tabel`` dari satu berkas; ``nama`` disebut dalam temuan."""
    raise NotImplementedError
