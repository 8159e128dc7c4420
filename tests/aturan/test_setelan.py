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
from tests.aturan.contoh import ambil_kode, angka, build_konteks, ubah_fakta

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
        ('[aturan.KEU302]\nbatas = "3"\n', "tidak mempunyai batas"),
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
