"""Evaluasi hasil Renja (kolom Formulir E.81): kinerja per indikator, rupiah per kode anggaran.

Kolom 12 = 8+9+10+11 dan 13 = 6+12 hanya berlaku untuk angka yang dapat dijumlahkan; persentase,
indeks, dan posisi akhir memakai nilai terakhir (12) dan 13 = 12.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import print_target
from kinerja_cli.capaian.indikator import HitungPeriode, build_aturan, read_target
from kinerja_cli.capaian.jenis import JENIS, Target
from kinerja_cli.capaian.rekap_renstra import (
    BELUM_LENGKAP,
    find_renstra,
    read_kondisi_awal,
    read_nilai_riwayat,
)
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.data_kinerja import Fakta, KinerjaRenja, UangRenja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Agregasi, Jenjang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator, BarisRenstra

JENJANG_RENJA = frozenset({Jenjang.PROGRAM, Jenjang.KEGIATAN, Jenjang.SUB_KEGIATAN})
BELUM_DILAPORKAN = "realisasi triwulan ini atau sebelumnya belum dilaporkan"


def build_kinerja_renja(
    definisi: Definisi, indikator: BarisIndikator, hitung: HitungPeriode, periode: Periode
) -> KinerjaRenja | None:
    """Kolom 5, 6, 13, dan 14 sebuah indikator; ``None`` untuk tujuan dan sasaran."""
    if indikator.jenjang not in JENJANG_RENJA:
        return None
    dokumen = find_renstra(definisi, periode)
    pembuat = PembuatFakta(definisi.tahun, periode)
    kumulatif = indikator.agregasi is Agregasi.JUMLAH
    kode, desimal = indikator.kode_indikator, indikator.presisi
    target = _read_target(definisi, indikator, dokumen, kumulatif=kumulatif)
    lalu = _read_lalu(definisi, indikator, dokumen, kumulatif=kumulatif)
    sampai = _add_sampai(hitung, lalu, kumulatif=kumulatif)
    if sampai is None:
        fakta_sampai = pembuat.kosong(BELUM_LENGKAP, kode, "renja_sampai")
    else:
        fakta_sampai = pembuat.nilai(sampai, desimal, kode, "renja_sampai")
    return KinerjaRenja(
        target_renstra=print_target(pembuat, indikator, target, "renja_target") if target else None,
        lalu=pembuat.nilai(lalu, desimal, kode, "renja_lalu") if lalu else None,
        sampai=fakta_sampai,
        tingkat=_rate(definisi, indikator, target, sampai, pembuat),
        kumulatif=kumulatif,
    )


def _read_target(
    definisi: Definisi, indikator: BarisIndikator, dokumen: BarisRenstra | None, *, kumulatif: bool
) -> Target | None:
    """Target akhir periode; yang dapat dijumlahkan adalah jumlah target semua tahun Renstra."""
    if dokumen is None:
        return None
    menurut_tahun = {
        t.tahun: t.target
        for t in definisi.list_target_renstra(dokumen.dokumen, indikator.kode_indikator)
    }
    akhir, _ = read_target(indikator, menurut_tahun.get(dokumen.tahun_akhir, ""))
    if akhir is None or not kumulatif:
        return akhir
    tahun = range(dokumen.tahun_awal, dokumen.tahun_akhir + 1)
    semua = [read_target(indikator, menurut_tahun.get(t, ""))[0] for t in tahun]
    angka = [t.angka for t in semua if t is not None and t.angka is not None]
    if len(angka) < len(semua):
        return None
    jumlah = format_kanonik(sum(angka, Decimal(0))).replace(".", ",")
    return read_target(indikator, jumlah)[0]


def _read_lalu(
    definisi: Definisi, indikator: BarisIndikator, dokumen: BarisRenstra | None, *, kumulatif: bool
) -> Nilai | None:
    """Realisasi s.d. tahun lalu dalam masa Renstra; tanpa jumlah, tahun terakhir yang ada."""
    riwayat = {
        r.tahun: read_nilai_riwayat(indikator, r.realisasi)
        for r in definisi.riwayat_menurut_indikator.get(indikator.kode_indikator, ())
        if r.tahun < definisi.tahun
    }
    if kumulatif:
        if dokumen is None:
            return None
        tahun = range(dokumen.tahun_awal, definisi.tahun)
        angka = [a for t in tahun if t in riwayat and (a := riwayat[t].angka) is not None]
        lengkap = tahun and len(angka) == len(tahun)
        return Nilai.dari_angka(sum(angka, Decimal(0))) if lengkap else None
    if riwayat:
        return riwayat[max(riwayat)]
    awal = read_kondisi_awal(definisi, indikator, dokumen) if dokumen else None
    return None if awal is None else Nilai.dari_angka(awal)


def _add_sampai(hitung: HitungPeriode, lalu: Nilai | None, *, kumulatif: bool) -> Nilai | None:
    """Kolom 13; ``None`` bila jumlahnya belum lengkap."""
    if not kumulatif:
        return hitung.sampai
    if hitung.kosong or hitung.sampai.angka is None:
        return None
    dulu = (lalu.angka if lalu else None) or Decimal(0)
    return Nilai.dari_angka(dulu + hitung.sampai.angka)


def _rate(
    definisi: Definisi,
    indikator: BarisIndikator,
    target: Target | None,
    sampai: Nilai | None,
    pembuat: PembuatFakta,
) -> Fakta | None:
    """Kolom 14 dengan rumus indikatornya; pada arah naik sama dengan 13/5 x 100."""
    if target is None:
        return None
    if sampai is None:
        return pembuat.kosong(BELUM_LENGKAP, indikator.kode_indikator, "renja_tingkat")
    aturan = build_aturan(definisi.kebijakan, indikator)
    hasil = JENIS[indikator.jenis].calculate(target, sampai, aturan)
    return pembuat.capaian(hasil, indikator.kode_indikator, "renja_tingkat")


class PerekapUangRenja:
    """Merekap kolom rupiah setiap kode anggaran dari realisasi s.d. triwulan dan Renstra."""

    def __init__(self, definisi: Definisi, periode: Periode) -> None:
        self._definisi = definisi
        self._periode = periode
        self._pembuat = PembuatFakta(definisi.tahun, periode)

    def build(self, kode: str, sampai_triwulan: Sequence[tuple[Decimal | None, ...]]) -> UangRenja:
        """Kolom 5, 6, 8-11, 13, dan 14 sebuah kode; jumlah semua baris uang di bawahnya."""
        target, lalu = self._pagu.get(kode), self._lalu.get(kode)
        kini = self._sum_triwulan(sampai_triwulan)
        akhir = kini[-1] if kini else None
        jumlah = None if akhir is None else akhir + (lalu or Decimal(0))
        tingkat = jumlah / target * 100 if jumlah is not None and target else None
        p = self._pembuat
        return UangRenja(
            target_renstra=None if target is None else p.rupiah(target, kode, "renja_pagu"),
            lalu=None if lalu is None else p.rupiah(lalu, kode, "renja_anggaran_lalu"),
            triwulan=self._build_triwulan(kode, kini),
            sampai=p.rupiah(jumlah, kode, "renja_anggaran", alasan=BELUM_LENGKAP),
            tingkat=None if tingkat is None else p.persen(tingkat, kode, "renja_serapan"),
        )

    def _sum_triwulan(self, baris: Sequence[tuple[Decimal | None, ...]]) -> list[Decimal | None]:
        """Jumlah s.d. setiap triwulan; ``None`` bila satu baris saja belum dilaporkan."""
        hasil: list[Decimal | None] = []
        for kolom in zip(*baris, strict=True):
            ada = [k for k in kolom if k is not None]
            hasil.append(sum(ada, Decimal(0)) if len(ada) == len(kolom) else None)
        return hasil

    def _build_triwulan(self, kode: str, sampai: Sequence[Decimal | None]) -> tuple[Fakta, ...]:
        """Bagian setiap triwulan: selisih dua angka s.d., boleh negatif karena pengembalian."""
        hasil = []
        dulu: Decimal | None = Decimal(0)
        for periode, kini in zip(self._periode.triwulan(), sampai, strict=True):
            sendiri = None if kini is None or dulu is None else kini - dulu
            pembuat = PembuatFakta(self._definisi.tahun, periode)
            hasil.append(
                pembuat.rupiah(sendiri, kode, "anggaran_triwulan", alasan=BELUM_DILAPORKAN)
            )
            dulu = kini
        return tuple(hasil)

    @cached_property
    def _pagu(self) -> dict[str, Decimal]:
        """Pagu seluruh masa Renstra menurut kode; indikator kembar tidak terjumlah dua kali."""
        dokumen = find_renstra(self._definisi, self._periode)
        if dokumen is None:
            return {}
        uang = {
            (kode, t.tahun): t.pagu
            for t in self._definisi.target_renstra
            if t.dokumen == dokumen.dokumen
            and t.pagu is not None
            and (kode := self._find_kode(t.kode_indikator))
        }
        return _sum_menurut_kode(uang)

    @cached_property
    def _lalu(self) -> dict[str, Decimal]:
        """Realisasi anggaran tahun-tahun lalu dalam masa Renstra, dijumlah ke atas."""
        dokumen = find_renstra(self._definisi, self._periode)
        awal = dokumen.tahun_awal if dokumen else self._definisi.tahun
        uang = {
            (kode, r.tahun): r.anggaran
            for r in self._definisi.riwayat
            if awal <= r.tahun < self._definisi.tahun
            and r.anggaran is not None
            and (kode := self._find_kode(r.kode_indikator))
        }
        return _sum_menurut_kode(uang)

    def _find_kode(self, kode_indikator: str) -> str:
        indikator = self._definisi.indikator_menurut_kode.get(kode_indikator)
        return indikator.kode if indikator and indikator.jenjang in JENJANG_RENJA else ""


def _sum_menurut_kode(uang: dict[tuple[str, int], Decimal]) -> dict[str, Decimal]:
    """Jumlah antartahun per kode; induk tanpa angka sendiri memakai jumlah anaknya."""
    sendiri: dict[str, Decimal] = defaultdict(Decimal)
    for (kode, _), angka in uang.items():
        sendiri[kode] += angka
    hasil = dict(sendiri)
    for panjang in (5, 3):
        anak: dict[str, Decimal] = defaultdict(Decimal)
        for kode, angka in list(hasil.items()):
            bagian = kode.split(".")
            if len(bagian) == (6 if panjang == 5 else 5):
                anak[".".join(bagian[:panjang])] += angka
        hasil |= {k: a for k, a in anak.items() if k not in sendiri}
    return hasil
