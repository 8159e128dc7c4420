"""Menulis buku laporan dari uraian murni: lembar verifikasi, data kinerja, daftar temuan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinerja_cli.lembar.gaya import (
    FORMAT_WUJUD,
    GARIS,
    KELOMPOK,
    SAMAR,
    TINTA,
    WARNA_NAMA,
    WUJUD_ANGKA,
    BukuTulis,
    JudulKolom,
    LembarTulis,
    count_tinggi,
    format_desimal,
    setup_cetak,
    write_isi,
    write_kepala,
)
from kinerja_cli.lembar.halaman import (
    calculate_skala,
    choose_bawa,
    count_lebar,
    keep_bersama,
)
from kinerja_cli.model.kolom import Wujud

IsiBuku = str | Decimal | int | date | None


@dataclass(frozen=True, slots=True)
class KolomBuku:
    """Kolom laporan; judul boleh dua tingkat."""

    judul: str | tuple[str, str]
    wujud: Wujud = Wujud.TEKS
    lebar: int = 16
    desimal: int | None = None


@dataclass(frozen=True, slots=True)
class BarisBuku:
    """Satu baris laporan; ``warna`` nama kategori atau tingkat temuan, ``tebal`` untuk jumlah."""

    isi: tuple[IsiBuku, ...]
    warna: str = ""
    tebal: bool = False
    kelompok: bool = False
    """Baris judul kelompok; hanya isi pertama yang dicetak."""


@dataclass(frozen=True, slots=True)
class LembarBuku:
    """Satu lembar laporan."""

    nama: str
    judul: tuple[str, ...]
    kolom: tuple[KolomBuku, ...]
    baris: Sequence[BarisBuku]
    catatan: tuple[str, ...] = ()
    kolom_warna: tuple[int, ...] = ()
    """Kolom yang diwarnai menurut isinya (kategori, tingkat, Ya/Tidak)."""
    tanda_tangan: tuple[str, ...] = ()
    tegak: bool = False


@dataclass(frozen=True, slots=True)
class Buku:
    """Satu buku laporan."""

    lembar: tuple[LembarBuku, ...]
    kaki: str = ""


def write_buku(buku: Buku, tujuan: BinaryIO, waktu: datetime) -> None:
    """Tulis buku; teks yang diawali = + - @ selalu ditulis sebagai teks."""
    tulis = BukuTulis(waktu)
    for uraian in buku.lembar:
        _write_lembar(tulis, uraian, buku.kaki)
    tulis.save(tujuan)


def _write_lembar(tulis: BukuTulis, uraian: LembarBuku, kaki: str) -> None:
    lembar = tulis.add_lembar(uraian.nama)
    baris = _write_judul(tulis, lembar, uraian)
    judul = [JudulKolom((k.judul,) if isinstance(k.judul, str) else k.judul) for k in uraian.kolom]
    for i, kolom in enumerate(uraian.kolom):
        lembar.set_column(i, i, kolom.lebar)
    tingkat = write_kepala(tulis, lembar, baris, 0, judul)
    awal = baris + tingkat
    # Judul tebal lebih lebar daripada isi, maka lebarnya dihitung lebih sempit.
    bawah = ((j.teks[-1], k.lebar * 0.85) for j, k in zip(judul, uraian.kolom, strict=True))
    lembar.set_row(awal - 1, count_tinggi(bawah))
    lembar.freeze_panes(awal, 0)
    for r, isi in enumerate(uraian.baris, start=awal):
        _write_baris(tulis, lembar, r, uraian, isi)
    akhir = awal + len(uraian.baris)
    if uraian.baris and uraian.kolom:
        lembar.autofilter(awal - 1, 0, akhir - 1, len(uraian.kolom) - 1)
    lembar.ignore_errors({"number_stored_as_text": f"A1:XFD{akhir + 1}"})
    setup_cetak(lembar, kaki=kaki, baris_judul=(baris, awal - 1), tegak=uraian.tegak)
    kecil = tulis.format(font_color=SAMAR, italic=True)
    for i, teks in enumerate(uraian.catatan):
        lembar.write_string(akhir + 1 + i, 0, teks, kecil)
    _write_tanda_tangan(tulis, lembar, uraian, (baris, awal - 1))


def _write_tanda_tangan(
    tulis: BukuTulis, lembar: LembarTulis, uraian: LembarBuku, kepala: tuple[int, int]
) -> None:
    """Di bawah tabel dan catatan, sehalaman dengan dua baris terakhirnya."""
    data = [r for r, b in enumerate(uraian.baris, start=kepala[1] + 1) if not b.kelompok]
    akhir = kepala[1] + 1 + len(uraian.baris)
    mulai = akhir + 2 + len(uraian.catatan)
    kolom = max(len(uraian.kolom) - 3, 0)
    for i, teks in enumerate(uraian.tanda_tangan):
        lembar.write_string(mulai + i, kolom, teks, tulis.format())
    if not data or not uraian.tanda_tangan:
        return
    keep_bersama(
        lembar,
        mulai + len(uraian.tanda_tangan) - 1,
        skala=calculate_skala(count_lebar(k.lebar for k in uraian.kolom)),
        kepala=kepala,
        bawa=choose_bawa(data),
    )


def _write_judul(tulis: BukuTulis, lembar: Worksheet, uraian: LembarBuku) -> int:
    """Blok judul; hasilnya nomor baris kepala tabel (mulai 0)."""
    for i, teks in enumerate(uraian.judul):
        ukuran = {"font_size": 14, "bold": True} if i == 0 else {"font_size": 10}
        lembar.write_string(i, 0, teks, tulis.format(font_color=TINTA, **ukuran))
    return len(uraian.judul) + 1 if uraian.judul else 0


def _write_baris(
    tulis: BukuTulis, lembar: Worksheet, r: int, uraian: LembarBuku, baris: BarisBuku
) -> None:
    if baris.kelompok:
        rupa = tulis.format(
            bold=True, font_color=TINTA, bg_color=KELOMPOK, top=1, bottom=1,
            top_color=GARIS, bottom_color=GARIS,
        )  # fmt: skip
        for i in range(len(uraian.kolom)):
            write_isi(lembar, r, i, baris.isi[i] if i < len(baris.isi) else None, rupa)
        return
    isi_lebar = ((i, k.lebar) for k, i in zip(uraian.kolom, baris.isi, strict=True))
    lembar.set_row(r, count_tinggi(isi_lebar))
    for i, (kolom, isi) in enumerate(zip(uraian.kolom, baris.isi, strict=True)):
        warna = baris.warna or (str(isi) if i in uraian.kolom_warna else "")
        write_isi(lembar, r, i, isi, _build_rupa(tulis, kolom, isi, warna, baris.tebal))


def _build_rupa(
    tulis: BukuTulis, kolom: KolomBuku, isi: IsiBuku, warna: str, tebal: bool
) -> Format:
    sifat: dict[str, Any] = {"border": 1, "border_color": GARIS, "text_wrap": True}
    if isinstance(isi, Decimal | int):
        pola = FORMAT_WUJUD[kolom.wujud] if kolom.wujud in WUJUD_ANGKA else "General"
        sifat |= {"num_format": pola if kolom.desimal is None else format_desimal(kolom.desimal)}
        sifat |= {"align": "right", "indent": 1, "text_wrap": False}
    elif isinstance(isi, date):
        sifat |= {"num_format": FORMAT_WUJUD[Wujud.TANGGAL], "align": "center"}
    elif kolom.wujud not in {Wujud.TEKS, Wujud.TANGGAL}:
        sifat |= {"align": "right", "indent": 1}
    else:
        sifat |= {"align": "left", "indent": 1}
    if isi_warna := WARNA_NAMA.get(warna.casefold()):
        sifat |= {"bg_color": isi_warna}
    if tebal:
        sifat |= {"bold": True}
    return tulis.format(**sifat)
