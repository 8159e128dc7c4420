"""Angka naskah terhadap teks PDF: tanpa salah tuduh, dan satu digit yang lain ditemukan."""

from __future__ import annotations

import random
import re

import pytest

from kinerja_cli.dokumen.baca_draf import read_draf
from kinerja_cli.dokumen.cocok_pdf import Lurus, SelisihPdf, compare_pdf, straighten
from kinerja_cli.dokumen.cocok_ttd import explain_selisih
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.model.draf import Potong, Satuan
from tests.dokumen.bahan import build_masukan, open_docx
from tests.dokumen.pdf_kecil import list_halaman

DOCX = build_lkjip(build_masukan()).isi
BADAN = read_draf(open_docx(DOCX)).badan
HALAMAN = [list(h) for h in list_halaman(DOCX)]
ANGKA = sum(len(s.kunci) for s in BADAN)


def _cetak(halaman: list[list[str]]) -> Lurus:
    return straighten("\n".join(h) for h in halaman)


def _cocok(halaman: list[list[str]]) -> list[SelisihPdf]:
    return compare_pdf(BADAN, _cetak(halaman))


def test_naskah_memuat_cukup_angka():
    assert ANGKA > 100


def test_pdf_yang_sama_tidak_dituduh():
    assert _cocok(HALAMAN) == []


@pytest.mark.parametrize("lebar", [7, 23, 90])
def test_baris_yang_terlipat_di_mana_pun_tidak_dituduh(lebar):
    lipat = [[b[i : i + lebar] for b in h for i in range(0, len(b), lebar)] for h in HALAMAN]
    assert _cocok(lipat) == []


def test_spasi_ganda_dan_huruf_tak_tampak_tidak_dituduh():
    assert _cocok([[b.replace(" ", " \u200b ") for b in h] for h in HALAMAN]) == []


def _list_tempat() -> list[tuple[int, int, Satuan, str]]:
    """(halaman, baris, satuan, teks angka) setiap angka terikat yang barisnya khas."""
    letak = {b: (n, i) for n, h in enumerate(HALAMAN) for i, b in enumerate(h)}
    banyak = [b for h in HALAMAN for b in h]
    return [
        (*letak[s.teks], s, p.teks)
        for s in BADAN
        if banyak.count(s.teks) == 1
        for p in s.potong
        if p.kunci and s.teks.count(p.teks) == 1 and any(h.isdigit() for h in p.teks)
    ]


TEMPAT = _list_tempat()


def test_setiap_angka_yang_diubah_satu_digit_ditemukan_di_halamannya():
    acak = random.Random(7)
    for halaman, baris, satuan, teks in acak.sample(TEMPAT, 60):
        letak = acak.choice([i for i, h in enumerate(teks) if h.isdigit()])
        lain = teks[:letak] + str((int(teks[letak]) + acak.randint(1, 9)) % 10) + teks[letak + 1 :]
        ubah = [list(h) for h in HALAMAN]
        ubah[halaman][baris] = satuan.teks.replace(teks, lain)
        selisih = _cocok(ubah)
        sebaris = {p.teks for p in satuan.potong if p.kunci}
        assert {s.angka.teks for s in selisih} <= sebaris, (satuan.teks, teks, lain)
        assert selisih, (satuan.teks, teks, lain)
        assert {s.halaman for s in selisih} == {halaman + 1}, (satuan.teks, lain)


@pytest.mark.parametrize("cara", ["hapus", "sisip depan", "sisip belakang", "hapus baris"])
def test_angka_yang_hilang_atau_disisipi_digit_ditemukan(cara):
    for halaman, baris, satuan, teks in random.Random(3).sample(TEMPAT, 25):
        ganti = {"hapus": "", "sisip depan": f"1{teks}", "sisip belakang": f"{teks}1"}
        ubah = [list(h) for h in HALAMAN]
        ubah[halaman][baris] = (
            "" if cara == "hapus baris" else satuan.teks.replace(teks, ganti[cara])
        )
        if ubah[halaman][baris] == satuan.teks:
            continue
        # Tanpa spasi, digit sisipan dapat dibaca sebagai milik angka di sebelahnya.
        sebaris = {p.teks for p in satuan.potong if p.kunci}
        assert sebaris & {s.angka.teks for s in _cocok(ubah)}, (cara, satuan.teks, teks)


def test_dua_baris_yang_bertukar_tempat_ditemukan():
    berangka = {s.teks for s in BADAN if len(s.kunci) > 2}
    pasangan = [
        (h, b) for h, b, s, _ in TEMPAT
        if s.teks in berangka and HALAMAN[h][b + 1] in berangka
    ]  # fmt: skip
    assert pasangan
    for halaman, baris in dict.fromkeys(pasangan):
        ubah = [list(h) for h in HALAMAN]
        ubah[halaman][baris : baris + 2] = reversed(ubah[halaman][baris : baris + 2])
        assert _cocok(ubah), ubah[halaman][baris : baris + 2]


def test_selisih_menyebut_yang_tercetak():
    halaman, baris, satuan, teks = next(t for t in TEMPAT if re.fullmatch(r"\d\d,\d\d", t[3]))
    ubah = [list(h) for h in HALAMAN]
    ubah[halaman][baris] = satuan.teks.replace(teks, "11,11")
    (selisih,) = [s for s in _cocok(ubah) if s.angka.teks == teks]
    assert (selisih.tercetak, selisih.halaman) == ("11,11", halaman + 1)


@pytest.mark.parametrize(
    ("asal", "kembali", "utuh"),
    [
        ("capaian98,62persen", "capaian98,62persen", True),
        ("capaian98,62persen", "capaian98,62persenDitandatanganielektronik", True),
        ("Mojokerto27Februari", "MojokertoQR27Februari", True),
        ("capaian98,62persen", "capaian98,26persen", False),
        ("capaian98,62persen", "capaian198,62persen", False),
        ("capaian98,62persen", "capaian98,625persen", False),
        ("capaian98,62persen", "capaianpersen", False),
    ],
)
def test_tambahan_layanan_boleh_perubahan_isi_tidak(asal, kembali, utuh):
    assert (explain_selisih(asal, kembali) == "") is utuh


def test_angka_di_ujung_halaman_yang_kepalanya_berakhir_digit_sama():
    satuan = Satuan(
        (Potong("naik 3 poin dari "), Potong("56", "2024:x"), Potong(" persen pada 2024"))
    )
    for tepi, cocok in (("Halaman 24\nFebruari 2026", True), ("Halaman 24\nFebruari 2025", True)):
        pdf = straighten([f"naik 3 poin dari 56\n{tepi}", "persen pada 2024"])
        assert (compare_pdf([satuan], pdf) == []) is cocok
    pdf = straighten(["naik 3 poin dari 5\nHalaman 24\nFebruari 2026", "persen pada 2024"])
    assert len(compare_pdf([satuan], pdf)) == 1


def test_halaman_yang_jauh_lebih_panjang_disebut_tanpa_mencocokkan():
    assert "huruf" in explain_selisih("x" * 100, "y" * 3_000_000)


@pytest.mark.parametrize("tanda", ["-", "\u2010", "\u2011", "\u2212"])
def test_tanda_minus_pdf_terbaca_sama(tanda: str):
    assert straighten([f"sisa {tanda}Rp5"]).teks == "sisa-Rp5"
