"""Tabel anggaran lembar verifikasi: per sumber dana, lalu jumlah bila sumbernya beberapa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kinerja_cli.aturan.anggaran import group_uang, sum_uang
from kinerja_cli.aturan.bentuk_verifikasi import (
    TIDAK,
    YA,
    BarisAnggaranVerifikasi,
    join_masalah,
    judge_kesesuaian,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelUang
from kinerja_cli.model.temuan import Temuan

NOL = Decimal(0)


def build_anggaran(
    konteks: KonteksVerifikasi, milik: Mapping[str, list[Temuan]]
) -> tuple[BarisAnggaranVerifikasi, ...]:
    """Baris anggaran unit, bernomor; ``milik`` temuan menurut kuncinya."""
    return tuple(_number_anggaran(_iterate_anggaran(konteks, milik)))


def _iterate_anggaran(
    konteks: KonteksVerifikasi, milik: Mapping[str, list[Temuan]]
) -> Iterator[BarisAnggaranVerifikasi]:
    for kode, daftar in group_uang(konteks).items():
        tunggal = len(konteks.pagu_per_kode[kode]) == 1
        rinci = [_build_uang(konteks, u, milik.get(u.kunci, [])) for u in daftar]
        jumlah = _build_jumlah(konteks, kode, daftar, rinci)
        if tunggal:
            yield replace(
                rinci[0], realisasi_bendahara=jumlah.realisasi_bendahara, selisih=jumlah.selisih
            )
        else:
            yield from rinci
            yield jumlah


def _build_uang(
    konteks: KonteksVerifikasi, uang: SelUang, temuan: list[Temuan]
) -> BarisAnggaranVerifikasi:
    return BarisAnggaranVerifikasi(
        nomor=0,
        kode=uang.pagu.kode,
        uraian=uang.pagu.uraian or konteks.definisi.nama_nomenklatur.get(uang.pagu.kode, ""),
        sumber_dana=uang.pagu.sumber_dana,
        pagu=uang.pagu.pagu,
        realisasi_bidang=konteks.nilai_uang(uang.pagu).angka,
        realisasi_bendahara=None,
        selisih=None,
        kesesuaian=judge_kesesuaian(temuan),
        catatan=join_masalah(temuan),
    )


def _build_jumlah(
    konteks: KonteksVerifikasi,
    kode: str,
    daftar: list[SelUang],
    rinci: list[BarisAnggaranVerifikasi],
) -> BarisAnggaranVerifikasi:
    """Jumlah satu sub kegiatan; bila dimiliki beberapa unit, jumlah semua unit."""
    semua = konteks.pagu_per_kode[kode]
    unit = sorted({p.kode_unit for p in semua})
    pembanding = konteks.pembanding
    cocok = (
        None if isinstance(pembanding, str) else konteks.dinas.match(pembanding, kode, konteks.unit)
    )
    bersama = len(unit) > 1
    return BarisAnggaranVerifikasi(
        nomor=None,
        kode=kode,
        uraian=f"Jumlah semua unit ({', '.join(unit)})" if bersama else "Jumlah",
        sumber_dana="",
        pagu=sum((p.pagu for p in semua), NOL),
        realisasi_bidang=cocok.bidang if cocok and bersama else sum_uang(konteks, daftar),
        realisasi_bendahara=cocok.bendahara if cocok else None,
        selisih=cocok.selisih if cocok else None,
        kesesuaian=TIDAK if any(b.kesesuaian == TIDAK for b in rinci) else YA,
        catatan="",
        jumlah=True,
    )


def _number_anggaran(
    daftar: Iterable[BarisAnggaranVerifikasi],
) -> Iterator[BarisAnggaranVerifikasi]:
    nomor = 0
    for b in daftar:
        nomor += not b.jumlah
        yield b if b.jumlah else replace(b, nomor=nomor)
