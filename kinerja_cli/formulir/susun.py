"""Menyusun formulir satu unit dari definisi dan fakta yang sudah ada."""

from __future__ import annotations

from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.periode import Periode


def build_formulir(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta, terbit: Terbitan
) -> Formulir | None:
    """Formulir unit untuk satu periode; ``None`` bila tidak ada yang perlu diisi (nihil)."""
    raise NotImplementedError
