"""Membaca banyak kiriman dalam proses terpisah; pekerja yang mati hanya membawa berkasnya."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kinerja_cli.formulir.bentuk import HasilKiriman

Lapor = Callable[[str], None]


def read_banyak(
    daftar: Iterable[tuple[str, bytes | Path]],
    lapor: Lapor | None = None,
    *,
    pekerja: int = 2,
    batas_detik: float = 60.0,
) -> Iterator[tuple[str, HasilKiriman]]:
    """(nama, hasil) menurut urutan masukan; ``lapor`` dipanggil dengan nama yang selesai."""
    raise NotImplementedError
