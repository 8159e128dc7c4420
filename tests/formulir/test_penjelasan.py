"""Keterangan indikator: ringkas di pesan isian, lengkap di komentar namanya."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from kinerja_cli.formulir.penjelasan_indikator import ARTI_AGREGASI, ARTI_ARAH
from kinerja_cli.lembar.validasi import PANJANG_PESAN, SELENGKAPNYA
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.istilah import Agregasi, Arah
from kinerja_cli.model.kolom import iterate_kolom
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT_LAIN, build_definisi, build_fakta, build_fakta_lengkap
from tests.formulir.test_susun import baris, susun
from tests.lembar.test_formulir import letak, render
from tests.lembar.test_libreoffice import recalculate

PANJANG = " ".join(f"Bagian ke-{n} dari definisi operasional yang panjang." for n in range(1, 30))


def ubah_definisi(definisi_operasional: str) -> Definisi:
    asal = build_definisi()
    daftar = tuple(
        i.model_copy(update={"definisi_operasional": definisi_operasional}) for i in asal.indikator
    )
    return asal.model_copy(update={"indikator": daftar})


def open_kinerja(definisi: Definisi):
    return openpyxl.load_workbook(BytesIO(render(susun(definisi))))


def read_pesan(buku, kunci: str, kolom: str) -> str:
    alamat = letak(buku, "Kinerja", kunci, kolom)
    daftar = buku["Kinerja"].data_validations.dataValidation
    return next(v.prompt for v in daftar if alamat in v.sqref)


def test_setiap_arah_dan_agregasi_ada_artinya():
    assert set(ARTI_ARAH) == set(Arah)
    assert set(ARTI_AGREGASI) == set(Agregasi)


@pytest.mark.parametrize(
    ("kunci", "kolom", "harap"),
    [
        ("SUB-01", "realisasi", "Isi angka hanya TW II. Arah naik; setahun: angka keempat"),
        ("IKU-02", "realisasi", "Isi angka s.d. TW II. Arah turun; setahun: yang dipakai angka"),
        ("IKU-01", "pembilang", "Jumlah rumah layak huni (Unit). Isi angka s.d. TW II. Arah naik;"),
    ],
)
def test_pesan_isian_mendahulukan_yang_paling_perlu(kunci: str, kolom: str, harap: str):
    assert read_pesan(open_kinerja(build_definisi()), kunci, kolom).startswith(harap)


def test_pesan_elemen_menyebut_angka_terakhirnya():
    buku = openpyxl.load_workbook(BytesIO(render(susun(fakta=build_fakta_lengkap(Periode.TW1)))))

    assert read_pesan(buku, "IKU-01", "pembilang").startswith(
        "Jumlah rumah layak huni (Unit). Yang terakhir dilaporkan 61.200. Isi angka s.d. TW II."
    )


def test_elemen_untuk_unit_lain_menyebut_indikatornya():
    formulir = susun(build_definisi(penyedia_lain=True), UNIT_LAIN)
    catatan = baris(formulir, "Kinerja")["EL-01B"].sel["indikator"].catatan

    assert catatan.startswith("Dipakai untuk indikator: Persentase rumah layak huni.\nDefinisi: ")
    assert "Penyebut: Jumlah rumah seluruhnya (Unit)" in catatan
    assert "Pembilang" not in catatan


@pytest.mark.parametrize("lembar", LEMBAR_FORMULIR)
def test_setiap_isian_yang_berketerangan_mempunyai_pesan(lembar: str):
    rencana = (Periode.TW1, "IKU-02", "rencana_tindak_lanjut", Nilai.dari_teks("Menata drainase"))
    formulir = susun(fakta=build_fakta(rencana))
    buku = openpyxl.load_workbook(BytesIO(render(formulir)))
    daftar = buku[lembar].data_validations.dataValidation
    berketerangan = {k.bidang for k in iterate_kolom(LEMBAR_FORMULIR[lembar]) if k.kolom.bantuan}
    for kunci, b in baris(formulir, lembar).items():
        for bidang, sel in b.sel.items():
            if sel.terbuka and bidang in berketerangan:
                alamat = letak(buku, lembar, kunci, bidang)
                (pesan,) = [v.prompt for v in daftar if alamat in v.sqref]
                assert pesan, (kunci, bidang)


def test_komentar_memuat_definisi_rumus_arah_dan_cara_menjadi_tahun():
    catatan = baris(susun(), "Kinerja")["IKU-01"].sel["indikator"].catatan

    assert catatan.splitlines() == [
        "Definisi: Perbandingan rumah layak huni terhadap seluruh rumah.",
        "Rumus: Jumlah rumah layak huni / jumlah rumah seluruhnya x 100.",
        "Arah: naik, makin tinggi makin baik.",
        "Pembilang: Jumlah rumah layak huni (Unit), diisi s.d. TW II;"
        " setahun: yang dipakai angka terakhir.",
        "Penyebut: Jumlah rumah seluruhnya (Unit), diisi s.d. TW II;"
        " setahun: yang dipakai angka terakhir.",
        "Triwulan menjadi tahun: pembilang dan penyebut digabung dahulu, lalu dibagi.",
        "Sumber data: Pendataan rumah.",
    ]


def test_definisi_panjang_utuh_di_komentar_dan_pesan_menunjuknya():
    buku = open_kinerja(ubah_definisi(PANJANG))
    pesan = read_pesan(buku, "IKU-02", "realisasi")
    komentar = buku["Kinerja"][letak(buku, "Kinerja", "IKU-02", "indikator")].comment.text

    assert PANJANG in komentar
    assert len(pesan) <= PANJANG_PESAN
    assert pesan.endswith(f"…{SELENGKAPNYA}")


def test_definisi_pendek_utuh_di_pesan():
    pesan = read_pesan(open_kinerja(build_definisi()), "SUB-01", "realisasi")

    assert "Rumah yang selesai diperbaiki pada tahun berjalan." in pesan
    assert "…" not in pesan


def test_komentar_tersembunyi_dan_tidak_dicetak():
    with ZipFile(BytesIO(render(susun(ubah_definisi(PANJANG))))) as arsip:
        isi = {n: arsip.read(n).decode() for n in arsip.namelist() if n.endswith((".xml", ".vml"))}
    lembar = [x for n, x in isi.items() if n.startswith("xl/worksheets/")]
    (vml,) = [x for n, x in isi.items() if n.endswith(".vml")]

    assert not any("cellComments" in x for x in lembar)
    assert vml.count("visibility:hidden") == len(re.findall("<v:shape ", vml)) == 3


@pytest.mark.parametrize("isi", ["Baik\x0bsekali\x00", "Baik\uffffsekali"])
def test_karakter_yang_dilarang_xml_dibuang(isi: str):
    buku = open_kinerja(ubah_definisi(isi))
    komentar = buku["Kinerja"][letak(buku, "Kinerja", "SUB-01", "indikator")].comment.text

    assert "Definisi: Baiksekali." in komentar
    assert "Baiksekali" in read_pesan(buku, "SUB-01", "realisasi")


@pytest.mark.libreoffice
def test_libreoffice_menampilkan_komentar_utuh(tmp_path):
    """Disimpan ulang LibreOffice; komentarnya tetap ada dan utuh."""
    (jadi,) = recalculate(tmp_path, [("a.xlsx", render(susun(ubah_definisi(PANJANG))))]).values()
    buku = openpyxl.load_workbook(BytesIO(jadi))

    assert PANJANG in buku["Kinerja"][letak(buku, "Kinerja", "IKU-02", "indikator")].comment.text
