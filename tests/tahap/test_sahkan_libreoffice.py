"""PDF akhir yang sebenarnya: PDF/A-2b buatan LibreOffice dari naskah akhir."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.dokumen.baca_pdf import open_pdf
from kinerja_cli.dokumen.cocok_pdf import straighten
from kinerja_cli.dokumen.lembar_sah import JUDUL
from kinerja_cli.model.pengesahan import Manifest
from kinerja_cli.ruang.arsip_sah import read_zip
from kinerja_cli.tahap import periksa_sah
from tests.tahap.sah import MESKI, SAH, build_kantor, run_sahkan, terbitkan

pytestmark = pytest.mark.libreoffice


def test_pdf_akhir_dari_libreoffice(tmp_path: Path):
    with pytest.MonkeyPatch.context() as ganti:
        ruang = build_kantor(tmp_path, ganti).ruang
    hasil = run_sahkan(ruang, meski=MESKI)
    assert hasil.temuan == ()
    isi, _ = read_zip((ruang.laporan / "sah" / "LKjIP 2025 arsip.zip").read_bytes(), "arsip")
    manifest = Manifest.model_validate_json(isi["manifest.json"])
    byte = isi[manifest.pdf]
    pdf = open_pdf(byte, "sah.pdf")
    assert b"<pdfaid:part>2</pdfaid:part>" in byte
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in byte
    assert (manifest.asal_pdf, manifest.halaman) == ("LibreOffice", len(pdf.halaman))
    assert pdf.sidik == manifest.sidik
    akhir = straighten([pdf.halaman[-1]]).teks
    assert JUDUL.replace(" ", "") in akhir
    assert manifest.sidik in akhir
    assert not [h for h in pdf.halaman if re.search(r"\bKonsep,", h)]
    assert periksa_sah.check(ruang, None).utuh
    _check_daftar_isi(pdf.halaman)

    terbitkan_lagi = datetime(2026, 3, 10)
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr("kinerja_cli.tahap.lkjip.find_libreoffice", lambda: None)
        terbitkan(ruang, terbitkan_lagi)
    hasil = run_sahkan(ruang, SAH.replace(month=3), meski=MESKI, perubahan="koreksi contoh")
    perubahan = open_pdf((ruang.laporan / "sah" / "LKjIP 2025 perubahan 1.pdf").read_bytes(), "x")
    assert "PERUBAHAN KE-1" in perubahan.halaman[0]
    assert "Perubahan ke-1" in perubahan.halaman[5]
    assert periksa_sah.check(ruang, None).utuh


def _check_daftar_isi(halaman: tuple[str, ...]) -> None:
    """Nomor di daftar isi sama dengan nomor tercetak di kaki halaman judulnya."""
    daftar = "\n".join(halaman[:6])
    for bab in ("BAB II", "BAB III", "BAB IV", "LAMPIRAN 6"):
        cocok = re.search(rf"^{bab} [A-Z ]+\.+\s*(\d+)", daftar, re.MULTILINE)
        assert cocok, bab
        tempat = next(h for h in halaman[6:] if f"\n{bab}\n" in h)
        assert tempat.split()[-1] == cocok[1], bab
