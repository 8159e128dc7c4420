"""Siapa yang boleh memeriksa: tanpa nama, formulir Sekretariat menunggu."""

from __future__ import annotations

from kinerja_cli.aturan.pemeriksa import explain_larangan
from kinerja_cli.model.istilah import JenisUnit
from tests.buatan import UNIT, build_definisi


def test_tanpa_nama_pemeriksa_hanya_sekretariat_yang_menunggu():
    """Tanpa nama tidak dapat dipastikan bahwa ia bukan bagian dari Sekretariat."""
    definisi = build_definisi()
    assert explain_larangan(definisi, UNIT, "") == ""
    sekretariat = [
        u.model_copy(update={"jenis": JenisUnit.SEKRETARIAT}) if u.kode_unit == UNIT else u
        for u in definisi.unit
    ]
    berubah = definisi.model_copy(update={"unit": tuple(sekretariat)})
    assert explain_larangan(berubah, UNIT, "") == "pemeriksanya belum disebut"
