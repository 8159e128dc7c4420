"""Berita acara verifikasi data kinerja; kolomnya ringkasan lembar verifikasi."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from kinerja_cli.aturan.bentuk_verifikasi import (
    BarisVerifikasi,
    IsiLembar,
    LembarVerifikasi,
    count_ya,
)
from kinerja_cli.aturan.verifikasi import shorten_alasan
from kinerja_cli.dokumen.isi import BarisTabel, Isi, KolomTabel, Paragraf, Tabel
from kinerja_cli.dokumen.laporan.tanda_tangan import format_nama
from kinerja_cli.dokumen.surat import (
    Surat,
    build_konteks,
    build_surat,
    build_tanda_tangan,
    find_pejabat,
    sebut_jabatan,
)
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode

TEMPLAT_BERITA_ACARA = "berita_acara.docx"
KOLOM_UNIT = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Unit kerja", 4.2),
    KolomTabel("Keputusan", 1.7, "tengah"),
    KolomTabel("Indikator sesuai", 1.6, "tengah"),
    KolomTabel("Anggaran sesuai", 1.6, "tengah"),
    KolomTabel("Alasan", 4.4),
)
KOLOM_INDIKATOR = (
    KolomTabel("Kode", 1.5),
    KolomTabel("Indikator", 3.6),
    KolomTabel("Target", 1.2, "kanan"),
    KolomTabel("Dilaporkan", 1.9, "kanan"),
    KolomTabel("Hasil verifikasi", 1.8, "kanan"),
    KolomTabel("Sesuai", 1.3, "tengah"),
    KolomTabel("Catatan/klarifikasi", 4.0),
)
LETAK_ALASAN = ", selengkapnya pada lembar verifikasi"
TINGGI_PARAF = 1.1
KOLOM_PIHAK = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Nama", 4.0),
    KolomTabel("Jabatan", 4.6),
    KolomTabel("Tanda tangan", 2.6),
)


class Pemeriksaan(NamedTuple):
    """Kunci pejabat pemeriksa, waktunya, dan baris riwayat yang mendasarinya."""

    oleh: str
    waktu: datetime
    jejak: str = ""
    rekonsiliasi: str = ""
    """Kalimat hasil pencocokan dengan bendahara."""


def build_berita_acara(
    templat: Path,
    definisi: Definisi,
    periode: Periode,
    lembar: Sequence[LembarVerifikasi],
    pemeriksaan: Pemeriksaan,
) -> bytes:
    """Berita acara .docx atas unit-unit itu. Galat ``TemplatError``."""
    oleh, waktu, jejak, rekonsiliasi = pemeriksaan
    tanggal = waktu.date()
    pemeriksa = find_pejabat(definisi, oleh, tanggal)
    kebijakan = definisi.kebijakan
    konteks = {
        **build_konteks(definisi, tanggal),
        "periode": periode.nama,
        "pemeriksa": format_nama(pemeriksa) if pemeriksa else "pemeriksa belum disebut",
        "jabatan_pemeriksa": sebut_jabatan(pemeriksa, "jabatan pemeriksa"),
        "banyak_unit": str(len(lembar)),
        "kebijakan": kebijakan.nama,
        "definisi": definisi.hash[:12],
        # Tanda hubung tak terputus, agar jejak tidak terbelah di ujung baris.
        "jejak": jejak.replace("-", "\u2011"),
        "rekonsiliasi": rekonsiliasi,
    }
    blok: dict[str, Sequence[Isi]] = {
        "ringkasan": [Tabel(KOLOM_UNIT, _list_unit(lembar))],
        "rincian": _list_rincian(lembar),
        "pihak": [Tabel(KOLOM_PIHAK, _list_pihak(definisi, lembar, waktu), tinggi_cm=TINGGI_PARAF)],
        "tanda_tangan": build_tanda_tangan(definisi, pemeriksa, tanggal),
    }
    return build_surat(Surat(templat, konteks, blok, waktu))


def _list_unit(lembar: Sequence[LembarVerifikasi]) -> tuple[BarisTabel, ...]:
    baris = []
    for n, u in enumerate(lembar, start=1):
        isi = (str(n), u.nama_unit, u.keputusan.jawaban, *_count_sesuai([u]))
        baris.append(BarisTabel((*isi, shorten_alasan(u.keputusan.alasan, LETAK_ALASAN))))
    ya = sum(u.keputusan.jawaban == "Ya" for u in lembar)
    jumlah = ("", "Jumlah", f"{ya} Ya", *_count_sesuai(lembar), "")
    return (*baris, BarisTabel(jumlah, tebal=True))


def _count_sesuai(lembar: Sequence[LembarVerifikasi]) -> tuple[str, str]:
    """Indikator dan baris anggaran yang sesuai."""
    indikator = [b.kesesuaian for u in lembar for b in u.indikator if b.kesesuaian]
    anggaran = [b.kesesuaian for u in lembar for b in u.anggaran if not b.jumlah]
    return count_ya(indikator), count_ya(anggaran)


def _list_rincian(lembar: Sequence[LembarVerifikasi]) -> list[Isi]:
    """Indikator yang tidak sesuai, bercatatan, atau bernilai lain hasil klarifikasi."""
    isi: list[Isi] = []
    for unit in lembar:
        baris = [b for b in unit.indikator if _is_disebut(b)]
        if baris:
            isi.append(Paragraf(unit.nama_unit, "Judul Kecil"))
            isi.append(Tabel(KOLOM_INDIKATOR, tuple(_build_baris(b) for b in baris)))
    return isi or [Paragraf("Semua indikator sesuai tanpa catatan.")]


def _is_disebut(baris: BarisVerifikasi) -> bool:
    if not baris.kesesuaian:
        return False
    return baris.kesesuaian == "Tidak" or baris.dilaporkan != baris.hasil or bool(baris.catatan)


def _build_baris(b: BarisVerifikasi) -> BarisTabel:
    return BarisTabel(
        (
            b.kode,
            b.indikator,
            b.target,
            _show(b.dilaporkan, b.desimal),
            _show(b.hasil, b.desimal),
            b.kesesuaian,
            b.catatan,
        )
    )


def _show(isi: IsiLembar, desimal: int) -> str:
    return format_angka(isi, desimal) if isinstance(isi, Decimal) else isi or "-"


def _list_pihak(
    definisi: Definisi, lembar: Sequence[LembarVerifikasi], waktu: datetime
) -> tuple[BarisTabel, ...]:
    """Kepala setiap unit yang diverifikasi, untuk membubuhkan tanda tangan."""
    baris = []
    for n, unit in enumerate(lembar, start=1):
        pejabat = definisi.pejabat_pada(waktu.date(), unit=unit.kode_unit)
        nama = format_nama(pejabat) if pejabat else ""
        jabatan = sebut_jabatan(pejabat, "") if pejabat else f"Kepala {unit.nama_unit}"
        baris.append(BarisTabel((str(n), nama, jabatan, f"{n}. ....................")))
    return tuple(baris)
