import csv

import pytest
from alat.tabel import AKAR

from tests.contoh import hitung

PERIODE = ("tw1", "tw2", "tw3", "tw4", "tahun")


def _read(nama):
    with (AKAR / "harapan" / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


@pytest.fixture(autouse=True)
def _koreksi(monkeypatch):
    """Koreksi TW I pada kiriman TW IV Bidang Perumahan berlaku untuk hitungan sesudahnya."""
    monkeypatch.setitem(hitung.RENCANA["SUB-016"], "tw1", "65")


@pytest.mark.parametrize("periode", PERIODE)
def test_harapan_sama_dengan_hitungan_tangan(periode):
    for baris in _read(f"capaian_{periode}"):
        kode = baris["kode_indikator"]
        if not baris["realisasi"]:
            assert baris["keterangan"], kode
            assert not baris["capaian"]
            continue
        realisasi, target = hitung.banding(kode, periode)
        capaian = hitung.cetak(hitung.capaian(kode, target, realisasi))
        assert baris["capaian"] == capaian, kode
        if periode in {"tw4", "tahun"}:
            assert baris["kategori"] == hitung.kategori(capaian), kode


@pytest.mark.parametrize(
    ("kode", "sampai_dengan", "capaian", "kategori"),
    [
        ("IKU-01", "93.454551", "99.95", "Sangat Tinggi"),  # 299.905 / 320.910
        ("IKU-02", "96.875", "96.88", "Sangat Tinggi"),  # 31 dari 32 keluarga; setengah naik
        ("IKU-03", "39.2", "98.18", "Sangat Tinggi"),  # (2 x 38,50 - 39,20) / 38,50
        ("IKU-08", "0.5975", "100.00", "Sangat Tinggi"),  # di dalam 0,45 - 0,60
        ("IKU-12", "92.046879", "101.15", "Sangat Tinggi"),  # 16.886 / 18.345
        ("PRG-02", "BB", "83.33", "Tinggi"),  # 5 / 6
        ("PRG-05", "66", "73.33", "Sedang"),
        ("PRG-08", "91", "101.11", "Sangat Tinggi"),  # terendah dari empat triwulan
        ("PRG-12", "61.5", "123.00", "Sangat Tinggi"),
        ("KEG-02", "7", "58.33", "Rendah"),
        ("KEG-06", "0", "", ""),  # target nol tidak dapat dihitung
        ("SUB-004", "124.75", "99.01", "Sangat Tinggi"),  # rata-rata 126, 125, 124, 124
        ("SUB-016", "247", "102.92", "Sangat Tinggi"),  # sesudah koreksi 62 menjadi 65
        ("IKU-06", "", "", ""),  # dihapus pada PK perubahan
        ("IKU-09", "", "", ""),  # BID-KESEL tidak mengirim
    ],
)
def test_hasil_tahun_yang_dihitung_dengan_kalkulator(kode, sampai_dengan, capaian, kategori):
    baris = next(b for b in _read("capaian_tahun") if b["kode_indikator"] == kode)

    assert (baris["sampai_dengan"], baris["capaian"], baris["kategori"]) == (
        sampai_dengan,
        capaian,
        kategori,
    )


def test_semua_pita_kecuali_terbawah_muncul():
    kategori = {b["kategori"] for p in ("tw4", "tahun") for b in _read(f"capaian_{p}")}

    assert kategori >= {"Sangat Tinggi", "Tinggi", "Sedang", "Rendah"}
