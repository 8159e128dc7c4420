"""Hitungan di dalam laporan bendahara: antarkolom dan antarjenjang."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja_cli.lembar.bendahara_tata import ANGGARAN, REALISASI, SISA
from kinerja_cli.model.cetak import format_rupiah
from kinerja_cli.model.isi_sel import format_alamat
from kinerja_cli.model.keuangan import JenjangSpj
from kinerja_cli.model.temuan import Temuan, build_temuan

NOL = Decimal(0)
PEMBULATAN = Decimal(1)
"""Selisih sampai satu rupiah adalah pembulatan sen saat dicetak."""

HITUNGAN: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...] = (
    (6, (4, 5), ()),
    (9, (7, 8), ()),
    (12, (10, 11), ()),
    (REALISASI, (6, 9, 12), ()),
    (SISA, (ANGGARAN,), (REALISASI,)),
)
"""(kolom hasil, yang dijumlahkan, yang dikurangkan) pada SPJ 14 kolom."""


@dataclass(frozen=True, slots=True)
class BarisBaca:
    """Satu baris laporan; ``angka`` menurut nomor kolom SPJ, sel kosong tidak ada di dalamnya.

    Baris rekening membawa kode sub kegiatannya; ``nomor`` adalah indeks baris mulai 0.
    """

    nomor: int
    jenjang: JenjangSpj
    kode: str
    rekening: str
    uraian: str
    angka: dict[int, Decimal]
    unit: str = ""
    sumber_dana: str = ""

    @property
    def utama(self) -> bool:
        """Baris jenjangnya sendiri, bukan rekening di bawahnya."""
        return not self.rekening


def check_baris(
    baris: BarisBaca, letak: Mapping[int, int], tempat: Mapping[str, str]
) -> Iterator[Temuan]:
    """6 = 4 + 5, 9 = 7 + 8, 12 = 10 + 11, 13 = 6 + 9 + 12, 14 = 3 - 13."""
    if not baris.angka:
        return
    for hasil, tambah, kurang in HITUNGAN:
        isi = baris.angka.get(hasil, NOL)
        hitung = sum((baris.angka.get(n, NOL) for n in tambah), NOL)
        hitung -= sum((baris.angka.get(n, NOL) for n in kurang), NOL)
        if abs(isi - hitung) > PEMBULATAN:
            rumus = " + ".join(str(n) for n in tambah) + "".join(f" - {n}" for n in kurang)
            yield build_temuan(
                "KEU105",
                **tempat,
                sel=format_alamat(baris.nomor, letak[hasil]),
                kunci=f"{baris.kode}.{baris.rekening}".strip("."),
                kolom=str(hasil),
                rumus=rumus,
                isi=format_rupiah(isi),
                hitung=format_rupiah(hitung),
            )


def build_sub(daftar: Sequence[BarisBaca], kolom: Iterable[int]) -> list[BarisBaca]:
    """Satu baris per sub kegiatan; yang tidak berangka sendiri memakai jumlah rekeningnya."""
    rekening = group_rekening(daftar)
    berangka = {b.kode for b in daftar if _is_sub(b) and b.angka}
    selesai: set[str] = set()
    hasil = []
    for b in daftar:
        if _is_sub(b) and b.angka:
            hasil.append(b)
        elif b.jenjang is JenjangSpj.SUB_KEGIATAN and b.kode not in berangka | selesai:
            selesai.add(b.kode)
            angka = {n: sum_daun(rekening.get(b.kode, ()), n) for n in kolom}
            uraian = b.uraian if b.utama else ""
            hasil.append(replace(b, rekening="", uraian=uraian, angka=angka))
    return hasil


def sum_daun(rekening: Sequence[BarisBaca], nomor: int) -> Decimal:
    """Jumlah rekening terinci."""
    return _sum(list_daun(rekening), nomor)


def list_daun(rekening: Sequence[BarisBaca]) -> list[BarisBaca]:
    """Rekening terinci saja; rekening induk sudah memuat anaknya."""
    induk = {
        b.rekening.rsplit(".", n)[0] for b in rekening for n in range(1, b.rekening.count(".") + 1)
    }
    return [b for b in rekening if b.rekening not in induk]


def check_jenjang(
    daftar: Sequence[BarisBaca], letak: Mapping[int, int], tempat: Mapping[str, str]
) -> Iterator[Temuan]:
    """Jumlah tiap jenjang sama dengan isinya; kode yang sama tidak tertulis dua kali."""
    sub = build_sub(daftar, letak)
    yield from _check_kembar(sub, letak, tempat)
    rekening = group_rekening(daftar)
    for nomor in (ANGGARAN, REALISASI):
        sebelum = -1
        for b in daftar:
            if b.rekening or nomor not in b.angka:
                continue
            if b.jenjang is JenjangSpj.SUB_KEGIATAN:
                daun = rekening.get(b.kode, [])
                calon = [sum_daun(daun, nomor)] if daun else []
            elif b.jenjang is JenjangSpj.JUMLAH:
                atas = [s for s in sub if s.nomor < b.nomor]
                bagian = [s for s in atas if s.nomor > sebelum]
                calon = [_sum(atas, nomor), _sum(bagian, nomor)]
                sebelum = b.nomor
            else:
                calon = [_sum([s for s in sub if s.kode.startswith(f"{b.kode}.")], nomor)]
            if calon and all(abs(b.angka[nomor] - c) > PEMBULATAN for c in calon):
                yield build_temuan(
                    "KEU106",
                    **tempat,
                    sel=format_alamat(b.nomor, letak[nomor]),
                    kunci=b.kode or b.uraian,
                    kolom=str(nomor),
                    jenjang=b.jenjang.value,
                    isi=format_rupiah(b.angka[nomor]),
                    hitung=format_rupiah(calon[0]),
                )


def _is_sub(b: BarisBaca) -> bool:
    return b.utama and b.jenjang is JenjangSpj.SUB_KEGIATAN


def _sum(daftar: Iterable[BarisBaca], nomor: int) -> Decimal:
    return sum((b.angka.get(nomor, NOL) for b in daftar), NOL)


def group_rekening(daftar: Iterable[BarisBaca]) -> dict[str, list[BarisBaca]]:
    """Baris rekening menurut kode sub kegiatannya."""
    hasil: dict[str, list[BarisBaca]] = {}
    for b in daftar:
        if b.rekening:
            hasil.setdefault(b.kode, []).append(b)
    return hasil


def _check_kembar(
    sub: Iterable[BarisBaca], letak: Mapping[int, int], tempat: Mapping[str, str]
) -> Iterator[Temuan]:
    pertama: dict[tuple[str, str, str], BarisBaca] = {}
    for b in sub:
        lama = pertama.setdefault((b.kode, b.unit, b.sumber_dana), b)
        if lama is not b:
            yield build_temuan(
                "KEU107",
                **tempat,
                sel=format_alamat(b.nomor, letak[REALISASI]),
                kunci=b.kode,
                pertama=format_alamat(lama.nomor, letak[REALISASI]),
                sama=" dengan angka yang sama" if lama.angka == b.angka else "",
            )
