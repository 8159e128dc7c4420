"""Kolom evaluasi Renja (E.81): 12 dan 13 hanya dijumlah bila angkanya dapat dijumlahkan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.rekap import BahanRekap, build_data_kinerja
from kinerja_cli.model import sumber as s
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import Agregasi
from kinerja_cli.model.periode import Periode
from tests.buatan import SUB, build_definisi, build_fakta_lengkap

RENSTRA = s.BarisRenstra(
    dokumen="R2426", nama="Renstra 2024-2026", tahun_awal=2024, tahun_akhir=2026
)
TARGET = tuple(
    s.BarisTargetRenstra(
        dokumen="R2426", kode_indikator="SUB-01", tahun=tahun, target="100", pagu=Decimal(10**9)
    )
    for tahun in (2024, 2025, 2026)
)
LALU = s.BarisRiwayat(
    kode_indikator="SUB-01", tahun=2024, target="90", realisasi="88", anggaran=Decimal(9 * 10**8)
)


def compile_data(fakta=None, periode=Periode.TAHUN, *, agregasi=Agregasi.JUMLAH, **ubahan):
    sumber = {"renstra": (RENSTRA,), "target_renstra": TARGET, "riwayat": (LALU,), **ubahan}
    dasar = build_definisi(**sumber)
    indikator = tuple(
        i.model_copy(update={"agregasi": agregasi}) if i.kode_indikator == "SUB-01" else i
        for i in dasar.indikator
    )
    return build_data_kinerja(
        BahanRekap(
            definisi=dasar.model_copy(update={"indikator": indikator}),
            nomor_definisi=1,
            periode=periode,
            fakta=build_fakta_lengkap() if fakta is None else fakta,
            unit=(),
            waktu="2026-02-13T08:00:00",
            versi_program="0",
        )
    )


def find_sub(data):
    return next(i for i in data.indikator if i.kode_indikator == "SUB-01")


def find_uang(data, kode=SUB):
    return next(a for a in data.anggaran if a.kode == kode)


def test_angka_jumlah_dijumlah_antartahun():
    i = find_sub(compile_data())
    assert [t.realisasi.teks for t in i.triwulan] == ["8", "41", "30", "22"]
    assert i.tahun.realisasi.teks == "101"
    r = i.renja
    assert (r.target_renstra.teks, r.lalu.teks, r.sampai.teks) == ("300", "88", "189")
    assert r.tingkat.teks == "63,00"
    assert r.kumulatif


def test_posisi_akhir_memakai_nilai_terakhir():
    i = find_sub(compile_data(agregasi=Agregasi.POSISI_AKHIR))
    assert i.tahun.realisasi.teks == "22"
    assert (i.renja.target_renstra.teks, i.renja.lalu.teks, i.renja.sampai.teks) == (
        "100",
        "88",
        "22",
    )
    assert not i.renja.kumulatif


def test_jumlah_yang_belum_lengkap_tidak_dihitung():
    utuh = build_fakta_lengkap()
    kurang = KumpulanFakta.dari(
        f for f in utuh if not (f.subjek == "SUB-01" and f.periode is Periode.TW4)
    )
    r = find_sub(compile_data(kurang)).renja
    assert (r.sampai.teks, r.tingkat.teks) == ("n/a", "n/a")
    assert "belum lengkap" in r.sampai.catatan


def test_tanpa_renstra_dan_riwayat_kolomnya_kosong_bukan_nol():
    i = find_sub(compile_data(renstra=(), target_renstra=(), riwayat=()))
    assert (i.renja.target_renstra, i.renja.lalu, i.renja.tingkat) == (None, None, None)
    assert find_uang(compile_data(renstra=(), target_renstra=(), riwayat=())).renja.lalu is None


def test_rupiah_triwulan_selisih_angka_sampai_dengan_dan_berjumlah_realisasi():
    a = find_uang(compile_data())
    triwulan = [f.nilai.angka for f in a.renja.triwulan]
    assert triwulan == [Decimal(n) * 10**6 for n in (90, 580, 590, 449)]
    assert sum(triwulan) == a.realisasi.nilai.angka
    assert a.renja.lalu.nilai.angka == 9 * 10**8
    assert a.renja.sampai.nilai.angka == a.realisasi.nilai.angka + 9 * 10**8
    assert a.renja.target_renstra.nilai.angka == 3 * 10**9
    assert a.renja.tingkat.teks == "86,97"


@pytest.mark.parametrize("kode", ["1.04.03", "1.04.03.2.01"])
def test_induk_memuat_jumlah_anaknya(kode):
    data = compile_data()
    assert find_uang(data, kode).renja.sampai.teks == find_uang(data).renja.sampai.teks


def test_triwulan_yang_tidak_dilaporkan_dan_sesudahnya_tidak_ditebak():
    utuh = build_fakta_lengkap()
    kurang = KumpulanFakta.dari(
        f for f in utuh if not (f.subjek.startswith(SUB) and f.periode is Periode.TW2)
    )
    teks = [f.teks for f in find_uang(compile_data(kurang)).renja.triwulan]
    assert teks[0] == "Rp90.000.000"
    assert teks[1:3] == ["n/a", "n/a"]
    assert teks[3] == "Rp449.000.000"


def test_periode_triwulan_hanya_memuat_triwulan_yang_sudah_berjalan():
    data = compile_data(periode=Periode.TW2)
    assert len(find_uang(data).renja.triwulan) == 2


def test_tujuan_dan_sasaran_tidak_masuk_evaluasi_renja():
    data = compile_data()
    assert {i.kode_indikator for i in data.indikator if i.renja} == {"SUB-01"}


def test_sisa_total_sama_dengan_pagu_kurang_realisasi():
    total = compile_data().total
    assert total.sisa.nilai.angka == total.pagu.nilai.angka - total.realisasi.nilai.angka
