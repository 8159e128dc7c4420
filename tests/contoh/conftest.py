"""Alat pembuat data contoh dipakai apa adanya, seperti saat ``python contoh_data/buat.py``."""

import sys
from pathlib import Path

import pytest

from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "contoh_data"))

from alat import tabel

PREDIKAT = {"WTP", "BB", "A", "Utama", "Ya", "Tidak"}


@pytest.fixture(scope="module")
def definisi():
    """Definisi dari tabel teks contoh."""
    return tabel.build_definisi()


@pytest.fixture(scope="module")
def fakta(definisi):
    """Fakta menurut rencana isian contoh, seakan semua kiriman sudah diterima."""
    elemen = {e.kode_elemen for e in definisi.elemen}
    daftar = []
    for baris in tabel.read_csv("rencana_isian"):
        kode = baris["kode"]
        unit = definisi.pelapor.get(kode.split(".")[0], "")
        for periode in DAFTAR_PERIODE:
            teks = baris[periode.value]
            if not teks or (unit == "BID-KESEL" and periode is Periode.TW4):
                continue
            if (kode, periode) == ("SUB-016", Periode.TW1):
                teks = "65"
            kolom = KOLOM_NILAI if kode in elemen else "realisasi"
            daftar.append(FaktaIsian(periode, kode, kolom, unit, _nilai(teks)))
    return KumpulanFakta.dari(daftar)


def _nilai(teks):
    if teks in PREDIKAT:
        return Nilai.dari_teks(teks)
    return Nilai.dari_angka(teks.replace(".", "").replace(",", "."))
