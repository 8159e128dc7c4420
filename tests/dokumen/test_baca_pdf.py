"""Membaca PDF dari luar: yang rusak ditolak satu baris, yang baik terbaca per halaman."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter

from kinerja_cli.dokumen.baca_pdf import open_pdf, read_pdf
from kinerja_cli.model.batas import Batas
from kinerja_cli.model.galat import NaskahError
from tests.dokumen.pdf_kecil import build_pdf

SIDIK = "ab" * 32
BAIK = build_pdf([["Halaman satu", "capaian 98,62"], ["Halaman dua"]], SIDIK)


def test_teks_per_halaman_dan_sidik_terbaca_di_pekerja():
    pdf = open_pdf(BAIK, "laporan.pdf")
    assert [t.splitlines() for t in pdf.halaman] == [
        ["Halaman satu", "capaian 98,62"],
        ["Halaman dua"],
    ]
    assert (pdf.sidik, pdf.berteks, pdf.tanda_tangan) == (SIDIK, True, ())


def test_pindaian_tidak_berteks():
    pdf = read_pdf(build_pdf([[], []]), "pindai.pdf")
    assert not isinstance(pdf, str)
    assert (len(pdf.halaman), pdf.berteks, pdf.sidik) == (2, False, "")


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 bukan pdf", "bukan PDF"),
        (BAIK[: len(BAIK) // 3], "rusak"),
        (b"%PDF-1.7\n" + b"\xff" * 500, "rusak"),
    ],
)
def test_yang_rusak_ditolak_dengan_sebabnya(isi, pesan):
    with pytest.raises(NaskahError, match=pesan):
        open_pdf(isi, "x.pdf")


def test_yang_bersandi_ditolak():
    tulis = PdfWriter()
    tulis.add_blank_page(100, 100)
    tulis.encrypt("rahasia", algorithm="RC4-128")
    jadi = BytesIO()
    tulis.write(jadi)
    assert read_pdf(jadi.getvalue(), "x.pdf") == "bersandi"


def test_yang_terlalu_besar_ditolak_sebelum_dibaca():
    with pytest.raises(NaskahError, match="juta byte"):
        open_pdf(BAIK + b" " * 1_000_000, "x.pdf", Batas(berkas_mb=1))


def test_bom_mampat_berhenti_di_pekerja():
    bom = zlib.compress(b"(x) Tj\n" * 40_000_000, 9)
    asli = b"<< /Length 0 >>\nstream\n\nendstream"
    pdf = build_pdf([[]]).replace(
        asli, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bom), bom)
    )
    with pytest.raises(NaskahError):
        open_pdf(pdf, "bom.pdf", Batas(detik=5, memori_mb=600))


@pytest.mark.parametrize("letak", range(20, len(BAIK), 37))
def test_byte_sembarang_tidak_menghentikan_pembaca(letak):
    rusak = bytearray(BAIK)
    rusak[letak] ^= 0x5A
    assert isinstance(read_pdf(bytes(rusak), "x.pdf"), (str, type(read_pdf(BAIK, "x.pdf"))))
