"""Sandi .p12: ditanyakan di terminal atau dari variabel lingkungan; tidak pernah di perintah."""

from __future__ import annotations

import os
import sys

import typer

from kinerja_cli.model.galat import PemakaianError

SANDI = "KINERJA_SANDI_P12"


def ask_sandi(nama: str) -> str:
    """Sandi sebuah .p12. Galat ``PemakaianError`` bila tidak ada terminal dan variabelnya."""
    if SANDI in os.environ:
        return os.environ[SANDI]
    if sys.stdin is None or not sys.stdin.isatty():
        raise PemakaianError(
            "sandi .p12 memerlukan terminal", f"jalankan di terminal, atau isi variabel {SANDI}"
        )
    return str(typer.prompt(f"Sandi {nama}", hide_input=True, err=True))
