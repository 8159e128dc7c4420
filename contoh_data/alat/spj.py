"""Laporan bendahara contoh: SPJ Belanja Fungsional 14 kolom dan rekap tabel biasa."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format

from alat.tabel import read_csv

WAKTU = datetime(2026, 1, 9, 8, 0)
PERHUBUNGAN = ("BID-LALIN", "BID-ANGKUT", "BID-KESEL", "UPTD-PKB")
KEPALA = (
    ("Kode Rekening",),
    ("Uraian",),
    ("Jumlah Anggaran",),
    ("SPJ-LS Gaji", "s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"),
    ("SPJ-LS Barang & Jasa", "s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"),
    ("SPJ UP/GU/TU", "s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"),
    ("Jumlah SPJ (LS+UP/GU/TU) s.d. Bulan Ini",),
    ("Sisa Pagu Anggaran",),
)
KELOMPOK = ("gaji", "ls", "gu")
TEMPAT_KODE = 6
BULAN_INI_PERMIL = 190


@dataclass(frozen=True, slots=True)
class BarisSpj:
    """Satu baris laporan; ``angka`` kolom 3 sampai 14 dalam rupiah."""

    kode: str
    uraian: str
    angka: tuple[int, ...]
    tingkat: int
    """1 program, 2 kegiatan, 3 sub kegiatan, 4 rekening."""


def split_permil(jumlah: int, bagian: list[int]) -> list[int]:
    """Bagi rupiah menurut per mil, dibulatkan ke bawah ke ribuan; sisa di bagian terakhir."""
    hasil = [jumlah * b // 1000 // 1000 * 1000 for b in bagian[:-1]]
    return [*hasil, jumlah - sum(hasil)]


def calculate_kolom(anggaran: int, realisasi: int, kelompok: str) -> tuple[int, ...]:
    """Kolom 3-14 satu rekening: 6=4+5, 9=7+8, 12=10+11, 13=6+9+12, 14=3-13."""
    ini = realisasi * BULAN_INI_PERMIL // 1000 // 100 * 100
    tiga = (realisasi - ini, ini, realisasi)
    isi = [x for k in KELOMPOK for x in (tiga if k == kelompok else (0, 0, 0))]
    return (anggaran, *isi, realisasi, anggaran - realisasi)


def sum_kolom(daftar: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Jumlah per kolom."""
    return tuple(sum(kolom) for kolom in zip(*daftar, strict=True))


def build_baris(versi: str, periode: str, unit: tuple[str, ...]) -> list[BarisSpj]:
    """Baris bersarang program, kegiatan, sub kegiatan, rekening untuk unit-unit itu."""
    nama = {b["kode"]: b["nama"] for b in read_csv("nomenklatur")}
    rekening = {b["kode"]: b for b in read_csv("rekening")}
    rincian: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for b in read_csv("rincian_belanja"):
        rincian[b["kode"]].append((b["rekening"], int(b["permil"])))
    sub: dict[str, list[BarisSpj]] = {}
    for kode, (anggaran, realisasi) in sorted(sum_sub(versi, periode, unit).items()):
        permil = [p for _, p in rincian[kode]]
        sub[kode] = [
            BarisSpj(r, rekening[r]["uraian"], calculate_kolom(a, x, rekening[r]["kelompok"]), 4)
            for (r, _), a, x in zip(
                rincian[kode],
                split_permil(anggaran, permil),
                split_permil(realisasi, permil),
                strict=True,
            )
        ]
    return list(_nest(sub, nama))


def sum_sub(versi: str, periode: str, unit: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """(pagu, realisasi s.d. periode) per sub kegiatan untuk unit-unit itu."""
    hasil: dict[str, tuple[int, int]] = {}
    uang = {b["kunci"]: int(b[periode]) for b in read_csv("rencana_uang")}
    for b in read_csv("pagu"):
        if b["versi"] == versi and b["kode_unit"] in unit:
            pagu, realisasi = hasil.get(b["kode"], (0, 0))
            kunci = ":".join((b["kode"], b["kode_unit"], b["sumber_dana"]))
            hasil[b["kode"]] = (pagu + int(b["pagu"]), realisasi + uang[kunci])
    return hasil


def _nest(sub: dict[str, list[BarisSpj]], nama: dict[str, str]) -> Iterator[BarisSpj]:
    for program, isi_program in groupby(sub, key=lambda k: k[:7]):
        daftar = list(isi_program)
        yield _jumlah(program, nama, [b for k in daftar for b in sub[k]], 1)
        for kegiatan, isi_kegiatan in groupby(daftar, key=lambda k: k[:12]):
            anak = list(isi_kegiatan)
            yield _jumlah(kegiatan, nama, [b for k in anak for b in sub[k]], 2)
            for kode in anak:
                yield _jumlah(kode, nama, sub[kode], 3)
                yield from sub[kode]


def _jumlah(kode: str, nama: dict[str, str], rekening: list[BarisSpj], tingkat: int) -> BarisSpj:
    return BarisSpj(kode, nama[kode], sum_kolom([b.angka for b in rekening]), tingkat)


def split_kode(baris: BarisSpj, induk: str) -> list[str]:
    """Kode pada enam kolom: urusan, bidang, program, kegiatan, sub kegiatan, rekening."""
    kode = baris.kode if baris.tingkat < 4 else induk
    potong = [kode[0:1], kode[2:4], kode[5:7], kode[8:12], kode[13:17]]
    return [*potong, baris.kode if baris.tingkat == 4 else ""]


def build_fungsional(
    baris: list[BarisSpj], bendahara: str, nama_bendahara: str, *, kode_terpisah: bool
) -> bytes:
    """Buku kerja SPJ Belanja Fungsional Desember; kode satu kolom atau enam kolom."""
    wadah = BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    buku.set_properties({"created": WAKTU, "author": "Bendahara (contoh)", "title": "SPJ"})
    lembar = buku.add_worksheet("SPJ Fungsional")
    biasa = buku.add_format({"font_name": "Arial", "font_size": 9})
    tebal = buku.add_format({"font_name": "Arial", "font_size": 9, "bold": True})
    judul = buku.add_format(
        {"font_name": "Arial", "font_size": 10, "bold": True, "align": "center"}
    )
    sel = {"font_name": "Arial", "font_size": 8, "border": 1, "valign": "vcenter"}
    kepala = buku.add_format(
        {**sel, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#D9D9D9"}
    )
    rupa = {
        t: (
            buku.add_format({**sel, "bold": t < 4, "text_wrap": True}),
            buku.add_format({**sel, "bold": t < 4, "num_format": "#,##0"}),
        )
        for t in (1, 2, 3, 4)
    }
    tempat = TEMPAT_KODE if kode_terpisah else 1
    akhir = tempat + 12
    for i, teks in enumerate(
        (
            "PEMERINTAH KABUPATEN MOJOKERTO",
            f"LAPORAN PERTANGGUNGJAWABAN {bendahara.upper()}",
            "(SPJ BELANJA - FUNGSIONAL)",
        )
    ):
        lembar.merge_range(i, 0, i, akhir, teks, judul)
    keterangan = (
        "SKPD : Dinas Perumahan Rakyat, Kawasan Permukiman dan Perhubungan (contoh)",
        f"{bendahara} : {nama_bendahara}",
        "Tahun Anggaran : 2025",
        "Bulan : Desember",
    )
    for i, teks in enumerate(keterangan, start=4):
        lembar.write_string(i, 0, teks, biasa)
    _write_kepala(lembar, kepala, 9, tempat)
    nomor = 12
    induk = ""
    for b in baris:
        teks, angka = rupa[b.tingkat]
        induk = b.kode if b.tingkat == 3 else induk
        for i, kode in enumerate(split_kode(b, induk) if kode_terpisah else [b.kode]):
            lembar.write_string(nomor, i, kode, teks)
        lembar.write_string(nomor, tempat, b.uraian, teks)
        for i, nilai in enumerate(b.angka, start=tempat + 1):
            lembar.write_number(nomor, i, nilai, angka)
        nomor += 1
    teks, angka = rupa[1]
    jumlah = sum_kolom([b.angka for b in baris if b.tingkat == 1])
    lembar.merge_range(nomor, 0, nomor, tempat, "JUMLAH", kepala)
    for i, nilai in enumerate(jumlah, start=tempat + 1):
        lembar.write_number(nomor, i, nilai, angka)
    _write_kaki(lembar, nomor + 2, tempat, (biasa, tebal), jumlah[10], nama_bendahara)
    lembar.set_column(0, tempat - 1, 5 if kode_terpisah else 20)
    if kode_terpisah:
        lembar.set_column(tempat - 1, tempat - 1, 18)
    lembar.set_column(tempat, tempat, 52)
    lembar.set_column(tempat + 1, akhir, 17)
    lembar.set_landscape()
    lembar.set_paper(14)
    lembar.fit_to_pages(1, 0)
    buku.close()
    return wadah.getvalue()


def _write_kepala(
    lembar: xlsxwriter.worksheet.Worksheet, rupa: Format, baris: int, tempat: int
) -> None:
    kolom = 0
    for nomor, (judul, *anak) in enumerate(KEPALA):
        lebar = tempat if nomor == 0 else max(len(anak), 1)
        if anak:
            lembar.merge_range(baris, kolom, baris, kolom + lebar - 1, judul, rupa)
            for i, teks in enumerate(anak):
                lembar.write_string(baris + 1, kolom + i, teks, rupa)
        else:
            lembar.merge_range(baris, kolom, baris + 1, kolom + lebar - 1, judul, rupa)
        kolom += lebar
    if tempat > 1:
        lembar.merge_range(baris + 2, 0, baris + 2, tempat - 1, "1", rupa)
    else:
        lembar.write_string(baris + 2, 0, "1", rupa)
    for i in range(13):
        lembar.write_string(baris + 2, tempat + i, str(i + 2), rupa)


def _write_kaki(
    lembar: xlsxwriter.worksheet.Worksheet,
    baris: int,
    tempat: int,
    rupa: tuple[Format, Format],
    realisasi: int,
    nama_bendahara: str,
) -> None:
    biasa, tebal = rupa
    lembar.write_string(baris, tempat, "Penerimaan", tebal)
    lembar.write_string(baris + 1, tempat, "- SP2D", biasa)
    lembar.write_number(baris + 1, tempat + 11, realisasi, biasa)
    lembar.write_string(baris + 2, tempat, "Pengeluaran", tebal)
    lembar.write_string(baris + 3, tempat, "- SPJ (LS + UP/GU/TU)", biasa)
    lembar.write_number(baris + 3, tempat + 11, realisasi, biasa)
    lembar.write_string(baris + 4, tempat, "Saldo Kas", tebal)
    lembar.write_number(baris + 4, tempat + 11, 0, biasa)
    for i, teks in enumerate(("Mojokerto, 31 Desember 2025", "Bendahara,", "", "", nama_bendahara)):
        lembar.write_string(baris + 6 + i, tempat + 9, teks, biasa)


def build_rekap(versi: str, periode: str, sampai: str) -> bytes:
    """Rekap tabel biasa per sub kegiatan dan unit s.d. akhir triwulan."""
    wadah = BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    buku.set_properties({"created": WAKTU, "author": "Bendahara (contoh)", "title": "Rekap SPJ"})
    lembar = buku.add_worksheet("Rekap")
    tebal = buku.add_format({"bold": True})
    rupiah = buku.add_format({"num_format": "#,##0"})
    lembar.write_string(0, 0, f"REKAP REALISASI BELANJA S.D. {sampai.upper()} (contoh)", tebal)
    for i, teks in enumerate(
        ("Kode Sub Kegiatan", "Uraian", "Sumber Dana", "Unit", "Anggaran", "Realisasi")
    ):
        lembar.write_string(2, i, teks, tebal)
    uang = {b["kunci"]: int(b[periode]) for b in read_csv("rencana_uang")}
    pagu = sorted(
        (b["kode"], b["kode_unit"], b["sumber_dana"], b["uraian"], int(b["pagu"]))
        for b in read_csv("pagu")
        if b["versi"] == versi
    )
    jumlah = [0, 0]
    for nomor, (kode, unit, dana, uraian, anggaran) in enumerate(pagu, start=3):
        realisasi = uang[":".join((kode, unit, dana))]
        for i, teks in enumerate((kode, uraian, dana, unit)):
            lembar.write_string(nomor, i, teks)
        lembar.write_number(nomor, 4, anggaran, rupiah)
        lembar.write_number(nomor, 5, realisasi, rupiah)
        jumlah = [jumlah[0] + anggaran, jumlah[1] + realisasi]
    akhir = 3 + len(pagu)
    lembar.write_string(akhir, 1, "Jumlah", tebal)
    lembar.write_number(akhir, 4, jumlah[0], rupiah)
    lembar.write_number(akhir, 5, jumlah[1], rupiah)
    lembar.set_column(0, 0, 20)
    lembar.set_column(1, 1, 60)
    lembar.set_column(2, 3, 13)
    lembar.set_column(4, 5, 18)
    buku.close()
    return wadah.getvalue()
