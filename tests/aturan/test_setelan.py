"""Kantor mengubah tingkat dan ambang aturan di kinerja.toml; yang menjaga data tidak dapat."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import SetelanAturan, describe_setelan, is_disetel
from kinerja_cli.model.temuan import read_katalog
from kinerja_cli.ruang.konfigurasi import read_konfigurasi
from tests.aturan.contoh import ambil_kode, angka, build_konteks, ubah_fakta, ubah_target
from tests.buatan import build_definisi

TW4 = Periode.TW4


def baca(tmp_path: Path, isi: str):
    jalur = tmp_path / "kinerja.toml"
    jalur.write_text(f"skema = 1\ntahun = 2025\n{isi}", encoding="utf-8")
    return read_konfigurasi(jalur)


def salah():
    return ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", angka("-3"))


def test_tingkat_diturunkan_dan_dimatikan():
    konteks = salah()
    assert "NIL307" in ambil_kode(konteks)
    catatan = replace(konteks, setelan={"NIL307": SetelanAturan(tingkat="catatan")})
    assert "NIL307" not in ambil_kode(catatan)
    assert [t.tingkat.value for t in check_unit(catatan) if t.kode == "NIL307"] == ["catatan"]
    mati = replace(konteks, setelan={"NIL307": SetelanAturan(tingkat="mati")})
    assert all(t.kode != "NIL307" for t in check_unit(mati))


def test_setelan_dibaca_dari_kinerja_toml(tmp_path: Path):
    isi = '[aturan.WJR303]\nbatas = "8.5"\n[aturan.NRS306]\ntingkat = "mati"\n'
    setelan = baca(tmp_path, isi).aturan
    assert setelan["WJR303"].batas == Decimal("8.5")
    teks = describe_setelan(setelan)
    assert len(teks) == 2
    assert "mati (bawaan peringatan)" in teks[0]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ('[aturan.WJR333]\ntingkat = "mati"\n', "WJR333 tidak dikenal; mungkin"),
        ('[aturan.STR007]\ntingkat = "mati"\n', "menjaga keutuhan data"),
        ('[aturan.NIL003]\ntingkat = "catatan"\n', "menjaga keutuhan data"),
        ('[aturan.NIL401]\ntingkat = "catatan"\n', "menjaga keutuhan data"),
        ('[aturan.NIL302]\ntingkat = "mati"\n', "menjaga keutuhan data"),
        ('[aturan.KEU302]\nbatas = "3"\n', "tidak mempunyai batas"),
        ("[aturan.WJR303]\nbatas = -1\n", "aturan.WJR303.batas"),
        ("[aturan.WJR303]\nbatas = nan\n", "aturan.WJR303.batas"),
        ('[aturan.WJR303]\ntingkt = "mati"\n', "aturan.WJR303.tingkt"),
        ('[aturan.WJR303]\ntingkat = "ringan"\n', "aturan.WJR303.tingkat"),
    ],
)
def test_setelan_keliru_satu_baris(tmp_path: Path, isi: str, pesan: str):
    with pytest.raises(RuangError) as galat:
        baca(tmp_path, isi)
    assert pesan in galat.value.masalah
    assert "\n" not in galat.value.masalah


def test_setiap_aturan_yang_disetel_ada_di_katalog():
    dapat = [k for k in read_katalog() if is_disetel(k)]
    assert {"NIL304", "KEU311", "WJR303", "NRS306"} <= set(dapat)
    assert not [k for k in dapat if k[:3] in {"STR", "IDN", "DOK"}]
    assert [k for k in dapat if not read_katalog()[k].contoh] == []


@pytest.mark.parametrize(("batas", "ada"), [("3", True), ("20", False)])
def test_ambang_kantor_dipakai_aturannya(batas, ada):
    definisi = ubah_target(build_definisi(), "SUB-01", tahun="4", tw4="4")
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "SUB-01", "realisasi", angka("75"))
    setelan = {"WJR305": SetelanAturan(batas=Decimal(batas))}
    konteks = replace(konteks, setelan=setelan)
    assert any(t.kode == "WJR305" for t in check_unit(konteks)) is ada
