"""Data kinerja kecil dari definisi buatan, dan pembaca hasil .docx."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from kinerja_cli.capaian.rekap import BahanRekap, KeadaanRekap, build_data_kinerja
from kinerja_cli.dokumen.lkjip import MasukanLkjip
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.bawaan import find_bawaan
from tests.buatan import UNIT, build_definisi, build_fakta_lengkap

WAKTU = datetime(2026, 2, 13, 8, 0)
TEMPLAT = find_bawaan("templates") / "lkjip.docx"


def build_data(definisi: Definisi, fakta: KumpulanFakta | None = None) -> DataKinerja:
    """Kompilasi tahunan dari fakta lengkap bila tidak disebut lain."""
    return build_data_kinerja(
        BahanRekap(
            definisi=definisi,
            nomor_definisi=1,
            periode=Periode.TAHUN,
            fakta=build_fakta_lengkap() if fakta is None else fakta,
            unit=(KeadaanRekap(UNIT, "Bidang Kawasan Permukiman", "lengkap", "Ya"),),
            waktu=WAKTU.isoformat(),
            versi_program="0",
        )
    )


def build_masukan(
    templat: Path = TEMPLAT, fakta: KumpulanFakta | None = None, **ubahan: Any
) -> MasukanLkjip:
    """Masukan konsep LKjIP satu bidang dengan dua indikator sasaran."""
    definisi = build_definisi()
    return MasukanLkjip(build_data(definisi, fakta), definisi, templat, WAKTU, **ubahan)


def open_docx(isi: bytes) -> Document:
    """Dokumen dari byte."""
    return docx.Document(BytesIO(isi))


def read_badan(isi: bytes) -> str:
    """Semua teks badan, tabel dan kontrol isi termasuk, satu paragraf satu baris."""
    badan = open_docx(isi).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in badan.iter(qn("w:p"))
    )


def read_kontrol(isi: bytes) -> dict[str, set[str]]:
    """Teks setiap kontrol isi menurut tag; judulnya harus sama dengan tagnya."""
    hasil: dict[str, set[str]] = {}
    for sdt in open_docx(isi).element.body.iter(qn("w:sdt")):
        sifat = sdt.find(qn("w:sdtPr"))
        tag = sifat.find(qn("w:tag")).get(qn("w:val"))
        assert sifat.find(qn("w:alias")).get(qn("w:val")) == tag
        teks = "".join(t.text or "" for t in sdt.iter(qn("w:t")))
        hasil.setdefault(tag, set()).add(teks)
    return hasil
