"""Skrip yang membunuh prosesnya sendiri pada panggilan ke-sekian."""

from __future__ import annotations

BUNUH = """
import os, signal, sys
from itertools import count
from pathlib import Path
from kinerja_cli.cli.jalan import run

def bunuh(asli):
    def panggil(*isi, **bernama):
        if next(urut) == sisa:
            os.kill(os.getpid(), signal.SIGKILL)
        return asli(*isi, **bernama)
    return panggil
"""
"""Awal skrip: ``bunuh(fungsi)`` mati ketika hitungan ``urut`` sampai pada ``sisa``."""
