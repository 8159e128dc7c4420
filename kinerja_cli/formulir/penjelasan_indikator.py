"""Keterangan tentang satu indikator: ringkas di sel isian, lengkap di komentar namanya."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kinerja_cli.model.istilah import Agregasi, Arah, Sifat
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator

ARTI_ARAH: Mapping[Arah, str] = {
    Arah.NAIK: "makin tinggi makin baik",
    Arah.TURUN: "makin rendah makin baik",
}

ARTI_AGREGASI: Mapping[Agregasi, str] = {
    Agregasi.JUMLAH: "angka keempat triwulan dijumlahkan",
    Agregasi.POSISI_AKHIR: "yang dipakai angka terakhir",
    Agregasi.RATA_RATA: "angka triwulan dirata-ratakan",
    Agregasi.RASIO: "pembilang dan penyebut digabung dahulu, lalu dibagi",
    Agregasi.MAKSIMUM: "yang dipakai angka tertinggi",
    Agregasi.MINIMUM: "yang dipakai angka terendah",
}
"""Cara triwulan menjadi angka tahun, dalam kalimat."""


def explain_cara(cara: Sifat, periode: Periode) -> str:
    """Isi kolom Cara isi: rentang waktu yang dicakup angkanya."""
    if periode is Periode.TAHUN:
        return "setahun penuh"
    nama = periode.nama.replace("Triwulan", "TW")
    return f"s.d. {nama}" if cara is Sifat.SAMPAI_DENGAN else f"hanya {nama}"


def explain_ringkas(indikator: BarisIndikator, cara: Sifat, periode: Periode) -> str:
    """Pesan sel isian; yang paling perlu saat mengisi lebih dahulu karena ujungnya dapat hilang."""
    return " ".join(
        (
            f"Isi angka {explain_cara(cara, periode)}.",
            f"Arah {indikator.arah.value}; setahun: {ARTI_AGREGASI[indikator.agregasi]}.",
            *(f"{label}: {_end(isi)}" for label, isi in _iterate_arti(indikator)),
        )
    )


def explain_lengkap(
    indikator: BarisIndikator, elemen: tuple[BarisElemen, ...], periode: Periode
) -> str:
    """Komentar nama indikator; tidak pernah dipotong."""
    baris = [f"{label}: {_end(isi)}" for label, isi in _iterate_arti(indikator)]
    baris.append(f"Arah: {indikator.arah.value}, {ARTI_ARAH[indikator.arah]}.")
    if elemen:
        baris += [
            f"{e.peran.value.capitalize()}: {e.nama} ({e.satuan}), diisi"
            f" {explain_cara(e.cara_isi, periode)}; setahun: {ARTI_AGREGASI[e.agregasi]}."
            for e in elemen
        ]
    else:
        baris.append(f"Cara isi: {explain_cara(indikator.cara_isi, periode)}.")
    baris.append(f"Triwulan menjadi tahun: {ARTI_AGREGASI[indikator.agregasi]}.")
    if indikator.sumber_data:
        baris.append(f"Sumber data: {_end(indikator.sumber_data)}")
    return "\n".join(baris)


def _iterate_arti(indikator: BarisIndikator) -> Iterator[tuple[str, str]]:
    if indikator.definisi_operasional:
        yield "Definisi", indikator.definisi_operasional
    if indikator.rumus:
        yield "Rumus", indikator.rumus


def _end(teks: str) -> str:
    """Kalimat yang berakhir dengan satu titik."""
    return teks if teks.endswith((".", "!", "?")) else f"{teks}."
