"""kinerja.toml: yang salah disebut baris dan kuncinya dalam satu kalimat."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.konfigurasi import read_konfigurasi


def baca(tmp_path: Path, isi: str):
    jalur = tmp_path / "kinerja.toml"
    jalur.write_text(isi, encoding="utf-8")
    return read_konfigurasi(jalur)


def test_konfigurasi_sah_mengubah_kebijakan(tmp_path: Path):
    hasil = baca(
        tmp_path,
        'skema = 1\ntahun = 2025\nperiode = "tw2"\n[kebijakan]\nrumus_turun = "turun_rasio"\n',
    )
    assert hasil.tahun == 2025
    assert hasil.periode is Periode.TW2
    assert hasil.kebijakan.rumus_turun == "turun_rasio"
    assert hasil.kebijakan.skala.pita[0].nama == "Sangat Tinggi"


@pytest.mark.parametrize(
    ("isi", "kertas"),
    [("", Kertas.F4), ('[cetak]\nkertas = "A4"\n', Kertas.A4), ("[cetak]\n", Kertas.F4)],
)
def test_kertas_cetak(tmp_path: Path, isi: str, kertas: Kertas):
    assert baca(tmp_path, f"skema = 1\ntahun = 2025\n{isi}").cetak.kertas is kertas


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("skema = 1\ntahun = \n", "baris 2 tidak dapat dibaca sebagai TOML"),
        ("skema = 1\n", "kunci tahun: wajib diisi"),
        ('skema = 1\ntahun = "dua ribu"\n', "baris 2 kunci tahun: harus bilangan bulat"),
        ("skema = 1\ntahun = 2025\nwarna = 1\n", "baris 3 kunci warna: tidak dikenal"),
        ('skema = 1\ntahun = 2025\nperiode = "tw5"\n', "baris 3 kunci periode"),
        (
            'skema = 1\ntahun = 2025\n[kebijakan]\nrumus_turun = "ngawur"\n',
            "baris 4 kunci rumus_turun: harus salah satu",
        ),
        ('skema = 1\ntahun = 2025\n[kebijakan]\nskala = "tidak_ada"\n', "baris 4 kunci skala"),
        ('skema = 1\ntahun = 2025\n[cetak]\nkertas = "A3"\n', "baris 4 kunci cetak.kertas: harus"),
        ("skema = 1\ntahun = 2025\n[masuk]\ndetik = 0\n", "baris 4 kunci masuk.detik: "),
        ("skema = 1\ntahun = 2025\n[masuk]\nmega = 3\n", "baris 4 kunci masuk.mega: tidak dikenal"),
        ("skema = 9\ntahun = 2025\n", "berskema 9"),
        ("skema = 1\ntahun = 2025\nkebijakan = 3\n", "kebijakan harus tabel"),
    ],
)
def test_kesalahan_menyebut_baris_dan_kunci(tmp_path: Path, isi: str, pesan: str):
    with pytest.raises(RuangError) as galat:
        baca(tmp_path, isi)
    assert pesan in galat.value.masalah
    assert galat.value.perbaikan
    assert "\n" not in galat.value.masalah


def test_semua_kesalahan_disebut_sekaligus(tmp_path: Path):
    with pytest.raises(RuangError) as galat:
        baca(tmp_path, 'skema = 1\ntahun = "x"\nperiode = "tw9"\nwarna = 1\n')
    for kunci in ("tahun", "periode", "warna"):
        assert f"kunci {kunci}" in galat.value.masalah


def test_berkas_bukan_utf8_disebut(tmp_path: Path):
    (tmp_path / "kinerja.toml").write_bytes(b"skema = 1 # \xff\xfe")
    with pytest.raises(RuangError, match="UTF-8"):
        read_konfigurasi(tmp_path / "kinerja.toml")


def test_tanda_urutan_byte_dari_notepad_diterima(tmp_path: Path):
    (tmp_path / "kinerja.toml").write_bytes(b"\xef\xbb\xbfskema = 1\ntahun = 2025\n")
    assert read_konfigurasi(tmp_path / "kinerja.toml").tahun == 2025
