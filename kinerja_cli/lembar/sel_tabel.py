"""Satu sel tabel sumber menjadi nilai bidangnya; yang tidak polos ditolak, tidak ditebak."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from kinerja_cli.lembar.kepala import normalize_judul
from kinerja_cli.model.angka import format_kanonik, from_float
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.baca_tanggal import read_tanggal
from kinerja_cli.model.isi_sel import IsiMentah, format_isi
from kinerja_cli.model.kolom import KolomModel, Peran, Wujud
from kinerja_cli.model.sumber import Baris

BATAS_DIGIT = 10**15
"""Di atas ini lembar kerja membuang angka terakhir, misalnya pada NIP."""


@dataclass(frozen=True, slots=True)
class SelSalah:
    """Kode temuan dan isi templatnya."""

    kode: str
    rincian: dict[str, str] = field(default_factory=dict)


HasilSel = str | Decimal | int | date | SelSalah


def read_sel(isi: IsiMentah, kolom: KolomModel, model: type[Baris]) -> HasilSel:
    """Nilai sel yang tidak kosong menurut wujud kolomnya."""
    if kolom.pilihan:
        return _read_pilihan(isi, kolom.pilihan)
    wujud = kolom.kolom.wujud
    if wujud is Wujud.TANGGAL:
        return _read_tanggal(isi)
    if wujud is Wujud.NILAI:
        return _read_nilai(isi)
    if wujud is Wujud.TEKS:
        return _read_teks(isi, is_kode=_is_kode(kolom, model))
    return _read_angka(isi, wujud)


def _is_kode(kolom: KolomModel, model: type[Baris]) -> bool:
    """Kunci dan bidang berpola adalah kode; angka di sana sudah kehilangan nolnya."""
    berpola = any(getattr(m, "pattern", None) for m in model.model_fields[kolom.bidang].metadata)
    return berpola or kolom.kolom.peran is Peran.KUNCI or kolom.bidang.startswith("kode")


def _read_pilihan(isi: IsiMentah, pilihan: tuple[str, ...]) -> HasilSel:
    teks = format_isi(isi)
    dikenal = {normalize_judul(p): p for p in pilihan}
    if (nama := normalize_judul(teks)) in dikenal:
        return dikenal[nama]
    mirip = get_close_matches(nama, dikenal, n=1)
    saran = f"mungkin {dikenal[mirip[0]]!r}; " if mirip else ""
    return SelSalah("STR024", {"isi": teks, "pilihan": ", ".join(pilihan), "saran": saran})


def _read_tanggal(isi: IsiMentah) -> HasilSel:
    if isinstance(isi, datetime):
        return isi.date()
    if isinstance(isi, date):
        return isi
    tanggal = read_tanggal(isi) if isinstance(isi, str) else None
    return tanggal or SelSalah("STR028", {"isi": format_isi(isi)})


def _read_nilai(isi: IsiMentah) -> HasilSel:
    if isinstance(isi, date):
        return SelSalah("STR029", {"isi": format_isi(isi)})
    if isinstance(isi, int | float) and not isinstance(isi, bool):
        # Koma, bukan titik: 1.125 dari sel angka tidak boleh terbaca seribu lebih.
        return format_kanonik(from_float(isi)).replace(".", ",")
    return format_isi(isi)


def _read_teks(isi: IsiMentah, *, is_kode: bool) -> HasilSel:
    if isinstance(isi, bool | date):
        return SelSalah("STR029", {"isi": format_isi(isi)})
    if isinstance(isi, int | float) and (is_kode or isi != int(isi) or abs(isi) >= BATAS_DIGIT):
        return SelSalah("STR023", {"isi": format_isi(isi)})
    return format_isi(isi)


def _read_angka(isi: IsiMentah, wujud: Wujud) -> HasilSel:
    mentah = isi if isinstance(isi, str | int | float) else format_isi(isi)
    acuan = AcuanBaca(satuan="rp" if wujud is Wujud.RUPIAH else "")
    bacaan = read_angka(mentah, acuan)
    angka = bacaan.nilai.angka
    if angka is None:
        return SelSalah("STR030", {"isi": format_isi(isi), "sebab": bacaan.alasan})
    return int(angka) if angka == angka.to_integral_value() else angka
