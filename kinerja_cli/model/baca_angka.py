"""Membaca angka sebagaimana orang Indonesia menuliskannya; satu pembaca untuk semua tabel.

Koma adalah desimal, titik pemisah ribuan. Titik tunggal dengan tiga angka (``1.250``) taksa:
diputuskan oleh satuan dan angka lain di barisnya bila pasti, selain itu ditolak, tidak ditebak.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal, InvalidOperation

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

SATUAN_DESIMAL = frozenset({"%", "km/jam", "persen", "persentase", "prosen", "rasio"})
"""Satuan yang tidak sampai ribuan: titik tunggal adalah desimal.

Indeks, nilai, km, dan ha tidak termasuk: ``1.250`` di sana dapat berarti keduanya.
"""

PENGALI = {
    "ribu": Decimal(10**3), "rb": Decimal(10**3), "juta": Decimal(10**6), "jt": Decimal(10**6),
    "miliar": Decimal(10**9), "milyar": Decimal(10**9), "triliun": Decimal(10**12),
    "trilyun": Decimal(10**12),
}  # fmt: skip

PLACEHOLDER = frozenset({"-", "--", "–", "—", "n/a", "na", "nihil", "**)", "*)", "...", "x"})
GALAT_LEMBAR = re.compile(r"#(DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
POLA_ANGKA = re.compile(r"[0-9][0-9.,' ]*|[.,][0-9]+")
POLA_UTUH = re.compile(
    r"(?P<buka>\()?(?P<tanda>[+-])?\s*(?:Rp\.?\s*)?(?P<tanda2>-)?(?P<angka>[0-9][0-9.,]*|,[0-9]+)"
    r"(?P<ekor>,-|,--|\.-)?(?P<tutup>\))?\s*(?P<satuan>%|(?:[kcd]?m|ha)[23]|[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)
POLA_POLOS = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+(?=,))(?:,\d+)?%?")
"""Tulisan baku Indonesia: tidak perlu "terbaca sebagai"."""

DIGIT_LEMBAR = 15
DESIMAL_WAJAR = 6
"""Lembar kerja menyimpan 15 angka berarti; desimal sepanjang itu derau biner, bukan sen."""

PANGKAT_WAJAR = 20
"""Angka di atas sepuluh pangkat ini salah tempel; mesin tidak menghitungnya."""


@dataclass(frozen=True, slots=True)
class AcuanBaca:
    """Yang diketahui tentang sel: satuan, angka lain di barisnya, dan banyak desimalnya.

    ``petunjuk`` satuan tersirat (``Jumlah ...``), dipakai bila keduanya tidak memutuskan.
    ``jumlahan`` membolehkan ``2 + 0,8`` dibaca sebagai jumlahnya.
    """

    satuan: str = ""
    pembanding: tuple[Decimal, ...] = ()
    desimal: int | None = None
    petunjuk: str = ""
    jumlahan: bool = False


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
    if isinstance(mentah, str):
        bacaan = _read_teks(mentah, acuan)
    else:
        angka = mentah if isinstance(mentah, Decimal) else from_float(float(mentah))
        bacaan = Bacaan(Nilai.dari_angka(angka))
    hasil = bacaan.nilai.angka
    if hasil is not None and hasil.adjusted() > PANGKAT_WAJAR:
        return _refuse(str(mentah), "terlalu besar untuk sebuah angka kinerja")
    return bacaan


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
    if acuan.jumlahan and "+" in teks[1:]:
        return _read_jumlahan(mentah, teks, acuan)
    cocok = POLA_UTUH.fullmatch(_join_bungkus(teks))
    if cocok is None or bool(cocok["buka"]) != bool(cocok["tutup"]):
        return _refuse(mentah, explain_bukan_angka(teks))
    rupiah = "rp" in teks.casefold()
    tertulis = cocok["satuan"] or ""
    satuan = "rp" if rupiah else acuan.satuan or tertulis
    pengali = _find_pengali(tertulis)
    if pengali is None and rupiah and tertulis:
        return _refuse(mentah, f"{tertulis!r} sesudah rupiah tidak dikenal")
    sekitar = tuple(p / pengali for p in acuan.pembanding) if pengali else acuan.pembanding
    # "1.250 juta" bukan lagi satuannya yang dicacah, hanya angka lain yang dapat memutuskan.
    konteks = replace(acuan, satuan="" if pengali else satuan, pembanding=sekitar)
    angka, alasan, ambigu = _read_digit(cocok["angka"], konteks)
    if angka is None:
        return _refuse(mentah, alasan, ambigu=ambigu)
    angka *= pengali or 1
    if cocok["buka"] or cocok["tanda"] == "-" or cocok["tanda2"]:
        angka = -angka
    polos = POLA_POLOS.fullmatch(teks.replace(" %", "%")) and angka == _to_polos(teks)
    return Bacaan(Nilai.dari_angka(angka), None if polos else format_angka(angka, 12))


def _to_polos(teks: str) -> Decimal:
    return Decimal(teks.rstrip("% ").replace(".", "").replace(",", "."))


def _find_pengali(satuan: str) -> Decimal | None:
    """Pengali bila kata pertama satuannya ribu, juta, miliar, atau triliun."""
    kata = satuan.casefold().split()
    return PENGALI.get(kata[0].rstrip(".")) if kata else None


def _read_jumlahan(mentah: str, teks: str, acuan: AcuanBaca) -> Bacaan:
    bagian = [_read_teks(b, replace(acuan, jumlahan=False)) for b in teks.split("+")]
    angka = [b.nilai.angka for b in bagian if b.nilai.angka is not None]
    if len(angka) != len(bagian):
        alasan = next(b.alasan for b in bagian if b.nilai.angka is None)
        return _refuse(mentah, alasan or "penjumlahan tidak lengkap")
    jumlah = sum(angka, Decimal(0))
    return Bacaan(Nilai.dari_angka(jumlah), format_angka(jumlah, 12))


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
    dekat = {_is_dekat(ribuan, p) - _is_dekat(desimal, p) for p in acuan.pembanding if p} - {0}
    menurut_baris = dekat.pop() if len(dekat) == 1 else 0
    bertentangan = bool(dekat)
    arti = _judge_satuan(acuan.satuan) or menurut_baris
    if not arti and not bertentangan:
        arti = _judge_satuan(acuan.petunjuk)
    if arti:
        return ribuan if arti > 0 else desimal, "", False
    return (
        None,
        f"{digit} dapat berarti {format_angka(ribuan, 0)} (ribuan) atau "
        f"{format_angka(desimal, 3)} (desimal)",
        True,
    )


def _judge_satuan(satuan: str) -> int:
    """1 bila satuannya dicacah (titik ribuan), -1 bila pasti berdesimal, 0 bila tidak pasti."""
    utuh = satuan.casefold().strip()
    kata = utuh.split()[0] if utuh else ""
    if kata in SATUAN_BULAT or utuh in SATUAN_BULAT:
        return 1
    return -1 if kata in SATUAN_DESIMAL or utuh in SATUAN_DESIMAL else 0


def _is_dekat(angka: Decimal, acuan: Decimal) -> bool:
    """Sebesar-besarnya sepuluh kali lipat dari angka acuan."""
    return abs(acuan) / 10 <= angka <= abs(acuan) * 10


def _to_decimal(teks: str) -> tuple[Decimal | None, str, bool]:
    try:
        angka = Decimal(teks)
    except InvalidOperation:
        return None, "bukan angka", False
    if len(teks.partition(".")[2]) > DESIMAL_WAJAR and len(angka.as_tuple().digits) > DIGIT_LEMBAR:
        angka = Context(prec=DIGIT_LEMBAR).plus(angka).normalize()
    return angka, "", False
