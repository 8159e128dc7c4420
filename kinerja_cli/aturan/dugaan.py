"""Dugaan sebab selisih dengan bendahara: jenisnya, kalimatnya, dan saran pertamanya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class JenisDugaan(StrEnum):
    """Sebab tunggal yang pas sampai rupiah; urutannya urutan disebut."""

    PEMBULATAN = "pembulatan"
    SATUAN = "satuan"
    NOL = "nol"
    DIGIT = "digit"
    TERTUKAR = "tertukar"
    PINDAH = "pindah"
    KODE = "kode"
    JUMLAH_ATAS = "jumlah atas"
    TANGGAL = "tanggal"
    BULAN_LALU = "bulan lalu"
    TRIWULAN = "triwulan"
    BENDAHARA_LAMA = "bendahara lama"
    BASIS = "basis"
    PAGU = "pagu"
    LS = "ls"
    REKENING_HILANG = "rekening hilang"
    BARIS_HILANG = "baris hilang"
    SPJ_GANDA = "spj ganda"
    REKENING_GANDA = "rekening ganda"
    BARIS_GANDA = "baris ganda"
    LIPAT = "lipat"


@dataclass(frozen=True, slots=True)
class Dugaan:
    """Satu sebab yang mungkin; ``saran`` yang diperiksa lebih dahulu."""

    jenis: JenisDugaan
    kalimat: str
    saran: str


_TUKAR = "pindahkan ke sub kegiatan yang benar pada pihak yang keliru"
_KALIMAT = {
    JenisDugaan.PEMBULATAN: (
        "{pihak} dibulatkan ke {satuan}",
        "tulis realisasi sampai rupiah, tanpa pembulatan",
    ),
    JenisDugaan.SATUAN: ("{pihak} ditulis dalam {satuan} rupiah", "tulis dalam rupiah penuh"),
    JenisDugaan.NOL: (
        "{banyak} angka nol di belakang tertinggal pada {pihak}",
        "cocokkan banyak angkanya dengan SPJ",
    ),
    JenisDugaan.DIGIT: (
        "dua digit bersebelahan terbalik ({bidang} pada bidang, {bendahara} pada bendahara)",
        "cocokkan digit itu dengan SPJ",
    ),
    JenisDugaan.TERTUKAR: ("angkanya tertukar dengan {lain}", _TUKAR),
    JenisDugaan.PINDAH: (
        "selisih sama besar yang berlawanan ada di {lain}, mungkin dibukukan di sana",
        _TUKAR,
    ),
    JenisDugaan.KODE: (
        "{pihak} mencatat jumlah yang sama di {lain}",
        "samakan kode sub kegiatannya",
    ),
    JenisDugaan.JUMLAH_ATAS: (
        "jumlah kegiatan {kegiatan} di laporan bendahara sendiri lebih besar tepat sebesar selisih "
        "ini ({berkas} {sel}), mungkin ada barisnya yang hilang",
        "minta bendahara melengkapi baris yang hilang di laporannya",
    ),
    JenisDugaan.TANGGAL: (
        "bidang sama dengan bendahara s.d. {tanggal}",
        "isi realisasi sampai akhir periode ini",
    ),
    JenisDugaan.BULAN_LALU: (
        "bidang sama dengan kolom s.d. bulan lalu",
        "tambahkan SPJ bulan terakhir periode ini",
    ),
    JenisDugaan.TRIWULAN: (
        "bidang sama dengan belanja triwulan ini saja menurut bendahara",
        "isi jumlah sejak 1 Januari",
    ),
    JenisDugaan.BENDAHARA_LAMA: (
        "bendahara sama dengan yang dilaporkan bidang sampai {periode}",
        "minta laporan bendahara yang sudah ditutup sampai akhir periode ini",
    ),
    JenisDugaan.BASIS: (
        "bidang sama dengan laporan basis {basis} pada tanggal yang sama",
        "pakai basis laporan yang dibandingkan",
    ),
    JenisDugaan.PAGU: (
        "bidang sama dengan pagu {versi}, bukan realisasi",
        "isi realisasi, bukan pagu",
    ),
    JenisDugaan.LS: (
        "bidang hanya memuat SPJ-LS, tanpa UP/GU/TU",
        "tambahkan SPJ UP/GU/TU sampai akhir periode ini",
    ),
    JenisDugaan.REKENING_HILANG: (
        "selisihnya sama dengan {rekening}, mungkin belum dihitung bidang",
        "periksa apakah bidang sudah menghitung rekening itu",
    ),
    JenisDugaan.BARIS_HILANG: (
        "selisihnya sama dengan baris {nama}, mungkin belum dicatat bendahara",
        "tanyakan kepada bendahara apakah baris itu sudah dicatat",
    ),
    JenisDugaan.SPJ_GANDA: (
        "selisihnya sama dengan {rekening}, yang tertulis dua kali di laporan bendahara",
        "minta bendahara menghapus baris yang tersalin",
    ),
    JenisDugaan.REKENING_GANDA: (
        "selisihnya sama dengan {rekening}, mungkin dihitung dua kali oleh bidang",
        "periksa apakah bidang menghitung rekening itu dua kali",
    ),
    JenisDugaan.BARIS_GANDA: (
        "selisihnya sama dengan baris {nama}, mungkin dicatat dua kali oleh bendahara",
        "tanyakan kepada bendahara apakah baris itu tercatat dua kali",
    ),
    JenisDugaan.LIPAT: (
        "{pihak} tepat dua kali pihak lain, mungkin terhitung dua kali",
        "periksa apakah baris yang sama terhitung dua kali",
    ),
}
BATAS_SEBUT = 3
"""Sebanyak ini dugaan disebut dalam satu kalimat; lebih dari itu tidak menolong."""


def build_dugaan(jenis: JenisDugaan, **isi: object) -> Dugaan:
    """Dugaan dengan kalimatnya; kata kunci mengisi templat."""
    kalimat, saran = _KALIMAT[jenis]
    return Dugaan(jenis, kalimat.format_map(isi), saran)


def sort_dugaan(daftar: Sequence[Dugaan]) -> list[Dugaan]:
    """Tanpa kalimat yang kembar, menurut urutan jenisnya."""
    urutan = list(JenisDugaan)
    return sorted(dict.fromkeys(daftar), key=lambda d: urutan.index(d.jenis))


def join_dugaan(daftar: Sequence[Dugaan]) -> str:
    """Satu kalimat dengan paling banyak tiga dugaan; kosong bila tidak ada."""
    return "; atau ".join(d.kalimat for d in daftar[:BATAS_SEBUT])
