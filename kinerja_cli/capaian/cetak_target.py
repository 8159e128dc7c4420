"""Target sebagai fakta: angka dicetak pembuat, rentang dan predikat berskor seperti di dokumen."""

from __future__ import annotations

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.capaian.jenis import Target
from kinerja_cli.model.data_kinerja import Fakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.sumber import BarisIndikator


def build_fakta_target(
    pembuat: PembuatFakta, indikator: BarisIndikator, teks: str, kolom: str
) -> Fakta:
    """Fakta dari teks target; yang tidak terbaca menjadi n/a dengan alasannya."""
    target, alasan = read_target(indikator, teks)
    if target is None:
        return pembuat.kosong(alasan, indikator.kode_indikator, kolom)
    return print_target(pembuat, indikator, target, kolom)


def print_target(
    pembuat: PembuatFakta, indikator: BarisIndikator, target: Target, kolom: str
) -> Fakta:
    """Fakta dari target yang sudah terbaca."""
    seperti_dokumen = target.angka is None or bool(target.predikat)
    return pembuat.nilai(
        build_nilai_target(target),
        indikator.presisi,
        indikator.kode_indikator,
        kolom,
        teks=target.teks if seperti_dokumen else "",
    )


def build_nilai_target(target: Target) -> Nilai:
    """Target sebagai nilai bertanda: angka bila tunggal, selain itu teks kanonik."""
    if target.angka is not None:
        return Nilai.dari_angka(target.angka)
    return Nilai.dari_teks(target.kanonik)
