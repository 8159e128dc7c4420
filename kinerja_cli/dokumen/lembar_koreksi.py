"""Lembar koreksi konsep LKjIP: pengoreksi, temuan, catatannya, dan kalimat yang diubah."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinerja_cli.aturan.beda_teks import BedaSlot
from kinerja_cli.dokumen.isi import BarisTabel, Isi, KolomTabel, Paragraf, Tabel
from kinerja_cli.dokumen.surat import (
    Surat,
    build_konteks,
    build_surat,
    build_tanda_tangan,
    sebut_jabatan,
)
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.draf import Ulasan
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.model.temuan import Temuan

TEMPLAT_LEMBAR_KOREKSI = "lembar_koreksi.docx"
KOLOM_TEMUAN = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Tempat", 2.8),
    KolomTabel("Yang ditemukan", 5.2),
    KolomTabel("Tindak lanjut", 4.0),
)
KOLOM_ULASAN = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Jenis", 1.4),
    KolomTabel("Oleh", 2.2),
    KolomTabel("Isi", 4.2),
    KolomTabel("Pada kalimat", 4.2),
)
KOLOM_BEDA = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Tempat", 2.4),
    KolomTabel("Semula", 4.8),
    KolomTabel("Menjadi", 4.8),
)
PANJANG_SEL = 900


@dataclass(frozen=True, slots=True)
class LembarKoreksi:
    """Isi satu lembar koreksi."""

    definisi: Definisi
    urut: int
    konsep: int
    berkas: str
    peran: str
    pejabat: BarisPejabat | None
    putusan: str
    """Kalimat putusannya: diteruskan atau dikembalikan kepada siapa, dan alasannya."""
    temuan: Sequence[Temuan]
    ulasan: Sequence[Ulasan]
    beda: Sequence[BedaSlot]
    waktu: datetime


def build_lembar_koreksi(templat: Path, lembar: LembarKoreksi) -> bytes:
    """Lembar koreksi .docx; masukan sama menghasilkan byte sama. Galat ``TemplatError``."""
    tanggal = lembar.waktu.date()
    konteks = {
        **build_konteks(lembar.definisi, tanggal),
        "urut": str(lembar.urut),
        "konsep": str(lembar.konsep),
        "berkas": lembar.berkas,
        "peran": lembar.peran,
        "pengoreksi": lembar.pejabat.nama if lembar.pejabat else lembar.peran,
        "jabatan": sebut_jabatan(lembar.pejabat, "") if lembar.pejabat else lembar.peran,
        "waktu": f"{format_tanggal(tanggal)} pukul {lembar.waktu:%H.%M}",
        "putusan": lembar.putusan,
    }
    blok: dict[str, Sequence[Isi]] = {
        "temuan": _build_temuan(lembar.temuan),
        "ulasan": _build_ulasan(lembar.ulasan),
        "beda": _build_beda(lembar.beda),
        "tanda_tangan": build_tanda_tangan(lembar.definisi, lembar.pejabat, tanggal),
    }
    return build_surat(Surat(templat, konteks, blok, lembar.waktu))


def _build_temuan(daftar: Sequence[Temuan]) -> list[Isi]:
    baris = [(t.lembar.replace(":", " "), t.masalah, t.perbaikan) for t in daftar]
    return _build_tabel(KOLOM_TEMUAN, baris, "Semua angka sama dengan data.")


def _build_ulasan(daftar: Sequence[Ulasan]) -> list[Isi]:
    baris = [(u.jenis, u.penulis or "-", u.teks, u.tempat) for u in daftar]
    return _build_tabel(KOLOM_ULASAN, baris, "Tidak ada komentar atau perubahan terlacak.")


def _build_beda(daftar: Sequence[BedaSlot]) -> list[Isi]:
    baris = [(f"{b.judul}\n({b.jenis})", b.dulu or "-", b.kini or "-") for b in daftar]
    return _build_tabel(KOLOM_BEDA, baris, "Tidak ada kalimat yang diubah.")


def _build_tabel(
    kolom: tuple[KolomTabel, ...], baris: Sequence[tuple[str, ...]], kosong: str
) -> list[Isi]:
    if not baris:
        return [Paragraf(kosong)]
    isi = [BarisTabel((str(n), *map(_shorten, b))) for n, b in enumerate(baris, start=1)]
    return [Tabel(kolom, tuple(isi))]


def _shorten(teks: str) -> str:
    return teks if len(teks) <= PANJANG_SEL else f"{teks[:PANJANG_SEL].rstrip()}…"
