"""Pemungut sampah Python bagi proses pendek yang memegang jutaan objek tanpa lingkaran."""

from __future__ import annotations

import gc

AMBANG = 200_000
"""Objek baru di antara dua penelusuran; bawaannya (700) menelusuri definisi besar berulang kali."""


def relax_pemungut() -> None:
    """Hidupkan pemungut dengan ambang longgar; yang sudah dimuat tidak ditelusuri lagi."""
    gc.freeze()
    gc.set_threshold(AMBANG)
    gc.enable()
