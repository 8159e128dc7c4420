"""Tabel laporan: lebar kolom menurut isi, judul berulang, baris yang tidak terpisah, catatan."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.isi import BarisTabel, KolomTabel, Tabel
from kinerja_cli.dokumen.laporan.bahasa import shorten_nama
from kinerja_cli.dokumen.lebar_kolom import BahanLebar, fit_lebar, measure_teks
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.dokumen.tulis_isi import PenulisIsi
from kinerja_cli.dokumen.xml_word import read_teks
from kinerja_cli.model.istilah import StatusAngka
from tests.dokumen.bahan import TEMPLAT, build_masukan, open_docx
from tests.dokumen.indikator_buatan import build_indikator
from tests.laporan_buatan import Bentuk, build_besar, build_kecil

RUPIAH = "Rp20.567.000.000"


def write(tabel, lebar_cm=16.0):
    dokumen = docx.Document(str(TEMPLAT))
    return list(PenulisIsi(dokumen, Figur()).iterate_unsur([tabel], lebar_cm, "uji"))


def read_lebar(tabel):
    return [int(k.get(qn("w:w"))) for k in tabel.iter(qn("w:gridCol"))]


def test_rupiah_tidak_pernah_terpotong_walaupun_bagiannya_kecil():
    kolom = (KolomTabel("Uraian", 9), KolomTabel("Pagu", 0.5, "kanan"))
    baris = (BarisTabel(("Program yang namanya panjang sekali " * 4, RUPIAH)),)
    tabel = write(Tabel(kolom, baris))[0]
    lebar = read_lebar(tabel)
    assert lebar[1] >= measure_teks(RUPIAH, 8.5, tebal=True)
    assert sum(lebar) == int(16.0 * 567)


def test_kolom_pendek_menyerahkan_sisanya_kepada_yang_panjang():
    kolom = (KolomTabel("Indikator", 5), KolomTabel("Satuan", 5), KolomTabel("Target", 5, "kanan"))
    tabel = write(Tabel(kolom, (BarisTabel(("Nama indikator " * 12, "%", "93,5")),)))[0]
    indikator, satuan, target = read_lebar(tabel)
    assert indikator > 4 * max(satuan, target)


@given(
    st.lists(
        st.tuples(
            st.floats(0.5, 9),
            st.text("abcde ", max_size=12),
            st.text("Rp0123456789. -/", max_size=40),
            st.booleans(),
        ),
        min_size=1,
        max_size=16,
    ),
    st.integers(2000, 20000),
)
def test_lebar_selalu_berjumlah_tepat_dan_tidak_pernah_nol(daftar, lebar):
    kolom = [BahanLebar(bagian, judul, [isi], utuh) for bagian, judul, isi, utuh in daftar]
    hasil = fit_lebar(kolom, lebar, 8.5, 120)
    assert sum(hasil) == lebar
    assert all(h > 0 for h in hasil)


def test_tabel_pendek_sehalaman_tabel_panjang_hanya_ujungnya():
    def count_ikut(banyak):
        baris = tuple(BarisTabel((f"Baris {n}",)) for n in range(banyak))
        tabel = write(Tabel((KolomTabel("Nama", 1),), baris))[0]
        return [b.find(f".//{qn('w:tc')}//{qn('w:keepNext')}") is not None
                for b in tabel.findall(qn("w:tr"))[1:]]  # fmt: skip

    assert count_ikut(5) == [True] * 4 + [False]
    panjang = count_ikut(60)
    assert panjang[:2] == [True, True]
    assert panjang[-3:] == [False, True, False]
    assert not any(panjang[2:-2])


def test_judul_bertingkat_berulang_dan_bernomor():
    kolom = (
        KolomTabel("Indikator", 5, nomor="4"),
        KolomTabel("I", 1, "kanan", "Realisasi", "8"),
        KolomTabel("II", 1, "kanan", "Realisasi", "9"),
    )
    tabel = write(Tabel(kolom, (BarisTabel(("a", "1", "2")),)))[0]
    judul = [b for b in tabel.findall(qn("w:tr")) if b.find(f".//{qn('w:tblHeader')}") is not None]
    assert [[read_teks(s) for s in b.findall(qn("w:tc"))] for b in judul] == [
        ["Indikator", "Realisasi"],
        ["", "I", "II"],
        ["4", "8", "9"],
    ]
    assert judul[0].find(f".//{qn('w:gridSpan')}").get(qn("w:val")) == "2"


def test_catatan_menyatukan_sebab_yang_sama():
    figur = Figur({"IKU-01": "Indikator satu", "IKU-02": "Indikator dua"})
    teks = [
        figur(build_indikator("x", "1", "1", "100", kode=kode, status=StatusAngka.SEMENTARA,
                              catatan="Triwulan IV tidak dilaporkan").tahun.realisasi)
        for kode in ("IKU-01", "IKU-02")
    ]  # fmt: skip
    assert figur.list_catatan(teks) == [
        "* Angka belum final: Triwulan IV tidak dilaporkan (Indikator satu, Indikator dua)."
    ]
    assert figur.list_catatan(["tanpa angka"]) == []


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [("Nama pendek", "Nama pendek"), ("Persentase rumah layak huni", "Persentase rumah…")],
)
def test_nama_di_bagan_dipotong_pada_batas_kata(teks, hasil):
    assert shorten_nama(teks, 20) == hasil


def test_ruang_tanda_tangan_ada_di_atas_nama():
    dokumen = open_docx(build_lkjip(build_masukan()).isi)
    nama = next(p for p in dokumen.paragraphs if p.style.name == "Tanda Tangan Nama")
    assert nama.style.paragraph_format.space_before.pt >= 42


def test_dinas_terkecil_tanpa_grafik_satu_batang():
    hasil = build_lkjip(build_kecil(TEMPLAT))
    teks = [p.text for p in open_docx(hasil.isi).paragraphs if p.style.name == "Caption"]
    assert not any("Serapan anggaran per program" in t for t in teks)
    assert any("Evaluasi hasil Renja" in t for t in teks)


def test_nama_sangat_panjang_tidak_masuk_utuh_ke_bagan():
    masukan = build_besar(TEMPLAT, Bentuk(indikator=24))
    assert max(len(i.indikator) for i in masukan.data.indikator) > 150
    hasil = build_lkjip(masukan)
    bagan = [b for b in open_docx(hasil.isi).part.package.iter_parts() if "/charts/" in b.partname]
    assert len(bagan) > 5
    panjang = masukan.data.indikator[0].indikator.encode()
    assert not any(panjang in b.blob for b in bagan)


def test_lampiran_evaluasi_renja_berkolom_seperti_formulir_resmi():
    dokumen = open_docx(build_lkjip(build_masukan()).isi)
    tabel = next(
        t._tbl for t in dokumen.tables if "Realisasi triwulan" in read_teks(t._tbl.tr_lst[0])
    )
    nomor = [read_teks(s) for s in tabel.tr_lst[2].findall(qn("w:tc"))]
    assert nomor == ["2-4", "", *(str(n) for n in range(5, 17))]
    isi = [[read_teks(s) for s in b.findall(qn("w:tc"))] for b in tabel.tr_lst[3:]]
    assert isi[0][0].startswith("Sasaran: 1.")
    uang = next(b for b in isi if b[0].startswith("1.04.03.2.01.0001"))
    assert uang[1] == "Rp"
    assert uang[5:10] == [
        "Rp90.000.000",
        "Rp580.000.000",
        "Rp590.000.000",
        "Rp449.000.000",
        "Rp1.709.000.000",
    ]
    kinerja = isi[isi.index(uang) + 1]
    assert kinerja[5:10] == ["8", "41", "30", "22", "101"]
    bagian = dokumen.sections
    assert {round(b.page_width.cm, 1) for b in bagian} == {21.0, 29.7, 33.0}
