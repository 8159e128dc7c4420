from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from kinerja_cli.dokumen.baca_draf import read_draf
from kinerja_cli.dokumen.lkjip import BLOK, DAFTAR, WAJIB, MasukanLkjip, build_konteks, build_lkjip
from kinerja_cli.dokumen.petikan import BagianPetikan, Petikan, build_petikan
from kinerja_cli.dokumen.slot import hash_dasar
from kinerja_cli.dokumen.xml_word import build_paragraf, build_run, read_teks
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.galat import TemplatError
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.kunci import PANJANG_KUNCI_FAKTA
from kinerja_cli.model.nilai import Nilai
from tests.buatan import build_definisi
from tests.dokumen.bahan import (
    TEMPLAT,
    WAKTU,
    build_data,
    build_masukan,
    open_docx,
    read_badan,
    read_kontrol,
)


@pytest.fixture(scope="module")
def hasil():
    return build_lkjip(build_masukan())


def test_susunan_menurut_permenpanrb_53_2014(hasil):
    judul = [
        " ".join(read_teks(p._p).split())
        for p in open_docx(hasil.isi).paragraphs
        if p.style.name == "Heading 1"
    ]
    assert judul[:9] == [
        "KATA PENGANTAR",
        "IKHTISAR EKSEKUTIF",
        "DAFTAR ISI",
        "DAFTAR TABEL",
        "DAFTAR GAMBAR",
        "BAB I PENDAHULUAN",
        "BAB II PERENCANAAN KINERJA",
        "BAB III AKUNTABILITAS KINERJA",
        "BAB IV PENUTUP",
    ]
    assert len(judul) == 9 + 6
    assert all(j.startswith("LAMPIRAN") for j in judul[9:])


def test_tujuh_analisis_untuk_setiap_sasaran(hasil):
    dokumen = open_docx(hasil.isi)
    analisis = [p.text[:2] for p in dokumen.paragraphs if p.style.name == "Heading 4"]
    assert analisis == [f"{n}." for n in range(1, 8)]


def test_tidak_ada_penanda_templat_yang_tertinggal(hasil):
    teks = read_badan(hasil.isi)
    assert not re.search(r"\[\[|\{\{|\{%|[\ue000-\ue004]", teks)


def test_setiap_fakta_tercetak_dalam_kontrol_isi_dengan_teksnya(hasil):
    data = build_masukan().data
    kontrol = read_kontrol(hasil.isi)
    fakta = {f.kunci: f.teks for f in data.iterate_fakta()}
    tercetak = {k: v for k, v in kontrol.items() if k in fakta}
    assert {f"2025:tahun:{k}:capaian" for k in ("IKU-01", "IKU-02", "SUB-01")} <= set(tercetak)
    assert {k: {fakta[k]} for k in tercetak} == tercetak
    assert all(len(k) <= PANJANG_KUNCI_FAKTA for k in kontrol)


def test_angka_capaian_tidak_pernah_berupa_teks_biasa(hasil):
    """Angka yang hanya ada di data tidak boleh muncul di luar kontrol isi."""
    dokumen = open_docx(hasil.isi)
    rerata = build_masukan().data.sasaran[0].rerata.capaian.teks
    di_luar = [
        t.text or ""
        for t in dokumen.element.body.iter(qn("w:t"))
        if not any(i.tag == qn("w:sdt") for i in t.iterancestors())
    ]
    assert rerata in read_badan(hasil.isi)
    assert not [t for t in di_luar if rerata in t]


def test_pengenal_kontrol_isi_unik(hasil):
    daftar = [
        s.find(qn("w:id")).get(qn("w:val"))
        for s in open_docx(hasil.isi).element.body.iter(qn("w:sdtPr"))
    ]
    assert len(daftar) == len(set(daftar)) > 20


def test_yang_belum_ada_ditandai_dan_disebut():
    kosong = build_lkjip(build_masukan(fakta=KumpulanFakta()))
    teks = read_badan(kosong.isi)
    assert any("IKU-01" in k for k in kosong.kurang)
    assert "[faktor pendorong IKU-01 belum diisi Bidang Kawasan Permukiman]" in teks
    assert "belum dapat diukur" in teks


def test_kekurangan_di_naskah_menyebut_subjeknya_dan_tidak_diulang():
    kurang = build_lkjip(build_masukan(fakta=KumpulanFakta())).kurang
    satu = "IKU-01 Persentase rumah layak huni: belum dilaporkan"
    assert [k for k in kurang if "IKU-01" in k and "dilaporkan" in k] == [satu]
    assert "Rata-rata capaian sasaran S1: belum ada indikator yang terhitung" in kurang
    assert "belum ada indikator yang terhitung" not in kurang


def test_sebab_belum_terukur_menyebut_indikatornya_tetapi_tidak_mencetaknya_lagi():
    masukan = build_masukan()
    iku = masukan.data.indikator[0]
    tahun = iku.tahun.model_copy(
        update={
            "capaian": iku.tahun.capaian.model_copy(
                update={"nilai": Nilai.belum_ada("target"), "catatan": "target tidak terbaca"}
            )
        }
    )
    data = masukan.data.model_copy(
        update={"indikator": (iku.model_copy(update={"tahun": tahun}), *masukan.data.indikator[1:])}
    )
    hasil = build_lkjip(replace(masukan, data=data))
    assert "IKU-01 Persentase rumah layak huni: target tidak terbaca" in hasil.kurang
    assert "Persentase rumah layak huni belum dapat diukur: [target tidak terbaca]." in read_badan(
        hasil.isi
    )


def test_narasi_tersimpan_menang_atas_bawaan():
    petikan = build_petikan(
        [
            BagianPetikan(
                [build_paragraf("Normal", build_run("Kinerja dinas membaik."))], docx.Document()
            )
        ],
        "narasi:bab4:simpulan",
        hash_dasar(""),
        WAKTU,
    )
    masukan = build_masukan(petikan={"narasi:bab4:simpulan": Petikan(petikan, hash_dasar(""))})
    hasil = build_lkjip(masukan)
    draf = read_draf(open_docx(hasil.isi), hasil.slot)
    assert [s.teks for s in draf.naskah.read_slot("narasi:bab4:simpulan")] == [
        "Kinerja dinas membaik."
    ]
    assert not any("simpulan" in k for k in hasil.kurang)


def test_masukan_sama_menghasilkan_byte_sama():
    assert build_lkjip(build_masukan()).isi == build_lkjip(build_masukan()).isi


def test_bagan_asli_dengan_buku_data_dan_nilai_tersimpan(hasil):
    with ZipFile(BytesIO(hasil.isi)) as arsip:
        nama = arsip.namelist()
        bagan = [n for n in nama if n.startswith("word/charts/chart")]
        assert len(bagan) >= 2
        for n in bagan:
            akar = etree.fromstring(arsip.read(n))
            assert akar.find("{*}externalData") is not None
            assert akar.find(".//{*}numCache/{*}pt/{*}v") is not None
        buku = openpyxl.load_workbook(BytesIO(arsip.read("word/embeddings/kinerja1.xlsx")))
    assert (buku["Data"]["B1"].value, buku["Data"]["C1"].value) == ("Target", "Realisasi")
    triwulan = build_masukan().data.indikator[0].triwulan[0].realisasi
    assert str(buku["Data"]["C2"].value).replace(".", ",") == triwulan.teks


def test_plt_menandatangani_menurut_tanggal_dokumen():
    definisi = build_definisi()
    kepala = definisi.pejabat[0]
    plt = kepala.model_copy(
        update={"nama": "Contoh Plt", "status": StatusJabatan.PLT, "dari": date(2026, 1, 1)}
    )
    definisi = definisi.model_copy(update={"pejabat": (kepala, plt)})
    teks = read_badan(build_lkjip(MasukanLkjip(build_data(definisi), definisi, TEMPLAT, WAKTU)).isi)
    assert "Plt. Kepala Dinas Perumahan Rakyat" in teks
    assert "Contoh Plt" in teks


def test_lampiran_mendatar_dan_kepala_tabel_berulang(hasil):
    dokumen = open_docx(hasil.isi)
    lampiran = dokumen.sections[-1]
    assert lampiran.page_width > lampiran.page_height
    assert all(t._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for t in dokumen.tables)


def ubah_templat(tujuan, ganti):
    """Templat kantor: paragraf yang teksnya ``lama`` menjadi ``baru``, atau dihapus bila None."""
    dokumen = open_docx(TEMPLAT.read_bytes())
    for p in list(dokumen.paragraphs):
        for lama, baru in ganti.items():
            if p.text == lama:
                if baru is None:
                    p._p.getparent().remove(p._p)
                else:
                    p.text = baru
    dokumen.save(tujuan)
    return tujuan


def test_blok_boleh_dipindah_dan_judul_diganti(tmp_path):
    templat = ubah_templat(
        tmp_path / "lkjip.docx", {"B. Realisasi Anggaran": "B. Penyerapan Anggaran Daerah"}
    )
    assert "B. Penyerapan Anggaran Daerah" in read_badan(build_lkjip(build_masukan(templat)).isi)


def test_blok_wajib_yang_dihapus_disebut(tmp_path):
    templat = ubah_templat(tmp_path / "lkjip.docx", {"[[realisasi_anggaran]]": None})
    kurang = build_lkjip(build_masukan(templat)).kurang
    assert "templat tidak memuat blok [[realisasi_anggaran]]" in kurang


@pytest.mark.parametrize(
    ("ganti", "sebut"),
    [
        ({"[[ikhtisar]]": "[[ringkasan]]"}, "ringkasan"),
        ({"[[ikhtisar]]": "{{ nama_dinas }}"}, "nama_dinas"),
        ({"[[ikhtisar]]": "{{ tahun "}, "tidak dapat diisi"),
        ({"{%p endfor %}": None}, "tidak dapat diisi"),
        ({"[[analisis_1:{{ s.kode }}]]": "[[analisis_1:{{ s.nama }}]]"}, "nama"),
        ({"[[ikhtisar]]": "[[analisis_1]]"}, "analisis_1"),
    ],
)
def test_templat_yang_keliru_disebut_dengan_namanya(tmp_path, ganti, sebut):
    templat = ubah_templat(tmp_path / "lkjip.docx", ganti)
    with pytest.raises(TemplatError, match=sebut) as galat:
        build_lkjip(build_masukan(templat))
    assert galat.value.perbaikan


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x03\x04rusak"])
def test_templat_yang_bukan_word_ditolak_satu_baris(tmp_path, isi):
    templat = tmp_path / "lkjip.docx"
    templat.write_bytes(isi)
    with pytest.raises(TemplatError, match="bukan dokumen Word"):
        build_lkjip(build_masukan(templat))


def test_templat_bawaan_memuat_setiap_blok():
    teks = [p.text for p in open_docx(TEMPLAT.read_bytes()).paragraphs]
    nama = {m[1] for t in teks if (m := re.match(r"\[\[(\w+)", t))}
    assert nama == set(BLOK) | set(DAFTAR) | WAJIB


def test_teks_bertanda_xml_tidak_merusak_dokumen():
    definisi = build_definisi()
    nama = 'Dinas <Uji> & "Coba" {{ tahun }}'
    instansi = definisi.instansi.model_copy(update={"nama": nama})
    definisi = definisi.model_copy(update={"instansi": instansi})
    data = build_data(definisi)
    assert nama in read_badan(build_lkjip(MasukanLkjip(data, definisi, TEMPLAT, WAKTU)).isi)


def test_docs_menyebut_setiap_blok_dan_nama():
    teks = (TEMPLAT.parents[1] / "docs" / "templat.md").read_text(encoding="utf-8")
    analisis = {"analisis_1", "analisis_7"}
    for nama in {*BLOK, *DAFTAR, *analisis, *build_konteks(build_masukan())}:
        assert nama in teks, nama


def test_templat_bawaan_sama_dengan_pembuatnya():
    jalur = TEMPLAT.parent / "sumber" / "buat_lkjip.py"
    uraian = importlib.util.spec_from_file_location("buat_lkjip", jalur)
    modul = importlib.util.module_from_spec(uraian)
    sys.modules["buat_lkjip"] = modul
    uraian.loader.exec_module(modul)
    assert read_anggota(modul.build_templat()) == read_anggota(TEMPLAT.read_bytes())


def read_anggota(isi: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(isi)) as arsip:
        return {n: arsip.read(n) for n in arsip.namelist()}
