"""Rumus hidup capaian pada formulir, dari objek yang sama dengan aturan mesin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.capaian.indikator import build_aturan, calculate_periode, read_target
from kinerja_cli.capaian.jenis import JENIS, SelRumus
from kinerja_cli.formulir.bentuk import Gaya, Sel
from kinerja_cli.formulir.peta import find_elemen
from kinerja_cli.formulir.sel import read_isi
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.hasil import StatusHitung
from kinerja_cli.model.istilah import Agregasi, PeranElemen, Sifat
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator


@dataclass(frozen=True, slots=True)
class SelHitung:
    """Sel yang dihitung; ``realisasi`` hanya ada bila realisasi bukan isian."""

    realisasi: Sel | None
    capaian: Sel
    kategori: Sel


def build_hitung(
    definisi: Definisi, indikator: BarisIndikator, periode: Periode, fakta: KumpulanFakta
) -> SelHitung:
    """Rumus realisasi (rasio), capaian, dan kategori beserta nilai tersimpannya."""
    hitung = calculate_periode(definisi, indikator, fakta, periode)
    hasil = hitung.hasil if hitung else None
    terhitung = hasil is not None and hasil.status is StatusHitung.TERHITUNG
    capaian = hasil.tercetak if hasil and terhitung else None
    kategori = hasil.kategori if hasil and terhitung else ""
    rasio = "pembilang" in JENIS[indikator.jenis].isian
    realisasi = read_isi(hitung.realisasi) if hitung and rasio else None
    target, _ = read_target(indikator, hitung.target_teks if hitung else "")
    sel = _build_sel_rumus(definisi, indikator, periode, fakta)
    if target is None or sel is None or hitung is None:
        return SelHitung(
            _kunci(realisasi) if rasio else None, _kunci(capaian), _kunci(kategori or None)
        )
    rumus = JENIS[indikator.jenis].formula(target, build_aturan(definisi.kebijakan, indikator), sel)
    return SelHitung(
        _kunci(realisasi, rumus.realisasi or "") if rasio else None,
        _kunci(capaian, rumus.capaian),
        _kunci(kategori or None, rumus.kategori),
    )


def _kunci(nilai: str | Decimal | None, rumus: str = "") -> Sel:
    isi = nilai if not isinstance(nilai, str) or nilai else None
    return Sel(nilai=isi, rumus=rumus, gaya=Gaya.HITUNG)


def _build_sel_rumus(
    definisi: Definisi, indikator: BarisIndikator, periode: Periode, fakta: KumpulanFakta
) -> SelRumus | None:
    """Alamat sel untuk rumus; ``None`` bila perbandingannya tidak dapat ditulis sebagai rumus."""
    acuan = {"target": "{target_periode}", "capaian": "{capaian}"}
    if "pembilang" not in JENIS[indikator.jenis].isian:
        banding = _build_banding("realisasi", indikator, indikator, periode, fakta)
        return SelRumus(realisasi=banding, mentah=("{realisasi}",), **acuan) if banding else None
    elemen = {e.peran: e for e in definisi.elemen_menurut_indikator[indikator.kode_indikator]}
    bagian = {
        peran.value: _build_banding(peran.value, indikator, elemen[peran], periode, fakta)
        for peran in PeranElemen
    }
    if not all(bagian.values()):
        return None
    mentah = tuple(f"{{{peran.value}}}" for peran in PeranElemen)
    return SelRumus(realisasi="{realisasi}", mentah=mentah, **acuan, **bagian)


def _build_banding(
    bidang: str,
    indikator: BarisIndikator,
    baris: BarisIndikator | BarisElemen,
    periode: Periode,
    fakta: KumpulanFakta,
) -> str:
    """Nilai yang dibandingkan dengan target, sebagai rumus atas sel isian.

    Sama dengan ``aggregate`` dan ``derive_triwulan`` mesin; triwulan lalu tertulis sebagai angka.
    Teks kosong bila angka yang diperlukan belum ada.
    """
    sel = f"{{{bidang}}}"
    lalu = _read_lalu(baris, periode, fakta)
    ada = [a for a in lalu if a is not None]
    jumlah = baris.agregasi is Agregasi.JUMLAH
    sampai = baris.cara_isi is Sifat.SAMPAI_DENGAN
    if periode is Periode.TAHUN or not lalu:
        return sel
    if indikator.sifat_target is Sifat.PER_TRIWULAN:
        if not (jumlah and sampai):
            return sel
        return "" if lalu[-1] is None else f"({sel}-{_teks(lalu[-1])})"
    if not ada or (jumlah and sampai):
        return sel
    total = _teks(sum(ada, Decimal(0)))
    return {
        Agregasi.JUMLAH: f"({total}+{sel})",
        Agregasi.RATA_RATA: f"(({total}+{sel})/{len(ada) + 1})",
        Agregasi.MAKSIMUM: f"MAX({_teks(max(ada))},{sel})",
        Agregasi.MINIMUM: f"MIN({_teks(min(ada))},{sel})",
    }.get(baris.agregasi, sel)


def _read_lalu(
    baris: BarisIndikator | BarisElemen, periode: Periode, fakta: KumpulanFakta
) -> list[Decimal | None]:
    if isinstance(baris, BarisElemen):
        subjek, kolom = baris.kode_elemen, KOLOM_NILAI
    else:
        subjek, kolom = baris.kode_indikator, "realisasi"
    return [fakta.nilai(p, subjek, kolom).angka for p in periode.sebelum()]


def _teks(angka: Decimal) -> str:
    teks = format_kanonik(angka)
    return f"({teks})" if angka < 0 else teks


def list_isian(definisi: Definisi, indikator: BarisIndikator) -> dict[str, tuple[str, str]]:
    """Bidang angka indikator menurut jenisnya, dengan subjek dan kolom faktanya."""
    hasil = {}
    for bidang in JENIS[indikator.jenis].isian:
        if bidang in set(PeranElemen):
            subjek = find_elemen(definisi, indikator.kode_indikator, PeranElemen(bidang))
            hasil[bidang] = (subjek, KOLOM_NILAI)
        else:
            hasil[bidang] = (indikator.kode_indikator, bidang)
    return hasil
