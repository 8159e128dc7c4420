"""Menulis formulir sebagai buku kerja .xlsx."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from kinerja_cli.formulir.bentuk import Formulir


def write_formulir(formulir: Formulir, tujuan: BinaryIO, waktu: datetime) -> None:
    """Tulis formulir; masukan dan ``waktu`` yang sama menghasilkan byte yang sama."""
    raise NotImplementedError
