"""Aturan atas data dukung."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.aturan.konteks import DATA_DUKUNG, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.model.temuan import Temuan, build_temuan

KOLOM_BUKTI = "bukti"


def check_bukti(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Indikator berdata dukung wajib yang sudah melaporkan angka harus menyebut buktinya."""
    for indikator in konteks.jatuh_tempo:
        kode = indikator.kode_indikator
        hitung = konteks.hitung(indikator)
        if not (indikator.data_dukung and hitung and hitung.realisasi.ada):
            continue
        if not konteks.has_nilai(indikator):
            continue
        if not is_berisi(konteks.fakta.teks(konteks.periode, kode, KOLOM_BUKTI)):
            yield build_temuan(
                "BKT301",
                **konteks.tempat(kode, KOLOM_BUKTI, DATA_DUKUNG),
                nama=format_indikator(indikator),
                data_dukung=indikator.data_dukung,
            )
