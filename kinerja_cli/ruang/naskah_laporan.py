"""Konsep LKjIP yang kembali: dikenali, dibaca bersama konsep terbitnya, dan dibandingkan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kinerja_cli.aturan.banding_draf import BahanBanding, compare_draf
from kinerja_cli.dokumen.baca_draf import Draf, read_draf
from kinerja_cli.dokumen.lkjip import MasukanLkjip, list_figur
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.galat import NaskahError, RegisterError
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.laporan import KeadaanLaporan, Konsep, read_keadaan
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.ruang.laporan import read_arsip, require_kompilasi, require_templat
from kinerja_cli.ruang.ruang import Ruang

BAGIAN_DIKENAL = 0.5
"""Bagian slot konsep terbit yang harus masih dikenali di draf."""


@dataclass(frozen=True)
class BandingNaskah:
    """Draf, konsep terbitnya, data kini, dan semua temuan perbandingannya."""

    konsep: Konsep
    terbit: Draf
    draf: Draf
    data: DataKinerja
    kini: dict[str, str]
    temuan: tuple[Temuan, ...]


def compare_naskah(
    ruang: Ruang, register: Register, isi: bytes, nama: str, waktu: datetime,
    nomor: int | None = None,
) -> BandingNaskah:  # fmt: skip
    """Bandingkan .docx dengan konsep terbitnya dan kompilasi terakhir; tidak menulis apa pun.

    ``nomor`` memilih konsep selain yang terakhir. Galat ``NaskahError`` bila bukan konsep dari
    ruang kerja ini, ``RegisterError`` bila belum ada konsep.
    """
    keadaan = read_keadaan(register)
    terakhir = require_konsep(keadaan)
    dokumen = open_naskah(isi, nama)
    data, definisi = require_kompilasi(register, terakhir.periode)
    kini = list_figur(MasukanLkjip(data, definisi, require_templat(ruang), waktu))
    awal = read_draf(dokumen).naskah
    konsep = _choose_konsep(ruang, keadaan, (awal.tahun, awal.konsep, awal.tanda), nama, nomor)
    terbit = read_terbit(ruang, konsep, kini)
    dikenal = [*kini, *konsep.slot, *(p.kunci for _, p in terbit.naskah.iterate_angka())]
    draf = read_draf(dokumen, dict.fromkeys(dikenal))
    _check_dikenal(draf, terbit, nama)
    bahan = BahanBanding(terbit.naskah, draf.naskah, data, kini, nama)
    temuan = (*compare_draf(bahan), *check_kompilasi(register, data, waktu))
    return BandingNaskah(konsep, terbit, draf, data, kini, temuan)


def require_konsep(keadaan: KeadaanLaporan) -> Konsep:
    """Konsep terakhir. Galat ``RegisterError`` bila belum pernah ada."""
    if keadaan.terakhir is None:
        raise RegisterError("belum ada konsep LKjIP", "jalankan `kinerja lkjip` lebih dahulu")
    return keadaan.terakhir


def read_terbit(ruang: Ruang, konsep: Konsep, kini: dict[str, str]) -> Draf:
    """Konsep sebagaimana terbit, dari arsip. Galat ``RegisterError`` bila salinannya hilang."""
    dokumen = open_naskah(read_arsip(ruang, konsep), f"konsep {konsep.nomor}")
    return read_draf(dokumen, [*kini, *konsep.slot])


def check_kompilasi(register: Register, data: DataKinerja, waktu: datetime) -> list[Temuan]:
    """Temuan bila data yang diverifikasi sudah berbeda dari kompilasi terakhir."""
    berubah = build_data(register, data.periode, waktu).compare(data)
    if not berubah:
        return []
    dulu, kini = berubah[0]
    contoh = f"{dulu.kunci} {dulu.teks} kini {kini.teks}"
    periode: Periode = data.periode
    return [build_temuan("DOK411", banyak=len(berubah), contoh=contoh, periode=periode.value)]


def _choose_konsep(
    ruang: Ruang,
    keadaan: KeadaanLaporan,
    pengenal: tuple[int | None, int | None, str],
    nama: str,
    nomor: int | None,
) -> Konsep:
    tahun, tertulis, tanda = pengenal
    terakhir = require_konsep(keadaan)
    if tahun is not None and tahun != ruang.tahun:
        raise NaskahError(
            f"{nama} konsep LKjIP tahun {tahun}, ruang kerja ini tahun {ruang.tahun}",
            f"jalankan di ruang kerja {tahun}, atau pilih draf tahun {ruang.tahun}",
        )
    konsep = next((k for k in keadaan.konsep if k.nomor == (tertulis or nomor)), None)
    if tertulis is not None and (konsep is None or (tanda and not konsep.dasar.startswith(tanda))):
        raise NaskahError(
            f"{nama} bukan konsep yang terbit dari ruang kerja ini",
            f"sunting laporan/LKjIP {ruang.tahun} konsep {terakhir.nomor}.docx",
        )
    konsep = konsep or terakhir
    if konsep.nomor not in {terakhir.nomor, nomor}:
        raise NaskahError(
            f"{nama} adalah konsep {konsep.nomor}, yang terakhir konsep {terakhir.nomor}",
            f"sebut --konsep {konsep.nomor} bila draf itu yang dimaksud; yang berubah di konsep "
            f"{terakhir.nomor} tetap, dan yang berubah di keduanya dicetak dua versi",
        )
    return konsep


def _check_dikenal(draf: Draf, terbit: Draf, nama: str) -> None:
    """Galat bila sebagian besar penanda hilang: bukan konsep kami, atau aplikasinya membuangnya."""
    asal = {s.slot for s in terbit.naskah.satuan if s.slot}
    ada = {s.slot for s in draf.naskah.satuan if s.slot}
    if len(asal & ada) < BAGIAN_DIKENAL * len(asal):
        raise NaskahError(
            f"{nama} bukan konsep LKjIP, atau disimpan aplikasi yang membuang penandanya "
            f"({len(asal & ada)} dari {len(asal)} bagian dikenali)",
            "sunting dan simpan konsepnya di Word atau LibreOffice sebagai .docx",
        )
