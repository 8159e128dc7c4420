"""Satu sel tabel sumber menjadi nilai bidangnya; yang tidak polos ditolak, tidak ditebak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from kinerja_cli.lembar.buku_masuk import IsiMentah, format_isi
from kinerja_cli.lembar.kepala import normalize_judul
from kinerja_cli.lembar.tanggal import read_tanggal
from kinerja_cli.model.angka import format_kanonik, from_float
from kinerja_cli.model.kolom import KolomModel, Peran, Wujud
from kinerja_cli.model.sumber import Baris

POLA_ANGKA = re.compile(r"(?:rp\.?\s*)?(-?\d{1,3}(?:\.\d{3}){2,}|-?\d+)(?:,(\d+))?(?:\s*%)?", re.I)
"""Angka Indonesia yang hanya punya satu arti; ``1.250`` tidak termasuk."""

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
    return _read_angka(isi)


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


def _read_angka(isi: IsiMentah) -> HasilSel:
    if isinstance(isi, int | float) and not isinstance(isi, bool):
        angka = from_float(isi)
        return int(angka) if angka == angka.to_integral_value() else angka
    teks = format_isi(isi)
    if isinstance(isi, str) and (m := POLA_ANGKA.fullmatch(teks)):
        utuh = m[1].replace(".", "")
        angka = Decimal(f"{utuh}.{m[2]}" if m[2] else utuh)
        return int(angka) if angka == angka.to_integral_value() else angka
    return SelSalah("STR030", {"isi": teks})
