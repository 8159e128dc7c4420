"""Baris sebuah tabel dibandingkan dengan peristiwa riwayat yang mencatatnya."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import iterate_riwayat

Catatan = dict[str, dict[str, object]]
"""Isi peristiwa terakhir menurut pengenalnya."""


def iterate_catatan(register: Register, peristiwa: str) -> Iterator[dict[str, object]]:
    """Isi setiap peristiwa bernama itu menurut urutannya; yang tidak terbaca dilewati."""
    for p in iterate_riwayat(register):
        try:
            isi = json.loads(p.isi)
        except ValueError:
            continue
        if isi.get("peristiwa") == peristiwa:
            yield isi


def read_catatan(register: Register, peristiwa: str, pengenal: str) -> Catatan:
    """Peristiwa terakhir bernama itu menurut pengenalnya."""
    return {str(isi.get(pengenal, "")): isi for isi in iterate_catatan(register, peristiwa)}


def report_beda(tabel: str, pengenal: object, masalah: str) -> Temuan:
    """Temuan atas satu baris tabel."""
    return build_temuan("DOK304", kunci=str(pengenal), tabel=tabel, rincian=masalah)


def compare_catatan(
    tabel: str, catatan: Catatan, isi: dict[str, dict[str, object]]
) -> Iterator[Temuan]:
    """Setiap baris harus tercatat dengan isi yang sama, dan setiap catatan masih ada barisnya."""
    for pengenal, baris in isi.items():
        tercatat = catatan.get(pengenal)
        if tercatat is None:
            yield report_beda(tabel, pengenal, "tidak ada dalam riwayat")
            continue
        beda = [k for k, v in baris.items() if k in tercatat and tercatat[k] != v]
        if beda:
            yield report_beda(tabel, pengenal, f"{', '.join(beda)} berbeda dari yang dicatat")
    for pengenal in catatan.keys() - isi.keys():
        yield report_beda(tabel, pengenal, "ada dalam riwayat, tetapi barisnya hilang")
