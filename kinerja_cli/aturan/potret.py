"""Rencana yang dipakai saat angka diputuskan Ya tetap dipakai, walaupun tabel sumber disunting.

Definisi pada setiap keputusan Ya adalah potretnya: teks, target, dan rumus pada saat itu.
Perubahan sesudahnya disebut, dan baru berlaku bila unit itu diputuskan lagi dengan yang baru.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Dokumen, Jenjang
from kinerja_cli.model.kolom import iterate_kolom
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan

T = TypeVar("T", bound=s.Baris)


@dataclass(frozen=True, slots=True)
class Potret:
    """Definisi yang dipakai keputusan Ya sebuah unit."""

    nomor: int
    definisi: Definisi


PotretPeriode = Mapping[Periode, Mapping[str, Potret]]
"""Potret menurut periode dan kode unit; hanya unit yang keputusannya Ya dan masih berlaku."""


def keep_rencana(
    definisi: Definisi, potret: PotretPeriode, periode: Periode
) -> tuple[Definisi, list[Temuan]]:
    """Definisi dengan baris indikator terverifikasi sebagaimana potretnya, dan bedanya (TGT306).

    Setahun memakai potret formulir tahun; unit yang tidak mempunyainya memakai TW IV.
    """
    penyusun = _Penyusun(definisi)
    for p in periode.triwulan():
        for unit, satu in potret.get(p, {}).items() if p is not periode else ():
            penyusun.keep_target(p, unit, satu, (p.value,))
    akhir = dict(potret.get(periode, {}))
    if periode is Periode.TAHUN:
        akhir = {**potret.get(Periode.TW4, {}), **akhir}
    for unit, satu in akhir.items():
        if satu.definisi.hash != definisi.hash:
            penyusun.keep_baris(periode, unit, satu)
            penyusun.keep_target(periode, unit, satu, (periode.value, Periode.TAHUN.value))
    return penyusun.build(), penyusun.temuan


def iterate_indikator(definisi: Definisi, unit: str) -> Iterator[s.BarisIndikator]:
    """Indikator yang dilaporkan unit itu."""
    for baris in definisi.indikator:
        if definisi.pelapor.get(baris.kode_indikator) == unit:
            yield baris


class _Penyusun:
    """Mengumpulkan baris pengganti; yang tidak diganti tetap dari definisi terakhir."""

    def __init__(self, definisi: Definisi) -> None:
        self._asal = definisi
        self._indikator = dict(definisi.indikator_menurut_kode)
        self._target = {(t.kode_indikator, t.versi): t for t in definisi.target}
        self._elemen = {e.kode_elemen: e for e in definisi.elemen}
        self._pengampu = list(definisi.pengampu)
        self.temuan: list[Temuan] = []

    def build(self) -> Definisi:
        """Definisi terakhir bila tidak ada yang diganti."""
        if not self.temuan:
            return self._asal
        return self._asal.replace(
            indikator=tuple(self._indikator.values()),
            target=tuple(self._target.values()),
            elemen=tuple(self._elemen.values()),
            pengampu=tuple(self._pengampu),
        )

    def keep_baris(self, periode: Periode, unit: str, potret: Potret) -> None:
        """Teks, satuan, arah, rumus, dan elemen."""
        for baris in iterate_indikator(potret.definisi, unit):
            kode = baris.kode_indikator
            kini = self._indikator.get(kode)
            if kini is None:
                self._restore(periode, potret, baris)
            elif kini != baris:
                self._report(periode, potret, kode, _list_beda(baris, kini))
            self._indikator[kode] = baris
            for e in potret.definisi.elemen_menurut_indikator.get(kode, ()):
                baru = self._elemen.get(e.kode_elemen)
                if baru != e:
                    beda = _list_beda(e, baru) if baru else ["dihapus"]
                    self._report(periode, potret, kode, [f"{e.kode_elemen}: {b}" for b in beda])
                self._elemen[e.kode_elemen] = e

    def _restore(self, periode: Periode, potret: Potret, baris: s.BarisIndikator) -> None:
        kode = baris.kode_indikator
        milik = [p for p in potret.definisi.pengampu if p.kode_indikator == kode]
        self._pengampu = [*(p for p in self._pengampu if p.kode_indikator != kode), *milik]
        self._report(periode, potret, kode, ["barisnya dihapus dari lembar Indikator"])

    def keep_target(
        self, periode: Periode, unit: str, potret: Potret, kolom: tuple[str, ...]
    ) -> None:
        """Target periode itu pada versi yang kini berlaku."""
        for baris in iterate_indikator(potret.definisi, unit):
            kode = baris.kode_indikator
            sub = baris.jenjang is Jenjang.SUB_KEGIATAN
            versi = self._asal.versi_periode(Dokumen.DPA if sub else Dokumen.PK, periode)
            dulu = potret.definisi.target_berlaku(kode, periode)
            if versi is None or dulu is None:
                continue
            kini = self._target.get((kode, versi.versi))
            if kini is None:
                baru = dulu.model_copy(update={"versi": versi.versi})
                beda = [f"target dihapus dari versi {versi.versi}"]
            else:
                baru = kini.model_copy(update={k: getattr(dulu, k) for k in kolom})
                beda = _list_beda(baru, kini)
            self._report(periode, potret, kode, beda)
            self._target[kode, versi.versi] = baru

    def _report(self, periode: Periode, potret: Potret, kode: str, rincian: Iterable[str]) -> None:
        for butir in rincian:
            self.temuan.append(
                build_temuan(
                    "TGT306",
                    kunci=kode,
                    kolom=periode.value,
                    nama=kode,
                    rincian=butir,
                    periode=periode.nama,
                    nomor=potret.nomor,
                )
            )


def _list_beda(dulu: T, kini: T) -> list[str]:
    """Kolom yang berubah: yang dipakai, lalu yang kini tertulis."""
    return [
        f"{k.kolom.nama} {_show(lama)} menjadi {_show(baru)}"
        for k in iterate_kolom(type(dulu))
        if (lama := getattr(dulu, k.bidang)) != (baru := getattr(kini, k.bidang))
    ]


def _show(isi: object) -> str:
    return f"{str(isi)!r}" if isi not in (None, "") else "kosong"
