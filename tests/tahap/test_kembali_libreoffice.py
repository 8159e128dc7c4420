"""Formulir kembali diperbaiki orang di LibreOffice: hanya sel yang diperbaiki yang bergerak."""

from __future__ import annotations

from pathlib import Path

import pytest

from contoh_data.alat.letak import read_letak
from kinerja_cli.dokumen.libreoffice import run_skrip
from tests.tahap.test_kembalikan import BENAR, NANTI, Putaran

pytestmark = pytest.mark.libreoffice

SKRIP = Path(__file__).parents[2] / "contoh_data" / "alat" / "isi_lewat_libreoffice.py"


def type_lewat_libreoffice(sumber: Path, tujuan: Path, isian: dict[str, object]) -> dict[str, str]:
    """Ketik isian pada sel-selnya lalu simpan; kembalikan jejak galat menurut tujuan."""
    letak = read_letak(sumber)
    sel = []
    for alamat, isi in isian.items():
        lembar, kunci, kolom = alamat.split("__")
        baris, k = letak.find_sel(lembar, kunci, kolom)
        jenis = "angka" if isinstance(isi, int) else "tanggal" if "batas" in kolom else "teks"
        teks = str(isi)[:10] if jenis == "tanggal" else str(isi)
        sel.append({"lembar": lembar, "baris": baris, "kolom": k, "jenis": jenis, "isi": teks})
    tugas = {"sumber": str(sumber), "tujuan": str(tujuan), "sel": sel}
    hasil = run_skrip(SKRIP, {"berkas": [tugas]}, 120)
    assert hasil is not None, "Python LibreOffice harus mengenal UNO"
    gagal: dict[str, str] = hasil["gagal"]
    return gagal


def test_perbaikan_di_libreoffice_hanya_mengubah_sel_yang_diperbaiki(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ruang = tmp_path / "ruang"
    ruang.mkdir()
    kantor = Putaran(ruang, monkeypatch)
    kantor.kembalikan()
    sebelum = kantor.dump_fakta()
    tujuan = tmp_path / "perbaikan bidang.xlsx"

    assert type_lewat_libreoffice(kantor.jalur_kembali(), tujuan, BENAR) == {}
    assert kantor.hasil_kirim(tujuan.name, tujuan.read_bytes()) == ("terima", [])

    sesudah = kantor.dump_fakta()
    berubah = {a for a, isi in sesudah.items() if sebelum.get(a) != isi}
    assert {(s, k) for _, s, k in berubah if not s.startswith("rtl:")} == {
        ("SUB-01", "realisasi"),
        ("EL-01B", "nilai"),
        ("1.04.03.2.01.0001:BID-KP:PAD", "realisasi"),
    }
    assert set(sebelum) <= set(sesudah)
    assert kantor.verifikasi(NANTI)["keputusan"] == "Ya"


def test_sel_yang_sudah_benar_menolak_ketikan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ruang = tmp_path / "ruang"
    ruang.mkdir()
    kantor = Putaran(ruang, monkeypatch)
    kantor.kembalikan()
    letak = read_letak(kantor.jalur_kembali())
    assert letak.is_terbuka("Kinerja", "SUB-01", "realisasi")
    for kunci, kolom in (("IKU-02", "realisasi"), ("IKU-01", "pembilang"), ("IKU-02", "upaya")):
        assert not letak.is_terbuka("Kinerja", kunci, kolom)
