"""Pembaca laporan bendahara: SPJ 14 kolom, kode utuh atau terpecah, dan tabel biasa."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from kinerja_cli.lembar.bendahara import HasilBendahara, read_bendahara
from kinerja_cli.model.keuangan import JenjangSpj, parse_kode

NAMA = "SPJ Maret.xlsx"
KEPALA_ATAS = (
    "Kode Rekening", "Uraian", "Jumlah Anggaran", "SPJ-LS Gaji", "", "",
    "SPJ-LS Barang & Jasa", "", "", "SPJ UP/GU/TU", "", "",
    "Jumlah SPJ (LS + UP/GU/TU) s.d. Bulan Ini", "Sisa Pagu Anggaran",
)  # fmt: skip
RINCI = ("s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini")
KEPALA_BAWAH = ("", "", "", *RINCI * 3, "", "")
NOMOR = tuple(range(1, 15))
JUDUL = (
    ("PEMERINTAH KABUPATEN MOJOKERTO",),
    ("LAPORAN PERTANGGUNGJAWABAN BENDAHARA PENGELUARAN (SPJ BELANJA - FUNGSIONAL)",),
    (),
    ("Bulan", ": Maret 2025"),
    (),
)
PENUTUP = (
    (),
    ("", "Penerimaan"),
    ("", "- SP2D", 5000),
    ("", "Saldo Kas", 12),
    ("", "Mojokerto, 31 Maret 2025"),
)


def build_angka(anggaran, barang=0, gu=0, gaji=0):
    """Kolom 3 sampai 14 yang hitungannya benar."""
    jumlah = gaji + barang + gu
    return (
        anggaran, 0, gaji, gaji, 0, barang, barang, 0, gu, gu, jumlah, anggaran - jumlah,
    )  # fmt: skip


def build_isi():
    """Program > kegiatan > dua sub kegiatan > rekening."""
    return [
        ("1", "URUSAN WAJIB", *build_angka(1000, 200, 50)),
        ("1.04", "PERUMAHAN", *build_angka(1000, 200, 50)),
        ("1.04.03", "PROGRAM KAWASAN PERMUKIMAN", *build_angka(1000, 200, 50)),
        ("1.04.03.2.01", "Penerbitan Izin", *build_angka(1000, 200, 50)),
        ("1.04.03.2.01.0001", "Perbaikan RTLH", *build_angka(600, 200, 0)),
        ("1.04.03.2.01.0001.5.1", "Belanja Operasi", *build_angka(600, 200, 0)),
        ("1.04.03.2.01.0001.5.1.02.01.01.0026", "Bahan", *build_angka(400, 150, 0)),
        ("1.04.03.2.01.0001.5.1.02.02.01.0003", "Jasa", *build_angka(200, 50, 0)),
        ("1.04.03.2.01.0004", "Koordinasi", *build_angka(400, 0, 50)),
        ("1.04.03.2.01.0004.5.1.02.01.01.0026", "Bahan", *build_angka(400, 0, 50)),
        ("", "JUMLAH", *build_angka(1000, 200, 50)),
    ]


def write_buku(*lembar):
    """Buku xlsx dari (nama, baris)."""
    tujuan = BytesIO()
    with xlsxwriter.Workbook(tujuan, {"in_memory": True}) as buku:
        for nama, baris in lembar:
            isi = buku.add_worksheet(nama)
            for r, sel in enumerate(baris):
                for k, nilai in enumerate(sel):
                    if nilai not in {"", None}:
                        isi.write(r, k, nilai)
    return tujuan.getvalue()


def read_spj(isi, *, nomor=True, atas=KEPALA_ATAS, bawah=KEPALA_BAWAH) -> HasilBendahara:
    kepala = (*JUDUL, atas, bawah, *((NOMOR,) if nomor else ()))
    return read_bendahara(write_buku(("SPJ", (*kepala, *isi, *PENUTUP))), NAMA)


def ambil_sub(hasil):
    return {
        b.kode: (int(b.anggaran), int(b.realisasi))
        for b in hasil.baris
        if b.jenjang is JenjangSpj.SUB_KEGIATAN
    }


BENAR = {"1.04.03.2.01.0001": (600, 200), "1.04.03.2.01.0004": (400, 50)}


@pytest.mark.parametrize("nomor", [True, False])
def test_spj_utuh_terbaca_tanpa_temuan(nomor):
    hasil = read_spj(build_isi(), nomor=nomor)
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR
    assert [b.jenjang.value for b in hasil.baris] == [
        "program", "kegiatan", "sub kegiatan", "sub kegiatan", "jumlah",
    ]  # fmt: skip
    assert hasil.baris[2].sel == ("M13" if nomor else "M12")
    assert hasil.baris[2].uraian == "Perbaikan RTLH"


@pytest.mark.parametrize(
    ("judul", "tahun"),
    [
        (("Tahun Anggaran : 2024",), {2024}),
        (("TAHUN ANGGARAN", ":", 2024), {2024}),
        (("Bulan", ": Maret 2024"), {2024}),
        (("Bulan : Maret",), set()),
        (("Nomor 2024/SPJ",), set()),
    ],
)
def test_tahun_dibaca_dari_judul(judul, tahun):
    kepala = (JUDUL[0], JUDUL[1], judul, KEPALA_ATAS, KEPALA_BAWAH, NOMOR)
    hasil = read_bendahara(write_buku(("SPJ", (*kepala, *build_isi(), *PENUTUP))), NAMA)
    assert ambil_sub(hasil) == BENAR
    assert hasil.judul.tahun == tahun


def test_baris_membawa_rekening_terincinya_bulan_lalu_dan_ls():
    isi = [
        ("1.04.03.2.01.0001", "Sub", 900, 10, 5, 15, 20, 30, 50, 70, 65, 135, 200, 700),
        ("1.04.03.2.01.0001.5.1", "Belanja Operasi", *build_angka(900, 65, 135)),
        ("1.04.03.2.01.0001.5.1.02.01.01.0026", "Bahan", *build_angka(400, 65, 0)),
        ("1.04.03.2.01.0001.5.1.02.02.01.0003", "Jasa", *build_angka(500, 0, 135)),
    ]
    (baris,) = read_spj(isi).baris
    assert (baris.lalu, baris.ls) == (100, 65)
    assert [(r.rekening, r.uraian, r.realisasi) for r in baris.rekening] == [
        ("5.1.02.01.01.0026", "Bahan", 65),
        ("5.1.02.02.01.0003", "Jasa", 135),
    ]
    assert baris.rekening[0].sel == "M11"


def test_kolom_rak_yang_disisipkan_dikenali_dari_judul():
    sisip = [(*b[:3], 77, *b[3:]) for b in build_isi()]
    atas = (*KEPALA_ATAS[:3], "RAK s.d. Bulan Ini", *KEPALA_ATAS[3:])
    bawah = (*KEPALA_BAWAH[:3], "", *KEPALA_BAWAH[3:])
    hasil = read_spj(sisip, nomor=False, atas=atas, bawah=bawah)
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def pecah(kode):
    """Kode dalam enam kolom: urusan, bidang, program, kegiatan, sub kegiatan, rekening."""
    s = kode.split(".")
    bagian = [*s[:3], ".".join(s[3:5]), *s[5:6], ".".join(s[6:])]
    return [*bagian, *[""] * 6][:6]


@pytest.mark.parametrize("gaya", ["ulang", "turun", "angka"])
def test_kode_terpecah_enam_kolom(gaya):
    isi = []
    for kode, *sisa in build_isi():
        bagian = pecah(kode) if kode else [""] * 6
        if gaya == "turun" and kode:
            akhir = max(i for i, b in enumerate(bagian) if b)
            bagian = [b if i == akhir else "" for i, b in enumerate(bagian)]
        if gaya == "angka":
            bagian = [float(b) if b and i < 4 else b for i, b in enumerate(bagian)]
        isi.append((*bagian, *sisa))
    atas = (KEPALA_ATAS[0], *[""] * 5, *KEPALA_ATAS[1:])
    bawah = (*[""] * 5, *KEPALA_BAWAH)
    nomor = (1, *[""] * 5, *range(2, 15))
    buku = write_buku(("SPJ", (*JUDUL, atas, bawah, nomor, *isi)))
    hasil = read_bendahara(buku, NAMA)
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def test_sub_kegiatan_angka_di_kolom_terpecah_ditolak_karena_nolnya_hilang():
    isi = [("1", "04", "03", "2.01", 1, "", "Sub", *build_angka(10, 5))]
    atas = (KEPALA_ATAS[0], *[""] * 5, *KEPALA_ATAS[1:])
    bawah = (*[""] * 5, *KEPALA_BAWAH)
    hasil = read_bendahara(write_buku(("SPJ", (*JUDUL, atas, bawah, *isi))), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU101"] or [t.kode for t in hasil.temuan] == [
        "KEU103"
    ]
    assert hasil.baris == ()


@pytest.mark.parametrize(
    ("teks", "angka"),
    [
        ("467.998.630.663,83", "467998630663.83"),
        ("-    ", "0"),
        ("Rp -", "0"),
        ("(2.315,00)", "-2315"),
        ("1.250", "1250"),
        ("Rp 548.000.000,-", "548000000"),
        (553668398427.35, "553668398427.35"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_angka_teks_indonesia(teks, angka):
    isi = [("1.04.03.2.01.0001", "Sub", teks, *["-"] * 9, "-", teks)]
    hasil = read_spj(isi)
    assert [t.kode for t in hasil.temuan] == []
    assert hasil.baris[0].anggaran == Decimal(angka)


@pytest.mark.parametrize(
    ("kolom", "kode_temuan", "sel", "nomor"),
    [
        (5, "KEU105", "F13", "6"),
        (8, "KEU105", "I13", "9"),
        (11, "KEU105", "L13", "12"),
        (12, "KEU105", "M13", "13"),
        (13, "KEU105", "N13", "14"),
    ],
)
def test_hitungan_antarkolom(kolom, kode_temuan, sel, nomor):
    isi = build_isi()
    baris = list(isi[4])
    baris[kolom] += 7
    isi[4] = tuple(baris)
    hasil = read_spj(isi)
    cocok = [t for t in hasil.temuan if t.sel == sel and t.kolom == nomor]
    assert [t.kode for t in cocok if t.kode == kode_temuan] == [kode_temuan]
    assert ambil_sub(hasil).keys() == BENAR.keys()


@pytest.mark.parametrize(
    ("baris", "kunci"), [(2, "1.04.03"), (3, "1.04.03.2.01"), (10, "JUMLAH"), (6, None)]
)
def test_jumlah_jenjang(baris, kunci):
    isi = build_isi()
    kode, uraian, *_ = isi[baris]
    isi[baris] = (kode, uraian, *build_angka(5000, 900))
    hasil = read_spj(isi)
    kode_temuan = {t.kode for t in hasil.temuan}
    assert kode_temuan == {"KEU106"}
    assert {t.kunci for t in hasil.temuan} == {kunci or "1.04.03.2.01.0001"}


def test_selisih_sen_dan_satu_rupiah_adalah_pembulatan():
    isi = [("1.04.03.2.01.0001", "Sub", 100, 0, 0, 0, 0, 33.4, 33.4, 0, 33.4, 33.4, 67, 33)]
    assert read_spj(isi).temuan == ()


def test_sub_kegiatan_tanpa_angka_memakai_jumlah_rekening():
    isi = build_isi()
    isi[4] = isi[4][:2]
    hasil = read_spj(isi)
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def test_rekening_tanpa_baris_sub_kegiatan():
    hasil = read_spj([b for i, b in enumerate(build_isi()) if i not in {4, 8}])
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def test_rekening_berkode_sendiri_di_bawah_sub_kegiatan():
    isi = [(k.split("0001.")[-1] if ".5." in k else k, *s) for k, *s in build_isi()]
    isi = [(k.split("0004.")[-1], *s) if ".5." in k else (k, *s) for k, *s in isi]
    hasil = read_spj(isi)
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def test_jumlah_belanja_di_atas_program_bukan_masalah():
    hasil = read_spj([("5", "BELANJA DAERAH", *build_angka(1000, 200, 50)), *build_isi()])
    assert hasil.temuan == ()


def test_awalan_urusan_dan_skpd_dibuang_dan_dua_generasi_kode():
    isi = [
        ("1.04.2.15.0.00.01.0000.1.04.03.2.01.0001", "Sub", *build_angka(600, 200)),
        ("1.04.1.04.03.2.01.04", "Sub lama", *build_angka(400, 0, 50)),
    ]
    assert ambil_sub(read_spj(isi)) == {
        "1.04.03.2.01.0001": (600, 200),
        "1.04.03.2.01.04": (400, 50),
    }


def test_kepala_yang_berulang_tiap_halaman_dilewati():
    isi = build_isi()
    hasil = read_spj([*isi[:5], KEPALA_ATAS, KEPALA_BAWAH, NOMOR, *isi[5:]])
    assert hasil.temuan == ()
    assert ambil_sub(hasil) == BENAR


def test_jumlah_per_program_tanpa_kode():
    lain = ("2.15.02.2.01.0001", "Sub lain", *build_angka(300, 100))
    isi = build_isi()
    hasil = read_spj(
        [
            *isi,
            ("2.15.02", "PROGRAM LLAJ", *build_angka(300, 100)),
            lain,
            ("", "Jumlah", *build_angka(300, 100)),
            ("", "TOTAL", *build_angka(1300, 300, 50)),
        ]
    )
    assert hasil.temuan == ()


def test_sub_kegiatan_kembar_disebut_kedua_tempatnya():
    isi = build_isi()
    hasil = read_spj([*isi[:6], isi[4], *isi[6:-1]])
    kembar = [t for t in hasil.temuan if t.kode == "KEU107"]
    assert len(kembar) == 1
    assert "M13 dengan angka yang sama" in kembar[0].masalah


@pytest.mark.parametrize(
    ("baris", "potongan"),
    [
        (("1.04.03.2.01.001", "Kode tiga angka", *build_angka(1, 1)), "kode '1.04.03.2.01.001'"),
        (("", "Belanja tanpa kode", *build_angka(1, 1)), "ada angka tanpa kode"),
        (("1.04.03.2.01.0009", "Sub", "seratus ribu"), "'seratus ribu' bukan angka"),
        (("5.1.02.01.01.0026", "Bahan", *build_angka(1, 1)), "tanpa sub kegiatan"),
    ],
)
def test_laporan_tidak_terbaca_lengkap_menjadi_satu_temuan_tanpa_baris(baris, potongan):
    hasil = read_spj([baris, *build_isi()])
    assert hasil.baris == ()
    assert [t.kode for t in hasil.temuan] == ["KEU103"]
    assert potongan in hasil.temuan[0].masalah
    assert hasil.temuan[0].berkas == NAMA


def test_sel_galat_rumus_tidak_terbaca_sebagai_nol():
    tujuan = BytesIO()
    with xlsxwriter.Workbook(tujuan) as buku:
        isi = buku.add_worksheet("SPJ")
        for r, baris in enumerate((KEPALA_ATAS, KEPALA_BAWAH, NOMOR, *build_isi())):
            for k, nilai in enumerate(baris):
                isi.write(r, k, nilai)
        isi.write_formula("M8", "=#REF!", None, "#REF!")
    hasil = read_bendahara(tujuan.getvalue(), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU103"]
    assert "M8 berisi galat rumus" in hasil.temuan[0].masalah


POLOS = (
    ("REKAP REALISASI BELANJA S.D. MARET 2025",),
    (),
    ("No", "Kode Sub Kegiatan", "Uraian", "Bidang", "Sumber Dana", "Pagu (Rp)", "Realisasi (Rp)",
     "Sisa", "Serapan (%)"),
    (1, "1.04.03.2.01.0001", "Perbaikan RTLH", "BID-KP", "DAU", 600, "200", 400, 33.33),
    (2, "1.04.03.2.01.0001", "Perbaikan RTLH", "BID-KP", "PAD", "1.400", 0, 1400, 0),
    ("", "", "Jumlah", "", "", 2000, 200, 1800, 10),
)  # fmt: skip


def test_tabel_biasa():
    hasil = read_bendahara(write_buku(("Rekap", POLOS)), NAMA)
    assert hasil.temuan == ()
    assert [(b.unit, b.sumber_dana, int(b.anggaran), int(b.realisasi)) for b in hasil.baris] == [
        ("BID-KP", "DAU", 600, 200),
        ("BID-KP", "PAD", 1400, 0),
        ("", "", 2000, 200),
    ]
    assert hasil.baris[0].sel == "G4"
    assert (hasil.baris[0].lalu, hasil.baris[0].ls) == (None, None)


def test_tabel_biasa_realisasi_kosong_bukan_nol():
    baris = list(POLOS)
    baris[3] = (*POLOS[3][:6], "", *POLOS[3][7:])
    hasil = read_bendahara(write_buku(("Rekap", baris)), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU103"]
    assert "G4 kosong" in hasil.temuan[0].masalah


def test_tabel_biasa_memilih_kolom_sampai_dengan():
    kepala = ("Kode", "Uraian", "Pagu", "Realisasi s.d. bulan lalu", "Realisasi bulan ini",
              "Realisasi s.d. bulan ini")  # fmt: skip
    baris = (kepala, ("1.04.03.2.01.0001", "Sub", 100, 10, 5, 15))
    assert ambil_sub(read_bendahara(write_buku(("A", baris)), NAMA)) == {
        "1.04.03.2.01.0001": (100, 15)
    }


def test_dua_calon_kolom_realisasi_ditolak():
    kepala = ("Kode", "Uraian", "Pagu", "Realisasi SPJ", "Realisasi SP2D")
    baris = (kepala, ("1.04.03.2.01.0001", "Sub", 100, 10, 15))
    hasil = read_bendahara(write_buku(("A", baris)), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU101"]


def test_dua_lembar_laporan_ditolak_dengan_namanya():
    satu = (*JUDUL, KEPALA_ATAS, KEPALA_BAWAH, NOMOR, *build_isi())
    hasil = read_bendahara(write_buku(("Jan", satu), ("Feb", satu)), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU102"]
    assert "Jan, Feb" in hasil.temuan[0].masalah


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"", "STR003"),
        (b"<html><table></table></html>", "STR006"),
        (b"PK\x03\x04rusak", "STR007"),
    ],
)
def test_berkas_rusak_satu_temuan(isi, kode):
    hasil = read_bendahara(isi, NAMA)
    assert hasil.baris == ()
    assert [t.kode for t in hasil.temuan] == [kode]


def test_zip_bukan_buku_kerja():
    tujuan = BytesIO()
    with zipfile.ZipFile(tujuan, "w") as arsip:
        arsip.writestr("isi.txt", "bukan buku")
    hasil = read_bendahara(tujuan.getvalue(), NAMA)
    assert len(hasil.temuan) == 1
    assert hasil.baris == ()


def test_lembar_lain_tidak_dikenal():
    baris = (("Nama", "Umur"), ("A", 3))
    hasil = read_bendahara(write_buku(("Lain", baris)), NAMA)
    assert [t.kode for t in hasil.temuan] == ["KEU101"]


def test_hanya_program_tanpa_sub_kegiatan():
    hasil = read_spj(build_isi()[2:3])
    assert [t.kode for t in hasil.temuan] == ["KEU104"]


@pytest.mark.parametrize(
    ("teks", "jenjang", "kode", "rekening"),
    [
        ("1.04.02", JenjangSpj.PROGRAM, "1.04.02", ""),
        ("1.04.1.04.02", JenjangSpj.PROGRAM, "1.04.02", ""),
        ("1.04.02.2.01", JenjangSpj.KEGIATAN, "1.04.02.2.01", ""),
        ("1.04.02.2.01.01", JenjangSpj.SUB_KEGIATAN, "1.04.02.2.01.01", ""),
        ("1.04.02.2.01.01.5.1", JenjangSpj.SUB_KEGIATAN, "1.04.02.2.01.01", "5.1"),
        ("1 . 04 . 02 . 2.01 . 0001", JenjangSpj.SUB_KEGIATAN, "1.04.02.2.01.0001", ""),
        ("5.1.02.01.01.0001", None, "", "5.1.02.01.01.0001"),
        ("5.01.02", JenjangSpj.PROGRAM, "5.01.02", ""),
        ("1.04", None, "", ""),
        ("1.04.2.15.0.00.01.0000", None, "", ""),
    ],
)
def test_kode_menurut_jenjang(teks, jenjang, kode, rekening):
    hasil = parse_kode(teks)
    assert hasil is not None
    assert (hasil.jenjang, hasil.kode, hasil.rekening) == (jenjang, kode, rekening)


@pytest.mark.parametrize("teks", ["1.04.02.2.01.001", "X.XX.01", "12", "abc"])
def test_kode_tidak_dikenal(teks):
    assert parse_kode(teks) is None
