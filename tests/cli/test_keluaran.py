"""Temuan, teks dari berkas, tabel, kemajuan."""

from __future__ import annotations

import json
import sys

import pytest
from rich.console import Console

from kinerja_cli.cli import keluaran
from kinerja_cli.model.temuan import Temuan, Tingkat
from tests.cli.alat import run_kinerja


@pytest.fixture(autouse=True)
def _konsol_baru():
    keluaran.get_konsol.cache_clear()
    yield
    keluaran.get_konsol.cache_clear()


def build(tingkat="galat", berkas="a.xlsx", sel="F12", masalah="nilai tak terbaca", **lain):
    return Temuan(
        kode=lain.get("kode", "NIL001"),
        tingkat=Tingkat(tingkat),
        masalah=masalah,
        perbaikan="tulis angka",
        berkas=berkas,
        lembar=lain.get("lembar", "Sasaran"),
        sel=sel,
    )


@pytest.mark.parametrize(
    ("mentah", "bersih"),
    [
        ("biasa – é", "biasa – é"),
        ("merah \x1b[31mpadam\x1b[0m", "merah [31mpadam[0m"),
        ("a\u202eb\u2066c\u200fd\ufeffe", "abcde"),
        ("dua\nbaris\tdan\u2028lagi", "dua baris dan lagi"),
        ("bel\x07\x00", "bel"),
        ("jalur\udc80", "jalur\ufffd"),
        ("[bold]bukan gaya[/bold]", "[bold]bukan gaya[/bold]"),
    ],
)
def test_teks_dari_berkas_dibersihkan(mentah, bersih):
    assert keluaran.clean_teks(mentah) == bersih


def test_isi_berkas_tidak_menjadi_perintah_terminal(capsys):
    keluaran.print_temuan([build(berkas="x\x1b]0;judul\x07.xlsx", masalah="\x1b[2J[red]hapus")])
    keluar = capsys.readouterr().out
    assert "\x1b" not in keluar
    assert "[red]hapus" in keluar


def test_temuan_satu_baris_dengan_tempat_lalu_perbaikan(capsys):
    keluaran.print_temuan([build()])
    baris = capsys.readouterr().out.splitlines()
    assert baris[0] == "1 temuan: 1 galat"
    assert baris[2] == "a.xlsx · 1 temuan: 1 galat"
    assert baris[3].split() == ["galat", "NIL001", "Sasaran!F12", "nilai", "tak", "terbaca"]
    assert baris[4].strip() == "→ tulis angka"


def test_temuan_terberat_lebih_dulu(capsys):
    keluaran.print_temuan(
        [
            build("catatan", "a.xlsx"),
            build("peringatan", "b.xlsx"),
            build("galat", "c.xlsx"),
            build("galat", "b.xlsx", sel="Z9"),
            build("galat", "c.xlsx", sel="G1"),
        ]
    )
    keluar = capsys.readouterr().out
    assert keluar.startswith("5 temuan: 3 galat, 1 peringatan, 1 catatan dalam 3 kelompok\n")
    urutan = [b.split(" ")[0] for b in keluar.splitlines() if " · " in b]
    assert urutan == ["c.xlsx", "b.xlsx", "a.xlsx"]
    assert keluar.index("Z9") < keluar.index("peringatan NIL001")


def test_satu_berkas_paling_banyak_satu_layar(capsys):
    banyak = [build(sel=f"F{n}") for n in range(1, 51)]
    keluaran.print_temuan(banyak)
    ringkas = capsys.readouterr().out
    assert ringkas.count("NIL001") == keluaran.BATAS_TEMUAN
    assert f"{50 - keluaran.BATAS_TEMUAN} temuan lagi; tampilkan dengan --semua" in ringkas
    keluaran.print_temuan(banyak, semua=True)
    assert capsys.readouterr().out.count("NIL001") == 50


def test_tanpa_temuan(capsys):
    keluaran.print_temuan([])
    assert capsys.readouterr().out == "Tidak ada temuan.\n"


def test_masalah_panjang_tidak_dipotong_dalam_pipa(capsys):
    panjang = "kata " * 100
    keluaran.print_temuan([build(masalah=panjang)])
    assert panjang.strip() in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tingkat", "tindakan", "kode"),
    [
        ((), False, 0),
        (("catatan",), False, 0),
        (("peringatan",), False, 1),
        (("catatan", "galat"), False, 1),
        ((), True, 1),
    ],
)
def test_kode_keluar_dari_temuan(tingkat, tindakan, kode):
    assert keluaran.calculate_keluar(map(build, tingkat), tindakan=tindakan) == kode


class Terminal:
    """Aliran yang mengaku terminal."""

    encoding = "utf-8"

    def __init__(self):
        self.isi = ""

    def write(self, teks):
        self.isi += teks
        return len(teks)

    def flush(self):
        pass

    def isatty(self):
        return True


def test_kemajuan_hanya_di_terminal(monkeypatch, capsys):
    with keluaran.show_kemajuan("Membaca") as lapor:
        lapor(1, 2, "a.xlsx")
    assert capsys.readouterr() == ("", "")

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with keluaran.show_kemajuan("Membaca") as lapor:
        lapor(1, 2, "a.xlsx")
    assert "Membaca" in sys.stderr.isi
    assert "a.xlsx" in sys.stderr.isi


@pytest.mark.parametrize(("larang", "ada"), [("", True), ("1", False)])
def test_no_color_dihormati(larang, ada, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("NO_COLOR", larang) if larang else monkeypatch.delenv("NO_COLOR", False)
    keluaran.print_temuan([build()])
    assert ("\x1b[1;31m" in sys.stdout.isi) is ada


def test_aturan_json_memuat_seluruh_katalog():
    hasil = run_kinerja("aturan", "--json")
    aturan = json.loads(hasil.stdout)["aturan"]
    assert hasil.stderr == ""
    wajib = {"kode", "tingkat", "judul", "masalah", "perbaikan", "mengapa", "perbaikan_bidang"}
    assert wajib | {"contoh", "batas", "batas_arti", "dapat_disetel", "kantor"} == set(aturan[0])


def test_aturan_satu_kode_tanpa_peduli_huruf_besar():
    hasil = run_kinerja("aturan", "idn101")
    assert hasil.returncode == 0
    assert hasil.stdout.startswith("IDN101 (galat) Kunci kembar")


KEPALA = ("Unit", "Nama", "Ttd", "Verifikasi")
BARIS = (("BID-PERUM", "Bidang Perumahan", "", "Tidak"), ("UPTD-PKB", "Pengujian", "", ""))


def cetak_tabel(monkeypatch, capsys, lebar):
    konsol = Console(file=sys.stdout, width=lebar, highlight=False)
    monkeypatch.setattr(keluaran, "get_konsol", lambda **_: konsol)
    keluaran.print_tabel(KEPALA, BARIS, kanan=(3,))
    return [b.rstrip() for b in capsys.readouterr().out.splitlines()]


def test_tabel_di_layar_lebar_utuh(monkeypatch, capsys):
    assert cetak_tabel(monkeypatch, capsys, 60) == [
        "Unit       Nama              Ttd  Verifikasi",
        "BID-PERUM  Bidang Perumahan            Tidak",
        "UPTD-PKB   Pengujian",
    ]


def test_layar_sempit_membuang_kolom_kosong_lebih_dahulu(monkeypatch, capsys):
    assert cetak_tabel(monkeypatch, capsys, 33) == [
        "Unit       Nama        Verifikasi",
        "BID-PERUM  Bidang           Tidak",
        "           Perumahan",
        "UPTD-PKB   Pengujian",
    ]


def test_layar_sangat_sempit_menjadi_daftar_tanpa_memotong_kata(monkeypatch, capsys):
    assert cetak_tabel(monkeypatch, capsys, 24) == [
        "BID-PERUM",
        "  Nama: Bidang Perumahan",
        "  Verifikasi: Tidak",
        "UPTD-PKB",
        "  Nama: Pengujian",
    ]
