"""Rumus hidup capaian pada formulir, dari objek yang sama dengan aturan mesin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.capaian.indikator import HitungPeriode, build_aturan, calculate_periode
from kinerja_cli.capaian.jenis import JENIS, SelRumus
from kinerja_cli.capaian.kontrak import TIDAK_DAPAT
from kinerja_cli.formulir.bentuk import Gaya, Sel
from kinerja_cli.formulir.peta import find_elemen
from kinerja_cli.formulir.sel import read_isi
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
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
    definisi: Definisi,
    indikator: BarisIndikator,
    periode: Periode,
    fakta: KumpulanFakta,
    *,
    hidup: bool,
) -> SelHitung:
    """Rumus realisasi (rasio), capaian, dan kategori beserta nilai tersimpannya.

    Tanpa ``hidup`` hanya nilainya: angkanya tidak diisi di sini atau menunggu unit lain. Selama
    isian periode ini kosong hasilnya kosong, walau mesin masih memakai angka triwulan lalu.
    """
    rasio = "realisasi" not in JENIS[indikator.jenis].isian
    hitung = calculate_periode(definisi, indikator, fakta, periode)
    if hitung is None:
        return SelHitung(_build(None) if rasio else None, _build(None), _build(None))
    isian = [fakta.nilai(periode, *a) for a in list_isian(definisi, indikator).values()]
    diisi_di_sini = hidup or periode is not Periode.TAHUN
    kosong = diisi_di_sini and any(read_isi(n) is None for n in isian)
    capaian = None if kosong else _read_capaian(hitung)
    realisasi = None if kosong else read_isi(hitung.realisasi)
    kategori = None if kosong else hitung.hasil.kategori or None
    hidup = hidup and not _is_jumlah_kurang(indikator, periode, hitung)
    sel = _build_sel_rumus(definisi, indikator, periode, fakta) if hidup else None
    if hitung.target is None or sel is None:
        return SelHitung(_build(realisasi) if rasio else None, _build(capaian), _build(kategori))
    aturan = build_aturan(definisi.kebijakan, indikator)
    rumus = JENIS[indikator.jenis].formula(hitung.target, aturan, sel)
    return SelHitung(
        _build(realisasi, rumus.realisasi or "") if rasio else None,
        _build(capaian, rumus.capaian),
        _build(kategori, rumus.kategori),
    )


def _read_capaian(hitung: HitungPeriode) -> str | Decimal | None:
    """Nilai yang juga dihasilkan rumusnya: angka, keterangan, atau kosong."""
    if hitung.hasil.capaian is not None:
        return hitung.hasil.capaian
    ada = hitung.realisasi.ada and hitung.target is not None
    return TIDAK_DAPAT if ada else None


def _is_jumlah_kurang(indikator: BarisIndikator, periode: Periode, hitung: HitungPeriode) -> bool:
    """Benar bila triwulan lalu yang belum dilaporkan membuat mesin menolak apa pun isiannya."""
    dijumlahkan = (
        indikator.agregasi is Agregasi.JUMLAH
        and indikator.cara_isi is Sifat.PER_TRIWULAN
        and indikator.sifat_target is Sifat.SAMPAI_DENGAN
        and periode is not Periode.TAHUN
    )
    return dijumlahkan and any(p is not periode for p in hitung.kosong)


def _build(nilai: str | Decimal | None, rumus: str = "") -> Sel:
    return Sel(nilai=nilai, rumus=rumus, gaya=Gaya.HITUNG)


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
        return "" if lalu[-1] is None else _guard(sel, f"{sel}-{_teks(lalu[-1])}")
    if not ada or (jumlah and sampai):
        return sel
    total = _teks(sum(ada, Decimal(0)))
    gabung = {
        Agregasi.JUMLAH: f"{total}+{sel}",
        Agregasi.RATA_RATA: f"({total}+{sel})/{len(ada) + 1}",
        Agregasi.MAKSIMUM: f"MAX({_teks(max(ada))},{sel})",
        Agregasi.MINIMUM: f"MIN({_teks(min(ada))},{sel})",
    }.get(baris.agregasi)
    return _guard(sel, gabung) if gabung else sel


def _guard(sel: str, gabung: str) -> str:
    """Sel kosong tetap teks kosong dan teks tetap teks, agar rumus mengenalinya."""
    return f'IF(ISNUMBER({sel}),{gabung},{sel}&"")'


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
