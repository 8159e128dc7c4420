"""Menemukan tabel capaian: judul bertingkat, CSV, format persen, baris yang bukan data."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from kinerja_cli.lembar.temu_tabel import read_tabel_capaian
from kinerja_cli.model.baris_tabel import TabelMentah
from kinerja_cli.model.temuan import Temuan

KEPALA = ["Indikator", "Target", "Realisasi"]


def buku(*lembar, persen=()):
    """Buku kerja dari daftar baris per lembar; ``persen`` sel berformat persen di lembar akhir."""
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for nomor, baris in enumerate(lembar, start=1):
        ws = wb.create_sheet(f"Lembar{nomor}")
        for isi in baris:
            ws.append(isi)
        for sel in persen:
            ws[sel].number_format = "0.00%"
    keluar = BytesIO()
    wb.save(keluar)
    return keluar.getvalue()


def baca(*lembar, persen=(), pilih=""):
    hasil = read_tabel_capaian(buku(*lembar, persen=persen), "t.xlsx", pilih)
    assert isinstance(hasil, TabelMentah), hasil
    return hasil


def baca_teks(teks, sandi="utf-8", nama="t.csv"):
    hasil = read_tabel_capaian(teks.encode(sandi), nama)
    assert isinstance(hasil, TabelMentah), hasil
    return hasil


def isi(tabel):
    return [(b.baris, b.isi["indikator"], b.isi["target"], b.isi["realisasi"]) for b in tabel.baris]


def kolom(*judul):
    """Nomor kolom bidang menurut nilai di baris data: setiap sel memuat nomor kolomnya."""
    baris = ["nama" if i == 0 else i for i in range(len(judul[0]))]
    return {b: v for b, v in baca([*judul, baris]).baris[0].isi.items() if b != "indikator"}


@pytest.mark.parametrize(
    ("judul", "harap"),
    [
        ([["INDIKATOR  KINERJA", "TARGET", "REALISASI", "CAPAIAN\n(%)"]],
         {"target": 1, "realisasi": 2, "capaian": 3}),
        ([["Indikator Kinerja Utama (IKU)", "Satuan", "Target 2024", "Realisasi 2024", "%"]],
         {"satuan": 1, "target": 2, "realisasi": 3, "capaian": 4}),
        ([["Indikator", "Realisasi", "Target", "Persentase Capaian Kinerja"]],
         {"realisasi": 1, "target": 2, "capaian": 3}),
        # kinerja di samping anggaran
        ([["Indikator", "Kinerja", None, None, "Anggaran", None, None],
          [None, "Target", "Realisasi", "%", "Pagu (Rp)", "Realisasi (Rp)", "%"]],
         {"target": 1, "realisasi": 2, "capaian": 3}),
        ([["Indikator", "Anggaran (Rp)", None, None, "Kinerja", None, None],
          [None, "Target", "Realisasi", "%", "Target", "Realisasi", "%"]],
         {"target": 4, "realisasi": 5, "capaian": 6}),
        # beberapa tahun: yang terakhir
        ([["Indikator", "Target 2023", "Realisasi 2023", "Target 2024", "Realisasi 2024"]],
         {"target": 3, "realisasi": 4}),
        ([["Indikator", "Realisasi 2023", "Target 2024", "Realisasi 2024", "Capaian 2024"]],
         {"target": 2, "realisasi": 3, "capaian": 4}),
        ([["Indikator", "2023", None, "2024", None],
          [None, "Target", "Realisasi", "Target", "Realisasi"]],
         {"target": 3, "realisasi": 4}),
        ([["Indikator", "Target", None, "Realisasi", None],
          [None, 2023, 2024, 2023, 2024]],
         {"target": 2, "realisasi": 4}),
        # target akhir Renstra bukan target tahun ini
        ([["Indikator", "Target Akhir Renstra", "Target", "Realisasi"]],
         {"target": 2, "realisasi": 3}),
        # triwulan di samping tahun
        ([["Indikator", "Target TW I", "Realisasi TW I", "Target", "Realisasi"]],
         {"target": 3, "realisasi": 4}),
        # tanpa kolom realisasi, capaian di sebelah % adalah realisasinya
        ([["Indikator", "Target", "Capaian", "%"]],
         {"target": 1, "realisasi": 2, "capaian": 3}),
        ([["Indikator", "Target", "Realisasi", "Realisasi (%)", "Kategori Capaian"]],
         {"target": 1, "realisasi": 2}),
        # tabel anggaran
        ([["Uraian", "Pagu (Rp)", "Realisasi (Rp)", "%"]],
         {"target": 1, "realisasi": 2, "capaian": 3}),
        # kinerja (K) dan uang (Rp) di bawah satu judul
        (
            [
                ["Indikator", "Target Renstra 2026", None, "Realisasi s.d. 2023", None,
                 "Target dan Anggaran Renja 2024", None, "Realisasi Renja 2024", None],
                [None, "K", "Rp", "K", "Rp", "K", "Rp", "K", "Rp"],
            ],
            {"target": 5, "realisasi": 7},
        ),
        # tiga tingkat
        ([["Indikator", "Tahun 2024", None, None, None],
          [None, "Kinerja", None, "Anggaran", None],
          [None, "Target", "Realisasi", "Target", "Realisasi"]],
         {"target": 1, "realisasi": 2}),
    ],
)  # fmt: skip
def test_kolom_menurut_judulnya(judul, harap):
    dapat = kolom(*judul)

    assert {b: dapat.get(b) for b in harap} == {b: Decimal(k) for b, k in harap.items()}


def test_judul_gabungan_di_atas_dan_baris_kosong():
    tabel = baca(
        [
            ["TABEL 3.1 CAPAIAN KINERJA DAN REALISASI TARGET 2024", None, None],
            [],
            ["Dinas Perhubungan"],
            KEPALA,
            ["A", 10, 8],
        ]
    )

    assert isi(tabel) == [(5, "A", 10, 8)]
    assert tabel.kepala == 4


def test_kepala_baris_pertama_berarti_data_baris_kedua():
    assert [b.baris for b in baca([KEPALA, ["A", 1, 2], ["B", 3, 4]]).baris] == [2, 3]


def test_tabel_di_lembar_mana_pun():
    tabel = baca([["Sampul"]], [["Indikator", "Satuan"], ["X", "%"]], [KEPALA, ["A", 10, 8]])

    assert tabel.lembar == "Lembar3"
    assert tabel.lembar_lain == ()


def test_lembar_lain_yang_juga_bertabel_disebut_dan_dapat_dipilih():
    lembar = ([KEPALA, ["A", 1, 1]], [[*KEPALA, "Satuan"], ["B", 2, 2, "%"]])

    assert (baca(*lembar).lembar, baca(*lembar).lembar_lain) == ("Lembar2", ("Lembar1",))
    assert isi(baca(*lembar, pilih="lembar1"))[0][1] == "A"


def test_baris_bukan_data_dilewati_dan_disebut():
    tabel = baca(
        [
            ["No", "Indikator", "Target", "Realisasi", "Capaian"],
            ["(1)", "(2)", "(3)", "(4)", "(5=4/3)"],
            ["I", "Sasaran 1: Meningkatnya layanan", None, None, None],
            [1, "A", 10, 8, 80],
            ["No", "Indikator", "Target", "Realisasi", "Capaian"],
            [2, "B", None, 7, None],
            ["Rata-rata capaian", None, None, None, 80],
            [None, "Jumlah", 10, 8, 80],
            ["Sumber: Subbag Program"],
        ]
    )

    assert [b.baris for b in tabel.baris] == [4, 6, 8]
    assert [(d.baris, d.sebab) for d in tabel.dilewati] == [
        (3, "judul bagian"),
        (7, "baris jumlah atau rata-rata"),
    ]


def test_indikator_yang_diawali_kata_jumlah_tetap_data():
    tabel = baca(
        [KEPALA, ["Jumlah dokumen perencanaan", 4, None], ["Rata-rata lama sekolah", 8, 7]]
    )

    assert len(tabel.baris) == 2
    assert tabel.dilewati == ()


def test_indikator_tanpa_target_dan_realisasi_tetap_data_bila_ada_keterangannya():
    tabel = baca([["Sasaran", "Indikator", "Target", "Realisasi"], ["S1", "Indeks", None, None]])

    assert isi(tabel) == [(2, "Indeks", None, None)]


def test_sel_berformat_persen_terbaca_seperti_tampil():
    tabel = baca(
        [[*KEPALA, "Capaian"], ["A", 0.95, 0.9369, 0.9862], ["B", 0.95, 0.9369, 0.9862]],
        persen=("B2", "C2", "D2"),
    )

    assert [tabel.baris[0].isi[b] for b in ("target", "realisasi", "capaian")] == [
        Decimal("95"),
        Decimal("93.69"),
        Decimal("98.62"),
    ]
    assert tabel.baris[0].persen == {"target", "realisasi", "capaian"}
    assert tabel.baris[1].isi["target"] == Decimal("0.95")
    assert tabel.baris[1].persen == frozenset()


def test_alamat_sel_untuk_temuan():
    assert baca([[], ["No", *KEPALA], [1, "A", 2, 3]]).baris[0].alamat["realisasi"] == "D3"


CSV = "No{p}Indikator{p}Target{p}Realisasi\r\n1{p}Kepuasan – layanan{p}85{p}69\r\n"


@pytest.mark.parametrize("pemisah", [",", ";", "\t", "|"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_apa_pun_pemisah_dan_pengodeannya(pemisah, sandi):
    tabel = baca_teks(CSV.format(p=pemisah), sandi)

    assert isi(tabel) == [(2, "Kepuasan – layanan", "85", "69")]
    assert tabel.lembar == ""


def test_csv_dengan_baris_kosong_dan_isi_berbaris_dua():
    teks = 'Judul\n\nIndikator;Target;Realisasi\n"Dua\nbaris";5;4\n;;\nB;"1.000,5";3\n'

    assert isi(baca_teks(teks)) == [(4, "Dua\nbaris", "5", "4"), (6, "B", "1.000,5", "3")]


def test_csv_yang_bergeser_oleh_koma_desimal_ditandai():
    tabel = baca_teks("Indikator,Target,Realisasi\nA,95,93\nB,95,93,5\n")

    assert [b.geser for b in tabel.baris] == [False, True]


@pytest.mark.parametrize(
    ("berkas", "nama", "kode"),
    [
        (b"", "kosong.csv", "STR050"),
        (b"", "kosong.xlsx", "STR003"),
        (b"nama;nilai\na;1\n", "lain.csv", "STR050"),
        (b"<html><table></table></html>", "tabel.xls", "STR006"),
        (b"%PDF-1.7\n\x00", "tabel.xlsx", "STR006"),
        (b"PK\x03\x04rusak", "tabel.xlsx", "STR007"),
    ],
)
def test_yang_tidak_terbaca_ditolak_dengan_sebabnya(berkas, nama, kode):
    hasil = read_tabel_capaian(berkas, nama)

    assert isinstance(hasil, Temuan)
    assert hasil.kode == kode


def test_kolom_yang_kurang_disebut():
    hasil = read_tabel_capaian(b"Indikator;Target;Satuan\nA;1;%\n", "t.csv")

    assert isinstance(hasil, Temuan)
    assert "berkolom realisasi" in hasil.masalah
    assert "Satuan" in hasil.masalah


@pytest.mark.parametrize(
    "judul",
    [
        "Indikator;Target;Target;Realisasi",
        "Indikator;Target;Realisasi;Realisasi",
        "Indikator;Target TW I;Target TW II;Realisasi TW II",
    ],
)
def test_dua_kolom_yang_tidak_dapat_dibedakan_ditolak(judul):
    hasil = read_tabel_capaian(judul.encode() + b"\nA;1;2;3;4\n", "t.csv")

    assert isinstance(hasil, Temuan)
    assert hasil.kode == "STR051"


def test_lembar_yang_tidak_ada_disebut_bersama_yang_ada():
    hasil = read_tabel_capaian(buku([KEPALA]), "t.xlsx", "Rekap")

    assert isinstance(hasil, Temuan)
    assert "Lembar1" in hasil.masalah
