"""Aturan isian angka menurut jenis, satuan, dan target indikatornya."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.formulir.bentuk import Validasi
from kinerja_cli.formulir.sel import ANGKA, TEKS
from kinerja_cli.model.baca_angka import SATUAN_BULAT
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator

ANGKA_BEBAS = replace(ANGKA, minimum=None)


@cache
def soften(validasi: Validasi) -> Validasi:
    """Aturan yang sama, tetapi hanya mengingatkan."""
    return replace(validasi, keras=False)


def build_validasi(definisi: Definisi, indikator: BarisIndikator, periode: Periode) -> Validasi:
    """Pilihan bila targetnya predikat atau ya/tidak, selain itu angka menurut satuan."""
    berlaku = definisi.target_berlaku(indikator.kode_indikator, periode)
    target, _ = read_target(indikator, berlaku.teks(periode) if berlaku else "")
    if target is None or not target.predikat:
        kata = indikator.satuan.casefold().split()[:1]
        return ANGKA if set(kata) <= SATUAN_BULAT else ANGKA_BEBAS
    if target.predikat in set(YaTidak):
        return Validasi("pilihan", pilihan=tuple(y.value for y in YaTidak), keras=True)
    skala = definisi.kebijakan.predikat.get(indikator.skala)
    return Validasi("pilihan", pilihan=tuple(t.nama for t in skala.tingkat)) if skala else TEKS
