"""Grafik sebagai uraian, dan buku kecil beserta XML bagannya untuk disisipkan ke dokumen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.chart import Chart

from kinerja_cli.lembar.gaya import HURUF

JENIS_XLSX = {"kolom": "column", "batang": "bar", "garis": "line"}
ID_INDONESIA = "[$-421]"
LEMBAR = "Data"
BAGAN = "xl/charts/chart1.xml"
WAKTU = datetime(2000, 1, 1)
"""Waktu tetap: buku ini hanya bagian dari dokumen yang mencatat waktunya sendiri."""
TULISAN = {"name": HURUF, "size": 8, "color": "#404040"}
GARIS_BANTU = {"color": "#D9D9D9", "width": 0.5}
PENANDA = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class SeriGrafik:
    """Satu deret nilai; ``None`` menjadi celah, bukan nol."""

    nama: str
    nilai: tuple[Decimal | None, ...]
    warna: str


@dataclass(frozen=True, slots=True)
class UraianGrafik:
    """Isi sebuah grafik; ``satuan`` menjadi judul sumbu nilai."""

    jenis: Literal["kolom", "garis", "batang"]
    kategori: tuple[str, ...]
    seri: tuple[SeriGrafik, ...]
    satuan: str = ""
    desimal: int = 2


@dataclass(frozen=True, slots=True)
class GrafikJadi:
    """Buku berisi data (.xlsx) dan XML bagan yang mengacu padanya."""

    buku: bytes
    bagan: bytes


def build_grafik(grafik: UraianGrafik) -> GrafikJadi:
    """Buku dan bagan dengan nilai tersimpan; masukan sama menghasilkan byte yang sama."""
    wadah = BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    buku.set_properties({"created": WAKTU, "author": "kinerja"})
    lembar = buku.add_worksheet(LEMBAR)
    lembar.write_column(1, 0, grafik.kategori)
    bagan = buku.add_chart({"type": JENIS_XLSX[grafik.jenis]})
    for n, seri in enumerate(grafik.seri):
        lembar.write(0, n + 1, seri.nama)
        for r, nilai in enumerate(seri.nilai, start=1):
            if nilai is not None:
                lembar.write_number(r, n + 1, float(nilai))
        bagan.add_series(_build_seri(grafik, seri, n))
    _style_bagan(bagan, grafik)
    lembar.insert_chart(1, len(grafik.seri) + 2, bagan)
    buku.close()
    with ZipFile(wadah) as arsip:
        return GrafikJadi(wadah.getvalue(), arsip.read(BAGAN))


def format_lokal(desimal: int) -> str:
    """Format angka yang memakai koma desimal Indonesia di komputer mana pun."""
    return f"{ID_INDONESIA}#,##0" + ("." + "#" * desimal if desimal else "")


def _build_seri(grafik: UraianGrafik, seri: SeriGrafik, n: int) -> dict[str, Any]:
    akhir = len(grafik.kategori)
    label: dict[str, Any] = {
        "value": grafik.jenis != "garis" or len(grafik.seri) <= 2,
        "font": TULISAN,
        "num_format": format_lokal(grafik.desimal),
    }
    isi: dict[str, Any] = {
        "name": [LEMBAR, 0, n + 1],
        "categories": [LEMBAR, 1, 0, akhir, 0],
        "values": [LEMBAR, 1, n + 1, akhir, n + 1],
        "data_labels": label,
    }
    if grafik.jenis == "garis":
        label["position"] = "above" if n % 2 == 0 else "below"
        penanda = {"type": PENANDA[n % len(PENANDA)], "size": 6, "fill": {"color": seri.warna}}
        return {**isi, "line": {"color": seri.warna, "width": 2}, "marker": penanda}
    label["position"] = "outside_end"
    batas = {"color": "#404040", "width": 0.5}
    return {**isi, "fill": {"color": seri.warna}, "border": batas, "gap": 70, "overlap": -5}


def _style_bagan(bagan: Chart, grafik: UraianGrafik) -> None:
    """Tanpa hiasan: garis bantu tipis, keterangan di bawah, huruf yang sama dengan dokumen."""
    nilai = {
        "name": grafik.satuan,
        "name_font": {**TULISAN, "bold": False},
        "num_font": TULISAN,
        "num_format": format_lokal(2 if _is_kecil(grafik) else 0),
        "major_gridlines": {"visible": True, "line": GARIS_BANTU},
        "line": {"none": True},
    }
    kategori: dict[str, Any] = {"num_font": TULISAN, "line": {"color": "#7F7F7F"}}
    if grafik.jenis == "batang":
        kategori["reverse"] = True
        # Pada bagan batang sumbu x XlsxWriter adalah sumbu kategori yang tegak; dibalik agar
        # urutannya seperti tabel. Sumbu nilai tidak perlu karena setiap batang berlabel.
        bagan.set_x_axis(kategori)
        bagan.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    else:
        bagan.set_x_axis(kategori)
        bagan.set_y_axis(nilai if grafik.jenis == "garis" else {**nilai, "min": 0})
    bagan.set_title({"none": True})
    bagan.set_chartarea({"border": {"none": True}})
    if len(grafik.seri) > 1:
        bagan.set_legend({"position": "bottom", "font": TULISAN})
    else:
        bagan.set_legend({"none": True})


def _is_kecil(grafik: UraianGrafik) -> bool:
    """Benar bila semua nilai di bawah sepuluh, sehingga sumbu memerlukan desimal."""
    return all(n is None or abs(n) < 10 for s in grafik.seri for n in s.nilai)
