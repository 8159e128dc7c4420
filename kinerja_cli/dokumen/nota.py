"""Nota pengembalian kepada kepala bidang (SOP 5459/SOP/VIII/2023 langkah 6, keputusan Tidak)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kinerja_cli.dokumen.isi import BarisTabel, Isi, KolomTabel, Paragraf, Tabel
from kinerja_cli.dokumen.surat import (
    Surat,
    build_konteks,
    build_surat,
    build_tanda_tangan,
    find_pejabat,
    sebut_jabatan,
)
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, Tingkat

TEMPLAT_NOTA = "nota_pengembalian.docx"
KOLOM = (
    KolomTabel("No", 0.6, "tengah"),
    KolomTabel("Baris", 2.4),
    KolomTabel("Yang ditemukan", 5.0),
    KolomTabel("Perbaikan", 4.6),
)


@dataclass(frozen=True, slots=True)
class Nota:
    """Yang dikembalikan kepada satu unit; ``lampiran`` nama berkas formulir kembalinya."""

    definisi: Definisi
    periode: Periode
    unit: str
    nama_unit: str
    putaran: int
    temuan: Sequence[Temuan]
    batas: date
    lampiran: str
    oleh: str
    waktu: datetime


def build_nota(templat: Path, nota: Nota) -> bytes:
    """Nota .docx; nomor surat dibiarkan untuk diisi. Galat ``TemplatError``."""
    tanggal = nota.waktu.date()
    kepala = nota.definisi.pejabat_pada(tanggal, unit=nota.unit)
    pengirim = find_pejabat(nota.definisi, nota.oleh, tanggal)
    konteks = {
        **build_konteks(nota.definisi, tanggal),
        "kepada": sebut_jabatan(kepala, "") if kepala else f"Kepala {nota.nama_unit}",
        "dari": sebut_jabatan(pengirim, "") if pengirim else "Pemeriksa data kinerja",
        "nama_unit": nota.nama_unit,
        "periode": nota.periode.nama,
        "putaran": str(nota.putaran),
        "batas": format_tanggal(nota.batas),
        "lampiran": nota.lampiran,
    }
    blok: dict[str, Sequence[Isi]] = {
        "temuan": _build_temuan(nota.temuan),
        "tanda_tangan": build_tanda_tangan(nota.definisi, pengirim, tanggal),
    }
    return build_surat(Surat(templat, konteks, blok, nota.waktu))


def _build_temuan(temuan: Sequence[Temuan]) -> list[Isi]:
    """Yang harus diperbaiki, lalu yang perlu dijelaskan; satu tabel masing-masing."""
    isi: list[Isi] = []
    for tingkat, judul in (
        (Tingkat.GALAT, "Harus diperbaiki"),
        (Tingkat.PERINGATAN, "Perlu dijelaskan atau dipastikan"),
    ):
        daftar = [t for t in temuan if t.tingkat is tingkat]
        if not daftar:
            continue
        baris = tuple(
            BarisTabel((str(n), _sebut_baris(t), t.masalah, t.perbaikan_bidang))
            for n, t in enumerate(daftar, start=1)
        )
        isi += [Paragraf(judul, "Judul Kecil"), Tabel(KOLOM, baris)]
    return isi


def _sebut_baris(temuan: Temuan) -> str:
    """Lembar dan kunci barisnya; bagian kunci anggaran dipisah agar dapat dilipat."""
    return " ".join(x for x in (temuan.lembar, temuan.kunci.replace(":", " ")) if x)
