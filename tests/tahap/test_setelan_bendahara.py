"""Setelan kantor atas temuan bendahara tingkat dinas (KEU316 dan KEU317)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.ruang import periksa_unit
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.tahap import verifikasi
from tests.aturan.contoh import build_daftar, build_spj
from tests.tahap.test_kembalikan import NANTI, TW2, Putaran


@pytest.mark.parametrize(
    ("setelan", "harap"),
    [
        ("", {"KEU316": "peringatan", "KEU317": "peringatan"}),
        (
            '[aturan.KEU316]\ntingkat = "galat"\n[aturan.KEU317]\ntingkat = "mati"\n',
            {"KEU316": "galat"},
        ),
        ('[aturan.KEU317]\ntingkat = "catatan"\n', {"KEU316": "peringatan", "KEU317": "catatan"}),
    ],
)
def test_tingkat_menurut_kantor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setelan: str, harap: dict[str, str]
):
    kantor = Putaran(tmp_path, monkeypatch)
    toml = kantor.ruang.akar / "kinerja.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + setelan, encoding="utf-8")
    baris = (build_spj("670e6", anggaran="1800e6"), build_spj("7", kode="1.04.03.2.01.0009"))
    keuangan = summarise([(build_daftar(TW2), baris)])
    monkeypatch.setattr(periksa_unit, "read_keuangan", lambda *_: (keuangan, []))
    ruang = find_ruang(kantor.ruang.akar, naik=False)
    hasil = verifikasi.apply(verifikasi.plan(ruang, verifikasi.OpsiVerifikasi(TW2, NANTI)))
    ada = {t.kode: t.tingkat.value for t in hasil.temuan if t.kode in {"KEU316", "KEU317"}}
    assert ada == harap


def test_sel_tak_terbaca_disebut_sekali(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kantor = Putaran(tmp_path, monkeypatch)
    milik = [t["kode"] for t in kantor.putusan["temuan"] if t["kunci"] == "SUB-01"
             and t["kolom"] == "realisasi"]  # fmt: skip
    assert milik == ["NIL003"]
