"""Pemeriksaan sendiri atas ruang kerja: bukunya, letaknya, dan yang berubah sesudah kompilasi."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from kinerja_cli.model.galat import RegisterError
from kinerja_cli.model.kriteria import PENEGASAN, Keadaan, read_kriteria
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.definisi import store_definisi
from kinerja_cli.register.keputusan import store_kompilasi
from kinerja_cli.ruang.bawaan import find_bawaan
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import lkjip
from kinerja_cli.tahap import periksa_laporan as langkah
from tests.aturan.laporan import build_data as build_data_lengkap
from tests.aturan.laporan import build_rencana
from tests.tahap.jalan import build_ruang

WAKTU = datetime(2026, 2, 13)
NAMA = "hasil/tahun/Pemeriksaan sendiri LKjIP 2025.xlsx"


def _opsi(waktu: datetime = WAKTU) -> langkah.OpsiPeriksaLaporan:
    return langkah.OpsiPeriksaLaporan(Periode.TAHUN, waktu)


def _periksa(ruang: Ruang) -> dict[str, langkah.HasilKriteria]:
    return {h.butir.kode: h for h in langkah.plan(ruang, _opsi()).hasil}


@pytest.fixture
def kosong(tmp_path: Path) -> Ruang:
    """Definisi sudah beku, belum ada kiriman dan kompilasi."""
    ruang = build_ruang(tmp_path / "ruang")
    with ruang.register(tulis=True) as register, register.transaksi():
        store_definisi(register, build_rencana(), WAKTU.isoformat())
    return ruang


@pytest.fixture
def ruang(kosong: Ruang) -> Ruang:
    """Sudah dikompilasi atas data yang memang ada."""
    with kosong.register(tulis=True) as register, register.transaksi():
        store_kompilasi(register, build_data(register, Periode.TAHUN, WAKTU))
    return kosong


def test_belum_ada_kompilasi_menyebut_perintahnya(kosong: Ruang):
    with pytest.raises(RegisterError) as galat:
        langkah.plan(kosong, _opsi())
    assert "kinerja kompilasi --periode tahun" in galat.value.perbaikan


def test_buku_memuat_semua_kriteria_dan_penegasannya(ruang: Ruang):
    rencana = langkah.plan(ruang, _opsi())
    (berkas,) = langkah.apply(rencana).berkas
    lembar = openpyxl.load_workbook(berkas).active
    isi = [[s or "" for s in b] for b in lembar.iter_rows(values_only=True)]
    keadaan = {str(b[0]): b[3] for b in isi}

    assert berkas == ruang.akar / NAMA
    assert isi[2][0] == PENEGASAN
    assert set(read_kriteria()) <= set(keadaan)
    assert {keadaan[h.butir.kode] for h in rencana.hasil} <= {k.value for k in Keadaan}
    assert not any("predikat" in str(s).casefold() for b in isi[3:] for s in b)


def test_buku_yang_sama_dari_masukan_yang_sama(ruang: Ruang):
    satu, dua = (langkah.plan(ruang, _opsi()).keluaran[0].isi for _ in range(2))
    assert satu == dua


def test_yang_belum_dijalankan_disebut(ruang: Ruang):
    hasil = _periksa(ruang)
    belum = ("LKE-P1", "LKE-P2", "LKE-K3", "REV-I6", "REV-II3")
    assert {hasil[k].keadaan for k in belum} == {Keadaan.BELUM}
    assert hasil["REV-A1"].keadaan is Keadaan.TERPENUHI


def test_angka_yang_berubah_sesudah_kompilasi_disebut(kosong: Ruang):
    with kosong.register(tulis=True) as register, register.transaksi():
        store_kompilasi(register, build_data_lengkap(build_rencana()))
    hasil = _periksa(kosong)["REV-A1"]
    assert hasil.keadaan is Keadaan.BELUM
    assert any(k.startswith("2025:tahun:IKU-01:realisasi: pada komp") for k in hasil.kurang)


def test_blok_yang_dihapus_kantor_dari_templat_disebut(ruang: Ruang):
    assert _periksa(ruang)["LKE-K1"].keadaan is Keadaan.TERPENUHI
    dokumen = docx.Document(str(find_bawaan("templates") / "lkjip.docx"))
    (blok,) = [p for p in dokumen.paragraphs if p.text == "[[permasalahan_utama]]"]
    blok._p.getparent().remove(blok._p)
    (ruang.akar / "templat").mkdir(exist_ok=True)
    dokumen.save(str(ruang.akar / "templat" / "lkjip.docx"))

    hasil = _periksa(ruang)

    kalimat = "templat tidak memuat blok [[permasalahan_utama]]"
    assert hasil["LKE-K1"].kurang == (kalimat,)
    assert kalimat in hasil["REV-I1"].kurang


def test_halaman_diambil_dari_daftar_isi_konsep(ruang: Ruang, monkeypatch: pytest.MonkeyPatch):
    def hitung(_isi: bytes, penanda: list[str]) -> dict[str, int]:
        return {p: n for n, p in enumerate(sorted(penanda), start=1)}

    monkeypatch.setattr(lkjip, "find_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(lkjip, "read_halaman", hitung)
    lkjip.apply(lkjip.plan(ruang, lkjip.OpsiLkjip(Periode.TAHUN, WAKTU, pdf=False)))

    hasil = _periksa(ruang)

    assert hasil["LKE-P1"].kunci == ("LKjIP 2025 konsep 1.docx",)
    (letak,) = hasil["LKE-K3"].letak
    assert letak.judul == "1. Target dan realisasi tahun 2025"
    assert letak.halaman.isdecimal()
    assert hasil["LKE-P3"].letak[0].describe().startswith("KATA PENGANTAR (mulai hlm. ")


def test_tanpa_konsep_letaknya_tetap_judul_templat(ruang: Ruang):
    (letak,) = _periksa(ruang)["LKE-K4"].letak
    assert letak.describe() == "3. Kemajuan terhadap target jangka menengah"


@pytest.mark.parametrize("isi", [b"", b"bukan docx"])
def test_konsep_yang_rusak_tidak_menghalangi(ruang: Ruang, isi: bytes):
    ruang.laporan.mkdir(exist_ok=True)
    (ruang.laporan / "LKjIP 2025 konsep 1.docx").write_bytes(isi)
    assert _periksa(ruang)["LKE-K4"].letak[0].halaman == ""
