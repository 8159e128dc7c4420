"""Satu laporan bendahara dalam banyak bentuk ekspor: yang terbaca selalu angka yang sama."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_cli.dokumen.libreoffice import find_libreoffice
from kinerja_cli.lembar.bendahara import read_bendahara
from kinerja_cli.model.cetak import format_angka
from tests.lembar.test_bendahara import build_angka, pecah

RINCI = ("s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini")
KELOMPOK = ("SPJ-LS Gaji", "SPJ-LS Barang & Jasa", "SPJ UP/GU/TU")
JUDUL_LAIN = {
    "Kode Rekening": "KODE REKENING",
    "Uraian": "URAIAN",
    "Jumlah Anggaran": "JUMLAH ANGGARAN (Rp)",
    "Sisa Pagu Anggaran": "SISA PAGU\nANGGARAN",
}
ISI = (
    ("1", "URUSAN WAJIB", 3600, 1250, 300),
    ("1.04", "PERUMAHAN", 3600, 1250, 300),
    ("1.04.03", "PROGRAM KAWASAN PERMUKIMAN", 3600, 1250, 300),
    ("1.04.03.2.01", "Penerbitan Izin", 1600, 250, 300),
    ("1.04.03.2.01.0001", "Perbaikan RTLH", 600, 250, 0),
    ("1.04.03.2.01.0001.5.1.02.01.01.0026", "Bahan", 400, 300, 0),
    ("1.04.03.2.01.0001.5.1.02.02.01.0003", "Pengembalian", 200, -50, 0),
    ("1.04.03.2.01.0004", "Koordinasi", 1000, 0, 300),
    ("1.04.03.2.01.0004.5.1.02.01.01.0026", "Bahan", 1000, 0, 300),
    ("1.04.03.2.02", "Peningkatan Kualitas", 2000, 1000, 0),
    ("1.04.03.2.02.0001", "Survei", 2000, 1000, 0),
    ("1.04.03.2.02.0001.5.1.02.01.01.0026", "Bahan", 2000, 1000, 0),
)
BENAR = {
    "1.04.03.2.01.0001": (Decimal(600), Decimal(250)),
    "1.04.03.2.01.0004": (Decimal(1000), Decimal(300)),
    "1.04.03.2.02.0001": (Decimal(2000), Decimal(1000)),
}


@dataclass(frozen=True)
class Bentuk:
    """Cara satu aplikasi mengekspor laporan yang sama."""

    pecah: str = ""
    gabung: bool = False
    """Judul kelompok digabung seperti di Excel."""
    kiri: int = 0
    """Kolom kosong di kiri tabel."""
    atas: int = 4
    nomor: str = "angka"
    rak: bool = False
    teks: bool = False
    """Angka diketik sebagai teks Indonesia; nihil bergaris, negatif berkurung."""
    ulang: bool = False
    """Kepala tabel berulang tiap halaman."""
    sela: bool = False
    """Baris kosong di antara baris."""
    huruf_besar: bool = False
    jumlah: bool = True
    awalan: str = ""


def write(bentuk: Bentuk) -> bytes:
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet("Laporan")
        lembar.write(0, bentuk.kiri, "LAPORAN PERTANGGUNGJAWABAN BENDAHARA PENGELUARAN")
        r = _write_kepala(lembar, bentuk.atas, bentuk)
        for n, (kode, uraian, anggaran, ls, gu) in enumerate(ISI):
            if bentuk.sela and n % 2:
                r += 1
            if bentuk.ulang and n == 5:
                r = _write_kepala(lembar, r, bentuk)
            r = _write_baris(lembar, r, bentuk, kode, uraian, (anggaran, ls, gu))
        if bentuk.jumlah:
            r = _write_baris(lembar, r, bentuk, "", "JUMLAH", (3600, 1250, 300))
        lembar.write(r + 2, bentuk.kiri + 3, "Mojokerto, 31 Maret 2025")
        lembar.write(r + 3, bentuk.kiri + 3, "Bendahara Pengeluaran (contoh)")
    return wadah.getvalue()


def _write_kepala(lembar, r: int, bentuk: Bentuk) -> int:
    lebar_kode = 6 if bentuk.pecah else 1
    k = bentuk.kiri
    for judul in ("Kode Rekening", "Uraian", "Jumlah Anggaran", *(["RAK"] if bentuk.rak else [])):
        lebar = lebar_kode if judul == "Kode Rekening" else 1
        tampil = JUDUL_LAIN.get(judul, judul) if bentuk.huruf_besar else judul
        if bentuk.gabung:
            lembar.merge_range(r, k, r + 1, k + lebar - 1, tampil) if lebar > 1 else (
                lembar.merge_range(r, k, r + 1, k, tampil)
            )
        else:
            lembar.write(r, k, tampil)
        k += lebar
    for judul in KELOMPOK:
        if bentuk.gabung:
            lembar.merge_range(r, k, r, k + 2, judul)
        else:
            lembar.write(r, k, judul)
        for i, rinci in enumerate(RINCI):
            lembar.write(r + 1, k + i, rinci)
        k += 3
    for judul in ("Jumlah SPJ (LS+UP/GU/TU) s.d. Bulan Ini", "Sisa Pagu Anggaran"):
        tampil = JUDUL_LAIN.get(judul, judul) if bentuk.huruf_besar else judul
        if bentuk.gabung:
            lembar.merge_range(r, k, r + 1, k, tampil)
        else:
            lembar.write(r, k, tampil)
        k += 1
    r += 2
    if bentuk.nomor and not bentuk.rak:
        _write_nomor(lembar, r, bentuk, lebar_kode)
        r += 1
    return r


def _write_nomor(lembar, r: int, bentuk: Bentuk, lebar_kode: int) -> None:
    rumus = {6: "6=4+5", 9: "9=7+8", 12: "12=10+11", 13: "13=6+9+12", 14: "14=3-13"}
    for n in range(1, 15):
        k = bentuk.kiri + (n - 1 if n == 1 else n - 2 + lebar_kode)
        isi = {"angka": n, "kurung": f"({n})", "rumus": rumus.get(n, str(n))}[bentuk.nomor]
        lembar.write(r, k, isi)


def _write_baris(lembar, r: int, bentuk: Bentuk, kode: str, uraian: str, uang) -> int:
    penuh = f"{bentuk.awalan}{kode}" if kode else ""
    bagian = [penuh]
    if bentuk.pecah:
        bagian = pecah(kode) if kode else [""] * 6
        if bentuk.pecah == "turun" and kode:
            akhir = max(i for i, b in enumerate(bagian) if b)
            bagian = [b if i == akhir else "" for i, b in enumerate(bagian)]
    anggaran, ls, gu = uang
    angka = list(build_angka(anggaran, ls, gu))
    if bentuk.rak:
        angka.insert(1, 77)
    tampil = [_format(a) for a in angka] if bentuk.teks else angka
    for k, isi in enumerate((*bagian, uraian, *tampil), start=bentuk.kiri):
        if isi not in {"", None}:
            lembar.write(r, k, isi)
    return r + 1


def _format(angka: int) -> str:
    if angka == 0:
        return "-"
    teks = format_angka(Decimal(abs(angka)), 2)
    return f"({teks})" if angka < 0 else f"Rp {teks}"


def read(isi: bytes, nama: str = "SPJ.xlsx"):
    hasil = read_bendahara(isi, nama)
    assert hasil.temuan == (), [t.masalah for t in hasil.temuan]
    sub = {b.kode: (b.anggaran, b.realisasi) for b in hasil.baris if b.jenjang == "sub kegiatan"}
    atas = {b.jenjang.value for b in hasil.baris}
    return sub, atas


@settings(max_examples=120, deadline=None)
@given(
    st.builds(
        Bentuk,
        pecah=st.sampled_from(["", "ulang", "turun"]),
        gabung=st.booleans(),
        kiri=st.integers(0, 3),
        atas=st.integers(2, 12),
        nomor=st.sampled_from(["", "angka", "kurung", "rumus"]),
        rak=st.booleans(),
        teks=st.booleans(),
        ulang=st.booleans(),
        sela=st.booleans(),
        huruf_besar=st.booleans(),
        jumlah=st.booleans(),
    )
)
def test_bentuk_apa_pun_memberi_angka_yang_sama(bentuk: Bentuk):
    sub, jenjang = read(write(bentuk))
    assert sub == BENAR
    assert jenjang >= {"program", "kegiatan", "sub kegiatan"}


@pytest.mark.parametrize("awalan", ["1.04.0.00.0.00.01.0000.", "1.04.2.15.0.00.02.0000."])
def test_awalan_skpd_di_depan_kode(awalan: str):
    assert read(write(Bentuk(awalan=awalan)))[0] == BENAR


@pytest.mark.libreoffice
@pytest.mark.parametrize("akhiran", ["ods", "xls", "xlsx"])
def test_disimpan_ulang_libreoffice(tmp_path: Path, akhiran: str):
    soffice = find_libreoffice()
    assert soffice is not None
    sumber = tmp_path / "SPJ asli.xlsx"
    sumber.write_bytes(write(Bentuk(gabung=True, pecah="turun")))
    tujuan = tmp_path / "hasil"
    subprocess.run(
        [
            str(soffice), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--headless", "--convert-to", akhiran, "--outdir", str(tujuan), str(sumber),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    hasil = tujuan / f"SPJ asli.{akhiran}"
    assert read(hasil.read_bytes(), hasil.name)[0] == BENAR
