"""Aturan atas nilai realisasi itu sendiri."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelRealisasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.istilah import Agregasi, Sifat
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

SERATUS = Decimal(100)
POLA_BOLEH_NEGATIF = re.compile(
    r"\b(pertumbuhan|laju|selisih|surplus|defisit|inflasi|perubahan|kenaikan|penurunan)\b", re.I
)


def check_kosong(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Yang sudah waktunya harus terisi: angka, predikat, atau alasan belum ada."""
    for sel in konteks.sel_realisasi:
        nilai = konteks.nilai(sel)
        tempat = konteks.tempat_sel(sel)
        yield from _check_isi(nilai, tempat["kolom"], sel.nama, konteks, sel.subjek, dict(tempat))
    if konteks.periode is Periode.TAHUN:
        return
    for uang in konteks.uang:
        nilai = konteks.nilai_uang(uang.pagu)
        tempat = konteks.tempat_uang(uang.kunci)
        yield from _check_isi(nilai, "realisasi", uang.nama, konteks, uang.kunci, dict(tempat))


def _check_isi(
    nilai: Nilai,
    kolom: str,
    nama: str,
    konteks: KonteksVerifikasi,
    subjek: str,
    tempat: dict[str, object],
) -> Iterator[Temuan]:
    if nilai.jenis is JenisNilai.KOSONG:
        yield build_temuan("NIL301", **tempat, nama=nama, periode=konteks.periode.nama)
    elif nilai.jenis is JenisNilai.TAK_TERBACA:
        yield build_temuan("NIL302", **tempat, nama=nama, isi=nilai.teks or "")
    elif nilai.jenis is JenisNilai.BELUM_ADA:
        alasan = nilai.teks or konteks.fakta.teks(konteks.periode, subjek, "alasan_belum_ada")
        if not is_berisi(alasan):
            yield build_temuan("NIL303", **tempat, nama=nama, isi=alasan)


def check_bulat(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Satuan yang dihitung bulat tidak mempunyai pecahan."""
    for sel in konteks.sel_realisasi:
        angka = konteks.nilai(sel).angka
        if sel.bulat and angka is not None and angka != angka.to_integral_value():
            yield build_temuan(
                "NIL304",
                **konteks.tempat_sel(sel),
                nama=sel.nama,
                isi=format_angka(angka, 6),
                satuan=sel.satuan,
            )


def check_persen(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Bagian dari keseluruhan tidak melebihi 100, kecuali memang begitu rencananya."""
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        if hitung is None or not is_persen(indikator.satuan) or not konteks.has_nilai(indikator):
            continue
        angka = hitung.realisasi.angka
        if angka is None or angka <= SERATUS or _can_lebih(konteks, indikator):
            continue
        kode = indikator.kode_indikator
        penjelasan = konteks.penjelasan(kode, "pendorong", "penghambat")
        kolom = "pembilang" if kode in konteks.definisi.elemen_menurut_indikator else "realisasi"
        yield build_temuan(
            "NIL306" if penjelasan else "NIL305",
            **konteks.tempat_indikator(indikator, kolom),
            nama=format_indikator(indikator),
            isi=format_angka(angka, 2),
            target=hitung.target_teks,
            penjelasan=penjelasan,
        )


def _can_lebih(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> bool:
    """Benar bila target atau realisasi tahun lalu sendiri melebihi 100 persen."""
    return any(a > SERATUS for a in _collect_angka(konteks, indikator))


def _collect_angka(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> list[Decimal]:
    """Angka target semua periode dan realisasi tahun lalu yang terbaca."""
    baris = konteks.definisi.target_berlaku(indikator.kode_indikator, konteks.periode)
    teks = [baris.teks(p) for p in DAFTAR_PERIODE] if baris else []
    lalu = konteks.riwayat_lalu.get(indikator.kode_indikator)
    teks += [lalu.target, lalu.realisasi] if lalu else []
    bacaan = [read_target(indikator, t)[0] for t in teks]
    return [a for t in bacaan if t for a in (t.angka, t.bawah, t.atas) if a is not None]


def check_negatif(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Nilai kurang dari nol hanya pada ukuran yang memang dapat negatif."""
    for sel in konteks.sel_realisasi:
        angka = konteks.nilai(sel).angka
        if angka is not None and angka < 0 and not _can_negatif(konteks, sel):
            yield build_temuan(
                "NIL307",
                **konteks.tempat_sel(sel),
                nama=sel.nama,
                isi=format_angka(angka, 6),
                satuan=sel.satuan,
            )


def _can_negatif(konteks: KonteksVerifikasi, sel: SelRealisasi) -> bool:
    if POLA_BOLEH_NEGATIF.search(sel.nama):
        return True
    return any(a < 0 for a in _collect_angka(konteks, sel.indikator))


def check_turun(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Jumlah yang diisi sampai dengan triwulan tidak dapat turun."""
    for sel in konteks.sel_realisasi:
        if sel.agregasi is not Agregasi.JUMLAH or sel.cara_isi is not Sifat.SAMPAI_DENGAN:
            continue
        angka = konteks.nilai(sel).angka
        lalu = [
            (p, a)
            for p in konteks.periode.sebelum()
            if (a := konteks.nilai(sel, p).angka) is not None
        ]
        if angka is not None and lalu and angka < lalu[-1][1]:
            yield build_temuan(
                "NIL308",
                **konteks.tempat_sel(sel),
                nama=sel.nama,
                isi=format_angka(angka, 6),
                sebelum=format_angka(lalu[-1][1], 6),
                periode_lalu=lalu[-1][0].nama,
            )
