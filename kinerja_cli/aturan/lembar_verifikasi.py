"""Lembar verifikasi satu unit: tabel indikator, tabel anggaran, dan catatan yang tersisa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kinerja_cli.aturan.bentuk_verifikasi import (
    BarisRtlVerifikasi,
    BarisVerifikasi,
    IsiLembar,
    LembarVerifikasi,
    join_masalah,
    judge_kesesuaian,
)
from kinerja_cli.aturan.keuangan import describe_pembanding
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.lembar_anggaran import build_anggaran
from kinerja_cli.aturan.penilaian import describe_penilaian, dump_dasar, find_nama
from kinerja_cli.aturan.perbaikan import list_rtl_tutup
from kinerja_cli.aturan.verifikasi import Keputusan
from kinerja_cli.capaian.indikator import HitungPeriode
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan

BELUM = "belum waktunya"
UNTUK_UNIT_LAIN = "data untuk indikator unit lain"


def build_lembar(
    konteks: KonteksVerifikasi,
    temuan: Sequence[Temuan],
    keputusan: Keputusan,
    penilaian: Iterable[Penilaian] = (),
    rtl: Sequence[ButirRtl] = (),
) -> LembarVerifikasi:
    """Lembar verifikasi dari temuan yang sama dengan yang menentukan keputusannya.

    ``penilaian`` klarifikasi dan kesepakatan atas unit itu, dicetak di barisnya; ``rtl`` RTL
    perbaikan semua putarannya.
    """
    tanda: dict[str, list[str]] = {}
    for p in penilaian:
        if _is_dicetak(konteks, p):
            tanda.setdefault(p.kunci, []).append(describe_penilaian(p))
    milik: dict[str, list[Temuan]] = {}
    for t in temuan:
        milik.setdefault(t.kunci, []).append(t)
    tutup = list_rtl_tutup(rtl)
    indikator = [
        _add_tanda(replace(b, nomor=n, diperbaiki=tutup.get(b.kode)), tanda)
        for n, b in enumerate(_iterate_indikator(konteks, milik), start=1)
    ]
    kode = {b.kode for b in indikator}
    terikat = kode | {u.kunci for u in konteks.uang}
    terikat |= {s.kunci for s in konteks.sel_realisasi}
    return LembarVerifikasi(
        kode_unit=konteks.unit,
        nama_unit=konteks.format_unit(konteks.unit),
        periode=konteks.periode,
        keputusan=keputusan,
        indikator=tuple(indikator),
        anggaran=build_anggaran(konteks, milik),
        pembanding=_explain_pembanding(konteks),
        catatan=(
            *(t.masalah for t in temuan if t.kunci not in terikat),
            *(f"{k}: {teks}" for k, isi in tanda.items() if k not in kode for teks in isi),
        ),
        rtl=tuple(
            BarisRtlVerifikasi(n, _name_rtl(konteks, b), b) for n, b in enumerate(rtl, start=1)
        ),
    )


def _name_rtl(konteks: KonteksVerifikasi, butir: ButirRtl) -> str:
    nama = find_nama(konteks, butir.kunci)
    return nama or konteks.format_unit(butir.kunci)


def _is_dicetak(konteks: KonteksVerifikasi, p: Penilaian) -> bool:
    """Klarifikasi, kesepakatan, dan ya atas baris bertemuan; selebihnya sudah menjadi temuan."""
    if p.jenis is JenisPenilaian.YA:
        return bool(p.kode) and p.dasar == dump_dasar(konteks, p.kunci)
    return p.jenis in {JenisPenilaian.TANYA, JenisPenilaian.SEPAKAT}


def _add_tanda(baris: BarisVerifikasi, tanda: dict[str, list[str]]) -> BarisVerifikasi:
    """Klarifikasi dan kesepakatan di belakang catatan barisnya."""
    milik = tanda.get(baris.kode, [])
    return replace(baris, catatan="; ".join([*filter(None, [baris.catatan]), *milik]))


def _iterate_indikator(
    konteks: KonteksVerifikasi, milik: dict[str, list[Temuan]]
) -> Iterator[BarisVerifikasi]:
    lapor = _build_dilaporkan(konteks)
    for indikator in konteks.indikator:
        hitung = konteks.hitung(indikator)
        temuan = milik.get(indikator.kode_indikator, [])
        if hitung is None:
            if temuan:
                yield _build_luar(indikator, temuan)
            continue
        sebelum = lapor.hitung(indikator) if lapor is not konteks else hitung
        yield _build_baris(konteks, indikator, hitung, sebelum or hitung, temuan)
    for sel in konteks.sel_realisasi:
        if konteks.definisi.pelapor.get(sel.indikator.kode_indikator) == konteks.unit:
            continue
        fakta = konteks.fakta.fakta(konteks.periode, sel.subjek, sel.kolom_fakta)
        temuan = milik.get(sel.kunci, [])
        yield BarisVerifikasi(
            nomor=0,
            jenjang=UNTUK_UNIT_LAIN,
            kode=sel.kunci,
            indikator=sel.nama,
            satuan=sel.satuan,
            target="",
            dilaporkan=_show(fakta.nilai) if fakta else None,
            hasil=_show(fakta.berlaku) if fakta else None,
            desimal=0 if sel.bulat else sel.indikator.presisi,
            capaian=None,
            bukti="",
            kesesuaian=judge_kesesuaian(temuan),
            catatan=join_masalah(temuan),
        )


def _build_dilaporkan(konteks: KonteksVerifikasi) -> KonteksVerifikasi:
    """Konteks yang sama sebelum klarifikasi; konteks itu sendiri bila tidak ada kesepakatan."""
    asli = konteks.dinas.dilaporkan
    return konteks if asli is konteks.fakta else replace(konteks, fakta=asli)


def _build_baris(
    konteks: KonteksVerifikasi,
    indikator: BarisIndikator,
    hitung: HitungPeriode,
    sebelum: HitungPeriode,
    temuan: list[Temuan],
) -> BarisVerifikasi:
    belum = hitung.belum_waktunya
    ada = not belum and konteks.has_nilai(indikator)
    isi = None if ada else _show_keterangan(konteks, indikator)
    return BarisVerifikasi(
        nomor=0,
        jenjang=indikator.jenjang.value,
        kode=indikator.kode_indikator,
        indikator=indikator.indikator,
        satuan=indikator.satuan,
        target=hitung.target_teks,
        dilaporkan=isi if isi is not None else _show(sebelum.realisasi) if ada else None,
        hasil=isi if isi is not None else _show(hitung.realisasi) if ada else None,
        desimal=indikator.presisi,
        capaian=hitung.hasil.tercetak if ada else None,
        bukti="" if belum else _show_bukti(konteks, indikator),
        kesesuaian="" if belum and not temuan else judge_kesesuaian(temuan),
        catatan=join_masalah(temuan) or (BELUM if belum else ""),
    )


def _build_luar(indikator: BarisIndikator, temuan: list[Temuan]) -> BarisVerifikasi:
    """Indikator di luar dokumen yang berlaku, disebut hanya karena ada temuannya."""
    return BarisVerifikasi(
        nomor=0,
        jenjang=indikator.jenjang.value,
        kode=indikator.kode_indikator,
        indikator=indikator.indikator,
        satuan=indikator.satuan,
        target="",
        dilaporkan=None,
        hasil=None,
        desimal=indikator.presisi,
        capaian=None,
        bukti="",
        kesesuaian=judge_kesesuaian(temuan),
        catatan=join_masalah(temuan),
    )


def _show(nilai: Nilai) -> IsiLembar:
    """Angka sebagai angka, predikat dan alasan belum ada sebagai teks, kosong tetap kosong."""
    if nilai.jenis is JenisNilai.BELUM_ADA:
        return f"belum ada: {nilai.teks}"
    return nilai.angka if nilai.angka is not None else nilai.teks


def _show_keterangan(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> IsiLembar:
    """Alasan belum ada atau isi tak terbaca pada periode ini; kosong bila memang kosong."""
    nilai = [konteks.fakta.nilai(konteks.periode, *a) for a in konteks.list_alamat(indikator)]
    return next((_show(n) for n in nilai if not n.ada and n.teks is not None), None)


def _show_bukti(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> str:
    teks = konteks.penjelasan(indikator.kode_indikator, "bukti")
    return teks or ("tidak ada" if indikator.data_dukung else "tidak disyaratkan")


def _explain_pembanding(konteks: KonteksVerifikasi) -> str:
    if not konteks.uang:
        return "unit ini tidak mempunyai anggaran pada DPA yang berlaku"
    return describe_pembanding(konteks.pembanding)
