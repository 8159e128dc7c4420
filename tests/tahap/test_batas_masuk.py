"""Batas berkas dari luar dipilih kantor di kinerja.toml; berlaku pada periksa dan kumpulkan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.tahap import buat_format, kumpulkan, periksa
from tests.lembar.aneh import change_zip
from tests.tahap.jalan import build_ruang

WAKTU = datetime(2025, 4, 10, 8, 0)
BANYAK = 60


@pytest.mark.parametrize(
    ("atur", "kode"), [("", []), (f"[masuk]\nanggota = {BANYAK}\n", ["STR004"])]
)
def test_batas_kantor_berlaku_di_kedua_pintu(tmp_path: Path, atur: str, kode: list[str]):
    ruang = build_ruang(tmp_path / "ruang")
    buat_format.apply(buat_format.plan(ruang, buat_format.OpsiBuatFormat(Periode.TW1, WAKTU)))
    formulir = min(ruang.format(Periode.TW1).glob("*.xlsx"))
    tambah = {f"xl/media/gambar{n}.bin": b"x" for n in range(BANYAK)}
    berkas = ruang.masuk / "banyak bagian.xlsx"
    for lama in ruang.masuk.rglob("*.xlsx"):
        lama.unlink()
    berkas.write_bytes(change_zip(formulir.read_bytes(), lambda _, isi: isi, tambah))
    toml = ruang.akar / "kinerja.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + atur, encoding="utf-8")
    ruang = find_ruang(ruang.akar, naik=False)

    (diperiksa,) = periksa.plan(ruang, periksa.OpsiPeriksa((berkas,), WAKTU.isoformat()))
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU)
    (diterima,) = kumpulkan.apply(kumpulkan.plan(ruang, opsi)).berkas

    for dinilai in (diperiksa, diterima):
        assert [t.kode for t in dinilai.temuan if t.kode == "STR004"] == kode
        assert (dinilai.identitas is None) is bool(kode)
