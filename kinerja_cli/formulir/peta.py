"""Alamat fakta sebuah sel isian: periode, subjek, kolom."""

from __future__ import annotations

from kinerja_cli.formulir.bentuk import IdentitasFormulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI
from kinerja_cli.model.istilah import PeranElemen
from kinerja_cli.model.periode import Periode

AlamatFakta = tuple[Periode, str, str]

LEMBAR_BERALAMAT = frozenset({"Koreksi", "Catatan"})
"""Lembar yang kuncinya bukan subjek faktanya."""

KOLOM_ELEMEN = {p.value: p for p in PeranElemen}
"""Kolom lembar Kinerja yang isinya milik elemen, bukan milik indikator."""


def map_sel(
    definisi: Definisi, identitas: IdentitasFormulir, lembar: str, kunci: str, kolom: str
) -> AlamatFakta | None:
    """Alamat fakta sel isian; ``None`` bila sel itu bukan fakta tersendiri."""
    if lembar == "Kinerja":
        return _map_kinerja(definisi, identitas.periode, kunci, kolom)
    return map_umum(identitas, lembar, kunci, kolom)


def map_umum(
    identitas: IdentitasFormulir, lembar: str, kunci: str, kolom: str
) -> AlamatFakta | None:
    """Alamat yang diketahui tanpa definisi; sel elemen pada Kinerja mempunyai alamat lain."""
    periode = identitas.periode
    if lembar not in LEMBAR_BERALAMAT:
        return periode, kunci, kolom
    if lembar == "Koreksi":
        return _map_koreksi(kunci, kolom)
    return (periode, identitas.unit, kunci) if kolom == "isi" else None


def _map_koreksi(kunci: str, kolom: str) -> AlamatFakta | None:
    """Nilai baru menjadi versi baru faktanya; alasan dan buktinya fakta di sebelahnya."""
    alamat = parse_koreksi(kunci)
    if alamat is None or kolom == "nilai_baru":
        return alamat
    return (alamat[0], alamat[1], f"{kolom}_koreksi")


def _map_kinerja(
    definisi: Definisi, periode: Periode, kunci: str, kolom: str
) -> AlamatFakta | None:
    if kunci not in definisi.indikator_menurut_kode:
        return periode, kunci, KOLOM_NILAI if kolom == "realisasi" else kolom
    if kolom not in KOLOM_ELEMEN:
        return periode, kunci, kolom
    elemen = find_elemen(definisi, kunci, KOLOM_ELEMEN[kolom])
    return (periode, elemen, KOLOM_NILAI) if elemen else None


def find_elemen(definisi: Definisi, kode_indikator: str, peran: PeranElemen) -> str:
    """kode_elemen indikator menurut perannya; teks kosong bila tidak ada."""
    daftar = definisi.elemen_menurut_indikator.get(kode_indikator, ())
    return next((e.kode_elemen for e in daftar if e.peran is peran), "")


def build_kunci_koreksi(periode: Periode, subjek: str, kolom: str) -> str:
    """Kunci baris Koreksi, misalnya ``tw1:IKU-01:realisasi``."""
    return f"{periode.value}:{subjek}:{kolom}"


def build_acuan_koreksi(kunci: str) -> str:
    """Acuan rumus ke nilai baru sebuah baris Koreksi, dari lembar mana pun."""
    return f"{{Koreksi!{kunci}!nilai_baru}}"


def parse_koreksi(kunci: str) -> AlamatFakta | None:
    """Kebalikan ``build_kunci_koreksi``; subjek uang sendiri memuat titik dua."""
    awal, _, sisa = kunci.partition(":")
    subjek, _, kolom = sisa.rpartition(":")
    if awal not in set(Periode) or not subjek:
        return None
    return Periode(awal), subjek, kolom
