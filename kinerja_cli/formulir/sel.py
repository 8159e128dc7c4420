"""Sel siap pakai: terkunci, terbuka, dan isi yang sudah pernah diterima."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinerja_cli.formulir.bentuk import Gaya, IsiSel, Sel, Validasi
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.nilai import JenisNilai, Nilai

ANGKA = Validasi("angka", minimum=Decimal(0), keras=True)
TEKS = Validasi("teks")


def build_terkunci(nilai: IsiSel, desimal: int | None = None) -> Sel:
    """Sel acuan yang tidak boleh diubah."""
    return Sel(nilai=nilai, desimal=desimal)


def build_isian(
    nilai: Nilai, validasi: Validasi, bantuan: str = "", desimal: int | None = None
) -> Sel:
    """Sel terbuka, sudah berisi nilai yang pernah diterima."""
    return Sel(
        nilai=read_isi(nilai),
        terbuka=True,
        validasi=validasi,
        bantuan=bantuan,
        gaya=Gaya.ISIAN,
        desimal=desimal,
    )


def build_tanggal(nilai: Nilai, tahun: int) -> Sel:
    """Sel tanggal tahun kinerja sampai akhir tahun sesudahnya."""
    batas = Validasi("tanggal", dari=date(tahun, 1, 1), sampai=date(tahun + 1, 12, 31), keras=True)
    teks = nilai.teks if nilai.jenis is JenisNilai.TEKS else None
    isi = date.fromisoformat(teks) if teks else None
    return Sel(nilai=isi, terbuka=True, validasi=batas, gaya=Gaya.ISIAN)


def read_isi(nilai: Nilai) -> str | Decimal | None:
    """Isi sel untuk nilai bertanda; belum ada data tampil kosong, alasannya di kolom lain."""
    if nilai.jenis is JenisNilai.ANGKA:
        return nilai.angka
    return nilai.teks if nilai.jenis in {JenisNilai.TEKS, JenisNilai.TAK_TERBACA} else None


def show_nilai(nilai: Nilai) -> str:
    """Nilai sebagai teks id_ID untuk dibaca orang; kosong bila tidak ada."""
    if nilai.angka is not None:
        return format_angka(nilai.angka, 6)
    return f"belum ada: {nilai.teks}" if nilai.jenis is JenisNilai.BELUM_ADA else nilai.teks or ""
