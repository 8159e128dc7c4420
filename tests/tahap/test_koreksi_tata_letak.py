"""Tata letak yang diganti orang: ikut bersama kata-kata yang diambil, selain itu disebut."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from kinerja_cli.model.temuan import Tingkat
from tests.tahap.meja import IKU_01, SIMPULAN, Meja, Naskah, list_kode, tulis
from tests.tahap.test_koreksi_tidak_ikut import build_unsur


def test_perataan_kalimat_yang_diambil_ikut(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        naskah.find("Kinerja baik").alignment = WD_ALIGN_PARAGRAPH.CENTER

    hasil = meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kinerja baik."), sunting), "kasubag")
    assert list_kode(hasil) == []
    meja.lkjip()
    dokumen = docx.Document(str(meja.konsep(2)))
    paragraf = next(p for p in dokumen.paragraphs if p.text == "Kinerja baik.")
    assert paragraf.alignment is WD_ALIGN_PARAGRAPH.CENTER


def ratakan(*teks: str) -> Callable[[Naskah], None]:
    """Tengahkan paragraf-paragraf itu; yang di daftar isi tidak."""

    def sunting(naskah: Naskah) -> None:
        for p in naskah.dokumen.paragraphs:
            if p.text.startswith(teks) and not p.style.name.startswith("toc"):
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER

    return sunting


def pisahkan(awal: str, cara: str) -> Callable[[Naskah], None]:
    """Pemisah halaman di depan paragraf itu, seperti Ctrl+Enter atau sifat paragrafnya."""

    def sunting(naskah: Naskah) -> None:
        paragraf = naskah.find(awal)
        if cara == "sifat":
            paragraf.paragraph_format.page_break_before = True
        elif cara == "paragraf kosong":
            paragraf.insert_paragraph_before().add_run().add_break(WD_BREAK.PAGE)
        else:
            paragraf._p.insert(1, build_unsur('<w:r><w:br w:type="page"/></w:r>'))

    return sunting


def test_perataan_saja_disebut_tidak_diambil(meja: Meja):
    """Kata-katanya sama, jadi tidak ada petikan; yang hilang tetap disebut."""
    rencana = meja.rencana(
        meja.sunting(1, ratakan("Puji syukur", "Kami berharap", "A. Simpulan")), "kasubag"
    )
    assert (list_kode(rencana), rencana.susunan.beda) == (["DOK423", "DOK423"], ())
    pertama, kedua = rencana.temuan
    assert pertama.lembar == "KATA PENGANTAR"
    assert pertama.masalah.startswith("perataan (dari kiri-kanan menjadi tengah) tidak ikut")
    assert "Puji syukur" in pertama.masalah
    assert pertama.masalah.endswith("dan 1 paragraf lain")
    assert "(dari kiri menjadi tengah)" in kedua.masalah
    assert all(t.tingkat is Tingkat.CATATAN for t in rencana.temuan)


@pytest.mark.parametrize("cara", ["sifat", "paragraf kosong", "di dalam kalimat"])
def test_pemisah_halaman_saja_disebut_tidak_diambil(meja: Meja, cara: str):
    rencana = meja.rencana(meja.sunting(1, pisahkan(IKU_01, cara)), "kasubag")
    assert (list_kode(rencana), rencana.susunan.beda) == (["DOK423"], ())
    assert rencana.temuan[0].masalah.startswith("pemisah halaman baru di depan tidak ikut")
    assert IKU_01 in rencana.temuan[0].masalah


def test_pemisah_halaman_yang_dihapus_disebut(meja: Meja):
    def sunting(naskah: Naskah) -> None:
        bab = next(
            p
            for p in naskah.dokumen.paragraphs
            if p.style.name == "Heading 1" and p.text.startswith("BAB II\n")
        )
        bab.paragraph_format.page_break_before = False

    rencana = meja.rencana(meja.sunting(1, sunting), "kasubag")
    assert list_kode(rencana) == ["DOK423"]
    pesan = "pemisah halaman yang dihapus di depan tidak ikut ke konsep berikutnya: BAB II "
    assert rencana.temuan[0].masalah.startswith(pesan)
