from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from kinerja_cli.lembar.baca_tabel import HasilBaca, read_tabel
from kinerja_cli.lembar.tulis_tabel import IsiTabel, write_tabel
from kinerja_cli.model import sumber as s
from kinerja_cli.model.baca_tanggal import read_tanggal
from tests.buatan import build_definisi

WAKTU = datetime(2025, 1, 2, 8, 0)
UNIT = s.TabelSumber("identitas.xlsx", "Unit", "unit", s.BarisUnit)
PAGU = s.TabelSumber("dpa.xlsx", "Pagu", "pagu", s.BarisPagu)
TARGET = s.TabelSumber("pk.xlsx", "Target", "target", s.BarisTarget)
JUDUL_UNIT = ("Kode unit", "Nama unit", "Jenis", "Berlaku dari", "Wajib lapor")
ISI_UNIT = ("BID-A", "Bidang A", "bidang", "1 Januari 2025", "ya")


def tulis(*tabel: IsiTabel) -> bytes:
    wadah = BytesIO()
    write_tabel(tabel, wadah, WAKTU)
    return wadah.getvalue()


def buku(nama: str, *baris: Sequence[object]) -> bytes:
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = nama
    for b in baris:
        ws.append(list(b))
    wadah = BytesIO()
    wb.save(wadah)
    return wadah.getvalue()


def kode(hasil: HasilBaca) -> list[tuple[str, str]]:
    return [(t.kode, t.sel) for t in hasil.temuan]


def test_semua_tabel_sumber_yang_ditulis_terbaca_sama():
    definisi = build_definisi(penyedia_lain=True)
    for tabel in s.TABEL_SUMBER:
        isi = getattr(definisi, tabel.bidang)
        baris = isi if isinstance(isi, tuple) else (isi,)
        hasil = read_tabel(tulis(IsiTabel(tabel.lembar, tabel.model, baris)), "x.xlsx", (tabel,))
        assert hasil.temuan == []
        assert hasil.isi(tabel.bidang, tabel.model) == baris


def test_baris_contoh_diabaikan_sampai_isinya_ditimpa():
    contoh = build_definisi().unit[0]
    isi = tulis(IsiTabel("Unit", s.BarisUnit, contoh=(contoh,)))
    assert read_tabel(isi, "x.xlsx", (UNIT,)).baris["unit"] == []
    wb = openpyxl.load_workbook(BytesIO(isi))
    wb["Unit"]["B5"] = "Bidang Sungguhan"
    wadah = BytesIO()
    wb.save(wadah)
    (baris,) = read_tabel(wadah.getvalue(), "x.xlsx", (UNIT,)).isi("unit", s.BarisUnit)
    assert baris.nama == "Bidang Sungguhan"


def test_byte_yang_ditulis_sama_untuk_masukan_yang_sama():
    tabel = IsiTabel("Pagu", s.BarisPagu, build_definisi().pagu)
    assert tulis(tabel) == tulis(tabel)


def test_judul_toleran_urutan_alias_huruf_dan_baris_judul_di_atas():
    isi = buku(
        " UNIT ",
        ("Daftar unit kerja",),
        (),
        ("tambahan", "WAJIB_LAPOR", "nama  unit", "kode_unit", "jenis", "berlaku   dari"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("abaikan", "YA", "Bidang A", "BID-A", "Bidang", "01-01-2025"),
    )
    hasil = read_tabel(isi, "x.xlsx", (UNIT,))
    assert hasil.temuan == []
    assert hasil.baris["unit"][0][0] == 5
    assert hasil.isi("unit", s.BarisUnit)[0].berlaku_dari == date(2025, 1, 1)


def test_kepala_dua_tingkat_terbaca():
    isi = buku(
        "Target",
        ("Kode indikator", "Versi", "Target tahun", "Target triwulan", None, None, None),
        (None, None, None, "TW I", "TW II", "TW III", "TW IV"),
        ("IKU-01", "murni", "A (80,50)", 1.125, None, "60 - 85", "-"),
    )
    (baris,) = read_tabel(isi, "x.xlsx", (TARGET,)).isi("target", s.BarisTarget)
    assert (baris.tahun, baris.tw1, baris.tw2, baris.tw3) == ("A (80,50)", "1,125", "", "60 - 85")


def test_lembar_hilang_menyebut_yang_ada_dan_yang_mirip():
    (temuan,) = read_tabel(buku("Units", JUDUL_UNIT), "x.xlsx", (UNIT,)).temuan
    assert temuan.kode == "STR020"
    assert "Units" in temuan.masalah
    assert "'Units' menjadi 'Unit'" in temuan.perbaikan


def test_kolom_hilang_menyebut_judul_yang_mirip():
    isi = buku("Unit", ("Kode unit", "Nama uni", "Jenis", "Berlaku dari", "Wajib lapor"), ISI_UNIT)
    (temuan,) = read_tabel(isi, "x.xlsx", (UNIT,)).temuan
    assert temuan.kode == "STR021"
    assert "Nama uni" in temuan.perbaikan


def test_semua_masalah_dilaporkan_sekaligus_dengan_selnya():
    isi = buku(
        "Unit",
        JUDUL_UNIT,
        (104, "Bidang A", "bidang", "31/31/2025", "ya"),
        ("BID-B", None, "bidnag", datetime(2025, 1, 1), "ya"),
        ("bid c", "Bidang C", "bidang", 45000.5, True),
    )
    assert kode(read_tabel(isi, "x.xlsx", (UNIT,))) == [
        ("STR023", "A2"),
        ("STR028", "D2"),
        ("STR024", "C3"),
        ("STR026", "B3"),
        ("STR028", "D4"),
        ("STR024", "E4"),
        ("STR027", "A4"),
    ]


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        (1500000000, Decimal(1500000000)),
        ("1.500.000.000", Decimal(1500000000)),
        ("Rp 1.500.000,50", Decimal("1500000.50")),
        (0.1 + 0.2, Decimal("0.3")),
        ("1.250", Decimal(1250)),
        ("1,250,000", None),
        ("sekitar 5", None),
        (-1, None),
    ],
)
def test_angka_uang_terbaca_atau_ditolak(isi: object, harap: Decimal | None):
    berkas = buku(
        "Pagu",
        ("Versi", "Kode sub kegiatan", "Kode unit", "Sumber dana", "Pagu (Rp)"),
        ("murni", "1.04.03.2.01.0001", "BID-A", "DAU", isi),
    )
    hasil = read_tabel(berkas, "x.xlsx", (PAGU,))
    if harap is None:
        assert [t.sel for t in hasil.temuan] == ["E2"]
    else:
        assert hasil.isi("pagu", s.BarisPagu)[0].pagu == harap


def test_galat_rumus_bukan_kosong():
    isi = buku("Unit", JUDUL_UNIT, ISI_UNIT)
    wb = openpyxl.load_workbook(BytesIO(isi))
    wb["Unit"]["B2"] = "#REF!"
    wb["Unit"]["B2"].data_type = "e"
    wadah = BytesIO()
    wb.save(wadah)
    assert kode(read_tabel(wadah.getvalue(), "x.xlsx", (UNIT,))) == [("STR025", "B2")]


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("31/12/2025", date(2025, 12, 31)),
        ("31-12-2025", date(2025, 12, 31)),
        ("5.2.2026", date(2026, 2, 5)),
        ("05/02/2026", date(2026, 2, 5)),
        ("Senin, 1 Desember 2025", date(2025, 12, 1)),
        ("3 Nop. 2025", date(2025, 11, 3)),
        ("2025-12-31", date(2025, 12, 31)),
        ("12/31/2025", None),
        ("31/12/25", None),
        ("29/02/2025", None),
        ("akhir tahun", None),
    ],
)
def test_tanggal_indonesia(teks: str, harap: date | None):
    assert read_tanggal(teks) == harap
