"""Rupa satu sel formulir: warna menurut gaya, kunci, rata, dan format angkanya."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format

from kinerja_cli.formulir.bentuk import Gaya, Sel
from kinerja_cli.lembar import gaya
from kinerja_cli.lembar.gaya import BukuTulis
from kinerja_cli.model.kolom import KolomModel, Wujud

RUPA_GAYA: Mapping[Gaya, Mapping[str, Any]] = {
    Gaya.ISIAN: {"bg_color": gaya.ISIAN, "border_color": gaya.GARIS_ISIAN},
    Gaya.HITUNG: {"bg_color": gaya.LATAR_HITUNG, "font_color": gaya.HITUNG, "italic": True},
    Gaya.MENUNGGU: {"font_color": gaya.SAMAR, "italic": True},
    Gaya.SALAH: {"bg_color": gaya.WARNA_NAMA["galat"], "border_color": gaya.GARIS_ISIAN},
    Gaya.TANYA: {"bg_color": gaya.JINGGA, "border_color": gaya.GARIS_ISIAN},
}
"""Yang berbeda dari sel acuan terkunci."""


def build_rupa(tulis: BukuTulis, kolom: KolomModel, sel: Sel) -> Format:
    """Format sel; sel yang tidak terbuka selalu terkunci."""
    validasi = sel.validasi.jenis if sel.validasi else ""
    kunci = (kolom.bidang, kolom.kolom.wujud, sel.terbuka, sel.gaya, sel.desimal,
             type(sel.nilai), validasi, not sel.rumus)  # fmt: skip
    if kunci not in tulis.rupa:
        tulis.rupa[kunci] = _build_rupa(tulis, kolom, sel)
    return tulis.rupa[kunci]


def _build_rupa(tulis: BukuTulis, kolom: KolomModel, sel: Sel) -> Format:
    sifat: dict[str, Any] = {
        "border": 1,
        "border_color": gaya.GARIS,
        "text_wrap": True,
        "bg_color": gaya.TERKUNCI,
        "locked": not sel.terbuka,
        "num_format": _format_angka(kolom, sel),
    }
    if _is_kanan(kolom, sel):
        sifat["align"] = "right"
    elif kolom.kolom.wujud is Wujud.TEKS:
        sifat["align"] = "left"
    return tulis.format(**{**sifat, **RUPA_GAYA.get(sel.gaya, {})})


def _format_angka(kolom: KolomModel, sel: Sel) -> str:
    if isinstance(sel.nilai, date) or (sel.validasi and sel.validasi.jenis == "tanggal"):
        return gaya.FORMAT_WUJUD[Wujud.TANGGAL]
    if sel.desimal is not None:
        return gaya.format_desimal(sel.desimal)
    angka = isinstance(sel.nilai, Decimal) or (sel.validasi and sel.validasi.jenis == "angka")
    if kolom.kolom.wujud is Wujud.NILAI and angka:
        return "General"
    return "General" if sel.rumus and kolom.kolom.wujud is Wujud.TEKS else _wujud(kolom)


def _wujud(kolom: KolomModel) -> str:
    return gaya.FORMAT_WUJUD[kolom.kolom.wujud]


def _is_kanan(kolom: KolomModel, sel: Sel) -> bool:
    wujud = kolom.kolom.wujud
    return wujud in gaya.WUJUD_ANGKA or (wujud is Wujud.NILAI and sel.gaya is not Gaya.MENUNGGU)
