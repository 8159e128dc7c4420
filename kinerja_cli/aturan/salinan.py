"""Aturan atas narasi yang disalin: dari periode lalu, atau dari baris lain."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_cli.aturan.konteks import KINERJA, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import sederhanakan
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

NARASI = ("pendorong", "penghambat", "upaya")


def check_periode_lalu(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Kalimat yang sama persis dengan periode sebelumnya tidak menjelaskan periode ini."""
    sebelum = konteks.periode.sebelum()
    if not sebelum:
        return
    for indikator, kolom, inti in _iterate_narasi(konteks, "NRS305"):
        lalu = konteks.fakta.teks(sebelum[-1], indikator.kode_indikator, kolom)
        if sederhanakan(lalu) == inti:
            yield build_temuan(
                "NRS305",
                **konteks.tempat(indikator.kode_indikator, kolom, KINERJA),
                nama=format_indikator(indikator),
                kolom_narasi=kolom,
                periode_lalu=sebelum[-1].nama,
            )


def check_baris_lain(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Satu kalimat untuk beberapa indikator sejenjang biasanya disalin tanpa dipikirkan.

    Sasaran dan sub kegiatan di bawahnya memang dapat mempunyai sebab yang sama.
    """
    dilihat: dict[tuple[str, str, str], BarisIndikator] = {}
    for indikator, kolom, inti in _iterate_narasi(konteks, "NRS306"):
        pertama = dilihat.setdefault((indikator.jenjang, kolom, inti), indikator)
        if pertama is not indikator:
            yield build_temuan(
                "NRS306",
                **konteks.tempat(indikator.kode_indikator, kolom, KINERJA),
                nama=format_indikator(indikator),
                kolom_narasi=kolom,
                asal=pertama.kode_indikator,
            )


def _iterate_narasi(
    konteks: KonteksVerifikasi, kode: str
) -> Iterator[tuple[BarisIndikator, str, str]]:
    """Narasi yang cukup panjang: indikator, kolom, dan intinya tanpa tanda baca."""
    terpendek = int(konteks.batas(kode))
    for indikator in konteks.indikator:
        for kolom in NARASI:
            inti = sederhanakan(
                konteks.fakta.teks(konteks.periode, indikator.kode_indikator, kolom)
            )
            if len(inti) >= terpendek:
                yield indikator, kolom, inti
