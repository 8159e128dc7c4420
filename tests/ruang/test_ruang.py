"""Ruang kerja: ditemukan ke atas, dikunci satu penulis, ditulis utuh atau tidak sama sekali."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinerja_cli.model.galat import RuangError, TulisError
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisJadwal
from kinerja_cli.ruang import tulis
from kinerja_cli.ruang.langkah import write_semua
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.ruang.tulis import Keluaran, write_keluaran
from kinerja_cli.ruang.waktu import add_hari_kerja, build_jadwal, read_waktu
from tests.buatan import build_definisi


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kinerja.toml").write_text("skema = 1\ntahun = 2025\n", encoding="utf-8")
    return tmp_path


def test_ruang_ditemukan_dari_folder_di_dalamnya(folder: Path):
    dalam = folder / "masuk" / "tw4"
    dalam.mkdir(parents=True)
    assert find_ruang(dalam).akar == folder.resolve()


def test_folder_yang_disebut_tidak_mencari_ke_atas(folder: Path):
    dalam = folder / "masuk"
    dalam.mkdir()
    with pytest.raises(RuangError, match="tidak ada ruang kerja"):
        find_ruang(dalam, naik=False)


def test_kunci_kedua_menyebut_pemegangnya(folder: Path):
    ruang = find_ruang(folder)
    harap = pytest.raises(RuangError, match=r"sedang dipakai .+ di komputer")
    with ruang.kunci(), harap, find_ruang(folder).kunci():
        pass
    with ruang.kunci():
        pass


def test_arsip_menurut_hash_sekali_saja(folder: Path):
    ruang = find_ruang(folder)
    tanda = "ab" * 32
    jalur = ruang.store_arsip(b"isi", "Berkas Bidang.XLSX", tanda)
    assert jalur.read_bytes() == b"isi"
    assert ruang.store_arsip(b"tidak ditulis lagi", "nama lain.xlsx", tanda) == jalur
    assert jalur.read_bytes() == b"isi"


def test_gagal_ganti_nama_tidak_merusak_yang_lama(folder: Path, monkeypatch: pytest.MonkeyPatch):
    jalur = folder / "hasil.xlsx"
    write_keluaran(Keluaran(jalur, b"lama"))

    def tolak(self: Path, tujuan: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", tolak)
    with pytest.raises(TulisError, match="terkunci"):
        write_keluaran(Keluaran(jalur, b"baru"))
    assert jalur.read_bytes() == b"lama"
    assert list(folder.glob(".kinerja-*")) == []


def test_disk_penuh_satu_baris(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def penuh(nomor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tulis.os, "fsync", penuh)
    with pytest.raises(TulisError) as galat:
        write_keluaran(Keluaran(folder / "x.xlsx", b"isi"))
    assert "ruang disk" in galat.value.perbaikan
    assert not (folder / "x.xlsx").exists()


@pytest.mark.parametrize("penanda", ["~$hasil.xlsx", "~$sil.xlsx", ".~lock.hasil.xlsx#"])
def test_berkas_yang_terbuka_dikenali_sebelum_satu_pun_ditulis(folder: Path, penanda: str):
    (folder / penanda).write_bytes(b"")
    daftar = (
        Keluaran(folder / "lain.xlsx", b"a"),
        Keluaran(folder / "hasil.xlsx", b"b"),
    )
    with pytest.raises(TulisError, match="sedang dibuka"):
        write_semua(daftar)
    assert not (folder / "lain.xlsx").exists()


def test_hari_kerja_melompati_akhir_pekan_dan_libur():
    libur = {date(2026, 1, 1)}
    assert add_hari_kerja(date(2025, 12, 31), 1, libur) == date(2026, 1, 2)
    assert add_hari_kerja(date(2026, 1, 2), 1, libur) == date(2026, 1, 5)
    assert add_hari_kerja(date(2026, 1, 5), -2, libur) == date(2025, 12, 31)


def test_jadwal_triwulan_menurut_lama_tahap_sop():
    jadwal = build_jadwal(build_definisi(), Periode.TW2)
    assert list(jadwal) == ["3", "4a", "5", "6", "7"]
    assert jadwal["3"] == date(2025, 7, 2)
    assert jadwal["4a"] == date(2025, 7, 9)


def test_jadwal_tahun_mundur_dari_akhir_februari():
    jadwal = build_jadwal(build_definisi(), Periode.TAHUN)
    assert jadwal["11"] == date(2026, 2, 27)
    assert all(jadwal[a] < jadwal[b] for a, b in zip(list(jadwal)[1:], list(jadwal), strict=False))


def test_tabel_jadwal_menang_atas_hitungan():
    batas = BarisJadwal(periode=Periode.TW2, tahap="4a", batas=date(2025, 7, 20))
    assert build_jadwal(build_definisi(jadwal=(batas,)), Periode.TW2)["4a"] == date(2025, 7, 20)


def test_waktu_yang_tidak_terbaca_menyebut_bentuknya():
    with pytest.raises(Exception, match="tidak terbaca"):
        read_waktu("15/01/2026")
    assert read_waktu("2026-01-15").isoformat() == "2026-01-15T00:00:00"
