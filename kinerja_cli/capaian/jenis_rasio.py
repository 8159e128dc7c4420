"""Jenis rasio: realisasi dari pembilang dan penyebut, capaiannya seperti angka."""

from __future__ import annotations

from dataclasses import replace

from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.jenis_angka import JenisAngka, guard_isian
from kinerja_cli.capaian.kontrak import (
    TIDAK_DAPAT,
    AturanHitung,
    RumusLembar,
    SelRumus,
    Target,
)
from kinerja_cli.capaian.rumus import quote_lembar
from kinerja_cli.model.istilah import JenisIndikator


class JenisRasio(JenisAngka):
    """Rasio; yang diisi elemennya, realisasi tidak pernah diketik."""

    kode = JenisIndikator.RASIO
    isian: tuple[str, ...] = ("pembilang", "penyebut")

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Realisasi = pembilang / penyebut (x 100 bila satuannya persen)."""
        p, q = sel.pembilang, sel.penyebut
        bagi = f"{p}/{q}*100" if is_persen(aturan.satuan) else f"{p}/{q}"
        isi = f"IF({q}=0,{quote_lembar(TIDAK_DAPAT)},{bagi})"
        dasar = super().formula(target, aturan, replace(sel, mentah=()))
        return RumusLembar(guard_isian(sel.mentah or (p, q), isi), dasar.capaian, dasar.kategori)
