"""Grafik sebagai uraian, dan buku kecil beserta XML bagannya untuk disisipkan ke dokumen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import inf
from typing import Any, Literal
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.chart import Chart

from kinerja_cli.lembar.gaya import HURUF
from kinerja_cli.model.angka import format_kanonik, round_setengah_naik

JENIS_XLSX = {"kolom": "column", "batang": "bar", "garis": "line"}
ID_INDONESIA = "[$-421]"
"""Koma desimal Indonesia di LibreOffice; Word dan Excel memakai setelan komputer pembacanya."""
LEMBAR = "Data"
BAGAN = "xl/charts/chart1.xml"
WAKTU = datetime(2000, 1, 1)
"""Waktu tetap: buku ini hanya bagian dari dokumen yang mencatat waktunya sendiri."""
TULISAN = {"name": HURUF, "size": 9, "color": "#404040"}
UKURAN_LABEL: tuple[tuple[float, int], ...] = ((8, 9), (14, 8), (inf, 7))
"""Ukuran huruf label menurut banyaknya kolom: (paling banyak, ukuran)."""
GARIS_BANTU = {"color": "#D9D9D9", "width": 0.5}
GARIS_SUMBU = {"color": "#7F7F7F", "width": 0.75}
GARIS = ("solid", "dash", "round_dot", "long_dash_dot")
"""Pola garis setiap seri, agar terbedakan pada cetakan hitam putih."""
PENANDA = ("circle", "square", "triangle", "diamond")
JARAK_RAPAT = 10
"""Bentang sumbu yang garis bantunya mungkin jatuh pada pecahan."""
SERI_BERLABEL = 2
"""Garis sebanyak ini masih terbaca bila setiap titiknya berlabel."""
LABEL_PER_SUMBU = 10
"""Banyaknya label yang muat bertumpuk pada tinggi bagan."""


@dataclass(frozen=True, slots=True)
class SeriGrafik:
    """Satu deret nilai; ``None`` menjadi celah, bukan nol."""

    nama: str
    nilai: tuple[Decimal | None, ...]
    warna: str


@dataclass(frozen=True, slots=True)
class UraianGrafik:
    """Isi sebuah grafik; ``satuan`` menjadi judul sumbu nilai, ``judul`` tercetak di atasnya."""

    jenis: Literal["kolom", "garis", "batang"]
    kategori: tuple[str, ...]
    seri: tuple[SeriGrafik, ...]
    satuan: str = ""
    desimal: int = 2
    judul: str = ""
    sempit: bool = False
    """Selebar setengah halaman: hanya seri terakhir yang berlabel."""


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
    for r, kategori in enumerate(grafik.kategori, start=1):
        lembar.write_string(r, 0, kategori)
    bagan = buku.add_chart({"type": JENIS_XLSX[grafik.jenis]})
    for n, seri in enumerate(grafik.seri):
        lembar.write_string(0, n + 1, seri.nama)
        for r, nilai in enumerate(seri.nilai, start=1):
            if nilai is not None:
                lembar.write_number(r, n + 1, float(nilai))
        bagan.add_series(_build_seri(grafik, seri, n))
    _style_bagan(bagan, grafik)
    lembar.insert_chart(1, len(grafik.seri) + 2, bagan)
    buku.close()
    with ZipFile(wadah) as arsip:
        return GrafikJadi(wadah.getvalue(), arsip.read(BAGAN))


def format_label(grafik: UraianGrafik) -> str:
    """Desimal yang sama pada semua label: sebanyak yang diperlukan, paling banyak ``desimal``.

    Tanda ``#`` di belakang koma tidak dipakai karena Word mencetak 34 sebagai ``34,``.
    """
    perlu = (_count_desimal(n, grafik.desimal) for n in _list_nilai(grafik))
    return _format_tetap(max(perlu, default=0))


def _build_seri(grafik: UraianGrafik, seri: SeriGrafik, n: int) -> dict[str, Any]:
    akhir = len(grafik.kategori)
    isi: dict[str, Any] = {
        "name": [LEMBAR, 0, n + 1],
        "categories": [LEMBAR, 1, 0, akhir, 0],
        "values": [LEMBAR, 1, n + 1, akhir, n + 1],
        # Teks kanonik, sebab XlsxWriter menulis 98,4 dari selnya sebagai 98.40000000000001.
        "values_data": [None if x is None else format_kanonik(x) for x in seri.nilai],
    }
    if not grafik.sempit or n == len(grafik.seri) - 1:
        isi["data_labels"] = _build_label(grafik, seri)
    if grafik.jenis == "garis":
        penanda = {
            "type": PENANDA[n % len(PENANDA)],
            "size": 6,
            "fill": {"color": seri.warna},
            "border": {"color": seri.warna},
        }
        garis = {"color": seri.warna, "width": 2, "dash_type": GARIS[n % len(GARIS)]}
        return {**isi, "line": garis, "marker": penanda}
    batas = {"color": "#404040", "width": 0.5}
    return {**isi, "fill": {"color": seri.warna}, "border": batas, "gap": 70, "overlap": -5}


def _build_label(grafik: UraianGrafik, seri: SeriGrafik) -> dict[str, Any]:
    """Label nilai; garis yang banyak hanya berlabel pada titik terakhirnya."""
    banyak = 0 if grafik.jenis == "garis" else len(grafik.kategori) * len(grafik.seri)
    ukuran = next(ukuran for batas, ukuran in UKURAN_LABEL if banyak <= batas)
    huruf = {**TULISAN, "size": ukuran}
    label = {"value": True, "font": huruf, "num_format": format_label(grafik)}
    if grafik.jenis != "garis":
        return {**label, "position": "outside_end"}
    if len(grafik.seri) > SERI_BERLABEL:
        titik = [{"delete": True}] * len(seri.nilai)
        akhir = _find_akhir(seri)
        isi = [*titik[:akhir], None, *titik[akhir + 1 :]] if _is_lapang(grafik, seri) else titik
        return {**label, "position": "right", "custom": isi}
    letak = ["above" if _is_di_atas(grafik, seri, i) else "below" for i in range(len(seri.nilai))]
    return {**label, "position": "above", "custom": [{"position": x} for x in letak]}


def _find_akhir(seri: SeriGrafik) -> int:
    """Titik terakhir yang bernilai; titik pertama bila tidak ada."""
    return max((i for i, n in enumerate(seri.nilai) if n is not None), default=0)


def _is_lapang(grafik: UraianGrafik, seri: SeriGrafik) -> bool:
    """Benar bila label di ujung garis tidak menimpa ujung garis lain."""
    ujung = seri.nilai[_find_akhir(seri)]
    if ujung is None:
        return False
    rentang = max(_list_nilai(grafik)) - (_find_skala(grafik)[0] or 0)
    lain = (s.nilai[_find_akhir(s)] for s in grafik.seri if s is not seri)
    return all(n is None or abs(n - ujung) * LABEL_PER_SUMBU >= rentang for n in lain)


def _is_di_atas(grafik: UraianGrafik, seri: SeriGrafik, titik: int) -> bool:
    """Letak label sehingga tidak menimpa garis: yang lebih tinggi di atas, lembah di bawah."""
    ada = [(n, s) for s in grafik.seri if (n := s.nilai[titik]) is not None]
    if len(ada) > 1:
        return max(ada, key=lambda pasangan: pasangan[0])[1] is seri
    nilai = seri.nilai[titik]
    sekitar = [n for n in seri.nilai[max(0, titik - 1) : titik + 2] if n is not None]
    return nilai is None or len(sekitar) < 3 or nilai > min(sekitar)


def _style_bagan(bagan: Chart, grafik: UraianGrafik) -> None:
    """Tanpa hiasan: garis bantu tipis, keterangan di bawah, huruf yang sama dengan dokumen."""
    kategori = {
        "num_font": TULISAN,
        "line": GARIS_SUMBU,
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "label_position": "low",
    }
    if grafik.jenis == "batang":
        # Bagi XlsxWriter sumbu y bagan batang adalah sumbu kategorinya yang tegak; dibalik agar
        # urutannya seperti tabel. Sumbu nilai tidak perlu karena setiap batang berlabel.
        bagan.set_y_axis({**kategori, "reverse": True})
        bagan.set_x_axis({**_build_sumbu_nilai(grafik), "visible": False, "name": None})
    else:
        bagan.set_x_axis(kategori)
        bagan.set_y_axis(_build_sumbu_nilai(grafik))
    if grafik.judul:
        huruf = {**TULISAN, "bold": True}
        bagan.set_title({"name": grafik.judul, "name_font": huruf, "overlay": False})
    else:
        bagan.set_title({"none": True})
    bagan.set_chartarea({"border": {"none": True}})
    if len(grafik.seri) > 1:
        bagan.set_legend({"position": "bottom", "font": TULISAN})
    else:
        bagan.set_legend({"none": True})


def _build_sumbu_nilai(grafik: UraianGrafik) -> dict[str, Any]:
    sumbu: dict[str, Any] = {
        "name": grafik.satuan,
        "name_font": {**TULISAN, "bold": False},
        "num_font": TULISAN,
        "major_gridlines": {"visible": grafik.jenis != "batang", "line": GARIS_BANTU},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "line": {"none": True},
    }
    dasar, langkah = _find_skala(grafik)
    puncak = max(_list_nilai(grafik), default=Decimal(0))
    rapat = puncak - (dasar or 0) < JARAK_RAPAT
    sumbu["num_format"] = f"{ID_INDONESIA}General" if rapat else _format_tetap(0)
    if dasar is not None:
        sumbu["min"] = float(dasar)
    if langkah is not None:
        sumbu["major_unit"] = float(langkah)
    return sumbu


def _find_skala(grafik: UraianGrafik) -> tuple[Decimal | None, Decimal | None]:
    """Ujung bawah sumbu nilai dan jarak garis bantunya; ``None`` diserahkan kepada program.

    Kolom dan batang selalu mulai nol: panjangnya yang dibaca. Garis boleh mulai di atas nol bila
    nilainya berdekatan, karena yang dibaca perubahannya.
    """
    nilai = _list_nilai(grafik)
    rendah, tinggi = min(nilai, default=Decimal(0)), max(nilai, default=Decimal(0))
    if rendah < 0:
        return None, None
    if grafik.jenis != "garis" or tinggi == 0 or rendah * 2 < tinggi:
        return Decimal(0), None
    jarak = max(tinggi - rendah, tinggi / 50)
    satuan = Decimal(1).scaleb((jarak / 4).adjusted())
    langkah = next(satuan * n for n in (1, 2, 5, 10) if satuan * n * 4 >= jarak)
    return max(Decimal(0), (rendah - jarak / 5) // langkah * langkah), langkah


def _list_nilai(grafik: UraianGrafik) -> list[Decimal]:
    return [n for s in grafik.seri for n in s.nilai if n is not None]


def _count_desimal(nilai: Decimal, paling_banyak: int) -> int:
    pangkat = round_setengah_naik(nilai, paling_banyak).normalize().as_tuple().exponent
    return max(0, -int(pangkat))


def _format_tetap(desimal: int) -> str:
    return f"{ID_INDONESIA}#,##0" + ("." + "0" * desimal if desimal else "")
