"""Aturan atas satuan, sejarah, salinan narasi, dan pelaksanaan tindak lanjut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisRiwayat
from tests.aturan.contoh import (
    NARASI,
    angka,
    build_fakta,
    build_konteks,
    teks,
    ubah_fakta,
    ubah_target,
)
from tests.buatan import TAHUN, UNIT, build_definisi

TW3, TW4 = Periode.TW3, Periode.TW4


def kode(konteks, awal: str) -> list[tuple[str, str]]:
    return [(t.kunci, t.kolom) for t in check_unit(konteks) if t.kode == awal]


def isi_fakta(konteks, *baris):
    isi = dict(konteks.fakta.isi)
    for periode, subjek, kolom, nilai in baris:
        isi[periode, subjek, kolom] = FaktaIsian(periode, subjek, kolom, UNIT, nilai)
    return replace(konteks, fakta=KumpulanFakta(isi))


def test_desimal_yang_tidak_tercetak_dicatat():
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", angka("11.123456789"))
    assert kode(konteks, "NIL309") == [("IKU-02", "realisasi")]
    assert kode(build_konteks(), "NIL309") == []


@pytest.mark.parametrize("kali", ["100", "1000", "0.001", "1000000"])
def test_satuan_tertukar_seratus_seribu_sejuta(kali):
    dasar = build_konteks()
    nilai = dasar.fakta.nilai(TW4, "IKU-02", "realisasi").angka
    konteks = ubah_fakta(dasar, TW4, "IKU-02", "realisasi", angka(str(nilai * angka(kali).angka)))
    assert kode(konteks, "WJR304") == [("IKU-02", "realisasi")]
    assert kode(dasar, "WJR304") == []


def test_dua_kali_target_bukan_satuan_tertukar():
    dasar = build_konteks()
    nilai = dasar.fakta.nilai(TW4, "IKU-02", "realisasi").angka
    konteks = ubah_fakta(dasar, TW4, "IKU-02", "realisasi", angka(str(nilai * 2)))
    assert kode(konteks, "WJR304") == []


def test_jauh_dari_sejarah_sendiri_hanya_bila_sejarahnya_cukup():
    riwayat = tuple(
        BarisRiwayat(kode_indikator="IKU-02", tahun=TAHUN - n, realisasi=isi)
        for n, isi in ((5, "11,0"), (4, "11,4"), (3, "11,2"), (2, "11,3"))
    )
    definisi = build_definisi().model_copy(update={"riwayat": riwayat})
    jauh = ubah_fakta(build_konteks(definisi=definisi), TW4, "IKU-02", "realisasi", angka("15"))
    assert kode(jauh, "WJR303") == [("IKU-02", "realisasi")]
    pendek = definisi.model_copy(update={"riwayat": riwayat[:3]})
    konteks = ubah_fakta(build_konteks(definisi=pendek), TW4, "IKU-02", "realisasi", angka("15"))
    assert kode(konteks, "WJR303") == []


@pytest.mark.parametrize(
    ("target", "isi", "ada"),
    [
        ("4", "100", True),
        ("4", "75", True),
        ("8", "87.5", True),
        ("3", "66.67", True),
        ("4", "13", False),
        ("4", "5", False),
        ("30", "60", False),
        ("60", "100", False),
    ],
)
def test_persentase_yang_terketik_sebagai_jumlah(target, isi, ada):
    definisi = ubah_target(build_definisi(), "SUB-01", tahun=target, tw4=target)
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "SUB-01", "realisasi", angka(isi))
    assert kode(konteks, "WJR305") == ([("SUB-01", "realisasi")] if ada else [])


@pytest.mark.parametrize(("kini", "ada"), [("88", False), ("72", False), ("40", True)])
def test_sejarah_yang_tetap_hanya_menyebut_perubahan_besar(kini, ada):
    riwayat = tuple(
        BarisRiwayat(kode_indikator="IKU-02", tahun=TAHUN - n, realisasi="80") for n in (5, 4, 3, 2)
    )
    definisi = build_definisi().model_copy(update={"riwayat": riwayat})
    konteks = ubah_fakta(build_konteks(definisi=definisi), TW4, "IKU-02", "realisasi", angka(kini))
    assert bool(kode(konteks, "WJR303")) is ada


def test_narasi_disalin_dari_periode_lalu_dan_dari_baris_lain():
    sama = NARASI["penghambat"]
    dasar = build_konteks()
    lalu = isi_fakta(dasar, (TW3, "IKU-02", "penghambat", teks(sama.upper())))
    lalu = ubah_fakta(lalu, TW4, "IKU-02", "penghambat", teks(sama))
    assert kode(lalu, "NRS305") == [("IKU-02", "penghambat")]
    dua = ubah_fakta(dasar, TW4, "IKU-01", "penghambat", teks(sama))
    dua = ubah_fakta(dua, TW4, "IKU-02", "penghambat", teks(f"{sama[:-1]} !"))
    assert kode(dua, "NRS306") == [("IKU-02", "penghambat")]
    pendek = ubah_fakta(dasar, TW4, "IKU-01", "penghambat", teks("hujan"))
    pendek = ubah_fakta(pendek, TW4, "IKU-02", "penghambat", teks("hujan"))
    assert kode(pendek, "NRS306") == []


def test_rencana_tanpa_nama_dan_tanggal():
    konteks = build_konteks(fakta=build_fakta(TW4, pic="", batas_waktu=""))
    daftar = {k for k, _ in kode(konteks, "NRS307")}
    assert "IKU-02" in daftar


@pytest.mark.parametrize(
    ("laporan", "harap"),
    [
        ({}, "NRS308"),
        ({"status": "selesai"}, "NRS309"),
        ({"status": "selesai", "bukti": "laporan.pdf"}, ""),
        ({"status": "berjalan"}, "NRS310"),
        ({"status": "berjalan", "batas_baru": "2026-02-01"}, ""),
    ],
)
def test_rencana_triwulan_lalu_ditagih(laporan, harap):
    kunci = "rtl:tw3:IKU-02"
    konteks = isi_fakta(
        build_konteks(),
        (TW3, "IKU-02", "rencana_tindak_lanjut", teks("Menambah kelompok kerja")),
        (TW3, "IKU-02", "batas_waktu", teks(date(TAHUN, 12, 15).isoformat())),
        *((TW4, kunci, k, teks(v)) for k, v in laporan.items()),
    )
    temuan = {t.kode for t in check_unit(konteks) if t.kunci == kunci}
    assert temuan == ({harap} if harap else set())
