"""Membaca angka sebagaimana orang Indonesia menuliskannya; satu pembaca untuk semua tabel.

Koma adalah desimal, titik pemisah ribuan. Titik tunggal dengan tiga angka (``1.250``) taksa:
diputuskan oleh satuan dan angka lain di barisnya bila pasti, selain itu ditolak, tidak ditebak.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kinerja_cli.model.angka import from_float
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.nilai import KOSONG, Nilai

SATUAN_BULAT = frozenset({
    "armada", "berkas", "buah", "buku", "bulan", "desa", "dokumen", "hari", "halte", "izin",
    "jiwa", "kali", "kasus", "kecamatan", "kegiatan", "kejadian", "kelompok", "keluarga",
    "kelurahan", "kendaraan", "kk", "laporan", "layanan", "lembar", "lokasi", "nagari", "orang",
    "organisasi", "paket", "pegawai", "perumahan", "peserta", "rekomendasi", "rp", "ruas",
    "rumah", "rupiah", "sambungan", "sertifikat", "set", "siswa", "terminal", "titik", "trayek",
    "unit",
})  # fmt: skip
"""Satuan yang dicacah: titik dengan tiga angka adalah ribuan."""

SATUAN_DESIMAL = frozenset({
    "%", "angka", "ha", "hektar", "hektare", "indeks", "kilometer", "km", "km/jam", "meter",
    "nilai", "persen", "poin", "rasio", "skor",
})  # fmt: skip
"""Satuan yang lazim berdesimal: titik tunggal adalah desimal."""

PLACEHOLDER = frozenset({"-", "--", "–", "—", "n/a", "na", "nihil", "**)", "*)", "...", "x"})
GALAT_LEMBAR = re.compile(r"#(DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
POLA_ANGKA = re.compile(r"[0-9][0-9.,' ]*|[.,][0-9]+")
POLA_UTUH = re.compile(
    r"(?P<buka>\()?(?P<tanda>[+-])?\s*(?:Rp\.?\s*)?(?P<tanda2>-)?(?P<angka>[0-9][0-9.,]*|,[0-9]+)"
    r"(?P<ekor>,-|,--|\.-)?(?P<tutup>\))?\s*(?P<satuan>%|[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AcuanBaca:
    """Yang diketahui tentang sel: satuan, angka lain di barisnya, dan banyak desimalnya."""

    satuan: str = ""
    pembanding: tuple[Decimal, ...] = ()
    desimal: int | None = None


@dataclass(frozen=True, slots=True)
class Bacaan:
    """Hasil baca. ``terbaca`` terisi bila tulisannya tidak polos, untuk "terbaca sebagai"."""

    nilai: Nilai
    terbaca: str | None = None
    alasan: str = ""
    ambigu: bool = False


def read_angka(
    mentah: str | float | Decimal | bool | None, acuan: AcuanBaca | None = None
) -> Bacaan:
    """Baca satu sel menjadi angka, kosong, atau tak terbaca beserta alasannya."""
    acuan = acuan or AcuanBaca()
    if mentah is None:
        return Bacaan(KOSONG)
    if isinstance(mentah, bool):
        return _refuse(str(mentah), "berisi benar/salah, bukan angka")
    if isinstance(mentah, Decimal):
        return Bacaan(Nilai.dari_angka(mentah))
    if isinstance(mentah, int | float):
        return Bacaan(Nilai.dari_angka(from_float(float(mentah))))
    return _read_teks(mentah, acuan)


def normalize_teks(teks: str) -> str:
    """Spasi biasa, tanda kurang biasa, angka lebar penuh menjadi biasa, tanpa spasi tepi."""
    rapi = unicodedata.normalize("NFKC", teks)
    for tanda in "−‒–—﹣":
        rapi = rapi.replace(tanda, "-")
    rapi = "".join(h for h in rapi if unicodedata.category(h) != "Cf")
    return " ".join(rapi.split())


def _refuse(mentah: str, alasan: str, *, ambigu: bool = False) -> Bacaan:
    return Bacaan(Nilai.tak_terbaca(mentah), alasan=alasan, ambigu=ambigu)


def _read_teks(mentah: str, acuan: AcuanBaca) -> Bacaan:
    teks = normalize_teks(mentah)
    if not teks:
        return Bacaan(KOSONG)
    cocok = POLA_UTUH.fullmatch(_join_bungkus(teks))
    if cocok is None or bool(cocok["buka"]) != bool(cocok["tutup"]):
        return _refuse(mentah, explain_bukan_angka(teks))
    rupiah = "rp" in teks.casefold()
    satuan = "rp" if rupiah else acuan.satuan or (cocok["satuan"] or "")
    angka, alasan, ambigu = _read_digit(cocok["angka"], AcuanBaca(satuan, acuan.pembanding))
    if angka is None:
        return _refuse(mentah, alasan, ambigu=ambigu)
    if cocok["buka"] or cocok["tanda"] == "-" or cocok["tanda2"]:
        angka = -angka
    polos = cocok["angka"] == teks.lstrip("-") and "." not in teks
    return Bacaan(Nilai.dari_angka(angka), None if polos else format_angka(angka, 12))


def explain_bukan_angka(teks: str) -> str:
    """Mengapa teks ini bukan satu angka."""
    if teks.casefold() in PLACEHOLDER:
        return f"{teks!r} bukan angka; bila data belum ada, tulis alasannya"
    if GALAT_LEMBAR.fullmatch(teks):
        return f"{teks} adalah galat rumus lembar kerja"
    if len(POLA_ANGKA.findall(teks)) > 1:
        return "memuat lebih dari satu angka"
    return "bukan angka"


def _join_bungkus(teks: str) -> str:
    """Angka rupiah yang terbungkus baris (``590. 090.4 55.00``) disambung kembali."""
    if re.fullmatch(r"(Rp\.? ?)?[\d.,]+( [\d.,]+)+", teks, re.IGNORECASE) and re.search(
        r"[.,] | [.,]", teks
    ):
        return teks.replace(" ", "")
    return teks


def _read_digit(digit: str, acuan: AcuanBaca) -> tuple[Decimal | None, str, bool]:
    koma, titik = digit.count(","), digit.count(".")
    if koma and titik:
        return _read_dua_tanda(digit)
    if koma > 1:
        return None, "koma lebih dari satu", False
    if titik > 1:
        return _read_ribuan(digit)
    return _read_satu_titik(digit, acuan) if titik else _to_decimal(digit.replace(",", "."))


def _read_ribuan(digit: str) -> tuple[Decimal | None, str, bool]:
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", digit):
        return _to_decimal(digit.replace(".", ""))
    return None, "titik pemisah ribuan tidak pada tempatnya", False


def _read_dua_tanda(digit: str) -> tuple[Decimal | None, str, bool]:
    if re.fullmatch(r"\d{1,3}(\.\d{3})*,\d+", digit):
        return _to_decimal(digit.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+", digit):
        return _to_decimal(digit.replace(",", ""))
    return None, "susunan titik dan koma tidak dikenal", False


def _read_satu_titik(digit: str, acuan: AcuanBaca) -> tuple[Decimal | None, str, bool]:
    if not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digit):
        return _to_decimal(digit)
    ribuan, desimal = Decimal(digit.replace(".", "")), Decimal(digit)
    satuan = acuan.satuan.casefold().strip()
    kata = satuan.split()[0] if satuan else ""
    if kata in SATUAN_BULAT or satuan in SATUAN_BULAT:
        return ribuan, "", False
    if kata in SATUAN_DESIMAL or satuan in SATUAN_DESIMAL:
        return desimal, "", False
    dekat = {_is_dekat(ribuan, p) - _is_dekat(desimal, p) for p in acuan.pembanding if p}
    if dekat == {1}:
        return ribuan, "", False
    if dekat == {-1}:
        return desimal, "", False
    return (
        None,
        f"{digit} dapat berarti {format_angka(ribuan, 0)} (ribuan) atau "
        f"{format_angka(desimal, 3)} (desimal)",
        True,
    )


def _is_dekat(angka: Decimal, acuan: Decimal) -> bool:
    """Sebesar-besarnya sepuluh kali lipat dari angka acuan."""
    return abs(acuan) / 10 <= angka <= abs(acuan) * 10


def _to_decimal(teks: str) -> tuple[Decimal | None, str, bool]:
    try:
        return Decimal(teks), "", False
    except InvalidOperation:
        return None, "bukan angka", False
