"""Membaca kiriman: identitas dan nilai sel menurut kunci, apa pun urutan dan nama lembarnya."""

from __future__ import annotations

from kinerja_cli.formulir.bentuk import HasilKiriman


def read_kiriman(isi: bytes, nama: str) -> HasilKiriman:
    """Baca satu berkas dari luar; tidak pernah melempar galat untuk isi yang buruk."""
    raise NotImplementedError
