"""Tabel jenis indikator; tidak ada percabangan jenis di tempat lain."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_cli.capaian.jenis_angka import JenisAngka
from kinerja_cli.capaian.jenis_predikat import JenisPredikat
from kinerja_cli.capaian.jenis_rasio import JenisRasio
from kinerja_cli.capaian.jenis_rentang import JenisRentang
from kinerja_cli.capaian.jenis_ya_tidak import JenisYaTidak
from kinerja_cli.capaian.kontrak import (
    AturanHitung,
    BacaTarget,
    Jenis,
    RumusLembar,
    SelRumus,
    Target,
)
from kinerja_cli.model.istilah import JenisIndikator

JENIS: Mapping[JenisIndikator, Jenis] = {
    j.kode: j for j in (JenisAngka(), JenisRasio(), JenisRentang(), JenisPredikat(), JenisYaTidak())
}

__all__ = ["JENIS", "AturanHitung", "BacaTarget", "Jenis", "RumusLembar", "SelRumus", "Target"]
