from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen import libreoffice
from kinerja_cli.dokumen.daftar_isi import BagianHalaman, format_halaman, format_romawi
from kinerja_cli.dokumen.libreoffice import (
    LibreOfficeError,
    convert_pdf,
    find_libreoffice,
    read_halaman,
    run_skrip,
)
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.dokumen.xml_word import add_penanda
from tests.dokumen.bahan import build_masukan, open_docx


@pytest.mark.libreoffice
def test_nomor_di_daftar_isi_sama_dengan_halaman_tercetak_di_pdf(tmp_path):
    """PDF dibaca kembali: setiap judul bab ada pada halaman yang kakinya bernomor itu."""
    hasil = build_lkjip(build_masukan(), read_halaman)
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


@pytest.mark.libreoffice
def test_halaman_fisik_setiap_penanda(tmp_path):
    dokumen = docx.Document()
    for nomor, nama in enumerate(("awal", "tengah", "akhir"), start=1):
        paragraf = dokumen.add_paragraph(nama)
        add_penanda(paragraf._p, nama, nomor)
        paragraf.paragraph_format.page_break_before = nama != "awal"
    jalur = tmp_path / "berkas uji.docx"
    dokumen.save(jalur)
    halaman = read_halaman(jalur.read_bytes(), ["akhir", "awal", "tengah", "tidak ada"])
    assert halaman == {"akhir": 3, "awal": 1, "tengah": 2}


@pytest.mark.libreoffice
def test_pdf_menggantikan_yang_lama_tanpa_sisa(tmp_path):
    docx.Document().save(tmp_path / "LKjIP v1.2 konsep.docx")
    pdf = tmp_path / "hasil.pdf"
    pdf.write_bytes(b"lama")
    convert_pdf(tmp_path / "LKjIP v1.2 konsep.docx", pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert sorted(b.name for b in tmp_path.iterdir()) == ["LKjIP v1.2 konsep.docx", "hasil.pdf"]


INDUK = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2]])
time.sleep(60)
"""
ANAK = """
import sys, time
for _ in range(1200):
    with open(sys.argv[1], "a") as berkas:
        berkas.write("x")
    time.sleep(0.05)
"""


def test_turunan_proses_yang_melewati_batas_ikut_mati(tmp_path):
    """soffice membungkus soffice.bin; mematikan pembungkusnya saja meninggalkan yang bekerja."""
    detak = tmp_path / "detak"
    with pytest.raises(LibreOfficeError, match="tidak selesai dalam 1 detik"):
        libreoffice._run([sys.executable, "-c", INDUK, ANAK, str(detak)], "", 1.0)
    panjang = detak.stat().st_size
    time.sleep(0.3)
    assert panjang > 0
    assert detak.stat().st_size == panjang


def test_python_lain_tidak_mewarisi_jalur_modul(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/milik/kinerja")
    kode = "import os; print(os.environ.get('PYTHONPATH'))"
    assert libreoffice._run([sys.executable, "-c", kode], "", 30).strip() == "None"


def test_program_yang_tidak_dapat_dijalankan_disebut(tmp_path):
    with pytest.raises(LibreOfficeError, match="soffice tidak dapat dijalankan"):
        libreoffice._run([str(tmp_path / "soffice")], "", 1)


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
    (tmp_path / "a.docx").write_bytes(b"")
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
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(LibreOfficeError, match=r"a\.pdf tidak dapat ditulis") as galat:
        convert_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")
    assert "tutup" in galat.value.perbaikan
    assert [b.name for b in tmp_path.iterdir()] == ["a.docx"]


def test_docx_yang_tidak_ada_disebut(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice, "require_libreoffice", lambda: Path("soffice"))
    with pytest.raises(LibreOfficeError, match=r"a\.docx tidak dapat dibaca"):
        convert_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")


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
