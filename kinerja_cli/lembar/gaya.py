"""Warna, bingkai, dan format angka semua buku kerja; satu tempat agar tampilannya seragam."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from textwrap import wrap
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.kolom import Wujud

KODE_KERTAS: Mapping[Kertas, int] = {Kertas.F4: 14, Kertas.A4: 9}
"""Kode kertas Excel; 14 adalah Folio 8,5 x 13 inci, yang terdekat dengan F4."""

POLA_KENDALI = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Karakter yang tidak boleh ada di XML, atau yang mengacaukan tampilan sel."""

PANJANG_TEKS = 32767
"""Batas karakter satu sel."""

TINTA = "#1F3A4D"
GARIS = "#B9C5CD"
KEPALA = "#DCE6EC"
KELOMPOK = "#EDF2F5"
ISIAN = "#FFF7D6"
GARIS_ISIAN = "#C9A227"
TERKUNCI = "#F4F5F6"
KEPALA_ISIAN = "#F7E7B5"
JINGGA = "#F9CFA5"
"""Isian yang perlu dijelaskan; cukup jauh dari kuning isian biasa."""
HITUNG = "#45606F"
LATAR_HITUNG = "#EEF3F6"
SAMAR = "#7A868E"

WARNA_NAMA: Mapping[str, str] = {
    "sangat tinggi": "#CFE8D6",
    "tinggi": "#E3F1DC",
    "sedang": "#FFF2CC",
    "rendah": "#FBE0CC",
    "sangat rendah": "#F6CFCF",
    "galat": "#F6CFCF",
    "peringatan": "#FFF2CC",
    "catatan": "#E4EDF3",
    "terpenuhi": "#CFE8D6",
    "selesai": "#CFE8D6",
    "masih terbuka": "#F6CFCF",
    "belum kembali": "#FFF2CC",
    "ya": "#CFE8D6",
    "tidak": "#F6CFCF",
    "lengkap": "#CFE8D6",
    "terlambat": "#FFF2CC",
    "belum": "#F6CFCF",
    "sebagian": "#FFF2CC",
}
"""Warna kategori, tingkat temuan, dan jawaban; tetap terbaca bila dicetak hitam putih."""

RONA_KATEGORI = ("#CFE8D6", "#E3F1DC", "#FFF2CC", "#FBE0CC", "#F6CFCF")
"""Warna kategori dari yang tertinggi."""

FORMAT_WUJUD: Mapping[Wujud, str] = {
    Wujud.BULAT: "0",
    Wujud.DESIMAL: "#,##0.####",
    Wujud.PERSEN: "#,##0.00",
    Wujud.RUPIAH: "#,##0",
    Wujud.TANGGAL: "dd/mm/yyyy",
    Wujud.TEKS: "@",
    Wujud.NILAI: "@",
}
"""Tidak ada format persen: capaian 98,62 ditulis sebagai 98.62."""

WUJUD_ANGKA = frozenset({Wujud.BULAT, Wujud.DESIMAL, Wujud.PERSEN, Wujud.RUPIAH})

HURUF = "Arial"
"""Ada di Windows dan sama ukurannya dengan Liberation Sans di LibreOffice."""

DASAR: Mapping[str, Any] = {"font_name": HURUF, "font_size": 9, "valign": "top"}

TINGGI_BARIS = 12.0
"""Poin satu baris teks berukuran 9."""

TINGGI_BAWAAN = 15.0
"""Poin baris yang tingginya tidak disebut."""


def format_desimal(desimal: int) -> str:
    """Format angka dengan pemisah ribuan dan banyak desimal tetap."""
    return "#,##0" + ("." + "0" * desimal if desimal else "")


class LembarTulis(Worksheet):  # type: ignore[misc] # pustaka ini tidak membawa keterangan tipe
    """Lembar yang tinggi barisnya awal saja: tetap menyesuaikan saat teksnya bertambah panjang."""

    kertas: Kertas = Kertas.F4

    def __init__(self) -> None:
        super().__init__()
        self._tinggi: dict[int, float] = {}

    def set_row(
        self,
        row: int,
        height: float | None = None,
        cell_format: Format | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> int:
        """Seperti aslinya; tingginya diingat untuk hitungan halaman."""
        if options and options.get("hidden"):
            self._tinggi[row] = 0.0
        elif height is not None:
            self._tinggi[row] = height
        return int(super().set_row(row, height, cell_format, options))

    def read_tinggi(self, baris: int) -> float:
        """Tinggi baris dalam poin; baris tersembunyi nol."""
        return self._tinggi.get(baris, TINGGI_BAWAAN)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # Rumus kami hanya memakai fungsi Excel 2007; mencari fungsi baru memakan separuh waktunya.
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, Any]] = ()
    ) -> None:
        if tag == "row":
            attributes = [(k, v) for k, v in attributes if k != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class BukuTulis:
    """Buku XlsxWriter dengan format yang dipakai bersama dan byte yang tidak bergantung jam."""

    def __init__(self, waktu: datetime, kertas: Kertas = Kertas.F4) -> None:
        self.kertas = kertas
        self._wadah = BytesIO()
        self.buku: Workbook = xlsxwriter.Workbook(
            self._wadah,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "default_format_properties": {"font_name": HURUF, "font_size": 10},
            },
        )
        self.buku.set_properties({"created": waktu.replace(tzinfo=None), "author": "kinerja"})
        self._format: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.rupa: dict[tuple[object, ...], Format] = {}
        """Format sel formulir yang sudah diputuskan, menurut sifat selnya."""

    def format(self, **sifat: Any) -> Format:  # noqa: ANN401 - sifat format XlsxWriter beragam tipe
        """Format dengan sifat itu di atas dasar bersama; yang sama dipakai ulang."""
        kunci = tuple(sorted(sifat.items()))
        if kunci not in self._format:
            self._format[kunci] = self.buku.add_format({**DASAR, **sifat})
        return self._format[kunci]

    def add_lembar(self, nama: str) -> LembarTulis:
        """Lembar baru; nama dipotong ke 31 karakter dan dibersihkan dari yang dilarang Excel."""
        bersih = "".join("-" if c in "[]:*?/\\" else c for c in nama)[:31]
        lembar: LembarTulis = self.buku.add_worksheet(bersih, LembarTulis)
        lembar.kertas = self.kertas
        lembar.hide_gridlines(2)
        return lembar

    def save(self, tujuan: BinaryIO) -> None:
        """Tutup buku dan tulis byte-nya; menulis ke berkas adalah tugas ruang kerja."""
        self.buku.close()
        tujuan.write(self._wadah.getvalue())


def clean_teks(teks: str) -> str:
    """Teks tanpa karakter kendali; ganti baris dan tab tetap."""
    return teks if teks.isprintable() else POLA_KENDALI.sub("", teks)


def write_isi(
    lembar: Worksheet, baris: int, kolom: int, isi: str | Decimal | int | date | None, rupa: Format
) -> None:
    """Tulis satu nilai menurut tipenya; teks tidak pernah menjadi rumus atau tautan."""
    if isi is None or isi == "":
        lembar.write_blank(baris, kolom, None, rupa)
    elif isinstance(isi, str):
        teks = clean_teks(isi)
        teks = teks if len(teks) <= PANJANG_TEKS else teks[: PANJANG_TEKS - 1] + "…"
        lembar.write_string(baris, kolom, teks, rupa)
    elif isinstance(isi, date):
        lembar.write_datetime(baris, kolom, isi, rupa)
    else:
        lembar.write_number(baris, kolom, float(isi), rupa)


def count_tinggi(isi: Iterable[tuple[object, float]], minimum: float = 15.0) -> float:
    """Tinggi baris (poin) yang memuat setiap teks pada kolom selebar itu (karakter)."""
    baris = 1
    for teks, lebar in isi:
        muat = max(int(lebar * 1.12), 1)
        if teks:
            baris = max(baris, _count_baris(str(teks), muat))
    return min(max(baris * TINGGI_BARIS + 4, minimum), 400.0)


@lru_cache(maxsize=16_384)
def _count_baris(teks: str, muat: int) -> int:
    """Teks acuan yang sama berulang di banyak baris dan lembar."""
    if len(teks) <= muat and "\n" not in teks:
        return 1
    return sum(len(wrap(b, muat)) or 1 for b in teks.split("\n"))


def setup_cetak(
    lembar: LembarTulis, *, kaki: str, baris_judul: tuple[int, int] | None, tegak: bool = False
) -> None:
    """Cetak selebar satu halaman, kepala tabel berulang, dan nomor halaman."""
    lembar.set_paper(KODE_KERTAS[lembar.kertas])
    if tegak:
        lembar.set_portrait()
    else:
        lembar.set_landscape()
    lembar.set_margins(left=0.45, right=0.45, top=0.55, bottom=0.65)
    lembar.fit_to_pages(1, 0)
    if baris_judul:
        lembar.repeat_rows(*baris_judul)
    aman = clean_teks(kaki)[:120].replace("&", "&&")
    # Tanpa ini huruf kaki ikut mengecil bersama tabel yang lebar.
    lembar.set_footer(f"&L&8{aman}&R&8Halaman &P dari &N", {"scale_with_doc": False})


@dataclass(frozen=True, slots=True)
class JudulKolom:
    """Judul satu kolom (satu atau dua tingkat) dan warna dasarnya."""

    teks: tuple[str, ...]
    warna: str = KEPALA


def write_kepala(
    buku: BukuTulis, lembar: Worksheet, baris: int, kolom: int, daftar: Sequence[JudulKolom]
) -> int:
    """Kepala tabel satu atau dua tingkat mulai di (baris, kolom); hasilnya banyak baris kepala.

    Judul atas yang warnanya beragam di bawahnya memakai warna dasar.
    """
    judul = [j.teks for j in daftar]
    tingkat = max((len(j) for j in judul), default=1)
    i = 0
    while i < len(judul):
        awal = judul[i]
        rupa = _build_rupa_kepala(buku, daftar[i].warna)
        if len(awal) == 1:
            if tingkat == 2:
                lembar.merge_range(baris, kolom + i, baris + 1, kolom + i, awal[0], rupa)
            else:
                lembar.write_string(baris, kolom + i, awal[0], rupa)
            i += 1
            continue
        j = i
        while j + 1 < len(judul) and len(judul[j + 1]) == 2 and judul[j + 1][0] == awal[0]:
            j += 1
        warna = {d.warna for d in daftar[i : j + 1]}
        rupa = _build_rupa_kepala(buku, warna.pop() if len(warna) == 1 else KEPALA)
        if j > i:
            lembar.merge_range(baris, kolom + i, baris, kolom + j, awal[0], rupa)
        else:
            lembar.write_string(baris, kolom + i, awal[0], rupa)
        for k in range(i, j + 1):
            bawah = _build_rupa_kepala(buku, daftar[k].warna)
            lembar.write_string(baris + 1, kolom + k, judul[k][1], bawah)
        i = j + 1
    return tingkat


def _build_rupa_kepala(buku: BukuTulis, warna: str) -> Format:
    return buku.format(
        bold=True, font_color=TINTA, bg_color=warna, border=1, border_color=GARIS,
        text_wrap=True, align="center", valign="vcenter",
    )  # fmt: skip
