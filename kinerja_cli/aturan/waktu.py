"""Aturan atas waktu: menunggu unit lain dan angka yang belum final."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.aturan.konteks import KINERJA, KonteksVerifikasi, format_indikator
from kinerja_cli.model.fakta import KOLOM_NILAI
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.nilai import JenisNilai
from kinerja_cli.model.temuan import Temuan, build_temuan


def check_menunggu(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Elemen dari unit lain yang belum diterima bukan kesalahan unit pelapor."""
    for indikator in konteks.jatuh_tempo:
        for e in konteks.list_elemen(indikator):
            nilai = konteks.fakta.nilai(konteks.periode, e.kode_elemen, KOLOM_NILAI)
            if e.unit_penyedia != konteks.unit and nilai.jenis is JenisNilai.KOSONG:
                yield build_temuan(
                    "WKT301",
                    **konteks.tempat(indikator.kode_indikator, e.peran.value, KINERJA),
                    nama=format_indikator(indikator),
                    unit_lain=konteks.format_unit(e.unit_penyedia),
                )


def check_status(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka sementara dan data tahun lalu dicatat agar dicetak sebagai catatan kaki."""
    for indikator in konteks.jatuh_tempo:
        kode = indikator.kode_indikator
        status = konteks.fakta.teks(konteks.periode, kode, "status_angka")
        if status and status != StatusAngka.FINAL.value:
            yield build_temuan(
                "WKT302",
                **konteks.tempat(kode, "status_angka", KINERJA),
                nama=format_indikator(indikator),
                status=status,
            )
