"""Alamat fakta sebuah sel isian: periode, subjek, kolom."""

from __future__ import annotations

from kinerja_cli.formulir.bentuk import IdentitasFormulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode

AlamatFakta = tuple[Periode, str, str]


def map_sel(
    definisi: Definisi, identitas: IdentitasFormulir, lembar: str, kunci: str, kolom: str
) -> AlamatFakta | None:
    """Alamat fakta sel isian; ``None`` bila sel itu bukan fakta tersendiri."""
    raise NotImplementedError
