"""Menyaring fakta yang belum terverifikasi sebelum kompilasi."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode

BELUM_TERVERIFIKASI = "belum terverifikasi"


def filter_terverifikasi(
    fakta: KumpulanFakta,
    asal: Mapping[str, tuple[Periode, str]],
    terverifikasi: Collection[tuple[Periode, str]],
) -> KumpulanFakta:
    """Nilai dari kiriman yang belum diputuskan Ya menjadi belum ada, dengan alasannya.

    ``asal`` memetakan sha256 kiriman ke (periode, unit) kirimannya.
    """
    return KumpulanFakta.dari(
        f if asal.get(f.kiriman) in terverifikasi else _hide(f) for f in fakta
    )


def _hide(fakta: FaktaIsian) -> FaktaIsian:
    angka = fakta.nilai.jenis in {JenisNilai.ANGKA, JenisNilai.TAK_TERBACA}
    nilai = Nilai.belum_ada(BELUM_TERVERIFIKASI) if angka else KOSONG
    return replace(fakta, nilai=nilai, hasil_verifikasi=None)
