"""RTL perbaikan data: tutup sendiri bila temuannya hilang, dan terlihat di mana-mana."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT
from tests.cli.alat import run_kinerja
from tests.tahap.test_kembalikan import BENAR, NANTI, PAD, PERIKSA, RTL, Putaran

TW2 = Periode.TW2
LUSA = datetime(2025, 7, 14, 8, 0)
SEBAGIAN = {k: v for k, v in BENAR.items() if "IKU-01" not in k}
KIRIM = {
    **SEBAGIAN,
    "RTL__rtl:v2:IKU-01__status": "selesai",
    "RTL__rtl:v2:IKU-01__tindakan": "Sudah diperiksa",
    "RTL__rtl:v2:IKU-01__pic": "Kepala Seksi (contoh)",
    "RTL__rtl:v2:IKU-01__batas_waktu": datetime(2025, 7, 14),
}


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Putaran:
    satu = Putaran(tmp_path, monkeypatch)
    satu.kembalikan()
    return satu


def test_lembar_verifikasi_dan_terminal_menyebut_rtl_yang_tutup_dan_terbuka(
    kantor: Putaran, monkeypatch: pytest.MonkeyPatch
):
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(KIRIM))
    putusan = kantor.verifikasi(NANTI)
    assert {b["kunci"]: (b["keadaan"], b["ditutup"]) for b in putusan["rtl"]} == {
        "SUB-01": ("selesai", "2025-07-11"),
        PAD: ("selesai", "2025-07-11"),
        "IKU-01": ("masih terbuka", None),
    }
    assert "NRS312" in {t["kode"] for t in putusan["temuan"]}
    buku = openpyxl.load_workbook(kantor.ruang.hasil(TW2) / "Lembar verifikasi tw2.xlsx")
    rtl = buku[f"{UNIT} RTL"]
    isi = [[s.value for s in b] for b in rtl.iter_rows() if isinstance(b[0].value, int)]
    assert {(b[1], b[9], b[10]) for b in isi} == {
        (2, "selesai", NANTI.replace(hour=0)),
        (2, "masih terbuka", None),
    }
    kinerja = {b[1].value: b[11].value for b in buku[f"{UNIT} Kinerja"].iter_rows(min_row=7)}
    assert kinerja["SUB-01"] == NANTI.replace(hour=0)
    assert kinerja["IKU-01"] is None
    monkeypatch.setenv("COLUMNS", "200")
    hasil = run_kinerja("verifikasi", "--periode", "tw2", folder=kantor.ruang.akar)
    assert "selesai       NIL003" in hasil.stdout
    assert "masih terbuka NIL301" in hasil.stdout
    assert "11/07/2025" in hasil.stdout


def test_formulir_kembali_berikutnya_memuat_rtl_yang_tutup_terkunci(kantor: Putaran):
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(KIRIM))
    kantor.verifikasi(NANTI)
    kantor.kembalikan(NANTI)
    lembar = openpyxl.load_workbook(kantor.jalur_kembali(3))["RTL"]
    bidang = {s.value: s.column - 1 for s in lembar[5] if s.value}
    baris = {b[0].value: b for b in lembar.iter_rows(min_row=6) if b[0].value}
    assert baris[RTL][bidang["keadaan"]].value == "selesai 11/07/2025"
    assert baris[RTL][bidang["tindakan"]].value == BENAR[f"RTL__{RTL}__tindakan"]
    assert all(s.protection.locked for s in baris[RTL])
    assert "rtl:v2:IKU-01" not in baris
    baru = baris["rtl:v3:IKU-01"]
    assert baru[bidang["laporan_lalu"]].value == "Putaran 2: selesai, temuannya masih ada"
    assert not baru[bidang["tindakan"]].protection.locked
    isi = kantor.perbaiki({"Kinerja__IKU-01__penyebut": 80000}, 3)
    assert kantor.hasil_kirim("putaran 3.xlsx", isi)[0] == "terima"
    putusan = kantor.verifikasi(LUSA)
    assert putusan["keputusan"] == "Ya"
    assert {b["putaran"]: b["ditutup"] for b in putusan["rtl"] if b["kunci"] == "IKU-01"} == {
        2: "2025-07-14",
        3: "2025-07-14",
    }
    assert kantor.verifikasi(datetime(2025, 8, 1))["rtl"] == putusan["rtl"]


def test_unit_yang_belum_dikembalikan_tanpa_rtl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kantor = Putaran(tmp_path, monkeypatch)
    assert kantor.putusan["rtl"] == []
    assert kantor.verifikasi(PERIKSA)["perbandingan"] is None
