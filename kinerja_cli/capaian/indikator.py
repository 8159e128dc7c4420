"""Capaian satu indikator pada satu periode, dari fakta isian sampai persentase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kinerja_cli.capaian.agregasi import NilaiAgregat, aggregate, derive_triwulan, divide_rasio
from kinerja_cli.capaian.jenis import JENIS, AturanHitung, Target
from kinerja_cli.capaian.waktu import is_waktunya
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Agregasi, JenisIndikator, PeranElemen, Sifat
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator

BELUM_WAKTUNYA = "belum waktunya"


@dataclass(frozen=True, slots=True)
class HitungPeriode:
    """Semua yang menentukan satu capaian.

    ``realisasi`` yang dibandingkan dengan target periode menurut sifat targetnya, ``sampai``
    nilai sampai dengan periode, ``kosong`` triwulan yang tidak dilaporkan.
    """

    periode: Periode
    target_teks: str
    target: Target | None
    realisasi: Nilai
    sampai: Nilai
    hasil: HasilCapaian
    kemajuan: HasilCapaian | None = None
    kosong: tuple[Periode, ...] = ()

    @property
    def belum_waktunya(self) -> bool:
        """Benar bila realisasi periode ini memang belum diminta."""
        return self.hasil.alasan == BELUM_WAKTUNYA


def build_aturan(kebijakan: Kebijakan, indikator: BarisIndikator) -> AturanHitung:
    """Aturan hitung indikator: kebijakan instansi, arah, dan pilihan rumusnya sendiri."""
    return AturanHitung(
        kebijakan, indikator.arah, indikator.rumus_capaian, indikator.skala, indikator.satuan
    )


def read_target(indikator: BarisIndikator, teks: str) -> tuple[Target | None, str]:
    """Target yang terbaca oleh jenisnya, atau alasan tidak terbaca."""
    if not teks:
        return None, "target periode tidak ditetapkan"
    bacaan = JENIS[indikator.jenis].read_target(teks, AcuanBaca(satuan=indikator.satuan))
    return bacaan.target, bacaan.alasan


def read_realisasi(
    definisi: Definisi, indikator: BarisIndikator, fakta: KumpulanFakta, periode: Periode
) -> tuple[NilaiAgregat, Nilai]:
    """(nilai sampai dengan periode, nilai yang dibandingkan dengan target periode)."""
    if indikator.jenis is not JenisIndikator.RASIO:
        isi = _read_isi(indikator.kode_indikator, "realisasi", fakta, periode)
        return _combine(indikator, indikator, isi, periode)
    elemen = {e.peran: e for e in definisi.elemen_menurut_indikator[indikator.kode_indikator]}
    atas, bawah = [
        _combine(indikator, e, _read_isi(e.kode_elemen, KOLOM_NILAI, fakta, periode), periode)
        for e in (elemen[PeranElemen.PEMBILANG], elemen[PeranElemen.PENYEBUT])
    ]
    sampai = divide_rasio(atas[0].nilai, bawah[0].nilai, indikator.satuan)
    kosong = dict.fromkeys((*atas[0].kosong, *bawah[0].kosong))
    return (
        NilaiAgregat(sampai, tuple(kosong)),
        divide_rasio(atas[1], bawah[1], indikator.satuan),
    )


def _read_isi(
    subjek: str, kolom: str, fakta: KumpulanFakta, periode: Periode
) -> dict[Periode, Nilai]:
    """Isian sampai dengan periode itu; pada tahun termasuk yang diketik langsung untuk tahun."""
    return {p: fakta.nilai(p, subjek, kolom) for p in DAFTAR_PERIODE[: periode.nomor]}


def _combine(
    indikator: BarisIndikator,
    baris: BarisIndikator | BarisElemen,
    isi: Mapping[Periode, Nilai],
    periode: Periode,
) -> tuple[NilaiAgregat, Nilai]:
    """(s.d. periode, yang dibandingkan); isian tahun menang atas gabungan triwulannya."""
    if periode is Periode.TAHUN and isi[periode].jenis is not JenisNilai.KOSONG:
        return NilaiAgregat(isi[periode], ()), isi[periode]
    sampai = aggregate(isi, baris.agregasi, baris.cara_isi, periode)
    if _is_sampai_dengan(indikator, periode):
        return sampai, sampai.nilai
    return sampai, derive_triwulan(isi, baris.agregasi, baris.cara_isi, periode)


def _is_sampai_dengan(indikator: BarisIndikator, periode: Periode) -> bool:
    return periode is Periode.TAHUN or indikator.sifat_target is Sifat.SAMPAI_DENGAN


def calculate_periode(
    definisi: Definisi, indikator: BarisIndikator, fakta: KumpulanFakta, periode: Periode
) -> HitungPeriode | None:
    """Capaian terhadap target periode dan kemajuan terhadap target tahun.

    ``None`` bila indikator tidak ada dalam PK atau DPA yang berlaku pada periode itu.
    """
    baris = definisi.target_berlaku(indikator.kode_indikator, periode)
    if baris is None:
        return None
    aturan = build_aturan(definisi.kebijakan, indikator)
    teks = baris.teks(periode)
    target, alasan = read_target(indikator, teks)
    if not is_waktunya(indikator, periode, definisi.tahun):
        tunda = HasilCapaian(StatusHitung.BELUM_ADA_DATA, "", alasan=BELUM_WAKTUNYA)
        return HitungPeriode(periode, teks, target, KOSONG, KOSONG, tunda)
    sampai, realisasi = read_realisasi(definisi, indikator, fakta, periode)
    kosong = tuple(
        p
        for p in sampai.kosong
        if is_waktunya(indikator, p, definisi.tahun)
        and definisi.target_berlaku(indikator.kode_indikator, p) is not None
    )
    jenis = JENIS[indikator.jenis]
    if target is None:
        hasil = HasilCapaian(StatusHitung.TIDAK_DAPAT_DIHITUNG, "", alasan=alasan)
    elif realisasi.ada and _is_jumlah_kurang(indikator, periode, kosong):
        hasil = HasilCapaian(StatusHitung.BELUM_ADA_DATA, "", alasan=_explain_kurang(kosong))
    else:
        hasil = jenis.calculate(target, realisasi, aturan)
    kemajuan = None
    target_tahun, _ = read_target(indikator, baris.tahun)
    if periode is not Periode.TAHUN and target_tahun is not None:
        kemajuan = replace(jenis.calculate(target_tahun, sampai.nilai, aturan), kategori="")
    return HitungPeriode(periode, teks, target, realisasi, sampai.nilai, hasil, kemajuan, kosong)


def _is_jumlah_kurang(
    indikator: BarisIndikator, periode: Periode, kosong: tuple[Periode, ...]
) -> bool:
    """Jumlah tiga triwulan tidak boleh dibandingkan dengan target empat triwulan."""
    jumlah = indikator.agregasi is Agregasi.JUMLAH
    return jumlah and bool(kosong) and _is_sampai_dengan(indikator, periode)


def _explain_kurang(kosong: tuple[Periode, ...]) -> str:
    nama = ", ".join(p.nama for p in kosong)
    return f"{nama} tidak dilaporkan, jumlahnya belum lengkap"
