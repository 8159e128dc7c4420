from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen import libreoffice
from kinerja_cli.dokumen.daftar_isi import BagianHalaman, format_halaman, format_romawi
from kinerja_cli.dokumen.libreoffice import (
    LibreOfficeError,
    convert_pdf,
    find_libreoffice,
    run_skrip,
)
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.tahap.lkjip import _find_halaman
from tests.dokumen.bahan import build_masukan, open_docx


@pytest.mark.libreoffice
def test_nomor_di_daftar_isi_sama_dengan_halaman_tercetak_di_pdf(tmp_path):
    """PDF dibaca kembali: setiap judul bab ada pada halaman yang kakinya bernomor itu."""
    hasil = build_lkjip(build_masukan(), _find_halaman)
    docx, pdf = tmp_path / "konsep.docx", tmp_path / "konsep.pdf"
    docx.write_bytes(hasil.isi)
    convert_pdf(docx, pdf)
    halaman = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout.split("\f")
    daftar = read_daftar_isi(hasil.isi)
    assert daftar["KATA PENGANTAR"] == "i"
    assert daftar["BAB I PENDAHULUAN"] == "1"
    for judul, nomor in daftar.items():
        if not judul.startswith(("BAB", "LAMPIRAN")):
            continue
        kata = judul.split()[-1]
        cocok = [h for h in halaman if re.search(rf"^\s*.*{kata}\s*$", h, re.M)]
        kaki = [h.strip().splitlines()[-1].split()[-1] for h in cocok]
        assert nomor in kaki, (judul, nomor, kaki)


def read_daftar_isi(isi: bytes) -> dict[str, str]:
    """Teks dan nomor setiap butir daftar isi."""
    hasil = {}
    for paragraf in open_docx(isi).element.body.iter(qn("w:p")):
        gaya = paragraf.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if gaya is not None and gaya.get(qn("w:val"), "").startswith("TOC"):
            teks = [t.text or "" for t in paragraf.iter(qn("w:t"))]
            hasil["".join(teks[:-1]).strip()] = teks[-1]
    return hasil


@pytest.mark.libreoffice
def test_skrip_uno_yang_gagal_disebut_satu_baris(tmp_path):
    skrip = tmp_path / "rusak.py"
    skrip.write_text("raise SystemExit('berhenti di sini')", encoding="utf-8")
    with pytest.raises(LibreOfficeError, match="berhenti di sini"):
        run_skrip(skrip, {})


@pytest.mark.libreoffice
def test_skrip_uno_yang_tidak_selesai_dihentikan(tmp_path):
    skrip = tmp_path / "lama.py"
    skrip.write_text("import time; time.sleep(30)", encoding="utf-8")
    with pytest.raises(LibreOfficeError, match="tidak selesai"):
        run_skrip(skrip, {}, batas=0.5)


def test_tanpa_libreoffice_tidak_ada_yang_ditebak(monkeypatch, tmp_path):
    monkeypatch.delenv(libreoffice.PENUNJUK, raising=False)
    monkeypatch.setattr(libreoffice.shutil, "which", lambda _: None)
    monkeypatch.setattr(libreoffice, "LETAK", ())
    assert find_libreoffice() is None
    with pytest.raises(LibreOfficeError, match="tidak ditemukan") as galat:
        convert_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")
    assert libreoffice.PENUNJUK in galat.value.perbaikan


def test_soffice_yang_diam_diam_tidak_menulis_ketahuan(monkeypatch, tmp_path):
    """soffice dapat keluar 0 tanpa membuat berkas."""
    monkeypatch.setattr(libreoffice, "require_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(libreoffice, "_run", lambda *_: "")
    with pytest.raises(LibreOfficeError, match="tidak membuat PDF"):
        convert_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")


def test_pdf_yang_sedang_terbuka_disebut(monkeypatch, tmp_path):
    def write(perintah, *_):
        (Path(perintah[-2]) / "a.pdf").write_bytes(b"%PDF")
        return ""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(libreoffice, "require_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(libreoffice, "_run", write)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(LibreOfficeError, match=r"a\.pdf tidak dapat ditulis") as galat:
        convert_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")
    assert "tutup" in galat.value.perbaikan
    assert list(tmp_path.iterdir()) == []


def test_tanpa_halaman_word_diminta_memperbarui_daftar():
    dokumen = open_docx(build_lkjip(build_masukan()).isi)
    assert dokumen.settings.element.find(qn("w:updateFields")) is not None


def test_nomor_tercetak_mengikuti_penomoran_bagian():
    bagian = (
        BagianHalaman("b1", None, romawi=False),
        BagianHalaman("b2", 1, romawi=True),
        BagianHalaman("b3", 1, romawi=False),
        BagianHalaman("b4", None, romawi=False),
    )
    fisik = {"b1": 1, "b2": 2, "b3": 6, "b4": 20, "kata": 2, "ikhtisar": 4, "bab2": 9, "l1": 21}
    tercetak = format_halaman(fisik, bagian)
    assert [tercetak[k] for k in ("kata", "ikhtisar", "bab2", "l1")] == ["i", "iii", "4", "16"]


@pytest.mark.parametrize(
    ("nomor", "romawi"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl")]
)
def test_angka_romawi(nomor, romawi):
    assert format_romawi(nomor) == romawi
