"""Kebijakan yang tercetak di setiap laporan: butir, isi, dan sumbernya."""

from __future__ import annotations

import pytest

from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan
from kinerja_cli.model.kebijakan import build_kebijakan


def ringkas(**ubahan):
    return {b[0]: b[1:] for b in build_ringkasan(build_kebijakan(ubahan)).butir}


def test_identitas_kebijakan_ikut_tercetak():
    kebijakan = build_kebijakan({"nama": "Kebijakan Dinas", "berlaku": "2025-03-01"})
    ringkasan = build_ringkasan(kebijakan)

    assert ringkasan.nama == "Kebijakan Dinas"
    assert ringkasan.berlaku == "1 Maret 2025"
    assert ringkasan.hash == kebijakan.hash


# (butir, ubahan, isi tercetak)
ISI = [
    ("Makin tinggi makin baik", {}, "realisasi / target x 100"),
    ("Makin rendah makin baik", {}, "(2 x target - realisasi) / target x 100"),
    ("Makin rendah makin baik", {"rumus_turun": "turun_rasio"}, "target / realisasi x 100"),
    ("Target nol", {}, "tidak dapat dihitung"),
    ("Target nol", {"target_nol": "konvensi"}, "konvensi"),
    ("Batas bawah capaian", {"batas_bawah": None}, "tidak ada"),
    ("Batas bawah capaian", {"batas_bawah": "0"}, "0"),
    ("Batas atas capaian", {"batas_atas": None}, "tidak ada"),
    ("Batas atas capaian", {"batas_atas": "120"}, "120 (untuk rerata)"),
    ("Batas atas capaian", {"batas_atas": "120", "batas_atas_untuk": "angka"},
     "120 (untuk angka)"),
    ("Pembulatan", {"pembulatan": "potong"}, "dua desimal, sisanya dipotong"),
    ("Rata-rata capaian", {"rerata": "bobot"}, "rata-rata tertimbang menurut bobot"),
    ("Efisiensi", {"efisiensi": "seratus_kurang_serapan"},
     "100 dikurangi % penyerapan anggaran"),
    ("Skala kategori", {},
     "Skala lima pita, batas bawah bersambung: Sangat Tinggi bila >= 91; Tinggi bila >= 76; "
     "Sedang bila >= 66; Rendah bila >= 51; Sangat Rendah bila di bawahnya"),
    ("Toleransi dengan laporan bendahara", {"toleransi_rupiah": "1500"}, "Rp1.500"),
    ("Toleransi dengan laporan bendahara", {"toleransi_rupiah": "0.5"}, "Rp0,50"),
    ("Data belum terverifikasi", {"belum_verifikasi": "sertakan"}, "disertakan"),
]  # fmt: skip


@pytest.mark.parametrize(("butir", "ubahan", "isi"), ISI)
def test_pilihan_tercetak(butir, ubahan, isi):
    assert ringkas(**ubahan)[butir][0] == isi


def test_setiap_butir_menyebut_sumbernya():
    kebijakan = build_kebijakan({"sumber": "SK Kepala Dinas", "kepastian": "ditetapkan"})
    sumber = {nama: sumber for nama, _, sumber in build_ringkasan(kebijakan).butir}
    umum = "SK Kepala Dinas (ditetapkan)"
    skala = kebijakan.skala

    assert sumber == dict.fromkeys(sumber, umum) | {
        "Efisiensi": "praktik LKjIP daerah",
        "Skala kategori": f"{skala.sumber} ({skala.kepastian})",
        "Toleransi dengan laporan bendahara": "pilihan instansi",
        "Data belum terverifikasi": "pilihan instansi",
    }
