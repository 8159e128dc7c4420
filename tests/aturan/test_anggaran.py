"""Aturan atas realisasi anggaran unit."""

from __future__ import annotations

import pytest

from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import (
    DAU,
    PAD,
    ambil_kode,
    angka,
    build_daftar,
    build_konteks,
    build_spj,
    teks,
    ubah_fakta,
    ubah_indikator,
)
from tests.buatan import build_definisi

TW2, TW4 = Periode.TW2, Periode.TW4


def pasang(konteks, dau, pad, bendahara, periode=TW4):
    """Realisasi dua sumber dana dan jumlah bendahara yang diberikan."""
    konteks = ubah_fakta(konteks, periode, DAU, "realisasi", angka(dau))
    konteks = ubah_fakta(konteks, periode, PAD, "realisasi", angka(pad))
    keuangan = summarise([(build_daftar(periode), (build_spj(bendahara),))])
    return type(konteks)(konteks.definisi, periode, konteks.unit, konteks.fakta, keuangan)


def test_melebihi_pagu_adalah_galat_kecuali_dijelaskan():
    konteks = pasang(build_konteks(), "1468e6", "250000001", "1718000001")
    assert ambil_kode(konteks) == ["KEU302"]
    temuan = check_unit(konteks)[0]
    assert temuan.kunci == PAD
    assert "Rp250.000.001 melebihi pagu Rp250.000.000 (murni)" in temuan.masalah
    jelas = ubah_fakta(konteks, TW4, PAD, "penjelasan", teks("Pergeseran III menunggu penetapan."))
    assert ambil_kode(jelas) == ["KEU303"]


def test_tepat_sebesar_pagu_wajar():
    assert ambil_kode(pasang(build_konteks(), "1500e6", "250e6", "1750e6")) == []


def test_negatif():
    assert "KEU304" in ambil_kode(pasang(build_konteks(), "1468e6", "-1", "1467999999"))


def test_turun_tanpa_penjelasan():
    konteks = pasang(build_konteks(), "1468e6", "100e6", "1568e6")
    assert ambil_kode(konteks) == ["KEU305"]
    jelas = ubah_fakta(konteks, TW4, PAD, "penjelasan", teks("Pengembalian sisa uang muka."))
    assert ambil_kode(jelas) == []


def build_tanpa_penjelasan(periode):
    """Capaian dan narasi sub kegiatan tanpa penjelasan."""
    konteks = build_konteks(periode)
    for kolom in ("penghambat", "pendorong"):
        konteks = ubah_fakta(konteks, periode, "SUB-01", kolom, None)
    return konteks


def build_keluaran_nihil():
    konteks = build_tanpa_penjelasan(TW2)
    for p in (Periode.TW1, TW2):
        konteks = ubah_fakta(konteks, p, "SUB-01", "realisasi", angka(0))
    return konteks


def test_uang_tanpa_keluaran():
    konteks = build_keluaran_nihil()
    temuan = [t for t in check_unit(konteks) if t.tingkat.value != "catatan"]
    assert [t.kode for t in temuan] == ["KEU306"]
    assert "Rp670.000.000" in temuan[0].masalah


@pytest.mark.parametrize(("subjek", "kolom"), [(DAU, "penjelasan"), ("SUB-01", "penghambat")])
def test_uang_tanpa_keluaran_yang_dijelaskan(subjek, kolom):
    isi = teks("Uang muka dibayar, pekerjaan mulai Juli.")
    assert ambil_kode(ubah_fakta(build_keluaran_nihil(), TW2, subjek, kolom, isi)) == []


def test_keluaran_yang_memang_belum_ditargetkan_wajar():
    konteks = build_keluaran_nihil()
    target = tuple(
        t.model_copy(update={"tw1": "0", "tw2": "0"}) if t.kode_indikator == "SUB-01" else t
        for t in konteks.definisi.target
    )
    definisi = konteks.definisi.model_copy(update={"target": target})
    konteks = type(konteks)(definisi, TW2, konteks.unit, konteks.fakta, konteks.keuangan)
    assert ambil_kode(konteks) == []


def test_makin_rendah_makin_baik_nol_bukan_tanpa_keluaran():
    konteks = build_keluaran_nihil()
    definisi = ubah_indikator(build_definisi(), "SUB-01", arah=Arah.TURUN)
    konteks = type(konteks)(definisi, TW2, konteks.unit, konteks.fakta, konteks.keuangan)
    assert "KEU306" not in ambil_kode(konteks)


def build_tanpa_serapan():
    konteks = build_tanpa_penjelasan(Periode.TW1)
    konteks = ubah_fakta(konteks, Periode.TW1, "SUB-01", "realisasi", angka(10))
    return pasang(konteks, "0", "0", "0", Periode.TW1)


def test_capaian_penuh_tanpa_serapan():
    konteks = build_tanpa_serapan()
    temuan = [t for t in check_unit(konteks) if t.tingkat.value != "catatan"]
    assert [t.kode for t in temuan] == ["KEU307"]
    assert "capaian 100,00 %" in temuan[0].masalah
    jelas = ubah_fakta(konteks, Periode.TW1, "SUB-01", "pendorong", teks("Swadaya masyarakat."))
    assert ambil_kode(jelas) == []


def test_capaian_belum_penuh_tanpa_serapan_wajar():
    konteks = ubah_fakta(build_tanpa_serapan(), Periode.TW1, "SUB-01", "realisasi", angka(9))
    assert ambil_kode(konteks) == []
