from __future__ import annotations

from dataclasses import replace

from kinerja_cli.capaian.jejak import build_jejak
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, build_definisi, build_fakta_lengkap


def read_jejak(kode: str, fakta: KumpulanFakta | None = None, periode: Periode = Periode.TAHUN):
    definisi = build_definisi()
    isi = build_fakta_lengkap() if fakta is None else fakta
    bagian = build_jejak(definisi, definisi.indikator_menurut_kode[kode], isi, periode)
    return {b.judul: dict(b.baris) for b in bagian}


def test_jejak_rasio_dari_sel_sampai_kategori():
    jejak = read_jejak("IKU-01")
    assert jejak["Isian"]["Triwulan IV, pembilang Jumlah rumah layak huni"].startswith("65.100")
    assert UNIT in jejak["Isian"]["Triwulan IV, penyebut Jumlah rumah seluruhnya"]
    assert jejak["Hitungan"]["kategori"] == "Sangat Tinggi"
    assert jejak["Hitungan"]["rumus naik"].endswith("= 98,88")
    assert "Sumber:" in jejak["Kebijakan"]["Makin tinggi makin baik"]


def test_jejak_menyebut_rumus_turun_dan_targetnya():
    jejak = read_jejak("IKU-02")
    assert "Makin rendah makin baik" in jejak["Kebijakan"]
    assert jejak["Target"]["Tahunan"] == "10,5"


def test_jejak_menyebut_nilai_dilaporkan_di_samping_hasil_verifikasi():
    fakta = KumpulanFakta.dari(
        replace(f, hasil_verifikasi=Nilai.dari_angka("11")) if f.subjek == "IKU-02" else f
        for f in build_fakta_lengkap()
    )
    isi = read_jejak("IKU-02", fakta)["Isian"]["Triwulan IV, realisasi"]
    assert isi.startswith("11 (hasil verifikasi; dilaporkan 10,4)")


def test_jejak_tanpa_data_menyebut_alasan():
    jejak = read_jejak("SUB-01", KumpulanFakta())
    assert jejak["Isian"] == {}
    assert jejak["Hitungan"]["status"] == "belum ada data"
    assert jejak["Hitungan"]["penjelasan"]
