"""Aturan atas target dan dokumen yang menetapkannya."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.aturan.konteks import (
    KINERJA,
    KonteksVerifikasi,
    format_indikator,
    is_sub_kegiatan,
)
from kinerja_cli.model.hasil import StatusHitung
from kinerja_cli.model.istilah import Dokumen
from kinerja_cli.model.nilai import JenisNilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan


def check_dokumen(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Yang dilaporkan harus ada dalam PK atau DPA yang berlaku pada hari terakhir periode."""
    for indikator in konteks.indikator:
        kode = indikator.kode_indikator
        if konteks.definisi.target_berlaku(kode, konteks.periode) is not None:
            continue
        dilaporkan = any(
            konteks.fakta.nilai(konteks.periode, *alamat).ada
            for alamat in konteks.list_alamat(indikator)
        )
        if dilaporkan:
            dokumen = Dokumen.DPA if is_sub_kegiatan(indikator) else Dokumen.PK
            versi = konteks.definisi.versi_periode(dokumen, konteks.periode)
            yield build_temuan(
                "TGT301",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                dokumen=dokumen.value,
                versi=versi.versi if versi else "mana pun",
                periode=konteks.periode.nama,
            )


def check_terhitung(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Realisasi yang ada tetapi capaiannya tidak terhitung disebut sebabnya."""
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        if hitung is None or not konteks.has_nilai(indikator):
            continue
        if not hitung.target_teks and konteks.periode is not Periode.TAHUN:
            # Triwulan tanpa target memang tidak direncanakan diukur.
            continue
        if (
            hitung.sampai.jenis is not JenisNilai.KOSONG
            and hitung.hasil.status is not StatusHitung.TERHITUNG
        ):
            yield build_temuan(
                "TGT302",
                **konteks.tempat(indikator.kode_indikator, "capaian", KINERJA),
                nama=format_indikator(indikator),
                alasan=hitung.hasil.alasan,
            )
