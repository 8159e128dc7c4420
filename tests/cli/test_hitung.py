"""``kinerja hitung TABEL`` dari luar: kode keluar, JSON, dan yang dibaca orang."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests.cli.alat import run_kinerja

BERSIH = "Indikator;Target;Realisasi;Capaian\nIndeks;80,5;79,39;98,62\n"
KELIRU = BERSIH + "Layanan;10;12;83,33\nOpini;WTP;;\n"


def tulis(folder, isi, nama="tabel.csv"):
    (folder / nama).write_text(isi, encoding="utf-8")
    return nama


@pytest.mark.parametrize(
    ("isi", "keluar"),
    [
        (BERSIH, 0),
        ("Indikator;Target;Realisasi\nA;10;\n", 0),
        ("Indikator;Target;Realisasi;Capaian\nA;3;2;66\n", 0),
        (KELIRU, 1),
        ("Indikator;Target;Realisasi\nA;1.250;1.300\n", 1),
        ("Indikator;Target;Realisasi\nA;0;2\n", 1),
        ("nama;nilai\na;1\n", 3),
    ],
)
def test_kode_keluar(tmp_path, isi, keluar):
    assert run_kinerja("hitung", tulis(tmp_path, isi), folder=tmp_path).returncode == keluar


def test_json_hanya_satu_dokumen(tmp_path):
    hasil = run_kinerja("hitung", tulis(tmp_path, KELIRU), "--json", folder=tmp_path)
    isi = json.loads(hasil.stdout)

    assert hasil.returncode == 1
    assert hasil.stderr == ""
    assert isi["skema"] == 1
    assert set(isi["kebijakan"]) == {"nama", "berlaku", "hash"}
    assert [(b["baris"], b["capaian"], b["cocok"]) for b in isi["baris"]] == [
        (2, "98.62", True),
        (3, "120.00", False),
        (4, None, None),
    ]


def test_baris_terakhir_menyebut_berapa_yang_cocok(tmp_path):
    hasil = run_kinerja("hitung", tulis(tmp_path, KELIRU), folder=tmp_path)

    assert hasil.stdout.splitlines()[-1] == "1 dari 2 cocok."
    assert "TIDAK" in hasil.stdout
    assert "dugaan: dihitung dengan rumus turun_rasio" in hasil.stdout


def test_berkas_yang_tidak_ada_kesalahan_pemakaian(tmp_path):
    hasil = run_kinerja("hitung", "tidak-ada.csv", "--json", folder=tmp_path)

    assert hasil.returncode == 2
    assert "tidak-ada.csv" in json.loads(hasil.stdout)["kesalahan"]["masalah"]


def test_berkas_rusak_satu_baris_dengan_perbaikan(tmp_path):
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 rusak")
    hasil = run_kinerja("hitung", "rusak.xlsx", folder=tmp_path)

    assert hasil.returncode == 3
    assert hasil.stdout == ""
    assert [b[:2] for b in hasil.stderr.splitlines()] == ["Ga", "→ "]


def test_pilihan_kebijakan_mengganti_rumus_turun(tmp_path):
    isi = "Indikator;Target;Realisasi;Arah;Capaian\nA;10;12;turun;83,33\n"
    nama = tulis(tmp_path, isi)

    assert run_kinerja("hitung", nama, folder=tmp_path).returncode == 1
    pilihan = ("--kebijakan", "turun_rasio")
    assert run_kinerja("hitung", nama, *pilihan, folder=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "argumen", [("tabel.csv", "--unit", "BID"), ("tabel.csv", "--periode", "tw1"),
                ("--lembar", "Data")],
)  # fmt: skip
def test_pilihan_yang_tidak_cocok_ditolak(tmp_path, argumen):
    tulis(tmp_path, BERSIH)

    assert run_kinerja("hitung", *argumen, folder=tmp_path).returncode == 2


def test_arah_dari_pilihan_hanya_untuk_baris_tanpa_arah(tmp_path):
    nama = tulis(tmp_path, "indikator,target,realisasi,arah\nA,10,8,\nB,10,8,naik\n")
    hasil = run_kinerja("hitung", nama, "--arah", "turun", "--json", folder=tmp_path)
    baris = json.loads(hasil.stdout)["baris"]

    assert [(b["arah"], b["capaian"]) for b in baris] == [("turun", "120.00"), ("naik", "80.00")]


def test_buku_hasil_ditulis_dan_tidak_menimpa(tmp_path):
    nama = tulis(tmp_path, "indikator,target,realisasi,capaian\nA,10,8,90\n")
    perintah = ("hitung", nama, "--tulis", "hasil.xlsx", "--waktu", "2026-01-05")
    assert run_kinerja(*perintah, folder=tmp_path).returncode == 1
    isi = [[s.value for s in r] for r in openpyxl.load_workbook(tmp_path / "hasil.xlsx")["Hitung"]]
    assert any("A" in r and 80 in r and "tidak" in r for r in isi)

    awal = (tmp_path / "hasil.xlsx").read_bytes()
    ulang = run_kinerja(*perintah, folder=tmp_path)
    assert (ulang.returncode, "sudah ada" in ulang.stderr) == (2, True)
    assert run_kinerja(*perintah, "--timpa", folder=tmp_path).returncode == 1
    assert (tmp_path / "hasil.xlsx").read_bytes() == awal


def test_buku_hasil_tidak_pernah_menimpa_tabel_asalnya(tmp_path):
    buku = openpyxl.Workbook()
    for baris in (("indikator", "target", "realisasi"), ("A", 10, 8)):
        buku.active.append(baris)
    buku.save(tmp_path / "t.xlsx")
    awal = (tmp_path / "t.xlsx").read_bytes()
    hasil = run_kinerja("hitung", "t.xlsx", "--tulis", "t.xlsx", "--timpa", folder=tmp_path)

    assert hasil.returncode == 2
    assert (tmp_path / "t.xlsx").read_bytes() == awal
