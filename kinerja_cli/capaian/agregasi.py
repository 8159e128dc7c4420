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
    dipakai: tuple[Periode, ...]
    kosong: tuple[Periode, ...]
    alasan: str = ""


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
        return NilaiAgregat(_last_keterangan(isi, urut), (), kosong, "belum ada data")
    terakhir = agregasi in {Agregasi.POSISI_AKHIR, Agregasi.RASIO}
    if agregasi is Agregasi.JUMLAH and cara_isi is Sifat.SAMPAI_DENGAN:
        terakhir = True
    if terakhir:
        return NilaiAgregat(isi[ada[-1]], (ada[-1],), urut[ada[-1].nomor :])
    angka = [a for p in ada if (a := isi[p].angka) is not None]
    if len(angka) != len(ada):
        return NilaiAgregat(
            Nilai.tak_terbaca("predikat"), (), kosong, f"predikat tidak dapat di{agregasi.value}kan"
        )
    return NilaiAgregat(Nilai.dari_angka(_combine(angka, agregasi)), tuple(ada), kosong)


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
) -> NilaiAgregat:
    """Nilai triwulan itu sendiri; selisih s.d. hanya untuk jumlah."""
    sendiri = isi.get(periode, KOSONG)
    if agregasi is not Agregasi.JUMLAH or cara_isi is Sifat.PER_TRIWULAN or sendiri.angka is None:
        kosong = () if sendiri.ada else (periode,)
        return NilaiAgregat(sendiri, (periode,) if sendiri.ada else (), kosong)
    if periode is Periode.TW1:
        return NilaiAgregat(sendiri, (periode,), ())
    sebelum = periode.sebelum()[-1]
    lalu = isi.get(sebelum, KOSONG)
    if lalu.angka is None:
        return NilaiAgregat(
            Nilai.belum_ada(f"{sebelum.nama} tidak dilaporkan, nilai triwulan tidak dapat dipisah"),
            (),
            (sebelum,),
            "triwulan sebelumnya kosong",
        )
    return NilaiAgregat(Nilai.dari_angka(sendiri.angka - lalu.angka), (sebelum, periode), ())


def divide_rasio(pembilang: NilaiAgregat, penyebut: NilaiAgregat, satuan: str) -> NilaiAgregat:
    """Rasio dari elemen yang sudah digabung dengan caranya masing-masing.

    Hasil dikali seratus bila satuannya persen. Tidak pernah rata-rata dari persentase.
    """
    kosong = tuple(dict.fromkeys((*pembilang.kosong, *penyebut.kosong)))
    for nama, bagian in (("pembilang", pembilang), ("penyebut", penyebut)):
        if bagian.nilai.jenis in {JenisNilai.BELUM_ADA, JenisNilai.TAK_TERBACA}:
            return NilaiAgregat(bagian.nilai, (), kosong, f"{nama} belum ada")
        if bagian.nilai.angka is None:
            return NilaiAgregat(KOSONG, (), kosong, f"{nama} belum dilaporkan")
    atas, bawah = pembilang.nilai.angka or Decimal(0), penyebut.nilai.angka or Decimal(0)
    if bawah == 0:
        return NilaiAgregat(Nilai.belum_ada("penyebut nol"), (), kosong, "penyebut nol")
    kali = 100 if is_persen(satuan) else 1
    return NilaiAgregat(Nilai.dari_angka(atas * kali / bawah), pembilang.dipakai, kosong)


def is_persen(satuan: str) -> bool:
    """Benar bila satuan adalah persen."""
    return satuan.strip().casefold() in {"%", "persen", "prosen", "persentase"}
