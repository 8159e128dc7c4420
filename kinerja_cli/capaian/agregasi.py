"""Triwulan menjadi nilai sampai dengan periode, menurut agregasi yang dinyatakan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.model.istilah import Agregasi, Sifat
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode


@dataclass(frozen=True, slots=True)
class NilaiAgregat:
    """Nilai gabungan; ``kosong`` adalah triwulan tak dilaporkan yang mempengaruhinya."""

    nilai: Nilai
    kosong: tuple[Periode, ...]


def aggregate(
    isi: Mapping[Periode, Nilai], agregasi: Agregasi, cara_isi: Sifat, sampai: Periode
) -> NilaiAgregat:
    """Nilai sampai dengan triwulan ``sampai``.

    Posisi akhir adalah nilai terakhir yang dilaporkan, tidak pernah yang terbesar. Isian
    s.d. triwulan untuk jumlah memakai isian terakhir. Tanpa satu pun nilai, yang terakhir
    dinyatakan belum ada (dengan alasannya) yang kembali.
    """
    urut = sampai.triwulan()
    ada = [p for p in urut if isi.get(p, KOSONG).ada]
    kosong = tuple(p for p in urut if p not in ada)
    if not ada:
        return NilaiAgregat(_last_keterangan(isi, urut), kosong)
    terakhir = agregasi in {Agregasi.POSISI_AKHIR, Agregasi.RASIO}
    if terakhir or (agregasi is Agregasi.JUMLAH and cara_isi is Sifat.SAMPAI_DENGAN):
        return NilaiAgregat(isi[ada[-1]], urut[ada[-1].nomor :])
    angka = [a for p in ada if (a := isi[p].angka) is not None]
    if len(angka) != len(ada):
        return NilaiAgregat(Nilai.tak_terbaca("predikat"), kosong)
    return NilaiAgregat(Nilai.dari_angka(_combine(angka, agregasi)), kosong)


def _combine(angka: list[Decimal], agregasi: Agregasi) -> Decimal:
    if agregasi is Agregasi.MAKSIMUM:
        return max(angka)
    if agregasi is Agregasi.MINIMUM:
        return min(angka)
    jumlah = sum(angka, Decimal(0))
    return jumlah / len(angka) if agregasi is Agregasi.RATA_RATA else jumlah


def _last_keterangan(isi: Mapping[Periode, Nilai], urut: tuple[Periode, ...]) -> Nilai:
    isian = [isi[p] for p in urut if isi.get(p, KOSONG).jenis is not JenisNilai.KOSONG]
    return isian[-1] if isian else KOSONG


def derive_triwulan(
    isi: Mapping[Periode, Nilai], agregasi: Agregasi, cara_isi: Sifat, periode: Periode
) -> Nilai:
    """Nilai triwulan itu sendiri; selisih s.d. hanya untuk jumlah."""
    sendiri = isi.get(periode, KOSONG)
    sudah_sendiri = agregasi is not Agregasi.JUMLAH or cara_isi is Sifat.PER_TRIWULAN
    if sudah_sendiri or sendiri.angka is None or periode is Periode.TW1:
        return sendiri
    sebelum = periode.sebelum()[-1]
    lalu = isi.get(sebelum, KOSONG).angka
    if lalu is None:
        return Nilai.belum_ada(
            f"{sebelum.nama} tidak dilaporkan, nilai triwulan tidak dapat dipisah"
        )
    return Nilai.dari_angka(sendiri.angka - lalu)


def divide_rasio(pembilang: Nilai, penyebut: Nilai, satuan: str) -> Nilai:
    """Rasio dari elemen yang sudah digabung dengan caranya masing-masing.

    Hasil dikali seratus bila satuannya persen. Tidak pernah rata-rata dari persentase.
    """
    if pembilang.angka is None:
        return pembilang
    if penyebut.angka is None:
        return penyebut
    if penyebut.angka == 0:
        return Nilai.belum_ada("penyebut nol")
    kali = 100 if is_persen(satuan) else 1
    return Nilai.dari_angka(pembilang.angka * kali / penyebut.angka)


def is_persen(satuan: str) -> bool:
    """Benar bila satuan adalah persen."""
    return satuan.strip().casefold() in {"%", "persen", "prosen", "persentase"}
