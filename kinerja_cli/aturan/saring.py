"""Menyaring fakta yang belum terverifikasi sebelum kompilasi."""

from __future__ import annotations

from dataclasses import replace

from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai

BELUM_TERVERIFIKASI = "belum terverifikasi"


def hide_belum_terverifikasi(fakta: KumpulanFakta, terverifikasi: KumpulanFakta) -> KumpulanFakta:
    """Nilai terakhir yang sudah diputuskan Ya; yang belum pernah menjadi belum ada, beralasan."""
    return KumpulanFakta.dari(
        terverifikasi.fakta(f.periode, f.subjek, f.kolom) or _hide(f) for f in fakta
    )


def _hide(fakta: FaktaIsian) -> FaktaIsian:
    angka = fakta.nilai.jenis in {JenisNilai.ANGKA, JenisNilai.TAK_TERBACA}
    nilai = Nilai.belum_ada(BELUM_TERVERIFIKASI) if angka else KOSONG
    return replace(fakta, nilai=nilai, hasil_verifikasi=None)
