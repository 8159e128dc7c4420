"""Pilihan tertutup yang dipakai di tabel sumber, formulir, dan mesin capaian."""

from __future__ import annotations

from enum import StrEnum


class Jenjang(StrEnum):
    """Jenjang indikator; rata-rata tidak pernah mencampur jenjang."""

    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub kegiatan"


JENJANG_NARASI = frozenset({Jenjang.TUJUAN, Jenjang.SASARAN, Jenjang.PROGRAM})
"""Jenjang yang capaiannya dijelaskan: pendorong, penghambat, dan tindak lanjut."""


class JenisIndikator(StrEnum):
    """Cara membaca target dan realisasi."""

    ANGKA = "angka"
    RASIO = "rasio"
    RENTANG = "rentang"
    PREDIKAT = "predikat"
    YA_TIDAK = "ya_tidak"


class Arah(StrEnum):
    """Naik: makin tinggi makin baik; turun: makin rendah makin baik."""

    NAIK = "naik"
    TURUN = "turun"


class Agregasi(StrEnum):
    """Cara triwulan menjadi nilai tahun."""

    JUMLAH = "jumlah"
    POSISI_AKHIR = "posisi akhir"
    RATA_RATA = "rata-rata"
    RASIO = "rasio"
    MAKSIMUM = "maksimum"
    MINIMUM = "minimum"


class Sifat(StrEnum):
    """Berlaku untuk target (sifat target) dan isian (cara isi)."""

    PER_TRIWULAN = "per triwulan"
    SAMPAI_DENGAN = "s.d. triwulan"


class Frekuensi(StrEnum):
    """Kapan realisasi dapat diukur."""

    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"


class YaTidak(StrEnum):
    """Jawaban ya atau tidak."""

    YA = "ya"
    TIDAK = "tidak"


class JenisUnit(StrEnum):
    """Jenis unit kerja."""

    SEKRETARIAT = "sekretariat"
    SUBBAG = "subbag"
    BIDANG = "bidang"
    UPTD = "UPTD"


class StatusJabatan(StrEnum):
    """Definitif, pelaksana tugas, atau pelaksana harian."""

    DEFINITIF = "definitif"
    PLT = "Plt."
    PLH = "Plh."


class PeranElemen(StrEnum):
    """Tempat elemen dalam rasio."""

    PEMBILANG = "pembilang"
    PENYEBUT = "penyebut"


class PeranPengampu(StrEnum):
    """Satu indikator mempunyai satu pelapor dan boleh banyak kontributor."""

    PELAPOR = "pelapor"
    KONTRIBUTOR = "kontributor"


class Dokumen(StrEnum):
    """Dokumen rencana yang mempunyai versi bertanggal."""

    PK = "PK"
    DPA = "DPA"
    RENJA = "Renja"


class BasisKeuangan(StrEnum):
    """Dasar angka laporan bendahara; hanya basis yang sama dibandingkan."""

    SPJ = "SPJ"
    SP2D = "SP2D"
    LRA = "LRA"


class StatusAngka(StrEnum):
    """Status sebuah realisasi, dicetak sebagai catatan kaki."""

    FINAL = "final"
    SEMENTARA = "sementara"
    TAHUN_LALU = "memakai data tahun lalu"
