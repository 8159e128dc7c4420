"""Templat yang disunting kantor: judul, urutan, blok, salah ketik, potongan run, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen.libreoffice import require_libreoffice
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.dokumen.templat import list_blok
from kinerja_cli.dokumen.xml_word import read_teks
from kinerja_cli.model.galat import TemplatError
from tests.dokumen.bahan import TEMPLAT, build_masukan, open_docx, read_badan, read_kontrol


def find_paragraf(dokumen, teks):
    return next(p for p in dokumen.paragraphs if p.text == teks)


def simpan(dokumen, folder) -> Path:
    jalur = folder / "lkjip.docx"
    dokumen.save(str(jalur))
    return jalur


def split_run(paragraf):
    """Pecah isi paragraf menjadi run satu huruf, seperti dilakukan pemeriksa ejaan Word."""
    run = paragraf.runs[0]
    teks = paragraf.text
    for lain in paragraf.runs[1:]:
        lain._r.getparent().remove(lain._r)
    run.text = teks[0]
    for huruf in reversed(teks[1:]):
        baru = deepcopy(run._r)
        baru.find(qn("w:t")).text = huruf
        run._r.addnext(baru)


def list_judul(isi):
    return [p.text for p in open_docx(isi).paragraphs if p.style.name.startswith("Heading")]


def test_judul_diganti_ikut_ke_daftar_isi(tmp_path):
    dokumen = docx.Document(str(TEMPLAT))
    find_paragraf(dokumen, "B. Aspek Strategis").runs[0].text = "B. Isu dan Lingkungan Strategis"
    hasil = build_lkjip(build_masukan(simpan(dokumen, tmp_path)))
    assert "B. Isu dan Lingkungan Strategis" in list_judul(hasil.isi)
    daftar = [p.text for p in open_docx(hasil.isi).paragraphs if p.style.name == "toc 2"]
    assert any(t.startswith("B. Isu dan Lingkungan Strategis") for t in daftar)
    assert not any("templat" in k for k in hasil.kurang)


def test_blok_dipindah_tercetak_di_tempat_barunya(tmp_path):
    dokumen = docx.Document(str(TEMPLAT))
    blok = find_paragraf(dokumen, "[[realisasi_anggaran]]")
    find_paragraf(dokumen, "[[cara_pengukuran]]")._p.addprevious(blok._p)
    teks = read_badan(build_lkjip(build_masukan(simpan(dokumen, tmp_path))).isi)
    assert teks.count("Realisasi anggaran per program dan kegiatan tahun 2025") == 2
    isi = teks[teks.index("AKUNTABILITAS KINERJA", teks.index("BAB IV PENUTUP")) :]
    assert isi.index("Realisasi anggaran per program") < isi.index("Cara menghitung dan skala")


@pytest.mark.parametrize(
    "blok", ["ikhtisar", "realisasi_anggaran", "analisis_3:{{ s.kode }}", "lampiran_pk"]
)
def test_blok_wajib_yang_dihapus_disebut_namanya(tmp_path, blok):
    dokumen = docx.Document(str(TEMPLAT))
    hapus = find_paragraf(dokumen, f"[[{blok}]]")._p
    hapus.getparent().remove(hapus)
    kurang = build_lkjip(build_masukan(simpan(dokumen, tmp_path))).kurang
    assert f"templat tidak memuat blok [[{blok.split(':')[0]}]]" in kurang


@pytest.mark.parametrize(
    ("lama", "baru", "sebut"),
    [
        ("[[ikhtisar]]", "[[ikhtiar]]", "ikhtisar"),
        ("[[realisasi_anggaran]]", "[[realisasi_angaran]]", "realisasi_anggaran"),
        ("Tahun {{ tahun }}", "Tahun {{ tahn }}", "tahun"),
        ("{{ nama_instansi }}", "{{ nama_intansi }}", "nama_instansi"),
    ],
)
def test_salah_ketik_disebut_dengan_nama_yang_dimaksud(tmp_path, lama, baru, sebut):
    dokumen = docx.Document(str(TEMPLAT))
    paragraf = find_paragraf(dokumen, lama)
    for run in paragraf.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraf.runs[0].text = baru
    with pytest.raises(TemplatError, match="tidak dikenal") as galat:
        build_lkjip(build_masukan(simpan(dokumen, tmp_path)))
    assert f"mungkin {sebut}" in galat.value.masalah


@pytest.mark.parametrize(
    "teks", ["[[ikhtisar]]", "[[analisis_1:{{ s.kode }}]]", "{{ nama_instansi }}", "[[daftar_isi]]"]
)
def test_penanda_yang_terpotong_run_tetap_dikenal(tmp_path, teks):
    """Word memecah run ketika memeriksa ejaan atau mencatat penyuntingan."""
    dokumen = docx.Document(str(TEMPLAT))
    split_run(find_paragraf(dokumen, teks))
    hasil = build_lkjip(build_masukan(simpan(dokumen, tmp_path)))
    utuh = build_lkjip(build_masukan())
    assert read_badan(hasil.isi) == read_badan(utuh.isi)


def test_blok_dalam_kalimat_disebut_bukan_didiamkan(tmp_path):
    """Blok harus sendirian di paragrafnya; di tengah kalimat ia tidak akan pernah terisi."""
    dokumen = docx.Document(str(TEMPLAT))
    find_paragraf(dokumen, "[[ikhtisar]]").runs[0].text = "Ringkasnya: [[ikhtisar]]"
    with pytest.raises(TemplatError, match="ikhtisar") as galat:
        build_lkjip(build_masukan(simpan(dokumen, tmp_path)))
    assert "paragraf" in galat.value.perbaikan


def test_blok_di_dalam_tabel_templat_disebut(tmp_path):
    dokumen = docx.Document(str(TEMPLAT))
    tabel = dokumen.add_table(1, 1)
    tabel.rows[0].cells[0].text = "[[simpulan]]"
    with pytest.raises(TemplatError, match="simpulan"):
        build_lkjip(build_masukan(simpan(dokumen, tmp_path)))


@pytest.mark.libreoffice
def test_templat_yang_disimpan_libreoffice_memberi_angka_yang_sama(tmp_path):
    asal = tmp_path / "asal" / "lkjip.docx"
    asal.parent.mkdir()
    shutil.copy(TEMPLAT, asal)
    perintah = [str(require_libreoffice()), f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
                "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path),
                str(asal)]  # fmt: skip
    subprocess.run(perintah, check=True, capture_output=True, timeout=120)
    tersimpan = tmp_path / "lkjip.docx"
    nama = [t.nama for t in list_blok(docx.Document(str(tersimpan)))]
    assert nama == [t.nama for t in list_blok(docx.Document(str(TEMPLAT)))]
    hasil, bawaan = build_lkjip(build_masukan(tersimpan)), build_lkjip(build_masukan())
    assert read_kontrol(hasil.isi) == read_kontrol(bawaan.isi)
    assert hasil.kurang == bawaan.kurang
    tabel = open_docx(hasil.isi).tables
    assert len(tabel) == len(open_docx(bawaan.isi).tables)
    assert {read_teks(p._p) for p in open_docx(hasil.isi).paragraphs if "Heading" in p.style.name}
