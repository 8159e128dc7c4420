"""Langkah 5-7: persentase capaian dari fakta di register, dengan penjelasannya."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.capaian.jejak import BagianJejak, build_jejak
from kinerja_cli.capaian.rekap_indikator import build_capaian
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.data_kinerja import CapaianPeriode
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.entri_hitung import DokumenHitung, EntriHitung
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.ruang.rencana_pakai import read_rencana_pakai
from kinerja_cli.ruang.ruang import Ruang

BANYAK_DISEBUT = 20
"""Kode yang disebut bila tidak satu pun mirip."""


@dataclass(frozen=True, slots=True)
class BarisCapaian:
    """Capaian satu indikator pada satu periode."""

    indikator: BarisIndikator
    capaian: CapaianPeriode
    entri: EntriHitung


@dataclass(frozen=True, slots=True)
class HitungRuang:
    """Capaian semua indikator ruang kerja pada satu periode."""

    definisi: Definisi
    periode: Periode
    baris: tuple[BarisCapaian, ...]

    @property
    def dokumen(self) -> DokumenHitung:
        """Dokumen kontrak ``kinerja hitung --json`` tanpa TABEL."""
        kebijakan = self.definisi.kebijakan
        return DokumenHitung(
            kebijakan.nama,
            kebijakan.berlaku,
            kebijakan.hash,
            tuple(b.entri for b in self.baris),
            (("periode", self.periode.value),),
        )


def plan(ruang: Ruang, periode: Periode, unit: tuple[str, ...] = ()) -> HitungRuang:
    """Hitung dari fakta yang sudah diterima, terverifikasi atau belum; tidak menulis apa pun."""
    with ruang.register() as register:
        definisi = read_rencana_pakai(register, periode).definisi
        fakta = read_fakta(register)
    pembuat = PembuatFakta(definisi.tahun, periode)
    daftar: list[BarisCapaian] = []
    for baris in definisi.indikator:
        pelapor = definisi.pelapor.get(baris.kode_indikator, "")
        if unit and pelapor not in unit:
            continue
        hitung = calculate_periode(definisi, baris, fakta, periode)
        if hitung is None:
            continue
        capaian = build_capaian(definisi, baris, fakta, hitung, periode)
        entri = EntriHitung(
            baris=len(daftar) + 1,
            indikator=baris.indikator,
            target_teks=capaian.target.teks,
            target=_kanonik(capaian.target.nilai),
            realisasi_teks=capaian.realisasi.teks,
            realisasi=_kanonik(capaian.realisasi.nilai),
            arah=baris.arah.value,
            hasil=hitung.hasil,
            kunci=pembuat.kunci(baris.kode_indikator, "capaian"),
        )
        daftar.append(BarisCapaian(baris, capaian, entri))
    return HitungRuang(definisi, periode, tuple(daftar))


def explain(ruang: Ruang, periode: Periode, kode: str) -> tuple[BagianJejak, ...]:
    """Jejak satu indikator dari sel sampai capaian.

    Galat ``PemakaianError`` bila kodenya tidak ada, dengan kode yang mirip.
    """
    with ruang.register() as register:
        definisi = read_rencana_pakai(register, periode).definisi
        fakta = read_fakta(register)
    menurut_kode = definisi.indikator_menurut_kode
    indikator = menurut_kode.get(kode) or menurut_kode.get(kode.upper())
    if indikator is None:
        semua = list(menurut_kode)
        mirip = get_close_matches(kode.upper(), semua, n=5, cutoff=0.4)
        lebih = len(semua) - BANYAK_DISEBUT
        ada = ", ".join(semua[:BANYAK_DISEBUT]) + (f", dan {lebih} lainnya" if lebih > 0 else "")
        raise PemakaianError(
            f"indikator {kode} tidak ada",
            f"yang mirip: {', '.join(mirip)}" if mirip else f"yang ada: {ada}",
        )
    return build_jejak(definisi, indikator, fakta, periode)


def _kanonik(nilai: Nilai) -> str | None:
    if nilai.angka is not None:
        return format_kanonik(nilai.angka)
    return nilai.teks if nilai.ada else None
