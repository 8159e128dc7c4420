"""Kantor kecil yang konsepnya siap disahkan; PDF-nya dicetak alat uji, tanpa LibreOffice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang import susun_sah
from kinerja_cli.ruang.keadaan_sah import OpsiSahkan
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import kompilasi, lkjip, sahkan
from tests.dokumen.pdf_kecil import print_docx
from tests.tahap.test_kembalikan import BENAR, NANTI, Putaran

KONSEP = datetime(2026, 2, 13, 8, 0)
SAH = datetime(2026, 2, 27, 9, 30)
MESKI = "contoh: data triwulan lain belum ada"
NASKAH = "Naskah akhir LKjIP 2025.docx"


def disable_libreoffice(ganti: pytest.MonkeyPatch) -> None:
    """LibreOffice diuji di tempatnya sendiri."""
    for modul in (lkjip, sahkan, susun_sah):
        ganti.setattr(modul, "find_libreoffice", lambda: None)


def build_kantor(akar: Path, ganti: pytest.MonkeyPatch) -> Putaran:
    """Satu bidang: TW II diputuskan Ya, dikompilasi setahun, dan konsep 1 terbit."""
    disable_libreoffice(ganti)
    kantor = Putaran(akar, ganti)
    kantor.kembalikan()
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(BENAR))
    kantor.verifikasi(NANTI)
    terbitkan(kantor.ruang, KONSEP)
    return kantor


def terbitkan(ruang: Ruang, waktu: datetime) -> None:
    """Kompilasi tahun, lalu konsep berikutnya."""
    kompilasi.apply(kompilasi.plan(ruang, Periode.TAHUN, waktu))
    lkjip.apply(lkjip.plan(ruang, lkjip.OpsiLkjip(Periode.TAHUN, waktu, timpa=True, pdf=False)))


def run_sahkan(ruang: Ruang, waktu: datetime = SAH, **lain: Any) -> Hasil:
    """Satu perintah sahkan."""
    return sahkan.apply(sahkan.plan(ruang, OpsiSahkan(Periode.TAHUN, waktu, **lain)))


def export_pdf(ruang: Ruang, tujuan: Path, **lain: Any) -> Path:
    """Siapkan naskah akhir dan cetak menjadi PDF, seperti pemakai dengan Word."""
    hasil = run_sahkan(ruang, siapkan=True, **lain)
    (naskah,) = hasil.berkas
    tujuan.write_bytes(print_docx(naskah.read_bytes()))
    return tujuan


def sahkan_kantor(ruang: Ruang, pdf: Path, **lain: Any) -> Hasil:
    """Sahkan lewat --siapkan dan --pdf dengan halangan dikesampingkan."""
    isi = {"meski": MESKI, **lain}
    return run_sahkan(ruang, pdf=export_pdf(ruang, pdf, **isi), **isi)
