"""Konsep bernomor, dan angka terikat yang disunting: setiap macamnya disebut."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

import docx
import pytest

from tests.buatan import build_definisi
from tests.tahap.meja import (
    BANDING_01,
    IKU_01,
    SIMPULAN,
    Meja,
    build_pejabat,
    find_temuan,
    ganti,
    ganti_angka,
    hapus,
    hapus_kontrol,
    list_kode,
    salinan,
    sisip,
    tulis,
)

SASARAN = "Sasaran 1: Meningkatnya kualitas perumahan dan kawasan permukiman"
KALIMAT = "kalimat:analisis_1:S1:IKU-01:1"
R01 = "2025:tahun:IKU-01:realisasi"


def test_masukan_sama_tidak_menambah_nomor_dan_byte_nya_sama(meja: Meja):
    isi = meja.konsep(1).read_bytes()
    assert meja.lkjip(datetime(2026, 3, 1)).berkas == ()
    meja.konsep(1).unlink()
    assert meja.lkjip(datetime(2026, 3, 1)).berkas == (meja.konsep(1),)
    assert meja.konsep(1).read_bytes() == isi
    assert len(meja.keadaan().konsep) == 1


def test_data_baru_menerbitkan_konsep_baru(meja: Meja):
    meja.compile(kekurangan=("Contoh yang kurang",))
    assert meja.lkjip().berkas == (meja.konsep(2),)
    assert meja.konsep(1).exists()


def test_suntingan_yang_belum_diambil_tidak_ditinggalkan(meja: Meja):
    meja.sunting(1, tulis(SIMPULAN, "Kata orang."), nama="ruang/laporan/LKjIP 2025 konsep 1.docx")
    isi = meja.konsep(1).read_bytes()
    meja.compile(kekurangan=("Contoh yang kurang",))
    hasil = meja.lkjip()
    assert (hasil.berkas, list_kode(hasil)) == ((), ["DOK412"])
    assert 'kinerja koreksi "laporan/LKjIP 2025 konsep 1.docx"' in hasil.temuan[0].perbaikan
    assert meja.lkjip(timpa=True).berkas == (meja.konsep(2),)
    assert meja.konsep(1).read_bytes() == isi


def test_konsep_dikenal_dari_nomor_tahun_dan_masukannya(meja: Meja):
    konsep = meja.keadaan().konsep[0]
    kata = docx.Document(str(meja.konsep(1))).core_properties.keywords
    assert kata == f"kinerja 2025 konsep 1 {konsep.dasar[:8]}"
    assert konsep.sha256 == sha256(meja.konsep(1).read_bytes()).hexdigest()


def test_konsep_yang_baru_terbit_tidak_bertemuan_dan_tidak_berubah(meja: Meja):
    rencana = meja.rencana(meja.konsep(1), "kasubag")
    assert (list_kode(rencana), rencana.susunan.beda) == ([], ())


def test_angka_diubah_disebut_lalu_kembali_menurut_data(meja: Meja):
    draf = meja.sunting(1, ganti_angka(IKU_01, "realisasi", "99,99"))
    hasil = meja.koreksi(draf, "kasubag")
    temuan = find_temuan(hasil, "DOK401")
    assert "99,99" in temuan.masalah
    assert (temuan.lembar, temuan.kunci, temuan.kolom) == (
        f"{SASARAN} › 1. Target dan realisasi tahun 2025",
        R01,
        KALIMAT,
    )
    meja.lkjip()
    assert "99,99" not in " ".join(meja.teks(2, KALIMAT))


def test_angka_di_dalam_kata_kata_orang_ikut_diperbarui(meja: Meja):
    meja.koreksi(
        meja.sunting(1, ganti(IKU_01, "sedangkan targetnya", "padahal targetnya")), "kasubag"
    )
    meja.lkjip()
    lama = meja.teks(2, KALIMAT)[0]
    assert "padahal targetnya" in lama
    data = meja.baca(2).naskah
    assert R01 in next(s for s in data.satuan if s.slot == KALIMAT).kunci
    definisi = build_definisi(pejabat=build_pejabat())
    indikator = tuple(replace_presisi(i) for i in definisi.indikator)
    meja.compile(definisi.model_copy(update={"indikator": indikator}))
    meja.lkjip()
    baru = meja.teks(3, KALIMAT)[0]
    assert "padahal targetnya" in baru
    assert baru != lama


def replace_presisi(indikator):
    return indikator.model_copy(update={"presisi": 4})


@pytest.mark.parametrize(
    ("langkah", "kode"),
    [
        ((hapus_kontrol(IKU_01, "realisasi"),), ["DOK403"]),
        ((hapus_kontrol(IKU_01, "realisasi", isi=False),), ["DOK408"]),
        ((ganti(IKU_01, "belum memenuhi", "sudah memenuhi"),), ["DOK406"]),
        ((ganti(IKU_01, "persen", "persen, naik 3 poin,"),), ["DOK405"]),
        ((ganti(BANDING_01, "(naik ", "(turun "),), ["DOK406"]),
        ((ganti("Kategori", "Kategori", "Golongan"),), ["DOK410"]),
        ((hapus("Faktor pendorong"),), ["DOK416"]),
        ((sisip(SIMPULAN, salinan(IKU_01)),), ["DOK404", "DOK404", "DOK404"]),
        ((tulis(SIMPULAN, "Kinerja 2025 baik."),), []),
    ],
)
def test_temuan_setiap_macam_suntingan(meja: Meja, langkah, kode):
    rencana = meja.rencana(meja.sunting(1, *langkah), "kasubag")
    assert list_kode(rencana) == kode


def test_data_berubah_sejak_terbit_disebut(meja: Meja):
    draf = meja.sunting(1)
    definisi = build_definisi(pejabat=build_pejabat())
    riwayat = tuple(r.model_copy(update={"realisasi": "70"}) for r in definisi.riwayat[:1])
    meja.compile(definisi.model_copy(update={"riwayat": (*riwayat, *definisi.riwayat[1:])}))
    kunci = {t.kunci for t in meja.rencana(draf, "kasubag").temuan if t.kode == "DOK402"}
    assert "2024:tahun:IKU-01:realisasi" in kunci
    assert R01 not in kunci
