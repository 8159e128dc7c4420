"""``kinerja aturan``: seluruh katalog, satu aturan, dan nilai yang diubah kantor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja_cli.model.setelan import is_disetel
from kinerja_cli.model.temuan import read_katalog
from tests.cli.alat import run_kinerja

SETELAN = '[aturan.WJR303]\nbatas = "8"\n[aturan.NRS306]\ntingkat = "mati"\n'


@pytest.fixture
def kantor(tmp_path: Path) -> Path:
    (tmp_path / "kinerja.toml").write_text(f"skema = 1\ntahun = 2025\n{SETELAN}", encoding="utf-8")
    return tmp_path


def test_json_memuat_setiap_aturan_dan_boleh_tidaknya_disetel(tmp_path: Path):
    isi = json.loads(run_kinerja("aturan", "--json", folder=tmp_path).stdout)
    assert [a["kode"] for a in isi["aturan"]] == list(read_katalog())
    assert {a["kode"]: a["dapat_disetel"] for a in isi["aturan"]} == {
        k: is_disetel(k) for k in read_katalog()
    }
    assert {json.dumps(a["kantor"]) for a in isi["aturan"]} == {"null"}


def test_json_memuat_nilai_kantor_di_samping_bawaannya(kantor: Path):
    isi = json.loads(run_kinerja("aturan", "--json", folder=kantor).stdout)
    diubah = {a["kode"]: (a["batas"], a["kantor"]) for a in isi["aturan"] if a["kantor"]}
    assert diubah == {
        "NRS306": ("30", {"tingkat": "mati", "batas": None}),
        "WJR303": ("6", {"tingkat": None, "batas": "8"}),
    }
    satu = json.loads(run_kinerja("aturan", "WJR303", "--json", folder=kantor).stdout)
    assert [a["kantor"]["batas"] for a in satu["aturan"]] == ["8"]


@pytest.mark.parametrize("kode", ["KEU311", "nil304"])
def test_satu_aturan_dijelaskan_dengan_contohnya(kode: str, kantor: Path):
    hasil = run_kinerja("aturan", kode, folder=kantor)
    butir = read_katalog()[kode.upper()]
    polos = " ".join(hasil.stdout.split())
    for bagian in (butir.judul, butir.contoh, butir.mengapa):
        assert " ".join(bagian.split()) in polos
    assert hasil.returncode == 0


def test_aturan_menyebut_yang_diubah_kantor(kantor: Path):
    hasil = run_kinerja("aturan", "WJR303", folder=kantor)
    assert "Diubah kantor: batas 8 (bawaan 6)" in hasil.stdout


@pytest.mark.parametrize("tulisan", ["wjr303", "Wjr303", " WJR303 "])
def test_besar_kecil_huruf_kode_bebas(tulisan):
    assert run_kinerja("aturan", tulisan).stdout.startswith("WJR303 (peringatan)")
    assert run_kinerja("aturan", "Kebijakan").stdout == run_kinerja("aturan", "kebijakan").stdout


@pytest.mark.parametrize(
    ("tulisan", "saran"),
    [
        ("keu003", "mungkin maksudnya KEU303 (Realisasi anggaran melebihi pagu, sudah dijelaskan)"),
        ("BKT3O1", "mungkin maksudnya BKT301 (Data dukung belum ada)"),
        ("kebijkan", "mungkin maksudnya kebijakan;"),
        ("xyz", "kode diawali topiknya: BKT, DOK,"),
    ],
)
def test_kode_yang_tidak_ada_menyebut_yang_terdekat(tulisan, saran):
    hasil = run_kinerja("aturan", tulisan)
    assert hasil.returncode == 2
    assert hasil.stderr.splitlines()[1].startswith(f"→ {saran}")


def test_perbaikan_bagi_bidang_ikut_dicetak():
    assert "Bagi bidang: kirimkan berkasnya" in run_kinerja("aturan", "bkt301").stdout
