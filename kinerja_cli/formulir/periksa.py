"""Memeriksa kiriman terhadap formulir buatan sendiri; sasaran di berkas tidak pernah dipercaya."""

from __future__ import annotations

from kinerja_cli.formulir.bentuk import Formulir, KirimanMentah, SelIsian
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.temuan import Temuan


def check_kiriman(
    definisi: Definisi, formulir: Formulir, mentah: KirimanMentah, berkas: str = ""
) -> tuple[list[SelIsian], list[Temuan]]:
    """Isian yang terbaca (dengan alamat faktanya) dan semua temuan, bersama-sama."""
    raise NotImplementedError
